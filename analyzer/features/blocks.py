"""From a block of articles to arrays: the only pass over characters, a pure function that engines can run anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analyzer.article import Article
from analyzer.codebook import Codebook
from analyzer.features.frames import Compiled, Matches, Scope, compile_patterns, match, negated
from analyzer.features.tone import ToneTypes, compound, tone_types, valences
from analyzer.text.normalise import Normalised
from analyzer.text.tokens import Chunks, Words, chunks, words
from analyzer.text.units import Cut, Unit, cut_text, cut_title

_SEPARATOR = "\n\n"
_SLICE = 8192  # units whose arrays fit into the processor's cache
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

    `units` has the columns of `Unit` plus the article's number; `lengths` is the number of tokens of each unit; `barred` says before which tokens punctuation stands.
    """

    article: NDArray[np.int64]
    units: NDArray[np.int64]
    agencies: list[str]
    dropped: list[int]
    vocabulary: list[str]
    tokens: NDArray[np.int32]
    barred: NDArray[np.bool_]
    lengths: NDArray[np.int64]
    tone: NDArray[np.float64]
    tone_masked: NDArray[np.float64]
    loaded: NDArray[np.int64]
    hits: Spans
    mentions: Spans


class _Stream(NamedTuple):
    """Chunks and tokens of some units, one behind the other; characters of a token are worked out where asked for."""

    chunks: NDArray[np.int32]
    chunk_offsets: NDArray[np.int64]
    tokens: NDArray[np.int32]
    offsets: NDArray[np.int64]
    barred: NDArray[np.bool_]
    chunk_of: NDArray[np.int64]
    word_of: NDArray[np.int64]
    chunk_starts: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class _Knowledge:
    """What depends on a chunk or a term alone: worked out once for the types of a block."""

    pieces: Chunks
    held: Words
    tone: ToneTypes
    in_lexicon: NDArray[np.bool_]
    frames: Compiled
    actors: Compiled
    whole: Normalised


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """What a slice of the units of a block yields."""

    stream: _Stream
    tone: NDArray[np.float64]
    tone_masked: NDArray[np.float64]
    loaded: NDArray[np.int64]
    hits: Spans
    mentions: Spans


def read_block(articles: Sequence[Article], codebook: Codebook, scope: Scope) -> Block:
    """Read a block of articles once.

    Pure: the same articles give the same arrays, whatever else is read and wherever it runs.
    """
    cuts = [_cuts(article) for article in articles]
    pieces, bases = chunks([title.normalised.text + _SEPARATOR + text.normalised.text for title, text in cuts])
    table, owner, starts = _unit_table(cuts, bases)
    known = _know(pieces, codebook, scope, _way_back(cuts, starts))
    anchors = pieces.starts + _first_words(known.held)[pieces.ids]
    first, last = np.searchsorted(anchors, table[:, 4]), np.searchsorted(anchors, table[:, 5])
    kept = first < last
    table, owner, first, last = table[kept], owner[kept], first[kept], last[kept]
    table[:, 4] = known.whole.starts(pieces.starts[first])
    table[:, 5] = known.whole.ends(pieces.ends[last - 1])
    slices = [slice(at, at + _SLICE) for at in range(0, max(1, len(first)), _SLICE)]
    parts = [_part(known, first[rows], last[rows]) for rows in slices]
    return Block(
        article=owner,
        units=table,
        agencies=[text.agency for _, text in cuts],
        dropped=[text.dropped for _, text in cuts],
        vocabulary=known.held.vocabulary,
        tokens=np.concatenate([part.stream.tokens for part in parts]),
        barred=np.concatenate([part.stream.barred for part in parts]),
        lengths=np.concatenate([np.diff(part.stream.offsets) for part in parts]),
        tone=np.concatenate([part.tone for part in parts]),
        tone_masked=np.concatenate([part.tone_masked for part in parts]),
        loaded=np.concatenate([part.loaded for part in parts]),
        hits=_together([part.hits for part in parts], slices),
        mentions=_together([part.mentions for part in parts], slices),
    )


def _cuts(article: Article) -> tuple[Cut, Cut]:
    title = cut_title(article)
    return title, cut_text(article, sentence=1 + max((unit.sentence for unit in title.units), default=-1))


def _unit_table(
    cuts: Sequence[tuple[Cut, Cut]], bases: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The units of all articles with offsets into the block, the article of each, and where each title and text begins."""
    lengths = np.array([len(title.normalised.text) + len(_SEPARATOR) for title, _ in cuts], np.int64)
    starts = np.stack((bases, bases + lengths), axis=1).ravel()
    counts = [len(cut.units) for pair in cuts for cut in pair]
    fields = chain.from_iterable(chain.from_iterable(cut.units for pair in cuts for cut in pair))
    table = np.fromiter(fields, np.int64).reshape(-1, len(Unit._fields))
    part = np.repeat(np.arange(len(counts)), counts)
    table[:, 4:6] += starts[part][:, None]
    return table, part // 2, starts


def _way_back(cuts: Sequence[tuple[Cut, Cut]], starts: NDArray[np.int64]) -> Normalised:
    """The way from offsets in the block to offsets in each title or text."""
    parts = [cut.normalised for pair in cuts for cut in pair]
    edges = [part.edges + start for part, start in zip(parts, starts, strict=True)]
    shifts = [part.shifts - start for part, start in zip(parts, starts, strict=True)]
    return Normalised("", "", np.concatenate(edges), np.concatenate(shifts))


def _know(pieces: Chunks, codebook: Codebook, scope: Scope, whole: Normalised) -> _Knowledge:
    held = words(pieces.types)
    types = tone_types(pieces.types)
    return _Knowledge(
        pieces=pieces,
        held=held,
        tone=types,
        in_lexicon=~np.isnan(valences(types)),
        frames=compile_patterns(codebook.patterns, held.vocabulary, scope=scope),
        actors=compile_patterns(codebook.aliases, held.vocabulary),
        whole=whole,
    )


def _part(known: _Knowledge, first: NDArray[np.int64], last: NDArray[np.int64]) -> _Part:
    """Everything about some units, whose chunks are ``first:last``; small enough for the processor's cache."""
    stream = _stream(known.pieces, known.held, first, last)
    hits = match(known.frames, stream.tokens, stream.barred)
    mentions = match(known.actors, stream.tokens, stream.barred)
    muted = _muted(stream, known.held, [hits, mentions])
    return _Part(
        stream=stream,
        tone=compound(known.tone, stream.chunks, stream.chunk_offsets),
        tone_masked=compound(known.tone, stream.chunks, stream.chunk_offsets, muted=muted),
        loaded=_sums(known.in_lexicon[stream.chunks] & ~muted, stream.chunk_offsets),
        hits=_spans(known, stream, hits, known.frames),
        mentions=_spans(known, stream, mentions, known.actors),
    )


def _together(parts: Sequence[Spans], slices: Sequence[slice]) -> Spans:
    unit = np.concatenate([part.unit + rows.start for part, rows in zip(parts, slices, strict=True)])
    rest = [np.concatenate([getattr(part, name) for part in parts]) for name in ("pattern", "start", "end", "negated")]
    return Spans(unit, *rest)


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


def _spans(known: _Knowledge, stream: _Stream, matches: Matches, compiled: Compiled) -> Spans:
    return Spans(
        np.searchsorted(stream.offsets, matches.start, side="right") - 1,
        matches.pattern,
        known.whole.starts(_edge(stream, known.held.starts, matches.start)),
        known.whole.ends(_edge(stream, known.held.ends, matches.stop - 1)),
        negated(compiled, matches, stream.tokens, stream.barred),
    )


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
