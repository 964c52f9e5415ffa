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
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SUSPENDED = frozenset({
    "and", "or", "und", "oder", "bzw", "bis", "et", "ou", "y", "o", "e", "to",
})  # fmt: skip
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
        text = lines[0]
        for line in lines[1:]:
            text, whole = _join(text, line, words)
            n_joined += whole
        texts.append(text.replace("\ufffe", "-"))
    return texts, n_joined


def _words(paragraphs: Iterable[Sequence[str]]) -> set[str]:
    """Words of the document that no line divides."""
    words: set[str] = set()
    for lines in paragraphs:
        divided = False
        for line in lines:
            found = _WORD.findall(line.casefold())
            begins, divided = divided, _DIVIDED.search(line) is not None
            words.update(found[int(begins) : len(found) - divided])
    return words


def _join(text: str, line: str, words: set[str]) -> tuple[str, bool]:
    if text.endswith(SOFT_HYPHEN):
        return text[:-1] + line, True
    divided, first = _DIVIDED.search(text), _FIRST_WORD.match(line)
    if not divided:
        # A number or a sign before the hyphen: "2019-" and "2020" are one.
        return (text + line if re.search(r"\w[-\u2010\ufffe]$", text) else f"{text} {line}"), False
    half, rest = divided[1].casefold(), first[0].casefold() if first else ""
    if rest in _SUSPENDED:
        return f"{text} {line}", False
    if not first or line[0].isupper() or _keeps(half, rest, words):
        return text + line, False
    return text[:-1] + line, True


def _keeps(half: str, rest: str, words: set[str]) -> bool:
    if half + rest in words:
        return False
    own = min(len(half), len(rest)) >= _HALF and half in words and rest in words
    return f"{half}-{rest}" in words or own
