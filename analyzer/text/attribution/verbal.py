"""Attributions whose cue is a verb."""

from __future__ import annotations

from analyzer.text.attribution import phrases
from analyzer.text.attribution.contents import attribution, content
from analyzer.text.attribution.lexicon import BASE, CLAUSE, GERUND, PARTICIPLE, PAST, PERSON, PERSON_TO, THING, THIRD, TO, Cue
from analyzer.text.attribution.page import Page, Zone
from analyzer.text.attribution.records import Attribution
from analyzer.text.attribution.words import GERUND as GERUND_WORD
from analyzer.text.attribution.words import (
    ADVERB,
    ALSO_NOUN,
    AUXILIARY,
    BE,
    CAPITAL,
    COLON,
    COMMA,
    CONJUNCTION,
    DETERMINER,
    FINITE,
    MODAL,
    NEGATION,
    NOUN,
    NUMBER,
    OBJECT,
    OWNER,
    PLURAL,
    POSSESSIVE,
    PREPOSITION,
    QUANTITY,
    RELATIVE,
    STOP,
    SUBJECT,
    SUBORDINATOR,
    TIME,
    VERB,
)

_WITH = ADVERB | AUXILIARY | MODAL | NEGATION
_NOMINAL = DETERMINER | POSSESSIVE | OWNER | PREPOSITION
_WH = frozenset("how why what whether if who where when which".split())
_SINGULAR = frozenset("he she it his".split())
_PEOPLE = frozenset("people men women police".split())
Chunks = tuple[int, int]


def verb(page: Page, at: int, zone: Zone, cue: Cue, source_before: Chunks | None) -> tuple[Attribution, Chunks | None] | None:
    """The attribution whose cue is the verb at chunk `at`, if it is one; and its source in chunks."""
    low, high = zone.low, zone.high
    group = _group(page, low, at)
    how = _how(page, low, group, at, cue)
    if how == "":
        return None
    left: Chunks | None = None
    source: Chunks | None = None
    rule = how
    if how == "asked":
        end_cue, span = _content_right(page, zone, at, cue)
        return (attribution(page, None, (group, end_cue), content(page, *span), cue.tier, "passive"), None) if span else None
    if how == "passive":
        return _passive(page, zone, group, at, cue)
    if how == "finite":
        source = phrases.subject(page, low, group)
        if source is None and group > low and page.flags[group - 1] & CONJUNCTION:
            source = source_before or phrases.clause_subject(page, low, group - 1)
            rule = "joined"
        if source is None:
            found = _inverted(page, zone, group, at, cue)
            if found:
                return found
            if group > low and page.flags[group - 1] & CONJUNCTION:
                return None
            return None
    elif how == "gerund":
        source = _of_gerund(page, zone, group, source_before)
    else:
        source = source_before or phrases.clause_subject(page, low, group)
    if how == "finite" and rule == "finite" and cue.takes & CLAUSE:
        parted = _inserted(page, zone, source, at)
        if parted is not None:
            return attribution(page, source, (group, at + 1), parted, cue.tier, "middle"), source
    end_cue, span = _content_right(page, zone, at, cue)
    if cue.takes & (CLAUSE | PERSON) and source and how == "finite" and rule == "finite":
        left = _left(page, zone, source[0])
    if span is None:
        if left is None:
            return None
        return attribution(page, source, (group, end_cue), content(page, *left), cue.tier, "trailing"), source
    spans = content(page, *span)
    if left is not None and page.quote[left[1] - 1] < 0 and page.quote[span[0]] >= 0 and not zone.inside:
        left = None
    if left is not None:
        comma = page.flags[span[0] - 1] & (COMMA | COLON | STOP)
        if (page.quote[left[1] - 1] >= 0 or comma) and left[1] > zone.low:
            spans = (*content(page, *left), *spans)
            rule = "middle"
    return attribution(page, source, (group, end_cue), spans, cue.tier, rule), source


