"""Most measures are sums over sentences and a formula of these sums; said once, every inference follows from it.

The sums of an article, a group or a bootstrap replicate are the same sparse product with other weights, so intervals,
permutations and leave-one-out need no code of the measure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analyzer.features import indicator
from analyzer.measures._levels import By, sets

Floats = NDArray[np.float64]
Formula = Callable[[Floats], Floats]
_BLOCK = 4096  # articles whose sums are held at once as a dense array


@dataclass(frozen=True, eq=False)
class Statistic:
    """A measure before it is applied to anything.

    Attributes
    ----------
    items : tuple of str
        What is measured, one number each.
    sums : sparse array of shape (n_rows, n_sums)
        What each row (a sentence in one voice, or a unit) adds.
    article : int64 ndarray of shape (n_rows,)
        Row of the article.
    n_articles : int
    formula : callable
        Turns sums of shape (..., n_sums) into values of shape (..., n_items); NaN where undefined.
    undefined : str
        Why a value can be NaN.
    interval : {"wilson", "normal", "bootstrap"}
        How one article gets its interval: as a share of rows, from the `se` of its table row, by resampling its rows.
    whole : tuple of int
        Of shares of words, for each item the number of the sum that it is a share of: one article's gets a Wilson
        interval on as many rows as there would be if all had one size, and an item that is no share (-1) none. Empty
        for all other measures.
    unit : str
        What the rows are, where there are too few of them for an interval.
    """

    items: tuple[str, ...]
    sums: sparse.csr_array
    article: NDArray[np.int64]
    n_articles: int
    formula: Formula
    undefined: str
    interval: Literal["wilson", "normal", "bootstrap"] = "bootstrap"
    whole: tuple[int, ...] = ()
    unit: str = "sentences"

    @property
    def is_mean(self) -> bool:
        """Whether every value is a mean over rows: the sum of its column over the last one, which counts rows."""
        counts_rows = self.interval != "normal" and not self.whole
        return counts_rows and self.sums.shape[1] == len(self.items) + 1

    def is_share(self, item: int) -> bool:
        """Whether a value is a share, of rows or of words."""
        return self.interval == "wilson" or (bool(self.whole) and self.whole[item] >= 0)

    @cached_property
    def _sums(self) -> sparse.csr_array:
        """Sums of every article: a sparse array of shape (n_articles, n_sums)."""
        return sparse.csr_array(indicator(self.article, self.n_articles) @ self.sums)

    @cached_property
    def _values(self) -> Floats:
        starts = range(0, max(1, self.n_articles), _BLOCK)
        values = np.concatenate([self.formula(self._sums[at : at + _BLOCK].toarray()) for at in starts])
        values.setflags(write=False)  # everybody who asks gets this one
        return values

    @cached_property
    def _ordered(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Rows by article, in reading order; and where those of each article begin."""
        return np.argsort(self.article, kind="stable"), np.concatenate(([0], np.cumsum(self.rows())))

    def totals(self) -> tuple[Floats, Floats]:
        """Sums of every article, and sums of squares: two arrays of shape (n_articles, n_sums)."""
        by_article = indicator(self.article, self.n_articles)
        return self._sums.toarray(), (by_article @ self.sums.power(2)).toarray()

    def by_article(self) -> Floats:
        """Values of every article: an array of shape (n_articles, n_items), made once."""
        return self._values

    def rows(self) -> NDArray[np.int64]:
        """Number of rows of every article."""
        return np.bincount(self.article, minlength=self.n_articles)

    def of(self, article: int) -> Floats:
        """The sums of one article's rows: a dense array of shape (n_rows, n_sums)."""
        order, starts = self._ordered
        return self.sums[order[starts[article] : starts[article + 1]]].toarray()


def compressed(cells: NDArray[Any]) -> sparse.csr_array:
    """A dense array, most of it zeros, as a sparse one of float64; SciPy's own way there takes several times as long.

    >>> compressed(np.array([[0, 2], [0, 0], [1, 3]])).indices.tolist()
    [1, 0, 1]
    """
    flat = np.ascontiguousarray(cells).ravel()
    at = np.flatnonzero(flat)
    small = np.int32 if flat.size < 2**31 else np.int64
    rows, columns = np.divmod(at.astype(small), small(max(1, cells.shape[1])))
    starts = np.concatenate(([0], np.cumsum(np.bincount(rows, minlength=len(cells))))).astype(small)
    return sparse.csr_array((flat[at].astype(np.float64), columns, starts), shape=cells.shape)


class Measured(NamedTuple):
    """A measure in one voice: its statistic, and its table at any level, both from what was counted once."""

    statistic: Statistic
    table: Callable[[By], pd.DataFrame]


def per_row(sums: Floats) -> Floats:
    """The formula of a mean over rows: all sums but the last, which counts rows, divided by it.

    >>> per_row(np.array([[1.0, 3.0, 4.0], [0.0, 0.0, 0.0]])).tolist()
    [[0.25, 0.75], [nan, nan]]
    """
    n = sums[..., -1:]
    means: Floats = np.divide(sums[..., :-1], n, out=np.full(sums[..., :-1].shape, np.nan), where=n > 0)
    return means


def mean_rows(statistic: Statistic, articles: pd.DataFrame, by: By, voice: str) -> dict[str, NDArray[Any]]:
    """Columns with one row for each level and item: the value of one article, or the mean of the articles' values.

    Articles, not sentences, are the unit: a long article counts no more than a short one.
    """
    found, values, rows = sets(articles, by), statistic.by_article(), statistic.rows()
    defined = ~np.isnan(values)
    n = found.sum(defined.astype(np.float64))
    means = np.divide(found.sum(np.where(defined, values, 0.0)), n, out=np.full(n.shape, np.nan), where=n > 0)
    n_items = len(statistic.items)
    return {
        "level": np.repeat(found.level, n_items),
        "name": np.repeat(found.name, n_items),
        "item": np.tile(np.array(statistic.items, object), len(found)),
        "voice": np.full(n.size, voice, object),
        "value": means.ravel(),
        "n_articles": n.ravel().astype(np.int64),
        "n_units": found.sum(np.where(defined, rows[:, None], 0).astype(np.float64)).ravel().astype(np.int64),
        "reason": np.where(n.ravel() > 0, "", statistic.undefined).astype(object),
    }
