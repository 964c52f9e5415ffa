"""Units: each sentence of an article, cut where the voice or the speaker changes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import starmap
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analyzer.article import Article
from analyzer.text.attribution import Attribution, find_attributions
from analyzer.text.attribution.page import Layout
from analyzer.text.attribution.pages import join
from analyzer.text.attribution.rows import Rows, make_rows
from analyzer.text.boilerplate import boilerplate
from analyzer.text.normalise import Normalised, normalise
from analyzer.text.paragraphs import paragraphs
from analyzer.text.sentences import sentences
from analyzer.text.speech import DROPPED, Stretches, only_reports, stretches
from analyzer.text.tokens import chunks
from analyzer.text.voices import NARRATOR, REPORTING, VOICES, quotations

Span = tuple[int, int]
Offsets = NDArray[np.int64]
TITLE, LEAD, BODY = PLACES = ("title", "lead", "body")
_TITLE, _LEAD, _BODY = range(3)
_NARRATOR, _REPORTING = VOICES.index(NARRATOR), VOICES.index(REPORTING)
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


class Laid(NamedTuple):
    """A title or a text, normalised, with its paragraphs, sentences and quotations, and what is dropped of it."""

    normalised: Normalised
    layout: Layout
    dropped: list[Span]
    agency: str
    is_title: bool


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """A title or a text, normalised and cut into units; offsets are those of the normalised text."""

    normalised: Normalised
    units: list[Unit]
    attributions: list[Attribution] = field(default_factory=list)
    agency: str = ""
    dropped: int = 0


def lay_title(article: Article) -> Laid:
    """The title as one sentence."""
    normalised = normalise(article.title)
    blocks = paragraphs(normalised.marked)
    spans = [(blocks[0][0], blocks[-1][1])] if blocks else []
    quoted = quotations(normalised.marked, blocks, spans)
    return Laid(normalised, Layout(normalised.text, blocks, spans, quoted), [], "", is_title=True)


def lay_text(article: Article) -> Laid:
    """The text with its sentences."""
    normalised = normalise(article.text)
    dropped, agency = boilerplate(normalised.marked)
    blocks, spans = paragraphs(normalised.marked), sentences(normalised.marked)
    quoted = quotations(normalised.marked, blocks, spans)
    return Laid(normalised, Layout(normalised.text, blocks, spans, quoted), dropped, agency, is_title=False)


def cut_title(article: Article, *, attribute: bool = True) -> Cut:
    """The title as units, in paragraph 0; for the option see `cut_text`."""
    return _cut(lay_title(article), attribute=attribute)


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
    cut = _cut(lay_text(article), attribute=attribute)
    return replace(cut, units=[unit._replace(sentence=unit.sentence + sentence) for unit in cut.units])


def _cut(laid: Laid, *, attribute: bool) -> Cut:
    pieces, begins = chunks([laid.layout.text])
    found = list(find_attributions([laid.layout], pieces, begins)) if attribute else [[]]
    table, _ = units([laid], begins, make_rows(found, begins))
    dropped = sum(end - start for start, end in laid.dropped)
    return Cut(laid.normalised, list(starmap(Unit, table.tolist())), found[0], laid.agency, dropped)


def units(laid: Sequence[Laid], begins: Offsets, rows: Rows) -> tuple[Offsets, Offsets]:
    """The units of several titles and texts.

    Parameters
    ----------
    laid : sequence of Laid
        A title is followed by the text that it belongs to, whose sentences are numbered on.
    begins : int64 ndarray of shape (n_texts,)
        Where each begins in the text that holds all.
    rows : Rows
        Their attributions.

    Returns
    -------
    int64 ndarray of shape (n_units, 7)
        In reading order, with the columns of `Unit`; offsets are those of the text that holds all.
    int64 ndarray of shape (n_units,)
        The number of the title or text that each stands in.
    """
    text, spans = join([one.layout.sentences for one in laid], begins)
    _, quoted = join([one.layout.quotations for one in laid], begins)
    _, dropped = join([one.dropped for one in laid], begins)
    made = stretches(spans, quoted, dropped, rows)
    kept = _is_visible(laid, begins, made, text)
    voice = np.where(_only_report(laid, begins, made, text, rows, kept), _REPORTING, made.voice)
    paragraph, place = _places(laid, begins, spans, text)
    number = _numbers(laid, text, made.sentence[kept])
    of_sentence = np.stack((paragraph, number, place), axis=1)[made.sentence]
    table = np.column_stack((of_sentence, voice, made.start, made.end, made.attribution))
    return table[kept], text[made.sentence[kept]]


def _is_visible(laid: Sequence[Laid], begins: Offsets, made: Stretches, text: Offsets) -> NDArray[np.bool_]:
    """Which stretches hold a letter or a digit and are not dropped."""
    marked, search = [one.normalised.marked for one in laid], _VISIBLE.search
    base = begins[text[made.sentence]]
    rows = zip(text[made.sentence].tolist(), (made.start - base).tolist(), (made.end - base).tolist(), strict=True)
    visible = [marked[at][start].isalnum() or search(marked[at], start, end) is not None for at, start, end in rows]
    kept: NDArray[np.bool_] = np.array(visible, bool) & (made.voice != DROPPED)
    return kept


def _only_report(
    laid: Sequence[Laid],
    begins: Offsets,
    made: Stretches,
    text: Offsets,
    rows: Rows,
    kept: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """Which stretches of the narrator's tell no more than who speaks beside them in the sentence."""
    beside = _beside(made)
    at = np.flatnonzero(kept & (made.voice == _NARRATOR) & (beside >= 0).any(axis=1))
    owner, beside = text[made.sentence[at]], beside[at]
    told = np.concatenate((rows.source[beside], rows.cue[beside]), axis=1)
    told[np.concatenate((beside, beside), axis=1) < 0] = -1
    spans = np.concatenate((np.stack((made.start[at], made.end[at]), axis=1)[:, None], told), axis=1)
    reports = np.zeros(len(made.start), bool)
    local = (spans - begins[owner][:, None, None]).tolist()
    texts = [laid[number].layout.text for number in owner.tolist()]
    reports[at] = [only_reports(words, span, around) for words, (span, *around) in zip(texts, local, strict=True)]
    return reports


