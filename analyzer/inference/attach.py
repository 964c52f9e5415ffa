"""Intervals for the rows of a result table, from the statistic that the table was made of."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analyzer.inference.bootstrap import sentence_replicates
from analyzer.inference.intervals import (
    NONE,
    Interval,
    jackknife_se,
    percentile,
    quantile,
    stream,
    t_interval,
    weighted_wilson,
    wilson,
    z_interval,
)
from analyzer.measures._levels import By, levels
from analyzer.measures._schema import Schema
from analyzer.measures._statistic import Statistic
from analyzer.settings import Settings

Floats = NDArray[np.float64]
# Resampling is for the article under study; leaving out rows (of a long article: blocks of rows) serves for the others
# and costs a thousandth of the time.
_LONG, _BLOCKS = 500, 100


def with_intervals(
    table: pd.DataFrame, statistic: Statistic, articles: pd.DataFrame, by: By, schema: Schema, settings: Settings
) -> pd.DataFrame:
    """The table with `low` and `high`, or with the reason why a row has none.

    One article gets an interval from its own sentences (the focal one by resampling them), a set of articles a t
    interval on the articles' values; below the minimum of the settings there is none. The random stream depends on the
    article's id and the voice alone, so an article added or left out changes no other's interval.
    """
    values = statistic.by_article()
    rows = statistic.rows()
    ends: list[Interval] = []
    reasons: list[str] = []
    row = 0
    for level in levels(articles, by):
        records = table.iloc[row : row + len(statistic.items)]
        row += len(statistic.items)
        if level.level in ("focal", "article"):
            short = rows[level.rows[0]] < settings.min_sentences
            few = f"fewer than {settings.min_sentences} {statistic.unit}"
            why = [few if short else f"no range can be told from one article's {statistic.unit}"] * len(records)
            found = [NONE] * len(records) if short else _of_article(records, statistic, int(level.rows[0]), settings)
        else:
            found = [_of_set(values[level.rows, item], schema, settings) for item in range(len(records))]
            few = f"fewer than {settings.min_group} articles"
            why = [few if n < settings.min_group else "all articles have the same value" for n in records["n_articles"]]
        ends += found
        reasons += [
            old or (reason if np.isnan(end.low) else "")
            for old, reason, end in zip(records["reason"], why, found, strict=True)
        ]
    return _set(table, ends, reasons, schema)


def _of_article(records: pd.DataFrame, statistic: Statistic, article: int, settings: Settings) -> list[Interval]:
    value = records["value"].to_numpy(np.float64)
    confidence = settings.confidence
    if statistic.interval == "normal":
        return [z_interval(v, se, confidence=confidence) for v, se in zip(value, records["se"], strict=True)]
    sums = statistic.of(article)
    if statistic.interval == "wilson":
        return [wilson(v * len(sums), len(sums), confidence=confidence) for v in value]
    if statistic.whole:
        shares = zip(value, statistic.whole, strict=True)
        return [weighted_wilson(v, sums[:, at], confidence=confidence) if at >= 0 else NONE for v, at in shares]
    if len(sums) > _LONG or records["level"].iloc[0] != "focal":
        errors = jackknife_se(sums, statistic.formula, blocks=_BLOCKS if len(sums) > _LONG else len(sums))
        reach = quantile(confidence, min(len(sums), _BLOCKS) - 1)
        return [Interval(v - reach * float(se), v + reach * float(se)) for v, se in zip(value, errors, strict=True)]
    rng = stream(settings.seed, str(records["name"].iloc[0]), str(records["voice"].iloc[0]))
    replicates = sentence_replicates(sums, statistic.formula, n=settings.bootstrap, rng=rng)
    return [percentile(replicates[:, item], confidence=confidence) for item in range(len(value))]


def _of_set(values: Floats, schema: Schema, settings: Settings) -> Interval:
    """A t interval; where all articles have one value, as far as so many articles can tell a share, else none."""
    known = values[~np.isnan(values)]
    if len(known) < settings.min_group:
        return NONE
    if np.ptp(known) > 0:
        return t_interval(known, confidence=settings.confidence)
    if (schema.lowest, schema.highest) != (0.0, 1.0):
        return NONE
    return wilson(float(known.sum()), len(known), confidence=settings.confidence)


def _set(table: pd.DataFrame, ends: list[Interval], reasons: list[str], schema: Schema) -> pd.DataFrame:
    """Ends within the bounds of the measure and never beyond the value itself."""
    value = table["value"].to_numpy(np.float64)
    low, high = (np.array([end[side] for end in ends], np.float64) for side in (0, 1))
    undefined = np.isnan(value) | np.isnan(low)
    low = np.where(undefined, np.nan, np.minimum(value, np.maximum(low, schema.lowest)))
    high = np.where(undefined, np.nan, np.maximum(value, np.minimum(high, schema.highest)))
    return table.assign(low=low, high=high, reason=np.array(reasons, object))
