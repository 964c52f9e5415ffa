"""Who is meant by a source: names in full, pronouns by the last speaker who fits, the unnamed in their own words.

Nothing is looked up anywhere but in the text and in the aliases given. A pronoun is never resolved across more than two
paragraphs; what cannot be resolved is "".
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from typing import NamedTuple

from analyzer.text.attribution.flags import PLURAL, QUANTITY, RELATIVE
from analyzer.text.attribution.names import full_name, name, phrase, several, sex, words
from analyzer.text.attribution.page import Page
from analyzer.text.attribution.phrases import antecedent
from analyzer.text.attribution.records import Attribution, Span

_NEAR = 2  # paragraphs
_ANTECEDENT = 12  # chunks before "who"
_PRONOUNS = {"he": "he", "his": "he", "she": "she", "her": "she", "they": "several", "their": "several", "it": "body"}
_AUTHOR = frozenset(["i", "we", "you", "my", "our", "your"])


class _Known(NamedTuple):
    speaker: str
    sex: str
    kind: str  # person, several, body
    paragraph: int


def speakers(page: Page, found: list[Attribution], aliases: Mapping[str, str]) -> list[Attribution]:
    """The attributions with their speakers.

    Parameters
    ----------
    aliases : mapping of str to str
        From a name in lower case to the label that the speaker shall have.
    """
    known: list[_Known] = []
    said: dict[Span, str] = {}
    full: dict[str, str] = {}
    for source in sorted({one.source for one in found if one.source is not None}):
        one = _resolve(page, source, full, known)
        said[source] = ""
        if one is not None:
            label = aliases.get(one.speaker.lower(), one.speaker) if aliases else one.speaker
            known.append(one if label == one.speaker else _Known(label, *one[1:]))
            said[source] = label
    return [Attribution(*one[:-1], said.get(one.source, "") if one.source else "") for one in found]


def _resolve(page: Page, source: Span, full: dict[str, str], known: list[_Known]) -> _Known | None:
    low = bisect_right(page.starts, source[0]) - 1
    paragraph, core, flags = page.paragraph(source[0]), page.cores[low], page.flags[low]
    alone = low + 1 == len(page) or page.starts[low + 1] >= source[1]
    if alone and core in _PRONOUNS:
        return _last(known, _PRONOUNS[core], paragraph)
    if alone and (flags & RELATIVE or core == "that"):
        before = antecedent(page, max(0, low - _ANTECEDENT), low)
        if before is None:
            return None
        low, high = before
        alone = False
    else:
        high = max(low + 1, bisect_right(page.starts, source[1] - 1))
    if alone and core in _AUTHOR:
        return None
    return _named(page, low, high, full, paragraph) or _unnamed(page, low, high, paragraph)


def _last(known: list[_Known], test: str, paragraph: int) -> _Known | None:
    """The last speaker that a pronoun can mean."""
    for one in reversed(known):
        if paragraph - one.paragraph > _NEAR:
            return None
        if test in ("he", "she"):
            if one.kind == "person" and one.sex in ("", test):
                return _Known(one.speaker, test, "person", paragraph)
        elif one.kind == test:
            return _Known(one.speaker, one.sex, test, paragraph)
    return None


def _named(page: Page, low: int, high: int, full: dict[str, str], paragraph: int) -> _Known | None:
    chunks = name(page, low, high)
    if chunks is None or page.cores[low] in several():
        return None
    speaker, kind = words(page, *chunks), "person"
    if page.cores[low] in ("the", "a", "an") or chunks[1] - chunks[0] > 3:
        kind = "body"
    elif chunks[1] - chunks[0] == 1:
        if speaker not in full:
            full[speaker] = full_name(page, chunks[0]) or speaker
        speaker = full[speaker]
    return _Known(speaker, sex(page, low, high), kind, paragraph)


def _unnamed(page: Page, low: int, high: int, paragraph: int) -> _Known:
    head = page.flags[high - 1] | page.flags[low]
    kind = "several" if head & (PLURAL | QUANTITY) else "body"
    gender = sex(page, low, high)
    speaker = phrase(page, low, high)
    if page.cores[low] in several():
        speaker, kind = speaker[:1].lower() + speaker[1:], "several"
    return _Known(speaker, gender, "person" if gender else kind, paragraph)
