"""A text cut into pieces: where patterns of frames stand, and what is quoted.

Offsets are taken as they come: what lies outside the text is cut off, what overlaps shares its pieces. Put together
again, the pieces of all blocks are the text without the space between its blocks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from analyzer.text.paragraphs import paragraphs


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
class Piece:
    """A stretch with the same marks; `begins` are those of its hits that begin here, so that each is named once."""

    text: str
    hits: tuple[Hit, ...] = ()
    begins: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces one after the other, all quoted or none; `opens` where a quoted stretch begins."""

    quoted: bool
    opens: bool
    pieces: tuple[Piece, ...]


Block = tuple[Run, ...]


def blocks(text: str, hits: Iterable[Hit], quotes: Iterable[tuple[int, int]]) -> list[Block]:
    """The paragraphs of a text, marked.

    >>> [run] = blocks("A court.", [Hit(2, 7, "law")], [])[0]
    >>> [(piece.text, len(piece.hits)) for piece in run.pieces]
    [('A ', 0), ('court', 1), ('.', 0)]
    """
    known, spoken = list(hits), list(quotes)
    return [mark(text, known, spoken, within=span) for span in paragraphs(text)]


def mark(
    text: str, hits: Iterable[Hit], quotes: Iterable[tuple[int, int]] = (), *, within: tuple[int, int] | None = None
) -> Block:
    """One stretch of a text, marked; the whole text when `within` is not given."""
    first, last = within or (0, len(text))
    near = (_clamped(h, first, last) for h in hits if h.start < last and h.end > first)
    known = sorted((h for h in near if h.start < h.end), key=lambda h: (h.start, -h.end, h.frame, h.pattern))
    spoken = _joined((max(first, start), min(last, end)) for start, end in quotes)
    edges = {first, last, *(e for h in known for e in (h.start, h.end)), *(e for span in spoken for e in span)}
    pieces = _pieces(text, sorted(edges), known)
    runs = groupby(pieces, lambda item: _holder(item[0], spoken))
    opened = {start for start, _ in spoken}
    return tuple(_run(list(items), holder, opened) for holder, items in runs)


def _clamped(hit: Hit, first: int, last: int) -> Hit:
    return replace(hit, start=max(first, hit.start), end=min(last, hit.end))


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted spans without overlap; spans that only touch stay apart."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


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


def _holder(at: int, spans: Sequence[tuple[int, int]]) -> int:
    """Number of the span that holds the position, -1 for none; `spans` are sorted and do not overlap."""
    number = bisect_right(spans, at, key=lambda span: span[0]) - 1
    return number if number >= 0 and at < spans[number][1] else -1


def _run(items: list[tuple[int, Piece]], holder: int, opened: set[int]) -> Run:
    return Run(holder >= 0, items[0][0] in opened, tuple(piece for _, piece in items))


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
