"""Leaps over chunks: what is found by them is what a step from chunk to chunk would find, in one text or in many."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.text.attribution import attributions_in, find_attributions
from analyzer.text.attribution.clauses import clause_end, thing_end
from analyzer.text.attribution.flags import (
    AUXILIARY,
    CAPITAL,
    COMMA,
    CONJUNCTION,
    DASH,
    DETERMINER,
    FINITE,
    MODAL,
    NOUN,
    OWNER,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    QUANTITY,
    RELATIVE,
    VERB,
)  # fmt: skip
from analyzer.text.attribution.lexicon import PAST as PAST_FORM
from analyzer.text.attribution.lexicon import THIRD
from analyzer.text.attribution.page import Layout, Page
from analyzer.text.attribution.pages import make_pages
from analyzer.text.paragraphs import paragraphs
from analyzer.text.sentences import sentences
from analyzer.text.tokens import chunks
from analyzer.text.voices import quotations
from tests.text.attribution.test_bad_input import PIECES

free = settings(deadline=None, derandomize=True, max_examples=150)
WORDS = [*PIECES, "insists", "Said", "reports", "by", "denying", "town,", "as", "after", "has", "not", "Monday,", "- "]
texts = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)


def layout(text: str) -> Layout:
    text = text.translate({ord(mark): '"' for mark in "“”«»"})
    blocks, spans = paragraphs(text), sentences(text)
    return Layout(text, blocks, spans, quotations(text, blocks, spans))


def pages(*texts: str) -> tuple[list[Layout], list[Page]]:
    laid = [layout(text) for text in texts]
    return laid, list(make_pages(laid, *chunks([one.text for one in laid])))


def is_finite(page: Page, at: int) -> bool:
    """Whether a chunk is surely a verb with a subject of its own, by the chunk and the one before it."""
    flags = page.flags[at]
    if flags & (AUXILIARY | MODAL | FINITE):
        return True
    if at and page.flags[at - 1] & (DETERMINER | POSSESSIVE | QUANTITY | OWNER | PREPOSITION):
        return False
    if flags & PAST:
        return not flags & CAPITAL or at == 0
    if flags & (NOUN | CAPITAL) or not flags & VERB:
        return False
    return page.verb(at).form & (THIRD | PAST_FORM) > 0


@free
@given(texts, texts)
def test_masks_say_of_each_chunk_what_its_own_rule_says(one: str, other: str) -> None:
    """Verbs and breaks are where the flags of a chunk and of the one before it put them, also where a text begins."""
    _, made = pages(one, other)
    for page in made:
        places = range(len(page))
        assert [held > 0 for held in page.finite] == [is_finite(page, at) for at in places]
        verbs = [at for at in places if page.finite[at] and not page.flags[at] & CAPITAL]
        assert [at for at in places if page.masks.uncapitalised[at]] == verbs
        inner = [at for at in places if at and page.quote[at] < 0]
        for mask, before, here in (
            (page.masks.clause_break, COMMA | DASH, CONJUNCTION),
            (page.masks.thing_break, COMMA, CONJUNCTION | RELATIVE),
        ):
            found = [at for at in inner if page.flags[at - 1] & before or page.flags[at] & here]
            assert [at for at in inner if mask[at]] == found


@free
@given(texts)
def test_leaps_end_where_steps_end(text: str) -> None:
    """A clause or a thing ends at the same chunk when no chunk outside quotations is leapt over."""
    _, (page,) = pages(text)
    size = len(page)
    opening = [at == 0 or page.quote[at] != page.quote[at - 1] for at in range(size)]
    every = bytes(page.quote[at] < 0 or opening[at] for at in range(size))
    ends = [(clause_end(page, at, size), thing_end(page, at, size)) for at in range(size)]
    page.masks = page.masks._replace(clause=every, thing=every)
    assert [(clause_end(page, at, size), thing_end(page, at, size)) for at in range(size)] == ends


@free
@given(st.lists(texts, max_size=5))
def test_texts_read_together_are_read_as_if_alone(raws: list[str]) -> None:
    """Nothing that stands in one text changes what is found in another."""
    laid = [layout(raw) for raw in raws]
    together = find_attributions(laid, *chunks([one.text + "\n\n" for one in laid]))
    assert list(together) == [attributions_in(*one) for one in laid]


def test_many_texts_are_more_than_one_round() -> None:
    """Texts are taken some at a time; the last of many is read like the first."""
    one = layout('The minister said that they came. "Never again will we," Anna Bold said.')
    pieces, begins = chunks([one.text + " "] * 150)
    found = list(find_attributions([one] * 150, pieces, begins))
    assert len(found[0]) == 2
    assert all(part == found[0] for part in found)
    assert np.all(np.diff(begins) == len(one.text) + 1)
