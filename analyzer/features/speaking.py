"""The attributions of a block of articles as arrays, and the category that each speaker's own words put it into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from analyzer.codebook import Codebook, Pattern
from analyzer.features.frames import compile_patterns, match
from analyzer.features.stream import make_stream
from analyzer.text.attribution import CONFIDENCE, KINDS, TIERS, Attribution
from analyzer.text.normalise import Normalised
from analyzer.text.speech import speaks
from analyzer.text.tokens import Chunks, Words

SPANS = tuple(f"{role}_{edge}" for role in ("source", "cue", "content") for edge in ("start", "end"))
OTHER, UNKNOWN = "other", "unknown"
RULES = tuple(CONFIDENCE)
_NONE = (-1, -1)


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """Attributions, one row each.

    Attributes
    ----------
    part : int64 ndarray of shape (n,)
        Title (even) or text (odd) of an article, numbered as they were given.
    spans : int64 ndarray of shape (n, 6)
        Start and end of source, cue and content (from its first piece to its last); -1 where there is none.
    words : int8 ndarray of shape (n, 3)
        Numbers of kind, tier and rule in `KINDS`, `TIERS` and `RULES`.
    named, speaks : bool ndarray of shape (n,)
        Whether the speaker has a proper name; whether it is somebody who can speak (`text.speech.speaks`).
    speakers : list of str
    category : int16 ndarray of shape (n,)
        Number in `categories`.
    """

    part: NDArray[np.int64]
    spans: NDArray[np.int64]
    words: NDArray[np.int8]
    named: NDArray[np.bool_]
    speaks: NDArray[np.bool_]
    speakers: list[str]
    category: NDArray[np.int16]


def categories(codebook: Codebook) -> tuple[str, ...]:
    """The categories of speakers: those of the codebook, "other" that fits none of them, and "unknown"."""
    return (*codebook.speakers, OTHER, UNKNOWN)


def aliases(codebook: Codebook | None) -> Mapping[str, str]:
    """The label of each actor by the names it goes by."""
    if codebook is None:
        return {}
    return {" ".join(pattern.words): codebook.label(pattern.key) for pattern in codebook.aliases}


def make_said(
    parts: Sequence[Sequence[Attribution]],
    bases: Sequence[int],
    pieces: Chunks,
    held: Words,
    whole: Normalised,
    codebook: Codebook,
) -> Said:
    """The attributions of several texts.

    Parameters
    ----------
    parts : sequence of sequences of Attribution
        Title and text of each article in turn.
    bases : sequence of int
        Where each of them begins in the text that `pieces` were cut from.
    pieces, held : Chunks, Words
        The text that holds them all.
    whole : Normalised
        The way from that text to the texts as they were given.
    codebook : Codebook
    """
    found = list(chain.from_iterable(parts))
    part = np.repeat(np.arange(len(parts)), [len(one) for one in parts])
    base = np.asarray(bases, np.int64)[part]
    spans = _spans(found, base)
    return Said(
        part=part,
        spans=_as_given(spans, whole),
        words=np.array(
            [(KINDS.index(one.kind), TIERS.index(one.tier), RULES.index(one.rule)) for one in found], np.int8
        ).reshape(-1, 3),
        named=np.array([one.named for one in found], bool),
        speaks=np.array([speaks(one) for one in found], bool),
        speakers=[one.speaker for one in found],
        category=_categories(found, part, base, pieces, held, codebook),
    )


def _spans(found: Sequence[Attribution], base: NDArray[np.int64]) -> NDArray[np.int64]:
    flat = [
        at
        for one in found
        for span in (one.source or _NONE, one.cue or _NONE, (one.contents[0][0], one.contents[-1][1]))
        for at in span
    ]
    spans = np.array(flat, np.int64).reshape(-1, 6)
    return np.where(spans < 0, -1, spans + base[:, None])


def _as_given(spans: NDArray[np.int64], whole: Normalised) -> NDArray[np.int64]:
    given = np.empty_like(spans)
    given[:, ::2] = whole.starts(np.maximum(spans[:, ::2], 0))
    given[:, 1::2] = whole.ends(np.maximum(spans[:, 1::2], 1))
    given[spans < 0] = -1
    return given


def _categories(
    found: Sequence[Attribution],
    part: NDArray[np.int64],
    base: NDArray[np.int64],
    pieces: Chunks,
    held: Words,
    codebook: Codebook,
) -> NDArray[np.int16]:
    """The category of the speaker of each attribution, from all that an article calls the speaker."""
    numbers: dict[tuple[int, str], int] = {}
    speaker = np.array(
        [
            numbers.setdefault((owner // 2, one.speaker), len(numbers))
            for owner, one in zip(part.tolist(), found, strict=True)
        ],
        np.int64,
    )
    mentions = np.array([one.mention or _NONE for one in found], np.int64).reshape(-1, 2)
    there = mentions[:, 0] >= 0
    best = np.full(len(numbers), -1, np.int64)
    unit, score = called(mentions[there] + base[there, None], pieces, held, codebook.callings)
    np.maximum.at(best, speaker[there][unit], score)
    names = categories(codebook)
    of = np.array([names.index(pattern.key) for pattern in reversed(codebook.callings)] or [0], np.int16)
    known = np.where(best < 0, names.index(OTHER), of[best % len(of)])[speaker]
    nobody = np.array([not one.speaker for one in found], bool)
    return np.where(nobody, names.index(UNKNOWN), known).astype(np.int16)


def called(
    spans: NDArray[np.int64], pieces: Chunks, held: Words, callings: Sequence[Pattern]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which spans hold which patterns, as two arrays: number of the span, and a score.

    More words give a higher score, and among as many words the pattern that stands first; the remainder of the score
    by the number of patterns counts the patterns from the last one.
    """
    first = np.searchsorted(pieces.ends, spans[:, 0], side="right")
    last = np.searchsorted(pieces.starts, spans[:, 1])
    stream = make_stream(pieces, held, first, np.maximum(first, last))
    found = match(compile_patterns(callings, held.vocabulary), stream.tokens, stream.barred)
    length = np.array([len(pattern.words) for pattern in callings], np.int64)
    score = length[found.pattern] * len(callings) + len(callings) - 1 - found.pattern
    return np.searchsorted(stream.offsets, found.start, side="right") - 1, score
