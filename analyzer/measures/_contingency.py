"""Formulas of two frequencies: a term occurs `a` times in `n1` words of a target, `b` in `n2` of a reference.

Every formula works on arrays of terms at once. What is undefined (no words on one side, a term that occurs nowhere) is
NaN. All of them take words for independent draws; in texts words come in bursts, so that none is a test of anything.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse
from scipy.special import betaincinv, xlogy

Floats = NDArray[np.float64]


def _floats(*values: ArrayLike) -> list[Floats]:
    return [np.asarray(value, np.float64) for value in values]


def _quotient(over: Floats, under: Floats) -> Floats:
    """Division that is NaN, silently, wherever the divisor is not positive."""
    over, under = np.broadcast_arrays(over, under)
    result = np.full(over.shape, np.nan)
    np.divide(over, under, out=result, where=under > 0)
    return result


def direction(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike) -> Floats:
    """1 where the target uses the term more often (per word), -1 where the reference does, 0 where both do alike.

    Multiply a statistic by it to give it a sign.
    """
    a, b, n1, n2 = _floats(a, b, n1, n2)
    return np.sign(a * n2 - b * n1)


def _tables(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike) -> tuple[Floats, Floats]:
    """Observed and expected counts of the four cells, each of shape (4, ...); NaN expected where a margin is 0."""
    a, b, n1, n2 = np.broadcast_arrays(*_floats(a, b, n1, n2))
    observed = np.stack((a, b, n1 - a, n2 - b))
    term, rest, n = a + b, n1 + n2 - a - b, n1 + n2
    margins = np.stack((term * n1, term * n2, rest * n1, rest * n2))
    return observed, np.where(margins.all(axis=0), _quotient(margins, n), np.nan)


def g2(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike) -> Floats:
    """Log-likelihood ratio of the four cells (Dunning 1993).

    >>> round(float(g2(24, 12, 4000, 8000)), 6)
    16.689722
    """
    observed, expected = _tables(a, b, n1, n2)
    total: Floats = xlogy(observed, _quotient(observed, expected)).sum(axis=0)
    return np.maximum(0.0, 2 * total)


def g2_two_cell(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike) -> Floats:
    """Log-likelihood ratio of the term's two cells alone (Rayson and Garside 2000); a little smaller than `g2`.

    >>> round(float(g2_two_cell(24, 12, 4000, 8000)), 6)
    16.635532
    """
    a, b, n1, n2 = np.broadcast_arrays(*_floats(a, b, n1, n2))
    share = _quotient(a + b, n1 + n2)
    total: Floats = xlogy(a, _quotient(a, share * n1)) + xlogy(b, _quotient(b, share * n2))
    return np.maximum(0.0, 2 * total)


def chi2(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike, *, yates: bool = False) -> Floats:
    """Pearson's chi-square of the four cells.

    With `yates`, half a count is taken off each deviation, but as in quanteda only where the deviation is at least that
    large and an expected count is below 5.

    >>> round(float(chi2(7, 2, 10, 9)), 6), round(float(chi2(7, 2, 10, 9, yates=True)), 6)
    (4.33716, 2.632438)
    """
    observed, expected = _tables(a, b, n1, n2)
    deviation = np.abs(observed[0] - expected[0])
    if yates:
        # |ad - bc| >= N/2, said of the deviation |ad - bc| / N.
        corrected = (deviation >= 0.5) & (expected.min(axis=0) < 5)
        deviation = np.where(corrected, deviation - 0.5, deviation)
    total: Floats = _quotient(np.square(deviation), expected).sum(axis=0)
    return total


def williams(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike) -> Floats:
    """Williams' q (1976): divide `g2` by it for small tables; 1 where a cell is empty.

    >>> round(float(williams(7, 2, 10, 9)), 6)
    1.079533
    """
    a, b, n1, n2 = np.broadcast_arrays(*_floats(a, b, n1, n2))
    n, term = n1 + n2, a + b
    rows = _quotient(n, term) + _quotient(n, n - term) - 1
    columns = _quotient(n, n1) + _quotient(n, n2) - 1
    filled = np.stack((a, b, n1 - a, n2 - b)).all(axis=0)
    return np.where(filled, 1 + _quotient(rows * columns, 6 * n), 1.0)


def bic(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike) -> Floats:
    """Approximate Bayes factor of `g2_two_cell` (Wilson 2013): above 2 positive, 6 strong, 10 very strong evidence.

    >>> round(float(bic(24, 12, 4000, 8000)), 6)
    7.24287
    """
    n1, n2 = _floats(n1, n2)
    n = n1 + n2
    return g2_two_cell(a, b, n1, n2) - np.log(np.where(n > 0, n, np.nan))


def log_ratio(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike) -> Floats:
    """Binary logarithm of the ratio of relative frequencies (Hardie 2014): 1 is twice as frequent in the target.

    An empty cell counts one half. Where that would turn the sign (the term is missing in a side so short that half an
    occurrence is a high frequency), the ratio is 0.

    >>> float(log_ratio(24, 12, 4000, 8000)), round(float(log_ratio(5, 0, 4000, 8000)), 6)
    (2.0, 4.321928)
    """
    a, b, n1, n2 = np.broadcast_arrays(*_floats(a, b, n1, n2))
    left, right = _quotient(np.where(a > 0, a, 0.5), n1), _quotient(np.where(b > 0, b, 0.5), n2)
    value = np.log2(left) - np.log2(right)
    value = np.where(value * direction(a, b, n1, n2) < 0, 0.0, value)
    return np.where(a + b > 0, value, np.nan)


def percent_difference(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike) -> Floats:
    """Difference of the relative frequencies in percent of the reference (Gabrielatos and Marchi 2011).

    NaN where the reference lacks the term.

    >>> float(percent_difference(24, 12, 4000, 8000))
    300.0
    """
    a, b, n1, n2 = np.broadcast_arrays(*_floats(a, b, n1, n2))
    return 100 * (_quotient(_quotient(a, n1), _quotient(b, n2)) - 1)


def ratio_interval(
    a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike, *, n_terms: int = 1, confidence: float = 0.95
) -> tuple[Floats, Floats]:
    """Exact interval of the log ratio: Clopper and Pearson's (1934) for `a` of `a + b`, as a ratio of frequencies.

    The level holds for the intervals of `n_terms` terms together (Bonferroni). Infinite on the side of an empty cell.

    >>> [round(float(bound), 6) for bound in ratio_interval(24, 12, 4000, 8000)]
    [0.944002, 3.133905]
    """
    tail = (1 - confidence) / (2 * n_terms)
    return _lower(a, b, n1, n2, tail), -_lower(b, a, n2, n1, tail)


def _lower(a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike, tail: float) -> Floats:
    """The lower bound; the upper one is that of the table with its sides exchanged, exactly."""
    a, b, n1, n2 = np.broadcast_arrays(*_floats(a, b, n1, n2))
    share = np.where(a > 0, betaincinv(np.maximum(a, 0.5), b + 1, tail), 0.0)
    with np.errstate(divide="ignore"):
        odds = np.log2(share) - np.log2(1 - share)
        return np.where((n1 > 0) & (n2 > 0), odds + (np.log2(n2) - np.log2(n1)), np.nan)


def lrc(
    a: ArrayLike, b: ArrayLike, n1: ArrayLike, n2: ArrayLike, *, n_terms: int = 1, confidence: float = 0.95
) -> Floats:
    """Conservative log ratio (Evert 2022): the bound of `ratio_interval` nearer to 0, and 0 where the interval holds 0.

    >>> round(float(lrc(24, 12, 4000, 8000)), 6), float(lrc(24, 12, 4000, 8000, n_terms=1000))
    (0.944002, 0.0)
    """
    low, high = ratio_interval(a, b, n1, n2, n_terms=n_terms, confidence=confidence)
    return np.maximum(low, 0.0) + np.minimum(high, 0.0)


def log_odds(
    a: ArrayLike,
    b: ArrayLike,
    n1: ArrayLike,
    n2: ArrayLike,
    alpha: ArrayLike,
    alpha0: ArrayLike,
    *,
    terms: Literal[2, 4] = 4,
) -> tuple[Floats, Floats]:
    """Log odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008).

    Parameters
    ----------
    a, b, n1, n2 : array_like
    alpha : array_like
        Prior count of each term.
    alpha0 : array_like
        Prior count of all terms together.
    terms : {4, 2}
        Terms of the variance: all four cells, or the paper's approximation, which fails for frequent words.

    Returns
    -------
    delta, z : ndarray
        The log odds ratio (natural logarithm) and the same over its standard error; NaN where one side holds nothing
        but this term, or lacks it and has no prior for it.

    >>> delta, z = log_odds([20, 10, 70], [5, 15, 80], 100, 100, [1, 2, 7], 10)
    >>> delta.round(6).tolist(), z.round(6).tolist()
    ([1.408517, -0.400675, -0.483116], [2.904703, -0.99208, -1.541194])
    """
    a, b, n1, n2, alpha, alpha0 = np.broadcast_arrays(*_floats(a, b, n1, n2, alpha, alpha0))
    cells = a + alpha, b + alpha, n1 + alpha0 - a - alpha, n2 + alpha0 - b - alpha
    known = np.logical_and.reduce([cell > 0 for cell in cells]) & (n1 > 0) & (n2 > 0)
    here, there, not_here, not_there = cells
    # One pass a step: this is computed for every term of every relabeling.
    with np.errstate(divide="ignore", invalid="ignore"):
        delta = np.where(known, np.log(here / there) + np.log(not_there / not_here), np.nan)
        variance = 1 / here + 1 / there + (0.0 if terms == 2 else 1 / not_here + 1 / not_there)
        return delta, delta / np.sqrt(variance)


def dispersion(counts: sparse.csr_array | Floats, sizes: ArrayLike) -> tuple[Floats, Floats]:
    """How unevenly terms spread over parts: Gries' deviation of proportions (2008), as it is and normalised.

    Parameters
    ----------
    counts : sparse array or ndarray of shape (n_parts, n_terms)
    sizes : array_like of shape (n_parts,)
        Words of each part; parts without words count for nothing.

    Returns
    -------
    dp, dp_norm : ndarray of shape (n_terms,)
        0 where a term spreads as the words do. DP_norm (Lijffijt and Gries 2012) is 1 where it is confined to the
        smallest part, and NaN where there is but one part. Both are NaN for a term that does not occur.

    >>> dp, norm = dispersion(np.array([[1.0], [2], [3], [4], [5]]), [0.18, 0.2, 0.2, 0.2, 0.22])
    >>> round(float(dp[0]), 6), round(float(norm[0]), 6)
    (0.18, 0.219512)
    """
    (size,) = _floats(sizes)
    cells = sparse.coo_array(counts)
    part, term = cells.coords
    total, n = np.asarray(counts.sum(axis=0), np.float64), size.sum()
    # |v/f - s| times f and n: with whole numbers every sum is exact, so the order of the parts leaves no trace.
    even = total[term] * size[part]
    excess = np.bincount(term, np.abs(cells.data * n - even) - even, len(total)) + total * n
    dp = _quotient(excess, 2 * total * n)
    smallest = size[size > 0].min(initial=n)
    return dp, _quotient(dp * n, np.asarray(n - smallest))
