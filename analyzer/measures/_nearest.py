"""For each sentence of the focal article the most similar sentences of the other coverage (TF-IDF cosine, 0 to 1).

A high number says that two sentences share rare words; it does not say that one was taken from the other, nor that
they say the same.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analyzer.features import Features
from analyzer.features.selecting import n_before
from analyzer.measures._tfidf import counted, frequency, join_stems, unit_rows, weighted

COLUMNS = ("sentence", "start", "end", "other", "outlet", "other_start", "other_end", "cosine", "rank")
# Of sentences from unrelated articles of one domain, one in a hundred reaches .21 with any other sentence.
_LEAST = 0.25
_WORDS = 8  # shorter stretches are headings and fragments, near to anything


def nearest(features: Features, *, most: int = 3, least: float = _LEAST) -> pd.DataFrame:
    """The nearest sentences, at most one for each other article.

    Parameters
    ----------
    features : Features
        With one focal article.
    most : int
        Sentences given for each sentence of the focal article.
    least : float
        Smaller cosines are left out: unrelated sentences reach them as well.

    Returns
    -------
    DataFrame
        Spans of both sentences in their articles' texts, `cosine`, and `rank` from 1.
    """
    body = features.body
    number, owner = body.sentences()
    first = np.flatnonzero(np.diff(number, prepend=-1))  # units of each sentence
    matrix = _tfidf(body, first)
    focal = features.articles["focal"].to_numpy(bool)[owner]
    starts, ends, words = (body.units[name].to_numpy() for name in ("start", "end", "n_tokens"))
    starts, ends = np.minimum.reduceat(starts, first), np.maximum.reduceat(ends, first)
    long = np.add.reduceat(words, first) >= _WORDS
    own, rest = np.flatnonzero(focal), np.flatnonzero(~focal & long)
    matrix = matrix[:, np.unique(matrix[own].indices)]  # no other term can be shared
    rows = []
    alike = sparse.csr_array(matrix[own] @ matrix[rest].T)
    for at, start, stop in zip(own, alike.indptr, alike.indptr[1:], strict=False):
        if not long[at]:
            continue
        near = np.flatnonzero(alike.data[start:stop] >= least) + start
        others, cosines = alike.indices[near], alike.data[near]
        best = _best(others, cosines, owner[rest[others]], most)
        for rank, (other, cosine) in enumerate(zip(others[best], cosines[best], strict=True), 1):
            about = features.articles.iloc[owner[rest[other]]]
            rows.append(
                (
                    int(at - own[0]),
                    starts[at],
                    ends[at],
                    about["id"],
                    about["outlet"],
                    starts[rest[other]],
                    ends[rest[other]],
                    cosine,
                    rank,
                )
            )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _tfidf(body: Features, first: NDArray[np.int64]) -> sparse.csr_array:
    """Sentences, which begin with the units `first`, by stems: smooth idf over sentences, rows of length one."""
    stems = join_stems(body)
    numbers = stems.of[body.tokens]
    kept = numbers >= 0
    starts = n_before(kept, body.offsets)[np.append(first, len(body.units))]
    counts = counted(numbers[kept], starts, len(stems.labels))
    return unit_rows(weighted(counts, np.log((1 + len(first)) / (1 + frequency(counts))) + 1))


def _best(
    sentences: NDArray[np.int64], cosines: NDArray[np.float64], owners: NDArray[np.int64], most: int
) -> list[int]:
    """The most similar ones, one for each article, in falling order; among equals the first in the corpus."""
    found: list[int] = []
    seen: set[int] = set()
    for at in np.lexsort((sentences, -cosines.round(10))):
        if len(found) == most:
            break
        if int(owners[at]) not in seen:
            seen.add(int(owners[at]))
            found.append(int(at))
    return found
