"""Units as streams of chunks and tokens: which words, which bars before them, which of them are names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analyzer.features._ranges import ranges
from analyzer.features.frames import Matches
from analyzer.text.tokens import Chunks, Words

_SHOUTING = 0.6  # share of capitalised chunks above which capitals say nothing about names


class Stream(NamedTuple):
    """Chunks and tokens of some units, one behind the other; characters of a token are worked out where asked for."""

    chunks: NDArray[np.int32]
    chunk_offsets: NDArray[np.int64]
    tokens: NDArray[np.int32]
    offsets: NDArray[np.int64]
    barred: NDArray[np.bool_]
    chunk_of: NDArray[np.int64]
    word_of: NDArray[np.int64]
    chunk_starts: NDArray[np.int64]


def first_words(held: Words) -> NDArray[np.int64]:
    """Where in each chunk type the first word begins: a chunk belongs to the unit that holds its first word.

    Underscores alone, a rule drawn or a mark of emphasis, are no word here: units are made of letters and digits.
    """
    result = np.zeros(len(held.offsets) - 1, np.int64)
    says = np.array([term.strip("_-.'") != "" for term in held.vocabulary], bool)
    rows = np.flatnonzero(says[held.terms])[::-1]  # backwards, so that the first word of a chunk is written last
    result[np.searchsorted(held.offsets, rows, side="right") - 1] = held.starts[rows]
    return result


def make_stream(pieces: Chunks, held: Words, first: NDArray[np.int64], last: NDArray[np.int64]) -> Stream:
    """The stream of the units whose chunks are ``first[u]:last[u]``."""
    at, chunk_offsets = ranges(first, last)
    ids = pieces.ids[at]
    rows, token_offsets = ranges(held.offsets[ids], held.offsets[ids + 1])
    chunk_of = np.repeat(np.arange(len(ids)), np.diff(token_offsets))
    barred = held.barred[rows] | _barred_before(held, ids, chunk_offsets, token_offsets)
    offsets = token_offsets[chunk_offsets]
    return Stream(
        ids,
        chunk_offsets,
        held.terms[rows],
        offsets,
        barred,
        chunk_of,
        rows,
        pieces.starts[at],
    )


def _barred_before(
    held: Words, ids: NDArray[np.int32], chunk_offsets: NDArray[np.int64], token_offsets: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Whether a chunk between a token and the one before ends in punctuation, or a unit begins with the token."""
    closed = np.concatenate(([True], held.barred_end[ids]))
    closed[chunk_offsets[:-1]] = True
    # closed[i] stands before chunk i; a token is barred if any bar lies behind the chunk of the previous token.
    bars = np.concatenate(([0], np.cumsum(closed)))
    full = np.flatnonzero(np.diff(token_offsets))
    before = np.concatenate(([-1], full[:-1])) + 1
    result = np.zeros(token_offsets[-1], bool)
    result[token_offsets[full]] = bars[full + 1] > bars[before]
    return result


def edge(stream: Stream, edges: NDArray[np.int32], tokens: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where some tokens begin or end in the text of the block."""
    return stream.chunk_starts[stream.chunk_of[tokens]] + edges[stream.word_of[tokens]]


def first_terms(stream: Stream, chunks: NDArray[np.int64]) -> NDArray[np.int32]:
    """The first term of some chunks; -1 for a chunk without one, such as an emoticon."""
    at = np.searchsorted(stream.chunk_of, chunks)
    there = np.append(stream.chunk_of, -1)[at] == chunks
    return np.where(there, np.append(stream.tokens, np.int32(-1))[at], np.int32(-1))


def muted_chunks(stream: Stream, held: Words, layers: Sequence[Matches]) -> NDArray[np.bool_]:
    """Chunks whose tone belongs to the event and not to its telling: codebook terms, actors, other names."""
    muted = _names(stream, held)
    for matches in layers:
        tokens, _ = ranges(matches.start, matches.stop)
        muted[stream.chunk_of[tokens]] = True
    return muted


def _names(stream: Stream, held: Words) -> NDArray[np.bool_]:
    """Chunks that look like parts of a name: a capital inside a sentence, or at its start before another capital.

    Where most chunks of a unit are capitalised (headlines, shouting), capitals say nothing and no chunk is a name.
    """
    capital = held.capital[stream.chunks]
    is_first = np.zeros(len(capital), bool)
    is_first[stream.chunk_offsets[:-1]] = True
    next_capital = np.append(capital[1:] & ~is_first[1:], False)
    wordy = np.diff(held.offsets)[stream.chunks] > 0
    share = sums(capital, stream.chunk_offsets) / np.maximum(1, sums(wordy, stream.chunk_offsets))
    plain = np.repeat(share <= _SHOUTING, np.diff(stream.chunk_offsets))
    names: NDArray[np.bool_] = capital & plain & (~is_first | next_capital)
    return names


def sums(flags: NDArray[np.bool_], offsets: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many flags are set between each offset and the next."""
    total = np.concatenate((np.zeros(1, np.int64), np.cumsum(flags, dtype=np.int64)))
    counts: NDArray[np.int64] = total[offsets[1:]] - total[offsets[:-1]]
    return counts
