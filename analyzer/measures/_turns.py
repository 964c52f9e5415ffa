"""Turns: the words that one attribution covers, which is the unit of whatever is asked of speakers."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analyzer.features import Features
from analyzer.text.attribution import KINDS
from analyzer.text.attribution import TIERS as EVERY_TIER

Ints = NDArray[np.int64]
TIERS = tuple(filter(None, EVERY_TIER))  # some attributions have none
_KINDS = {"quoted": ("direct", "mixed"), "paraphrased": ("mixed", "indirect")}  # what an attribution gives to a voice


def turns(features: Features) -> tuple[Ints, Ints]:
    """The turn of each unit, numbered in reading order without gaps, and the article of each turn.

    Units of one attribution are one turn, over however many sentences; words that no attribution covers are a turn in
    each sentence.
    """
    units = features.units
    said = units["attribution"].to_numpy().astype(np.int64)
    turn, _ = pd.factorize(np.where(said >= 0, said, len(features.attributions) + features.sentences()[0]))
    first = np.unique(turn, return_index=True)[1]
    return turn.astype(np.int64), units["article"].to_numpy().astype(np.int64)[first]


def counted(features: Features, voice: str) -> pd.DataFrame:
    """The attributions of the texts (not of titles) that count: somebody speaks who can, or there are quotation marks.

    Parameters
    ----------
    voice : str
        "quoted" takes those whose words stand between quotation marks, wholly or in part, "paraphrased" those of which
        some words stand outside, anything else all of them.
    """
    table = features.attributions
    direct = (table["kind"] == "direct").to_numpy()
    there = ~table["title"].to_numpy(bool) & (table["speaks"].to_numpy(bool) | direct)
    return table[there & table["kind"].isin(_KINDS.get(voice, KINDS)).to_numpy()]


def cells(
    article: NDArray[np.integer], category: pd.Series, n_articles: int, weights: NDArray[np.generic] | None = None
) -> NDArray[np.float64]:
    """Rows counted (or weights summed) by article and category: an array of shape (n_articles, n_categories)."""
    n = len(category.cat.categories)
    place = article.astype(np.int64) * n + category.cat.codes.to_numpy()
    return np.bincount(place, weights, n_articles * n).reshape(n_articles, n).astype(np.float64)
