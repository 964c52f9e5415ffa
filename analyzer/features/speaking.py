"""The attributions of a block of articles as arrays, and the category that each speaker's own words put it into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from analyzer.codebook import RESERVED, Codebook, Pattern
from analyzer.features.frames import compile_patterns, match
from analyzer.features.stream import make_stream
from analyzer.text.attribution import CONFIDENCE, KINDS, TIERS, Attribution
from analyzer.text.normalise import Normalised
from analyzer.text.speech import speaks
from analyzer.text.tokens import Chunks, Words

SPANS = tuple(f"{role}_{edge}" for role in ("source", "cue", "content") for edge in ("start", "end"))
OTHER, UNKNOWN = RESERVED
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
    mentions : int64 ndarray of shape (n, 2)
        Where the words that name the speaker stand in the text that holds all parts; -1 where nobody is named.
    """

    part: NDArray[np.int64]
    spans: NDArray[np.int64]
    words: NDArray[np.int8]
    named: NDArray[np.bool_]
    speaks: NDArray[np.bool_]
    speakers: list[str]
    mentions: NDArray[np.int64]


def categories(codebook: Codebook) -> tuple[str, ...]:
    """The categories of speakers: those of the codebook, "other" that fits none of them, and "unknown"."""
    return (*codebook.speakers, OTHER, UNKNOWN)


def make_said(parts: Sequence[Sequence[Attribution]], bases: Sequence[int], whole: Normalised) -> Said:
    """The attributions of several texts.

    Parameters
    ----------
    parts : sequence of sequences of Attribution
        Title and text of each article in turn.
    bases : sequence of int
        Where each of them begins in the text that holds them all.
    whole : Normalised
        The way from that text to the texts as they were given.
    """
    found = list(chain.from_iterable(parts))
    part = np.repeat(np.arange(len(parts)), [len(one) for one in parts])
    base = np.asarray(bases, np.int64)[part]
    mentions = np.array([one.mention or _NONE for one in found], np.int64).reshape(-1, 2)
    return Said(
        part=part,
        spans=_as_given(_spans(found, base), whole),
        words=np.array(
            [(KINDS.index(one.kind), TIERS.index(one.tier), RULES.index(one.rule)) for one in found], np.int8
        ).reshape(-1, 3),
        named=np.array([one.named for one in found], bool),
        speaks=np.array([speaks(one) for one in found], bool),
        speakers=[one.speaker for one in found],
        mentions=np.where(mentions < 0, -1, mentions + base[:, None]),
    )


def labelled(said: Said, codebook: Codebook) -> Said:
    """The same, with every speaker who goes by an alias of an actor called by the label of that actor."""
    names = _labels(codebook)
    return replace(said, speakers=[names.get(speaker.lower(), speaker) for speaker in said.speakers])


def _labels(codebook: Codebook) -> Mapping[str, str]:
    """The label of each actor by the names it goes by."""
    return {" ".join(pattern.words): codebook.label(pattern.key) for pattern in codebook.aliases}


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


def categorised(said: Said, pieces: Chunks, held: Words, codebook: Codebook) -> NDArray[np.int16]:
    """The category of the speaker of each attribution, from all that an article calls the speaker.

    Parameters
    ----------
    said : Said
        With labels: whoever has one label is one speaker.
    pieces, held : Chunks, Words
        The text that holds all parts.
    codebook : Codebook

    Returns
    -------
    int16 ndarray of shape (n,)
        Number in `categories`.
    """
    speaker, n_speakers = _numbers(said)
    there = said.mentions[:, 0] >= 0
    span, pattern = called(said.mentions[there], pieces, held, codebook.callings)
    owner = speaker[there][span]
    named = np.zeros(n_speakers, bool)
    named[speaker[said.named]] = True
    kept = ~(named[owner] & np.array([codebook.speakers[p.key].unnamed for p in codebook.callings], bool)[pattern])
    names = categories(codebook)
    best = _best(owner[kept], pattern[kept], n_speakers, codebook.callings)
    of = np.array([names.index(p.key) for p in codebook.callings] + [names.index(OTHER)], np.int16)
    nobody = np.array([not one for one in said.speakers], bool)
    return np.where(nobody, names.index(UNKNOWN), of[best[speaker]]).astype(np.int16)


def _numbers(said: Said) -> tuple[NDArray[np.int64], int]:
    """A number for each speaker of each article: title and text know the same people."""
    known: dict[tuple[int, str], int] = {}
    owners = (said.part // 2).tolist()
    numbers = [known.setdefault(one, len(known)) for one in zip(owners, said.speakers, strict=True)]
    return np.array(numbers, np.int64), len(known)


def _best(
    owner: NDArray[np.int64], pattern: NDArray[np.int64], n_owners: int, callings: Sequence[Pattern]
) -> NDArray[np.int64]:
    """For each owner the pattern with most words, among equals the one that stands first; -1 without any."""
    length = np.array([len(calling.words) for calling in callings], np.int64)
    order = np.lexsort((-pattern, length[pattern], owner))
    best = np.full(n_owners, -1)
    best[owner[order]] = pattern[order]  # of several, the last one stays
    return best


def called(
    spans: NDArray[np.int64], pieces: Chunks, held: Words, callings: Sequence[Pattern]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which spans hold which patterns: the number of a span and the number of a pattern, hit by hit.

    Patterns of one category do not overlap, those of several do: which of them counts is decided by their length.
    """
    first = np.searchsorted(pieces.ends, spans[:, 0], side="right")
    last = np.searchsorted(pieces.starts, spans[:, 1])
    stream = make_stream(pieces, held, first, np.maximum(first, last))
    terms, tokens = np.unique(stream.tokens, return_inverse=True)  # the words of sources are few
    patterns = compile_patterns(callings, [held.vocabulary[term] for term in terms.tolist()], scope="key")
    found = match(patterns, tokens.astype(np.int32), stream.barred)
    return np.searchsorted(stream.offsets, found.start, side="right") - 1, found.pattern.astype(np.int64)
