"""Subjects: where the noun phrase before a verb starts, by short scans over the flags of chunks."""

from __future__ import annotations

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
    GERUND,
    MODAL,
    NUMBER,
    OBJECT,
    OWNER,
    POSSESSIVE,
    PREPOSITION,
    QUANTITY,
    RELATIVE,
    SUBJECT,
    SUBORDINATOR,
    THAT,
    TIME,
    TURN,
    VERB,
)
from analyzer.text.attribution.page import Page

Chunks = tuple[int, int]  # low:high

QUESTIONS = frozenset(["how", "why", "what", "whether", "if", "who", "where", "when", "which"])  # open a clause
_STARTS = DETERMINER | POSSESSIVE | QUANTITY
_BREAKS = COMMA | COLON | DASH | CLOSES
_NO_SUBJECT = CONJUNCTION | SUBORDINATOR | PREPOSITION | ADVERB | AUXILIARY | MODAL
_NO_CONJUNCT = _BREAKS | ADVERB | PREPOSITION | AUXILIARY | OBJECT | SUBJECT
_FARTHEST = 40  # chunks that a noun phrase may have
_RELATIVE = 12  # chunks from a relative pronoun to its verb
_BEFORE_TIME = frozenset(("on", "in", "at", "this", "last", "past", "late", "early", "next", "the"))


def subject(page: Page, low: int, at: int) -> Chunks | None:
    """The noun phrase that ends right before chunk `at`, with its appositions and relative clauses."""
    flags = page.flags
    if at <= low or page.quote[at - 1] != page.quote[at]:
        return None
    last: int | None = _before_time(page, low, at - 1)
    end = (last or 0) + 1
    if flags[end - 1] & (COMMA | DASH | CLOSES):
        last = _before_insertion(page, low, end - 1)
        if last is None and end < at and flags[end - 1] & flags[at - 1] & COMMA:
            last = end - 1  # "Anna Bold, however,"
        if last is not None and last > low and flags[last] & NUMBER and flags[last] & flags[last - 1] & COMMA:
            last -= 1  # "Anna Bold, 49, a friend,"
    if last is None or last < low or flags[last] & CONJUNCTION:
        return None
    start = _start(page, low, last)
    while start < last and flags[start] & (CONJUNCTION | ADVERB) and not flags[start] & CAPITAL:
        start += 1
    if flags[start] & _NO_SUBJECT and not flags[start] & (CAPITAL | SUBJECT | DETERMINER):
        return None
    return start, end


def antecedent(page: Page, low: int, at: int) -> Chunks | None:
    """The noun phrase that ends right before the relative pronoun at chunk `at`, perhaps with a comma."""
    return (_start(page, low, at - 1), at) if at > low else None


def _before_time(page: Page, low: int, last: int) -> int:
    """The last chunk before "on Monday", "this week", "however", "too" that stand between a subject and its verb."""
    flags, at = page.flags, last
    while at > low and last - at < 4 and flags[at] & (TIME | ADVERB) and not flags[at] & (SUBJECT | DETERMINER):
        at -= 1
    if at == last:
        return last
    while at > low and last - at < 4 and page.core(at) in _BEFORE_TIME:
        at -= 1
    return at


def _before_insertion(page: Page, low: int, last: int) -> int | None:
    """The chunk before an apposition, a relative clause or a remark between two commas, dashes or brackets."""
    flags, quote = page.flags, page.quote
    if flags[last] & CLOSES:
        return _before_bracket(page, low, last)
    for at in range(last - 1, max(low, last - _FARTHEST) - 1, -1):
        if not flags[at] & _BREAKS and quote[at] == quote[last]:
            continue
        following = flags[at + 1]
        if following & (CONJUNCTION | TURN) or (following & SUBJECT and not flags[at] & DASH):
            return None
        if flags[at] & DASH and not page.core(at).strip("-"):
            return at - 1
        return at if flags[at] & _BREAKS else None
    return None


def _before_bracket(page: Page, low: int, last: int) -> int | None:
    """The chunk before a bracket that closes behind chunk `last`: "Anna Bold (D-Tex.)"."""
    for at in range(last, max(low, last - _RELATIVE), -1):
        if page.flags[at] & BRACKET:
            return at - 1
    return None


