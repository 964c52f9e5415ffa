"""How good a set of topics is: do they come back on other articles, do their terms stand together, are they distinct.

None of the three says that a reader would find the topics meaningful (Hoyle et al. 2021).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

TOP = 10  # terms of a topic that are compared


def top_terms(topics: NDArray[np.float64], n: int = TOP) -> NDArray[np.int64]:
    """Columns of the n heaviest terms of each topic, heaviest first; -1 where a topic has fewer terms.

    >>> top_terms(np.array([[0.1, 0.9, 0.0]]), 3).tolist()
    [[1, 0, -1]]
    """
    order = np.argsort(-topics, axis=1, kind="stable")[:, :n]
    return np.where(np.take_along_axis(topics, order, axis=1) > 0, order, -1).astype(np.int64)


def average_jaccard(first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.float64]:
    """Agreement of ranked lists, the top of the list weighing most: mean of the Jaccard index at depths 1, 2, ..., t.

    Parameters
    ----------
    first, second : int64 ndarrays of shape (n_first, t) and (n_second, t)
        One list a row; -1 equals nothing.

    Returns
    -------
    ndarray of shape (n_first, n_second)

    Notes
    -----
    Greene, O'Callaghan and Cunningham (2014).

    >>> average_jaccard(np.array([[1, 2]]), np.array([[1, 3], [2, 1]])).round(4).tolist()
    [[0.6667, 0.5]]
    """
    same = (first[:, None, :, None] == second[None, :, None, :]) & (first >= 0)[:, None, :, None]
    both = np.cumsum(np.cumsum(same, axis=2), axis=3)
    depths = np.arange(1, first.shape[1] + 1)
    shared = np.diagonal(both, axis1=2, axis2=3)
    return np.asarray((shared / (2 * depths - shared)).mean(axis=2), np.float64)


def agreement(first: NDArray[np.int64], second: NDArray[np.int64]) -> float:
    """Mean average Jaccard of two sets of topics, paired so that the mean is highest.

    >>> agreement(np.array([[1, 2], [5, 6]]), np.array([[5, 6], [1, 2]]))
    1.0
    """
    scores = average_jaccard(first, second)
    return float(scores[pairing(scores)].mean())


def pairing(scores: NDArray[np.float64]) -> tuple[NDArray[np.signedinteger], NDArray[np.signedinteger]]:
    """Rows and columns, each taken once at most, whose scores have the highest sum.

    >>> [part.tolist() for part in pairing(np.array([[0.5, 0.4], [0.9, 0.0]]))]
    [[0, 1], [1, 0]]
    """
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching  # scipy.optimize takes longer to load

    found = min_weight_full_bipartite_matching(sparse.csr_array(1 + scores.max(initial=0.0) - scores))
    return found[0], found[1]


def npmi(present: NDArray[np.bool_] | sparse.sparray) -> float:
    """Coherence of a list of terms: mean normalised pointwise mutual information of its pairs, -1 to 1.

    Parameters
    ----------
    present : bool ndarray or sparse array of shape (n_sentences, n_terms)
        Which sentence holds which term.

    Returns
    -------
    float
        -1 for a pair that never stands together, 0 for one that does so as often as chance has it; NaN with less than
        two terms.

    Notes
    -----
    Bouma (2009); Lau, Newman and Baldwin (2014).

    >>> npmi(np.array([[1, 1], [1, 0], [0, 1], [0, 0]], bool)), npmi(np.array([[1, 0], [0, 1]], bool))
    (0.0, -1.0)
    """
    counts = sparse.csc_array(present, dtype=np.float64)
    n, n_terms = counts.shape
    pairs = (counts.T @ counts).toarray()
    alone = np.diagonal(pairs)
    one, other = np.triu_indices(n_terms, 1)
    together = pairs[one, other]
    scores = np.where(together == n, 1.0, -1.0)
    some = (together > 0) & (together < n)
    joint = together[some]
    scores[some] = np.log(joint * n / (alone[one] * alone[other])[some]) / -np.log(joint / n)
    return float(scores.mean()) if len(scores) else float("nan")


def mean_npmi(tops: NDArray[np.int64], present: sparse.csc_array) -> float:
    """Mean coherence of topics; `tops` are columns of what stands in sentences."""
    scores = [npmi(present[:, row[row >= 0]]) for row in tops]
    return float(np.mean(scores))


def exclusivity(topics: NDArray[np.float64], tops: NDArray[np.int64]) -> float:
    """How much of its top terms a topic has for itself: mean of p(term | topic) over its sum in all topics, 0 to 1.

    >>> exclusivity(np.array([[1.0, 1.0], [0.0, 2.0]]), np.array([[0, 1], [1, -1]])).__round__(4)
    0.6667
    """
    sums = topics.sum(axis=1, keepdims=True)
    shares = np.divide(topics, sums, out=np.zeros_like(topics), where=sums > 0)
    total = shares.sum(axis=0)
    means = [(shares[k, row[row >= 0]] / total[row[row >= 0]]).mean() for k, row in enumerate(tops) if row[0] >= 0]
    return float(np.mean(means))
