"""What is said behind a verb of saying: a quotation, a clause, an infinitive, a thing."""

from __future__ import annotations

from analyzer.text.attribution.clauses import clause_end, thing_end
from analyzer.text.attribution.flags import (
    ADVERB,
    AUXILIARY,
    CAPITAL,
    COLON,
    COMMA,
    CONJUNCTION,
    DASH,
    DETERMINER,
    FINITE,
    MODAL,
    NUMBER,
    OBJECT,
    PLURAL,
    POSSESSIVE,
    PREPOSITION,
    QUANTITY,
    STOP,
    SUBJECT,
    SUBORDINATOR,
    THAT,
    TIME,
    VERB,
)
from analyzer.text.attribution.lexicon import CLAUSE, PAST, PERSON, PERSON_TO, QUOTATION, THING, THIRD, TO, Cue
from analyzer.text.attribution.page import Page
from analyzer.text.attribution.phrases import QUESTIONS, subject

Chunks = tuple[int, int]
_SURE_VERB = AUXILIARY | MODAL | FINITE
_CLAUSE_STARTS = frozenset(["if", "when", "while", "once", "although", "because"])
_TOLD = SUBJECT | OBJECT | CAPITAL | DETERMINER | POSSESSIVE | QUANTITY | PLURAL | NUMBER
_LINKS = CONJUNCTION | PREPOSITION | SUBORDINATOR | TIME | ADVERB
_NO_THING = PREPOSITION | CONJUNCTION | SUBORDINATOR | TIME | AUXILIARY
_NEAR = 25  # chunks looked through for a quotation or a verb
_NAMES = 16  # chunks that the one who is told may have


def behind(page: Page, at: int, high: int, cue: Cue) -> tuple[int, Chunks | None]:
    """Where the cue with its verb at chunk `at` ends, and the chunks of what is said behind it."""
    flags, first = page.flags, at + 1
    if first >= high:
        return first, None
    if page.quote[first] >= 0:
        return first, (first, quoted_end(page, first, high))
    if flags[at] & COLON:
        return first, (first, clause_end(page, first, high))
    if flags[at] & COMMA:
        return first, _behind_comma(page, first, high, cue)
    core, takes = page.core(first), cue.takes
    if core in QUESTIONS and flags[first] & COMMA:
        return first, (first, first + 1)
    if (core == "that" or core in QUESTIONS) and takes & (CLAUSE | THING | PERSON):
        return first, (first, clause_end(page, first, high))
    if core == "to" and takes & TO and first + 1 < high:
        return first, (first, thing_end(page, first + 1, high))
    if core in cue.prepositions and first + 1 < high:
        return _behind_preposition(page, first, high, cue)
    found = None
    if takes & (PERSON | PERSON_TO) and flags[first] & _TOLD:
        found = _behind_person(page, first, high, cue)
    if found is None and takes & CLAUSE:
        found = _behind_circumstance(page, first, high)
    if found is None and takes & (CLAUSE | PERSON | QUOTATION):
        found = _far_quote(page, first, high)
    if found is None and takes & THING and core != "to" and not flags[first] & _NO_THING:
        found = first, thing_end(page, first, high)
    return first, found


def quoted_end(page: Page, first: int, high: int) -> int:
    """Where a content that starts with a quotation ends: with it, with one behind "and", or with its clause."""
    end = page.held[page.quote[first]][1]
    while end + 1 < high and page.flags[end] & CONJUNCTION and page.quote[end + 1] >= 0:
        end = page.held[page.quote[end + 1]][1]
    if end >= high:
        return high
    if page.flags[end - 1] & (COMMA | STOP) or page.flags[end] & (_LINKS | DASH):
        return end
    return clause_end(page, first, high)


def next_quote(page: Page, at: int, high: int) -> int | None:
    """First chunk of a quotation that follows without a verb in between."""
    for k in range(at, min(high, at + _NEAR)):
        if page.quote[k] >= 0:
            return k
        if page.flags[k] & _SURE_VERB:
            return None
    return None


def _behind_comma(page: Page, first: int, high: int, cue: Cue) -> Chunks | None:
    """A quotation behind "said," and perhaps a remark."""
    if page.flags[first] & CONJUNCTION or not cue.takes & CLAUSE:
        return None
    k = next_quote(page, first, high)
    if k is None or any(flags & VERB for flags in page.flags[first:k]):
        return None
    return k, quoted_end(page, k, high)


