"""Quotations that no cue claims: they go on with the last speaker, bear a signature, or nobody is known to say them."""

from __future__ import annotations

from analyzer.text.attribution.contents import kind
from analyzer.text.attribution.flags import BY, CAPITAL
from analyzer.text.attribution.labels import signature
from analyzer.text.attribution.page import Page
from analyzer.text.attribution.records import Attribution

_WORDS = 4  # fewer are a term in quotes
_NEAR = 3  # paragraphs that a speaker is remembered for
_TITLE = 0.6  # share of capitalised words from which a quotation is a title


def floating(page: Page, found: list[Attribution]) -> list[Attribution]:
    """The attributions, with unclaimed quotations put behind them or into those that they go on with."""
    claimed = _claimed(page, found)
    if all(claimed):
        return found
    result, ends = list(found), [_end(one) for one in found]
    order = sorted((at for at, one in enumerate(found) if one.rule != "nested"), key=ends.__getitem__)
    read, last, quoting = 0, -1, -1  # quoting: the last one that is no indirect speech
    for number, (start, end) in enumerate(page.quotations):
        while read < len(order) and ends[order[read]] <= start:
            last = order[read]
            quoting = quoting if result[last].kind == "indirect" else last
            read += 1
        if claimed[number] or not _is_speech(page, number):
            continue
        signed = signature(page, number)
        if signed is not None:
            result.append(Attribution(*signed, ((start, end),), "direct", "", "label"))
        elif result and _is_open(page, result[-1], start):
            result[-1] = result[-1]._replace(contents=(*result[-1].contents, (start, end)))
        elif quoting >= 0 and _goes_on(page, result[quoting], start):
            contents = (*result[quoting].contents, (start, end))
            result[quoting] = result[quoting]._replace(contents=contents, kind=kind(page, contents))
        else:
            near = last >= 0 and page.paragraph(start) - page.paragraph(result[last].contents[-1][0]) <= _NEAR
            source = result[last].source if near else None
            result.append(Attribution(source, None, ((start, end),), "direct", "", "floating"))
    return result


def _claimed(page: Page, found: list[Attribution]) -> list[bool]:
    """Of each quotation, whether it is in the content of somebody outside quotations."""
    claimed = [False] * len(page.quotations)
    for one in found:
        if one.rule == "nested" or one.kind == "indirect":
            continue
        for start, end in one.contents:
            number = page.first_quotation(start)
            while number < len(claimed) and page.quotations[number][0] < end:
                claimed[number] = True
                number += 1
    return claimed


def _end(one: Attribution) -> int:
    cue, source = one.cue or one.contents[-1], one.source or one.contents[-1]
    return max(one.contents[-1][1], cue[1], source[1])


def _goes_on(page: Page, one: Attribution, start: int) -> bool:
    """Whether a quotation stands right behind "…," he said. in its paragraph, or behind one that is still open."""
    paragraph, end = page.paragraph(start), _end(one)
    if paragraph == page.paragraph(one.contents[-1][1] - 1) + 1 and not page.is_closed(one.contents[-1]):
        return True
    if paragraph != page.paragraph(end):
        return False
    return page.sentence(start) - page.sentence(end - 1) <= 1


def _is_open(page: Page, one: Attribution, start: int) -> bool:
    """Whether a quotation that nobody claims goes on in the next paragraph with what stands there."""
    before = page.paragraph(one.contents[-1][0]) + 1
    return one.rule == "floating" and page.paragraph(start) == before and not page.is_closed(one.contents[-1])


def _is_speech(page: Page, number: int) -> bool:
    """Whether a quotation is an utterance, not a title or a term: it is introduced, or a sentence of its own."""
    low, high = page.held[number]
    words, (start, end) = high - low, page.quotations[number]
    before = page.text[max(0, start - 2) : start].rpartition("\n")[2].strip()
    last = page.text[end - 2]
    called = last in (".?!" if before else "?!")
    if words < _WORDS and not called:
        return False
    if sum(flags & CAPITAL > 0 for flags in page.flags[low:high]) > _TITLE * words and not called:
        return False
    if last == "," and high < len(page) and page.flags[high] & BY:
        return False
    return not before or before[-1] in '.:!?")]•' or (before[-1] in ",-" and last in ".,!?")