def _inserted(page: Page, zone: Zone, source: Chunks | None, at: int) -> tuple[tuple[int, int], ...] | None:
    """Both parts of a clause that "S said" is put into, between two commas and outside quotations."""
    flags = page.flags
    if source is None or source[0] <= zone.low or not flags[source[0] - 1] & COMMA or page.quote[source[0] - 1] >= 0 and not zone.inside:
        return None
    comma = at
    while comma < zone.high - 1 and comma - at < 5 and not flags[comma] & COMMA:
        comma += 1
    if not flags[comma] & COMMA or comma + 1 >= zone.high or any(k & SAYING_STOPS for k in flags[at + 1 : comma]):
        return None
    following = flags[comma + 1]
    if page.quote[comma + 1] >= 0 and not zone.inside and any(phrases.is_finite(page, k) for k in range(zone.low, source[0])):
        return None
    first = zone.low
    while first < source[0] - 1 and flags[first] & CONJUNCTION:
        first += 1
    if following & (CONJUNCTION | GERUND_WORD) or page.cores[comma + 1] == "according":
        return None
    if any(phrases.is_finite(page, k) for k in range(first, source[0])) and not following & AUXILIARY and not flags[first] & SUBORDINATOR:
        return None
    return (*content(page, first, source[0]), *content(page, comma + 1, phrases.clause_end(page, comma + 1, zone.high)))


def _of_gerund(page: Page, zone: Zone, group: int, before: Chunks | None) -> Chunks | None:
    """Who is "saying": the noun right before it, the subject so far, or the subject behind the comma."""
    low = zone.low
    kind = page.flags[group - 1] if group > low else CONJUNCTION
    if not kind & (COMMA | CONJUNCTION | SUBORDINATOR | PREPOSITION | AUXILIARY | ADVERB) and page.quote[group - 1] == page.quote[group]:
        return phrases.subject(page, low, group)
    if before is not None:
        return before
    found = phrases.clause_subject(page, low, group)
    if found is None and group - low <= 2:
        found = phrases.subject_behind_comma(page, group, zone.high)
    return found


def _group(page: Page, low: int, at: int) -> int:
    """First chunk of the verb group: auxiliaries, negations and adverbs before the verb."""
    flags, start = page.flags, at
    while start > low and flags[start - 1] & _WITH and not flags[start - 1] & (SUBJECT | COMMA | RELATIVE) and page.quote[start - 1] == page.quote[at]:
        start -= 1
    return start


def _how(page: Page, low: int, group: int, at: int, cue: Cue) -> str:
    """Whether the verb is finite, a gerund, an infinitive or passive; "" when it is no verb here."""
    flags, form = page.flags, cue.form
    if flags[at] & CAPITAL and at > low and not page.is_title(low):
        return ""
    before = flags[group - 1] if group > low and page.quote[group - 1] == page.quote[at] else 0
    helpers = flags[group:at]
    helped = any(kind & (AUXILIARY | MODAL) for kind in helpers) or (group > low and before & AUXILIARY and before & (SUBJECT | RELATIVE))
    if form & GERUND and not form & ~GERUND:
        if helped:
            return "finite"
        if before & (_NOMINAL & ~PREPOSITION):
            return ""
        return "gerund"
    if helped:
        be = any(kind & BE for kind in helpers) or page.cores[group:at][-1:] == ["get"]
        if be and form & PARTICIPLE:
            return "passive"
        if form & (BASE | PARTICIPLE):
            return "finite"
        return ""
    if form & BASE and not form & PAST:
        if group > low and page.cores[group - 1] == "to" and page.quote[group - 1] == page.quote[at]:
            return "infinitive"
        if group == low or before & OWNER or page.cores[group - 1] in _SINGULAR:
            return ""
        if flags[at] & (NOUN | ALSO_NOUN):
            plural = before & (SUBJECT | RELATIVE | PLURAL | QUANTITY) or page.cores[group - 1] in _PEOPLE
            return "finite" if plural and not before & COMMA else ""
        return "" if before & (DETERMINER | POSSESSIVE | PREPOSITION) and not before & SUBJECT else "finite"
    if form & PARTICIPLE and group > low and page.cores[group - 1] in ("when", "if", "once", "unless"):
        return "asked"
    if flags[at] & ALSO_NOUN and form & (BASE | THIRD) and _is_noun(page, at, cue):
        return ""
    if form & PAST and before & (DETERMINER | POSSESSIVE | OWNER | PREPOSITION | NUMBER) and not before & (QUANTITY | SUBJECT) and page.cores[group - 1] != "that":
        return ""
    if form & THIRD and before & (_NOMINAL | QUANTITY | PLURAL) and not before & SUBJECT and not before & CAPITAL and page.cores[group - 1] != "that":
        return ""
    if page.cores[at + 1 : at + 2] == ["by"] and form & PARTICIPLE:
        return ""
    return "finite"