def _far_quote(page: Page, first: int, high: int) -> Chunks | None:
    """A quotation that a comma or colon introduces, behind "shouted back at them"."""
    k = next_quote(page, first, high)
    if k is None or not page.flags[k - 1] & (COMMA | COLON) or any(_says(page, other) for other in range(first, k)):
        return None
    return k, quoted_end(page, k, high)


def _says(page: Page, at: int) -> bool:
    """Whether a finite verb that can introduce a quotation stands here: it is that verb's, then."""
    if not page.flags[at] & VERB:
        return False
    cue = page.verb(at)
    return bool(cue.takes & CLAUSE and cue.form & (PAST | THIRD))


def _behind_preposition(page: Page, first: int, high: int, cue: Cue) -> tuple[int, Chunks | None]:
    """What "talked about" and "called for" are about; a quotation behind "said of her,"."""
    if page.quote[first + 1] >= 0:
        return first + 1, (first + 1, quoted_end(page, first + 1, high))
    if cue.takes & CLAUSE and page.core(first) in ("of", "about"):
        k = next_quote(page, first, high)
        if k is not None and page.flags[k - 1] & (COMMA | COLON):
            return first + 1, (k, quoted_end(page, k, high))
        if cue.lemma == "say":
            return first, None
    return first + 1, (first + 1, thing_end(page, first + 1, high))


def _behind_person(page: Page, first: int, high: int, cue: Cue) -> Chunks | None:
    """What is said behind the one who is told."""
    flags, told = page.flags, cue.takes & PERSON
    for k in range(first + 1, min(high, first + _NAMES)):
        core, kind, before = page.core(k), flags[k], flags[k - 1]
        if page.quote[k] >= 0:
            return k, quoted_end(page, k, high)
        if core == "that" or (told and core in QUESTIONS) or before & COLON:
            return k, clause_end(page, k, high)
        if core == "to" and cue.takes & PERSON_TO and k + 1 < high:
            return k, thing_end(page, k + 1, high)
        if not told:
            continue
        if core in cue.prepositions and k + 1 < high:
            return k + 1, thing_end(page, k + 1, high)
        starts = kind & (SUBJECT | DETERMINER | POSSESSIVE) and not before & (PREPOSITION | CONJUNCTION | COMMA)
        if starts and _has_verb(page, k, high):
            return k, clause_end(page, k, high)
        if kind & _SURE_VERB and k - 1 > first:
            start = subject(page, first + 1, k)
            return (start[0], clause_end(page, k, high)) if start else None
    return None


def _behind_circumstance(page: Page, first: int, high: int) -> Chunks | None:
    """A clause or a quotation, perhaps behind "in a statement" or "on Monday"."""
    kind = page.flags[first]
    if kind & (PREPOSITION | TIME | ADVERB) and not kind & SUBJECT:
        found = _skip_circumstance(page, first, high)
        if found is None and kind & TIME and not kind & COMMA and first + 1 < high and _has_verb(page, first + 1, high):
            found = first + 1
        if found is not None and page.quote[found] >= 0:
            return found, quoted_end(page, found, high)
        return None if found is None else (found, clause_end(page, found, high))
    link = kind & (CONJUNCTION | SUBORDINATOR) and not kind & (DETERMINER | SUBJECT)
    if link and page.core(first) not in _CLAUSE_STARTS:
        return None
    return (first, clause_end(page, first, high)) if _has_verb(page, first, high) else None


def _skip_circumstance(page: Page, first: int, high: int) -> int | None:
    """Where what is said starts behind a circumstance: with a quotation, "that", a colon or a pronoun."""
    flags = page.flags
    for k in range(first + 1, min(high, first + _NEAR)):
        before = flags[k - 1]
        if page.quote[k] >= 0 or before & COLON or (page.flags[k] & THAT and not before & PREPOSITION):
            return k
        if before & COMMA:
            return None
        if flags[k] & SUBJECT and not before & PREPOSITION and _has_verb(page, k, high):
            return k
    return None


def _has_verb(page: Page, at: int, high: int) -> bool:
    """Whether a clause with a finite verb starts here, as far as the next chunks tell."""
    if page.flags[at] & SUBJECT:
        return at + 1 < high
    return page.masks.uncapitalised.find(1, at + 1, min(high, at + _NEAR)) >= 0
