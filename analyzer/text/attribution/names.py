"""Names in noun phrases: which words of a source are the name of the speaker."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

from analyzer.text.attribution.lexicon import read_table
from analyzer.text.attribution.page import Page
from analyzer.text.attribution.flags import (
    ADVERB,
    CAPITAL,
    CLOSES,
    COMMA,
    CONJUNCTION,
    DASH,
    DETERMINER,
    POSSESSIVE,
    PREPOSITION,
    QUANTITY,
    SUBORDINATOR,
    TIME,
    VERB,
)

Chunks = tuple[int, int]
_JOINS = frozenset(["of", "de", "la", "van", "von", "der", "den", "del", "di", "al", "bin", "ibn", "the", "for", "and"])
_BREAKS = COMMA | DASH | CLOSES
_NO_NAME = _BREAKS | VERB | DETERMINER | PREPOSITION | CONJUNCTION | SUBORDINATOR | ADVERB | TIME
_BACK = 20_000  # characters searched for a full name
_MENTIONS = 6
_LONGEST = 8  # words of a speaker that has no name


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(read_table("speakers")[name].split())


def name(page: Page, low: int, high: int) -> Chunks | None:
    """The last run of capitalised words before the first comma, without titles; behind the comma if there is none.

    "Defence Minister John Bold, a friend" gives "John Bold"; "the New York Herald" gives "New York Herald".
    """
    found: Chunks | None = None
    at = low
    while at < high:
        if not page.flags[at] & CAPITAL or (at == low and page.flags[at] & (DETERMINER | POSSESSIVE | QUANTITY)):
            if found and (
                page.flags[at - 1] & _BREAKS or page.cores[at] in ("who", "which", "that", "for", "of", "in", "at")
            ):
                return found
            at += 1
            continue
        end = _run(page, at, high)
        start = at
        while start < end - 1 and page.cores[start].rstrip(".") in _words("titles"):
            start += 1
        found = start, end
        at = end
    return found


def _run(page: Page, at: int, high: int) -> int:
    """Where the run of capitalised words that starts with chunk `at` ends; "of" and "van" may stand inside."""
    end = at + 1
    while end < high and not page.flags[end - 1] & _BREAKS:
        if page.flags[end] & CAPITAL:
            end += 1
        elif (
            page.cores[end] in _JOINS
            and end + 1 < high
            and page.flags[end + 1] & CAPITAL
            and page.cores[end] not in ("for", "and", "the")
        ):
            end += 2
        else:
            break
    return end


def words(page: Page, low: int, high: int) -> str:
    """The words of some chunks as they stand, in one line, without possessive ending."""
    start, end = page.span(low, high)
    return " ".join(page.text[start:end].removesuffix("'s").split())


def phrase(page: Page, low: int, high: int) -> str:
    """A speaker without a name in words: no article, nothing behind the first comma, in lower case."""
    if page.flags[low] & (DETERMINER | POSSESSIVE) and high - low > 1:
        low += 1
    end = low + 1
    while (
        end < high
        and end - low < _LONGEST
        and not page.flags[end - 1] & _BREAKS
        and page.cores[end] not in ("who", "that", "which")
    ):
        end += 1
    return words(page, low, end)


def sex(page: Page, low: int, high: int) -> str:
    """ "he" or "she" where a title or a role says so, else ""."""
    for core in page.cores[low:high]:
        if core in _words("he"):
            return "he"
        if core in _words("she"):
            return "she"
    return ""


def full_name(page: Page, at: int) -> str:
    """The first full name in the text before chunk `at` that ends with the surname there, or "" when there is none."""
    surname, stop = words(page, at, at + 1), page.starts[at]
    place = max(0, stop - _BACK)
    for _ in range(_MENTIONS):
        place = page.text.find(surname, place, stop)
        if place < 0:
            return ""
        end = bisect_right(page.starts, place) - 1
        start = _first_name(page, end)
        if start < end and page.cores[end] == page.cores[at]:
            return words(page, start, end + 1)
        place += 1
    return ""


def _first_name(page: Page, end: int) -> int:
    """Where the run of names starts that chunk `end` closes; titles and verbs are no names."""
    flags, start = page.flags, end
    while start > 0 and end - start < 3 and flags[start - 1] & CAPITAL and not flags[start - 1] & _NO_NAME:
        if page.cores[start - 1] in _words("titles"):
            break
        start -= 1
    return start
