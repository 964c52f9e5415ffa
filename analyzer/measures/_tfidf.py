"""Content terms joined by stem and weighted by TF-IDF: what topics and similarity have in common."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analyzer.features import Features
from analyzer.features.once import once
from analyzer.features.selecting import n_before, times
from analyzer.features.terms import content, stems

_BLOCK = 65_536  # rows scaled together


@dataclass(frozen=True, slots=True, eq=False)
class Stems:
    """Content terms joined by stem.

    Attributes
    ----------
    of : int32 ndarray of shape (n_terms,)
        Number of the stem of each term of the vocabulary; -1 for a stop word, a numeral or a single letter.
    labels : ndarray of str
        Most frequent form of each stem.
    occurrences : int64 ndarray of shape (n_terms,)
        How often each term of the vocabulary occurs.
    """

    of: NDArray[np.int32]
    labels: NDArray[np.object_]
    occurrences: NDArray[np.int64]

    def counts(self, features: Features) -> sparse.csr_array:
        """Stems counted in units: an int32 matrix of shape (n_units, n_stems)."""
        numbers = self.of[features.tokens]
        kept = numbers >= 0
        return counted(numbers[kept], n_before(kept, features.offsets), len(self.labels))


def counted(
    numbers: NDArray[np.int32], starts: NDArray[np.int64], n_stems: int, *, copy: bool = False
) -> sparse.csr_array:
    """Stems counted in stretches of tokens, which begin at `starts`, the end of the last included; columns in order.

    The numbers are sorted in place, unless a copy of them is.
    """
    shape, ones = (len(starts) - 1, n_stems), np.ones(len(numbers), np.int32)
    matrix = sparse.csr_array((ones, numbers, starts), shape=shape, copy=copy)
    matrix.sum_duplicates()
    return matrix


@once
def join_stems(features: Features) -> Stems:
    """The stems of a corpus; labels depend on the units given."""
    terms = features.vocabulary
    occurrences = times(features.tokens, len(terms))
    is_content = content(terms.tolist()) & (occurrences > 0)
    numbers, labels = stems(terms[is_content].tolist(), occurrences[is_content])
    of = np.full(len(terms), -1, np.int32)
    of[is_content] = numbers
    return Stems(of, np.array(labels, object), occurrences)


def idf(counts: sparse.csr_array) -> NDArray[np.float64]:
    """How rare each term is: ln((1 + N) / (1 + n)) + 1; N rows hold any term, n rows this one."""
    n_rows = np.count_nonzero(np.diff(counts.indptr))
    return np.asarray(np.log((1 + n_rows) / (1 + frequency(counts))) + 1, np.float64)


def tfidf(counts: sparse.csr_array) -> sparse.csr_array:
    """Weights of terms in texts: count times idf, rows scaled to length 1; a row without a term stays 0.

    The numbers are those of scikit-learn's `TfidfVectorizer` as it comes.

    >>> tfidf(sparse.csr_array(np.array([[1.0, 0.0], [1.0, 2.0]]))).toarray().round(4).tolist()
    [[1.0, 0.0], [0.3352, 0.9422]]
    """
    return unit_rows(weighted(counts, idf(counts)))


def weighted(counts: sparse.csr_array, weights: NDArray[np.float64]) -> sparse.csr_array:
    """Each column times its weight; the places of the entries are shared, not copied."""
    data = weights[counts.indices]
    data *= counts.data
    return sparse.csr_array((data, counts.indices, counts.indptr), shape=counts.shape)


def frequency(counts: sparse.csr_array) -> NDArray[np.int64]:
    """Number of rows that hold each column."""
    return times(counts.indices, counts.shape[1], counts.data > 0)


def unit_rows(matrix: sparse.csr_array) -> sparse.csr_array:
    """Rows scaled to length 1; empty rows stay empty."""
    data = np.empty(matrix.nnz)
    for at in range(0, matrix.shape[0], _BLOCK):  # no array as large as all of it besides the one that is made
        starts = matrix.indptr[at : at + _BLOCK + 1]
        own = slice(starts[0], starts[-1])
        shape = (len(starts) - 1, matrix.shape[1])
        squares = sparse.csr_array((matrix.data[own] ** 2, matrix.indices[own], starts - starts[0]), shape=shape)
        lengths = np.sqrt(squares.sum(axis=1))
        scale = np.divide(1.0, lengths, out=np.zeros(len(lengths)), where=lengths > 0)
        np.multiply(matrix.data[own], np.repeat(scale, np.diff(starts)), out=data[own])
    return sparse.csr_array((data, matrix.indices, matrix.indptr), shape=matrix.shape)
