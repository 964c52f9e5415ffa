"""Non-negative matrix factorisation with a fixed start and a fixed number of steps: the same numbers on every run."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analyzer.features import indicator

Floats = NDArray[np.float64]
_TINY = 1e-12
_MORE = 10  # directions that are projected on besides those that are asked for
_BLOCK = 4096  # rows whose factors are improved together
_STEPS = 80
_SEVERAL, _PART, _DRAWN = 5_000, 4, 30_000  # rows; of more than several every fourth, or so many, tell the topics
_FEW_STEPS, _ROUNDS, _SWEEPS = 25, 2, 2  # in so many steps; and then all move a little


class Singular(NamedTuple):
    """Leading singular vectors of a matrix: ``left @ diag(values) @ right``."""

    left: Floats
    values: Floats
    right: Floats


def singular(matrix: sparse.csr_array, rank: int) -> Singular:
    """The leading singular vectors; those of a lower rank are the first of them, so one call serves every k.

    By random projection with a fixed start and power iterations (Halko, Martinsson and Tropp 2011).
    """
    from scipy.linalg import lu, qr, svd

    rank = min(rank, *matrix.shape)
    wide = matrix.shape[0] < matrix.shape[1]  # the shorter side is projected on
    given = sparse.csr_array(matrix.T) if wide else matrix
    turned = sparse.csr_array(given.T)
    basis = np.random.RandomState(0).normal(size=(given.shape[1], rank + _MORE))
    for _ in range(7 if rank < 0.1 * min(matrix.shape) else 4):
        basis, _ = lu(given @ basis, permute_l=True)
        basis, _ = lu(turned @ basis, permute_l=True)
    basis, _ = qr(given @ basis, mode="economic")
    inner, values, right = svd((turned @ basis).T, full_matrices=False, lapack_driver="gesdd")
    left = basis @ inner
    left, right = (right.T, left.T) if wide else (left, right)
    return Singular(left[:, :rank], values[:rank], right[:rank])


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
    rows, columns = start(vectors, k, matrix.sum() / (matrix.shape[0] * matrix.shape[1]))
    return descend(matrix, rows, columns, steps)


def descend(matrix: sparse.csr_array, rows: Floats, columns: Floats, steps: int) -> tuple[Floats, Floats]:
    """So many steps down from a start, each for all rows and then for all columns."""
    turned = sparse.csr_array(matrix.T)
    left, right = np.ascontiguousarray(rows.T), np.ascontiguousarray(columns)
    for _ in range(steps):
        improve(left, right, matrix)
        improve(right, left, turned)
    return np.ascontiguousarray(left.T), right


def improve(own: Floats, other: Floats, matrix: sparse.csr_array, sweeps: int = 1) -> None:
    """The factor `own` of shape (k, n_rows), component by component, in place; `other` has shape (k, n_columns).

    Every row is a problem of its own, so rows are taken in blocks that stay in the cache.
    """
    gram, target = other @ other.T, matrix @ np.ascontiguousarray(other.T)
    for at in range(0, own.shape[1], _BLOCK):
        part = own[:, at : at + _BLOCK].copy()
        wanted = np.ascontiguousarray(target[at : at + _BLOCK].T)
        for _ in range(sweeps):
            for one in np.flatnonzero(np.diagonal(gram)):
                gradient = gram[one] @ part
                gradient -= wanted[one]
                gradient /= gram[one, one]
                np.subtract(part[one], gradient, out=gradient)
                np.maximum(gradient, 0.0, out=part[one])
        own[:, at : at + _BLOCK] = part


def factors(matrix: sparse.csr_array, k: int, *, most: int = 0, seeds: int = 0) -> tuple[Floats, Floats]:
    """W and H of a matrix of any size, with an error that more steps do not lower by a thousandth.

    Of very many rows a part tells the topics, to which the last `seeds` rows always belong: H is found on it, and then
    W of all rows and H in turn, a few rounds. `most` is the largest k of those that are tried: the vectors that it
    starts from lie a little nearer to the exact ones.
    """
    n, rank = matrix.shape[0] - seeds, max(k, most)
    if n <= _SEVERAL:
        return factorise(matrix, singular(matrix, rank), k, _STEPS)
    drawn = np.append(np.arange(0, n, max(_PART, n // _DRAWN)), np.arange(n, matrix.shape[0]))
    part = sparse.csr_array(matrix[drawn])
    right = factorise(part, singular(part, rank), k, _FEW_STEPS)[1]
    left, turned = np.zeros((k, matrix.shape[0])), sparse.csr_array(matrix.T)
    improve(left, right, matrix, _SWEEPS)
    for _ in range(_ROUNDS):
        improve(right, left, turned, _SWEEPS)
        improve(left, right, matrix, _SWEEPS)
    return np.ascontiguousarray(left.T), right


def loadings(matrix: sparse.csr_array, rows: Floats, columns: Floats) -> Floats:
    """How much of each row each topic accounts for: an array of shape (n_rows, k).

    Each term of a row is divided between the topics as the model explains it there, W[row, k] * H[k, term]; so only
    terms that stand in the row count, and the shares of a row say which part of its terms belongs to which topic.
    Scaling W by the row sums of H instead would count what a topic predicts and the row does not hold, which makes a
    broad topic look present everywhere.
    """
    starts = range(0, max(1, matrix.shape[0]), _BLOCK)
    return np.concatenate([_loadings(matrix[at : at + _BLOCK], rows[at : at + _BLOCK], columns) for at in starts])


def _loadings(matrix: sparse.csr_array, rows: Floats, columns: Floats) -> Floats:
    owner = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    explained = rows[owner]
    explained *= np.ascontiguousarray(columns.T)[matrix.indices]
    total = explained.sum(axis=1)
    explained *= np.divide(matrix.data, total, out=np.zeros_like(total), where=total > _TINY)[:, None]
    return np.asarray(indicator(owner, matrix.shape[0]) @ explained, np.float64)
