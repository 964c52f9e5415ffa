"""Attributions whose cue is an adjective behind "is": "she is convinced that C", "was critical of C"."""

from __future__ import annotations

from analyzer.text.attribution import clauses, phrases
from analyzer.text.attribution.contents import attribution, content
from analyzer.text.attribution.page import Page
from analyzer.text.attribution.records import Attribution
from analyzer.text.attribution.flags import ADVERB, AUXILIARY, BE, COMMA, MODAL, NEGATION, SUBJECT

_WITH = ADVERB | AUXILIARY | MODAL | NEGATION
_BEHIND = frozenset(["about", "of", "to", "by", "with", "over", "for", "on", "at", "in", "toward", "towards"])
_DEGREES = frozenset(
    ["very", "so", "more", "less", "most", "too", "quite", "as", "increasingly", "far", "deeply", "really"]
)


def adjective(page: Page, at: int, low: int, high: int, tier: str) -> Attribution | None:
    """The attribution whose cue is the adjective at chunk `at`, if it stands behind a form of "be"."""
    flags, cores, first = page.flags, page.cores, at + 1
    if first >= high or flags[at] & COMMA or page.quote[first] != page.quote[at]:
        return None
    group = at
    while (
        group > low
        and (flags[group - 1] & _WITH or cores[group - 1] in _DEGREES)
        and not flags[group - 1] & (SUBJECT | COMMA)
    ):
        group -= 1
    if not any(flags[k] & BE for k in range(group, at)) and not (
        group > low and flags[group - 1] & BE and flags[group - 1] & SUBJECT
    ):
        return None
    source = phrases.subject(page, low, group)
    if source is None or cores[source[0]] in ("it", "there", "this", "that", "which", "what"):
        return None
    if cores[first] == "that" or flags[first] & SUBJECT:
        part, cue = (first, clauses.clause_end(page, first, high)), first
    elif cores[first] in _BEHIND and first + 1 < high:
        cue = first if cores[first] == "to" else first + 1
        part = (cue, clauses.thing_end(page, first + 1, high))
    else:
        return None
    return attribution(page, source, (group, cue), content(page, *part), tier, "adjectival")
