"""Lexical tone: the `compound` score of vaderSentiment 3.3.2, for many segments at once, on integer ids of chunks.

A number between -1 and 1: the summed valence S of the lexicon words of a segment, each changed by the boosters,
negators and capitals around it, as S / sqrt(S * S + 15). It does not say what the writer thinks of anybody: the words
"Criminal Court" score as negative wherever they stand, whoever says them. It saturates with length, so score
sentences, never whole articles.

The scores are those of the package, not like them: what VADER asks of a word depends on the word alone (`ToneTypes`),
so it is looked up once per chunk type, and the rules run on the few words in the lexicon, all segments together.

Source: Hutto and Gilbert (2014), VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media Text,
ICWSM.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from analyzer.features._ranges import ranges
from analyzer.features._vader_rules import in_context, near_words, segments_of, weighed_by_but
from analyzer.features._vader_words import (
    MOST_MARKS,
    Bools,
    Classes,
    Code,
    Floats,
    Ints,
    ToneTypes,
    rules,
    tone_types,
)

__all__ = [
    "Scored",
    "ToneTypes",
    "compound",
    "contributions",
    "scored",
    "scored_twice",
    "tone_types",
    "vader",
    "valences",
]

ALPHA = 15.0  # the package's default of `normalize`


class Scored(NamedTuple):
    """Segments and the words that gave them their score.

    Attributes
    ----------
    compound : ndarray of shape (n_segments,)
        Rounded to four decimals as the package rounds it.
    segment, chunk : ndarray of shape (n_scored,)
        Where each scored word stands: segment, and position in the chunks that were given.
    value : ndarray of shape (n_scored,)
        Its valence after everything around it.
    """

    compound: Floats
    segment: Ints
    chunk: Ints
    value: Floats


def valences(types: ToneTypes) -> Floats:
    """Lexicon valence of each chunk type, shape (n_types,), about -4 to 4; NaN when its word is not in the lexicon.

    It says nothing of the words around. A chunk with an emoji has the sum over the words of its description.

    >>> valences(tone_types(["good", "bridge", "attack,"])).tolist()
    [1.9, nan, -2.1]
    """
    total = np.add.reduceat(types.valence[types.words], types.first)
    return np.where(types.charged, total, np.nan)


def compound(types: ToneTypes, ids: Classes, offsets: Ints, *, muted: Bools | None = None) -> Floats:
    """The `compound` of each segment, rounded to four decimals as the package rounds it.

    A segment without lexicon words, or without words, has 0.0 as in the package: whether that means neutral or
    unknown is for the caller to say.

    Parameters
    ----------
    types : ToneTypes
    ids : ndarray of int32, shape (n_chunks,)
        Chunk type of each chunk, segment after segment.
    offsets : ndarray of int64, shape (n_segments + 1,)
        Segment k is `ids[offsets[k]:offsets[k + 1]]`.
    muted : ndarray of bool, shape (n_chunks,), optional
        Chunks whose own valence does not count: a muted lexicon word is an ordinary word (it scores, negates and boosts
        nothing) that keeps its place, its capitals and its punctuation. Other words stay as they are.

    Returns
    -------
    ndarray of float64, shape (n_segments,)

    >>> types = tone_types(["a", "good", "plan"])
    >>> compound(types, np.array([0, 1, 2, 2], np.int32), np.array([0, 3, 4])).tolist()
    [0.4404, 0.0]
    """
    return scored(types, ids, offsets, muted=muted).compound


def scored(types: ToneTypes, ids: Classes, offsets: Ints, *, muted: Bools | None = None) -> Scored:
    """The `compound` of each segment and the words it is made of; parameters as of `compound`.

    >>> types = tone_types(["not", "good", "plan"])
    >>> found = scored(types, np.array([2, 0, 1], np.int32), np.array([0, 3]))
    >>> found.compound.tolist(), found.chunk.tolist(), found.value.round(3).tolist()
    ([-0.3412], [2], [-1.406])
    """
    words, chunks, offsets = _words(types, ids, offsets, muted)
    n_segments = len(offsets) - 1
    telling = np.flatnonzero((types.in_lexicon | types.tells)[words])  # the few words that any rule looks at by itself
    segment_of, kind = segments_of(offsets, telling), words[telling]
    scores = (types.in_lexicon & ~types.is_booster)[kind]
    hits, segment = telling[scores], segment_of[scores]
    near = near_words(words, offsets, hits, segment)
    counts = (types.code[near[0]] != Code.KIND) | (types.code[near[1]] != Code.OF)
    if not counts.all():
        hits, segment, near = hits[counts], segment[counts], {k: near[k][counts] for k in near}

    def total_of(attribute: Bools | Ints) -> Ints:
        return np.bincount(segment_of, attribute[kind], n_segments).astype(np.int64)

    n_upper = total_of(types.upper)
    mixed = (n_upper > 0) & (n_upper < np.diff(offsets))
    values = in_context(types, near, mixed[segment])
    is_but = types.code[kind] == Code.BUT
    values = weighed_by_but(telling[is_but], segment_of[is_but], n_segments, hits, segment, values)
    total = np.bincount(segment, weights=values, minlength=n_segments).astype(np.float64)

    exclaimed = rules().exclaimed[np.minimum(total_of(types.exclamations), MOST_MARKS)]
    asked = rules().asked[np.minimum(total_of(types.questions), MOST_MARKS)]
    total = total + np.sign(total) * (exclaimed + asked)
    result = _rounded(np.clip(total / np.sqrt(total * total + ALPHA), -1.0, 1.0))
    return Scored(result, segment, chunks[hits], values)


def scored_twice(types: ToneTypes, ids: Classes, offsets: Ints, *, muted: Bools) -> tuple[Floats, Scored]:
    """The `compound` with nothing muted, and `scored` with; only segments in which a charged chunk is muted differ.

    Parameters as of `compound`, with ``offsets[0] == 0``.
    """
    heard = scored(types, ids, offsets)
    changed = np.unique(segments_of(offsets, np.flatnonzero(muted & types.charged[ids])))
    at, within = ranges(offsets[changed], offsets[changed + 1])
    part = scored(types, ids[at], within, muted=muted[at])
    compound = heard.compound.copy()
    compound[changed] = part.compound
    same = np.ones(len(compound), bool)
    same[changed] = False
    same = same[heard.segment]
    segment, chunk, value = (
        np.concatenate((column[same], other))
        for column, other in zip(heard[1:], (changed[part.segment], at[part.chunk], part.value), strict=True)
    )
    order = np.argsort(chunk, kind="stable")
    return heard.compound, Scored(compound, segment[order], chunk[order], value[order])


def contributions(found: Scored) -> Floats:
    """What each scored word adds to the `compound` of its segment; those of a segment sum to it.

    A word adds its value / sqrt(S * S + 15), S being the sum of the values. What marks of exclamation and rounding add
    to that goes to the words of the sign of S in proportion to their values, so no word ever gets a share out of
    proportion, even where friendly and unfriendly words cancel out.

    >>> types = tone_types(["good", "bad", "plan!"])
    >>> found = scored(types, np.array([0, 1, 2], np.int32), np.array([0, 3]))
    >>> contributions(found).round(4).tolist(), found.compound.tolist()
    ([0.4848, -0.7092], [-0.2244])
    """
    n_segments = len(found.compound)
    total = np.bincount(found.segment, found.value, n_segments)[found.segment]
    own = found.value / np.sqrt(total * total + ALPHA)
    rest = found.compound - np.bincount(found.segment, own, n_segments)
    leading = np.where(np.sign(found.value) == np.sign(total), np.abs(found.value), 0.0)
    whole = np.bincount(found.segment, leading, n_segments)
    shares: Floats = own + (rest / np.where(whole > 0, whole, 1.0))[found.segment] * leading
    return shares


def vader(texts: Sequence[str]) -> Floats:
    """The `compound` of each text, shape (n_texts,): splits at white space, numbers the chunks, scores them together.

    >>> vader(["The talks were not good.", "Talks"]).tolist()
    [-0.3412, 0.0]
    """
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    ids, offsets = array("i"), array("q", [0])
    for text in texts:
        ids.extend(map(numbers.__getitem__, text.split()))
        offsets.append(len(ids))
    return compound(tone_types(list(numbers)), np.array(ids, np.int32), np.array(offsets, np.int64))


def _words(types: ToneTypes, ids: Classes, offsets: Ints, muted: Bools | None) -> tuple[Classes, Ints, Ints]:
    """Class of each word of the segments, its chunk, and the offsets of the segments."""
    begin, end = offsets[0], offsets[-1]
    ids, offsets = ids[begin:end], offsets - begin
    muted = None if muted is None else muted[begin:end]
    chunks = np.arange(begin, end)
    n_words = types.n_words[ids]
    if n_words.max(initial=1) > 1:
        ends = np.concatenate(([0], np.cumsum(n_words)))
        words = types.words[np.repeat(types.first[ids] - ends[:-1], n_words) + np.arange(ends[-1])]
        muted = None if muted is None else np.repeat(muted, n_words)
        chunks = np.repeat(chunks, n_words)
        offsets = ends[offsets]
    else:
        words = types.words[types.first[ids]]
    return (words if muted is None else np.where(muted, types.muted[words], words)), chunks, offsets


def _rounded(values: Floats) -> Floats:
    """`round(value, 4)` of each; numpy differs from it only next to a tie, so those few go to Python."""
    scaled = values * 1e4
    rounded = np.rint(scaled) / 1e4
    for k in np.flatnonzero(np.abs(np.abs(scaled - np.trunc(scaled)) - 0.5) < 1e-6):
        rounded[k] = round(float(values[k]), 4)
    return rounded
