"""Intervals that hold their level for few articles and for one.

Sentences of one article resemble each other; pooling them over articles covers 72 % where 95 % is claimed. So sets of
articles get a t interval on the articles' values, and one article an interval from its own sentences.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Floats = NDArray[np.float64]


class Interval(NamedTuple):
    """Both ends of an interval; NaN where there is none."""

    low: float
    high: float


NONE = Interval(float("nan"), float("nan"))


def stream(seed: int, *names: str) -> np.random.Generator:
    """A generator of random numbers of its own for each seed and name, the same on every machine."""
    return np.random.default_rng([seed, *(crc32(name.encode("utf-8", "surrogatepass")) for name in names)])


@lru_cache(maxsize=4096)
def quantile(confidence: float, freedom: int = 0) -> float:
    """How many standard errors an interval reaches to either side: normal, or t with so many degrees of freedom.

    >>> round(quantile(0.95), 3), round(quantile(0.95, 4), 3)
    (1.96, 2.776)
    """
    upper = (1 + confidence) / 2
    return float(special.stdtrit(freedom, upper) if freedom else special.ndtri(upper))


def z_interval(value: float, se: float, *, confidence: float = 0.95) -> Interval:
    """The interval of a normal estimate.

    >>> [round(end, 6) for end in z_interval(1.021651, 0.549747)]
    [-0.055833, 2.099135]
    """
    reach = quantile(confidence) * se
    return Interval(value - reach, value + reach)


def t_interval(values: Floats, *, confidence: float = 0.95) -> Interval:
    """The interval of the mean of articles' values: mean ± t with G - 1 degrees of freedom × SD / sqrt(G).

    Covers .94 to .95 of simulated clustered samples from five articles on, where pooled sentences cover .72.

    >>> [round(end, 4) for end in t_interval(np.array([0.1, 0.2, 0.3, 0.2, 0.2]))]
    [0.1122, 0.2878]
    """
    n = len(values)
    if n < 2:
        return NONE
    reach = quantile(confidence, n - 1) * float(values.std(ddof=1)) / float(np.sqrt(n))
    return Interval(float(values.mean()) - reach, float(values.mean()) + reach)


def prediction_interval(values: Floats, *, confidence: float = 0.95) -> Interval:
    """Where the value of one more article would lie: mean ± t × SD × sqrt(1 + 1/G), from few articles as well.

    Source: Crawford and Howell (1998), Comparing an individual's test score against norms derived from small samples.

    >>> [round(end, 3) for end in prediction_interval(np.array([0.1, 0.2, 0.3, 0.2, 0.2]))]
    [-0.015, 0.415]
    """
    n = len(values)
    if n < 2:
        return NONE
    mean, reach = values.mean(), quantile(confidence, n - 1) * values.std(ddof=1) * np.sqrt(1 + 1 / n)
    return Interval(float(mean - reach), float(mean + reach))


def means_interval(a: Floats, b: Floats, *, confidence: float = 0.95) -> Interval:
    """The interval of the difference of two means of articles' values: the wider one of Welch's and Student's.

    Welch's (1947) lets the sides differ in spread. But where five articles happen to be nearly alike, as those that
    all lack a frame, it takes that for certainty; Student's (1908), with the spread of both sides, does not.

    >>> [round(end, 3) for end in means_interval(np.array([0.3, 0.25, 0.35]), np.array([0.1, 0.15, 0.05]))]
    [0.087, 0.313]
    """
    n, m = len(a), len(b)
    if min(n, m) < 2:
        return NONE
    both = quantile(confidence, n + m - 2) * np.sqrt(
        ((n - 1) * a.var(ddof=1) + (m - 1) * b.var(ddof=1)) / (n + m - 2) * (1 / n + 1 / m)
    )
    if not both:
        return NONE
    x, y = a.var(ddof=1) / n, b.var(ddof=1) / m
    df = (x + y) ** 2 / (x**2 / (n - 1) + y**2 / (m - 1))
    reach = float(max(both, special.stdtrit(df, (1 + confidence) / 2) * np.sqrt(x + y)))
    gap = float(a.mean() - b.mean())
    return Interval(gap - reach, gap + reach)


def wilson(hits: float, n: float, *, confidence: float = 0.95) -> Interval:
    """Wilson's (1927) interval of a share; unlike a resampled one it has a width at 0 and at 1.

    >>> [round(end, 6) for end in wilson(5, 25)], [round(end, 6) for end in wilson(0, 25)]
    ([0.088606, 0.39131], [0.0, 0.133192])
    """
    low, high = wilson_ends(np.float64(hits), np.float64(n), confidence=confidence)
    return Interval(float(low), float(high))


def wilson_ends(hits: ArrayLike, n: ArrayLike, *, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Both ends of Wilson's interval for arrays of shares; NaN where there is nothing to share.

    >>> [end.round(6).tolist() for end in wilson_ends([5, 0], [25, 25])]
    [[0.088606, 0.0], [0.39131, 0.133192]]
    """
    z, trials = quantile(confidence), np.asarray(n, np.float64)
    trials = np.where(trials > 0, trials, np.nan)
    share = np.asarray(hits, np.float64) / trials
    middle = share + z * z / (2 * trials)
    reach = z * np.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    scale = 1 + z * z / trials
    return np.maximum(0.0, (middle - reach) / scale), np.minimum(1.0, (middle + reach) / scale)


