"""From a block of articles to arrays: the only pass over characters, a pure function that engines can run anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analyzer.article import Article
from analyzer.codebook import Codebook, Pattern
from analyzer.features.frames import Matches, Scope, find, negated
from analyzer.features.tone import compound, tone_types, valences
from analyzer.text.normalise import Normalised
from analyzer.text.tokens import Chunks, Words, chunks, words
from analyzer.text.units import Cut, Unit, cut_text, cut_title

_SEPARATOR = "\n\n"
_SHOUTING = 0.6  # share of capitalised chunks above which capitals say nothing about names


@dataclass(frozen=True, slots=True, eq=False)
class Spans:
    """Matches of codebook patterns: unit, number of the pattern, offsets into the article's text or title, negated."""

    unit: NDArray[np.int64]
    pattern: NDArray[np.int32]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    negated: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """What one block of articles yields; rows of `units` are in reading order.

    `units` has the columns of `Unit` plus the article's number; `tokens[offsets[u]:offsets[u + 1]]` are the term ids of
    unit u; `barred` says before which tokens punctuation stands.
    """

    article: NDArray[np.int64]
    units: NDArray[np.int64]
    agencies: list[str]
    dropped: list[int]
    vocabulary: list[str]
    tokens: NDArray[np.int32]
    barred: NDArray[np.bool_]
    offsets: NDArray[np.int64]
    tone: NDArray[np.float64]
    tone_masked: NDArray[np.float64]
    loaded: NDArray[np.int64]
    hits: Spans
    mentions: Spans


class _Stream(NamedTuple):
    """Chunks and tokens of all units, one behind the other; characters of a token are worked out where asked for."""

    chunks: NDArray[np.int32]
    chunk_offsets: NDArray[np.int64]
    tokens: NDArray[np.int32]
    offsets: NDArray[np.int64]
    barred: NDArray[np.bool_]
    chunk_of: NDArray[np.int64]
    word_of: NDArray[np.int64]
    chunk_starts: NDArray[np.int64]


def read_block(articles: Sequence[Article], codebook: Codebook, scope: Scope) -> Block:
    """Read a block of articles once.

    Pure: the same articles give the same arrays, whatever else is read and wherever it runs.
    """
    cuts = [cut for article in articles for cut in _cuts(article)]
    whole, bases = _join([cut.normalised for cut in cuts])
    pieces = chunks(whole.text)
    held = words(pieces.types)
    table = np.array([unit for cut in cuts for unit in cut.units], np.int64).reshape(-1, len(Unit._fields))
    part = np.repeat(np.arange(len(cuts)), [len(cut.units) for cut in cuts])
    table[:, 4:6] += bases[part][:, None]
    anchors = pieces.starts + _first_words(held)[pieces.ids]
    first = np.searchsorted(anchors, table[:, 4])
    last = np.searchsorted(anchors, table[:, 5])
    kept = first < last
    table, part, first, last = table[kept], part[kept], first[kept], last[kept]
    stream = _stream(pieces, held, first, last)
    hits = _spans(codebook.patterns, held, stream, whole, scope)
    mentions = _spans(codebook.aliases, held, stream, whole, "dictionary")
    types = tone_types(pieces.types)
    muted = _muted(stream, held, [hits[1], mentions[1]])
    table[:, 4] = whole.starts(pieces.starts[first])
    table[:, 5] = whole.ends(pieces.ends[last - 1])
    loaded = ~np.isnan(valences(types))[stream.chunks]
    return Block(
        article=part // 2,
        units=table,
        agencies=[cut.agency for cut in cuts[1::2]],
        dropped=[cut.dropped for cut in cuts[1::2]],
        vocabulary=held.vocabulary,
        tokens=stream.tokens,
        barred=stream.barred,
        offsets=stream.offsets,
        tone=compound(types, stream.chunks, stream.chunk_offsets),
        tone_masked=compound(types, stream.chunks, stream.chunk_offsets, muted=muted),
        loaded=_sums(loaded & ~muted, stream.chunk_offsets),
        hits=hits[0],
        mentions=mentions[0],
    )


def _cuts(article: Article) -> tuple[Cut, Cut]:
    title = cut_title(article)
    return title, cut_text(article, sentence=1 + max((unit.sentence for unit in title.units), default=-1))


