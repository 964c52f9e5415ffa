"""Permutation of articles: how often does a statistic come out as extreme when labels are dealt out anew?

Articles are exchanged, never sentences or words, which come in clumps. The test is exact: it needs no distribution,
only that an article could as well have stood on the other side (within its stratum). It does not say why sides differ.

Sources: Fisher (1935), The Design of Experiments; Phipson and Smyth (2010) for p-values that cannot be 0; Westfall and
Young (1993) for the largest statistic of a family.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, product
from math import comb, prod

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float64]
MOST_EXACT = 20_000  # relabelings up to which every one is looked at
_MOST_PLACES = 10_000_000  # articles times relabelings; of very many articles fewer are drawn
_TIE = 1e-9  # relative; what differs by less is rounding


@dataclass(frozen=True, slots=True, eq=False)
class Relabelings:
    """Ways of dealing out a label to articles; the first is the one observed.

    Attributes
    ----------
    members : int64 ndarray of shape (n_relabelings, n_members)
        Rows of the articles that have the label.
    n_articles : int
    exact : bool
        Whether these are all ways there are; else they are the observed one and random ones.
    """

    members: NDArray[np.int64]
    n_articles: int
    exact: bool

    def __len__(self) -> int:
        return len(self.members)

    @property
    def floor(self) -> float:
        """The smallest p-value that so many relabelings allow."""
        return 1 / len(self.members)

    def blocks(self, size: int = 1024) -> Iterator[sparse.csr_array]:
        """Indicator matrices of shape (up to `size`, n_articles), the observed label in the first row of the first."""
        width = self.members.shape[1]
        for at in range(0, len(self.members), size):
            rows = self.members[at : at + size]
            parts = (np.ones(rows.size), rows.ravel(), np.arange(len(rows) + 1) * width)
            yield sparse.csr_array(parts, shape=(len(rows), self.n_articles))


def relabelings(
    labelled: NDArray[np.bool_],
    rng: np.random.Generator,
    *,
    strata: NDArray[np.object_] | None = None,
    draws: int = 9999,
) -> Relabelings:
    """All ways of dealing out a label, or the observed one and random ones.

    Parameters
    ----------
    labelled : bool ndarray of shape (n_articles,)
        The articles that have the label.
    rng : Generator
        Used only where there are more than 20,000 ways.
    strata : object ndarray of shape (n_articles,), optional
        Labels change places only between articles of one stratum (such as a language or a day).
    draws : int
        Random relabelings; fewer where sets are very large, see `Relabelings.floor` for what was done.

    >>> one = relabelings(np.array([True, False, False]), np.random.default_rng(0))
    >>> one.members.ravel().tolist(), one.exact, round(one.floor, 3)
    ([0, 1, 2], True, 0.333)
    """
    names = np.zeros(len(labelled), np.int64) if strata is None else np.unique(strata, return_inverse=True)[1]
    parts = [np.flatnonzero(names == name) for name in range(int(names.max(initial=-1)) + 1)]
    parts = [rows for rows in parts if labelled[rows].any()]
    sizes = [int(labelled[rows].sum()) for rows in parts]
    observed = np.concatenate([rows[labelled[rows]] for rows in parts]) if parts else np.zeros(0, np.int64)
    if prod(comb(len(rows), size) for rows, size in zip(parts, sizes, strict=True)) <= MOST_EXACT:
        members, exact = _every(parts, sizes, observed), True
    else:
        draws = max(99, min(draws, _MOST_PLACES // max(1, sum(map(len, parts))) - 1))
        members, exact = np.vstack([observed, _drawn(parts, sizes, rng, draws)]), False
    return Relabelings(members, len(labelled), exact)


def _every(parts: list[NDArray[np.int64]], sizes: list[int], observed: NDArray[np.int64]) -> NDArray[np.int64]:
    """Every way, the observed one moved to the front."""
    chosen = product(*(combinations(rows.tolist(), size) for rows, size in zip(parts, sizes, strict=True)))
    every = np.array([[row for part in way for row in part] for way in chosen], np.int64).reshape(-1, len(observed))
    first = (every == observed).all(axis=1)
    return np.vstack([observed, every[~first]])


def _drawn(parts: list[NDArray[np.int64]], sizes: list[int], rng: np.random.Generator, draws: int) -> NDArray[np.int64]:
    return np.hstack([_shuffled(rows, rng, draws)[:, :size] for rows, size in zip(parts, sizes, strict=True)])


def _shuffled(rows: NDArray[np.int64], rng: np.random.Generator, draws: int) -> NDArray[np.int64]:
    return rng.permuted(np.broadcast_to(rows, (draws, len(rows))), axis=1)


def tally(blocks: Iterable[Floats]) -> tuple[Floats, Floats]:
    """P-values of every statistic, alone and as one of its family.

    Parameters
    ----------
    blocks : iterable of ndarray of shape (n_relabelings, n_statistics)
        Statistics that are the larger the further from the null, one row a relabeling, the observed labels in the first
        row of the first block. NaN is never extreme.

    Returns
    -------
    p : ndarray of shape (n_statistics,)
        Share of the relabelings that have the statistic whose statistic is at least the observed one, which counts too;
        NaN where that is NaN.
    p_max : ndarray of shape (n_statistics,)
        The same against the largest statistic of each relabeling: the chance that any one of the family would come out
        so far. It corrects for the size of the family without taking its members for independent (max-T).

    >>> [p.tolist() for p in tally([np.array([[3.0, 1.0], [1.0, 2.0]]), np.array([[0.0, 4.0], [2.0, 0.0]])])]
    [[0.25, 0.75], [0.5, 1.0]]
    """
    observed, as_far, as_far_max, defined, n = np.zeros(0), np.zeros(0), np.zeros(0), np.zeros(0), 0
    for block in blocks:
        known = ~np.isnan(block)
        values = block if known.all() else np.where(known, block, -np.inf)
        if not n:
            observed, (as_far, as_far_max, defined) = values[0], np.zeros((3, values.shape[1]))
        finite = np.where(np.isfinite(observed), observed, 0.0)
        edge = observed - _TIE * np.maximum(1.0, np.abs(finite))
        largest = np.sort(values.max(axis=1, initial=-np.inf))
        as_far += np.count_nonzero(values >= edge, axis=0)
        defined += np.count_nonzero(known, axis=0)
        as_far_max += len(largest) - np.searchsorted(largest, edge, side="left")
        n += len(values)
    known = observed > -np.inf
    return np.where(known, as_far / np.maximum(1, defined), np.nan), np.where(known, as_far_max / max(1, n), np.nan)


def separation(values: Floats, members: sparse.csr_array) -> Floats:
    """How far the means of members and of the rest lie apart, in their standard errors, whatever the sign.

    Parameters
    ----------
    values : ndarray of shape (n_articles, n_items)
        NaN where an article has no value; it then counts on neither side.
    members : sparse array of shape (n_relabelings, n_articles)

    Returns
    -------
    ndarray of shape (n_relabelings, n_items)
        The difference over the larger of Welch's standard error and the pooled one, as in `intervals.means_interval`;
        where a side has a single article, whose spread is unknown, over the standard deviation of all. NaN where a side
        has none.
    """
    known = ~np.isnan(values)
    # Where none is missing all items have as many articles, and one column counts for them all.
    counted = known[:, :1] if known.all() else known
    centred = np.where(known, values, 0.0)
    centred = np.where(known, centred - centred.sum(axis=0) / np.maximum(1, known.sum(axis=0)), 0.0)
    table = np.hstack((counted, centred, centred**2))
    # Relabelings lie next to each other from here on: there are many of them and few items.
    inside, total = np.ascontiguousarray((members @ table).T), table.sum(axis=0)[:, None]
    ends = [counted.shape[1], counted.shape[1] + values.shape[1]]
    (n1, mean1, scatter1), (n2, mean2, scatter2), (n, _, scatter) = (
        _moments(*np.split(sums, ends)) for sums in (inside, total - inside, total)
    )
    reach = 1 / np.maximum(n1, 1) + 1 / np.maximum(n2, 1)
    each = scatter1 / np.maximum(n1 * (n1 - 1), 1) + scatter2 / np.maximum(n2 * (n2 - 1), 1)
    pooled = (scatter1 + scatter2) * (reach / np.maximum(n - 2, 1))
    alike = scatter / np.maximum(n - 1, 1) * reach
    error = np.sqrt(np.where((n1 > 1) & (n2 > 1), np.maximum(each, pooled), alike))
    gap = np.abs(mean1 - mean2)
    far = np.where(gap > _TIE, gap / np.maximum(error, _TIE), 0.0)
    return np.where((n1 > 0) & (n2 > 0), far, np.nan).T


def _moments(n: Floats, total: Floats, square: Floats) -> tuple[Floats, Floats, Floats]:
    """Numbers of articles, their means, and the sums of squares about them."""
    mean = total * (1 / np.maximum(n, 1))
    return n, mean, np.maximum(0.0, square - total * mean)


def within(values: Floats, strata: NDArray[np.object_] | None) -> Floats:
    """Values less the mean of their stratum, so that strata that differ make no side differ."""
    if strata is None:
        return values
    result = values.copy()
    for name in sorted(set(strata.tolist())):
        rows = strata == name
        n = (~np.isnan(values[rows])).sum(axis=0)
        result[rows] -= np.nansum(values[rows], axis=0) / np.maximum(n, 1)
    return result