def _is_noun(page: Page, at: int, cue: Cue) -> bool:
    """Whether what follows speaks for a noun: a verb, a comma, a preposition that the verb does not take."""
    if at + 1 >= len(page) or page.flags[at] & COMMA:
        return not cue.takes & CLAUSE
    following = page.flags[at + 1]
    if following & (SUBJECT | DETERMINER | POSSESSIVE) or page.cores[at + 1] in cue.prepositions:
        return False
    return bool(following & (AUXILIARY | MODAL | FINITE | PREPOSITION | CONJUNCTION) and page.cores[at + 1] != "to")


def _passive(page: Page, zone: Zone, group: int, at: int, cue: Cue) -> tuple[Attribution, Chunks | None] | None:
    """What is said of the subject: "is accused of", "was described as", "is expected to"."""
    topic = phrases.subject(page, zone.low, group)
    if topic is None or at + 1 >= zone.high:
        return None
    following = page.cores[at + 1]
    if following not in ("as", "to", "of", "that", "by", "for", "about", "how", "why", "whether", "if") and cue.takes & CLAUSE == 0:
        return None
    if following == "by":
        return None
    if following in ("about", "how", "why", "whether", "if", "that"):
        end = phrases.clause_end(page, at + 1, zone.high)
        first = at + 2 if following == "about" else at + 1
        if first >= end:
            return None
        return attribution(page, None, (group, first if following == "about" else at + 1), content(page, first, end), cue.tier, "passive"), None
    if following in ("as", "to", "of", "for") and at + 2 < zone.high:
        end = phrases.thing_end(page, at + 1, zone.high)
        first = at + 1 if following == "to" else at + 2
        if first >= end:
            return None
        spans = (*content(page, *topic), *content(page, first, end))
        return attribution(page, None, (group, first), spans, cue.tier, "passive"), None
    return None


def _inverted(page: Page, zone: Zone, group: int, at: int, cue: Cue) -> tuple[Attribution, Chunks | None] | None:
    """What is said, then the verb, then who says it."""
    flags = page.flags
    if not cue.takes & (CLAUSE | PERSON) or group != at or at + 1 >= zone.high or flags[at] & COMMA:
        return None
    following = flags[at + 1]
    if page.quote[at + 1] != page.quote[at]:
        return None
    if not following & (CAPITAL | DETERMINER | POSSESSIVE | QUANTITY | SUBJECT | NUMBER) and page.quote[at - 1] < 0:
        return None
    if at > zone.low and not (page.quote[at - 1] >= 0 and not zone.inside) and not flags[at - 1] & (COMMA | STOP):
        return None
    if following & (PREPOSITION | CONJUNCTION | SUBORDINATOR) and not following & CAPITAL:
        return None
    end = phrases.right(page, at + 1, zone.high)
    source = (at + 1, end)
    if at == zone.low and not zone.inside:
        after = _second_quote(page, end, zone.high)
        return (attribution(page, source, (at, at + 1), content(page, *after), cue.tier, "inverted"), source) if after else None
    left = _left(page, zone, at)
    if left is None:
        return None
    spans = content(page, *left)
    after = _second_quote(page, end, zone.high)
    if after is not None:
        spans = (*spans, *content(page, *after))
    return attribution(page, source, (at, at + 1), spans, cue.tier, "inverted"), source


def _second_quote(page: Page, at: int, high: int) -> Chunks | None:
    """A quotation that goes on behind "said X"."""
    for k in range(at, high):
        if page.quote[k] >= 0:
            if page.flags[k - 1] & (COMMA | COLON | STOP):
                return k, min(high, page.held[page.quote[k]][1])
            return None
        if page.flags[k] & VERB_LIKE:
            return None
    return None


VERB_LIKE = AUXILIARY | MODAL | FINITE
SAYING_STOPS = VERB_LIKE | SUBJECT | SUBORDINATOR


