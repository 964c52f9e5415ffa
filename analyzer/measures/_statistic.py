"""Most measures are sums over sentences and a formula of these sums; said once, every inference follows from it.

The sums of an article, a group or a bootstrap replicate are the same sparse product with other weights, so intervals,
permutations and leave-one-out need no code of the measure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analyzer.features import indicator
from analyzer.measures._levels import By, levels

Floats = NDArray[np.float64]
Formula = Callable[[Floats], Floats]
_BLOCK = 4096  # articles whose sums are held at once as a dense array


@dataclass(frozen=True, slots=True, eq=False)
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

    def totals(self) -> tuple[Floats, Floats]:
        """Sums of every article, and sums of squares: two arrays of shape (n_articles, n_sums)."""
        by_article = indicator(self.article, self.n_articles)
        return (by_article @ self.sums).toarray(), (by_article @ self.sums.power(2)).toarray()

    def by_article(self) -> Floats:
        """Values of every article: an array of shape (n_articles, n_items)."""
        totals = sparse.csr_array(indicator(self.article, self.n_articles) @ self.sums)
        starts = range(0, max(1, self.n_articles), _BLOCK)
        return np.concatenate([self.formula(totals[at : at + _BLOCK].toarray()) for at in starts])

    def rows(self) -> NDArray[np.int64]:
        """Number of rows of every article."""
        return np.bincount(self.article, minlength=self.n_articles)

    def of(self, article: int) -> Floats:
        """The sums of one article's rows: a dense array of shape (n_rows, n_sums)."""
        return self.sums[np.flatnonzero(self.article == article)].toarray()


def per_row(sums: Floats) -> Floats:
    """The formula of a mean over rows: all sums but the last, which counts rows, divided by it.

    >>> per_row(np.array([[1.0, 3.0, 4.0], [0.0, 0.0, 0.0]])).tolist()
    [[0.25, 0.75], [nan, nan]]
    """
    n = sums[..., -1:]
    means: Floats = np.divide(sums[..., :-1], n, out=np.full(sums[..., :-1].shape, np.nan), where=n > 0)
    return means


def mean_rows(statistic: Statistic, articles: pd.DataFrame, by: By, voice: str) -> list[dict[str, Any]]:
    """One row for each level and item: the value of one article, or the mean of the articles' values.

    Articles, not sentences, are the unit: a long article counts no more than a short one.
    """
    values, counts = statistic.by_article(), statistic.rows()
    rows: list[dict[str, Any]] = []
    for level in levels(articles, by):
        own = values[level.rows]
        defined = ~np.isnan(own)
        n_defined = defined.sum(axis=0)
        sums = np.where(defined, own, 0.0).sum(axis=0)
        means = np.divide(sums, n_defined, out=np.full(len(sums), np.nan), where=n_defined > 0)
        for number, item in enumerate(statistic.items):
            rows.append(
                {
                    "level": level.level,
                    "name": level.name,
                    "item": item,
                    "voice": voice,
                    "value": means[number],
                    "n_articles": int(n_defined[number]),
                    "n_units": int(counts[level.rows][defined[:, number]].sum()),
                    "reason": "" if n_defined[number] else statistic.undefined,
                }
            )
    return rows
