"""What kind of word a chunk is, found once for each type of chunk: one integer of flags."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

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
_LARGEST = 200_000  # types remembered at most

# Flags and signs, where the bare word starts and ends in its chunk, the bare word in lower case.
Word = tuple[int, bytes, int, int, str]


class Kinds(NamedTuple):
    """What chunk types are: one row for each type.

    Attributes
    ----------
    flags : object ndarray
        Their flags, as objects that types share.
    signs : uint64 ndarray
        Their signs, eight bytes as one number.
    cores : list of str
        Their bare words in lower case.
    heads, tails : list of int
        Where the bare word starts and ends in its chunk.
    """

    flags: NDArray[np.object_]
    signs: NDArray[np.uint64]
    cores: list[str]
    heads: list[int]
    tails: list[int]


class Types(dict[str, Word]):
    """Every chunk type met so far; only a memory, the same chunk always gives the same word.

    Texts look up thousands of types that lie all over the memory: what is equal is stored once, to stay in the cache.
    """

    def __init__(self) -> None:
        super().__init__()
        table = read_table("attribution_words")
        self._flags: dict[str, int] = {}
        self._shared: dict[int, tuple[int, bytes]] = {}
        self._exceptions = {name: frozenset(words.split()) for name, words in table["exceptions"].items()}
        for name, words in table["classes"].items():
            _add(self._flags, getattr(kinds, name.upper()), words.split())
        for kind, cues in ((VERB, verbs()), (NOUN, nouns()), (ADJECTIVE, adjectives())):
            _add(self._flags, kind, cues)
        for kind, word in ((THAT, "that"), (BY, "by"), (ACCORDING, "according")):
            _add(self._flags, kind, [word])
        for kind, name in ((TITLE, "titles"), (HE, "he"), (SHE, "she"), (SEVERAL, "several")):
            _add(self._flags, kind, read_table("speakers")[name].split())

    def __missing__(self, chunk: str) -> Word:
        if len(self) > _LARGEST:
            self.clear()
        flags, first, last, core = self._read(chunk)
        shared = self._shared.get(flags) or self._shared.setdefault(flags, (flags, signs(flags)))
        self[chunk] = word = *shared, first, last, chunk if core == chunk else core
        return word

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
    flat: list[Any] = list(chain.from_iterable(map(types().__getitem__, chunks)))
    flags, shown, heads, tails, cores = (flat[at::5] for at in range(5))
    return Kinds(np.array(flags, object), np.frombuffer(b"".join(shown), np.uint64), cores, heads, tails)
