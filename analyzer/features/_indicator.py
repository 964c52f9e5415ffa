"""Sums over rows as a matrix product: what belongs together, whatever is summed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

_SEVERAL = 20_000


def indicator(rows: NDArray[np.int64], n_rows: int) -> sparse.csr_array:
    """The matrix of shape (n_rows, len(rows)) that sums columns into the rows they are assigned to.

    >>> (indicator(np.array([0, 1, 0]), 2) @ np.array([1, 2, 3])).tolist()
    [4.0, 2.0]
    """
    shape, ones, in_order = (n_rows, len(rows)), np.ones(len(rows)), bool(np.all(rows[1:] >= rows[:-1]))
    if not in_order and len(rows) > _SEVERAL:  # to sort them takes longer than what SciPy does
        return sparse.csr_array((ones, (rows, np.arange(len(rows)))), shape=shape)
    ends = np.concatenate(([0], np.cumsum(np.bincount(rows, minlength=n_rows))))
    columns = np.arange(len(rows)) if in_order else np.argsort(rows, kind="stable")
    return sparse.csr_array((ones, columns, ends), shape=shape)
