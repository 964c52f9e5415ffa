"""Names in noun phrases: which words of a source are the name of the speaker."""

from __future__ import annotations

from bisect import bisect_right

from analyzer.text.attribution.flags import (
    ADVERB,
    AUXILIARY,
    BRACKET,
    CAPITAL,
    CLOSES,
    COLON,
    COMMA,
    CONJUNCTION,
    DASH,
    DETERMINER,
    HE,
    MODAL,
    POSSESSIVE,
    PREPOSITION,
    QUANTITY,
    RELATIVE,
    SHE,
    STOP,
    SUBORDINATOR,
    THAT,
    TIME,
    TITLE,
    VERB,
)
from analyzer.text.attribution.page import Page

Chunks = tuple[int, int]
_INSIDE = frozenset(("of", "de", "la", "van", "von", "der", "den", "del", "di", "al", "bin", "ibn"))
_BREAKS = COMMA | COLON | DASH | CLOSES
_NO_NAME = _BREAKS | VERB | DETERMINER | PREPOSITION | CONJUNCTION | SUBORDINATOR | ADVERB | TIME
_BACK = 20_000  # characters searched for a full name
_MENTIONS = 6
_INITIAL = 2  # letters; more before a stop end a sentence
_LONGEST = 8  # words of a speaker that has no name


def name(page: Page, low: int, high: int) -> Chunks | None:
    """The last run of capitalised words before "for", "who" or a comma, without titles; else the first one behind it.

    "Defence Minister John Bold, a friend" gives "John Bold"; "the New York Herald" gives "New York Herald". Where a
    role comes first, what stands behind its preposition is no name of the speaker: "the mayor of London" has none.
    """
    flags, found, at = page.flags, None, low
    if flags[low] & (DETERMINER | POSSESSIVE | QUANTITY):
        at += 1
    while at < high and not (found and _opens_bracket(page, at)):
        if flags[at] & CAPITAL and not flags[at] & DETERMINER:
            end = _run(page, at, high)
            if found or not _is_governed(page, low, at):
                found = _without_titles(page, at, end), end
            at = end
        elif found and (flags[at - 1] & _BREAKS or flags[at] & (RELATIVE | PREPOSITION | THAT)):
            return found
        else:
            at += 1
    return found


def _is_governed(page: Page, low: int, at: int) -> bool:
    """Whether a preposition stands before chunk `at`, perhaps with an article between."""
    before = at - 1 - (at - 1 > low and page.flags[at - 1] & DETERMINER > 0)
    return before > low and page.flags[before] & PREPOSITION > 0


def _run(page: Page, at: int, high: int) -> int:
    """Where the run of capitalised words that starts with chunk `at` ends; "of" and "van" may stand inside."""
    flags, end = page.flags, at + 1
    while end < high and not flags[end - 1] & _BREAKS and not _opens_bracket(page, end):
        if flags[end] & CAPITAL:
            end += 1
        elif page.core(end) in _INSIDE and end + 1 < high and flags[end + 1] & CAPITAL:
            end += 2
        else:
            break
    return end


def _opens_bracket(page: Page, at: int) -> bool:
    return page.flags[at] & BRACKET > 0


def _without_titles(page: Page, start: int, end: int) -> int:
    while start < end - 1 and page.flags[start] & TITLE:
        start += 1
    return start


def is_modifier(page: Page, end: int, high: int) -> bool:
    """Whether a name that ends before chunk `end` only tells more of a noun: "Russian president"."""
    if end >= high or page.flags[end - 1] & _BREAKS or page.flags[end] & THAT:
        return False
    return not _opens_bracket(page, end) and not page.flags[end] & (_NO_NAME | RELATIVE | MODAL | AUXILIARY)


def words(page: Page, low: int, high: int) -> str:
    """The words of some chunks as they stand, in one line, without possessive ending."""
    start, end = page.span(low, high)
    return " ".join(page.text[start:end].removesuffix("'s").split())


def phrase(page: Page, low: int, high: int) -> str:
    """A speaker without a name in words: no article, nothing behind the first comma or from "who" on."""
    if page.flags[low] & (DETERMINER | POSSESSIVE) and high - low > 1:
        low += 1
    end = low + 1
    while end < min(high, low + _LONGEST) and not page.flags[end - 1] & _BREAKS and not page.flags[end] & RELATIVE:
        end += 1
    return words(page, low, end)


def sex(page: Page, low: int, high: int) -> str:
    """Return "she" or "he" where a title or a role says so, else ""."""
    found = 0
    for flags in page.flags[low:high]:
        found |= flags
    return "she" if found & SHE else "he" if found & HE else ""


def full_name(page: Page, at: int) -> str:
    """The first full name in the text before chunk `at` that ends with its surname, or "" when there is none."""
    surname, stop = words(page, at, at + 1), page.starts[at]
    place = max(0, stop - _BACK)
    for _ in range(_MENTIONS):
        place = page.text.find(surname, place, stop)
        if place < 0:
            return ""
        end = bisect_right(page.starts, place) - 1
        start = _first_name(page, end)
        if start < end and page.core(end) == page.core(at):
            return words(page, start, end + 1)
        place += 1
    return ""


def _first_name(page: Page, end: int) -> int:
    """Where the run of names starts that chunk `end` closes; titles and verbs are no names."""
    flags, start = page.flags, end
    while start > 0 and end - start < 3 and flags[start - 1] & CAPITAL and not flags[start - 1] & _NO_NAME:
        before = flags[start - 1]
        if before & TITLE or (before & STOP and len(page.core(start - 1)) > _INITIAL):
            break
        start -= 1
    return start
