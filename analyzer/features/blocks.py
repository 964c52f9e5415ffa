"""From a block of articles to arrays: the only pass over characters, a pure function that engines can run anywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from analyzer.article import Article
from analyzer.codebook import Codebook
from analyzer.features.frames import Compiled, Matches, Scope, compile_patterns, match, negated
from analyzer.features.speaking import Said, aliases, make_said
from analyzer.features.stream import Stream, edge, first_terms, first_words, make_stream, muted_chunks, sums
from analyzer.features.tone import ToneTypes, compound, contributions, scored, tone_types, valences
from analyzer.text.normalise import Normalised
from analyzer.text.tokens import Chunks, Words, chunks, words
from analyzer.text.units import Cut, Unit, cut_text, cut_title

_SEPARATOR = "\n\n"  # also behind the last text: where one ends, the way back of the next must not begin
_SLICE = 8192  # units whose arrays fit into the processor's cache


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
    each unit, one behind the other in `tokens`; `barred` says before which tokens punctuation stands.
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
    n_loaded: NDArray[np.int64]
    hits: Spans
    mentions: Spans
    loaded: Loaded
    said: Said


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

    stream: Stream
    tone: NDArray[np.float64]
    tone_masked: NDArray[np.float64]
    n_loaded: NDArray[np.int64]
    hits: Spans
    mentions: Spans
    loaded: Loaded


def read_block(articles: Sequence[Article], codebook: Codebook, scope: Scope, *, attribute: bool = True) -> Block:
    """Read a block of articles once.

    Pure: the same articles give the same arrays, whatever else is read and wherever it runs.
    """
    names = aliases(codebook)
    cuts = [_cuts(article, names, attribute=attribute) for article in articles]
    pieces, bases = chunks(["".join(cut.normalised.text + _SEPARATOR for cut in pair) for pair in cuts])
    table, owner, starts = _unit_table(cuts, bases)
    known = _know(pieces, codebook, scope, _way_back(cuts, starts))
    anchors = pieces.starts + first_words(known.held)[pieces.ids]
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
        n_loaded=np.concatenate([part.n_loaded for part in parts]),
        hits=_together([part.hits for part in parts], slices),
        mentions=_together([part.mentions for part in parts], slices),
        loaded=_loaded([part.loaded for part in parts], slices),
        said=make_said(
            [cut.attributions for pair in cuts for cut in pair],
            starts.tolist(),
            pieces,
            known.held,
            known.whole,
            codebook,
        ),
    )


def _cuts(article: Article, names: Mapping[str, str], *, attribute: bool) -> tuple[Cut, Cut]:
    title = cut_title(article, aliases=names, attribute=attribute)
    sentence = 1 + max((unit.sentence for unit in title.units), default=-1)
    return title, cut_text(article, sentence=sentence, aliases=names, attribute=attribute)


def _unit_table(
    cuts: Sequence[tuple[Cut, Cut]], bases: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The units of all articles with offsets into the block, the article of each, where each title and text begins."""
    lengths = np.array([len(title.normalised.text) + len(_SEPARATOR) for title, _ in cuts], np.int64)
    starts = np.stack((bases, bases + lengths), axis=1).ravel()
    counts = [len(cut.units) for pair in cuts for cut in pair]
    fields = chain.from_iterable(chain.from_iterable(cut.units for pair in cuts for cut in pair))
    table = np.fromiter(fields, np.int64).reshape(-1, len(Unit._fields))
    part = np.repeat(np.arange(len(counts)), counts)
    table[:, 4:6] += starts[part][:, None]
    firsts = np.cumsum([0, *(len(cut.attributions) for pair in cuts for cut in pair)])
    table[:, 6] = np.where(table[:, 6] < 0, -1, table[:, 6] + firsts[part])
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
    stream = make_stream(known.pieces, known.held, first, last)
    hits = match(known.frames, stream.tokens, stream.barred)
    mentions = match(known.actors, stream.tokens, stream.barred)
    muted = muted_chunks(stream, known.held, [hits, mentions])
    masked = scored(known.tone, stream.chunks, stream.chunk_offsets, muted=muted)
    return _Part(
        stream=stream,
        tone=compound(known.tone, stream.chunks, stream.chunk_offsets),
        tone_masked=masked.compound,
        n_loaded=sums(known.in_lexicon[stream.chunks] & ~muted, stream.chunk_offsets),
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
