"""Articles as vectors: content terms joined by stem, with and without the names of actors."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analyzer.codebook import Pattern
from analyzer.features import Features
from analyzer.features.frames import Matches, find
from analyzer.features.once import once
from analyzer.features.selecting import in_voice, n_before
from analyzer.measures._tfidf import Stems, counted, idf, join_stems, unit_rows, weighted
from analyzer.text.tokens import WORD


@dataclass(frozen=True, slots=True, eq=False)
class ArticleTerms:
    """What the articles say in one voice, as counts and as TF-IDF weights.

    Attributes
    ----------
    terms : ndarray of str of shape (n_stems,)
        Most frequent form of each stem.
    sentences : sparse array of shape (n_sentences, n_stems)
        Occurrences in sentences: an entry, 1, for each, so that a term may have several in a sentence.
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
    chosen = body.where(voice=voice)
    stems, (own, actors) = join_stems(body), _names(body)
    numbers, named, starts = _spoken(
        stems, chosen, np.repeat(in_voice(body.units, voice), np.diff(body.offsets)), own, actors
    )
    n_articles, n_stems = len(features.articles), len(stems.labels)
    ends = starts[np.searchsorted(chosen.units["article"].to_numpy(), np.arange(n_articles + 1))]
    counts = counted(numbers, ends, n_stems, copy=True)
    hidden = counted(numbers[named], n_before(named, ends), n_stems)
    sentence, article = chosen.sentences()
    firsts = starts[np.append(np.flatnonzero(np.diff(sentence, prepend=-1)), len(sentence))]
    rarity = idf(counts)
    return ArticleTerms(
        terms=stems.labels,
        sentences=sparse.csr_array((np.ones(len(numbers), np.int8), numbers, firsts), shape=(len(article), n_stems)),
        article=article,
        rarity=rarity,
        weights=unit_rows(weighted(counts, rarity)),
        masked=_weights(_less(counts, hidden)),
    )


def _spoken(
    stems: Stems,
    chosen: Features,
    spoken: NDArray[np.bool_],
    own: NDArray[np.bool_],
    actors: NDArray[np.bool_],
) -> tuple[NDArray[np.int32], NDArray[np.bool_], NDArray[np.int64]]:
    """The stems of a selection in reading order, whether each is of an actor's name, and where units begin."""
    numbers = stems.of[chosen.tokens]
    kept = (numbers >= 0) & ~own[spoken]
    return numbers[kept], actors[spoken][kept], n_before(kept, chosen.offsets)


def _less(counts: sparse.csr_array, hidden: sparse.csr_array) -> sparse.csr_array:
    """Counts without some of what was counted."""
    rest = sparse.csr_array(counts - hidden)
    rest.eliminate_zeros()
    return rest


def _weights(counts: sparse.csr_array) -> sparse.csr_array:
    return unit_rows(weighted(counts, idf(counts)))


@once
def _names(features: Features) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which tokens name the outlet that published them; and which of the others are part of a name of an actor."""
    own = _own_outlet(features)
    actors = np.zeros(len(own), bool)
    actors[~own] = _actors(_without(features, own))
    return own, actors


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
    covered = np.zeros(n_tokens, bool)
    at, stop = found.start[keep], found.stop[keep]
    while len(at):  # names are short
        covered[at] = True
        at, stop = at[at + 1 < stop] + 1, stop[at + 1 < stop]
    return covered


def _without(features: Features, drop: NDArray[np.bool_]) -> Features:
    """The features without some tokens; units stay, even with no token left."""
    return replace(features, store=features.store.without(drop))
