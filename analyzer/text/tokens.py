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
from itertools import chain, count
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

WORD = re.compile(r"\w+(?:[-'.]\w+)*")
_PARTS = re.compile(f"({WORD.pattern})")
_POSSESSIVE = ("'s", "'S")
# A codebook phrase never reaches across these; a full stop inside a sentence belongs to an abbreviation.
_BARRIER = re.compile(r"[,;:!?()\[\]{}\"…]|\.\.")
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
        Each is cut while it is still in the processor's cache; all share their chunk types.

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
    interner = _numbers()
    number = interner.__getitem__
    ids, starts, ends = [np.zeros(0, np.int32)], [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    lengths = np.array([len(text) for text in texts], np.int64)
    bases = np.cumsum(lengths) - lengths
    for text, base in zip(texts, bases.tolist(), strict=True):
        pieces = text.split()
        ids.append(np.fromiter(map(number, pieces), np.int32, len(pieces)))
        first, last = edges(text)
        starts.append(first + base)
        ends.append(last + base)
    return Chunks(list(interner), np.concatenate(ids), np.concatenate(starts), np.concatenate(ends)), bases


def edges(text: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where white space ends and begins; `str.split` draws the same lines, as no space beyond Latin-1 is left."""
    space = _spaces(text)
    return (space[:-1] > space[1:]).nonzero()[0], (space[:-1] < space[1:]).nonzero()[0]


def starts(text: str) -> NDArray[np.int64]:
    """Where white space ends: the first of `edges`."""
    space = _spaces(text)
    return (space[:-1] > space[1:]).nonzero()[0]


def _spaces(text: str) -> NDArray[np.bool_]:
    """Which characters are white space, with one put before and behind the text."""
    return np.frombuffer((b" %b " % text.encode("latin-1", "replace")).translate(_SPACES), np.bool_)


def words(types: Sequence[str]) -> Words:
    """Take chunk types apart into their words.

    >>> w = words(["(Court's,", "U.S."])
    >>> [w.vocabulary[t] for t in w.terms], w.barred.tolist(), w.barred_end.tolist()
    (['court', 'u.s'], [True, False], [True, False])
    """
    parts = _PARTS.split("\n".join((*types, "")))  # all at once: a gap, a word, a gap, ..., a gap
    gaps, found = parts[::2], parts[1::2]
    barred, ends_chunk = _gaps(gaps)
    owner = np.cumsum(ends_chunk)[~ends_chunk]
    offsets = np.searchsorted(owner, np.arange(len(types) + 1))
    bare = [word[:-2] if word.endswith(_POSSESSIVE) and len(word) > 2 else word for word in found]
    interner = _numbers()
    terms = np.fromiter(map(interner.__getitem__, map(str.lower, bare)), np.int32, len(bare))
    lengths = _lengths(types) + 1
    starts = np.cumsum(_lengths(parts))[: 2 * len(found) : 2] - (np.cumsum(lengths) - lengths)[owner]
    capital = np.zeros(len(types), bool)
    begins = np.fromiter(map(str.isupper, map(itemgetter(0), found)), np.bool_, len(found))
    capital[owner[::-1]] = begins[::-1]  # backwards, so that the first word of a chunk is written last
    return Words(
        offsets,
        terms,
        starts.astype(np.int32),
        (starts + _lengths(bare)).astype(np.int32),
        barred[~ends_chunk],
        barred[ends_chunk],
        capital,
        list(interner),
    )


def _gaps(gaps: Sequence[str]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """What lies before each word and each end of a chunk, in their order: whether it bars; whether a chunk ends there."""
    bars = {gap: [_BARRIER.search(piece) is not None for piece in gap.split("\n")] for gap in set(gaps)}
    pieces = list(map(bars.__getitem__, gaps))
    last = np.cumsum(_lengths(pieces)) - 1
    ends_chunk = np.ones(last[-1] + 1, bool)
    ends_chunk[last] = False
    return np.fromiter(chain.from_iterable(pieces), np.bool_)[:-1], ends_chunk[:-1]  # nothing stands behind the last


def _lengths(things: Sequence[Sized]) -> NDArray[np.int64]:
    return np.fromiter(map(len, things), np.int64, len(things))
