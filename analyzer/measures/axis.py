"""Where an article stands between two poles made of frames: the log ratio of their hits (0 = as many of each).

The sign follows the codebook: positive numbers lie towards the pole of that name. The number says which vocabulary
outweighs the other; it does not say that an outlet is for or against anybody, and a pole is not a group of outlets.
An article without a hit of either pole has no place on the axis: that is no evidence, and not the middle.

Source: Lowe, Benoit, Mikhaylov and Laver (2011), Scaling policy preferences from coded political texts, LSQ 36.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analyzer.features import Features, indicator
from analyzer.measures._levels import By, Sets, sets
from analyzer.measures._schema import Schema, make_table
from analyzer.measures._selected import poles, position, positions
from analyzer.measures._statistic import Measured, Statistic, mean_rows

Floats = NDArray[np.float64]

SCHEMA = Schema(
    item="axis",
    unit="log ratio of hits",
    lowest=-np.inf,
    highest=np.inf,
    units="sentences with words in this voice",
    interval="standard error of the log ratio, widened for hits that share a sentence (focal, article); "
    "t on article means (outlet, group, others)",
    extra=(
        ("positive", "weighted hits of the positive pole, all articles of the row together"),
        ("negative", "weighted hits of the negative pole"),
        ("se", "standard error of the value of one article"),
        ("bounded", "the same between -1 and 1: (positive - negative) / (positive + negative + 1)"),
        ("importance", "log of the share of words that belong to either pole"),
        ("positive_sentences", "sentences with more hits of the positive pole"),
        ("negative_sentences", "sentences with more hits of the negative pole"),
    ),
)
_UNDEFINED = "no evidence: no word of either pole in this voice"


def standard_error(sums: Floats, *, smoothing: float = 0.5) -> float:
    """The standard error of one article's position, from the hits of both poles in its sentences, shape (n, 2).

    >>> round(standard_error(np.array([[1.0, 0.0], [0.0, 1.0]])), 4), round(standard_error(np.array([[1.0, 1.0]])), 4)
    (1.1547, 1.633)
    """
    both = sums.sum(axis=1)
    # Hits of one sentence come together: as many independent hits as if each sentence had one size (Kish 1965).
    deff = float((both**2).sum() / both.sum()) if both.sum() else 1.0
    return float(position(*sums.sum(axis=0), smoothing=smoothing)[1] * np.sqrt(max(1.0, deff)))


def statistic(
    features: Features, *, voice: str = "narrator", ambiguous_weight: float = 0.5, smoothing: float = 0.5
) -> Statistic:
    """Axis positions as a `Statistic`: sums are the weighted hits of both poles of every axis."""
    chosen = features.body.where(voice=voice)
    return poles(chosen, undefined=_UNDEFINED, ambiguous_weight=ambiguous_weight, smoothing=smoothing)


def smoothed(made: Statistic, smoothing: float) -> Statistic:
    """The same sums with another smoothing."""
    return replace(made, formula=partial(positions, smoothing=smoothing))


def axis(
    features: Features,
    *,
    by: By = "focal",
    voice: str = "narrator",
    ambiguous_weight: float = 0.5,
    smoothing: float = 0.5,
) -> pd.DataFrame:
    """Position between the two poles of every axis of the codebook.

    Parameters
    ----------
    features : Features
    by : {"focal", "article", "outlet", "group"}
    voice : {"narrator", "quoted", "paraphrased", "attributed", "unquoted", "all"}
    ambiguous_weight : float
        Weight of a hit of an ambiguous pattern.
    smoothing : float
        Added to both poles; the larger, the nearer to 0 small counts are drawn.

    Returns
    -------
    DataFrame
        Columns of `SCHEMA`; the value of several articles is the mean of the values of those with evidence.

    Raises
    ------
    UsageError
        When `by` or `voice` is unknown.

    Examples
    --------
    >>> from analyzer import Article, featurize, load_codebook
    >>> features = featurize([Article("a", "", "The court issued a warrant.")], load_codebook(), focal="a")
    >>> round(axis(features)["value"][0].item(), 3)
    1.609
    """
    return measured(features, voice=voice, ambiguous_weight=ambiguous_weight, smoothing=smoothing).table(by)


def measured(
    features: Features, *, voice: str = "narrator", ambiguous_weight: float = 0.5, smoothing: float = 0.5
) -> Measured:
    """Positions in one voice, counted once for tables of every level."""
    made = statistic(features, voice=voice, ambiguous_weight=ambiguous_weight, smoothing=smoothing)
    units = features.body.where(voice=voice).units
    words = np.bincount(units["article"], units["n_tokens"], len(features.articles)).astype(np.float64)

    def table(by: By) -> pd.DataFrame:
        found = sets(features.articles, by)
        columns = mean_rows(made, features.articles, by, voice) | _columns(made, words, found, smoothing)
        known = np.repeat(found.alone(), len(made.items)) & ~np.isnan(columns["value"])
        return make_table(columns | {"se": np.where(known, columns["se"], np.nan)}, SCHEMA)

    return Measured(made, table)


def errors(made: Statistic, found: Sets, *, smoothing: float = 0.5) -> Floats:
    """`standard_error` of every set and axis, from the hits in its sentences: shape (n_sets, n_axes)."""
    positive, negative = _poles(made)
    owner = found.owner[made.article]
    hits, squares = (_summed(part, owner, len(found)) for part in (positive + negative, (positive + negative) ** 2))
    deff = np.divide(squares, hits, out=np.ones_like(hits), where=hits > 0)
    sides = (_summed(part, owner, len(found)) for part in (positive, negative))
    return np.asarray(position(*sides, smoothing=smoothing)[1] * np.sqrt(np.maximum(1.0, deff)), np.float64)


def _poles(made: Statistic) -> tuple[Floats, Floats]:
    """Hits of the positive and of the negative poles: two arrays of shape (n_sentences, n_axes)."""
    sums = made.sums.toarray()
    return sums[:, 0::2], sums[:, 1::2]


def _summed(values: NDArray[Any], owner: NDArray[np.int64], n_sets: int) -> Floats:
    held = np.flatnonzero(owner >= 0)
    total: Floats = indicator(owner[held], n_sets) @ values[held].astype(np.float64)
    return total


def _columns(made: Statistic, words: Floats, found: Sets, smoothing: float) -> dict[str, NDArray[Any]]:
    """The extra columns of every set and axis."""
    ahead, behind = _poles(made)
    owner = found.owner[made.article]
    positive, negative, first, second = (
        _summed(part, owner, len(found)) for part in (ahead, behind, ahead > behind, behind > ahead)
    )
    both, n_words = positive + negative, found.sum(words)[:, None]
    spoken = np.broadcast_to(n_words > 0, both.shape)
    columns = {
        "positive": positive,
        "negative": negative,
        "se": errors(made, found, smoothing=smoothing),
        "bounded": np.where(both > 0, (positive - negative) / (both + 1), np.nan),
        "importance": np.log(np.divide(both + 1, n_words, out=np.full(both.shape, np.nan), where=spoken)),
        "positive_sentences": first.astype(np.int64),
        "negative_sentences": second.astype(np.int64),
    }
    return {name: column.ravel() for name, column in columns.items()}
