"""From chunks to the spans of a content: marks of quotations belong to it, stops behind it do not."""

from __future__ import annotations

from analyzer.text.attribution.page import Page
from analyzer.text.attribution.records import Attribution, Kind, Span
from analyzer.text.attribution.flags import COMMA

_PARAGRAPHS = 6
_CLOSING = "\"”»“'’"


def content(page: Page, low: int, high: int) -> tuple[Span, ...]:
    """The spans of chunks ``low:high``; a quotation at either end is taken whole, over paragraphs if it goes on."""
    start, end = page.span(low, high)
    first, last = page.quote[low], page.quote[high - 1]
    if first >= 0 and page.held[first][0] <= low and not _inside(page, low, high):
        start = min(start, page.quotations[first][0])
    if last >= 0 and not _inside(page, low, high):
        end = max(end, page.quotations[last][1])
        return ((start, end), *_going_on(page, last))
    return ((start, end),)


def _inside(page: Page, low: int, high: int) -> bool:
    """Whether the chunks are a part of one quotation that begins before them."""
    number = page.quote[low]
    return number >= 0 and page.quote[high - 1] == number and page.held[number][0] < low


def _going_on(page: Page, number: int) -> list[Span]:
    """The quotations of the next paragraphs, if this one was not closed."""
    spans = []
    while number + 1 < len(page.quotations) and len(spans) < _PARAGRAPHS:
        start, end = page.quotations[number]
        if (page.text[end - 1] in _CLOSING and end - start > 1) or page.paragraph(
            page.quotations[number + 1][0]
        ) != page.paragraph(start) + 1:
            break
        number += 1
        spans.append(page.quotations[number])
    return spans


def kind(page: Page, spans: tuple[Span, ...]) -> Kind:
    """Whether the spans lie wholly, partly or not at all between quotation marks."""
    if not page.quotations:
        return "indirect"
    whole, some = True, False
    for start, end in spans:
        number = page.quotation_at(start)
        inside = number >= 0 and page.quotations[number][0] == start and page.quotations[number][1] >= end
        whole &= inside
        some |= inside or page.overlaps(start, end)
    return "direct" if whole else "mixed" if some else "indirect"


def _source(page: Page, low: int, high: int) -> Span:
    """The span of a source; the comma that closes its apposition belongs to it."""
    start, end = page.span(low, high)
    inserted = page.flags[high - 1] & COMMA and any(flags & COMMA for flags in page.flags[low : high - 1])
    return start, end + (inserted and page.text[end : end + 1] == ",")


def attribution(
    page: Page,
    source: tuple[int, int] | None,
    cue: tuple[int, int] | Span | None,
    spans: tuple[Span, ...],
    tier: str,
    rule: str,
) -> Attribution:
    """The record; source and cue are given in chunks."""
    return Attribution(
        _source(page, *source) if source else None,
        page.span(*cue) if cue else None,
        spans,
        kind(page, spans),
        tier,
        rule,
    )
