"""Attributions whose cue is a preposition: "according to X", "in the words of X", "in X's view"."""

from __future__ import annotations

from analyzer.text.attribution import clauses
from analyzer.text.attribution.contents import attribution, content
from analyzer.text.attribution.page import Page
from analyzer.text.attribution.records import Attribution
from analyzer.text.attribution.flags import COMMA, CONJUNCTION, GERUND

_CUES = {
    "according": ("according", "to"),
    "words": ("in", "the", "words", "of"),
    "opinion": ("in", "the", "opinion", "of"),
    "view": ("in", "the", "view", "of"),
    "eyes": ("in", "the", "eyes", "of"),
}
_LONGEST = 60  # chunks
STARTS = frozenset(_CUES)


def according(page: Page, at: int, low: int, high: int) -> Attribution | None:
    """The attribution whose cue holds chunk `at`, one of `STARTS`."""
    words = _CUES[page.cores[at]]
    first = at - words.index(page.cores[at])
    last = first + len(words)
    if first < low or last >= high or tuple(page.cores[first:last]) != words or page.flags[last - 1] & COMMA:
        return None
    before, clause = first, low
    while clause < first and page.flags[clause] & CONJUNCTION:
        clause += 1
    leading = first <= clause
    end = _source_end(page, last, high, leading)
    if leading:
        if end >= high:
            return None
        spans = content(page, end, clauses.clause_end(page, end, high))
    else:
        spans = content(page, clause, before)
        if page.flags[first - 1] & COMMA and page.flags[end - 1] & COMMA and end < high:
            if not page.flags[end] & (CONJUNCTION | GERUND):
                spans = (*spans, *content(page, end, clauses.clause_end(page, end, high)))
    return attribution(page, (last, end), (first, last), spans, "neutral", "according")


def _source_end(page: Page, at: int, high: int, leading: bool) -> int:
    """Where the one accorded to ends: at a comma that the sentence goes on behind."""
    end = at + 1
    while end < min(high, at + _LONGEST):
        if page.quote[end] != page.quote[end - 1]:
            return end
        if page.flags[end - 1] & COMMA:
            return end
        if not leading and page.cores[end] in ("when", "while", "after", "before", "but", "because", "though"):
            return end
        end += 1
    return end
