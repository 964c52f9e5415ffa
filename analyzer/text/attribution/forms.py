"""Whether a chunk that looks like a verb of saying is one, and in which form it stands."""

from __future__ import annotations

from typing import Literal

from analyzer.text.attribution.flags import (
    ADVERB,
    ALSO_NOUN,
    AUXILIARY,
    BE,
    BY,
    CAPITAL,
    COMMA,
    CONJUNCTION,
    DETERMINER,
    FINITE,
    MODAL,
    NEGATION,
    NOUN,
    NUMBER,
    OWNER,
    PLURAL,
    POSSESSIVE,
    PREPOSITION,
    QUANTITY,
    RELATIVE,
    STOP,
    SUBJECT,
    THAT,
)
from analyzer.text.attribution.lexicon import BASE, CLAUSE, GERUND, PARTICIPLE, PAST, THIRD, Cue
from analyzer.text.attribution.page import Page

Form = Literal["finite", "gerund", "infinitive", "passive", "asked", "none"]

_WITH = ADVERB | AUXILIARY | MODAL | NEGATION
_STANDS_ALONE = SUBJECT | COMMA | RELATIVE
_SINGULAR = frozenset(["he", "she", "it", "his"])
_PEOPLE = frozenset(["people", "men", "women", "police"])
_WHEN = frozenset(["when", "if", "once", "unless"])


def group(page: Page, low: int, at: int) -> int:
    """First chunk of the verb group: auxiliaries, negations and adverbs before the verb."""
    flags, quote = page.flags, page.quote
    while at > low and flags[at - 1] & _WITH and not flags[at - 1] & _STANDS_ALONE and quote[at - 1] < 0:
        at -= 1
    return at


def form(page: Page, low: int, start: int, at: int, cue: Cue) -> Form:
    """The form of the verb at chunk `at`, whose group starts at `start`; "none" when it is no verb here."""
    flags, forms = page.flags, cue.form
    if flags[at] & CAPITAL and at > low and not page.is_title(low):
        return "none"
    first = start == low or page.quote[start - 1] >= 0
    before, word = (0, "") if first else (flags[start - 1], page.core(start - 1))
    helpers = before if before & AUXILIARY and before & (SUBJECT | RELATIVE) else 0
    for k in range(start, at):
        helpers |= flags[k]
    if forms == GERUND:
        return (
            "finite"
            if helpers & (AUXILIARY | MODAL)
            else "none"
            if before & (DETERMINER | POSSESSIVE | OWNER)
            else "gerund"
        )
    if helpers & (AUXILIARY | MODAL):
        if helpers & BE and forms & PARTICIPLE:
            return "finite" if start == at and _is_perfect(page, at, cue) else "passive"
        return "finite" if forms & (BASE | PARTICIPLE) else "none"
    if forms & BASE and not forms & PAST:
        return _base(page, at, before, word)
    if forms & PARTICIPLE and word in _WHEN:
        return "asked"
    if (flags[at] & ALSO_NOUN and forms & (BASE | THIRD) and _is_noun(page, at, cue)) or _is_adjective(
        before, word, forms
    ):
        return "none"
    if forms & PARTICIPLE and at + 1 < len(page) and page.flags[at + 1] & BY and not flags[at] & (COMMA | STOP):
        return "none"
    return "finite"


def _base(page: Page, at: int, before: int, word: str) -> Form:
    """The form of a verb without ending: it needs "to", or a subject that is no singular."""
    if word == "to":
        return "infinitive"
    if not word or before & OWNER or word in _SINGULAR:
        return "none"
    if page.flags[at] & (NOUN | ALSO_NOUN):
        plural = before & (SUBJECT | RELATIVE | PLURAL | QUANTITY) or word in _PEOPLE
        return "finite" if plural and not before & COMMA else "none"
    return "none" if before & (DETERMINER | POSSESSIVE | PREPOSITION) and not before & SUBJECT else "finite"


def _is_perfect(page: Page, at: int, cue: Cue) -> bool:
    """Whether "he's said" is "he has said": a clause follows right away."""
    if not cue.takes & CLAUSE or at + 1 >= len(page):
        return False
    return bool(page.flags[at + 1] & (SUBJECT | DETERMINER | POSSESSIVE | THAT))


def _is_adjective(before: int, word: str, forms: int) -> bool:
    """Whether "the accused" or "of claims" stands here: what precedes cannot be a subject."""
    if before & SUBJECT or word == "that" or (before & NUMBER and before & COMMA):  # "Anna Bold, 49, said"
        return False
    if forms & PAST:
        return bool(before & (DETERMINER | POSSESSIVE | OWNER | PREPOSITION | NUMBER) and not before & QUANTITY)
    nominal = DETERMINER | POSSESSIVE | OWNER | PREPOSITION | QUANTITY | PLURAL
    return bool(forms & THIRD and before & nominal and not before & CAPITAL)


def _is_noun(page: Page, at: int, cue: Cue) -> bool:
    """Whether what follows speaks for a noun: a verb, a comma, a preposition that the verb does not take."""
    if at + 1 >= len(page) or page.flags[at] & COMMA:
        return not cue.takes & CLAUSE
    following, word = page.flags[at + 1], page.core(at + 1)
    if following & (SUBJECT | DETERMINER | POSSESSIVE) or word in cue.prepositions or word == "to":
        return False
    return bool(following & (AUXILIARY | MODAL | FINITE | PREPOSITION | CONJUNCTION))
