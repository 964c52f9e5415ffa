"""What topics are fitted on: weights of terms in units, and the words of the codebook as further rows."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analyzer.features import Features, indicator
from analyzer.features.frames import Globs
from analyzer.features.once import once
from analyzer.measures._tfidf import Stems, frequency, join_stems, tfidf
from analyzer.text.units import TITLE

TERMS = 3  # kept terms that a unit needs: what is shorter belongs to any topic
SEEDS, SEED_UNITS = 3, 10  # a frame guides a topic if so many of its seeds occur, in so many units
_ARTICLES, _UNITS = 2, 3  # a term is kept that stands in so many articles, or units
_WEIGHT = 3.0  # of the seeds of a frame, against one unit


class TopicUnits(NamedTuple):
    """Units with enough terms, in reading order.

    Attributes
    ----------
    weights : sparse array of shape (n_rows, n_kept)
        TF-IDF of kept terms.
    unit, article, sentence : int64 ndarrays of shape (n_rows,)
        Rows in ``features.units`` and ``features.articles``; number of the sentence that the unit belongs to, from 0
        without a gap.
    terms : ndarray of str of shape (n_kept,)
    owner : int64 ndarray of shape (n_kept,)
        Number of the frame whose clear single-word patterns match the term; -1 for none.
    known : bool ndarray of shape (n_frames, n_kept)
        Whether any word of any pattern of a frame matches the term.
    """

    weights: sparse.csr_array
    unit: NDArray[np.int64]
    article: NDArray[np.int64]
    sentence: NDArray[np.int64]
    terms: NDArray[np.object_]
    owner: NDArray[np.int64]
    known: NDArray[np.bool_]

    @property
    def n_sentences(self) -> int:
        """Sentences that hold a unit with enough terms."""
        return int(self.sentence.max(initial=-1)) + 1

    def present(self, terms: NDArray[np.int64]) -> sparse.csc_array:
        """Which sentences hold some of the kept terms: a bool array of shape (n_sentences, n_terms)."""
        held = self.weights[:, terms]
        return sparse.csc_array(indicator(self.sentence, self.n_sentences) @ held) > 0


@once
def topic_units(features: Features) -> TopicUnits:
    """The units of the body that topics are fitted on, whatever their voice."""
    body = features.body
    stems = join_stems(body)
    counts = stems.counts(body)
    article = body.units["article"].to_numpy().astype(np.int64)
    by_article = sparse.csr_array(indicator(article, len(features.articles)) @ counts)
    kept = (frequency(by_article) >= _ARTICLES) | (frequency(counts) >= _UNITS)
    counts = counts[:, kept]
    long = np.diff(counts.indptr) >= TERMS
    counts = counts[long]
    sentence = np.unique(body.sentences()[0][long], return_inverse=True)[1]
    owner, known = _codebook_terms(features, stems)
    return TopicUnits(
        weights=tfidf(counts),
        unit=np.flatnonzero((features.units["place"] != TITLE).to_numpy())[long],
        article=article[long],
        sentence=sentence.astype(np.int64),
        terms=stems.labels[kept],
        owner=owner[kept],
        known=known[:, kept],
    )


def _codebook_terms(features: Features, stems: Stems) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """For each stem the frame whose clear single words are most of its occurrences; and which frames know it at all."""
    keys = list(features.codebook.frames)
    globs = Globs(features.vocabulary.tolist())
    of_term = np.full(len(features.vocabulary), -1, np.int64)
    known = np.zeros((len(keys), len(stems.labels) + 1), bool)
    for pattern in reversed(features.codebook.patterns):  # the first pattern that matches a term wins
        frame = keys.index(pattern.key)
        for types in map(globs.types, set(pattern.words) - {"*"}):
            known[frame, stems.of[types]] = True
            if len(pattern.words) == 1 and not pattern.ambiguous:
                of_term[types] = frame
    sums = np.zeros((len(stems.labels), len(keys) + 1))
    terms = np.flatnonzero(stems.of >= 0)
    np.add.at(sums, (stems.of[terms], of_term[terms]), stems.occurrences[terms])
    best = sums.argmax(axis=1)
    most = (best < len(keys)) & (2 * sums.max(axis=1) > sums.sum(axis=1))
    return np.where(most, best, -1), known[:, :-1]


def seed_rows(units: TopicUnits, n_frames: int) -> tuple[tuple[int, ...], sparse.csr_array]:
    """The frames that can guide a topic, and a row of weights for each, three times as long as that of a unit.

    Within a row each seed weighs as much as in all units together: a word that stands once says little about the topic.
    """
    total = units.weights.sum(axis=0)
    guiding, rows = [], [np.zeros((0, len(units.terms)))]
    for frame in range(n_frames):
        own = (units.owner == frame) & (total > 0)
        n_units = len(np.unique(units.weights[:, own].nonzero()[0]))
        if own.sum() >= SEEDS and n_units >= SEED_UNITS:
            row = np.where(own, total, 0.0)
            guiding.append(frame)
            rows.append(_WEIGHT * row[None] / np.sqrt((row * row).sum()))
    return tuple(guiding), sparse.csr_array(np.concatenate(rows))


class Problem(NamedTuple):
    """Units, and the rows of the frames that guide topics (none when topics are free)."""

    units: TopicUnits
    guiding: tuple[int, ...]
    seeds: sparse.csr_array

    def matrix(self, keep: NDArray[np.bool_] | None = None) -> sparse.csr_array:
        """What is factorised: the units (or some of them) and below them the seeds."""
        weights = self.units.weights if keep is None else self.units.weights[keep]
        return sparse.csr_array(sparse.vstack((weights, self.seeds)))
