"""Two-word terms: pairs of neighbours that stand together more often than their words' frequencies let expect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.special import xlogy

from analyzer.features import Features
from analyzer.features.selecting import times
from analyzer.features.terms import content

Numbers = NDArray[np.integer[Any]]
CRITICAL = 10.827566170662733  # the chi-square distribution with one degree of freedom exceeds it once in 1,000


@dataclass(frozen=True, slots=True, eq=False)
class Collocations:
    """Collocations and where they occur.

    Attributes
    ----------
    labels : object ndarray of shape (n_collocations,)
        Both words with a space between them; sorted by the first word, then the second.
    counts : sparse array of shape (n_units, n_collocations)
        Occurrences in each unit, int32.
    likelihood : float64 ndarray of shape (n_collocations,)
        Log-likelihood ratio of the pair.
    """

    labels: NDArray[np.object_]
    counts: sparse.csr_array
    likelihood: NDArray[np.float64]


def find_collocations(
    features: Features, *, min_count: int = 3, least: int = 0, carries: NDArray[np.bool_] | None = None
) -> Collocations:
    """Find the collocations of the units given.

    A pair counts where its words follow each other in one unit without punctuation between them and both are content
    terms. It is a collocation if it occurs `min_count` times, more often than expected, and its log-likelihood ratio is
    above the .001 point of the chi-square distribution. That says that the words attract each other; not that they
    name one thing, and nothing of names of three words, which show as two pairs.

    Parameters
    ----------
    features : Features
    min_count, least : int
        Occurrences that it takes; with `least` so many in all, or `min_count` in the focal article.
    carries : bool ndarray of shape (n_terms,), optional
        What `carrying` says of the terms, where it is known.

    Returns
    -------
    Collocations

    Notes
    -----
    Dunning (1993), Accurate methods for the statistics of surprise and coincidence, Computational Linguistics 19. The
    table is that of all pairs of neighbours in the units, stop words included.

    Examples
    --------
    >>> from analyzer.article import Article
    >>> from analyzer.codebook import load_codebook
    >>> from analyzer.features import featurize
    >>> text = "An arrest warrant came. The arrest warrant stood. No arrest, warrant or not. One arrest warrant fell."
    >>> found = find_collocations(featurize([Article("a", "", text)], load_codebook()))
    >>> found.labels.tolist(), found.counts.sum(axis=0).tolist()
    (['arrest warrant'], [3])
    """
    n_terms, least = len(features.vocabulary), least or min_count
    tokens = features.tokens
    left, right, free = tokens[:-1], tokens[1:], ~features.barred[1:]
    n_pairs = int(free.sum())
    as_left, as_right = (times(side, n_terms, free) for side in (left, right))
    own = in_focal(features)
    terms = np.flatnonzero(carrying(features, own, min_count, least) if carries is None else carries)
    keys, at = _pairs(tokens, free, terms, n_terms)
    pairs, counts = np.unique(keys, return_counts=True)
    kept = counts >= least
    if least > min_count:
        focal, often = np.unique(keys[own[at]], return_counts=True)
        kept |= np.isin(pairs, focal[often >= min_count])
    pairs, counts = pairs[kept], counts[kept]
    first, second = (terms[side] for side in np.divmod(pairs, max(1, len(terms))))
    likelihood = likelihood_ratio(counts, as_left[first], as_right[second], n_pairs)
    kept = (counts * n_pairs > as_left[first] * as_right[second]) & (likelihood > CRITICAL)
    first, second = first[kept], second[kept]
    labels = [f"{a} {b}" for a, b in zip(features.vocabulary[first], features.vocabulary[second], strict=True)]
    near = np.isin(left[at], first) & np.isin(right[at], second)  # most neighbours stand in no collocation
    return Collocations(
        np.array(labels, object), _per_unit(pairs[kept], keys[near], at[near], features.offsets), likelihood[kept]
    )


def _pairs(
    tokens: NDArray[np.int32], free: NDArray[np.bool_], terms: NDArray[np.int64], n_terms: int
) -> tuple[Numbers, NDArray[np.int64]]:
    """Neighbours that are both among some terms: a number for each pair, of these terms alone; where."""
    number = np.full(n_terms, -1, np.int32)
    number[terms] = np.arange(len(terms), dtype=np.int32)
    numbers = number[tokens]
    at = np.flatnonzero(free & (numbers[:-1] >= 0) & (numbers[1:] >= 0))
    wide: Any = np.int32 if len(terms) ** 2 < 2**31 else np.int64
    keys: Numbers = numbers[at].astype(wide) * wide(len(terms)) + numbers[at + 1]
    return keys, at


def in_focal(features: Features) -> NDArray[np.bool_]:
    """Which tokens stand in the focal article."""
    focal: NDArray[np.bool_] = features.articles["focal"].to_numpy(bool)[features.units["article"].to_numpy()]
    return np.repeat(focal, np.diff(features.offsets))


def carrying(features: Features, own: NDArray[np.bool_], min_count: int, least: int) -> NDArray[np.bool_]:
    """Which terms carry content and occur `least` times, or `min_count` times in the tokens marked as `own`."""
    n_terms, tokens = len(features.vocabulary), features.tokens
    kept = times(tokens, n_terms) >= least
    if least > min_count:
        kept |= times(tokens, n_terms, own) >= min_count
    kept[kept] = content(features.vocabulary[kept].tolist())
    return kept


def likelihood_ratio(
    both: NDArray[np.int64], left: NDArray[np.int64], right: NDArray[np.int64], n: int
) -> NDArray[np.float64]:
    """Log-likelihood ratio of pairs.

    Parameters
    ----------
    both : int64 ndarray
        How often the pair occurs.
    left, right : int64 ndarray
        How often its first word stands first, and its second word second, in any pair.
    n : int
        Number of all pairs.

    >>> round(float(likelihood_ratio(np.array([8]), np.array([15]), np.array([12]), 1000)[0]), 4)
    57.2416
    """
    observed = np.stack((both, left - both, right - both, n - left - right + both)).astype(np.float64)
    rows, columns = np.stack((left, n - left)).astype(np.float64), np.stack((right, n - right)).astype(np.float64)
    expected = np.stack((rows[0] * columns[0], rows[0] * columns[1], rows[1] * columns[0], rows[1] * columns[1])) / n
    ratio = np.divide(observed, expected, out=np.ones_like(observed), where=observed > 0)
    total: NDArray[np.float64] = xlogy(observed, ratio).sum(axis=0)
    return np.maximum(0.0, 2 * total)


def _per_unit(pairs: Numbers, keys: Numbers, at: NDArray[np.int64], offsets: NDArray[np.int64]) -> sparse.csr_array:
    """How often each of the pairs occurs in each unit; `keys` stand at the tokens `at`."""
    shape = (len(offsets) - 1, len(pairs))
    column = np.searchsorted(pairs, keys)
    found = np.append(pairs, -1)[column] == keys
    unit = np.searchsorted(offsets, at[found], side="right") - 1
    return sparse.csr_array((np.ones(len(unit), np.int32), (unit, column[found])), shape=shape)
