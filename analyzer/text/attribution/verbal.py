"""Attributions whose cue is a verb."""

from __future__ import annotations

from analyzer.text.attribution.before import around, before, inverted
from analyzer.text.attribution.behind import behind
from analyzer.text.attribution.clauses import clause_end, thing_end
from analyzer.text.attribution.contents import attribution, content
from analyzer.text.attribution.flags import (
    ADVERB,
    AUXILIARY,
    COLON,
    COMMA,
    CONJUNCTION,
    PREPOSITION,
    RELATIVE,
    SAYS,
    STOP,
    SUBORDINATOR,
)
from analyzer.text.attribution.forms import form, group
from analyzer.text.attribution.lexicon import CLAUSE, PERSON, Cue
from analyzer.text.attribution.page import Page
from analyzer.text.attribution.phrases import clause_subject, subject, subject_behind_comma
from analyzer.text.attribution.records import Attribution

Chunks = tuple[int, int]
Found = tuple[Attribution, Chunks | None]
_NO_NOUN = COMMA | CONJUNCTION | SUBORDINATOR | PREPOSITION | AUXILIARY | ADVERB
_WORDS = 5  # fewer behind an infinitive are a thing that is done rather than said
_LONGEST = 60  # chunks of a relative clause
_CLAUSES = frozenset(["about", "how", "why", "whether", "if", "that"])
_THINGS = frozenset(["as", "to", "of", "for"])


def verb(page: Page, at: int, low: int, high: int, cue: Cue, last: Chunks | None) -> Found | None:
    """The attribution whose cue is the verb at chunk `at`, if it is one, and its source in chunks.

    The sentence is ``low:high``; `last` is the last source found in it.
    """
    start = group(page, low, at)
    how = form(page, low, start, at, cue)
    if how == "none":
        return None
    if how == "finite":
        return _finite(page, at, low, high, cue, start, last)
    if how == "passive":
        return _passive(page, at, low, high, cue, start)
    source = None
    if how == "gerund":
        source = _of_gerund(page, low, high, start, last)
    elif how == "infinitive":
        source = last or clause_subject(page, low, start)
    end, part = behind(page, at, high, cue)
    if part is None or (how == "infinitive" and part[1] - part[0] < _WORDS and page.quote[part[0]] < 0):
        return None
    rule = "passive" if how == "asked" else how
    return attribution(page, source, (start, end), content(page, *part), cue.tier, rule), source


def _finite(page: Page, at: int, low: int, high: int, cue: Cue, start: int, last: Chunks | None) -> Found | None:
    """S says C; C, S says; C1, S says, C2; C, says S; and S did and says C."""
    source, rule = subject(page, low, start), "finite"
    if source is None and start > low and page.flags[start - 1] & CONJUNCTION:
        source, rule = last or clause_subject(page, low, start - 1), "joined"
    if source is None:
        return inverted(page, low, high, at, cue) if start == at else None
    if page.flags[source[0]] & RELATIVE:
        high = _relative_end(page, at, high)
    if rule == "finite" and cue.takes & CLAUSE:
        parts = around(page, low, high, source, at)
        if parts is not None:
            return attribution(page, source, (start, at + 1), parts, cue.tier, "middle"), source
    if _is_remark(page, low, source[0], at, high, cue):
        return attribution(page, source, (start, at + 1), content(page, at + 1, high), cue.tier, rule), source
    end, part = behind(page, at, high, cue)
    left = before(page, low, source[0]) if rule == "finite" and cue.takes & (CLAUSE | PERSON) else None
    if part is None:
        if left is None:
            return None
        return attribution(page, source, (start, end), content(page, *left), cue.tier, "trailing"), source
    spans = content(page, *part)
    if left is not None and left[1] > low and page.quote[left[1] - 1] >= 0 and not _is_second(page, part):
        return attribution(page, source, (start, at + 1), content(page, *left), cue.tier, "trailing"), source
    if left is not None and _is_split(page, low, left, part):
        spans, rule = (*content(page, *left), *spans), "middle"
    return attribution(page, source, (start, end), spans, cue.tier, rule), source


def _is_remark(page: Page, low: int, source: int, at: int, high: int, cue: Cue) -> bool:
    """Whether a sentence begins with "As Bold noted," and goes on with what she noted."""
    if source != low + 1 or page.core(low) != "as" or not page.flags[at] & COMMA:
        return False
    return bool(cue.takes & CLAUSE and at + 1 < high and page.quote[at + 1] < 0)


def _relative_end(page: Page, at: int, high: int) -> int:
    """Where a relative clause with the verb `at` ends: before a verb of saying, or behind a comma before a verb."""
    for k in range(at + 2, min(high, at + _LONGEST)):
        says = page.flags[k] & SAYS or (page.flags[k - 1] & COMMA and page.finite[k])
        if says and page.quote[k] < 0:
            return k
    return high


def _is_split(page: Page, low: int, left: Chunks, right: Chunks) -> bool:
    """Whether what stands before "S says" and what stands behind it are two parts of one content."""
    if left[1] <= low:
        return False
    if page.quote[left[1] - 1] >= 0:
        return True
    return page.quote[right[0]] < 0 and bool(page.flags[right[0] - 1] & (COMMA | COLON | STOP))


def _is_second(page: Page, part: Chunks) -> bool:
    """Whether a content behind "…," S says goes on with what was said: a quotation, or a clause behind a comma."""
    return page.quote[part[0]] >= 0 or bool(page.flags[part[0] - 1] & (COMMA | COLON))


def _of_gerund(page: Page, low: int, high: int, start: int, last: Chunks | None) -> Chunks | None:
    """Who is "saying": the noun right before it, the subject so far, or the subject behind the comma."""
    if start > low and not page.flags[start - 1] & _NO_NOUN and page.quote[start - 1] < 0:
        return subject(page, low, start)
    if last is not None:
        return last
    found = clause_subject(page, low, start)
    if found is None and start - low <= 2:
        found = subject_behind_comma(page, start, high)
    return found


def _passive(page: Page, at: int, low: int, high: int, cue: Cue, start: int) -> Found | None:
    """What is said of the subject: "is accused of", "was described as", "is expected to", "was asked whether"."""
    topic, first = subject(page, low, start), at + 1
    if topic is None or first >= high:
        return None
    following = page.core(first)
    if following in _CLAUSES:
        end = first + (following == "about")
        part = (end, clause_end(page, first, high))
        spans = content(page, *part) if end < part[1] else ()
    elif following in _THINGS and first + 1 < high:
        end = first + (following != "to")
        spans = (*content(page, *topic), *content(page, end, thing_end(page, first, high)))
    else:
        return None
    return (attribution(page, None, (start, end), spans, cue.tier, "passive"), None) if spans else None
