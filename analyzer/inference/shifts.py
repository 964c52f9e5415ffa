"""Ranges for the rows of word shifts: every contribution is a difference of two means, so each has a standard error.

The article under study varies by its sentences, a set of articles by articles. Contributions are means, and the
bootstrap of a mean has a closed form: its standard error needs no random numbers, whatever the number of articles.
Percentiles of a cluster bootstrap cover .84 for five articles where .95 is claimed; so the standard errors go with a t
distribution whose degrees of freedom are those of the few articles (Welch 1947).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse, special

from analyzer.features import Features
from analyzer.measures._parts import Parts, ones_of
from analyzer.measures._schema import make_table
from analyzer.measures.shifts import SCHEMA, ShiftBy, Shifts, compare_parts, parts_of, shift_rows
from analyzer.settings import Settings

Floats = NDArray[np.float64]
_IDLE = "it makes no sentence carry the frame, or has no tone where it stands"


class Means(NamedTuple):
    """Means of n rows (sentences of one article, or articles), one column an item.

    Attributes
    ----------
    n : ndarray of shape (n_comparisons, 1)
    first, second : ndarray of shape (n_comparisons, n_items)
        Sum of the rows, and of their squares.
    usual : ndarray of shape (n_items,)
        What an item usually adds to a row in which it occurs.
    """

    n: Floats
    first: Floats
    second: Floats
    usual: Floats


def half_width(own: Means, rest: Means, *, confidence: float = 0.95) -> Floats:
    """Half the width of the interval of a difference of two means, NaN where a side has fewer than two rows.

    Parameters
    ----------
    own, rest : Means
    confidence : float

    Returns
    -------
    ndarray of shape (n_comparisons, n_items)
        t, with Welch's degrees of freedom, times the standard error.

    Notes
    -----
    An item that occurs nowhere on a side has no spread there, yet might have occurred. So no standard error is smaller
    than that of an item which occurs in one of the n rows: what it usually adds, divided by n.

    Examples
    --------
    >>> rows = np.array([[0.2], [0.4], [0.0], [0.6], [0.3]])
    >>> side = Means(np.array([[5.0]]), rows.sum(axis=0), (rows**2).sum(axis=0), np.array([0.4]))
    >>> half_width(side, side).round(4).tolist()  # 2.306 * sqrt(2) * 0.1
    [[0.3261]]
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        variances = [_variance(side) for side in (own, rest)]
        total = variances[0] + variances[1]
        freedom = total**2 / sum(v**2 / (side.n - 1) for v, side in zip(variances, (own, rest), strict=True))
    return np.asarray(special.stdtrit(freedom, (1 + confidence) / 2) * np.sqrt(total), np.float64)


def _variance(side: Means) -> Floats:
    """Of the mean of a side: the squared standard error."""
    n = np.where(side.n > 1, side.n, np.nan)
    spread = np.maximum(0.0, side.second - side.first**2 / n) / (n - 1)
    variance: Floats = np.maximum(spread / n, (side.usual / n) ** 2)
    return variance


def shifts_with_ranges(
    features: Features, *, by: ShiftBy = "focal", voice: str = "narrator", settings: Settings
) -> pd.DataFrame:
    """The measure `shifts` with `low`, `high` and `claim`, or with the reason why a row has no range.

    Every row is at L0: it says how a difference comes about in these texts, and is not tested by itself.
    """
    parts = parts_of(features, voice=voice, ambiguous_weight=settings.ambiguous_weight)
    return shifts_of(parts, features.articles, by=by, voice=voice, settings=settings)


def shifts_of(
    parts: Iterable[Parts], articles: pd.DataFrame, *, by: ShiftBy, voice: str, settings: Settings
) -> pd.DataFrame:
    """The same from what was taken apart already."""
    tables = []
    for own in parts:
        found = compare_parts(own, articles, by)
        tables.append(_with_ranges(make_table(shift_rows(found, voice), SCHEMA), found, settings))
    filled = [table for table in tables if len(table)] or tables[:1]
    return pd.concat(filled, ignore_index=True)


def _with_ranges(table: pd.DataFrame, found: Shifts, settings: Settings) -> pd.DataFrame:
    value = table["value"].to_numpy(np.float64)
    short = _why_none(found, settings)[found.comparison]
    known = found.item >= 0
    drawn = known & (short == "")
    width = np.full(len(table), np.nan)
    widths = half_width(*_means(found), confidence=settings.confidence)
    width[drawn] = widths[found.comparison[drawn], found.item[drawn]]
    reason = np.where(known, short, table["reason"].to_numpy(object))
    return table.assign(
        low=value - width,
        high=value + width,
        claim=np.where(known, "L0", "").astype(object),
        reason=np.where(drawn & np.isnan(width), _IDLE, reason).astype(object),
    )


def _means(found: Shifts) -> tuple[Means, Means]:
    """Both sides of every comparison: the focal article by its sentences, sets by their articles."""
    values = found.parts.by_article()[0]
    by_article = [Means(side.n, side.first, side.second, _usual(values)) for side in (found.own, found.rest)]
    if [level.level for level in found.levels] != ["focal"]:
        return by_article[0], by_article[1]
    made = found.parts.statistic
    rows = made.sums[made.article == found.levels[0].rows[0], :-1]
    n = np.full((1, 1), float(rows.shape[0]))
    return Means(n, _sum(rows), _sum(rows.power(2)), _usual(made.sums[:, :-1])), by_article[1]


def _sum(rows: sparse.csr_array) -> Floats:
    total: Floats = np.asarray(rows.sum(axis=0), np.float64)[None, :]
    return total


def _usual(rows: sparse.csr_array) -> Floats:
    """Root mean square of the rows in which an item occurs."""
    n = np.maximum(1, np.asarray(ones_of(rows).sum(axis=0)))
    usual: Floats = np.sqrt(np.asarray(rows.power(2).sum(axis=0)) / n)
    return usual


def _why_none(found: Shifts, settings: Settings) -> NDArray[np.object_]:
    """For each comparison the reason why its rows have no range, or ""."""
    few = f"fewer than {settings.min_group} articles"
    reasons = []
    for at, level in enumerate(found.levels):
        short = found.own.n[at, 0] < settings.min_group
        if level.level == "focal":
            short = found.parts.statistic.rows()[level.rows[0]] < settings.min_sentences
            reasons.append(f"fewer than {settings.min_sentences} sentences" if short else "")
        else:
            reasons.append(few if short else "")
        if not reasons[-1] and found.rest.n[at, 0] < settings.min_group:
            reasons[-1] = f"{few} on the other side"
    return np.array(reasons, object)
