"""For each sentence of the focal article the most similar sentences of the other coverage (TF-IDF cosine, 0 to 1).

A high number says that two sentences share rare words; it does not say that one was taken from the other, nor that
they say the same.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analyzer.features import Features, indicator
from analyzer.features.terms import content, stems

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
    matrix = _tfidf(body, number, len(owner))
    focal = features.articles["focal"].to_numpy(bool)[owner]
    long = np.bincount(number, body.units["n_tokens"], len(owner)) >= _WORDS
    own, rest = np.flatnonzero(focal), np.flatnonzero(~focal & long)
    starts = body.units.groupby(number, sort=False)["start"].min().to_numpy()
    ends = body.units.groupby(number, sort=False)["end"].max().to_numpy()
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


def _tfidf(features: Features, number: NDArray[np.int64], n: int) -> sparse.csr_array:
    """Sentences by stems, smooth idf over sentences, rows of length one."""
    kept = np.flatnonzero(content(features.vocabulary.tolist()))
    totals = np.bincount(features.tokens, minlength=len(features.vocabulary))[kept]
    ids, labels = stems(features.vocabulary[kept].tolist(), totals)
    counts = indicator(number, n) @ features.counts()[:, kept] @ indicator(ids.astype(np.int64), len(labels)).T
    counts = sparse.csr_array(counts)
    spread = np.bincount(counts.indices, minlength=len(labels))
    weights = counts.multiply(np.log((1 + n) / (1 + spread)) + 1).tocsr()
    length = np.sqrt(weights.multiply(weights).sum(axis=1))
    return sparse.csr_array(weights.multiply(1 / np.where(length > 0, length, 1.0)[:, None]))


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
