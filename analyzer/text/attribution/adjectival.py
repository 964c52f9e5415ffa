"""Attributions whose cue is an adjective behind "is": "she is convinced that C", "was critical of C"."""

from __future__ import annotations

from analyzer.text.attribution.clauses import clause_end, thing_end
from analyzer.text.attribution.contents import attribution, content
from analyzer.text.attribution.flags import ADVERB, AUXILIARY, BE, COMMA, DEGREE, MODAL, NEGATION, PREPOSITION, SUBJECT
from analyzer.text.attribution.page import Page
from analyzer.text.attribution.phrases import subject
from analyzer.text.attribution.records import Attribution

_WITH = ADVERB | AUXILIARY | MODAL | NEGATION | DEGREE
_NOBODY = frozenset(("it", "there", "this", "that", "which", "what"))


def adjective(page: Page, at: int, low: int, high: int, tier: str) -> Attribution | None:
    """The attribution whose cue is the adjective at chunk `at`, if it stands behind a form of "be"."""
    flags, first = page.flags, at + 1
    if first >= high or flags[at] & COMMA or page.quote[first] >= 0:
        return None
    start = at
    while start > low and flags[start - 1] & _WITH and not flags[start - 1] & (SUBJECT | COMMA):
        start -= 1
    helpers = flags[start - 1] if start > low and flags[start - 1] & SUBJECT else 0  # "she's convinced"
    if not helpers & BE and not any(kind & BE for kind in flags[start:at]):
        return None
    source = subject(page, low, start)
    if source is None or page.core(source[0]) in _NOBODY:
        return None
    core = page.core(first)
    if core == "that" or flags[first] & SUBJECT:
        end, part = first, (first, clause_end(page, first, high))
    elif (core == "to" or flags[first] & PREPOSITION) and first + 1 < high:
        end = first + (core != "to")
        part = (end, thing_end(page, first + 1, high))
    else:
        return None
    return attribution(page, source, (start, end), content(page, *part), tier, "adjectival")
