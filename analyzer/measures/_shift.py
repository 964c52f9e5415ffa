"""Word shifts: how much each item adds to the difference of two weighted averages.

Source: Gallagher et al. (2021), Generalized word shift graphs, EPJ Data Science 10.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def word_shift(
    p1: Floats, p2: Floats, phi1: Floats | float, phi2: Floats | float, *, reference: Floats | float = 0.0
) -> Floats:
    """What each item adds to Phi2 - Phi1, Phi being the sum over items of relative frequency times score.

    The sum is the same for every `reference`, which only says from where scores are seen: with the average of one side,
    an item scored above it adds to that side by being frequent.

    Parameters
    ----------
    p1, p2 : ndarray of shape (..., n_items)
        Relative frequencies, each side summing to 1 where `reference` is not 0.
    phi1, phi2 : float or ndarray
        Scores of the items on either side.
    reference : float or ndarray

    Examples
    --------
    >>> word_shift(np.array([0.5, 0.5]), np.array([0.25, 0.75]), np.array([2.0, -2.0]), np.array([2.0, -2.0])).tolist()
    [-0.5, -0.5]
    """
    seen = 0.5 * (np.asarray(phi1, np.float64) + phi2) - reference
    shift: Floats = (p2 - p1) * seen + 0.5 * (p1 + p2) * (np.asarray(phi2, np.float64) - phi1)
    return shift


def normalised(shift: Floats) -> Floats:
    """Contributions as parts of all that moved, in either direction: absolute values sum to 1, or to 0 if none moved.

    >>> normalised(np.array([-3.0, 1.0])).tolist()
    [-0.75, 0.25]
    """
    moved = np.abs(shift).sum(axis=-1, keepdims=True)
    parts: Floats = shift / np.where(moved > 0, moved, 1.0)
    return parts
