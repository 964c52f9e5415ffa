"""Chunks and tokens: text becomes integers once, and everything later works on the integers.

A *chunk* is a run of characters without white space, as it stands in the normalised text ("Court's,"). A *token* is a
word in it, lower-cased and without its possessive ending ("court"). What a chunk holds depends on its type alone, so
each type is taken apart once, however often it occurs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence, Sized
from dataclasses import dataclass
from itertools import count

import numpy as np
from numpy.typing import NDArray

from analyzer.text._numbering import first_equal

WORD = re.compile(r"\w+(?:[-'.]\w+)*")
_PART, _JOINS, _BAR, _STOP, _CAPITAL = (1 << bit for bit in range(5))  # what a character may be


def _kind(sign: str) -> int:
    # A codebook phrase never reaches across a bar; a full stop inside a sentence belongs to an abbreviation.
    part, bar = sign.isalnum() or sign == "_", sign in ',;:!?()[]{}"…'
    return part * _PART | (sign in "-'.") * _JOINS | bar * _BAR | (sign == ".") * _STOP | sign.isupper() * _CAPITAL


_KINDS = np.array([_kind(chr(code)) for code in range(256)], np.uint8)
_BREAK, _APOSTROPHE, *_S = map(ord, "\n'sS")
_FEW = 1 << 15  # characters of a text that is no block of texts
_SPACES = bytes(chr(code).isspace() for code in range(256))


@dataclass(frozen=True, slots=True, eq=False)
class Chunks:
    """The chunks of a text.

    Attributes
    ----------
    types : list of str
        Distinct chunks, in order of first appearance.
    ids : int32 ndarray of shape (n_chunks,)
        Index into `types`.
    starts, ends : int64 ndarray of shape (n_chunks,)
        Offsets into the text.
    """

    types: list[str]
    ids: NDArray[np.int32]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """What chunk types hold: the words of type t are rows ``offsets[t]:offsets[t + 1]``.

    Attributes
    ----------
    offsets : int64 ndarray of shape (n_types + 1,)
    terms : int32 ndarray of shape (n_words,)
        Index into `vocabulary`.
    starts, ends : int32 ndarray of shape (n_words,)
        Offsets into the chunk; the possessive ending is left out.
    barred : bool ndarray of shape (n_words,)
        Whether punctuation stands before the word, inside its chunk.
    barred_end : bool ndarray of shape (n_types,)
        Whether punctuation stands behind the last word of the chunk (or anywhere in a chunk without words).
    capital : bool ndarray of shape (n_types,)
        Whether the first word of the chunk begins with a capital letter.
    vocabulary : list of str
        Distinct terms.
    """

    offsets: NDArray[np.int64]
    terms: NDArray[np.int32]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    barred: NDArray[np.bool_]
    barred_end: NDArray[np.bool_]
    capital: NDArray[np.bool_]
    vocabulary: list[str]


def _numbers() -> defaultdict[str, int]:
    """Gives every new string the next integer, without a call of Python for each."""
    return defaultdict(count().__next__)


def chunks(texts: Sequence[str]) -> tuple[Chunks, NDArray[np.int64]]:
    """Cut normalised texts at white space.

    Parameters
    ----------
    texts : sequence of str
        All share their chunk types.

    Returns
    -------
    Chunks
        Of all texts, one behind the other; offsets as if the texts were joined without anything between them.
    int64 ndarray of shape (n_texts,)
        Where each text begins in the joined one.

    >>> c, _ = chunks(["The Court's order,", " the order"])
    >>> c.types, c.ids.tolist(), c.starts.tolist()
    (['The', "Court's", 'order,', 'the', 'order'], [0, 1, 2, 3, 4], [0, 4, 12, 19, 23])
    """
    lengths = _lengths(texts)
    bases = np.cumsum(lengths) - lengths
    joined, data = " ".join(texts), b" ".join(map(_bytes, texts))
    start, end = _edges(data)
    types, ids = (_few if len(joined) < _FEW else _many)(joined, data, start, end)
    n_before = np.searchsorted(start, bases + np.arange(len(texts)))
    between = np.repeat(np.arange(len(texts)), np.diff(n_before, append=len(start)))  # the spaces put in
    return Chunks(types, ids, start - between, end - between), bases


def _few(
    text: str, data: bytes, starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> tuple[list[str], NDArray[np.int32]]:
    """The types of some chunks and the type of each: arrays are faster for many, and slower for one text."""
    numbers, found = _numbers(), text.split()
    if sum(map(len, found)) != ends.sum() - starts.sum():  # a space beyond Latin-1 parts nothing here
        return _many(text, data, starts, ends)
    ids = np.fromiter(map(numbers.__getitem__, found), np.int32, len(found))
    return list(numbers), ids


def _many(
    text: str, data: bytes, starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> tuple[list[str], NDArray[np.int32]]:
    first = first_equal(text, data, starts, ends)
    new = first == np.arange(len(first))
    types = [text[low:high] for low, high in zip(starts[new].tolist(), ends[new].tolist(), strict=True)]
    return types, (np.cumsum(new, dtype=np.int32) - 1)[first]


def edges(text: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where white space ends and begins; `str.split` draws the same lines, as no space beyond Latin-1 is left."""
    return _edges(_bytes(text))


