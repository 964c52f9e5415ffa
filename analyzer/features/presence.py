"""Which sentence carries which frame, and by which patterns."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analyzer.features import Features
from analyzer.features.once import once

Ints = NDArray[np.int64]


class Carriers(NamedTuple):
    """The patterns that make sentences carry frames: one row for each sentence and pattern.

    Attributes
    ----------
    sentence, pattern, frame : ndarray of shape (n_rows,)
        Number of the sentence, rows in ``codebook.patterns`` and in ``codebook.frames``.
    share : ndarray of shape (n_rows,)
        Equal parts of 1 for the patterns by which one sentence carries one frame.
    """

    sentence: Ints
    pattern: Ints
    frame: Ints
    share: NDArray[np.float64]


def carriers(features: Features, *, needed: float = 2) -> Carriers:
    """Which patterns make which sentence carry their frame: the clear ones, else different ambiguous ones.

    Ambiguous ones count where at least so many as are `needed` (infinitely many: never) stand together. Sentences are
    those of ``features.sentences()``, as far as they are in the features given.
    """
    found, n_clear, n_ambiguous = _counted(features)
    ambiguous = np.array([p.ambiguous for p in features.codebook.patterns], bool)[found.pattern]
    kept = ~ambiguous | ((n_clear == 0) & (n_ambiguous >= needed))
    return Carriers(*(column[kept] for column in found))


@once
def _counted(features: Features) -> tuple[Carriers, NDArray[Any], NDArray[Any]]:
    """Every pattern of every sentence; how many clear ones of its frame stand there, and how many ambiguous ones."""
    book, hits = features.codebook, features.hits
    frames = list(book.frames)
    frame_of = np.array([frames.index(p.key) for p in book.patterns], np.int64)
    ambiguous_of = np.array([p.ambiguous for p in book.patterns], bool)
    sentence = features.sentences()[0][hits["unit"].to_numpy()]
    keys = np.sort(sentence * len(frame_of) + hits["pattern"].to_numpy())
    distinct = keys[np.diff(keys, prepend=-1) > 0]
    sentence, pattern = np.divmod(distinct, max(1, len(frame_of)))
    frame, ambiguous = frame_of[pattern], ambiguous_of[pattern]
    cell = _numbered(sentence * len(frames) + frame)
    n_clear, n_ambiguous = (np.bincount(cell, kind, len(cell))[cell] for kind in (~ambiguous, ambiguous))
    share = 1.0 / np.where(ambiguous, n_ambiguous, n_clear)
    return Carriers(sentence, pattern, frame, share), n_clear, n_ambiguous


def _numbered(keys: Ints) -> Ints:
    """The same number for the same key; keys that rise, as where patterns stand by frames, need no sorting."""
    steps = np.diff(keys, prepend=keys[:1])
    return np.cumsum(steps > 0) if (steps >= 0).all() else np.unique(keys, return_inverse=True)[1]


def presence(features: Features, *, needed: float = 2) -> NDArray[np.bool_]:
    """Which sentence carries which frame: a bool array of shape (n_sentences, n_frames).

    A sentence carries a frame when it holds a clear pattern of it, or so many different ambiguous ones as are `needed`.
    """
    found = carriers(features, needed=needed)
    carried = np.zeros((len(features.sentences()[1]), len(features.codebook.frames)), bool)
    carried[found.sentence, found.frame] = True
    return carried
