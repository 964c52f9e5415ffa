"""Quoted speech by its marks, and the voices that there are.

About seven attributions in ten carry no quotation mark; `speech` lays those over what is found here.
Scare quotes (fewer than four words, no verb of saying in the sentence) are the narrator's own words, and so are the
names of programmes and books.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import NamedTuple

from analyzer.text.attribution.lexicon import QUOTATION, nouns, verbs
from analyzer.text.normalise import places

NARRATOR, QUOTED, PARAPHRASED, REPORTING = VOICES = ("narrator", "quoted", "paraphrased", "reporting")

_DOUBLES, _SINGLES = '"”„‟«»', "‘’'"
_OPEN, _SAID, _END, _DOUBLE = "open", "said", "end", "double"  # what a mark can do; "said" stands behind punctuation
_CLOSERS = {"“": '”"', "”": "”", "„": '“”"', "‟": '”"', "«": "»", "»": "«", '"': '"”'}
_STOPS = '.,!?…)]"”»'  # a single mark behind one of these closes a quotation
_DECADE = re.compile(r"['‘]\d0s\b")
_PLACES = frozenset(
    (
        "on",
        "of",
        "in",
        "to",
        "for",
        "from",
        "at",
        "by",
        "book",
        "film",
        "movie",
        "novel",
        "song",
        "show",
        "series",
        "told",
        "tells",
    )
)
_OWNERS = ("'s", "’s", "s'", "s’")
_SMALL = frozenset(
    (
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "de",
        "for",
        "from",
        "in",
        "is",
        "it",
        "la",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
        "&",
        "-",
        "vs",
    )
)
_WORD_BEFORE = 12  # characters that hold the word before a title
_LONGEST_TITLE = 10
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_LONGEST = 5  # paragraphs that one quotation may go on for
_NEAR = 20  # marks that a single quotation mark looks ahead: apostrophes must not cost quadratic time
_SCARE = 4  # fewer words than this are a term in quotes, unless somebody is said to say them
_SOON = 600  # characters of a sentence that is read once for each quotation in it, and no longer one
_SURELY = 6  # more pieces between spaces than this leave no doubt about the number of words


@cache
def verbs_of_saying() -> dict[str, str]:
    """Every form of a verb that can carry a quotation, and its tier (neutral, assertive, negative, private)."""
    return {form: cue.tier for form, cue in verbs().items() if cue.takes & QUOTATION}


def quotations(text: str, paragraphs: list[tuple[int, int]], sentences: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """(start, end) of every stretch of quoted speech, marks included, in order and without overlap.

    Parameters
    ----------
    text : str
        With its quotation marks as they were printed (straight, curly, guillemets).
    paragraphs, sentences : list of (int, int)
        Spans in `text`. A quotation that is not closed goes on only if the next paragraph opens with a mark again.

    Notes
    -----
    Says nothing of who speaks. A mark that is never closed opens no quotation, so one slip costs one paragraph.

    >>> text = 'He said: "We will come." The "visit" took two days.'
    >>> quotations(text, [(0, 51)], [(0, 24), (25, 51)])
    [(9, 24)]
    """
    marks = _marks(text)
    spans: list[tuple[int, int]] = []
    carried = first = 0
    for number, (_, end) in enumerate(paragraphs):
        last = bisect_left(marks.starts, end, first)
        if first == last:
            carried = 0
            continue
        follows = text[paragraphs[number + 1][0]] if number + 1 < len(paragraphs) else ""
        goes_on = carried < _LONGEST and follows != "" and follows in '"“«„'
        found, is_open = _in_paragraph(marks, first, last, end, goes_on)
        spans += found
        carried = carried + 1 if is_open else 0
        first = last
    return _without_scare_quotes(text, spans, sentences or [(0, len(text))])


class _Marks(NamedTuple):
    """Where quotation marks stand, which they are, what each can do."""

    starts: list[int]
    signs: list[str]
    roles: list[str]


def _marks(text: str) -> _Marks:
    """Quotation marks with their roles; apostrophes are none."""
    found = [(at, sign, _DOUBLE) for sign in _DOUBLES for at in places(text, sign)]
    for sign in _SINGLES:
        for at in places(text, sign):
            inside = sign != "‘" and text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()
            if not inside and (role := _role(text, at, sign)):  # most are apostrophes inside of words
                found.append((at, sign, role))
    found += [(at, _turned(text, at), _DOUBLE) for at in places(text, "“")]
    found.sort()
    return _Marks(*map(list, zip(*found, strict=True))) if found else _Marks([], [], [])


def _turned(text: str, at: int) -> str:
    """The curly mark that stands there, or the one that it stands for: some close with what others open with."""
    before, after = text[at - 1] if at else " ", text[at + 1 : at + 2]
    return "”" if (before.isalnum() or before in _STOPS) and not after.isalnum() else "“"


def _role(text: str, at: int, sign: str) -> str:
    """The role of a single mark; "" if it has none."""
    before, after = text[at - 1] if at else " ", text[at + 1 : at + 2]
    if _DECADE.match(text, at):
        return ""
    if sign != "’" and after and not after.isspace() and not _is_word(before) and after not in "‘’'":
        return _OPEN
    if sign == "‘" or _is_word(after):
        return ""
    return _SAID if before in _STOPS else _END if _is_word(before) else ""


def _is_word(character: str) -> bool:
    return character.isalnum() or character in ("_", "’", "'")


def _in_paragraph(marks: _Marks, first: int, last: int, end: int, goes_on: bool) -> tuple[list[tuple[int, int]], bool]:
    """The quotations of one paragraph, whose marks are ``first:last``, and whether the last one goes on."""
    spans: list[tuple[int, int]] = []
    unclosed: set[str] = set()  # looked for in vain once: never again, so that time stays linear
    at = first
    while at < last:
        sign, role = marks.signs[at], marks.roles[at]
        closer = None if role in (_SAID, _END) or sign in unclosed else _closer(marks, at, last)
        if closer is not None:
            spans.append((marks.starts[at], marks.starts[closer] + 1))
            at = closer
        elif role == _DOUBLE and sign != "”":
            if goes_on and not unclosed:
                return [*spans, (marks.starts[at], end)], True
            unclosed.add(sign)
        at += 1
    return spans, False


def _closer(marks: _Marks, opener: int, last: int) -> int | None:
    """Index of the mark that closes `opener`; a single mark behind punctuation goes before a possible apostrophe."""
    sign = marks.signs[opener]
    if marks.roles[opener] == _DOUBLE:
        closers, at = _CLOSERS[sign], opener + 1
        while at < last and marks.signs[at] not in closers:
            at += 1
        if at == last:
            return None
        right_behind = at == opener + 1 and marks.signs[at] == "”"  # as nearly all
        return at if sign != "“" or right_behind else _outer(marks, opener, last, at)
    ends = []
    for at in range(opener + 1, min(last, opener + _NEAR)):
        role = marks.roles[at]
        if role == _OPEN:
            break
        if role == _SAID:
            return at
        if role == _END:
            ends.append(at)
    return ends[0] if ends else None


def _outer(marks: _Marks, opener: int, last: int, closer: int) -> int:
    """The closer of the outer quotation, where “one holds “another” and goes on”; else the closer given."""
    depth = 1
    for at in range(opener + 1, min(last, opener + _NEAR)):
        depth += {"“": 1, "”": -1}.get(marks.signs[at], 0)
        if depth == 0:
            return at
    return closer


def _without_scare_quotes(
    text: str, spans: list[tuple[int, int]], sentences: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Those with as many words as speech has, those that are whole sentences, those next to a verb of saying."""
    kept = []
    starts = [start for start, _ in sentences] if spans else []
    read, all_words, all_verbs = -1, 0, 0
    for low, high in spans:
        n_pieces = len(text[low:high].split(None, _LONGEST_TITLE + 2))  # those of longer ones need no count
        if n_pieces <= _LONGEST_TITLE + 2 and _is_title(text, low, high):  # its marks may stand apart
            continue
        n_words = len(_WORD.findall(text, low, high)) if n_pieces <= _SURELY else _SCARE
        if 0 < n_words < _SCARE:
            number = max(0, bisect_right(starts, low) - 1)
            start, end = sentences[number]
            if end - start > _SOON or not (_has_verb(text, start, min(low, end)) or _has_verb(text, high, end)):
                if number != read:  # one sentence may hold many: each is read once
                    read, (all_words, all_verbs) = number, _words_and_verbs(text, start, end)
                own_words, own_verbs = _words_and_verbs(text, low, min(high, end))
                said = all_verbs > own_verbs or all_words == own_words
                if not (said or _is_introduced(text, low, high) or _follows_noun(text, low)):
                    continue
        if n_words:
            kept.append((low, high))
    return kept


