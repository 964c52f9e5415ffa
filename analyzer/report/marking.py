"""A text cut into pieces: where patterns of frames stand, and what somebody else than the narrator says.

Offsets are taken as they come: what lies outside the text is cut off, what overlaps shares its pieces. Put together
again, the pieces of all blocks are the text without the space between its blocks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import TypeVar

from analyzer.text.paragraphs import paragraphs
from analyzer.text.voices import QUOTED


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern of a frame at ``start:end``."""

    start: int
    end: int
    frame: str
    pattern: str = ""
    ambiguous: bool = False
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Speech:
    """Words at ``start:end`` that somebody says, quoted or paraphrased; `speaker` is a number, 0 for nobody known."""

    start: int
    end: int
    voice: str = QUOTED
    speaker: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch with the same marks; `begins` are those of its hits that begin here, so that each is named once."""

    text: str
    hits: tuple[Hit, ...] = ()
    begins: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces one after the other, all of one speech or of none."""

    speech: Speech | None
    pieces: tuple[Piece, ...]


Block = tuple[Run, ...]
S = TypeVar("S", Hit, Speech)


def blocks(text: str, hits: Iterable[Hit], speeches: Iterable[Speech]) -> list[Block]:
    """The paragraphs of a text, marked.

    >>> [run] = blocks("A court.", [Hit(2, 7, "law")], [])[0]
    >>> [(piece.text, len(piece.hits)) for piece in run.pieces]
    [('A ', 0), ('court', 1), ('.', 0)]
    """
    known, spoken = list(hits), list(speeches)
    return [mark(text, known, spoken, within=span) for span in paragraphs(text)]


def mark(
    text: str, hits: Iterable[Hit], speeches: Iterable[Speech] = (), *, within: tuple[int, int] | None = None
) -> Block:
    """One stretch of a text, marked; the whole text when `within` is not given."""
    first, last = within or (0, len(text))
    near = (_clamped(h, first, last) for h in hits if h.start < last and h.end > first)
    known = sorted((h for h in near if h.start < h.end), key=lambda h: (h.start, -h.end, h.frame, h.pattern))
    spoken = _apart(_clamped(s, first, last) for s in speeches)
    edges = {first, last, *(e for h in known for e in (h.start, h.end)), *(e for s in spoken for e in (s.start, s.end))}
    runs = groupby(_pieces(text, sorted(edges), known), lambda item: _holder(item[0], spoken))
    return tuple(
        Run(spoken[number] if number >= 0 else None, tuple(piece for _, piece in items)) for number, items in runs
    )


def _clamped(span: S, first: int, last: int) -> S:
    return replace(span, start=max(first, span.start), end=min(last, span.end))


def _apart(speeches: Iterable[Speech]) -> list[Speech]:
    """In order and without overlap: a later one begins where the earlier one ends."""
    apart: list[Speech] = []
    for one in sorted((s for s in speeches if s.start < s.end), key=lambda s: (s.start, s.end)):
        start = max(one.start, apart[-1].end if apart else one.start)
        if start < one.end:
            apart.append(replace(one, start=start))
    return apart


def _pieces(text: str, edges: Sequence[int], hits: Sequence[Hit]) -> Iterator[tuple[int, Piece]]:
    """The stretches between edges, each with the hits over it; `hits` are sorted by their start."""
    over: list[Hit] = []
    at = 0
    for start, end in pairwise(edges):
        over = [h for h in over if h.end > start]
        while at < len(hits) and hits[at].start <= start:
            over.append(hits[at])
            at += 1
        yield start, Piece(text[start:end], tuple(over), tuple(h for h in over if h.start == start))


def _holder(at: int, speeches: Sequence[Speech]) -> int:
    """Number of the speech that holds the position, -1 for none; they are sorted and do not overlap."""
    number = bisect_right(speeches, at, key=lambda speech: speech.start) - 1
    return number if number >= 0 and at < speeches[number].end else -1


def abbreviations(labels: Iterable[str]) -> list[str]:
    """A short name for each label, no two alike: its first letters, as many as are needed.

    >>> abbreviations(["Legal scrutiny", "Legal matters", "Domestic politics", "Diplomatic relations"])
    ['Leg', 'Leg 2', 'Dom', 'Dip']
    """
    short: list[str] = []
    for label in labels:
        stem = next((word for word in label.split() if word[:1].isalnum()), "")[:3].capitalize() or "?"
        taken = [name for name in short if name == stem or name.startswith(f"{stem} ")]
        short.append(f"{stem} {len(taken) + 1}" if taken else stem)
    return short