def starts(text: str) -> NDArray[np.int64]:
    """Where white space ends: the first of `edges`."""
    return _edges(_bytes(text))[0]


def _edges(data: bytes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    space = np.frombuffer((b" %b " % data).translate(_SPACES), np.bool_)
    changes = np.flatnonzero(space[:-1] != space[1:])
    return changes[::2], changes[1::2]


def _bytes(text: str) -> bytes:
    """The text with one byte a character; what has none is a null byte."""
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
        return np.where(codes < len(_SPACES), codes, 0).astype(np.uint8).tobytes()


def words(types: Sequence[str]) -> Words:
    """Take chunk types apart into their words; as white space parts chunks, no type holds a line break.

    >>> w = words(["(Court's,", "U.S."])
    >>> [w.vocabulary[t] for t in w.terms], w.barred.tolist(), w.barred_end.tolist()
    (['court', 'u.s'], [True, False], [True, False])
    """
    text = "\n".join((*types, ""))  # all at once
    codes, kinds = _characters(text)
    starts, stops = _word_edges(kinds)
    breaks = np.flatnonzero(codes == _BREAK)
    begins = np.concatenate(([0], breaks + 1))
    owner = np.searchsorted(breaks, starts)
    offsets = np.searchsorted(owner, np.arange(len(types) + 1))
    ends = stops - 2 * ((stops - starts > 2) & (codes[stops - 2] == _APOSTROPHE) & np.isin(codes[stops - 1], _S))
    bare = [text[low:high] for low, high in zip(starts.tolist(), ends.tolist(), strict=True)]
    interner = _numbers()
    terms = np.fromiter(map(interner.__getitem__, map(str.lower, bare)), np.int32, len(bare))
    some = offsets[:-1] < offsets[1:]
    capital = np.zeros(len(types), bool)
    capital[some] = kinds[starts[offsets[:-1][some]]] & _CAPITAL > 0
    before, behind = begins[owner], begins[:-1].copy()  # where the gap before each word begins, and that at the end
    inner = np.flatnonzero(owner[1:] == owner[:-1]) + 1
    before[inner] = stops[inner - 1]
    behind[some] = stops[offsets[1:][some] - 1]
    n_bars = _bars(kinds)
    return Words(
        offsets,
        terms,
        (starts - begins[owner]).astype(np.int32),
        (ends - begins[owner]).astype(np.int32),
        n_bars[starts] > n_bars[before],
        n_bars[breaks] > n_bars[behind],
        capital,
        list(interner),
    )


def _characters(text: str) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """The code of each character, and its kind."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    kinds = _KINDS[np.minimum(codes, len(_KINDS) - 1)]
    wide = np.flatnonzero(codes >= len(_KINDS))
    found, number = np.unique(codes[wide], return_inverse=True)
    kinds[wide] = np.array([_kind(chr(code)) for code in found.tolist()], np.uint8)[number]
    return codes, kinds


def _word_edges(kinds: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where words start and stop, as `WORD` finds them."""
    word = np.concatenate(([False], kinds & _PART > 0, [False]))
    word[1:-1] |= (kinds & _JOINS > 0) & word[:-2] & word[2:]
    changes = np.flatnonzero(word[1:] != word[:-1])
    return changes[::2], changes[1::2]


def _bars(kinds: NDArray[np.uint8]) -> NDArray[np.int64]:
    """How many signs before each character bar a phrase."""
    bars = kinds & _BAR > 0
    bars[:-1] |= kinds[:-1] & kinds[1:] & _STOP > 0  # two full stops
    return np.concatenate(([0], np.cumsum(bars)))


def _lengths(things: Sequence[Sized]) -> NDArray[np.int64]:
    return np.fromiter(map(len, things), np.int64, len(things))