def _start(page: Page, low: int, last: int) -> int:
    """Where the noun phrase that ends with chunk `last` starts."""
    flags, quote = page.flags, page.quote
    if flags[last] & (SUBJECT | RELATIVE | THAT):
        return last
    at, floor = last, max(low, last - _FARTHEST)
    while at > floor:
        before = at - 1
        kind = flags[before]
        if kind & (_BREAKS | SUBORDINATOR | RELATIVE | OBJECT | SUBJECT | THAT) or quote[before] != quote[at]:
            break
        if page.finite[before]:
            start = _relative(page, floor, before)
            if start is None:
                break
            at = start
            continue
        if not _belongs(page, floor, before, at):
            break
        at = before
    return at


def _belongs(page: Page, floor: int, before: int, at: int) -> bool:
    """Whether the chunk `before` is of one noun phrase with the chunk `at` behind it."""
    flags = page.flags
    kind, further = flags[before], flags[before - 1] if before > floor else 0
    if kind & CONJUNCTION:
        if page.core(before) not in ("and", "or") or before == floor:
            return False
        return not (further & _NO_CONJUNCT or page.finite[before - 1])
    if kind & PREPOSITION:
        if before == floor or further & (_BREAKS | CONJUNCTION | SUBORDINATOR):
            return False
        return not page.finite[before - 1]
    if flags[at] & (DETERMINER | POSSESSIVE) and not flags[at] & OWNER:
        return bool(kind & (DETERMINER | QUANTITY))
    return True


def _relative(page: Page, low: int, verb: int) -> int | None:
    """The relative pronoun whose verb this is, if it follows a noun."""
    for at in range(verb - 1, max(low, verb - _RELATIVE), -1):
        kind = page.flags[at]
        if kind & (COLON | DASH) or page.quote[at] != page.quote[verb]:
            return None
        is_pronoun = kind & RELATIVE or page.core(at) in ("that", "whose")
        if is_pronoun and not page.flags[at - 1] & (PREPOSITION | VERB | COMMA):
            return at
        if kind & COMMA:
            return None
    return None


def clause_subject(page: Page, low: int, at: int) -> Chunks | None:
    """The subject of the clause that chunk `at` goes on with: its first noun phrase."""
    flags = page.flags
    start = _clause_start(page, max(low, at - 2 * _FARTHEST), at)
    if start < at and flags[start] & RELATIVE:
        return start, start + 1
    while start < at and flags[start] & CONJUNCTION:
        start += 1
    opening = PREPOSITION | SUBORDINATOR | GERUND | ADVERB | TIME
    if start < at and flags[start] & opening and not flags[start] & SUBJECT:
        comma = next((k for k in range(start, at - 1) if flags[k] & COMMA), start - 1)
        start = comma + 1
    end = start
    while end < at and end - start < _FARTHEST and (not page.finite[end] or _is_inner(page, start, end)):
        if page.quote[end] != page.quote[start] or (flags[end] & ADVERB and end > start):
            break
        end += 1
    if end in (start, at) or (
        flags[start] & (SUBORDINATOR | PREPOSITION) and not flags[start] & (SUBJECT | DETERMINER)
    ):
        return None
    return start, end


def _clause_start(page: Page, low: int, at: int) -> int:
    """First chunk of the clause that chunk `at` stands in."""
    flags = page.flags
    for k in range(at - 1, low, -1):
        if flags[k - 1] & (COLON | DASH) or flags[k] & RELATIVE:
            return k
        if flags[k - 1] & COMMA and flags[k] & CONJUNCTION and k < at - 1:
            return k
        if flags[k] & SUBORDINATOR and not flags[k] & PREPOSITION:
            return k + 1
    return low


def _is_inner(page: Page, start: int, at: int) -> bool:
    """Whether the verb belongs to a relative clause inside the noun phrase."""
    return any(page.flags[k] & RELATIVE for k in range(start + 1, at)) and not page.flags[at - 1] & COMMA


def subject_behind_comma(page: Page, at: int, high: int) -> Chunks | None:
    """The subject of the main clause, where a subordinate one with chunk `at` opens the sentence."""
    flags = page.flags
    commas = (k for k in range(at, min(high - 1, at + _FARTHEST)) if flags[k] & COMMA and page.quote[k] < 0)
    start = next(commas, high) + 1
    end = start
    while end < high and end - start < _RELATIVE and not page.finite[end] and not flags[end] & COMMA:
        end += 1
    if start < end < high and not flags[start] & (CONJUNCTION | PREPOSITION):
        return start, end
    return None
