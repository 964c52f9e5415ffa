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

from analyzer.features import Features
from analyzer.measures._levels import By, levels
from analyzer.measures._schema import Schema, make_table
from analyzer.measures._selected import poles, position, positions
from analyzer.measures._statistic import Statistic, mean_rows

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


def smoothed(measured: Statistic, smoothing: float) -> Statistic:
    """The same sums with another smoothing."""
    return replace(measured, formula=partial(positions, smoothing=smoothing))


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
    voice : {"narrator", "quoted", "all"}
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
    chosen = features.body.where(voice=voice)
    measured = statistic(features, voice=voice, ambiguous_weight=ambiguous_weight, smoothing=smoothing)
    rows = mean_rows(measured, features.articles, by, voice)
    words = np.bincount(chosen.units["article"], chosen.units["n_tokens"], len(features.articles))
    sums = measured.sums.toarray()
    extra = [
        _extra(sums[np.isin(measured.article, level.rows), 2 * at : 2 * at + 2], words[level.rows].sum(), smoothing)
        for level in levels(features.articles, by)
        for at in range(len(measured.items))
    ]
    table = make_table([row | more for row, more in zip(rows, extra, strict=True)], SCHEMA)
    table.loc[~table["level"].isin(("focal", "article")) | table["value"].isna(), "se"] = np.nan
    return table


def _extra(sums: Floats, words: float, smoothing: float) -> dict[str, Any]:
    positive, negative = sums.sum(axis=0)
    return {
        "positive": positive,
        "negative": negative,
        "se": standard_error(sums, smoothing=smoothing),
        "bounded": (positive - negative) / (positive + negative + 1) if positive + negative else np.nan,
        "importance": np.log((positive + negative + 1) / words) if words else np.nan,
        "positive_sentences": int((sums[:, 0] > sums[:, 1]).sum()),
        "negative_sentences": int((sums[:, 1] > sums[:, 0]).sum()),
    }
