"""Attributions inside a quotation: "My mother said, 'Never.' I stayed." """

from __future__ import annotations

from collections.abc import Iterator

from analyzer.text.attribution.flags import MARK, VERB
from analyzer.text.attribution.lexicon import CLAUSE, PERSON
from analyzer.text.attribution.page import Page
from analyzer.text.attribution.phrases import subject
from analyzer.text.attribution.records import Attribution


def nested(page: Page, at: int, low: int, high: int) -> Iterator[Attribution]:
    """The attribution of a quotation within a quotation, right behind the verb at chunk `at`."""
    first = at + 1
    held = page.held[page.quote[at]]
    high = min(high, held[1])
    if first >= high or not page.flags[first] & MARK or not page.flags[at] & VERB:
        return
    cue = page.verb(at)
    source = subject(page, max(low, held[0]), at)
    if source is None or not cue.takes & (CLAUSE | PERSON):
        return
    mark, start = page.text[page.starts[first]], page.starts[first]
    for last in range(first, high):
        tail = page.text[page.end(last) : page.starts[last + 1] if last + 1 < len(page) else len(page.text)]
        if mark in tail:
            end = page.end(last) + tail.index(mark) + 1
            yield Attribution(page.span(*source), page.span(at, first), ((start, end),), "direct", cue.tier, "nested")
            return
