"""Who is meant by a source: names in full, pronouns by the last speaker who fits, the unnamed in their own words.

Nothing is looked up anywhere but in the text. A pronoun is never resolved across more than two
paragraphs; what cannot be resolved is "".
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from analyzer.text.attribution.flags import CONJUNCTION, PLURAL, QUANTITY, RELATIVE
from analyzer.text.attribution.names import full_name, is_modifier, name, phrase, several, sex, words
from analyzer.text.attribution.page import Page
from analyzer.text.attribution.phrases import antecedent
from analyzer.text.attribution.records import Attribution, Span

_NEAR = 2  # paragraphs
_REMEMBERED = 50  # speakers
_LONGEST_NAME = 3  # words that a person's name may have
_ANTECEDENT = 12  # chunks before "who"
_PRONOUNS = {
    **dict.fromkeys(("he", "his"), "he"),
    **dict.fromkeys(("she", "her"), "she"),
    **dict.fromkeys(("they", "their"), "several"),
    **dict.fromkeys(("it", "its"), "body"),
}
_PERSONS = frozenset(["he", "she", "they"])
_AUTHOR = frozenset(["i", "we", "you", "my", "our", "your"])


class _Known(NamedTuple):
    speaker: str
    sex: str  # "he", "she", or "" when nothing tells
    kind: str  # person, several, body
    named: bool
    mention: Span


def speakers(page: Page, found: list[Attribution]) -> list[Attribution]:
    """The attributions with their speakers."""
    past: list[tuple[int, _Known]] = []  # with the paragraph
    met: dict[str, _Known] = {}  # by the words of the source
    said: dict[Span | None, tuple[str, Span | None, bool]] = {None: ("", None, False)}
    for source in sorted({one.source for one in found if one.source is not None}):
        paragraph = page.paragraph(source[0])
        one = _resolve(page, source, paragraph, met, past)
        if one is None:
            someone = page.text[source[0] : source[1]].lower() in _PERSONS
            said[source] = "", source if someone else None, False
            continue
        said[source] = one.speaker, one.mention, one.named
        past.append((paragraph, one))
    return [
        Attribution(one.source, one.cue, one.contents, one.kind, one.tier, one.rule, *said[one.source]) for one in found
    ]


def _resolve(
    page: Page, source: Span, paragraph: int, met: dict[str, _Known], past: list[tuple[int, _Known]]
) -> _Known | None:
    """Who one source means: a pronoun by what was said before, everything else by its own words."""
    written = page.text[source[0] : source[1]]
    if written in met:
        return met[written]._replace(mention=source)
    low = bisect_right(page.starts, source[0]) - 1
    high = max(low + 1, bisect_right(page.starts, source[1] - 1))
    core = page.cores[low]
    if high - low == 1:
        if core in _PRONOUNS:
            return _last(past, _PRONOUNS[core], paragraph)
        if page.flags[low] & RELATIVE or core == "that":
            before = antecedent(page, max(0, low - _ANTECEDENT), low)
            return _named(page, *before, met) or _unnamed(page, *before) if before else None
        if core in _AUTHOR:
            return None
    met[written] = one = _named(page, low, high, met) or _unnamed(page, low, high)
    return one


def _last(past: list[tuple[int, _Known]], test: str, paragraph: int) -> _Known | None:
    """The last speaker that a pronoun can mean."""
    for before, one in reversed(past[-_REMEMBERED:]):
        if paragraph - before > _NEAR:
            return None
        if one.kind == test:
            return one
        if test in ("he", "she") and one.kind == "person" and one.sex in ("", test):
            return one._replace(sex=test)
    return None


def _named(page: Page, low: int, high: int, met: dict[str, _Known]) -> _Known | None:
    """A name; one of a single word is that of somebody met before, or the end of a full name in the text."""
    chunks = name(page, low, high)
    if chunks is None or page.cores[low] in several() or is_modifier(page, chunks[1], high):
        return None
    speaker, kind = words(page, *chunks), "person"
    if chunks[0] > low and page.flags[chunks[0] - 1] & CONJUNCTION:  # "Bold and Gold"
        return _Known(phrase(page, low, high), "", "several", True, page.span(low, high))
    if page.cores[low] in ("the", "a", "an") or chunks[1] - chunks[0] > _LONGEST_NAME:
        kind = "body"
    elif chunks[1] - chunks[0] == 1:
        speaker = met[speaker].speaker if speaker in met else full_name(page, chunks[0]) or speaker
    return _Known(speaker, sex(page, low, high), kind, True, page.span(low, high))


def _unnamed(page: Page, low: int, high: int) -> _Known:
    """A role or an anonymous source, in its own words."""
    speaker, gender = phrase(page, low, high), sex(page, low, high)
    if page.cores[low] in several():
        return _Known(speaker[:1].lower() + speaker[1:], "", "several", False, page.span(low, high))
    plural = (page.flags[high - 1] | page.flags[low]) & (PLURAL | QUANTITY)
    kind = "person" if gender else "several" if plural else "body"
    return _Known(speaker, gender, kind, False, page.span(low, high))
