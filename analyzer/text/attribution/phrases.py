"""Where noun phrases and clauses start and end, by short scans over the flags of chunks."""

from __future__ import annotations

from analyzer.text.attribution.lexicon import CLAUSE, THING, THIRD, verbs
from analyzer.text.attribution.lexicon import GERUND as GERUND_FORM
from analyzer.text.attribution.lexicon import PAST as PAST_FORM
from analyzer.text.attribution.page import Page
from analyzer.text.attribution.flags import (
    ADVERB,
    AUXILIARY,
    CAPITAL,
    CLOSES,
    COLON,
    COMMA,
    CONJUNCTION,
    DASH,
    DETERMINER,
    FINITE,
    GERUND,
    MODAL,
    NEGATION,
    NOUN,
    NUMBER,
    OBJECT,
    OWNER,
    PAST,
    PLURAL,
    POSSESSIVE,
    PREPOSITION,
    QUANTITY,
    RELATIVE,
    SUBJECT,
    SUBORDINATOR,
    TIME,
    VERB,
)

Chunks = tuple[int, int]  # low:high
_STARTS = DETERMINER | POSSESSIVE | QUANTITY
_BREAKS = COMMA | COLON | DASH | CLOSES
_PLAIN = DETERMINER | POSSESSIVE | QUANTITY | SUBJECT | OBJECT | RELATIVE | AUXILIARY | MODAL | NEGATION | PREPOSITION
_PLAIN |= CONJUNCTION | SUBORDINATOR | ADVERB | FINITE
_FARTHEST = 40  # chunks that a noun phrase may have
_LONGEST = 400  # chunks that a content outside quotations may have
_BEFORE_TIME = frozenset(["on", "in", "at", "this", "last", "past", "late", "early", "next", "the"])
_TURNS = frozenset(["but", "though", "although", "while", "whereas"])
_CUTS = frozenset(
    [
        "when",
        "while",
        "after",
        "before",
        "because",
        "although",
        "though",
        "as",
        "if",
        "since",
        "until",
        "whereas",
        "where",
        "unless",
        "despite",
        "amid",
    ]
)


def is_finite(page: Page, at: int) -> bool:
    """Whether the chunk is surely a verb that has a subject of its own."""
    flags = page.flags[at]
    if flags & (AUXILIARY | MODAL | FINITE):
        return True
    if at and page.flags[at - 1] & (_STARTS | OWNER | PREPOSITION):
        return False
    if flags & PAST:
        return not flags & CAPITAL or at == 0
    return bool(flags & VERB and verbs()[page.cores[at]].form & (THIRD | PAST_FORM) and not flags & (NOUN | CAPITAL))


def subject(page: Page, low: int, at: int) -> Chunks | None:
    """The noun phrase that ends right before chunk `at`, with its appositions and relative clauses."""
    flags, last = page.flags, at - 1
    if last < low or page.quote[last] != page.quote[at]:
        return None
    last = _without_time(page, low, last)
    end = last + 1
    if flags[last] & (COMMA | DASH | CLOSES):
        last = _before_insertion(page, low, last)
        if last is None or last < low:
            return None
    if flags[last] & CONJUNCTION:
        return None
    start = _left(page, low, last)
    while start < last and flags[start] & (CONJUNCTION | ADVERB) and not flags[start] & CAPITAL:
        start += 1
    if flags[start] & (CONJUNCTION | SUBORDINATOR | PREPOSITION | ADVERB | AUXILIARY | MODAL) and not flags[start] & (
        CAPITAL | SUBJECT | DETERMINER
    ):
        return None
    return start, end


def _without_time(page: Page, low: int, last: int) -> int:
    """The last chunk before "on Monday", "this week", "however", "too" that stand between a subject and its verb."""
    flags, at = page.flags, last
    while at > low and last - at < 4 and flags[at] & (TIME | ADVERB) and not flags[at] & (SUBJECT | DETERMINER):
        at -= 1
    if at == last:
        return last
    while at > low and last - at < 4 and page.cores[at] in _BEFORE_TIME:
        at -= 1
    return at


def _before_insertion(page: Page, low: int, last: int) -> int | None:
    """The chunk before an apposition, a relative clause or a remark between two commas, dashes or brackets."""
    flags = page.flags
    for at in range(last - 1, max(low, last - _FARTHEST) - 1, -1):
        if flags[at] & _BREAKS or page.quote[at] != page.quote[last]:
            following = flags[at + 1]
            if following & CONJUNCTION or page.cores[at + 1] in _TURNS:
                return None
            if following & SUBJECT and not flags[at] & DASH:
                return None
            if flags[at] & DASH and page.end(at) - page.start(at) <= 2 and not page.cores[at].isalnum():
                return at - 1
            if flags[at] & COMMA and at > low and flags[at - 1] & (COMMA) and flags[at] & CAPITAL:
                continue
            return at if flags[at] & _BREAKS else None
    return None


