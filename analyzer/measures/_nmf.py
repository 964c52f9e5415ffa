"""Non-negative matrix factorisation with a fixed start and a fixed number of steps: the same numbers on every run."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float64]
_TINY = 1e-12


class Singular(NamedTuple):
    """Leading singular vectors of a matrix: ``left @ diag(values) @ right``."""

    left: Floats
    values: Floats
    right: Floats


def singular(matrix: sparse.csr_array, rank: int) -> Singular:
    """The leading singular vectors; those of a lower rank are the first of them, so one call serves every k."""
    from sklearn.utils.extmath import randomized_svd

    return Singular(*randomized_svd(matrix, min(rank, *matrix.shape), random_state=0))


def start(vectors: Singular, k: int, filling: float) -> tuple[Floats, Floats]:
    """Where to begin: the heavier of the positive and negative parts of each singular pair, zeros filled with the mean.

    NNDSVDa of Boutsidis and Gallopoulos (2008). No random number, so topics do not depend on luck.
    """
    rows, columns = np.empty((len(vectors.left), k)), np.empty((k, vectors.right.shape[1]))
    for number in range(k):
        left, right = vectors.left[:, number], vectors.right[number]
        parts = [(np.maximum(sign * left, 0), np.maximum(sign * right, 0)) for sign in (1, -1)]
        sizes = [(np.linalg.norm(a), np.linalg.norm(b)) for a, b in parts]
        heavier = int(sizes[1][0] * sizes[1][1] > sizes[0][0] * sizes[0][1])
        (a, b), (size_a, size_b) = parts[heavier], sizes[heavier]
        scale = np.sqrt(vectors.values[number] * size_a * size_b)
        rows[:, number] = a * (scale / max(size_a, _TINY))
        columns[number] = b * (scale / max(size_b, _TINY))
    rows[rows < _TINY] = filling
    columns[columns < _TINY] = filling
    return rows, columns


def factorise(matrix: sparse.csr_array, vectors: Singular, k: int, steps: int) -> tuple[Floats, Floats]:
    """W of shape (n_rows, k) and H of shape (k, n_terms), neither below 0, whose product is close to the matrix.

    Coordinate descent on the squared error (Cichocki and Phan 2009), as in scikit-learn. The number of steps is fixed:
    a test of convergence could end one step sooner on another machine.
    """
    from sklearn.decomposition import NMF

    rows, columns = start(vectors, k, matrix.sum() / (matrix.shape[0] * matrix.shape[1]))
    model: Any = NMF(k, init="custom", tol=0, max_iter=steps)
    with np.errstate(invalid="ignore"):  # the error of a perfect fit, which nobody asks for, is the root of -1e-16
        return model.fit_transform(matrix, W=rows, H=columns), model.components_


def loadings(matrix: sparse.csr_array, rows: Floats, columns: Floats) -> Floats:
    """How much of each row each topic accounts for: an array of shape (n_rows, k).

    Each term of a row is divided between the topics as the model explains it there, W[row, k] * H[k, term]; so only
    terms that stand in the row count, and the shares of a row say which part of its terms belongs to which topic.
    Scaling W by the row sums of H instead would count what a topic predicts and the row does not hold, which makes a
    broad topic look present everywhere.
    """
    entries = matrix.tocoo()
    explained = rows[entries.row] * columns[:, entries.col].T
    total = explained.sum(axis=1, keepdims=True)
    parts = np.divide(explained, total, out=np.zeros_like(explained), where=total > _TINY)
    parts *= entries.data[:, None]
    gather = sparse.csr_array(
        (np.ones(len(entries.row)), (entries.row, np.arange(len(entries.row)))),
        shape=(matrix.shape[0], len(entries.row)),
    )
    return np.asarray(gather @ parts, np.float64)
