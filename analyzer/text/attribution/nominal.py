"""Attributions whose cue is a noun: "X's warning that C", "her promise to C", "criticism of C"."""

from __future__ import annotations

from analyzer.text.attribution import clauses, phrases
from analyzer.text.attribution.contents import attribution, content
from analyzer.text.attribution.page import Page
from analyzer.text.attribution.records import Attribution
from analyzer.text.attribution.flags import (
    AUXILIARY,
    COMMA,
    CONJUNCTION,
    DETERMINER,
    MODAL,
    OWNER,
    POSSESSIVE,
    PREPOSITION,
    RELATIVE,
    SUBJECT,
    SUBORDINATOR,
)

_OF = frozenset(["of", "for", "about", "against", "on", "over", "with"])


def noun(page: Page, at: int, low: int, high: int, tier: str) -> Attribution | None:
    """The attribution whose cue is the noun at chunk `at`, if it is one."""
    flags, cores = page.flags, page.cores
    first = at + 1
    if first >= high or flags[at] & (COMMA | OWNER):
        return None
    core = cores[first]
    if core != "that" and core != "to" and core not in _OF:
        return None
    source, start = _owner(page, low, at)
    if core == "that" and _clause(page, first, high):
        return _make(page, source, (start, first), (first, _subject_end(page, low, at, high)), tier)
    if source is None:
        return None
    if core == "to" and first + 1 < high:
        return _make(page, source, (start, first), (first, clauses.thing_end(page, first + 1, high)), tier)
    if core in _OF and first + 1 < high:
        return _make(page, source, (start, first + 1), (first + 1, clauses.thing_end(page, first + 1, high)), tier)
    return None


def _make(
    page: Page, source: tuple[int, int] | None, cue: tuple[int, int], part: tuple[int, int], tier: str
) -> Attribution:
    return attribution(page, source, cue, content(page, *part), tier, "nominal")


def _subject_end(page: Page, low: int, at: int, high: int) -> int:
    """Where "that C" behind the noun at `at` ends: before the second verb, if the noun is in the subject of the sentence."""
    end = clauses.clause_end(page, at + 1, high)
    if any(phrases.is_finite(page, k) for k in range(low, at)):
        return end
    verbs = 0
    for k in range(at + 2, end):
        if page.flags[k] & (CONJUNCTION | SUBORDINATOR | RELATIVE):
            verbs -= 1
        elif phrases.is_finite(page, k) and not phrases.is_finite(page, k - 1):
            verbs += 1
            if verbs == 2:
                return k
    return end


def _clause(page: Page, at: int, high: int) -> bool:
    """Whether "that" begins a clause with a subject of its own."""
    return at + 2 < high and not page.flags[at + 1] & (AUXILIARY | MODAL) and not phrases.is_finite(page, at + 1)


def _owner(page: Page, low: int, at: int) -> tuple[tuple[int, int] | None, int]:
    """Whose it is, and where the cue starts, with its adjectives."""
    flags = page.flags
    for k in range(at - 1, max(low, at - 5) - 1, -1):
        kind = flags[k]
        if kind & COMMA or page.quote[k] != page.quote[at]:
            return None, k + 1
        if kind & POSSESSIVE:
            return (k, k + 1), k + 1
        if kind & OWNER:
            found = phrases.subject(page, low, k + 1)
            return found or (k, k + 1), k + 1
        if kind & (PREPOSITION | SUBJECT | AUXILIARY):
            return None, k + 1
        if kind & DETERMINER:
            return None, k
    return None, at
