"""What is said before its source and verb, or around them."""

from __future__ import annotations

from analyzer.text.attribution.clauses import clause_end, source_end
from analyzer.text.attribution.contents import attribution, content
from analyzer.text.attribution.flags import (
    ACCORDING,
    ADVERB,
    AUXILIARY,
    CAPITAL,
    COLON,
    COMMA,
    CONJUNCTION,
    DETERMINER,
    FINITE,
    GERUND,
    MODAL,
    NUMBER,
    POSSESSIVE,
    PREPOSITION,
    QUANTITY,
    STOP,
    SUBJECT,
    SUBORDINATOR,
    TIME,
    VERB,
)
from analyzer.text.attribution.lexicon import CLAUSE, PERSON, QUOTATION, Cue
from analyzer.text.attribution.page import Page
from analyzer.text.attribution.records import Attribution, Span

Chunks = tuple[int, int]
_SURE_VERB = AUXILIARY | MODAL | FINITE
_STARTS = CAPITAL | DETERMINER | POSSESSIVE | QUANTITY | SUBJECT | NUMBER
_SURELY = 6  # chunks that are hardly a noun phrase alone
_FARTHEST = 60  # chunks looked through


def before(page: Page, low: int, at: int) -> Chunks | None:
    """What is said before its source or verb at chunk `at`: a quotation, or a clause up to a comma."""
    flags, last = page.flags, at - 1
    if last < 0:
        return None
    number = page.quote[last]
    if number >= 0:
        return _quoted(page, low, at, number)
    if last - low < 1 or not flags[last] & (COMMA | STOP):
        return None
    first = low
    while first < last and flags[first] & CONJUNCTION:
        first += 1
    opens = page.flags[first] & (PREPOSITION | SUBORDINATOR | GERUND | TIME | ADVERB)
    long = last - first >= _SURELY and not opens
    return (first, at) if long or _has_verb(page, first, at) else None


def _quoted(page: Page, low: int, at: int, number: int) -> Chunks | None:
    """The quotation that ends right here, with the words of the sentence before it if it is a part of their clause."""
    first = page.held[number][0]
    if at - 1 < low and page.paragraph(page.starts[at - 1]) != page.paragraph(page.starts[at]):
        return None
    if first <= low or page.flags[first - 1] & (COMMA | COLON | STOP):
        return first, at
    start = first
    while start > low and first - start < _FARTHEST and not page.flags[start - 1] & COLON:
        start -= 1
    while start < first and page.flags[start] & CONJUNCTION:
        start += 1
    return None if _is_saying(page, start) else (start, at)


def _is_saying(page: Page, at: int) -> bool:
    """Whether "Conceding that" or "Speaking on" opens the sentence here."""
    kind = page.flags[at]
    return bool(kind & GERUND and kind & VERB and page.verb(at).takes & (CLAUSE | QUOTATION))


def _has_verb(page: Page, first: int, at: int) -> bool:
    return page.has_verb(max(first, at - _FARTHEST), at)


def around(page: Page, low: int, high: int, source: Chunks, at: int) -> tuple[Span, ...] | None:
    """Both parts of a clause that "S said" is put into, between two commas and outside quotations."""
    flags, first = page.flags, low
    if source[0] <= low or not flags[source[0] - 1] & COMMA or page.quote[source[0] - 1] >= 0:
        return None
    comma = at
    while comma < high - 1 and comma - at < 5 and not flags[comma] & COMMA:
        comma += 1
    if not flags[comma] & COMMA or comma + 1 >= high:
        return None
    if any(kind & (_SURE_VERB | SUBJECT | SUBORDINATOR) for kind in flags[at + 1 : comma]):
        return None
    following = flags[comma + 1]
    while first < source[0] - 1 and flags[first] & CONJUNCTION:
        first += 1
    whole = _has_verb(page, first, source[0])
    if (
        following & (CONJUNCTION | GERUND)
        or page.flags[comma + 1] & ACCORDING
        or (page.quote[comma + 1] >= 0 and (whole or following & CAPITAL))
    ):
        return None
    if whole and not following & AUXILIARY and not flags[first] & SUBORDINATOR:
        return None
    end = clause_end(page, comma + 1, high)
    return (*content(page, first, source[0]), *content(page, comma + 1, end))


def inverted(page: Page, low: int, high: int, at: int, cue: Cue) -> tuple[Attribution, Chunks] | None:
    """What is said, then the verb, then who says it; or the verb, who says it, and a quotation."""
    flags = page.flags
    if not cue.takes & (CLAUSE | PERSON) or at + 1 >= high or flags[at] & COMMA or page.quote[at + 1] >= 0:
        return None
    following = flags[at + 1]
    behind_quote = at > 0 and page.quote[at - 1] >= 0
    if not following & _STARTS and not behind_quote:
        return None
    if at > low and not behind_quote and not flags[at - 1] & (COMMA | STOP):
        return None
    if following & (PREPOSITION | CONJUNCTION | SUBORDINATOR) and not following & CAPITAL:
        return None
    end = source_end(page, at + 1, high)
    left = before(page, low, at) if at > low or behind_quote else None
    after = _second_quote(page, end, high)
    if left is None and (at > low or after is None):
        return None
    spans = tuple(span for part in (left, after) if part for span in content(page, *part))
    return attribution(page, (at + 1, end), (at, at + 1), spans, cue.tier, "inverted"), (at + 1, end)


def _second_quote(page: Page, at: int, high: int) -> Chunks | None:
    """A quotation that goes on behind "said X"."""
    for k in range(at, min(high, at + _FARTHEST)):
        if page.quote[k] >= 0:
            introduced = page.flags[k - 1] & (COMMA | COLON | STOP)
            return (k, min(high, page.held[page.quote[k]][1])) if introduced else None
        if page.flags[k] & _SURE_VERB:
            return None
    return None
