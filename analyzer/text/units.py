"""Units: each sentence of an article, cut where the voice changes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from analyzer.article import Article
from analyzer.text.boilerplate import boilerplate
from analyzer.text.normalise import Normalised, normalise
from analyzer.text.paragraphs import paragraphs
from analyzer.text.sentences import sentences
from analyzer.text.voices import NARRATOR, QUOTED, VOICES, quotations

TITLE, LEAD, BODY = PLACES = ("title", "lead", "body")
_TITLE, _LEAD, _BODY = range(3)
_NARRATOR, _QUOTED, _DROPPED = VOICES.index(NARRATOR), VOICES.index(QUOTED), -1
_LEAD_PARAGRAPHS = 3
_VISIBLE = re.compile(r"[^\W_]")


class Unit(NamedTuple):
    """The stretch ``start:end`` of one sentence spoken in one voice; numbers of `PLACES` and `VOICES`."""

    paragraph: int
    sentence: int
    place: int
    voice: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """A title or a text, normalised and cut into units; offsets are those of the normalised text."""

    normalised: Normalised
    units: list[Unit]
    agency: str = ""
    dropped: int = 0


def cut_title(article: Article) -> Cut:
    """The title as one sentence, in paragraph 0."""
    normalised = normalise(article.title)
    return Cut(normalised, _units(normalised.marked, [], title=True, sentence=0))


def cut_text(article: Article, *, sentence: int = 0) -> Cut:
    """The text as units, numbered from paragraph 1 and the given sentence on.

    >>> [VOICES[u.voice] for u in cut_text(Article("a", "", 'He said: "We will come back." They did.')).units]
    ['narrator', 'quoted', 'narrator']
    """
    normalised = normalise(article.text)
    spans, agency = boilerplate(normalised.marked)
    units = _units(normalised.marked, spans, title=False, sentence=sentence)
    return Cut(normalised, units, agency, sum(end - start for start, end in spans))


def _units(text: str, dropped: list[tuple[int, int]], *, title: bool, sentence: int) -> list[Unit]:
    blocks = paragraphs(text)
    spans = [(blocks[0][0], blocks[-1][1])] if title and blocks else sentences(text)
    quoted = _outside(quotations(text, blocks, spans), dropped)
    marks = [*((start, end, _QUOTED) for start, end in quoted), *((start, end, _DROPPED) for start, end in dropped)]
    marks.sort()
    units: list[Unit] = []
    first = paragraph = 0
    for start, end in spans:
        while first < len(marks) and marks[first][1] <= start:
            first += 1
        while paragraph < len(blocks) and blocks[paragraph][0] <= start:
            paragraph += 1
        place = _TITLE if title else _LEAD if paragraph <= _LEAD_PARAGRAPHS else _BODY
        found = len(units)
        for voice, low, high in _pieces(start, end, marks, first):
            if _VISIBLE.search(text, low, high):
                units.append(Unit(0 if title else max(1, paragraph), sentence, place, voice, low, high))
        sentence += len(units) > found
    return units


def _outside(spans: list[tuple[int, int]], dropped: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """What is left of the spans without what is dropped; both come in order."""
    left, first = [], 0
    for start, end in spans:
        while first < len(dropped) and dropped[first][0] < end:
            low, high = dropped[first]
            if start < low:
                left.append((start, low))
            start = max(start, high)
            if high > end:
                break
            first += 1
        if start < end:
            left.append((start, end))
    return left


def _pieces(start: int, end: int, marks: list[tuple[int, int, int]], first: int) -> list[tuple[int, int, int]]:
    """The sentence cut at the marks from `first` on, without what is dropped."""
    if first == len(marks) or marks[first][0] >= end:
        return [(_NARRATOR, start, end)]
    pieces, at = [], start
    while first < len(marks) and marks[first][0] < end:
        low, high, voice = marks[first]
        first += 1
        if high <= at:
            continue
        pieces.append((_NARRATOR, at, max(at, low)))
        pieces.append((voice, max(at, low), min(high, end)))
        at = min(high, end)
    pieces.append((_NARRATOR, at, end))
    return [piece for piece in pieces if piece[0] != _DROPPED]
