"""Who is meant by a source: names in full, pronouns by the last speaker who fits, the unnamed in their own words.

Nothing is looked up anywhere but in the text. A pronoun is never resolved across more than two
paragraphs; what cannot be resolved is "".
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from analyzer.text.attribution.flags import CONJUNCTION, PLURAL, QUANTITY, RELATIVE, SEVERAL
from analyzer.text.attribution.names import full_name, is_modifier, name, phrase, sex, words
from analyzer.text.attribution.page import Page
from analyzer.text.attribution.phrases import antecedent
from analyzer.text.attribution.records import Span

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


_Met = dict[str, _Known]  # by the words of the source
_Past = list[tuple[int, _Known, Span]]  # with the paragraph, and where the words stand that say who


def speakers(page: Page, sources: Iterable[Span]) -> dict[Span | None, tuple[str, Span | None, bool]]:
    """Of each source the speaker, where the words stand that name the speaker, and whether by a proper name.

    Parameters
    ----------
    page : Page
    sources : iterable of (int, int)
        All that are meant, as a pronoun goes back to those before it.
    """
    past: _Past = []
    met: _Met = {}
    said: dict[Span | None, tuple[str, Span | None, bool]] = {None: ("", None, False)}
    for source in sorted(sources):
        paragraph = page.paragraph(source[0])
        found = _resolve(page, source, paragraph, met, past)
        if found is None:
            someone = page.text[source[0] : source[1]].lower() in _PERSONS
            said[source] = "", source if someone else None, False
            continue
        one, mention = found
        said[source] = one.speaker, mention, one.named
        past.append((paragraph, one, mention))
    return said


def _resolve(page: Page, source: Span, paragraph: int, met: _Met, past: _Past) -> tuple[_Known, Span] | None:
    """Who one source means: a pronoun by what was said before, everything else by its own words."""
    written = page.text[source[0] : source[1]]
    if written in met:
        return met[written], source
    low = bisect_right(page.starts, source[0]) - 1
    high = max(low + 1, bisect_right(page.starts, source[1] - 1))
    core = page.core(low)
    if high - low == 1:
        if core in _PRONOUNS:
            return _last(past, _PRONOUNS[core], paragraph)
        if page.flags[low] & RELATIVE or core == "that":
            before = antecedent(page, max(0, low - _ANTECEDENT), low)
            return (_somebody(page, *before, met), page.span(*before)) if before else None
        if core in _AUTHOR:
            return None
    met[written] = one = _somebody(page, low, high, met)
    return one, page.span(low, high)


def _last(past: _Past, test: str, paragraph: int) -> tuple[_Known, Span] | None:
    """The last speaker that a pronoun can mean."""
    for before, one, mention in reversed(past[-_REMEMBERED:]):
        if paragraph - before > _NEAR:
            return None
        if one.kind == test:
            return one, mention
        if test in ("he", "she") and one.kind == "person" and one.sex in ("", test):
            return one if one.sex else one._replace(sex=test), mention
    return None


def _somebody(page: Page, low: int, high: int, met: _Met) -> _Known:
    """Who is meant by some chunks that hold no pronoun."""
    chunks = name(page, low, high)
    if chunks is None or page.flags[low] & SEVERAL or is_modifier(page, chunks[1], high):
        return _unnamed(page, low, high)
    return _named(page, low, high, chunks, met)


def _named(page: Page, low: int, high: int, chunks: tuple[int, int], met: _Met) -> _Known:
    """A name; one of a single word is that of somebody met before, or the end of a full name in the text."""
    speaker, kind = words(page, *chunks), "person"
    if chunks[0] > low and page.flags[chunks[0] - 1] & CONJUNCTION:  # "Bold and Gold"
        return _Known(phrase(page, low, high), "", "several", True)
    if page.core(low) in ("the", "a", "an") or chunks[1] - chunks[0] > _LONGEST_NAME:
        kind = "body"
    elif chunks[1] - chunks[0] == 1:
        speaker = met[speaker].speaker if speaker in met else full_name(page, chunks[0]) or speaker
    return _Known(speaker, sex(page, low, high), kind, True)


def _unnamed(page: Page, low: int, high: int) -> _Known:
    """A role or an anonymous source, in its own words."""
    speaker, gender = phrase(page, low, high), sex(page, low, high)
    if page.flags[low] & SEVERAL:
        return _Known(speaker[:1].lower() + speaker[1:], "", "several", False)
    plural = (page.flags[high - 1] | page.flags[low]) & (PLURAL | QUANTITY)
    kind = "person" if gender else "several" if plural else "body"
    return _Known(speaker, gender, kind, False)
