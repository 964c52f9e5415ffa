"""Rules of the sentence splitter: does a sentence end at this candidate?

Each rule is one small function with its reason. Those in `VETOES` look at what stands around any run of stops, and each
may forbid an end; behind a single full stop after an abbreviation, `_abbreviation_rules` answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from analyzer.text.abbreviations import Abbreviations

QUOTES = frozenset("\"'“”‘’«»")
BEFORE = 60  # characters before a stop that the rules look at
TRAILING = "\"'“”‘’«»)]},;:.!?…"
_DASHES = frozenset("-–—•*")
_NEXT = re.compile(r"([\"'“”‘’«»(\[{¿¡*•–—-]*+)\s*+(\S{0,40}+)\s*+(\S{0,40}+)")
_BEFORE_WORD = re.compile(r"(?s:.*[-/–—(\[{“”«\"*•])?['‘]?")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_NO_VOWEL = re.compile(r"[B-DF-HJ-NP-TV-XZ][b-df-hj-np-tv-xz]{1,4}")
_ANSWER = re.compile(r"[\"'“‘«][^\"“”«»\n]{1,40}[.?!][\"'”’»]")
MARKER = re.compile(r"[(\[]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})")
AGENCY = re.compile(r"/[A-Z][\w .-]{1,30}/")
_INNER_CAPITAL = re.compile(r"[a-z]{1,2}[A-Z]|(?:al|el)-[A-Z]")
_PARTICLES = frozenset({"de", "von", "van", "bin"})
_NAME_AND_VERB = re.compile(r"(?:[A-Z][\w.'’-]*+\s++){1,5}+([a-z]++)")


class Candidate(NamedTuple):
    """A place where a sentence may end.

    `start` is the offset of the sentence so far, `marks` the run of stops at the offset `stop`, `closers` the quotation
    marks and brackets behind it. `chunk` is what stands before, `word` the same without opening marks, `section` that
    of the abbreviation, `before` up to two chunks earlier. `opener` holds the marks that open what follows at the
    offset `at`; `first` and `second` are the chunks that follow.
    """

    text: str
    start: int
    stop: int
    marks: str
    closers: str
    at: int
    chunk: str
    word: str
    section: str
    before: list[str]
    opener: str
    first: str
    second: str
    known: Abbreviations

    @property
    def next(self) -> str:
        """The word that follows, in lower case, without marks around it."""
        return self.first.strip(TRAILING).lower().replace("’", "'")

    def follows_in(self, words: str) -> bool:
        """Whether the word that follows is one of those `words` of the list."""
        return self.next in self.known.words[words]

    @property
    def opens(self) -> bool:
        """Whether that word is one that opens sentences."""
        return self.follows_in("opens")

    @property
    def digit(self) -> bool:
        """Whether a number follows."""
        return self.first[:1].isdigit()

    @property
    def previous(self) -> str:
        """The chunk before the abbreviation, or ""."""
        return self.before[-1] if self.before else ""


def candidate(text: str, start: int, spans: tuple[int, int, int, int], known: Abbreviations) -> Candidate:
    """Look around a run of stops; `spans` are the offsets of the stops, the closers, the gap, and what follows."""
    stop, closers_at, gap_at, at = spans
    *before, chunk = text[max(start, stop - BEFORE) : stop].split()[-3:] or [""]
    marks, closers = text[stop:closers_at], text[closers_at:gap_at]
    word, section = section_of(chunk, marks, known)
    following = _NEXT.match(text, at)
    opener, first, second = following.groups() if following else ("", "", "")
    return Candidate(text, start, stop, marks, closers, at, chunk, word, section, before, opener, first, second, known)


def section_of(chunk: str, marks: str, known: Abbreviations) -> tuple[str, str]:
    """The chunk before a run of stops without opening marks, and the section of the abbreviation that it is, or ""."""
    word = _BEFORE_WORD.sub("", chunk, count=1)
    return word, known.sections.get(word + "!" if marks == "!" else word) or _shape(word)


def _shape(word: str) -> str:
    """Section of a word that the list does not have: J., U.S. and, without a vowel, Ltn."""
    if len(word) == 1:
        return "initial" if word.isalpha() else ""
    if len(word) < 20 and _DOTTED.fullmatch(word):
        return "acronym"
    return "word" if _NO_VOWEL.fullmatch(word) else ""


def _nothing_follows(c: Candidate) -> bool:
    """A stray mark is no sentence."""
    return not c.first


def _lower_case_follows(c: Candidate) -> bool:
    """A sentence starts with a capital ("Why?" he asked), but for iPhone, al-Shabab and de Blasio."""
    if not c.first[0].islower():
        return c.first[0] in "&%/=+" and c.marks == "."
    if c.marks != "." or c.section:
        return True
    opened = not c.closers and not QUOTES.isdisjoint(c.opener) and c.opener[-1] not in "'’”»"
    name = _INNER_CAPITAL.match(c.first) or (c.first in _PARTICLES and c.second[:1].isupper())
    return not (opened or name)


def _dateline(c: Candidate) -> bool:
    """MOSCOW, August 30. /TASS/. - and MOSCOW. Aug 30 (Interfax) - belong to the first sentence."""
    opening = c.start == 0 or c.text[c.start - 1] in "\n\r\u2028\u2029"
    if not opening or c.stop - c.start > 80 or not c.text[c.start : c.start + 3].isupper():
        return False
    wire = c.chunk.isupper() and (c.follows_in("days") or (c.first.isupper() and c.second in _DASHES))
    return wire or bool(AGENCY.match(c.text, c.at) or AGENCY.fullmatch(c.chunk))


def _list_marker(c: Candidate) -> bool:
    """1. and (a. at the start, or behind a colon or semicolon, number what follows."""
    if c.marks != "." or len(c.chunk) > 6:
        return False
    alone = c.stop - c.start == len(c.chunk) and bool(MARKER.fullmatch(c.chunk))
    return alone or (c.chunk.isdigit() and c.previous[-1:] in (":", ";"))


def _name_with_exclamation_mark(c: Candidate) -> bool:
    """Yahoo! and Yum! carry the mark inside a sentence."""
    return c.section == "exclaim" and not c.opens


def _speaker_follows(c: Candidate) -> bool:
    """In "Why?" Mr. Cole asked, the question is part of the sentence of its speaker."""
    if c.marks == "." or QUOTES.isdisjoint(c.closers) or c.opener:
        return False
    name = _NAME_AND_VERB.match(c.text, c.at)
    return name is not None and name[1] in c.known.words["said"] and (not c.opens or c.next in ("mr", "mrs", "ms"))


def _answer_follows(c: Candidate) -> bool:
    """A quoted question and a short quoted answer stand together, where nobody else speaks: "Did you?" "No." """
    if c.marks == "." or QUOTES.isdisjoint(c.closers) or c.text[c.start] not in QUOTES:
        return False
    return bool(_ANSWER.match(c.text, c.at))


def _aside(c: Candidate) -> bool:
    """A mark in a bracket (really?) inside a sentence: that sentence has a stop of its own."""
    return (
        c.closers[-1:] == ")"
        and c.marks[-1] in "!?"
        and c.text.rfind("(", max(c.start, c.stop - 200), c.stop) > c.start
    )


def _dash_follows(c: Candidate) -> bool:
    """Behind a quotation a dash names the speaker; behind an abbreviation it goes on with the sentence."""
    return c.opener[:1] in _DASHES and (not QUOTES.isdisjoint(c.closers) or bool(c.section))


def _pause(c: Candidate) -> bool:
    """Dots for a pause or for words left out: I ... I; the ... plan; "... We". Four dots are an end."""
    if c.marks[-1] not in ".…" or c.marks == "." or c.marks.endswith(("....", "….")):
        return False
    words = c.word.lower(), c.next
    return (
        words[0] in c.known.words["function"]
        or words[0] == words[1]
        or c.digit
        or not any(map(str.isalnum, c.text[c.start : min(c.stop, c.start + 40)]))
    )


VETOES: tuple[Callable[[Candidate], bool], ...] = (
    _nothing_follows,
    _lower_case_follows,
    _dateline,
    _list_marker,
    _name_with_exclamation_mark,
    _speaker_follows,
    _answer_follows,
    _aside,
    _dash_follows,
    _pause,
)
