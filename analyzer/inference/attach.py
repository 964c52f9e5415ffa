"""Intervals for the rows of a result table, from the statistic that the table was made of.

Ranges of all articles, and of all sets of articles, are closed formulas of sums and come from a few array operations,
however many there are; only the article under study is resampled, and long articles are cut into blocks one by one.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analyzer.features import indicator
from analyzer.inference.bootstrap import sentence_replicates
from analyzer.inference.intervals import jackknife_se, percentile, quantile, stream, wilson_ends
from analyzer.measures._levels import By, Sets, sets
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
    found, n_items = sets(articles, by), len(statistic.items)
    if not len(table):
        return table
    shape = (len(found), n_items)
    value = table["value"].to_numpy(np.float64).reshape(shape)
    low, high = np.full((2, *shape), np.nan)
    alone = found.alone()
    short = statistic.rows()[found.article()] < settings.min_sentences
    few = np.where(
        alone, f"fewer than {settings.min_sentences} {statistic.unit}", f"fewer than {settings.min_group} articles"
    )
    other = np.where(
        alone, f"no range can be told from one article's {statistic.unit}", "all articles have the same value"
    )
    at = np.flatnonzero(alone & ~short)
    if len(at):
        low[at], high[at] = _of_articles(table, value, statistic, found, at, settings)
    if not alone.all():
        low[~alone], high[~alone] = _of_sets(statistic, found, schema, settings)
    lacking = np.where(
        alone[:, None], short[:, None], table["n_articles"].to_numpy().reshape(shape) < settings.min_group
    )
    why = np.where(lacking, few[:, None], other[:, None])
    why = np.where(np.isnan(low), why, "").ravel()
    told = table["reason"].to_numpy(object)
    return _set(table, low.ravel(), high.ravel(), np.where(told == "", why, told).astype(object), schema)


def _of_articles(
    table: pd.DataFrame, value: Floats, statistic: Statistic, found: Sets, at: NDArray[np.int64], settings: Settings
) -> tuple[Floats, Floats]:
    """Both ends for the sets `at`, each a single article: arrays of shape (n, n_items)."""
    rows, own, confidence = found.article()[at], value[at], settings.confidence
    if statistic.interval == "normal":
        reach = quantile(confidence) * table["se"].to_numpy(np.float64).reshape(value.shape)[at]
        return own - reach, own + reach
    if statistic.interval == "wilson":
        n = statistic.rows()[rows][:, None].astype(np.float64)
        return wilson_ends(own * n, n, confidence=confidence)
    if statistic.whole:
        n = _worth(statistic)[rows]
        return wilson_ends(own * n, n, confidence=confidence)
    drawn = (found.level[at] == "focal") & (statistic.rows()[rows] <= _LONG)
    reach = np.full(own.shape, np.nan)
    reach[~drawn] = _reaches(statistic, rows[~drawn], confidence)
    low, high = own - reach, own + reach
    for number in np.flatnonzero(drawn):
        names = str(found.name[at[number]]), str(table["voice"].iloc[0])
        low[number], high[number] = _resampled(statistic.of(int(rows[number])), statistic, settings, *names)
    return low, high


def _worth(statistic: Statistic) -> Floats:
    """As how many rows of one size those of each article count (Kish 1965), item by item; NaN for what is no share."""
    by_article = indicator(statistic.article, statistic.n_articles)
    worth = np.full((statistic.n_articles, len(statistic.items)), np.nan)
    for at in {at for at in statistic.whole if at >= 0}:
        size = statistic.sums[:, [at]].toarray()[:, 0]
        total, squares = by_article @ size, by_article @ size**2
        worth[:, np.array(statistic.whole) == at] = np.divide(
            total**2, squares, out=np.zeros(len(total)), where=squares > 0
        )[:, None]
    return worth


def _resampled(sums: Floats, statistic: Statistic, settings: Settings, *names: str) -> tuple[Floats, Floats]:
    """The percentile interval of every item of one article."""
    rng = stream(settings.seed, *names)
    replicates = sentence_replicates(sums, statistic.formula, n=settings.bootstrap, rng=rng)
    ends = np.array([percentile(column, confidence=settings.confidence) for column in replicates.T])
    return ends[:, 0], ends[:, 1]


def _reaches(statistic: Statistic, rows: NDArray[np.int64], confidence: float) -> Floats:
    """How far the range of each of some articles reaches, from leaving out a row (or a block of rows) at a time."""
    n = statistic.rows()[rows]
    reaches = np.full((len(rows), len(statistic.items)), np.nan)
    plain = np.flatnonzero(n <= _LONG) if statistic.is_mean else np.zeros(0, np.int64)
    if len(plain):
        freedom = np.minimum(n[plain], _BLOCKS)[:, None] - 1.0
        reaches[plain] = _quantiles(confidence, freedom) * _errors(statistic)[rows[plain]]
    for at in np.setdiff1d(np.arange(len(rows)), plain):
        sums = statistic.of(int(rows[at]))
        blocks = _BLOCKS if len(sums) > _LONG else len(sums)
        reach = quantile(confidence, min(len(sums), _BLOCKS) - 1)
        reaches[at] = reach * jackknife_se(sums, statistic.formula, blocks=blocks)
    return reaches


def _errors(statistic: Statistic) -> Floats:
    """Standard errors of the means of each article's rows: what leaving out one row at a time gives, in closed form.

    Deviations are taken row by row, since a difference of large sums would leave a rest where all rows are alike.
    """
    means, n = statistic.by_article(), statistic.rows().astype(np.float64)[:, None]
    cells = sparse.coo_array(statistic.sums[:, :-1])
    row, column = cells.coords
    owner = statistic.article[row]
    there = (cells.data - means[owner, column]) ** 2
    place = owner * means.shape[1] + column
    filled = np.bincount(place, minlength=means.size).reshape(means.shape)
    squares = np.bincount(place, there, means.size).reshape(means.shape) + (n - filled) * means**2
    with np.errstate(divide="ignore", invalid="ignore"):
        errors: Floats = np.sqrt(squares / (n * (n - 1)))
    return errors


def _of_sets(statistic: Statistic, found: Sets, schema: Schema, settings: Settings) -> tuple[Floats, Floats]:
    """A t interval; where all articles have one value, as far as so many articles can tell a share, else none."""
    inside = replace(found, owner=np.where(found.alone()[found.owner], -1, found.owner))
    values = statistic.by_article()
    known = ~np.isnan(values)
    filled = np.where(known, values, 0.0)
    n = inside.sum(known.astype(np.float64))
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = inside.sum(filled) / n
        away = np.where(known & (inside.owner >= 0)[:, None], filled - mean[inside.owner], 0.0)
        spread = np.sqrt(inside.sum(away**2) / (n - 1))
        reach = _quantiles(settings.confidence, n - 1) * spread / np.sqrt(n)
    low, high = mean - reach, mean + reach
    alike = _alike(values, inside)
    if (schema.lowest, schema.highest) == (0.0, 1.0):
        ends = wilson_ends(mean * n, n, confidence=settings.confidence)
        low, high = np.where(alike, ends[0], low), np.where(alike, ends[1], high)
    else:
        low, high = np.where(alike, np.nan, low), np.where(alike, np.nan, high)
    enough = n >= settings.min_group
    rest = ~found.alone()
    return np.where(enough, low, np.nan)[rest], np.where(enough, high, np.nan)[rest]


def _alike(values: Floats, inside: Sets) -> NDArray[np.bool_]:
    """Whether all values that a set has are the same, item by item."""
    sizes = np.bincount(inside.owner[inside.owner >= 0], minlength=len(inside))
    ordered = values[np.argsort(inside.owner, kind="stable")[len(values) - sizes.sum() :]]
    starts, spread = np.cumsum(sizes) - sizes, np.full((len(inside), values.shape[1]), np.nan)
    own = sizes > 0
    if own.any():
        ends = (part.reduceat(ordered, starts[own], axis=0) for part in (np.fmin, np.fmax))
        smallest, largest = ends
        spread[own] = largest - smallest
    alike: NDArray[np.bool_] = spread == 0
    return alike


def _quantiles(confidence: float, freedom: Floats) -> Floats:
    distinct, at = np.unique(freedom, return_inverse=True)
    return np.array([quantile(confidence, int(n)) if n > 0 else np.nan for n in distinct])[at].reshape(freedom.shape)


def _set(table: pd.DataFrame, low: Floats, high: Floats, reasons: NDArray[np.object_], schema: Schema) -> pd.DataFrame:
    """Ends within the bounds of the measure and never beyond the value itself."""
    value = table["value"].to_numpy(np.float64)
    undefined = np.isnan(value) | np.isnan(low)
    low = np.where(undefined, np.nan, np.minimum(value, np.maximum(low, schema.lowest)))
    high = np.where(undefined, np.nan, np.maximum(value, np.minimum(high, schema.highest)))
    return table.assign(low=low, high=high, reason=reasons)
