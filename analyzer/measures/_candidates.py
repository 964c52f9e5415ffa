"""Terms that can be key, and where they stand: counted once for each unit, summed for any set of articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analyzer.features import Features, indicator
from analyzer.features.collocations import carrying, find_collocations, in_focal
from analyzer.features.selecting import n_before

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]
RARE = 500  # articles for each occurrence that a term needs, where that is more than `min_count`


class Side(NamedTuple):
    """One side of a comparison.

    Attributes
    ----------
    counts : float64 ndarray of shape (n_terms,)
        Occurrences of each term.
    range : float64 ndarray of shape (n_terms,)
        Parts that have the term.
    articles : float64 ndarray of shape (n_terms,)
        Articles that have the term.
    part : str
        What `range` counts: "article"; for a side of one article its "paragraph", or "sentence" where it has but one
        paragraph.
    words : float
    n_articles : int
        Those with words in the voice.
    """

    counts: Floats
    range: Floats
    articles: Floats
    part: str
    words: float
    n_articles: int

    def without(self, own: Side) -> Side:
        """The side that is left when some of its articles are taken out; of more than one article."""
        articles = self.articles - own.articles
        return Side(
            self.counts - own.counts,
            articles,
            articles,
            "article",
            self.words - own.words,
            self.n_articles - own.n_articles,
        )


class Parts(NamedTuple):
    """What the words of a set of articles are spread over: counts (n_parts, n_terms) and words (n_parts,)."""

    name: str
    counts: sparse.csr_array
    words: Floats

    def side(self) -> Side:
        """The sums over all parts."""
        n_terms = self.counts.shape[1]
        counts = np.bincount(self.counts.indices, self.counts.data, n_terms).astype(np.float64)
        have = np.bincount(self.counts.indices, minlength=n_terms).astype(np.float64)
        by_article = self.name == "article"
        articles = have if by_article else np.minimum(counts, 1.0)
        return Side(
            counts, have, articles, self.name, self.words.sum(), int((self.words > 0).sum()) if by_article else 1
        )


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Candidate terms in the words of one voice.

    Attributes
    ----------
    labels : object ndarray of shape (n_terms,)
        Words in alphabetical order, then collocations.
    article : int64 ndarray of shape (n_units,)
    places : mapping of str to int64 ndarray of shape (n_units,)
        Number of the "paragraph" and of the "sentence".
    sizes : float64 ndarray of shape (n_units,)
        All words, candidates or not.
    counts : sparse array of shape (n_units, n_terms)
    by_article : sparse array of shape (n_articles, n_terms)
    words : float64 ndarray of shape (n_articles,)
    paragraphs : int64 ndarray of shape (n_articles,)
        In any voice.
    """

    labels: NDArray[np.object_]
    article: Numbers
    places: Mapping[str, Numbers]
    sizes: Floats
    counts: sparse.csr_array
    by_article: sparse.csr_array
    words: Floats
    paragraphs: Numbers

    def parts(self, rows: Numbers) -> Parts:
        """The parts of some articles: the articles, or the paragraphs if only one of them has words in this voice."""
        spoken = rows[self.words[rows] > 0]
        if len(spoken) != 1:
            return Parts("article", self.by_article[rows], self.words[rows])
        article = int(spoken[0])
        name = "paragraph" if self.paragraphs[article] > 1 else "sentence"
        units = slice(*np.searchsorted(self.article, (article, article + 1)))
        part = np.unique(self.places[name][units], return_inverse=True)[1].astype(np.int64)
        sums = indicator(part, int(part.max()) + 1)
        return Parts(name, sums @ self.counts[units], sums @ self.sizes[units])

    def spread(self) -> sparse.csr_array:
        """Paragraphs (sentences of an article with one paragraph) that have each term: (n_articles, n_terms)."""
        place = np.where(self.paragraphs[self.article] > 1, self.places["paragraph"], self.places["sentence"])
        new = np.ones(len(place), bool)  # units stand in reading order
        new[1:] = (np.diff(self.article) != 0) | (np.diff(place) != 0)
        have = indicator(np.cumsum(new) - 1, int(new.sum())).astype(np.int32) @ self.counts
        have.data.fill(1)
        return _summed(self.article[new], len(self.words), have)


def least_of(n_articles: int, min_count: int) -> int:
    """Occurrences that a term needs in all articles: of very many, one in 500 articles.

    >>> least_of(1000, 3), least_of(10_000, 3)
    (3, 20)
    """
    return max(min_count, n_articles // RARE)


def find_candidates(features: Features, *, voice: str, min_count: int, collocations: bool) -> Candidates:
    """Content terms and collocations that occur `min_count` times in the body of all articles together.

    Of very many articles, one in 500 articles on average, or `min_count` times in the focal one.
    """
    body = features.body
    chosen = body.where(voice=voice)
    chosen = replace(chosen, store=chosen.store.cut())
    least = least_of(len(features.articles), min_count)
    carries = carrying(chosen, in_focal(chosen), min_count, least)
    kept = np.flatnonzero(carries)
    labels, counts = chosen.vocabulary[kept], _counts(chosen, kept)
    if collocations:
        pairs = find_collocations(chosen, min_count=min_count, least=least, carries=carries)
        labels, counts = np.concatenate((labels, pairs.labels)), sparse.hstack((counts, pairs.counts), format="csr")
    n_articles = len(features.articles)
    article, sizes = chosen.units["article"].to_numpy(np.int64), chosen.units["n_tokens"].to_numpy(np.float64)
    paragraphs = body.units[["article", "paragraph"]].drop_duplicates()["article"].to_numpy(np.int64)
    return Candidates(
        labels=labels,
        article=article,
        places={name: chosen.units[name].to_numpy(np.int64) for name in ("paragraph", "sentence")},
        sizes=sizes,
        counts=counts,
        by_article=_summed(article, n_articles, counts),
        words=np.bincount(article, sizes, n_articles).astype(np.float64),
        paragraphs=np.bincount(paragraphs, minlength=n_articles),
    )


def _summed(rows: Numbers, n_rows: int, counts: sparse.csr_array) -> sparse.csr_array:
    """Counts summed into rows, as whole numbers; entries of a row in the order of the terms."""
    sums = sparse.csr_array(indicator(rows, n_rows).astype(np.int32) @ counts)
    sums.sort_indices()
    return sums


def _counts(features: Features, terms: Numbers) -> sparse.csr_array:
    """Some terms counted in units; without the others from the start, which are most of a text."""
    column = np.full(len(features.vocabulary), -1, np.int32)
    column[terms] = np.arange(len(terms), dtype=np.int32)
    columns = column[features.tokens]
    kept = columns >= 0
    offsets = n_before(kept, features.offsets)
    ones = np.ones(int(kept.sum()), np.int32)
    matrix = sparse.csr_array((ones, columns[kept], offsets), shape=(len(features.units), len(terms)))
    matrix.sum_duplicates()
    return matrix
