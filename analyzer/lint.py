"""What a codebook would catch: every glob tried on a reference vocabulary, before it is tried on an article.

The patterns of frames are judged among themselves, and so are those of the categories of speakers.

Classic surprises: ``war*`` catches "warrant", ``import*`` "important", ``consul*`` "consultant". The check knows common
English words; it does not know whether a word that is caught means what the frame or the category means.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from analyzer.codebook import Category, Codebook, Frame, Pattern
from analyzer.features.frames import Globs
from analyzer.text.tokens import WORD

_SHORT = 3  # letters before a `*` that catch too much
_SHOWN = 8  # words in a message
_SPELLINGS = 2  # words that a `?` may stand for without a remark: defence, defense
# Endings that begin another word when the stem is a word by itself: import-ant, war-m, war-t.
_OTHER_WORDS = frozenset(("ant", "ants", "ance", "ances", "at", "ats", "ate", "ates", "i", "m", "t", "te", "tes", "ts"))
_DOUBLED = frozenset(("ed", "er", "ers", "ing", "ings"))


@dataclass(frozen=True, slots=True)
class Fault:
    """One remark on a codebook; ``severity`` is "conflict" (two keys claim a word) or "look" (a person should)."""

    severity: Literal["conflict", "look"]
    key: str
    pattern: str
    message: str


@cache
def _endings() -> frozenset[str]:
    """What may follow a stem without making another word of it."""
    lines = (files("analyzer") / "lexicons" / "endings.txt").read_text("utf-8").splitlines()
    return frozenset(ending for line in lines if not line.startswith("#") for ending in line.split())


@cache
def reference_vocabulary() -> tuple[str, ...]:
    """Common English words and names (SCOWL, sizes 10 to 50)."""
    text = (files("analyzer") / "lexicons" / "reference_vocabulary.txt").read_text("utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def lint(book: Codebook) -> list[Fault]:
    """Every remark, conflicts first, then those on frames before those on speakers.

    Conflicts: a word that single-word patterns of two frames, or of two categories, catch. Things to look at: a pattern
    that no text can hold, a glob that catches words whose ending is no ending of its stem (unless the frame or category
    lists them under ``accepted``), a glob on a very short stem.

    >>> from analyzer.codebook import parse_codebook
    >>> text = 'name="x"\\nversion="1"\\n[frames.f]\\nlabel="F"\\ndefinition="d"\\npatterns=["import*"]'
    >>> lint(parse_codebook(text, "x"))[0].message[:47]
    'also catches: important, importune, importance,'
    """
    faults = [*_lint(book.patterns, book.frames), *_lint(book.callings, book.speakers)]
    return sorted(faults, key=lambda fault: fault.severity != "conflict")


def _lint(patterns: Sequence[Pattern], keys: Mapping[str, Frame | Category]) -> list[Fault]:
    single = [pattern for pattern in patterns if len(pattern.words) == 1]
    common = reference_vocabulary()
    words = list(dict.fromkeys((*common, *(_plain(pattern.words[0]) for pattern in single))))
    globs = Globs(words)
    caught = [globs.types(pattern.words[0]).tolist() for pattern in single]
    looks = [
        fault
        for pattern, found in zip(single, caught, strict=True)
        for fault in _looks(pattern, [words[at] for at in found if at < len(common)], keys[pattern.key].accepted)
    ]
    return [*_conflicts(single, [[words[at] for at in found] for found in caught]), *_never(patterns), *looks]


def _plain(glob: str) -> str:
    """The word that a glob is written around: names are in no dictionary, so they are tried as they stand."""
    return glob.replace("*", "").replace("?", "a")


def _conflicts(single: list[Pattern], caught: list[list[str]]) -> Iterator[Fault]:
    claims: dict[str, Pattern] = {}
    for pattern, words in zip(single, caught, strict=True):
        for word in words:
            first = claims.setdefault(word, pattern)
            if first.key != pattern.key:
                message = f"{word!r} is also caught by {first.key}: {first.text}"
                yield Fault("conflict", pattern.key, pattern.text, message)


def _never(patterns: Sequence[Pattern]) -> Iterator[Fault]:
    for pattern in patterns:
        odd = [word for word in pattern.words if not WORD.fullmatch(word.replace("*", "a").replace("?", "a"))]
        if odd:
            message = f"never found: {odd[0]!r} is no word; a word is letters and digits, joined by - ' or ."
            yield Fault("look", pattern.key, pattern.text, message)


def _looks(pattern: Pattern, words: list[str], accepted: tuple[str, ...]) -> Iterator[Fault]:
    stem, star, rest = pattern.words[0].partition("*")
    if star and not rest and len(stem) <= _SHORT < len(words):
        message = f"a stem of {len(stem)} letters catches {len(words)} common words"
        yield Fault("look", pattern.key, pattern.text, message)
    odd = [word for word in words if word not in accepted and not _belongs(word, pattern.words[0])]
    if len(odd) > (0 if star else _SPELLINGS):
        odd.sort(key=lambda word: (len(word), word))  # short words are the common ones
        shown = ", ".join(odd[:_SHOWN]) + (f" and {len(odd) - _SHOWN} more" if len(odd) > _SHOWN else "")
        yield Fault("look", pattern.key, pattern.text, f"also catches: {shown}")


def _belongs(word: str, glob: str) -> bool:
    """Whether a word is a form of the one that the glob is written around; an ending is judged, a beginning is not."""
    stem, star, rest = glob.partition("*")
    if rest or not star or not stem:
        return word == _plain(glob)
    ending = word[len(stem.rstrip("?")) :]
    if ending in _OTHER_WORDS and stem in _common():
        return False
    doubled = ending[:1] == stem[-1] and ending[1:] in _DOUBLED
    return not ending or ending in _endings() or doubled or "-" in ending


@cache
def _common() -> frozenset[str]:
    return frozenset(reference_vocabulary())
