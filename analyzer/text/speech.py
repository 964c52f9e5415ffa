"""Whose words each stretch of a text is: quotation marks and attributions laid over its sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analyzer.text.attribution.rows import RULES, Rows
from analyzer.text.voices import NARRATOR, PARAPHRASED, QUOTED, VOICES

Span = tuple[int, int]
Spans = NDArray[np.int64]
_WORD = re.compile(r"\w+(?:['-]\w+)*")
_OWN = 4  # fewer words than this beside source and cue, and a clause tells no more than who speaks
_NARRATOR, _QUOTED, _PARAPHRASED, DROPPED = *map(VOICES.index, (NARRATOR, QUOTED, PARAPHRASED)), -1
_NESTED = RULES.index("nested")


class Stretches(NamedTuple):
    """The stretches of sentences, one row each, in order and without overlap.

    Attributes
    ----------
    sentence, start, end : int64 ndarray
        The number of the sentence; offsets.
    voice : int64 ndarray
        A number of `VOICES`, or `DROPPED`.
    attribution : int64 ndarray
        The row of the attribution that it belongs to; -1 without one.
    """

    sentence: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    voice: NDArray[np.int64]
    attribution: NDArray[np.int64]


def stretches(sentences: Spans, quotations: Spans, dropped: Spans, rows: Rows) -> Stretches:
    """Sentences cut where the voice or the speaker changes, or where something is dropped.

    Parameters
    ----------
    sentences, quotations, dropped : int64 ndarray of shape (n, 2)
        Each in order and without overlap.
    rows : Rows

    Notes
    -----
    What stands between quotation marks is quoted, whichever rule tells the speaker. Words without marks are paraphrased
    where they are indirect speech, that is a reported clause, where the source is somebody who can speak, and where
    the rule is one whose finds human coders confirmed at least four times in five. The rest stays the narrator's: in
    "dismissed these concerns" the words are those of the one who tells (Leech and Short 1981: the narrative report of
    a speech act). A quotation within a quotation is spoken by whoever speaks the outer one.

    >>> from analyzer.text.attribution.records import Attribution
    >>> from analyzer.text.attribution.rows import make_rows
    >>> said = Attribution((0, 2), (3, 7), ((8, 30),), "mixed", "neutral", "finite", "Bold", named=True)
    >>> sentences, quotations, dropped = (np.array(spans) for spans in ([(0, 30)], [(20, 30)], [(9, 10)]))
    >>> made = stretches(sentences, quotations, dropped, make_rows([[said]], np.array([0])))
    >>> np.stack(made[1:], axis=1).tolist()
    [[0, 8, 0, -1], [8, 9, 2, 0], [9, 10, -1, -1], [10, 20, 2, 0], [20, 30, 1, 0]]
    """
    contents, owner = _contents(rows)
    reported = (rows.clause & rows.speaks)[owner]
    spoken, speakers = contents[reported], owner[reported]
    edges = _distinct([spans.ravel() for spans in (sentences, quotations, dropped, spoken)])
    start = edges[:-1]
    sentence, quoted, told = _inside(sentences, start), _inside(quotations, start), _inside(spoken, start)
    left_out = _inside(dropped, start) >= 0
    layer = np.select([left_out, quoted >= 0, told >= 0], [DROPPED, _QUOTED, _PARAPHRASED], _NARRATOR)
    number = np.select([left_out, quoted >= 0], [0, quoted], told)
    changes = np.ones(len(start), bool)
    changes[1:] = (np.diff(sentence) != 0) | (np.diff(layer) != 0) | (np.diff(number) != 0)
    runs = np.flatnonzero(changes)
    kept = sentence[runs] >= 0
    speaker = np.append(speakers, -1)[told]
    speaker[quoted >= 0] = _speakers(quotations, contents, owner)[quoted[quoted >= 0]]
    speaker[left_out] = -1
    ends = np.append(start[runs[1:]], edges[-1:])
    return Stretches(*(column[kept] for column in (sentence[runs], start[runs], ends, layer[runs], speaker[runs])))


def _distinct(parts: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    """The distinct offsets of all parts, in order: marked on the text, as that is faster than to sort them."""
    here = np.zeros(max(int(part.max(initial=-1)) for part in parts) + 1, bool)
    for part in parts:
        here[part] = True
    return np.flatnonzero(here)


def _contents(rows: Rows) -> tuple[Spans, NDArray[np.int64]]:
    """What is said, in order, and whose it is; where two overlap, the later begins where the earlier ends."""
    outer = rows.words[rows.owner, 2] != _NESTED
    spans, owner = rows.contents[outer], rows.owner[outer]
    order = np.lexsort((owner, spans[:, 1], spans[:, 0]))
    spans, owner = spans[order], owner[order]
    covered = np.concatenate(([0], np.maximum.accumulate(spans[:, 1])[:-1])) if len(spans) else spans[:, 1]
    kept = spans[:, 1] > covered
    return np.stack((np.maximum(spans[:, 0], covered), spans[:, 1]), axis=1)[kept], owner[kept]


def _speakers(quotations: Spans, contents: Spans, owner: NDArray[np.int64]) -> NDArray[np.int64]:
    """The row of the first content that each quotation overlaps, or -1."""
    at = np.searchsorted(contents[:, 1], quotations[:, 0], side="right")
    begins = np.append(contents[:, 0], np.iinfo(np.int64).max)[at]
    return np.where(begins < quotations[:, 1], np.append(owner, -1)[at], -1)


def _inside(spans: Spans, places: NDArray[np.int64]) -> NDArray[np.int64]:
    """The number of the span that holds each place, or -1."""
    at = np.searchsorted(spans[:, 0], places, side="right") - 1
    ends = np.append(spans[:, 1], -1)[at]
    return np.where(places < ends, at, -1)


def only_reports(text: str, span: Span, told: Sequence[Span]) -> bool:
    """Whether the narrator's words in a sentence of somebody else's tell no more than who speaks, as "he said" does.

    Such a reporting clause (Leech and Short 1981) is no statement of the narrator's.

    Parameters
    ----------
    told : sequence of (int, int)
        Sources and cues of the attributions beside.

    >>> only_reports("He said on Monday that it was so", (0, 17), [(0, 2), (3, 7)])
    True
    """
    covered = [(start, end) for start, end in told if start < span[1] and span[0] < end]
    if not covered:
        return False
    own = 0
    for word in _WORD.finditer(text, *span):
        at = word.start()
        for start, end in covered:
            if start <= at < end:
                break
        else:
            own += 1
            if own == _OWN:
                return False
    return True
