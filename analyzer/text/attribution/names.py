"""Names in noun phrases: which words of a source are the name of the speaker."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from analyzer.text.attribution.lexicon import read_table
from analyzer.text.attribution.page import Page
from analyzer.text.attribution.words import CAPITAL, CLOSES, COMMA, DASH, DETERMINER, POSSESSIVE, QUANTITY, VERB

Chunks = tuple[int, int]
_JOINS = frozenset("of de la van von der den del di al bin ibn the for and".split())
_BREAKS = COMMA | DASH | CLOSES
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
            if found and (page.flags[at - 1] & _BREAKS or page.cores[at] in ("who", "which", "that", "for", "of", "in", "at")):
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
        elif page.cores[end] in _JOINS and end + 1 < high and page.flags[end + 1] & CAPITAL and page.cores[end] not in ("for", "and", "the"):
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
    while end < high and end - low < _LONGEST and not page.flags[end - 1] & _BREAKS and page.cores[end] not in ("who", "that", "which"):
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


class FullNames:
    """Every run of two or more capitalised words, by its last word: where it ends and what it is."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._ends: dict[str, list[int]] = {}
        flags, cores = page.flags, page.cores
        titles = _words("titles")
        for at in range(1, len(page)):
            if flags[at] & flags[at - 1] & CAPITAL and not flags[at - 1] & _BREAKS and cores[at - 1] not in titles:
                if not flags[at - 1] & (VERB | DETERMINER):
                    self._ends.setdefault(cores[at], []).append(at)

    def before(self, surname: str, at: int) -> str:
        """The last full name that ends with the surname before chunk `at`, or "" when there is none."""
        ends = self._ends.get(surname, [])
        number = bisect_left(ends, at) - 1
        if number < 0:
            return ""
        end = ends[number]
        start, flags = end - 1, self._page.flags
        while start > 0 and end - start < 4 and flags[start - 1] & CAPITAL and not flags[start - 1] & (_BREAKS | DETERMINER):
            if self._page.cores[start - 1] in _words("titles"):
                break
            start -= 1
        return words(self._page, start, end + 1)
