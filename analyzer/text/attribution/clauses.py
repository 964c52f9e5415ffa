"""Where what is said ends: a clause, a noun phrase, a speaker behind the verb."""

from __future__ import annotations

from analyzer.text.attribution.flags import (
    ACCORDING,
    AUXILIARY,
    BY,
    CAPITAL,
    COLON,
    COMMA,
    CONJUNCTION,
    CUT,
    DASH,
    DETERMINER,
    GERUND,
    MODAL,
    OWNER,
    PREPOSITION,
    RELATIVE,
    SAYING,
    SAYS,
    SETTING,
    SUBJECT,
    SUBORDINATOR,
    THAT,
    TIME,
    TURN,
    VERB,
)
from analyzer.text.attribution.forms import group
from analyzer.text.attribution.lexicon import CLAUSE, Cue
from analyzer.text.attribution.masks import AFTER_COMMA
from analyzer.text.attribution.page import Page
from analyzer.text.attribution.phrases import subject

_LONGEST = 400  # chunks that a content outside quotations may have
_LONGEST_SOURCE = 60
_OPENS_SETTING = frozenset(("a", "an", "his", "her", "their", "response", "reference"))
_BEFORE = 8  # chunks from a verb of saying to the quotation that it introduces
_LINKS = CONJUNCTION | SUBORDINATOR


def clause_end(page: Page, at: int, high: int) -> int:
    """Where a clause that starts with chunk `at` ends: with its sentence, or where somebody else begins to speak."""
    flags, end = page.flags, at + 1
    high = min(high, at + _LONGEST)
    while (end := page.masks.clause.find(1, end + 1, high)) >= 0:
        if page.quote[end] >= 0:
            if cut := _before_quotation(page, at, end):
                return cut
            continue
        kind, comma = flags[end], flags[end - 1] & COMMA
        if kind & ACCORDING or (comma and (kind & TURN or (kind & GERUND and kind & VERB))):
            return end
        if kind & CONJUNCTION and any(near & SAYS for near in flags[end + 1 : min(high, end + (6 if comma else 2))]):
            return end
    return high


def thing_end(page: Page, at: int, high: int) -> int:
    """Where a noun phrase that starts with chunk `at` ends, when it is what is said."""
    flags, in_relative, end = page.flags, 0, at
    high = min(high, at + _LONGEST)
    while (end := page.masks.thing.find(1, end + 1, high)) >= 0:
        if page.quote[end] >= 0:
            if _is_introduced(page, at, end):
                return max(0, page.masks.thing_break.rfind(1, at + 1, end)) or end
            continue
        kind, before = flags[end], flags[end - 1]
        if before & (COLON | DASH) or kind & DASH or (before & COMMA and kind & AFTER_COMMA):
            return end
        if kind & CUT and not (page.core(end) == "as" and (end - at < 8 or _quotes(page, end + 1, high))):
            return end
        if kind & BY and end + 1 < high and flags[end + 1] & SAYING:
            return end
        if kind & TIME and end - at > 1 and not before & (PREPOSITION | DETERMINER | CAPITAL | OWNER):
            return end
        if kind & CONJUNCTION and end + 1 < high and (flags[end + 1] & SUBJECT or page.finite[end + 1]):
            return end
        if kind & CONJUNCTION and _somebody_says(page, end + 1, high):
            return end
        in_relative |= kind & (RELATIVE | THAT)
        if not in_relative and kind & (AUXILIARY | MODAL) and not (kind | before) & SUBJECT:
            return end
    return high


def source_end(page: Page, at: int, high: int) -> int:
    """Where the noun phrase that starts with chunk `at` ends, when it is a speaker behind the verb."""
    flags, quote = page.flags, page.quote
    high = min(high, at + _LONGEST_SOURCE)
    for end in range(at + 1, high):
        before, kind = flags[end - 1], flags[end]
        if quote[end] >= 0 or before & COLON or (before | kind) & DASH or kind & TURN:
            return end
        if kind & CUT and kind & SUBORDINATOR and not kind & RELATIVE and page.core(end) not in ("where", "since"):
            return end
        if kind & TIME and not before & (PREPOSITION | COMMA | CAPITAL):
            return end
        if before & COMMA and (kind & CONJUNCTION or (kind & GERUND and kind & VERB)):
            return end
        if kind & PREPOSITION and _is_circumstance(page, end, high):
            return end
    return max(high, at + 1)


def _is_circumstance(page: Page, at: int, high: int) -> bool:
    """Whether "in a statement", "on Monday", "during the talks" or the like starts here."""
    core, following = page.core(at), page.core(at + 1) if at + 1 < high else ""
    if core == "during" or (core == "on" and following and page.flags[at + 1] & TIME):
        return True
    if core not in ("in", "on", "at") or following not in _OPENS_SETTING:
        return False
    return any(kind & SETTING for kind in page.flags[at + 1 : min(high, at + 5)])


def _before_quotation(page: Page, low: int, at: int) -> int:
    """Where a clause ends before a quotation at chunk `at` that somebody else speaks; 0 when nobody does."""
    flags = page.flags
    if not flags[at - 1] & (COMMA | COLON):
        return 0
    for k in range(at - 1, max(low, at - _BEFORE), -1):
        if not flags[k] & VERB or not _can_quote(page.verb(k)):
            continue
        source = subject(page, low, group(page, low, k))
        if source is not None and source[0] > low + 1 and not flags[source[0]] & RELATIVE:
            return source[0] - (flags[source[0] - 1] & _LINKS > 0)
    return max(0, page.masks.clause_break.rfind(1, low + 2, at)) if _is_introduced(page, low, at) else 0


def _quotes(page: Page, at: int, high: int) -> bool:
    """Whether a quotation starts here, perhaps behind an article."""
    return any(quote >= 0 for quote in page.quote[at : min(high, at + 2)])


def _somebody_says(page: Page, at: int, high: int) -> bool:
    """Whether a new clause starts here: a few words that name somebody, and "says"."""
    for k in range(at, min(high, at + 5)):
        if page.flags[k] & SAYS:
            return _can_quote(page.verb(k)) and not page.flags[k - 1] & (SUBJECT | RELATIVE)
    return False


def _can_quote(cue: Cue) -> bool:
    return bool(cue.takes & CLAUSE and cue.tier != "private")


def _is_introduced(page: Page, low: int, at: int) -> bool:
    """Whether a verb of saying and a comma or colon stand right before the quotation at chunk `at`."""
    flags = page.flags
    return bool(flags[at - 1] & (COMMA | COLON)) and any(flags[k] & VERB for k in range(max(low, at - 3), at))