def _left(page: Page, low: int, last: int) -> int:
    """Where the noun phrase that ends with chunk `last` starts."""
    flags, cores, quote = page.flags, page.cores, page.quote
    if flags[last] & (SUBJECT | RELATIVE) or cores[last] == "that":
        return last
    at, floor = last, max(low, last - _FARTHEST)
    while at > floor:
        before = at - 1
        kind = flags[before]
        if kind & _BREAKS or quote[before] != quote[at]:
            if kind & COMMA and _listed(page, low, before):
                at = before
                continue
            break
        if kind & (SUBORDINATOR | RELATIVE | OBJECT | SUBJECT) or cores[before] == "that":
            break
        if is_finite(page, before):
            start = _relative(page, floor, before)
            if start is None:
                break
            at = start
            continue
        if kind & CONJUNCTION:
            if cores[before] not in ("and", "or") or before == floor or not _joins(page, before):
                break
        elif kind & PREPOSITION:
            if (
                before == floor
                or flags[before - 1] & (_BREAKS | CONJUNCTION | SUBORDINATOR)
                or is_finite(page, before - 1)
            ):
                break
        elif flags[at] & (DETERMINER | POSSESSIVE) and not flags[at] & OWNER:
            if not kind & (DETERMINER | QUANTITY):
                break
        elif kind & ADVERB and not flags[at] & (CAPITAL | NUMBER):
            pass
        at = before
    return at


def _joins(page: Page, at: int) -> bool:
    """Whether "and" stands between two noun phrases, as far as its neighbours tell."""
    before = page.flags[at - 1]
    return not (before & (_BREAKS | ADVERB | PREPOSITION | AUXILIARY | OBJECT | SUBJECT) or is_finite(page, at - 1))


def _listed(page: Page, low: int, at: int) -> bool:
    """Whether the comma behind a capitalised word stands in a list of names or before "Jr." or a place."""
    return False


def _relative(page: Page, low: int, verb: int) -> int | None:
    """The relative pronoun whose verb this is, if it follows a noun."""
    for at in range(verb - 1, max(low, verb - 12), -1):
        kind = page.flags[at]
        if kind & (COLON | DASH) or page.quote[at] != page.quote[verb]:
            return None
        if (kind & RELATIVE or page.cores[at] in ("that", "whose")) and not page.flags[at - 1] & (
            PREPOSITION | VERB | COMMA
        ):
            return at
        if kind & COMMA:
            return None
    return None


def clause_subject(page: Page, low: int, at: int) -> Chunks | None:
    """The subject of the clause that chunk `at` goes on with: its first noun phrase."""
    flags = page.flags
    start = low = max(low, at - 2 * _FARTHEST)
    for before in range(at - 1, low, -1):
        if flags[before - 1] & (COLON | DASH) or (
            flags[before - 1] & COMMA and flags[before] & CONJUNCTION and before < at - 1
        ):
            start = before
            break
        if flags[before] & SUBORDINATOR and not flags[before] & PREPOSITION:
            start = before + 1
            break
        if flags[before] & RELATIVE:
            return before, before + 1
    while start < at and flags[start] & CONJUNCTION:
        start += 1
    if (
        start < at
        and flags[start] & (PREPOSITION | SUBORDINATOR | GERUND | ADVERB | TIME)
        and not flags[start] & SUBJECT
    ):
        comma = next((k for k in range(start, at) if flags[k] & COMMA), None)
        if comma is not None and comma + 1 < at:
            start = comma + 1
    end = start
    while end < at and end - start < _FARTHEST and not (is_finite(page, end) and not _inner(page, start, end)):
        if page.quote[end] != page.quote[start]:
            break
        if flags[end] & ADVERB and end > start:
            break
        end += 1
    if end == start or end == at:
        if end == at and end > start and flags[start] & (SUBJECT | CAPITAL | _STARTS):
            return None
        return None
    if flags[start] & (SUBORDINATOR | PREPOSITION) and not flags[start] & (SUBJECT | DETERMINER):
        return None
    return start, end


def subject_behind_comma(page: Page, at: int, high: int) -> Chunks | None:
    """The subject of the main clause, where a subordinate one with chunk `at` opens the sentence."""
    for comma in range(at, min(high - 1, at + _FARTHEST)):
        if page.flags[comma] & COMMA and page.quote[comma] < 0:
            end = comma + 1
            while end < high and end - comma < 12 and not is_finite(page, end) and not page.flags[end] & COMMA:
                end += 1
            return (
                (comma + 1, end)
                if comma + 1 < end < high and not page.flags[comma + 1] & (CONJUNCTION | PREPOSITION)
                else None
            )
    return None


def _inner(page: Page, start: int, at: int) -> bool:
    return any(page.flags[k] & RELATIVE for k in range(start + 1, at)) and not page.flags[at - 1] & COMMA


