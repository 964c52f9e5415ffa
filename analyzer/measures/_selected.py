"""Statistics of a selection of units, whatever it is: what framing, axis and tone are made of."""

from __future__ import annotations

from functools import partial

import numpy as np
from numpy.typing import NDArray

from analyzer.features import Features
from analyzer.features.presence import presence
from analyzer.measures._statistic import Statistic, compressed, per_row

Floats = NDArray[np.float64]
TONE = "lexical tone"


def carried(chosen: Features, *, undefined: str, needed: float = 2) -> Statistic:
    """Sums are the sentences of a selection that carry each frame, and its sentences; see `presence` for `needed`."""
    found = presence(chosen, needed=needed)
    return Statistic(
        items=tuple(chosen.codebook.frames),
        sums=compressed(np.column_stack((found, np.ones(len(found), bool)))),
        article=chosen.sentences()[1],
        n_articles=len(chosen.articles),
        formula=per_row,
        undefined=undefined,
        interval="wilson",
    )


def position(positive: Floats, negative: Floats, *, smoothing: float = 0.5) -> tuple[Floats, Floats]:
    """The log ratio of two pole counts, and its standard error if every hit were independent.

    >>> theta, se = position(np.array(12.0), np.array(4.0))
    >>> round(float(theta), 6), round(float(se), 6)
    (1.021651, 0.549747)
    """
    theta = np.log((positive + smoothing) / (negative + smoothing))
    return theta, np.sqrt(1 / (positive + smoothing) + 1 / (negative + smoothing))


def positions(sums: Floats, *, smoothing: float) -> Floats:
    """Positions on every axis from the hits of its poles, positive pole first; NaN without a hit."""
    positive, negative = sums[..., 0::2], sums[..., 1::2]
    return np.where(positive + negative > 0, position(positive, negative, smoothing=smoothing)[0], np.nan)


def pole_hits(features: Features, *, ambiguous_weight: float = 0.5) -> Floats:
    """Weighted hits of the poles in each sentence: an array of shape (n_sentences, 2 * n_axes), positive pole first."""
    book = features.codebook
    poles = [pole for axis in book.axes.values() for pole in (axis.positive, axis.negative)]
    sentence, owners = features.sentences()
    hits = features.hits
    weight = np.where(hits["ambiguous"].to_numpy(bool), ambiguous_weight, 1.0)
    frame = hits["frame"].cat.codes.to_numpy()
    keys = list(book.frames)
    columns = [
        np.bincount(
            sentence[hits["unit"].to_numpy()],
            weight * np.isin(frame, [keys.index(key) for key in pole.frames]),
            len(owners),
        )
        for pole in poles
    ]
    return np.column_stack(columns) if columns else np.zeros((len(owners), 0))


def poles(chosen: Features, *, undefined: str, ambiguous_weight: float = 0.5, smoothing: float = 0.5) -> Statistic:
    """Sums are the weighted hits of both poles of every axis in the sentences of a selection."""
    return Statistic(
        items=tuple(chosen.codebook.axes),
        sums=compressed(pole_hits(chosen, ambiguous_weight=ambiguous_weight)),
        article=chosen.sentences()[1],
        n_articles=len(chosen.articles),
        formula=partial(positions, smoothing=smoothing),
        undefined=undefined,
        interval="normal",
    )


def mean_tone(chosen: Features, scores: Floats, *, undefined: str) -> Statistic:
    """Sums are the scores of the units of a selection, and its units."""
    return Statistic(
        items=(TONE,),
        sums=compressed(np.column_stack((scores, np.ones(len(scores))))),
        article=chosen.units["article"].to_numpy().astype(np.int64),
        n_articles=len(chosen.articles),
        formula=per_row,
        undefined=undefined,
    )
