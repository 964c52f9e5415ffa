"""What kind of word a chunk is, found once for each type of chunk: one integer of flags."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

import analyzer.text.attribution.flags as kinds
from analyzer.text.attribution.flags import (
    ACCORDING,
    ADJECTIVE,
    ADVERB,
    AUXILIARY,
    BE,
    BRACKET,
    BY,
    CAPITAL,
    CLOSES,
    COLON,
    COMMA,
    DASH,
    GERUND,
    HE,
    MARK,
    NOUN,
    NUMBER,
    OWNER,
    PAST,
    PLURAL,
    RELATIVE,
    SAYING,
    SAYS,
    SEVERAL,
    SHE,
    STOP,
    SUBJECT,
    SUBORDINATOR,
    THAT,
    TITLE,
    TOLD,
    VERB,
)
from analyzer.text.attribution.lexicon import (
    CLAUSE,
    PERSON,
    THING,
    THIRD,
    adjectives,
    nouns,
    read_table,
    verbs,
)
from analyzer.text.attribution.lexicon import PAST as PAST_FORM
from analyzer.text.attribution.masks import signs

_CORE = re.compile(r"[^\w$#@&]*+((?:.*[\w%])?)", re.DOTALL)
_CONTRACTED = ("'ll", "'re", "'ve", "'d", "'m")
_IS = ("that", "there", "here", "let")  # and pronouns: "'s" behind them is a verb
_STOPS = {",": COMMA, ".": STOP, ":": COLON, ";": COLON, "?": STOP, "!": STOP}
_OPENING = {"'": MARK, '"': MARK, "(": BRACKET, "[": BRACKET}
_PERSON = TITLE | HE | SHE | SEVERAL  # these say nothing of the part that a word has in a sentence
_ENDINGS = frozenset("ygds")  # of "-ly", "-ing", "-ed" and plurals
_FIRST = 1 << 12  # rows that there is room for; doubled when these are full
_LARGEST = 200_000  # types after which all are forgotten


class Kinds(NamedTuple):
    """What chunk types are: one row for each type met so far, whichever text it stood in.

    Attributes
    ----------
    rows : int32 ndarray
        The row of each chunk type that was asked for.
    flags : object ndarray
        Their flags, as objects that types share.
    signs : uint64 ndarray
        Their signs, eight bytes as one number.
    cores : list of str
        Their bare words in lower case.
    heads, tails : list of int
        Where the bare word starts and ends in its chunk.
    """

    rows: NDArray[np.int32]
    flags: NDArray[np.object_]
    signs: NDArray[np.uint64]
    cores: list[str]
    heads: list[int]
    tails: list[int]


class Types(dict[str, int]):
    """Every chunk type met so far, and its row; only a memory, the same chunk always is the same.

    Rows are added and never changed. Texts look up thousands of types that lie all over the memory: what is equal is
    stored once, to stay in the cache.
    """

    def __init__(self) -> None:
        super().__init__()
        table = read_table("attribution_words")
        self._flags: dict[str, int] = {}
        self._shared: dict[int, tuple[int, int]] = {}
        self._exceptions = {name: frozenset(words.split()) for name, words in table["exceptions"].items()}
        for name, words in table["classes"].items():
            _add(self._flags, getattr(kinds, name.upper()), words.split())
        for kind, cues in ((VERB, verbs()), (NOUN, nouns()), (ADJECTIVE, adjectives())):
            _add(self._flags, kind, cues)
        for kind, word in ((THAT, "that"), (BY, "by"), (ACCORDING, "according")):
            _add(self._flags, kind, [word])
        for kind, name in ((TITLE, "titles"), (HE, "he"), (SHE, "she"), (SEVERAL, "several")):
            _add(self._flags, kind, read_table("speakers")[name].split())
        self._adding = Lock()
        self._kinds: NDArray[np.object_] = np.zeros(_FIRST, object)
        self._signs: NDArray[np.uint64] = np.zeros(_FIRST, np.uint64)
        self._cores: list[str] = []
        self._heads: list[int] = []
        self._tails: list[int] = []

    def __missing__(self, chunk: str) -> int:
        with self._adding:
            row = self.get(chunk, len(self))
            if row == len(self):
                self._append(chunk, row)
        return row

    def _append(self, chunk: str, row: int) -> None:
        flags, first, last, core = self._read(chunk)
        if row == len(self._kinds):
            self._kinds = np.concatenate((self._kinds, np.zeros(row, object)))
            self._signs = np.concatenate((self._signs, np.zeros(row, np.uint64)))
        shared = self._shared.get(flags) or self._shared.setdefault(
            flags, (flags, int.from_bytes(signs(flags), sys.byteorder))
        )
        self._kinds[row], self._signs[row] = shared
        self._heads.append(first)
        self._tails.append(last)
        self._cores.append(chunk if core == chunk else core)
        self[chunk] = row

    def kinds(self, chunks: Sequence[str]) -> Kinds:
        """The rows of some chunks, and all that is known."""
        rows = np.fromiter(map(self.__getitem__, chunks), np.int32, len(chunks))
        return Kinds(rows, self._kinds, self._signs, self._cores, self._heads, self._tails)

    def _read(self, chunk: str) -> tuple[int, int, int, str]:
        if chunk.isalpha():  # most types by far
            core = chunk.lower()
            return self._kind(core, chunk[0]), 0, len(chunk), core
        if chunk[:-1].isalpha() and chunk[-1] in _STOPS:
            core = chunk[:-1].lower()
            return self._kind(core, chunk[0]) | _STOPS[chunk[-1]], 0, len(chunk) - 1, core
        match = _CORE.match(chunk)
        first, last = match.span(1) if match else (0, len(chunk))
        if first == last:
            flags = _punctuation(chunk) | _OPENING.get(chunk[0], 0)
            return flags | (0 if chunk.strip("-") else DASH), 0, len(chunk), chunk
        core, flags = chunk[first:last].lower(), _punctuation(chunk[last:]) | _OPENING.get(chunk[0], 0)
        if chunk[last : last + 1] == "'" and core[-1] == "s":
            flags |= OWNER
        core, more, cut = self._without_ending(core)
        return flags | more | self._kind(core, chunk[first]), first, last - cut, core

    def _without_ending(self, core: str) -> tuple[str, int, int]:
        """The word without "'s" or "'ll", what that ending says, and how many characters are no part of a name."""
        if core.endswith("'s") and len(core) > 2:
            bare = core[:-2]
            if self._flags.get(bare, 0) & (SUBJECT | RELATIVE | SUBORDINATOR) or bare in _IS:
                return bare, AUXILIARY | BE, 2
            return bare, OWNER, 0
        if core.endswith(_CONTRACTED):
            bare = core[: core.rindex("'")]
            return bare, AUXILIARY, len(core) - len(bare)
        return core, 0, 0

    def _kind(self, core: str, letter: str) -> int:
        flags = self._flags.get(core, 0)
        if not flags & ~_PERSON:
            if core[-1:] in _ENDINGS:
                flags |= self._adverb(core, letter) or self._ending(core)
        elif flags & (VERB | NOUN):
            flags |= self._ending(core)
            flags |= _saying(core, flags)
        if letter.isupper():
            return flags | CAPITAL
        return flags | NUMBER if letter.isdigit() or letter in "$#" else flags

    def _adverb(self, core: str, letter: str) -> int:
        if letter.isupper() or not core.endswith("ly"):  # "Kelly" is none
            return 0
        return ADVERB if len(core) > 4 and core not in self._exceptions["adverb"] else 0

    def _ending(self, core: str) -> int:
        if core.endswith("ed") and len(core) > 3 and core not in self._exceptions["past"]:
            return PAST
        if core.endswith("ing") and len(core) > 4 and core not in self._exceptions["gerund"]:
            return GERUND
        return PLURAL if core.endswith("s") and not core.endswith(("ss", "us", "is")) else 0


def _add(table: dict[str, int], kind: int, words: Iterable[str]) -> None:
    for word in words:
        table[word] = table.get(word, 0) | kind


def _saying(core: str, flags: int) -> int:
    """In which form a verb of saying stands, as far as scans over other words ask."""
    if not flags & VERB:
        return 0
    cue, found = verbs()[core], 0
    if cue.form & (THIRD | PAST_FORM):
        found = TOLD
        if cue.takes & CLAUSE and not cue.takes & THING and not flags & NOUN:
            found |= SAYS
    return found | SAYING if flags & GERUND and cue.takes & (CLAUSE | PERSON) else found


def _punctuation(tail: str) -> int:
    flags = 0
    for sign in tail:
        flags |= _STOPS.get(sign, CLOSES if sign in ")]" else 0)
    return flags | DASH if "--" in tail or tail == "-" else flags


@cache
def types() -> Types:
    """The memory that all texts share."""
    return Types()


def read_types(chunks: Sequence[str]) -> Kinds:
    """What some distinct chunks are."""
    if len(types()) > _LARGEST:
        types.cache_clear()
    return types().kinds(chunks)
