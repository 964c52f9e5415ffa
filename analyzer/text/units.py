"""Units: each sentence of an article, cut where the voice changes."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from analyzer.article import Article
from analyzer.text.boilerplate import boilerplate
from analyzer.text.normalise import Normalised, normalise
from analyzer.text.paragraphs import paragraphs
from analyzer.text.sentences import sentences
from analyzer.text.voices import NARRATOR, QUOTED, VOICES, quotations

TITLE, LEAD, BODY = PLACES = ("title", "lead", "body")
_LEAD = 3  # paragraphs
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
    """The title as units of paragraph 0."""
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
    blocks, spans = paragraphs(text), sentences(text)
    quoted = [(*span, QUOTED) for span in quotations(text, blocks, spans)]
    marks = sorted([*quoted, *((start, end, "") for start, end in dropped)])
    starts = [start for start, _ in blocks]
    units: list[Unit] = []
    first = 0
    for start, end in spans:
        while first < len(marks) and marks[first][1] <= start:
            first += 1
        paragraph = 0 if title else max(1, bisect_right(starts, start))
        place = PLACES.index(TITLE if title else LEAD if paragraph <= _LEAD else BODY)
        pieces = _pieces(text, start, end, marks, first)
        units += [Unit(paragraph, sentence, place, voice, low, high) for voice, low, high in pieces]
        sentence += bool(pieces)
    return units


def _pieces(
    text: str, start: int, end: int, marks: list[tuple[int, int, str]], first: int
) -> list[tuple[int, int, int]]:
    """The sentence cut at the marks from `first` on, without what is dropped: pieces that hold a letter or a digit."""
    pieces, at = [], start
    while first < len(marks) and marks[first][0] < end:
        low, high, voice = marks[first]
        first += 1
        if high <= at:
            continue
        pieces.append((NARRATOR, at, max(at, low)))
        pieces.append((voice, max(at, low), min(high, end)))
        at = min(high, end)
    pieces.append((NARRATOR, at, end))
    return [(VOICES.index(v), low, high) for v, low, high in pieces if v and _VISIBLE.search(text, low, high)]
