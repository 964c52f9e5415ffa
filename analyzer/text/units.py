"""Units: each sentence of an article, cut where the voice or the speaker changes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from analyzer.article import Article
from analyzer.text.attribution import Attribution, attributions_in
from analyzer.text.boilerplate import boilerplate
from analyzer.text.normalise import Normalised, normalise
from analyzer.text.paragraphs import paragraphs
from analyzer.text.sentences import sentences
from analyzer.text.speech import Stretch, only_reports, stretches
from analyzer.text.voices import NARRATOR, REPORTING, VOICES, quotations

Span = tuple[int, int]
TITLE, LEAD, BODY = PLACES = ("title", "lead", "body")
_TITLE, _LEAD, _BODY = range(3)
_NARRATOR, _REPORTING, _DROPPED = VOICES.index(NARRATOR), VOICES.index(REPORTING), -1
_LEAD_PARAGRAPHS = 3
_VISIBLE = re.compile(r"[^\W_]")


class Unit(NamedTuple):
    """The stretch ``start:end`` of one sentence spoken in one voice; numbers of `PLACES` and `VOICES`.

    `attribution` is the number of the attribution it belongs to, -1 without one.
    """

    paragraph: int
    sentence: int
    place: int
    voice: int
    start: int
    end: int
    attribution: int


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """A title or a text, normalised and cut into units; offsets are those of the normalised text."""

    normalised: Normalised
    units: list[Unit]
    attributions: list[Attribution] = field(default_factory=list)
    agency: str = ""
    dropped: int = 0


def cut_title(article: Article, *, attribute: bool = True) -> Cut:
    """The title as one sentence, in paragraph 0; for the options see `cut_text`."""
    normalised = normalise(article.title)
    blocks = paragraphs(normalised.marked)
    spans = [(blocks[0][0], blocks[-1][1])] if blocks else []
    marks, found = _spoken(normalised, blocks, spans, [], attribute=attribute)
    units = _units(normalised, blocks, spans, marks, found, sentence=0)
    return Cut(normalised, [unit._replace(paragraph=0, place=_TITLE) for unit in units], found)


def cut_text(article: Article, *, sentence: int = 0, attribute: bool = True) -> Cut:
    """The text as units, numbered from paragraph 1 and the given sentence on.

    Parameters
    ----------
    attribute : bool
        Whether to look who speaks; else units are cut at quotation marks alone, and nobody is known to speak.

    >>> text = 'He said: "We will come back." They said that they would.'
    >>> [VOICES[unit.voice] for unit in cut_text(Article("a", "", text)).units]
    ['reporting', 'quoted', 'reporting', 'paraphrased']
    """
    normalised = normalise(article.text)
    dropped, agency = boilerplate(normalised.marked)
    blocks, spans = paragraphs(normalised.marked), sentences(normalised.marked)
    marks, found = _spoken(normalised, blocks, spans, dropped, attribute=attribute)
    units = _units(normalised, blocks, spans, marks, found, sentence=sentence)
    return Cut(normalised, units, found, agency, sum(end - start for start, end in dropped))


def _spoken(
    normalised: Normalised,
    blocks: list[Span],
    spans: list[Span],
    dropped: list[Span],
    *,
    attribute: bool,
) -> tuple[list[Stretch], list[Attribution]]:
    """What is not the narrator's, what is dropped among it, and the attributions."""
    quoted = quotations(normalised.marked, blocks, spans)
    found = attributions_in(normalised.text, blocks, spans, quoted) if attribute else []
    marks = _outside(stretches(quoted, found), dropped) + [Stretch(*span, _DROPPED, -1) for span in dropped]
    return sorted(marks), found


def _units(
    normalised: Normalised,
    blocks: list[Span],
    spans: list[Span],
    marks: list[Stretch],
    found: list[Attribution],
    *,
    sentence: int,
) -> list[Unit]:
    units: list[Unit] = []
    first = paragraph = 0
    for start, end in spans:
        while first < len(marks) and marks[first].end <= start:
            first += 1
        while paragraph < len(blocks) and blocks[paragraph][0] <= start:
            paragraph += 1
        place = _LEAD if paragraph <= _LEAD_PARAGRAPHS else _BODY
        before = len(units)
        for low, high, voice, attribution in _told(normalised.text, _pieces(start, end, marks, first), found):
            if _VISIBLE.search(normalised.marked, low, high):
                units.append(Unit(max(1, paragraph), sentence, place, voice, low, high, attribution))
        sentence += len(units) > before
    return units


def _told(text: str, pieces: list[Stretch], found: list[Attribution]) -> list[Stretch]:
    """The pieces of a sentence, with those of the narrator's that only report who speaks in a voice of their own."""
    if len(pieces) == 1:
        return pieces
    told = list(pieces)
    for at, piece in enumerate(pieces):
        if piece.voice != _NARRATOR:
            continue
        beside = [found[one.attribution] for one in pieces[max(0, at - 1) : at + 2] if one.attribution >= 0]
        if beside and only_reports(text, (piece.start, piece.end), beside):
            told[at] = piece._replace(voice=_REPORTING)
    return told


def _outside(marks: list[Stretch], dropped: list[Span]) -> list[Stretch]:
    """What is left of the stretches without what is dropped; both come in order."""
    left, first = [], 0
    for mark in marks:
        start, end = mark.start, mark.end
        while first < len(dropped) and dropped[first][0] < end:
            low, high = dropped[first]
            if start < low:
                left.append(mark._replace(start=start, end=low))
            start = max(start, high)
            if high > end:
                break
            first += 1
        if start < end:
            left.append(mark._replace(start=start, end=end))
    return left


def _pieces(start: int, end: int, marks: list[Stretch], first: int) -> list[Stretch]:
    """The sentence cut at the marks from `first` on, without what is dropped."""
    if first == len(marks) or marks[first].start >= end:
        return [Stretch(start, end, _NARRATOR, -1)]
    pieces, at = [], start
    while first < len(marks) and marks[first].start < end:
        mark = marks[first]
        first += 1
        if mark.end <= at:
            continue
        pieces.append(Stretch(at, max(at, mark.start), _NARRATOR, -1))
        pieces.append(Stretch(max(at, mark.start), min(mark.end, end), mark.voice, mark.attribution))
        at = min(mark.end, end)
    pieces.append(Stretch(at, end, _NARRATOR, -1))
    return [piece for piece in pieces if piece.voice != _DROPPED]
