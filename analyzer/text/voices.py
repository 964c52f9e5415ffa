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

NARRATOR, QUOTED, PARAPHRASED, REPORTING = VOICES = ("narrator", "quoted", "paraphrased", "reporting")

_MARK = re.compile("[“”„‟«»\"‘’']")  # one set and nothing else: apostrophes are many, and sets are searched for fast
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
    if not marks:
        return []
    spans: list[tuple[int, int]] = []
    carried = at = 0
    for number, (_, end) in enumerate(paragraphs):
        first = at
        while at < len(marks) and marks[at].start < end:
            at += 1
        if first == at:
            carried = 0
            continue
        follows = text[paragraphs[number + 1][0]] if number + 1 < len(paragraphs) else ""
        goes_on = carried < _LONGEST and follows != "" and follows in '“"«„'
        found, is_open = _in_paragraph(marks[first:at], end, goes_on)
        spans += found
        carried = carried + 1 if is_open else 0
    return _without_scare_quotes(text, spans, sentences or [(0, len(text))])


class _Mark(NamedTuple):
    start: int
    sign: str
    role: str


def _marks(text: str) -> list[_Mark]:
    """Quotation marks with their roles; apostrophes inside words are none."""
    found = []
    for match in _MARK.finditer(text):
        at, sign = match.start(), match.group()
        before, after = text[at - 1] if at else " ", text[at + 1 : at + 2]
        if sign in "'’" and before.isalnum() and after.isalnum():
            continue  # an apostrophe, as most of these are
        if sign == "“" and (before.isalnum() or before in _STOPS) and not after.isalnum():
            sign = "”"  # some close with the mark that others open with
        if sign not in "‘’'":
            found.append(_Mark(at, sign, _DOUBLE))
            continue
        if _DECADE.match(text, at):
            continue
        if sign != "’" and after and not after.isspace() and not _is_word(before) and after not in "‘’'":
            found.append(_Mark(at, sign, _OPEN))
        elif sign != "‘" and not _is_word(after):
            if before in _STOPS:
                found.append(_Mark(at, sign, _SAID))
            elif _is_word(before):
                found.append(_Mark(at, sign, _END))
    return found


def _is_word(character: str) -> bool:
    return character.isalnum() or character in ("_", "’", "'")


def _in_paragraph(marks: list[_Mark], end: int, goes_on: bool) -> tuple[list[tuple[int, int]], bool]:
    """The quotations of one paragraph, and whether the last one goes on into the next."""
    spans: list[tuple[int, int]] = []
    unclosed: set[str] = set()  # looked for in vain once: never again, so that time stays linear
    at = 0
    while at < len(marks):
        mark = marks[at]
        closer = None if mark.role in (_SAID, _END) or mark.sign in unclosed else _closer(marks, at)
        if closer is not None:
            spans.append((mark.start, marks[closer].start + 1))
            at = closer
        elif mark.role == _DOUBLE and mark.sign != "”":
            if goes_on and not unclosed:
                return [*spans, (mark.start, end)], True
            unclosed.add(mark.sign)
        at += 1
    return spans, False


def _closer(marks: list[_Mark], opener: int) -> int | None:
    """Index of the mark that closes `opener`; a single mark behind punctuation goes before a possible apostrophe."""
    if marks[opener].role == _DOUBLE:
        closers = _CLOSERS[marks[opener].sign]
        found = next((i for i in range(opener + 1, len(marks)) if marks[i].sign in closers), None)
        return _outer(marks, opener, found) if found and marks[opener].sign == "“" else found
    ends = []
    for at in range(opener + 1, min(len(marks), opener + _NEAR)):
        if marks[at].role == _OPEN:
            break
        if marks[at].role == _SAID:
            return at
        if marks[at].role == _END:
            ends.append(at)
    return ends[0] if ends else None


def _outer(marks: list[_Mark], opener: int, closer: int) -> int:
    """The closer of the outer quotation, where “one holds “another” and goes on”; else the closer given."""
    depth = 1
    for at in range(opener + 1, min(len(marks), opener + _NEAR)):
        depth += {"“": 1, "”": -1}.get(marks[at].sign, 0)
        if depth == 0:
            return at
    return closer


def _without_scare_quotes(
    text: str, spans: list[tuple[int, int]], sentences: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Those with as many words as speech has, those that are whole sentences, those next to a verb of saying."""
    says = verbs_of_saying()
    starts = [start for start, _ in sentences]
    kept, read = [], -1
    words: list[int] = []
    saying: list[int] = []
    for low, high in spans:
        if _is_title(text, low, high):
            continue
        if len(text[low:high].split()) > _SURELY:
            kept.append((low, high))
            continue
        n_words = len(_WORD.findall(text, low, high))
        if n_words < _SCARE:
            number = max(0, bisect_right(starts, low) - 1)
            if number != read:  # one sentence may hold many: each is read once
                read, found = number, list(_WORD.finditer(text, *sentences[number]))
                words = [match.start() for match in found]
                saying = [match.start() for match in found if match.group().lower() in says]
            around = _outside(words, low, high)
            alone = not around or _is_introduced(text, low, high) or _follows_noun(text, low)
            if not n_words or not (alone or _outside(saying, low, high)):
                continue
        kept.append((low, high))
    return kept


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


def _outside(places: list[int], low: int, high: int) -> int:
    return len(places) - (bisect_left(places, high) - bisect_left(places, low))
