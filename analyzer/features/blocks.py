"""A codebook laid on a block of articles that has been read: hits, mentions, tone, categories of speakers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyzer.article import Article
from analyzer.codebook import Codebook
from analyzer.features.frames import Compiled, Globs, Matches, Scope, compile_patterns, match, negated
from analyzer.features.reading import Reading, read_articles
from analyzer.features.speaking import Said, categorised, labelled
from analyzer.features.stream import Stream, edge, first_terms, make_stream, muted_chunks, sums
from analyzer.features.tone import ToneTypes, contributions, scored_twice, tone_types
from analyzer.text.normalise import Normalised
from analyzer.text.tokens import Chunks, Words

_SLICE = 16384  # units whose arrays fit into the processor's cache


@dataclass(frozen=True, slots=True, eq=False)
class Spans:
    """Matches of codebook patterns: unit, number of the pattern, offsets into the article's text or title, negated."""

    unit: NDArray[np.int64]
    pattern: NDArray[np.int32]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    negated: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """The words the tone of units is made of: unit, term (-1: none), what it adds to the tone of its unit."""

    unit: NDArray[np.int64]
    term: NDArray[np.int32]
    contribution: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """What one block of articles yields; rows of `units` are in reading order.

    `units` has the columns of `Unit`, `article` the article's number in the block; `lengths` is the number of tokens of
    each unit, one behind the other in `tokens`; `barred` says before which tokens punctuation stands; `category` is
    that of the speaker of each row of `said`.
    """

    article: NDArray[np.int64]
    units: NDArray[np.int64]
    agencies: list[str]
    dropped: NDArray[np.int64]
    vocabulary: list[str]
    tokens: NDArray[np.int32]
    barred: NDArray[np.bool_]
    lengths: NDArray[np.int64]
    tone: NDArray[np.float64]
    tone_masked: NDArray[np.float64]
    n_loaded: NDArray[np.int64]
    hits: Spans
    mentions: Spans
    loaded: Loaded
    said: Said
    category: NDArray[np.int16]


@dataclass(frozen=True, slots=True, eq=False)
class _Knowledge:
    """What depends on a chunk or a term alone: worked out once for the types of a block."""

    pieces: Chunks
    held: Words
    tone: ToneTypes
    frames: Compiled
    actors: Compiled
    whole: Normalised


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """What a slice of the units of a block yields."""

    stream: Stream
    tone: NDArray[np.float64]
    tone_masked: NDArray[np.float64]
    n_loaded: NDArray[np.int64]
    hits: Spans
    mentions: Spans
    loaded: Loaded


def read_block(articles: Sequence[Article], codebook: Codebook, scope: Scope, *, attribute: bool = True) -> Block:
    """Read a block of articles and lay a codebook on them; see `read_articles` and `code_block`."""
    return code_block(read_articles(articles, attribute=attribute), codebook, scope)


def code_block(reading: Reading, codebook: Codebook, scope: Scope) -> Block:
    """Everything that measures count, of a block that has been read.

    Pure, and the only place where a codebook meets text.
    """
    known = _know(reading, codebook, scope)
    first, last = reading.first, reading.last
    slices = [slice(at, at + _SLICE) for at in range(0, max(1, len(first)), _SLICE)]
    parts = [_part(known, first[rows], last[rows]) for rows in slices]
    said = labelled(reading.said, codebook)
    return Block(
        article=reading.article,
        units=reading.units,
        agencies=reading.agencies,
        dropped=reading.dropped,
        vocabulary=known.held.vocabulary,
        tokens=np.concatenate([part.stream.tokens for part in parts]),
        barred=np.concatenate([part.stream.barred for part in parts]),
        lengths=np.concatenate([np.diff(part.stream.offsets) for part in parts]),
        tone=np.concatenate([part.tone for part in parts]),
        tone_masked=np.concatenate([part.tone_masked for part in parts]),
        n_loaded=np.concatenate([part.n_loaded for part in parts]),
        hits=_together([part.hits for part in parts], slices),
        mentions=_together([part.mentions for part in parts], slices),
        loaded=_loaded([part.loaded for part in parts], slices),
        said=said,
        category=categorised(said, known.pieces, known.held, codebook),
    )


def _know(reading: Reading, codebook: Codebook, scope: Scope) -> _Knowledge:
    held, globs = reading.held, Globs(reading.held.vocabulary)
    return _Knowledge(
        pieces=reading.pieces,
        held=held,
        tone=tone_types(reading.pieces.types),
        frames=compile_patterns(codebook.patterns, globs, scope=scope),
        actors=compile_patterns(codebook.aliases, globs),
        whole=reading.whole,
    )


def _part(known: _Knowledge, first: NDArray[np.int64], last: NDArray[np.int64]) -> _Part:
    """Everything about some units, whose chunks are ``first:last``; small enough for the processor's cache."""
    stream = make_stream(known.pieces, known.held, first, last)
    hits = match(known.frames, stream.tokens, stream.barred)
    mentions = match(known.actors, stream.tokens, stream.barred)
    muted = muted_chunks(stream, known.held, [hits, mentions])
    tone, masked = scored_twice(known.tone, stream.chunks, stream.chunk_offsets, muted=muted)
    return _Part(
        stream=stream,
        tone=tone,
        tone_masked=masked.compound,
        n_loaded=sums(known.tone.charged[stream.chunks] & ~muted, stream.chunk_offsets),
        hits=_spans(known, stream, hits, known.frames),
        mentions=_spans(known, stream, mentions, known.actors),
        loaded=Loaded(masked.segment, first_terms(stream, masked.chunk), contributions(masked)),
    )


def _together(parts: Sequence[Spans], slices: Sequence[slice]) -> Spans:
    unit = np.concatenate([part.unit + rows.start for part, rows in zip(parts, slices, strict=True)])
    rest = [np.concatenate([getattr(part, name) for part in parts]) for name in ("pattern", "start", "end", "negated")]
    return Spans(unit, *rest)


def _loaded(parts: Sequence[Loaded], slices: Sequence[slice]) -> Loaded:
    return Loaded(
        np.concatenate([part.unit + rows.start for part, rows in zip(parts, slices, strict=True)]),
        np.concatenate([part.term for part in parts]),
        np.concatenate([part.contribution for part in parts]),
    )


def _spans(known: _Knowledge, stream: Stream, matches: Matches, compiled: Compiled) -> Spans:
    return Spans(
        np.searchsorted(stream.offsets, matches.start, side="right") - 1,
        matches.pattern,
        known.whole.starts(edge(stream, known.held.starts, matches.start)),
        known.whole.ends(edge(stream, known.held.ends, matches.stop - 1)),
        negated(compiled, matches, stream.tokens, stream.barred),
    )
