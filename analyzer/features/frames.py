"""Where codebook patterns occur: on token ids, longest match first, never across punctuation.

Globs are expanded on the vocabulary once; a token then costs one table look-up, whatever the number of patterns.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from analyzer.codebook import Pattern

Scope = Literal["dictionary", "key"]
SCOPES: tuple[Scope, ...] = ("dictionary", "key")

NEGATORS = ("no", "not", "*n't", "never", "without", "deny", "denies", "denied", "reject*", "dismiss*")
_REACH = 3  # tokens before a match in which a negator counts


@dataclass(frozen=True, slots=True, eq=False)
class Matches:
    """Matches in token order: ``tokens[start:stop]`` is a hit of ``patterns[pattern]``."""

    pattern: NDArray[np.int32]
    start: NDArray[np.int64]
    stop: NDArray[np.int64]


class Globs:
    """Expands word globs on one vocabulary: `*` any run of characters, `?` exactly one.

    >>> Globs(["warm", "warrant", "warrants", "defence"]).types("warrant*").tolist()
    [1, 2]
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._order = sorted(range(len(vocabulary)), key=vocabulary.__getitem__)
        self._sorted = [vocabulary[number] for number in self._order]

    def types(self, glob: str) -> NDArray[np.int64]:
        """Numbers of the terms that the glob matches, ascending."""
        prefix = re.split(r"[*?]", glob, maxsplit=1)[0]
        first = bisect_left(self._sorted, prefix)
        if prefix == glob:
            return np.array(self._order[first : first + (self._sorted[first : first + 1] == [glob])], np.int64)
        last = bisect_left(self._sorted, prefix + "\U0010ffff") if prefix else len(self._sorted)
        found = self._order[first:last]
        if glob != prefix + "*":
            fits = re.compile("".join({"*": ".*", "?": "."}.get(c, re.escape(c)) for c in glob), re.DOTALL).fullmatch
            found = list(compress(found, map(fits, self._sorted[first:last])))
        return np.array(sorted(found), np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class _Layer:
    """Patterns that compete for tokens, looked up on one vocabulary.

    `single` gives for each term the pattern that it is a hit of by itself, or -1. Phrase f has `length[f]` words;
    ``masks[words[f, step]]`` says which terms may stand at a step; ``begins[offsets[t]:offsets[t + 1]]`` are the
    phrases that term t can begin.
    """

    single: NDArray[np.int64]
    pattern: NDArray[np.int64]
    length: NDArray[np.int64]
    words: NDArray[np.int64]
    masks: NDArray[np.bool_]
    offsets: NDArray[np.int64]
    begins: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """Patterns looked up on one vocabulary: made once, used on any number of tokens."""

    layers: tuple[_Layer, ...]
    negator: NDArray[np.bool_]


def compile_patterns(
    patterns: Sequence[Pattern], vocabulary: Sequence[str], *, scope: Scope = "dictionary"
) -> Compiled:
    """Look up every glob of every pattern on the vocabulary.

    Parameters
    ----------
    patterns : sequence of Pattern
    vocabulary : sequence of str
    scope : {"dictionary", "key"}
        Whether the longest match wins across all keys, or within each key alone.
    """
    globs = Globs(vocabulary)
    negator = np.zeros(len(vocabulary), bool)
    for glob in NEGATORS:
        negator[globs.types(glob)] = True
    keys = list(dict.fromkeys(pattern.key for pattern in patterns))
    parts = [keys] if scope == "dictionary" else [[key] for key in keys]
    layers = [[n for n, pattern in enumerate(patterns) if pattern.key in part] for part in parts]
    return Compiled(tuple(_layer(numbers, patterns, globs, len(vocabulary)) for numbers in layers), negator)


def _layer(numbers: list[int], patterns: Sequence[Pattern], globs: Globs, n_terms: int) -> _Layer:
    single = np.full(n_terms, -1, np.int64)
    for number in reversed([n for n in numbers if len(patterns[n].words) == 1]):
        single[globs.types(patterns[number].words[0])] = number
    phrases = [n for n in numbers if len(patterns[n].words) > 1]
    distinct = sorted({word for n in phrases for word in patterns[n].words})
    masks = np.zeros((len(distinct), n_terms), bool)
    for row, word in enumerate(distinct):
        masks[row, globs.types(word)] = True
    longest = max((len(patterns[n].words) for n in phrases), default=1)
    words = np.full((len(phrases), longest), -1, np.int64)
    for row, number in enumerate(phrases):
        words[row, : len(patterns[number].words)] = [distinct.index(word) for word in patterns[number].words]
    term, phrase = np.nonzero(masks[words[:, 0]].T) if phrases else (np.zeros(0, int), np.zeros(0, int))
    return _Layer(
        single=single,
        pattern=np.array(phrases, np.int64),
        length=(words >= 0).sum(axis=1),
        words=words,
        masks=masks,
        offsets=np.searchsorted(term, np.arange(n_terms + 1)),
        begins=phrase,
    )


def match(compiled: Compiled, ids: NDArray[np.int32], barred: NDArray[np.bool_]) -> Matches:
    """Every match, longest first and then leftmost; a token belongs to one match of a layer at most.

    Parameters
    ----------
    compiled : Compiled
    ids : int32 ndarray of shape (n_tokens,)
        Index into the vocabulary.
    barred : bool ndarray of shape (n_tokens,)
        Whether punctuation or an end of sentence stands between a token and the one before.

    Notes
    -----
    The semantics are those of quanteda's dictionaries (Benoit et al. 2018) with "dictionary" as default.
    """
    parts = [_resolve(layer, ids, barred) for layer in compiled.layers]
    parts = parts or [(np.zeros(0, np.int64),) * 3]
    pattern, start, stop = (np.concatenate([part[i] for part in parts]) for i in range(3))
    order = np.lexsort((pattern, start))
    return Matches(pattern[order].astype(np.int32), start[order], stop[order])


def find(
    patterns: Sequence[Pattern],
    vocabulary: Sequence[str],
    ids: NDArray[np.int32],
    barred: NDArray[np.bool_],
    *,
    scope: Scope = "dictionary",
) -> Matches:
    """Compile and match in one step; see `compile_patterns` and `match`."""
    return match(compile_patterns(patterns, vocabulary, scope=scope), ids, barred)


def _resolve(
    layer: _Layer, ids: NDArray[np.int32], barred: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Phrases compete for tokens, single words take what is left."""
    taken = np.zeros(len(ids), bool)
    rows = []
    start, phrase = _candidates(layer, ids, barred)
    order = np.lexsort((layer.pattern[phrase], start, -layer.length[phrase]))
    for first, last, number in zip(
        start[order].tolist(),
        (start + layer.length[phrase])[order].tolist(),
        layer.pattern[phrase][order].tolist(),
        strict=True,
    ):
        if not taken[first:last].any():
            taken[first:last] = True
            rows.append((number, first, last))
    at = np.flatnonzero((layer.single >= 0)[ids] & ~taken)
    found = np.array(rows, np.int64).reshape(-1, 3)
    return (
        np.concatenate((found[:, 0], layer.single[ids[at]])),
        np.concatenate((found[:, 1], at)),
        np.concatenate((found[:, 2], at + 1)),
    )


def _candidates(
    layer: _Layer, ids: NDArray[np.int32], barred: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Every place where a phrase fits: its first token, and its number in the layer. All phrases at once."""
    n_phrases = np.diff(layer.offsets)
    places = np.flatnonzero((n_phrases > 0)[ids])
    times = n_phrases[ids[places]]
    start = np.repeat(places, times)
    within = np.arange(len(start)) - np.repeat(np.cumsum(times) - times, times)
    phrase = layer.begins[np.repeat(layer.offsets[ids[places]], times) + within]
    for step in range(1, layer.words.shape[1]):
        done = layer.length[phrase] <= step
        at = np.minimum(start + step, len(ids) - 1)
        fits = (start + step < len(ids)) & ~barred[at] & layer.masks[layer.words[phrase, step], ids[at]]
        start, phrase = start[done | fits], phrase[done | fits]
    return start, phrase


def negated(
    compiled: Compiled, matches: Matches, ids: NDArray[np.int32], barred: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Whether a negator stands within three tokens before a match, in the same clause.

    A frame is neither dropped nor flipped by it: "no obligation to arrest him" speaks of law. The share tells how
    often a frame is brought up in order to be denied.
    """
    result = np.zeros(len(matches.start), bool)
    same_clause = np.ones(len(matches.start), bool)
    for step in range(1, _REACH + 1):
        at = matches.start - step
        same_clause &= (at >= 0) & ~barred[np.maximum(at + 1, 0)]
        result |= same_clause & compiled.negator[ids[np.maximum(at, 0)]]
    return result
