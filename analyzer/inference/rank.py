"""The only test that one article against m others allows: where it ranks among them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Rank(NamedTuple):
    """Where the focal article stands.

    Attributes
    ----------
    p : float
        Share of the m + 1 articles at least as far from the mean of all as the focal one, itself included.
    floor : float
        The smallest p that m others allow: 1 / (m + 1).
    above, n : int
        Others with a larger value; others with a value.
    """

    p: float
    floor: float
    above: int
    n: int


def rank(focal: float, others: Floats) -> Rank:
    """Randomisation rank of one value among others, in both directions.

    If the focal article were one like the others, each of the m + 1 would be the outlying one equally often. It is a
    statement on this set of articles; it does not say why the article stands where it stands.

    >>> rank(0.36, np.array([0.08, 0.10, 0.12, 0.15, 0.18, 0.20, 0.22, 0.25, 0.30])).p
    0.1
    """
    known = others[~np.isnan(others)]
    n = len(known)
    if np.isnan(focal) or not n:
        return Rank(float("nan"), float("nan"), 0, n)
    distance = np.abs(np.append(known, focal) - (known.sum() + focal) / (n + 1))
    as_far = int((distance >= distance[-1] - 1e-12).sum())
    return Rank(as_far / (n + 1), 1 / (n + 1), int((known > focal).sum()), n)


def unremarkable(others: Floats, alpha: float) -> tuple[float, float]:
    """Between which ends a further article's value would have to lie to have a `rank` p above `alpha`.

    The rank turned round (a conformal prediction range, Vovk, Gammerman and Shafer 2005): of articles that are like one
    another, at most the share `alpha` lies outside. Without ends (infinite) where the floor is above `alpha`.

    >>> unremarkable(np.arange(19.0), 0.05), unremarkable(np.arange(18.0), 0.05)
    ((-1.0, 19.0), (-inf, inf))
    """
    known = others[~np.isnan(others)]
    n = len(known)
    outside = int(np.floor(alpha * (n + 1) + 1e-9))
    if outside < 1 or n < 2:
        return float("-inf"), float("inf")
    # An other article is as far from the mean of all as a new value v while v is no further out than itself or than
    # its mirror image at that mean, which moves with v.
    mirrored = (2 * known.sum() - (n + 1) * known) / (n - 1)
    low, high = np.minimum(known, mirrored), np.maximum(known, mirrored)
    return float(np.partition(low, outside - 1)[outside - 1]), float(np.partition(high, n - outside)[n - outside])
