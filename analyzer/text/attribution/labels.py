"""Attributions by layout: "PUTIN: ..." in transcripts, "Kremlin: no deal" in headlines, "..." - Name under a quotation."""

from __future__ import annotations

from analyzer.text.attribution import phrases
from analyzer.text.attribution.contents import content, kind
from analyzer.text.attribution.page import Page
from analyzer.text.attribution.records import Attribution, Span
from analyzer.text.attribution.flags import (
    CAPITAL,
    COMMA,
    DETERMINER,
    GERUND,
    MODAL,
    NUMBER,
    PREPOSITION,
    SUBJECT,
    SUBORDINATOR,
    TIME,
    VERB,
)

_LONGEST = 7  # words of a label
_NO_LABEL = VERB | SUBJECT | SUBORDINATOR | MODAL | TIME | GERUND
_NO_SPEAKER = frozenset(
    [
        "update",
        "updates",
        "related",
        "read",
        "more",
        "note",
        "also",
        "correction",
        "watch",
        "photo",
        "photos",
        "video",
        "image",
        "source",
        "via",
        "editor",
        "by",
        "subject",
        "date",
        "location",
        "when",
        "where",
        "what",
        "who",
        "why",
        "how",
        "here",
        "related:",
        "tags",
        "topics",
        "credit",
        "question",
        "answer",
        "opinion",
        "analysis",
        "breaking",
        "exclusive",
        "poll",
        "review",
        "live",
        "story",
        "email",
        "phone",
        "address",
        "website",
        "twitter",
        "facebook",
    ]
)


def label(page: Page, at: int, low: int, high: int) -> Attribution | None:
    """The attribution whose cue is the colon behind chunk `at`, when a name alone stands before it."""
    flags = page.flags
    if at - low >= _LONGEST or at + 2 >= high or page.text[page.end(at) : page.end(at) + 1] != ":":
        return None
    if (
        page.text[max(0, page.starts[low] - 1) : page.starts[low]].strip()
        or not flags[low] & CAPITAL
        or not flags[at] & CAPITAL
    ):
        return None
    for k in range(low, at + 1):
        kind_ = flags[k]
        if (kind_ & (_NO_LABEL | NUMBER) and not (kind_ & CAPITAL and kind_ & VERB and k > low)) or page.cores[
            k
        ] in _NO_SPEAKER:
            return None
        if not kind_ & (CAPITAL | DETERMINER | PREPOSITION):
            return None
    if phrases.is_finite(page, at):
        return None
    spans = content(page, at + 1, high)
    colon = page.end(at)
    return Attribution(page.span(low, at + 1), (colon, colon + 1), spans, kind(page, spans), "", "label")


def signature(page: Page, number: int) -> tuple[Span, Span] | None:
    """The name behind a dash under a quotation, and the dash."""
    at = page.held[number][1]
    if at + 1 >= len(page) or page.cores[at] not in ("-", "--") or not page.flags[at + 1] & CAPITAL:
        return None
    end = at + 1
    while end < len(page) and end - at <= _LONGEST and page.flags[end] & CAPITAL:
        end += 1
        if page.flags[end - 1] & COMMA:
            break
    if (
        end < len(page)
        and not page.text[page.end(end - 1) : page.starts[end]].count("\n")
        and not page.flags[end - 1] & COMMA
    ):
        return None
    return page.span(at + 1, end), page.span(at, at + 1)
