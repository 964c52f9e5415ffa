"""Lines of a paragraph made one again: words that were divided, ligatures, soft hyphens.

A hyphen at the end of a line belongs to the word or to the line. The rest of the document decides: it is dropped where
the word stands elsewhere without it, kept where it stands elsewhere with it or where both halves are words of their own
elsewhere, and dropped otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from analyzer.readers.documents.document import SOFT_HYPHEN

_DIVIDED = re.compile(r"([^\W\d_]+)([-\u2010\ufffe])$")
_HYPHEN = re.compile(r"\w[-\u2010\ufffe]$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SUSPENDED = frozenset({
    "and", "or", "und", "oder", "bzw", "bis", "et", "ou", "y", "o", "e", "to",
})  # fmt: skip
_LONGEST = 100  # characters of a word
_HALF = 4  # letters: shorter halves of words are words too often
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})


def joined(paragraphs: Iterable[Sequence[str]]) -> tuple[list[str], int]:
    """Each paragraph on one line, and how many words were joined.

    >>> joined([["The gov-", "ernment met, and the", "ﬁnal word was the minis-", "try's."]])
    (["The government met, and the final word was the ministry's."], 2)
    """
    given = [[line.translate(_LIGATURES) for line in lines] for lines in paragraphs]
    words = _words(given)
    texts, n_joined = [], 0
    for lines in given:
        parts = [lines[0]]
        for line in lines[1:]:
            parts[-1], between, whole = _border(parts[-1], line, words)
            parts += [between, line]
            n_joined += whole
        texts.append("".join(parts).replace("\ufffe", "-"))
    return texts, n_joined


def _words(paragraphs: Iterable[Sequence[str]]) -> set[str]:
    """Words of the document that no line divides."""
    words: set[str] = set()
    for lines in paragraphs:
        divided = False
        for line in lines:
            found = _WORD.findall(line.casefold())
            begins, divided = divided, _divided(line) is not None
            words.update(found[int(begins) : len(found) - divided])
    return words


def _border(before: str, line: str, words: set[str]) -> tuple[str, str, bool]:
    """A line as it goes on in the next one, what comes between the two, and whether they share a word."""
    if before.endswith(SOFT_HYPHEN):
        return before[:-1], "", True
    divided, first = _divided(before), _FIRST_WORD.match(line[:_LONGEST])
    if not divided:
        # A number or a sign before the hyphen: "2019-" and "2020" are one.
        return before, "" if _HYPHEN.search(before[-2:]) else " ", False
    half, rest = divided[1].casefold(), first[0].casefold() if first else ""
    if rest in _SUSPENDED:
        return before, " ", False
    if not first or line[0].isupper() or _keeps(half, rest, words):
        return before, "", False
    return before[:-1], "", True


def _divided(line: str) -> re.Match[str] | None:
    return _DIVIDED.search(line[-_LONGEST:])


def _keeps(half: str, rest: str, words: set[str]) -> bool:
    if half + rest in words:
        return False
    own = min(len(half), len(rest)) >= _HALF and half in words and rest in words
    return f"{half}-{rest}" in words or own