def _join(parts: Sequence[Normalised]) -> tuple[Normalised, NDArray[np.int64]]:
    """All texts as one, whose way back leads into each text; and where each begins."""
    lengths = np.array([len(part.text) + len(_SEPARATOR) for part in parts], np.int64)
    bases = np.cumsum(lengths) - lengths
    return (
        Normalised(
            _SEPARATOR.join(part.text for part in parts),
            "",
            np.concatenate([part.edges + base for part, base in zip(parts, bases, strict=True)]),
            np.concatenate([part.shifts - base for part, base in zip(parts, bases, strict=True)]),
        ),
        bases,
    )


def _first_words(held: Words) -> NDArray[np.int64]:
    """Where in each chunk type the first word begins: a chunk belongs to the unit that holds its first word."""
    result = np.zeros(len(held.offsets) - 1, np.int64)
    full = np.flatnonzero(np.diff(held.offsets))
    result[full] = held.starts[held.offsets[full]]
    return result


def _ranges(first: NDArray[np.int64], last: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The numbers of all ranges one behind the other, and where each range begins in them."""
    counts = last - first
    offsets = np.concatenate(([0], np.cumsum(counts)))
    return np.arange(offsets[-1]) + np.repeat(first - offsets[:-1], counts), offsets


def _stream(pieces: Chunks, held: Words, first: NDArray[np.int64], last: NDArray[np.int64]) -> _Stream:
    at, chunk_offsets = _ranges(first, last)
    ids = pieces.ids[at]
    rows, token_offsets = _ranges(held.offsets[ids], held.offsets[ids + 1])
    chunk_of = np.repeat(np.arange(len(ids)), np.diff(token_offsets))
    barred = held.barred[rows] | _barred_before(held, ids, chunk_offsets, token_offsets)
    offsets = token_offsets[chunk_offsets]
    return _Stream(
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


def _spans(
    patterns: Sequence[Pattern], held: Words, stream: _Stream, whole: Normalised, scope: Scope
) -> tuple[Spans, Matches]:
    matches = find(patterns, held.vocabulary, stream.tokens, stream.barred, scope=scope)
    spans = Spans(
        np.searchsorted(stream.offsets, matches.start, side="right") - 1,
        matches.pattern,
        whole.starts(_edge(stream, held.starts, matches.start)),
        whole.ends(_edge(stream, held.ends, matches.stop - 1)),
        negated(matches, held.vocabulary, stream.tokens, stream.barred),
    )
    return spans, matches


def _edge(stream: _Stream, edges: NDArray[np.int32], tokens: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where some tokens begin or end in the text of the block."""
    return stream.chunk_starts[stream.chunk_of[tokens]] + edges[stream.word_of[tokens]]


def _muted(stream: _Stream, held: Words, layers: Sequence[Matches]) -> NDArray[np.bool_]:
    """Chunks whose tone belongs to the event and not to its telling: codebook terms, actors, other names."""
    muted = _names(stream, held)
    for matches in layers:
        tokens, _ = _ranges(matches.start, matches.stop)
        muted[stream.chunk_of[tokens]] = True
    return muted


def _names(stream: _Stream, held: Words) -> NDArray[np.bool_]:
    """Chunks that look like parts of a name: a capital inside a sentence, or at its start before another capital.

    Where most chunks of a unit are capitalised (headlines, shouting), capitals say nothing and no chunk is a name.
    """
    capital = held.capital[stream.chunks]
    is_first = np.zeros(len(capital), bool)
    is_first[stream.chunk_offsets[:-1]] = True
    next_capital = np.append(capital[1:] & ~is_first[1:], False)
    wordy = np.diff(held.offsets)[stream.chunks] > 0
    share = _sums(capital, stream.chunk_offsets) / np.maximum(1, _sums(wordy, stream.chunk_offsets))
    plain = np.repeat(share <= _SHOUTING, np.diff(stream.chunk_offsets))
    names: NDArray[np.bool_] = capital & plain & (~is_first | next_capital)
    return names


def _sums(flags: NDArray[np.bool_], offsets: NDArray[np.int64]) -> NDArray[np.int64]:
    total = np.concatenate((np.zeros(1, np.int64), np.cumsum(flags, dtype=np.int64)))
    sums: NDArray[np.int64] = total[offsets[1:]] - total[offsets[:-1]]
    return sums
