"""How alike the sentences of one article are, and how much less they therefore tell than so many free ones.

One-way analysis of variance with unequal sizes, from sums per article: it costs articles times items, not sentences.
Sources: Donner and Koval (1980), Biometrics 36; Kish (1965), Survey Sampling, for the design effect.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from analyzer.features import indicator

Floats = NDArray[np.float64]
_ROUNDING = 1e-12  # a smaller share of the sum of squares is no variance


class Clustering(NamedTuple):
    """What articles as clusters cost; NaN where it cannot be told.

    Attributes
    ----------
    rho : ndarray of shape (n_items,)
        Intra-class correlation: share of the variance that lies between articles; 0 where the estimate is below.
    deff : ndarray of shape (n_items,)
        Design effect: variance of the mean of all sentences over what it would be were they independent.
    effective : ndarray of shape (n_items,)
        So many independent sentences tell as much.
    size : ndarray of shape (n_items,)
        Size of an article that counts, the m0 of the analysis of variance: the mean, less where sizes differ.
    """

    rho: Floats
    deff: Floats
    effective: Floats
    size: Floats


def clustering(totals: ArrayLike, counts: ArrayLike, squares: ArrayLike | None = None) -> Clustering:
    """Intra-class correlation, design effect and effective number of sentences.

    Parameters
    ----------
    totals : array-like of shape (n_articles, n_items) or (n_articles,)
        Sums over the sentences of each article; of 0 and 1: how many sentences carry the item.
    counts : array-like of shape (n_articles,) or of the shape of `totals`
        Sentences of each article; those with none are left out.
    squares : array-like, optional
        Sums of squares; of 0 and 1 they are the sums themselves and need not be given.

    Returns
    -------
    Clustering
        NaN where there are fewer than two articles, no article has two sentences, or all sentences are alike.

    >>> found = clustering([3, 1, 0], [4, 4, 4])  # 1110, 0010, 0000
    >>> [part.round(6).item() for part in found]
    [0.384615, 2.153846, 5.571429, 4.0]
    """
    sums = np.asarray(totals, np.float64)
    sums = sums[:, None] if sums.ndim == 1 else sums
    second = sums if squares is None else np.asarray(squares, np.float64).reshape(sums.shape)
    sizes = np.asarray(counts, np.float64)
    sizes = np.broadcast_to(sizes[:, None] if sizes.ndim == 1 else sizes, sums.shape)
    filled = sizes > 0
    n, groups = sizes.sum(axis=0), filled.sum(axis=0)
    own = np.divide(sums**2, sizes, out=np.zeros_like(sums), where=filled).sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        between = (own - sums.sum(axis=0) ** 2 / n) / (groups - 1)
        within = np.maximum(0.0, second.sum(axis=0) - own) / (n - groups)
        size = (n - (sizes**2).sum(axis=0) / n) / (groups - 1)
        rho = np.maximum(0.0, between - within) / (between + (size - 1) * within)
        spread = second.sum(axis=0) - sums.sum(axis=0) ** 2 / n
    known = (groups > 1) & (n > groups) & (spread > _ROUNDING * second.sum(axis=0)) & np.isfinite(rho)
    rho = np.where(known, rho, np.nan)
    deff = design_effect(size, rho)
    return Clustering(rho, deff, n / deff, np.where(known, size, np.nan))


def design_effect(size: ArrayLike, rho: ArrayLike) -> Floats:
    """1 + (size - 1) rho: by how much clusters of this size widen the variance of a mean.

    150 sentences in 6 articles at rho = .1 tell as much as 44 independent ones:

    >>> round(150 / design_effect(25, 0.1).item(), 1)
    44.1
    """
    result: Floats = np.asarray(1 + (np.asarray(size, np.float64) - 1) * np.asarray(rho, np.float64), np.float64)
    return result


def composition_effect(parts: sparse.csr_array, owner: NDArray[np.int64], n_owners: int) -> tuple[Floats, Floats]:
    """Design effect of a composition whose counts come in clumps, and the number of clumps.

    Parameters
    ----------
    parts : sparse array of shape (n_clumps, n_items)
        Counts of the items in each clump: hits of frames in a sentence, or in an article.
    owner : int64 ndarray of shape (n_clumps,)
        What each clump is a part of; -1: of nothing.
    n_owners : int

    Returns
    -------
    deff : ndarray of shape (n_owners,)
        Variance of the shares, the clumps being what varies, over that of as many independent counts, averaged over the
        items (first-order correction of Rao and Scott 1981); 1 where it is less, NaN with fewer than two clumps.
    clumps : ndarray of shape (n_owners,)
        Clumps that hold any count.

    >>> together = sparse.csr_array(np.array([[4.0, 0.0], [0.0, 4.0], [4.0, 0.0], [0.0, 4.0]]))
    >>> [part.round(3).tolist() for part in composition_effect(together, np.zeros(4, np.int64), 1)]
    [[5.333], [4.0]]
    """
    held = owner >= 0
    sums = indicator(owner[held], n_owners)
    parts = sparse.csr_array(parts[np.flatnonzero(held)])
    size = np.asarray(parts.sum(axis=1), np.float64)
    clumps, totals = sums @ (size > 0).astype(np.float64), (sums @ parts).toarray()
    n = totals.sum(axis=1, keepdims=True)
    share = np.divide(totals, n, out=np.zeros_like(totals), where=n > 0)
    crossed = (sums @ parts.multiply(size[:, None]).tocsr()).toarray()
    apart = (
        (sums @ parts.multiply(parts).tocsr()).toarray() - 2 * share * crossed + share**2 * (sums @ size**2)[:, None]
    )
    own = np.divide(apart, share * n, out=np.zeros_like(apart), where=totals > 0).sum(axis=1)
    free = (totals > 0).sum(axis=1) - 1
    deff = np.ones(n_owners)
    np.divide(own * clumps, free * (clumps - 1), out=deff, where=(free > 0) & (clumps > 1))
    return np.where(clumps > 1, np.maximum(1.0, deff), np.nan), clumps
