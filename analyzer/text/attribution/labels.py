"""Attributions by layout: "PUTIN: ..." in transcripts, "Kremlin: no deal" in headlines, a name under a quotation."""

from __future__ import annotations

from analyzer.text.attribution.contents import content, kind
from analyzer.text.attribution.flags import (
    CAPITAL,
    COMMA,
    DETERMINER,
    GERUND,
    HEADING,
    MODAL,
    NUMBER,
    PREPOSITION,
    SUBJECT,
    SUBORDINATOR,
    TIME,
    VERB,
)
from analyzer.text.attribution.page import Page
from analyzer.text.attribution.records import Attribution, Span

_LONGEST = 7  # chunks of a label
_NO_LABEL = SUBJECT | SUBORDINATOR | MODAL | TIME | GERUND | NUMBER | HEADING


def label(page: Page, at: int, low: int, high: int) -> Attribution | None:
    """The attribution whose cue is the colon behind chunk `at`, when a name alone stands before it in its line."""
    text, colon = page.text, page.end(at)
    if at - low >= _LONGEST or at + 2 >= high or text[colon : colon + 1] != ":":
        return None
    if text[max(0, page.starts[low] - 1) : page.starts[low]].strip() or not _is_name(page, low, at):
        return None
    spans = content(page, at + 1, high)
    end = page.paragraph_end(page.starts[low])
    if _is_turn(page, low, at) and spans[-1][1] < end:
        spans = ((spans[0][0], end),)
    return Attribution(page.span(low, at + 1), (colon, colon + 1), spans, kind(page, spans), "", "label")


def _is_name(page: Page, low: int, at: int) -> bool:
    """Whether the chunks up to `at` are capitalised and none is a verb, a number or a heading."""
    flags = page.flags
    if not flags[low] & flags[at] & CAPITAL or flags[low] & VERB or page.finite[at]:
        return False
    names = CAPITAL | DETERMINER | PREPOSITION
    return all(
        kind & names and not kind & _NO_LABEL and kind & (VERB | CAPITAL) != VERB for kind in flags[low : at + 1]
    )


def _is_turn(page: Page, low: int, at: int) -> bool:
    """Whether the label opens a turn of a transcript, which is as long as its paragraph."""
    start, end = page.span(low, at + 1)
    return page.text[start:end].isupper()


def signature(page: Page, number: int) -> tuple[Span, Span] | None:
    """The name behind a dash under a quotation, and the dash."""
    flags, at = page.flags, page.held[number][1]
    if at + 1 >= len(page) or page.core(at) not in ("-", "--") or not flags[at + 1] & CAPITAL:
        return None
    end = at + 2
    while end < len(page) and end - at <= _LONGEST and flags[end] & CAPITAL and not flags[end - 1] & COMMA:
        end += 1
    if end == len(page) or flags[end - 1] & COMMA:
        closed = True
    else:  # the line ends, or a handle follows: "- Anna Bold (@bold) September 2"
        behind = page.text[page.end(end - 1) : page.starts[end] + 2]
        closed = "\n" in behind or behind.endswith("(@")
    return (page.span(at + 1, end), page.span(at, at + 1)) if closed else None
