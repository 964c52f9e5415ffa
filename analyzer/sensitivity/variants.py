"""Many ways of taking a measure, compared in one go: a way is an item of one large statistic.

So ranges and differences come from the same code as everywhere else, and a hundred ways cost little more than one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analyzer.features import Features, indicator
from analyzer.inference.attach import with_intervals
from analyzer.inference.contrasts import focal_ends
from analyzer.inference.sides import sides
from analyzer.measures import MEASURES, axis, framing, tone
from analyzer.measures._schema import make_table
from analyzer.measures._statistic import Statistic, mean_rows
from analyzer.sensitivity.choices import NEEDED
from analyzer.settings import Settings

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


class Variant(NamedTuple):
    """A way of taking a measure: its name, its statistic, and the standard errors of the focal article's values."""

    label: str
    statistic: Statistic
    errors: Floats


def measured(measure: str, reading: Features, voice: str, rule: Any) -> Statistic:
    """A headline measure; `rule` is what it does with ambiguous patterns, or which words of the lexicon it scores."""
    if measure == "framing":
        return framing.statistic(reading, voice=voice, needed=NEEDED[rule])
    if measure == "axis":
        return axis.statistic(reading, voice=voice, ambiguous_weight=rule)
    return tone.statistic(reading, voice=voice, lexicon=rule)


def make_variant(label: str, made: Statistic, focal: int, smoothing: float | None) -> Variant:
    """A variant of a measure; `smoothing` is given for an axis, `focal` is the row of the article."""
    if smoothing is None:
        return Variant(label, made, np.full(len(made.items), np.nan))
    own = made.of(focal)
    pairs = [own[:, 2 * at : 2 * at + 2] for at in range(len(made.items))]
    errors = [axis.standard_error(pair, smoothing=smoothing) for pair in pairs]
    return Variant(label, axis.smoothed(made, smoothing), np.array(errors, np.float64))


def summed(statistic: Statistic, focal: int) -> Statistic:
    """The statistic with one row for each article but the focal one, whose range needs its sentences."""
    own = statistic.article == focal
    rest = np.delete(np.arange(statistic.n_articles), focal)
    others = indicator(statistic.article, statistic.n_articles) @ statistic.sums
    return replace(
        statistic,
        sums=sparse.csr_array(sparse.vstack([statistic.sums[np.flatnonzero(own)], others[rest]])),
        article=np.concatenate((np.full(own.sum(), focal), rest)),
    )


def without(variant: Variant, articles: Bools, label: str) -> Variant:
    """The variant as if some articles had no words; they have no value then, and count nowhere."""
    made = variant.statistic
    keep = sparse.diags_array((~articles[made.article]).astype(np.float64))
    return Variant(label, replace(made, sums=sparse.csr_array(keep @ made.sums)), variant.errors)


def together(statistics: Sequence[Statistic]) -> Statistic:
    """Statistics on the same rows as one; its items are called "0:first", "0:second", "1:first" and so on."""
    ends = np.cumsum([0, *(one.sums.shape[1] for one in statistics)]).tolist()
    parts = list(zip(ends, ends[1:], statistics, strict=False))

    def formula(sums: Floats) -> Floats:
        return np.concatenate([one.formula(sums[..., first:last]) for first, last, one in parts], axis=-1)

    return replace(
        statistics[0],
        items=tuple(f"{number}:{item}" for number, one in enumerate(statistics) for item in one.items),
        sums=sparse.csr_array(sparse.hstack([one.sums for one in statistics])),
        formula=formula,
    )


def compared(
    measure: str, variants: Sequence[Variant], articles: pd.DataFrame, voice: str, settings: Settings
) -> pd.DataFrame:
    """Focal minus others for every item under every variant; variants must rest on the same rows.

    Returns
    -------
    DataFrame
        item, choice (the variant's label), value, low, high, n_articles (others with a value), reason.
    """
    whole = together([variant.statistic for variant in variants])
    schema = MEASURES[measure].schema
    table = make_table(mean_rows(whole, articles, "focal", voice), schema)
    if whole.interval == "normal":
        errors = np.concatenate([variant.errors for variant in variants])
        table["se"] = np.concatenate((errors, np.full(len(table) - len(errors), np.nan)))
    table = with_intervals(table, whole, articles, "focal", schema, settings)
    focal = next(side for side in sides(articles) if side.level == "focal")
    values = whole.by_article()
    ends = focal_ends(table, values, focal, whole, settings)
    own, rest = ([_mean(column) for column in values[rows].T] for rows in (focal.own, focal.reference))
    names = [name.split(":", 1) for name in whole.items]
    return pd.DataFrame(
        {
            "item": [item for _, item in names],
            "choice": [variants[int(number)].label for number, _ in names],
            "value": np.array(own) - np.array(rest),
            "low": [end["low"] for end in ends],
            "high": [end["high"] for end in ends],
            "n_articles": (~np.isnan(values[focal.reference])).sum(axis=0),
            "reason": np.array([end["reason"] for end in ends], object),
        }
    )


def _mean(values: Floats) -> float:
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else float("nan")
