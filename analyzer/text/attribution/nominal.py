"""Attributions whose cue is a noun: "X's warning that C", "her promise to C", "a statement from X that C"."""

from __future__ import annotations

from analyzer.text.attribution.behind import quoted_end
from analyzer.text.attribution.clauses import clause_end, thing_end
from analyzer.text.attribution.contents import attribution, content
from analyzer.text.attribution.flags import (
    AUXILIARY,
    CAPITAL,
    COMMA,
    CONJUNCTION,
    DETERMINER,
    MODAL,
    NUMBER,
    OBJECT,
    OWNER,
    PLURAL,
    POSSESSIVE,
    PREPOSITION,
    QUANTITY,
    RELATIVE,
    SUBJECT,
    SUBORDINATOR,
    THAT,
)
from analyzer.text.attribution.page import Page
from analyzer.text.attribution.phrases import subject
from analyzer.text.attribution.records import Attribution

Chunks = tuple[int, int]
_OF = frozenset(("of", "for", "about", "against", "on", "over", "with"))
_FROM = frozenset(("from", "by"))
_FOLLOWING = _OF | _FROM | {"that", "to"}
_NO_INFINITIVE = CAPITAL | DETERMINER | POSSESSIVE | QUANTITY | OBJECT | NUMBER | PLURAL | PREPOSITION
_LONGEST = 12  # chunks of a source behind "a statement from"


def noun(page: Page, at: int, low: int, high: int, tier: str) -> Attribution | None:
    """The attribution whose cue is the noun at chunk `at`, if it is one."""
    first = at + 1
    if first + 1 >= high or page.flags[at] & (COMMA | OWNER):
        return None
    if page.quote[first] >= 0:
        return _named(page, at, low, tier)
    if page.core(first) not in _FOLLOWING:
        return None
    core, end = page.core(first), first
    source, start = _owner(page, low, at)
    if core in _FROM:
        source, first = _giver(page, first, high)
        core = "that" if source else ""
    if core == "that" and _is_clause(page, first, high):
        part = (first, _subject_end(page, low, at, first, high))
    elif source is not None and core == "to" and not page.flags[first + 1] & _NO_INFINITIVE:
        part = (first, thing_end(page, first + 1, high))
    elif core in _OF and (source is not None or page.quote[first + 1] >= 0):
        end = first + 1
        part = (end, (quoted_end if page.quote[end] >= 0 else thing_end)(page, end, high))
    else:
        return None
    return attribution(page, source, (start, end), content(page, *part), tier, "nominal")


def _named(page: Page, at: int, low: int, tier: str) -> Attribution | None:
    """A quotation right behind its noun: the slogan "C"."""
    first = at + 1
    number = page.quote[first]
    if page.quotations[number][0] != page.starts[first]:
        return None
    source, start = _owner(page, low, at)
    spans = content(page, first, page.held[number][1])
    return attribution(page, source, (start, first), spans, tier, "nominal")


def _owner(page: Page, low: int, at: int) -> tuple[Chunks | None, int]:
    """Whose it is, and where the cue starts, with its adjectives."""
    flags = page.flags
    for k in range(at - 1, max(low, at - 5) - 1, -1):
        kind = flags[k]
        if kind & (COMMA | PREPOSITION | SUBJECT | AUXILIARY) and not kind & (POSSESSIVE | OWNER):
            return None, k + 1
        if page.quote[k] != page.quote[at]:
            return None, k + 1
        if kind & POSSESSIVE:
            return (k, k + 1), k + 1
        if kind & OWNER:
            return subject(page, low, k + 1) or (k, k + 1), k + 1
        if kind & DETERMINER:
            return None, k
    return None, at


def _giver(page: Page, at: int, high: int) -> tuple[Chunks | None, int]:
    """Who stands behind "from" at chunk `at`, and the chunk of the "that" which follows."""
    for k in range(at + 2, min(high, at + _LONGEST)):
        if page.flags[k] & THAT:
            return (at + 1, k), k
        if page.flags[k] & (AUXILIARY | MODAL):
            break
    return None, at


def _is_clause(page: Page, at: int, high: int) -> bool:
    """Whether "that" begins a clause with a subject of its own."""
    return at + 2 < high and not page.flags[at + 1] & (AUXILIARY | MODAL) and not page.finite[at + 1]


def _subject_end(page: Page, low: int, at: int, first: int, high: int) -> int:
    """Where "that C" behind the noun at `at` ends: before the second verb, if the noun is in the subject."""
    end = clause_end(page, first, high)
    if page.has_verb(max(low, at - _LONGEST), at):
        return end
    verbs = 0
    for k in range(first + 1, end):
        if page.flags[k] & (CONJUNCTION | SUBORDINATOR | RELATIVE):
            verbs -= 1
        elif page.finite[k] and not page.finite[k - 1]:
            verbs += 1
            if verbs == 2:
                return k
    return end