def _left(page: Page, zone: Zone, at: int) -> Chunks | None:
    """What is said before its source or verb at chunk `at`: a quotation, or a clause up to a comma."""
    low = zone.low
    last = at - 1
    if last < 0:
        return None
    quoted = page.quote[last] if not zone.inside else -1
    if quoted >= 0 and last < low and page.paragraph(page.starts[last]) != page.paragraph(page.starts[at]):
        return None
    if quoted >= 0:
        first = page.held[quoted][0]
        if first > low and page.flags[first - 1] & (COMMA | COLON | STOP):
            return first, at
        while first > low and (page.quote[first - 1] < 0 or True):
            if page.flags[first - 1] & COLON:
                break
            first -= 1
        first = min(first, page.held[quoted][0])
        while first < page.held[quoted][0] and page.flags[first] & CONJUNCTION:
            first += 1
        return first, at
    if last < low or not page.flags[last] & (COMMA | STOP) or last - low < 1:
        return None
    first = low
    while first < last and page.flags[first] & CONJUNCTION:
        first += 1
    if page.flags[first] & (PREPOSITION | SUBORDINATOR | ADVERB | TIME) and not any(
        phrases.is_finite(page, k) for k in range(first, last + 1)
    ):
        return None
    if not any(phrases.is_finite(page, k) for k in range(first, last + 1)):
        return None
    return first, at


def _content_right(page: Page, zone: Zone, at: int, cue: Cue) -> tuple[int, Chunks | None]:
    """Where the cue ends, and what is said behind it."""
    flags, cores, high = page.flags, page.cores, zone.high
    first = at + 1
    if first >= high or (page.quote[first] < 0 and page.quote[at] >= 0 and zone.inside):
        return at + 1, None
    if page.quote[first] >= 0 and not zone.inside:
        return at + 1, (first, _quoted_end(page, first, high))
    if flags[at] & COLON:
        return at + 1, (first, phrases.clause_end(page, first, high))
    takes, core = cue.takes, cores[first]
    if flags[at] & COMMA:
        if flags[first] & CONJUNCTION or not takes & CLAUSE:
            return at + 1, None
        k = _next_quote(page, first, high)
        if k is not None and any(page.flags[j] & VERB for j in range(first, k)):
            k = None
        return at + 1, (k, _quoted_end(page, k, high)) if k is not None else None
    if core == "that" and takes & (CLAUSE | THING | PERSON):
        return at + 1, (first, phrases.clause_end(page, first, high))
    if core in _WH and takes & (CLAUSE | PERSON | THING):
        return at + 1, (first, phrases.clause_end(page, first, high))
    if core == "to" and takes & TO and first + 1 < high:
        return at + 1, (first, phrases.thing_end(page, first + 1, high))
    if core in cue.prepositions and first + 1 < high:
        if page.quote[first + 1] >= 0 and not zone.inside:
            return first + 1, (first + 1, _quoted_end(page, first + 1, high))
        if takes & CLAUSE and core in ("of", "about"):
            k = _next_quote(page, first, min(high, first + 14))
            if k is not None and flags[k - 1] & (COMMA | COLON):
                return first + 1, (k, _quoted_end(page, k, high))
            if cue.lemma == "say":
                return at + 1, None
        return first + 1, (first + 1, phrases.thing_end(page, first + 1, high))
    if takes & (PERSON | PERSON_TO):
        found = _behind_person(page, zone, first, cue)
        if found is not None:
            return at + 1, found
    if takes & CLAUSE:
        found = _behind_circumstance(page, zone, first, cue)
        if found is not None:
            return at + 1, found
    if takes & THING and not flags[first] & (PREPOSITION | CONJUNCTION | SUBORDINATOR | TIME | AUXILIARY) and core != "to":
        end = phrases.thing_end(page, first, high)
        return at + 1, (first, end)
    return at + 1, None


