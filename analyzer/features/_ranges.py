"""Ranges of numbers, one behind the other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def ranges(first: NDArray[np.int64], last: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The numbers of all ranges one behind the other, and where each range begins in them.

    >>> numbers, offsets = ranges(np.array([5, 0]), np.array([7, 1]))
    >>> numbers.tolist(), offsets.tolist()
    ([5, 6, 0], [0, 2, 3])
    """
    counts = last - first
    offsets = np.concatenate(([0], np.cumsum(counts)))
    return np.arange(offsets[-1]) + np.repeat(first - offsets[:-1], counts), offsets
