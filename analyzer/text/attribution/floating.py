"""Quotations that no cue claims: they go on with the last speaker, or nobody is known to speak them."""

from __future__ import annotations

from analyzer.text.attribution.contents import kind
from analyzer.text.attribution.labels import signature
from analyzer.text.attribution.page import Page
from analyzer.text.attribution.records import Attribution

_words = 4
_NEAR = 3  # paragraphs


def floating(page: Page, found: list[Attribution]) -> list[Attribution]:
    """The attributions, with unclaimed quotations added to them or behind them."""
    claimed = [False] * len(page.quotations)
    outer = [at for at, one in enumerate(found) if one.rule != "nested"]
    for at in outer:
        for start, end in found[at].contents:
            number = page.first_quotation(start)
            while number < len(claimed) and page.quotations[number][0] < end:
                if page.quotations[number][1] > start:
                    claimed[number] = True
                number += 1
    result = list(found)
    by_end = sorted(outer, key=lambda at: _end(found[at]))
    at, last = 0, None
    for number, (start, end) in enumerate(page.quotations):
        while at < len(by_end) and _end(found[by_end[at]]) <= start:
            last = by_end[at]
            at += 1
        if claimed[number] or not _is_speech(page, number):
            continue
        signed = signature(page, number)
        if signed is not None:
            result.append(Attribution(*signed, ((start, end),), "direct", "", "label"))
            continue
        if last is not None and _goes_on(page, result[last], start):
            one = result[last]
            result[last] = one._replace(
                contents=(*one.contents, (start, end)), kind=kind(page, (*one.contents, (start, end)))
            )
        else:
            source = result[last].source if last is not None and _is_near(page, result[last], start) else None
            result.append(Attribution(source, None, ((start, end),), "direct", "", "floating"))
    return result


def _end(one: Attribution) -> int:
    return max(one.contents[-1][1], one.cue[1] if one.cue else 0, one.source[1] if one.source else 0)


def _goes_on(page: Page, one: Attribution, start: int) -> bool:
    """Whether a quotation stands right behind "…," he said. in the same paragraph, or behind one that is still open."""
    end = _end(one)
    if page.paragraph(start) == page.paragraph(one.contents[-1][1] - 1) + 1 and not page.is_closed(one.contents[-1]):
        return True
    return one.kind != "indirect" and _right_behind(page, end, start)


def _right_behind(page: Page, end: int, start: int) -> bool:
    """Whether the sentence at `end` and the quotation at `start` are neighbours in one paragraph."""
    if page.paragraph(end) != page.paragraph(start):
        return False
    return page.sentence(start) - page.sentence(end - 1) <= 1


def _is_near(page: Page, one: Attribution, start: int) -> bool:
    return page.paragraph(start) - page.paragraph(one.contents[-1][0]) <= _NEAR


def _is_speech(page: Page, number: int) -> bool:
    """Whether a quotation is an utterance, not a title or a term: it is a sentence of its own."""
    low, high = page.held[number]
    if high - low < _words:
        return False
    start, end = page.quotations[number]
    before = page.text[page.text.rfind("\n", max(0, start - 2), start) + 1 or max(0, start - 2) : start].strip()
    if _is_title(page, low, high):
        return False
    ends = page.text[end - 2 : end - 1] in ".,!?"
    return before == "" or before[-1] in '.:!?")]-' or (before[-1] == "," and ends)


def _is_title(page: Page, low: int, high: int) -> bool:
    from analyzer.text.attribution.flags import CAPITAL

    return sum(page.flags[k] & CAPITAL > 0 for k in range(low, high)) > 0.6 * (high - low)
