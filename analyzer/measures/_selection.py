"""What a set of articles is compared with, and which terms of the comparison are shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analyzer.errors import UsageError
from analyzer.measures._candidates import Candidates, Floats, Numbers, Side
from analyzer.measures._contingency import log_odds, lrc
from analyzer.measures._levels import Level

_NOISE = 1e-9


class Options(NamedTuple):
    """Options of `keyness`; `background` holds the relative frequency of each candidate, or nothing."""

    voice: str
    prior: float = 100.0
    min_count: int = 3
    min_range: int = 2
    most: int = 50
    confidence: float = 0.95
    background: Floats | None = None


class Pool(NamedTuple):
    """All articles that are not focal.

    Attributes
    ----------
    members : bool ndarray of shape (n_articles,)
    side : Side
    kinds : float64 ndarray of shape (n_kinds, 2)
        Distinct pairs of count and background frequency: terms that have both in common are alike in every formula for
        articles that lack them. There are few kinds, which makes the comparison of every article affordable.
    kind : int64 ndarray of shape (n_terms,)
        Row in `kinds`.
    """

    members: NDArray[np.bool_]
    side: Side
    kinds: Floats
    kind: Numbers


def frequencies(background: Mapping[str, float] | None, labels: NDArray[np.object_]) -> NDArray[np.float64] | None:
    """The background frequency of each term, the smallest there is for those it lacks; None without a background.

    Raises
    ------
    UsageError
        When the background is empty or a frequency is out of its range.
    """
    if background is None:
        return None
    given = np.array(list(background.values()), np.float64)
    if not len(given) or not ((given > 0) & (given <= 1)).all():
        wrong = next((item for item in background.items() if not 0 < item[1] <= 1), "it is empty")
        raise UsageError(f"background: {wrong!r}.", fix="Give relative frequencies, above 0 and up to 1.")
    smallest = given.min()
    return np.array([background.get(label, smallest) for label in labels], np.float64)


def make_pool(found: Candidates, members: NDArray[np.bool_], background: Floats | None) -> Pool:
    """The pool of some articles."""
    side = found.parts(np.flatnonzero(members)).side()
    keys = np.column_stack((side.counts, np.zeros_like(side.counts) if background is None else background))
    kinds, kind = np.unique(keys, axis=0, return_inverse=True)
    return Pool(members, side, kinds, kind.reshape(-1))


def reference(found: Candidates, level: Level, own: Side, pool: Pool) -> Side:
    """The pool without the articles of the level, which lie all within it or all without."""
    if not pool.members[level.rows].any():
        return pool.side
    rest = pool.side.without(own)
    return rest if rest.n_articles > 1 else found.parts(np.setdiff1d(np.flatnonzero(pool.members), level.rows)).side()


def uses_less(own: Side, other: Side, at: slice | Numbers = slice(None)) -> NDArray[np.bool_]:
    """Whether each term is less frequent on the own side."""
    return own.counts[at] * other.words < other.counts[at] * own.words


def carriers(own: Side, other: Side, at: slice | Numbers = slice(None)) -> Floats:
    """Parts that have each term, on the side that uses it more."""
    return np.where(uses_less(own, other, at), other.range[at], own.range[at])


def odds(
    a: Floats, b: Floats, n1: float | Floats, n2: float | Floats, background: Floats | None, prior: float
) -> tuple[Floats, Floats]:
    """Log odds and z, with the frequency in both sides together where there is no background."""
    frequency = (a + b) / (n1 + n2) if background is None else background
    return log_odds(a, b, n1, n2, prior * frequency, prior)


def select(
    own: Side, other: Side, eligible: NDArray[np.bool_], pool: Pool, options: Options, *, all_key: bool
) -> Numbers:
    """Numbers of the terms that are shown: the largest z in each direction, and with `all_key` all that are key."""
    z = _z(own, other, pool, options)
    z[~eligible | (carriers(own, other) < options.min_range)] = 0.0
    each = options.most if all_key else options.most // 2
    chosen = [_first(z, each), _first(-z, each)]
    if all_key:
        at = np.flatnonzero(eligible)
        table = own.counts[at], other.counts[at], own.words, other.words
        chosen.append(at[lrc(*table, n_terms=len(at), confidence=options.confidence) != 0])
    return np.unique(np.concatenate(chosen))


def _z(own: Side, other: Side, pool: Pool, options: Options) -> Floats:
    """The z of every term."""
    n1, n2 = own.words, other.words
    counts, frequency = pool.kinds.T
    known = options.background
    lacking = odds(np.zeros_like(counts), counts, n1, n2, None if known is None else frequency, options.prior)[1]
    z = lacking[pool.kind]
    has = np.flatnonzero(own.counts)
    known = None if known is None else known[has]
    z[has] = odds(own.counts[has], other.counts[has], n1, n2, known, options.prior)[1]
    # Equal frequencies leave a rest of rounding, which is no difference.
    return np.where(np.abs(z) > _NOISE, z, 0.0)


def _first(z: Floats, n: int) -> Numbers:
    """Numbers of the n lowest negative z; among equals the first."""
    n = min(n, int((z < 0).sum()))
    if not n:
        return np.array([], np.int64)
    near = np.flatnonzero(z <= np.partition(z, n - 1)[n - 1])
    return near[np.argsort(z[near], kind="stable")[:n]]