def _beside(made: Stretches) -> Offsets:
    """The attributions of the stretches before and behind each in its sentence, or -1."""
    beside = np.full((len(made.start), 2), -1)
    same = made.sentence[1:] == made.sentence[:-1]
    beside[1:, 0][same] = made.attribution[:-1][same]
    beside[:-1, 1][same] = made.attribution[1:][same]
    return beside


def _places(laid: Sequence[Laid], begins: Offsets, spans: Offsets, text: Offsets) -> tuple[Offsets, Offsets]:
    """Paragraph and place of each sentence."""
    of, blocks = join([one.layout.paragraphs for one in laid], begins)
    paragraph = np.searchsorted(blocks[:, 0], spans[:, 0], side="right") - np.searchsorted(of, text)
    is_title = np.array([one.is_title for one in laid], bool)[text]
    place = np.select([is_title, paragraph <= _LEAD_PARAGRAPHS], [_TITLE, _LEAD], _BODY)
    return np.where(is_title, 0, np.maximum(1, paragraph)), place


def _numbers(laid: Sequence[Laid], text: Offsets, visible: Offsets) -> Offsets:
    """The number of each sentence in its article; only sentences with something visible are counted."""
    seen = np.zeros(len(text) + 1, np.int64)
    seen[visible + 1] = 1
    before = np.cumsum(seen)
    first = np.array([at - (at > 0 and laid[at - 1].is_title) for at in range(len(laid))], np.int64)
    return before[:-1] - before[np.searchsorted(text, first[text])]
