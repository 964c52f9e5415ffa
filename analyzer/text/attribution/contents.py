"""From chunks to spans: marks of quotations belong to what is said, stops behind it do not."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from analyzer.text.attribution.flags import CLOSES, COMMA, RELATIVE, SUBORDINATOR, THAT
from analyzer.text.attribution.page import Page
from analyzer.text.attribution.phrases import QUESTIONS
from analyzer.text.attribution.records import Attribution, Kind, Span

Chunks = tuple[int, int]
_TAIL = 3  # signs between a word and the bracket that closes behind it
_PARAGRAPHS = 6  # that one quotation may go on for
_NEAR = 25  # chunks looked through for a verb


def content(page: Page, low: int, high: int) -> tuple[Span, ...]:
    """The spans of chunks ``low:high``; a quotation at either end is taken whole, over paragraphs if it goes on."""
    start, end = page.span(low, high)
    first, last = page.quote[low], page.quote[high - 1]
    if first >= 0 and page.held[first][0] == low:
        start = min(start, page.quotations[first][0])
    if last < 0:
        return ((start, end),)
    return ((start, max(end, page.quotations[last][1])), *_going_on(page, last))


def _going_on(page: Page, number: int) -> list[Span]:
    """The quotations of the next paragraphs, as long as each is left open."""
    spans: list[Span] = []
    while number + 1 < len(page.quotations) and len(spans) < _PARAGRAPHS:
        here, following = page.quotations[number], page.quotations[number + 1]
        if page.is_closed(here) or page.paragraph(following[0]) != page.paragraph(here[0]) + 1:
            break
        number += 1
        spans.append(following)
    return spans


def kind(page: Page, spans: tuple[Span, ...]) -> Kind:
    """Whether the spans lie wholly, partly or not at all between quotation marks."""
    if not page.quotations:
        return "indirect"
    whole, some = True, False
    for start, end in spans:
        first, last = page.next_quotation(start)
        whole &= first == start and last >= end
        some |= first < end
    return "direct" if whole else "mixed" if some else "indirect"


def attribution(
    page: Page, source: Chunks | None, cue: Chunks, spans: tuple[Span, ...], tier: str, rule: str
) -> Attribution:
    """The record; source and cue are given in chunks."""
    return Attribution(
        _source(page, *source) if source else None, page.span(*cue), spans, kind(page, spans), tier, rule
    )


def _source(page: Page, low: int, high: int) -> Span:
    """The span of a source; the comma or bracket that closes its apposition belongs to it."""
    start, end = page.span(low, high)
    if page.flags[high - 1] & CLOSES:
        return start, end + _bracket(page.text[end : end + _TAIL])
    inserted = page.flags[high - 1] & COMMA and any(flags & COMMA for flags in page.flags[low : high - 1])
    return start, end + (inserted > 0 and page.text[end : end + 1] == ",")


def is_clause(page: Page, spans: Iterable[Span]) -> bool:
    """Whether any span begins with a word that opens a clause, or has a verb before any relative clause.

    An infinitive is none: "agreed to meet" tells of an act.
    """
    for start, end in spans:
        low = bisect_left(page.starts, start)
        high = bisect_left(page.starts, end, low, min(len(page), low + _NEAR))
        if low == high:
            continue
        core, verb = page.core(low), page.finite.find(1, low + 1, high)
        if core == "that" or core in QUESTIONS or (verb >= 0 and core != "to" and not _is_cut(page, low + 1, verb + 1)):
            return True
    return False


def _is_cut(page: Page, low: int, high: int) -> bool:
    """Whether a relative or another dependent clause begins in some chunks."""
    return any(flags & (RELATIVE | SUBORDINATOR | THAT) for flags in page.flags[low:high])


def _bracket(tail: str) -> int:
    """How many characters there are up to the bracket that closes."""
    return next((at + 1 for at, sign in enumerate(tail) if sign in ")]"), 0)
