"""Articles as vectors: content terms joined by stem, with and without the names of actors."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analyzer.codebook import Pattern
from analyzer.features import Features, indicator
from analyzer.features.frames import Matches, find
from analyzer.features.once import once
from analyzer.features.selecting import in_voice
from analyzer.measures._tfidf import idf, join_stems, unit_rows, weighted
from analyzer.text.tokens import WORD


@dataclass(frozen=True, slots=True, eq=False)
class ArticleTerms:
    """What the articles say in one voice, as counts and as TF-IDF weights.

    Attributes
    ----------
    terms : ndarray of str of shape (n_stems,)
        Most frequent form of each stem.
    sentences : sparse array of shape (n_sentences, n_stems)
        Counts in sentences.
    article : int64 ndarray of shape (n_sentences,)
        Row of the article.
    rarity : ndarray of shape (n_stems,)
        The idf of each stem, from the articles that say anything in this voice.
    weights, masked : sparse arrays of shape (n_articles, n_stems)
        TF-IDF of all terms, and without the names of actors; rows of length 1, or 0 where there is no term.
    """

    terms: NDArray[np.object_]
    sentences: sparse.csr_array
    article: NDArray[np.int64]
    rarity: NDArray[np.float64]
    weights: sparse.csr_array
    masked: sparse.csr_array

    def vector(self, rows: NDArray[np.int64], *, masked: bool = False) -> NDArray[np.float64]:
        """Mean of the vectors of articles, those without a term left out; 0 when none has any."""
        matrix = self.masked if masked else self.weights
        own = matrix[rows]
        total = np.bincount(own.indices, own.data, len(self.terms))
        mean: NDArray[np.float64] = total / max(1, int(np.count_nonzero(np.diff(own.indptr))))
        return mean

    def filled(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Those of some articles that have a term."""
        return rows[np.diff(self.weights.indptr)[rows] > 0]


def article_terms(features: Features, voice: str) -> ArticleTerms:
    """The vectors of all articles; the name of an outlet does not count in its own articles."""
    body = features.body
    stems, (own, actors) = join_stems(body), _names(body)
    spoken = np.repeat(in_voice(body.units, voice), np.diff(body.offsets))
    chosen = _without(body.where(voice=voice), own[spoken])
    counts = stems.counts(chosen)
    hidden = stems.counts(_without(chosen, actors[spoken[~own]]))
    sentence, article = chosen.sentences()
    whole, masked = _by_article(chosen, counts), _by_article(chosen, hidden)
    return ArticleTerms(
        terms=stems.labels,
        sentences=_tidy(indicator(sentence, len(article)) @ counts),
        article=article,
        rarity=idf(whole),
        weights=_weights(whole),
        masked=_weights(masked),
    )


def _by_article(features: Features, counts: sparse.csr_array) -> sparse.csr_array:
    article = features.units["article"].to_numpy().astype(np.int64)
    return _tidy(indicator(article, len(features.articles)) @ counts)


def _weights(counts: sparse.csr_array) -> sparse.csr_array:
    return unit_rows(weighted(counts, idf(counts)))


def _tidy(matrix: sparse.csr_array) -> sparse.csr_array:
    """Columns in order within each row, so that sums do not depend on how the matrix came about."""
    tidy = sparse.csr_array(matrix)
    tidy.sort_indices()
    return tidy


@once
def _names(features: Features) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which tokens name the outlet that published them; and of the others, which are part of a name of an actor."""
    own = _own_outlet(features)
    return own, _actors(_without(features, own))


def _actors(features: Features) -> NDArray[np.bool_]:
    """Which tokens are part of a name of an actor."""
    found = find(features.codebook.aliases, features.vocabulary.tolist(), features.tokens, features.barred)
    return _covered(found, np.ones(len(found.start), bool), len(features.tokens))


def _own_outlet(features: Features) -> NDArray[np.bool_]:
    """Which tokens are the name of the outlet that published them."""
    tokens, outlets = features.tokens, features.articles["outlet"].to_numpy()
    names = {outlet: " ".join(WORD.findall(outlet.lower())) for outlet in sorted(set(outlets) - {""})}
    patterns = [Pattern(text=name, key=outlet) for outlet, name in names.items() if name]
    if not patterns:
        return np.zeros(len(tokens), bool)
    found = find(patterns, features.vocabulary.tolist(), tokens, features.barred)
    unit = np.searchsorted(features.offsets, found.start, side="right") - 1
    own = outlets[features.units["article"].to_numpy()[unit]]
    keys = np.array([pattern.key for pattern in patterns], object)[found.pattern]
    return _covered(found, own == keys, len(tokens))


def _covered(found: Matches, keep: NDArray[np.bool_], n_tokens: int) -> NDArray[np.bool_]:
    ends = np.zeros(n_tokens + 1, np.int64)
    np.add.at(ends, found.start[keep], 1)
    np.add.at(ends, found.stop[keep], -1)
    return np.cumsum(ends[:-1]) > 0


def _without(features: Features, drop: NDArray[np.bool_]) -> Features:
    """The features without some tokens; units stay, even with no token left."""
    return replace(features, store=features.store.without(drop))