def _has_verb(text: str, start: int, end: int) -> bool:
    """Whether a verb of saying stands by itself, or before a comma or stop: what most say, and soon seen."""
    words = text[start:end].lower().replace(",", " ").replace(".", " ").split()
    return not verbs_of_saying().keys().isdisjoint(words)


def _words_and_verbs(text: str, start: int, end: int) -> tuple[int, int]:
    """How many words there are, and how many of them are verbs of saying."""
    words = _WORD.findall(text, start, end)
    return len(words), sum(map(verbs_of_saying().__contains__, map(str.lower, words)))


def _is_title(text: str, low: int, high: int) -> bool:
    """Whether a quotation is the name of a programme or a book: CBS's "Face the Nation", told "Fox & Friends"."""
    before = text[max(0, low - _WORD_BEFORE) : low].lower().split()[-1:]
    if not before or not (before[0] in _PLACES or before[0].endswith(_OWNERS)):
        return False
    words = text[low + 1 : high - 1].rstrip(",").split()
    if not 1 < len(words) <= _LONGEST_TITLE or words[-1][-1] in ".?!":
        return False
    return all(word[0].isupper() or word[0].isdigit() or word in _SMALL for word in words)


def _is_introduced(text: str, low: int, high: int) -> bool:
    """Whether a quotation is a sentence behind a colon: their message: "Go home." """
    return text[max(0, low - 2) : low].rstrip().endswith(":") and text[high - 2] in ".?!"


def _follows_noun(text: str, low: int) -> bool:
    """Whether a noun of saying stands right before a quotation: chants of "Go home", the slogan "Go home"."""
    *_, before, last = ("", "", *text[max(0, low - 2 * _WORD_BEFORE) : low].lower().split())
    return (before if last == "of" else last).strip(",:") in nouns()
