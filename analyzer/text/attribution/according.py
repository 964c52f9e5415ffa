"""Attributions whose cue is a preposition: "according to X", "in the words of X"."""

from __future__ import annotations

from analyzer.text.attribution.clauses import clause_end
from analyzer.text.attribution.contents import attribution, content
from analyzer.text.attribution.flags import COMMA, CONJUNCTION, CUT, GERUND
from analyzer.text.attribution.page import Page
from analyzer.text.attribution.records import Attribution

_CUES = {
    "according": ("according", "to"),
    "words": ("in", "the", "words", "of"),
    "opinion": ("in", "the", "opinion", "of"),
    "view": ("in", "the", "view", "of"),
    "eyes": ("in", "the", "eyes", "of"),
}
_LONGEST = 60  # chunks


def according(page: Page, at: int, low: int, high: int) -> Attribution | None:
    """The attribution whose cue holds chunk `at`, a marker."""
    words = _CUES[page.core(at)]
    first = at - words.index(page.core(at))
    last = first + len(words)
    if (
        first < low
        or last >= high
        or tuple(map(page.core, range(first, last))) != words
        or page.flags[last - 1] & COMMA
    ):
        return None
    clause = low
    while clause < first and page.flags[clause] & CONJUNCTION:
        clause += 1
    end = _source_end(page, last, high, stops=0 if first <= clause else CUT)
    spans = content(page, clause, first) if clause < first else ()
    if end < high and (not spans or _goes_on(page, first, end)):
        spans = (*spans, *content(page, end, clause_end(page, end, high)))
    return attribution(page, (last, end), (first, last), spans, "neutral", "according") if spans else None


def _goes_on(page: Page, first: int, end: int) -> bool:
    """Whether the clause goes on behind "…, according to X, …"."""
    return bool(page.flags[first - 1] & page.flags[end - 1] & COMMA) and not page.flags[end] & (CONJUNCTION | GERUND)


def _source_end(page: Page, at: int, high: int, *, stops: int) -> int:
    """Where the one accorded to ends: at a comma, at a quotation, at a word with one of the flags."""
    end, high = at + 1, min(high, at + _LONGEST)
    while end < high and page.quote[end] == page.quote[end - 1] and not page.flags[end - 1] & COMMA:
        if page.flags[end] & stops:
            break
        end += 1
    return end
