"""One spelling of quotes, dashes and spaces for every later step, with the way back to the text as it was read.

Dictionaries miss words in curly quotes or glued by a dash, and VADER reads ``isn’t good`` as praise; so the text is
normalised once, here, and nowhere else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# One character for one character: applied last, so `marked` and `text` share their offsets. Every space that is not in
# Latin-1 becomes a plain one; `tokens.chunks` relies on it.
_FOLD = {
    **dict.fromkeys("‘’‚‛ʼ′`´", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒", "-"),
    **dict.fromkeys("\x00\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a", " "),
    **dict.fromkeys("\u202f\u205f\u3000", " "),
    **dict.fromkeys("\u2028\u2029", "\n"),
}
_DASHES = "–—―"
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_INVISIBLES = frozenset(chr(code) for code in range(0x80, 0x10000) if _INVISIBLE.match(chr(code)))
_USUAL = bytes(code for code in range(128) if chr(code) not in _FOLD)
# What is in NFC by itself and joins nothing: most texts hold no other character.
_COMPOSED = frozenset(
    char for char in (*map(chr, range(0x300)), *_FOLD, *_DASHES, *"…•€") if unicodedata.is_normalized("NFC", char)
)
# Extraction glues sentences and quotations together. Begins with a set: such patterns are searched for fast; a space
# behind it, as there is nearly always, is seen next. A straight mark may open or close; behind it a space does no harm
# either way, as straight marks are paired by their order.
_GLUED = re.compile(
    r"""[.,!?:](?!\s)(?:
        (?<=[a-z]{3}[.?])(?=(?!(?:Com|Net|Org|Gov|Edu|Info|Int|Uk|Eu|Io)\b)[A-Z][a-z]+[\s,'’])
      | (?<=[a-z]{2}[.!?])[”’»"'](?=[A-Z][a-z])
      | (?<=[.,!?])[”»](?=\w)
      | "(?=\w)
      | (?=[“«]\w)
    )""",
    re.VERBOSE,
)

_TYPED = re.compile("''|``")  # a double mark made of two single ones, as agencies send it


@dataclass(frozen=True, slots=True, eq=False)
class Normalised:
    """A normalised text.

    Attributes
    ----------
    text : str
        Straight quotes, dashes between words as " - ", no soft hyphens or zero-width characters, NFC.
    marked : str
        The same with its curly quotes and guillemets kept: same length, same offsets.
    edges, shifts : ndarray of shape (n_edits,)
        From `edges[i]` on, an offset in `text` plus `shifts[i]` is the offset in the text as read.
    """

    text: str
    marked: str
    edges: NDArray[np.int64]
    shifts: NDArray[np.int64]

    def starts(self, positions: NDArray[np.int64]) -> NDArray[np.int64]:
        """Offsets into the text as read, for first characters."""
        return positions + self.shifts[np.searchsorted(self.edges, positions, side="right") - 1]

    def ends(self, positions: NDArray[np.int64]) -> NDArray[np.int64]:
        """Offsets into the text as read, for the positions just behind last characters."""
        return np.maximum(self.starts(positions - 1) + 1, self.starts(positions))


@dataclass(frozen=True, slots=True)
class _Edits:
    """Replacements ``(start, end, new)`` in a text, in order and without overlap."""

    raw: str
    rows: tuple[tuple[int, int, str], ...]

    def apply(self) -> str:
        parts: list[str] = []
        at = 0
        for start, end, new in self.rows:
            parts += (self.raw[at:start], new)
            at = end
        return "".join((*parts, self.raw[at:]))

    def way_back(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Edges and shifts; what was put in leads to the last character that it stands for."""
        edges, shifts, shift = [0], [0], 0
        for start, end, new in self.rows:
            first = start - shift
            for step in range(len(new) + 1):
                target = start + min(step, end - start - 1) if step < len(new) else end
                shift = target - (first + step)
                if shift != shifts[-1]:
                    edges.append(first + step)
                    shifts.append(shift)
        return np.array(edges, np.int64), np.array(shifts, np.int64)


def normalise(raw: str) -> Normalised:
    """Normalise a text and remember the way back.

    It does not lower-case, does not repair spelling and does not cut anything but invisible characters.

    Examples
    --------
    >>> n = normalise("He said “no”—twice.")
    >>> n.text
    'He said "no" - twice.'
    >>> start = n.text.index("twice")
    >>> int(n.starts(np.array([start]))[0])
    13
    """
    unusual = _unusual(raw)
    edits = _Edits(raw, tuple(_edits(raw, unusual)))
    marked = edits.apply()
    if unusual <= _COMPOSED or unicodedata.is_normalized("NFC", marked):
        return Normalised(_folded(marked, unusual), marked, *edits.way_back())
    composed = _Edits(marked, tuple(_decomposed(marked)))
    marked = composed.apply()
    return Normalised(_folded(marked, _unusual(marked)), marked, *_both_ways(edits, composed, len(marked)))


def _unusual(text: str) -> set[str]:
    """The characters of a text beyond ASCII, and those to be folded: looked for all at once, as most texts have few."""
    return set(text.encode("utf-8", "surrogatepass").translate(None, _USUAL).decode("utf-8", "surrogatepass"))


def _folded(text: str, unusual: set[str]) -> str:
    for sign in unusual & _FOLD.keys():
        text = text.replace(sign, _FOLD[sign])
    return text


def _edits(raw: str, unusual: set[str]) -> list[tuple[int, int, str]]:
    rows = [(m.start(), m.end(), m.group() + " ") for m in _GLUED.finditer(raw)]
    if "''" in raw or "`" in unusual:
        rows += [(m.start(), m.end(), '"') for m in _TYPED.finditer(raw)]
    rows += [(at, at + 1, " - ") for dash in unusual.intersection(_DASHES) for at in places(raw, dash)]
    if not _INVISIBLES.isdisjoint(unusual):
        rows += [(m.start(), m.end(), "") for m in _INVISIBLE.finditer(raw)]
    return sorted(rows)


def places(text: str, sign: str) -> Iterator[int]:
    """Where a sign stands, in order."""
    at = text.find(sign)
    while at >= 0:
        yield at
        at = text.find(sign, at + 1)


def _decomposed(text: str) -> Iterator[tuple[int, int, str]]:
    """Clusters whose composed form differs; the slow path, for texts that are not in NFC."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not _joins(text, start, at):
            new = unicodedata.normalize("NFC", text[start:at])
            if new != text[start:at]:
                yield start, at, new
            start = at


def _joins(text: str, start: int, at: int) -> bool:
    """Whether the character at `at` combines with those from `start` on, or changes places with them."""
    if text[at] < "\u0300":
        return False
    new = unicodedata.normalize("NFC", text[at])
    if unicodedata.combining(unicodedata.normalize("NFD", new)[0]):
        return True
    cluster, character = text[start:at], text[at]
    return unicodedata.normalize("NFC", cluster + character) != unicodedata.normalize("NFC", cluster) + new


def _both_ways(first: _Edits, second: _Edits, length: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The way back through two rounds of edits, for a text of that length."""
    positions = np.arange(length + 1)
    back = positions
    for edits in (second, first):
        edges, shifts = edits.way_back()
        back = back + shifts[np.searchsorted(edges, back, side="right") - 1]
    shifts = back - positions
    edges = np.flatnonzero(np.diff(shifts, prepend=shifts[0] - 1))
    return edges, shifts[edges]
