"""What kind of word a chunk is, found once for each type of chunk: one integer of flags."""

from __future__ import annotations

import re
from functools import cache

from analyzer.text.attribution.lexicon import read_table, verbs

# What may be a cue comes first: small integers are tested fastest.
_NAMES = (
    "verb noun adjective marker colon "
    "determiner possessive subject object quantity relative auxiliary modal negation preposition conjunction "
    "subordinator adverb time finite capital number plural past gerund owner comma stop dash closes be also_noun"
).split()
_FLAGS = {name: 1 << bit for bit, name in enumerate(_NAMES)}

VERB, NOUN, ADJECTIVE, MARKER, COLON = (_FLAGS[name] for name in _NAMES[:5])
DETERMINER, POSSESSIVE, SUBJECT, OBJECT, QUANTITY, RELATIVE = (_FLAGS[name] for name in _NAMES[5:11])
AUXILIARY, MODAL, NEGATION, PREPOSITION, CONJUNCTION = (_FLAGS[name] for name in _NAMES[11:16])
SUBORDINATOR, ADVERB, TIME, FINITE, CAPITAL, NUMBER = (_FLAGS[name] for name in _NAMES[16:22])
PLURAL, PAST, GERUND, OWNER, COMMA, STOP = (_FLAGS[name] for name in _NAMES[22:28])
DASH, CLOSES, BE, ALSO_NOUN = (_FLAGS[name] for name in _NAMES[28:])
CUE = VERB | NOUN | ADJECTIVE | MARKER | COLON

_BE = frozenset("is are was were be been being am isn't aren't wasn't weren't".split())
_CORE = re.compile(r"[^\w$#@&]*(.*?)[^\w%]*", re.DOTALL)
_CONTRACTED = ("'ll", "'re", "'ve", "'d", "'m")
_NOT_PAST = frozenset("need seed speed indeed embed red bed hundred creed breed deed feed weed united sacred naked".split())
_NOT_GERUND = frozenset("thing something nothing anything everything king ring spring morning evening during wing".split())
_STOPS = {",": COMMA, ".": STOP, ":": COLON, ";": COLON, "?": STOP, "!": STOP}
_LARGEST = 200_000  # types remembered at most

Word = tuple[int, int, int, str]  # flags, where the bare word starts and ends in its chunk, the bare word in lower case


class Types(dict[str, Word]):
    """Every chunk type met so far; only a memory, the same chunk always gives the same word."""

    def __init__(self) -> None:
        super().__init__()
        self._flags: dict[str, int] = {}
        for name, words in read_table("attribution_words")["classes"].items():
            for word in words.split():
                self._flags[word] = self._flags.get(word, 0) | _FLAGS[name]
        for word in verbs():
            self._flags[word] = self._flags.get(word, 0) | VERB
        for word in ("according", "words", "opinion", "view", "eyes"):
            self._flags[word] = self._flags.get(word, 0) | MARKER
        for word in nouns():
            self._flags[word] = self._flags.get(word, 0) | NOUN
        for word in adjectives():
            self._flags[word] = self._flags.get(word, 0) | ADJECTIVE

    def __missing__(self, chunk: str) -> Word:
        if len(self) > _LARGEST:
            self.clear()
        self[chunk] = word = self._read(chunk)
        return word

    def _read(self, chunk: str) -> Word:
        if chunk.isalpha():  # most types by far
            core = chunk.lower()
            return self._kind(core, chunk[0]), 0, len(chunk), core
        if chunk[:-1].isalpha() and chunk[-1] in _STOPS:
            core = chunk[:-1].lower()
            return self._kind(core, chunk[0]) | _STOPS[chunk[-1]], 0, len(core), core
        match = _CORE.fullmatch(chunk)
        first, last = match.span(1) if match else (0, len(chunk))
        core, tail = chunk[first:last].lower(), chunk[last:]
        flags = _punctuation(tail)
        if not core:
            return flags | (DASH if set(chunk) <= set("-") else 0), 0, len(chunk), chunk
        if tail[:1] == "'" and core[-1] == "s":
            flags |= OWNER
        if core.endswith("'s") and len(core) > 2:
            bare = core[:-2]
            if self._flags.get(bare, 0) & (SUBJECT | RELATIVE | SUBORDINATOR) or bare in ("that", "there", "here", "let"):
                flags |= AUXILIARY | BE
                last = first + len(bare)
            else:
                flags |= OWNER
            core = bare
        elif core.endswith(_CONTRACTED):
            core = core[: core.rindex("'")]
            last = first + len(core)
            flags |= AUXILIARY
        return flags | self._kind(core, chunk[first]), first, last, core

    def _kind(self, core: str, letter: str) -> int:
        flags = self._flags.get(core, 0)
        if letter.isupper():
            flags |= CAPITAL
        elif letter.isdigit() or letter in "$#":
            flags |= NUMBER
        if core in _BE:
            flags |= BE
        if flags & ~CAPITAL:
            return flags | _ending(core) if flags & (VERB | NOUN) else flags
        if core.endswith("ly") and len(core) > 4 and not flags:  # "Kelly" is no adverb
            flags |= ADVERB
        return flags | _ending(core)


def _ending(core: str) -> int:
    if core.endswith("ed") and len(core) > 3 and core not in _NOT_PAST:
        return PAST
    if core.endswith("ing") and len(core) > 4 and core not in _NOT_GERUND:
        return GERUND
    return PLURAL if core.endswith("s") and not core.endswith(("ss", "us", "is")) else 0


def _punctuation(tail: str) -> int:
    flags = 0
    if "," in tail:
        flags |= COMMA
    if ":" in tail or ";" in tail:
        flags |= COLON
    if tail[-1:] in ".!?" and tail or "?" in tail or "!" in tail:
        flags |= STOP
    if ")" in tail or "]" in tail:
        flags |= CLOSES
    if "--" in tail or tail == "-":
        flags |= DASH
    return flags


@cache
def nouns() -> dict[str, str]:
    """Nouns of saying and their tier."""
    table = read_table("nouns_of_saying")
    return {form: tier for tier, words in table.items() for word in words.split() for form in (word, _plural(word))}


@cache
def adjectives() -> dict[str, str]:
    """Adjectives of saying and their tier."""
    return {word: tier for tier, words in read_table("adjectives_of_saying").items() for word in words.split()}


def _plural(word: str) -> str:
    if word[-1] == "y" and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "sh", "ch", "x")) else "s")


@cache
def types() -> Types:
    """The memory that all texts share."""
    return Types()