def right(page: Page, at: int, high: int) -> int:
    """Where the noun phrase that starts with chunk `at` ends, when it is a speaker behind the verb."""
    flags, cores = page.flags, page.cores
    end = at + 1
    while end < high and end - at < 60:
        before, kind = flags[end - 1], flags[end]
        if page.quote[end] != page.quote[at] or before & COLON or (before | kind) & DASH:
            break
        if kind & TIME and not before & (PREPOSITION | COMMA | CAPITAL):
            break
        if cores[end] in (
            "when",
            "while",
            "after",
            "before",
            "as",
            "during",
            "because",
            "if",
            "but",
            "though",
            "although",
        ):
            break
        if cores[end] in ("in", "on", "at") and _circumstance(page, end, high):
            break
        if before & COMMA and ((kind & GERUND and kind & VERB) or kind & CONJUNCTION):
            break
        end += 1
    return end


def _circumstance(page: Page, at: int, high: int) -> bool:
    """Whether "in a statement", "on Monday" or the like starts here."""
    last = min(high, at + 5)
    if page.cores[at] == "on" and at + 1 < high and page.flags[at + 1] & TIME:
        return True
    if at + 2 < high and page.cores[at + 1] in ("a", "an", "his", "her", "their", "response", "reference", "september"):
        return any(page.cores[k] in _SETTINGS for k in range(at + 1, last))
    return False


_SETTINGS = frozenset(
    [
        "statement",
        "interview",
        "email",
        "e-mail",
        "speech",
        "tweet",
        "post",
        "letter",
        "briefing",
        "conference",
        "release",
        "rally",
        "call",
        "message",
        "report",
        "memo",
        "video",
        "article",
        "essay",
        "column",
        "op-ed",
        "blog",
        "response",
        "reference",
        "reply",
        "appearance",
        "news",
    ]
)


def clause_end(page: Page, at: int, high: int) -> int:
    """Where a clause that starts with chunk `at` ends: with its sentence, or where the narrator turns."""
    flags, cores, last_break = page.flags, page.cores, 0
    high = min(high, at + _LONGEST)
    for end in range(at + 2, high):
        if page.quote[end] >= 0:
            if page.quote[end] != page.quote[end - 1] and last_break and _introduced(page, at, end):
                return last_break
            continue
        if flags[end - 1] & (COMMA | DASH) or flags[end] & CONJUNCTION:
            last_break = end
        if flags[end - 1] & COMMA:
            kind = flags[end]
            if flags[end] & CONJUNCTION and _says_again(page, end + 1, high):
                return end
            if cores[end] in _TURNS or (kind & GERUND and kind & VERB and verbs()[cores[end]].form & GERUND_FORM):
                return end
        elif flags[end] & CONJUNCTION and end + 1 < high and _is_saying(page, end + 1):
            return end
        if cores[end] == "according" and end + 1 < high and cores[end + 1] == "to":
            return end
    return high


def _is_saying(page: Page, at: int) -> bool:
    """Whether a finite verb that takes clauses stands here: "and said", "but insists"."""
    if not page.flags[at] & VERB or page.flags[at] & NOUN:
        return False
    cue = verbs()[page.cores[at]]
    return bool(cue.takes & CLAUSE and not cue.takes & THING and cue.form & (PAST_FORM | THIRD))


def _says_again(page: Page, at: int, high: int) -> bool:
    """Whether a new clause with a verb of saying starts here: ", and she said"."""
    return any(_is_saying(page, k) for k in range(at, min(high, at + 5)))


def _introduced(page: Page, low: int, at: int) -> bool:
    """Whether a verb of saying and a comma or colon stand right before the quotation at chunk `at`."""
    flags = page.flags
    return bool(flags[at - 1] & (COMMA | COLON)) and any(flags[k] & VERB for k in range(max(low, at - 3), at))


def thing_end(page: Page, at: int, high: int) -> int:
    """Where a noun phrase that starts with chunk `at` ends, when it is what is said."""
    flags, cores = page.flags, page.cores
    open_relative, last_break = False, 0
    high = min(high, at + _LONGEST)
    for end in range(at + 1, high):
        if page.quote[end] >= 0 and page.quote[end] == page.quote[end - 1]:
            continue
        if page.quote[end] >= 0 and _introduced(page, at, end):
            return last_break or end
        if flags[end - 1] & (COMMA | DASH) or flags[end] & (CONJUNCTION | RELATIVE):
            last_break = end
        before, kind = flags[end - 1], flags[end]
        if before & (COLON | DASH) or kind & DASH:
            return end
        if before & COMMA and kind & (CONJUNCTION | GERUND | RELATIVE | SUBORDINATOR | SUBJECT | PREPOSITION):
            return end
        if cores[end] in _CUTS and not (cores[end] == "as" and end - at < 8):
            return end
        if kind & TIME and end - at > 1 and not before & (PREPOSITION | DETERMINER | CAPITAL | OWNER):
            return end
        if kind & RELATIVE or cores[end] == "that":
            open_relative = True
        if kind & CONJUNCTION and end + 1 < high and (flags[end + 1] & SUBJECT or is_finite(page, end + 1)):
            return end
        if not open_relative and kind & (AUXILIARY | MODAL) and not kind & SUBJECT and not before & SUBJECT:
            return end
    return high


__all__ = ["PLURAL", "Chunks", "clause_end", "clause_subject", "is_finite", "right", "subject", "thing_end"]