def weighted_wilson(share: float, weights: Floats, *, confidence: float = 0.95) -> Interval:
    """Wilson's interval of a share of a sum, on as many rows as there would be if all of them had one size.

    Parameters
    ----------
    share : float
        What belongs to the part of interest, over the sum of the weights.
    weights : ndarray of shape (n_rows,)
        Size of each row, such as its words.

    Source: Kish (1965), Survey Sampling, for the effective number of rows.

    >>> [round(end, 6) for end in weighted_wilson(0.2, np.full(25, 40.0))]
    [0.088606, 0.39131]
    >>> [round(end, 2) for end in weighted_wilson(0.0, np.array([100.0, 10.0, 10.0]))]
    [0.0, 0.73]
    """
    squares = float((weights**2).sum())
    n = float(weights.sum()) ** 2 / squares if squares else 0.0
    return wilson(share * n, n, confidence=confidence)


def garwood(count: float, *, confidence: float = 0.95) -> Interval:
    """The exact interval of the mean of a Poisson count (Garwood 1936): how many there might have been.

    >>> [round(end, 6) for end in garwood(7)], [round(end, 6) for end in garwood(0)]
    ([2.814363, 14.422675], [0.0, 3.688879])
    """
    tail = (1 - confidence) / 2
    low = float(special.gammaincinv(count, tail)) if count > 0 else 0.0
    return Interval(low, float(special.gammaincinv(count + 1, 1 - tail)))


def percentile(replicates: Floats, *, confidence: float = 0.95) -> Interval:
    """The percentile interval of bootstrap replicates; replicates that are NaN are left out.

    More than one in ten undefined replicates, and there is no interval.
    """
    kept = replicates[~np.isnan(replicates)]
    if len(kept) < 0.9 * len(replicates) or not len(kept):
        return NONE
    low, high = np.quantile(kept, [(1 - confidence) / 2, (1 + confidence) / 2])
    return Interval(float(low), float(high))


def jackknife_se(sums: Floats, formula: Callable[[Floats], Floats], *, blocks: int = 100) -> Floats:
    """Standard errors of the values of one long article, from leaving out one block of neighbouring rows at a time.

    Parameters
    ----------
    sums : ndarray of shape (n_rows, n_sums)
        In reading order.
    formula : callable
        Turns sums into values.
    blocks : int
        Blocks that the rows are cut into.

    Source: Künsch (1989), The jackknife and the bootstrap for general stationary observations.

    >>> se = jackknife_se(np.column_stack((np.arange(8.0), np.ones(8))), lambda s: s[..., :1] / s[..., 1:], blocks=8)
    >>> bool(np.isclose(se[0], np.arange(8.0).std(ddof=1) / np.sqrt(8)))
    True
    """
    parts = np.array([block.sum(axis=0) for block in np.array_split(sums, min(blocks, len(sums)))])
    left = formula(parts.sum(axis=0) - parts)
    spread: Floats = ((left - left.mean(axis=0)) ** 2).sum(axis=0)
    return np.sqrt((len(parts) - 1) / len(parts) * spread)


def difference(a: float, ends_a: Interval, b: float, ends_b: Interval) -> Interval:
    """The interval of a - b from the intervals of two independent estimates (MOVER, Zou and Donner 2008).

    >>> [round(end, 4) for end in difference(0.5, Interval(0.3, 0.7), 0.2, Interval(0.1, 0.3))]
    [0.0764, 0.5236]
    """
    low = a - b - np.hypot(a - ends_a.low, ends_b.high - b)
    high = a - b + np.hypot(ends_a.high - a, b - ends_b.low)
    return Interval(float(low), float(high))
