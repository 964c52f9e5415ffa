"""Effect sizes: how large a difference is, whatever the number of articles.

None of them says how firmly a difference stands; that is what its interval and its rank are for.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def cohen_h(a: ArrayLike, b: ArrayLike) -> Floats:
    """Difference of two shares on the scale where all shares are equally precise: .2 small, .5 medium, .8 large.

    NaN where a share is NaN or outside 0 to 1. Source: Cohen (1988), Statistical Power Analysis.

    >>> cohen_h(0.3, 0.1).round(6).item()
    0.515778
    """
    with np.errstate(invalid="ignore"):
        first, second = (np.arcsin(np.sqrt(np.asarray(share, np.float64))) for share in (a, b))
    result: Floats = np.asarray(2 * first - 2 * second, np.float64)
    return result


def cliff_delta(a: ArrayLike, b: ArrayLike) -> float:
    """Share of pairs in which the value of `a` is the larger one, minus the share in which it is the smaller one.

    1: every value of `a` exceeds every one of `b`; 0: neither side tends to be larger. It asks for the order of the
    values alone, so it says nothing of how far they lie apart. NaN are left out; NaN where a side has no value.
    Source: Cliff (1993), Psychological Bulletin 114.

    >>> cliff_delta([0.30, 0.25, 0.35], [0.10, 0.15, 0.05]), cliff_delta([1, 2], [1, 2])
    (1.0, 0.0)
    """
    first, second = _known(a), np.sort(_known(b))
    if not len(first) or not len(second):
        return float("nan")
    smaller = np.searchsorted(second, first, side="left").sum()
    larger = len(first) * len(second) - np.searchsorted(second, first, side="right").sum()
    return float((smaller - larger) / (len(first) * len(second)))


def log_odds_ratio(
    k1: ArrayLike, n1: ArrayLike, k2: ArrayLike, n2: ArrayLike, *, smoothing: float = 0.5
) -> tuple[Floats, Floats]:
    """Log of the odds of a hit on one side over the odds on the other, and its standard error.

    Parameters
    ----------
    k1, n1, k2, n2 : array-like
        Hits and trials of either side; shapes that fit together.
    smoothing : float
        Added to hits and to misses on both sides, so that 0 of n has finite odds (Haldane 1956, Anscombe 1956). With 0
        there is no smoothing, and no ratio (NaN) where a side has only hits or only misses.

    Returns
    -------
    ratio, se : ndarray
        NaN where a side has no trial. The standard error takes trials for independent; sentences of one article are
        not, so divide hits and trials by their design effect first.

    Source: Woolf (1955), Annals of Human Genetics 19.

    >>> [round(float(part), 6) for part in log_odds_ratio(24, 100, 12, 100)]
    [0.818656, 0.381035]
    """
    hits = [np.asarray(k, np.float64) for k in (k1, k2)]
    trials = [np.asarray(n, np.float64) for n in (n1, n2)]
    cells = [part + smoothing for k, n in zip(hits, trials, strict=True) for part in (k, n - k)]
    known = (trials[0] > 0) & (trials[1] > 0) & np.all(np.broadcast_arrays(*(cell > 0 for cell in cells)), axis=0)
    a, b, c, d = (np.where(known, cell, 1.0) for cell in cells)
    ratio = np.log(a) - np.log(b) - np.log(c) + np.log(d)
    return np.where(known, ratio, np.nan), np.where(known, np.sqrt(1 / a + 1 / b + 1 / c + 1 / d), np.nan)


def hedges_g(a: ArrayLike, b: ArrayLike, *, fewest: int = 10) -> float:
    """Difference of two means in pooled standard deviations, with Hedges' correction for few values.

    NaN with fewer than `fewest` values on a side (there the standard deviation is mostly luck; Cliff's delta needs
    none), or where all values are alike. NaN are left out. Source: Hedges (1981), Journal of Educational Statistics 6.

    >>> round(hedges_g(np.arange(1.0, 11.0), np.arange(10.0)), 6)
    0.316333
    >>> hedges_g([0.30, 0.25, 0.35], [0.10, 0.15, 0.05])
    nan
    """
    first, second = _known(a), _known(b)
    if min(len(first), len(second)) < max(2, fewest):
        return float("nan")
    free = len(first) + len(second) - 2
    squares = sum(((side - side.mean()) ** 2).sum() for side in (first, second))
    if squares <= 0:
        return float("nan")
    return float((first.mean() - second.mean()) / np.sqrt(squares / free) * (1 - 3 / (4 * free - 1)))


def _known(values: ArrayLike) -> Floats:
    result: Floats = np.asarray(values, np.float64).ravel()
    return result[~np.isnan(result)]
