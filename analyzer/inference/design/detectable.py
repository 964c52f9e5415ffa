"""How large a difference must be to be found: planted in these very articles, under labels that mean nothing.

What a sample size formula guesses (spread, shape, ties, bounds) is taken from the articles themselves. A shift is added
to the values of an article, or of articles that a label was dealt to, and the test for such a difference says whether
it is found. Nothing here looks at the focal article or at what a group has, so the answer cannot follow from the
difference that is looked for. A difference below the size found here is not absent; it would mostly be missed. It is
the size before any correction for the number of comparisons.

Sources: Cohen (1988) for power of .8; Welch (1947); power by simulation as in Arnold et al. (2011), BMC Medical
Research Methodology 11.
"""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, isinf

import numpy as np
from numpy.typing import NDArray
from scipy import special

Floats = NDArray[np.float64]
POWER, ALPHA = 0.8, 0.05
STEP = 0.001  # shifts are tried in thousandths
_TURNS = 200  # articles that take the place of the focal one
_SHUFFLES, _FEWEST, _PLACES = 400, 100, 200_000  # fewer shuffles of very large groups
_TIE = 1e-12
_SAME = 1e-9  # means nearer than this are rounding


def for_article(others: Floats, highest: float, rng: np.random.Generator) -> float:
    """The smallest upward shift of one article that its rank among the others finds in 8 of 10 turns.

    In each turn an article like one of the others, shifted, takes the place of the focal one and is ranked among all of
    them.

    Parameters
    ----------
    others : ndarray of shape (n_others,)
        Values; beyond 200 a sample of them takes turns.
    highest : float
        Bound of the measure; a shifted value stops there.
    rng : Generator

    Returns
    -------
    float
        In thousandths; NaN where no shift is found, as with fewer than 19 others, or where all values are the same.

    >>> bool(np.isnan(for_article(np.arange(18.0), np.inf, np.random.default_rng(0))))
    True
    >>> for_article(np.arange(19) / 100, np.inf, np.random.default_rng(0))
    0.161
    """
    ordered = np.sort(others)
    if 1 / (len(ordered) + 1) > ALPHA or np.ptp(ordered) <= _SAME:
        return float("nan")
    turns = ordered if len(ordered) <= _TURNS else rng.choice(ordered, _TURNS, replace=False)
    return _smallest(lambda shift: _found_by_rank(ordered, turns, shift, highest), _most(ordered, highest))


def for_group(values: Floats, members: NDArray[np.int64], highest: float) -> float:
    """The smallest upward shift of a group that Welch's t against the rest finds in 8 of 10 shuffles.

    Parameters
    ----------
    values : ndarray of shape (n_articles,)
        Of the group and of those it is compared with.
    members : int64 ndarray of shape (n_shuffles, n_members)
        Who gets the label, from `deal`, as places in the order of the values.
    highest : float
        Bound of the measure.

    Returns
    -------
    float
        In thousandths; NaN where either side has fewer than two articles, where no shift is found, or where all values
        are the same.
    """
    ordered = np.sort(values) - values.mean()
    size, highest = members.shape[1], highest - float(values.mean())
    if size < 2 or len(ordered) - size < 2 or np.ptp(ordered) <= _SAME:
        return float("nan")
    inside = ordered[members]
    rest = _moments(
        ordered.sum() - inside.sum(axis=1), (ordered**2).sum() - (inside**2).sum(axis=1), len(ordered) - size
    )
    return _smallest(lambda shift: _found_by_t(inside, rest, shift, highest), _most(ordered, highest))


def deal(n: int, size: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Labels dealt out to `size` of `n` articles, many times: an array of shape (n_shuffles, size)."""
    shuffles = min(_SHUFFLES, max(_FEWEST, _PLACES // size))
    return np.array([rng.permutation(n)[:size] for _ in range(shuffles)])


def _smallest(found: Callable[[float], float], most: float) -> float:
    """The smallest step at which enough is found: more is found by a larger shift, so the steps are halved."""
    below, enough = 0, ceil(most / STEP)
    if found(enough * STEP) < POWER:
        return float("nan")
    while enough - below > 1:
        middle = (below + enough) // 2
        below, enough = (below, middle) if found(middle * STEP) >= POWER else (middle, enough)
    return round(enough * STEP, 3)


def _most(ordered: Floats, highest: float) -> float:
    """A shift beyond which nothing changes: all at the bound, or far above everybody."""
    return 3 * float(np.ptp(ordered)) if isinf(highest) else highest - float(ordered[0])


def _found_by_rank(ordered: Floats, turns: Floats, shift: float, highest: float) -> float:
    """Share of turns in which the shifted article ranks far out above the mean: `rank.rank` for all turns at once."""
    n, moved = len(ordered) + 1, np.minimum(turns + shift, highest)
    mean = (ordered.sum() + moved) / n
    reach = moved - mean - _TIE
    above = len(ordered) - np.searchsorted(ordered, mean + reach, "left")
    below = np.searchsorted(ordered, mean - reach, "right")
    return float(((moved > mean) & ((above + below + 1) / n <= ALPHA)).mean())


def _found_by_t(inside: Floats, rest: tuple[Floats, Floats, int], shift: float, highest: float) -> float:
    """Share of shuffles in which the shifted members lie above the rest by Welch's t, two-sided."""
    moved = np.minimum(inside + shift, highest)
    n, m = moved.shape[1], rest[2]
    own, other = moved.var(axis=1, ddof=1) / n, rest[1] / m
    error = np.maximum(own + other, _SAME**2)  # sides without any spread are apart as soon as they differ
    freedom = error**2 / np.maximum(own**2 / (n - 1) + other**2 / (m - 1), _SAME**4 / (n + m))
    gap = moved.mean(axis=1) - rest[0]
    far = gap / np.sqrt(error) >= special.stdtrit(freedom, 1 - ALPHA / 2)
    return float((far & (gap > _SAME)).mean())


def _moments(total: Floats, squares: Floats, n: int) -> tuple[Floats, Floats, int]:
    """Mean, variance and number."""
    return total / n, np.maximum(0.0, squares - total**2 / n) / (n - 1), n