def _quoted_end(page: Page, first: int, high: int) -> int:
    """Where a content that starts with a quotation ends: with it, or with its clause."""
    end = page.held[page.quote[first]][1]
    while end + 1 < high and page.flags[end] & CONJUNCTION and page.quote[end + 1] >= 0:
        end = page.held[page.quote[end + 1]][1]
    if end >= high:
        return high
    if page.flags[end - 1] & (COMMA | STOP) or page.flags[end] & (CONJUNCTION | PREPOSITION | SUBORDINATOR | TIME | ADVERB):
        return end
    return phrases.clause_end(page, first, high)


def _next_quote(page: Page, at: int, high: int) -> int | None:
    for k in range(at, min(high, at + 25)):
        if page.quote[k] >= 0:
            return k
        if page.flags[k] & VERB_LIKE:
            return None
    return None


def _behind_person(page: Page, zone: Zone, first: int, cue: Cue) -> Chunks | None:
    """What is said behind the one who is told."""
    flags, cores, high = page.flags, page.cores, zone.high
    start_told = flags[first] & (SUBJECT | OBJECT | CAPITAL | DETERMINER | POSSESSIVE | QUANTITY | PLURAL | NUMBER)
    if not start_told:
        return None
    for k in range(first + 1, min(high, first + 16)):
        if page.quote[k] >= 0 and not zone.inside:
            return k, _quoted_end(page, k, high)
        core = cores[k]
        if core == "that" or (core in _WH and cue.takes & PERSON):
            return k, phrases.clause_end(page, k, high)
        if core == "to" and cue.takes & PERSON_TO and k + 1 < high:
            return k, phrases.thing_end(page, k + 1, high)
        if core in ("about", "of") and cue.takes & PERSON and k + 1 < high and core in cue.prepositions:
            return k + 1, phrases.thing_end(page, k + 1, high)
        if cue.takes & PERSON and flags[k] & (SUBJECT | DETERMINER | POSSESSIVE) and not flags[k - 1] & (PREPOSITION | CONJUNCTION | COMMA) and _has_verb(page, k, high):
            return k, phrases.clause_end(page, k, high)
        if flags[k - 1] & COLON:
            return k, phrases.clause_end(page, k, high)
        if flags[k] & VERB_LIKE and cue.takes & PERSON and k - 1 > first:
            start = phrases.subject(page, first + 1, k)
            if start:
                return start[0], phrases.clause_end(page, k, high)
            return None
    return None


def _behind_circumstance(page: Page, zone: Zone, first: int, cue: Cue) -> Chunks | None:
    """A clause or a quotation, perhaps behind "in a statement" or "on Monday"."""
    flags, cores, high = page.flags, page.cores, zone.high
    if flags[first] & (PREPOSITION | TIME | ADVERB) and not flags[first] & SUBJECT or cores[first] in ("to", "during", "after"):
        for k in range(first + 1, min(high, first + 25)):
            if page.quote[k] >= 0 and not zone.inside:
                return k, _quoted_end(page, k, high)
            if cores[k] == "that" and not flags[k - 1] & PREPOSITION:
                return k, phrases.clause_end(page, k, high)
            if flags[k - 1] & COLON:
                return k, phrases.clause_end(page, k, high)
            if flags[k - 1] & COMMA:
                return None
            if flags[k] & SUBJECT and not flags[k - 1] & PREPOSITION and _has_verb(page, k, high):
                return k, phrases.clause_end(page, k, high)
        if flags[first] & TIME and first + 1 < high and _has_verb(page, first + 1, high) and not flags[first] & COMMA:
            return first + 1, phrases.clause_end(page, first + 1, high)
        return None
    if flags[first] & (CONJUNCTION | SUBORDINATOR) and not flags[first] & (DETERMINER | SUBJECT):
        if cores[first] not in ("if", "when", "while", "once", "although", "because"):
            return None
    if _has_verb(page, first, high):
        return first, phrases.clause_end(page, first, high)
    return None


def _has_verb(page: Page, at: int, high: int) -> bool:
    """Whether a clause with a finite verb starts here, as far as the next chunks tell."""
    for k in range(at, min(high, at + 25)):
        if k > at and (phrases.is_finite(page, k) or page.flags[k] & AUXILIARY) and not page.flags[k] & CAPITAL:
            return True
        if page.flags[at] & (SUBJECT) and page.flags[at] & AUXILIARY:
            return True
    return page.flags[at] & SUBJECT > 0 and at + 1 < high
