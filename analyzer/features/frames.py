"""Where codebook patterns occur: on token ids, longest match first, never across punctuation.

Globs are expanded on the vocabulary once; a token then costs one table look-up, whatever the number of patterns.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from analyzer.codebook import Pattern
from analyzer.features._ranges import ranges

Scope = Literal["dictionary", "key"]
SCOPES: tuple[Scope, ...] = ("dictionary", "key")

NEGATORS = ("no", "not", "*n't", "never", "without", "deny", "denies", "denied", "reject*", "dismiss*")
_BEGINNING = 3  # characters by which terms are found
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
        self.vocabulary = vocabulary
        self._number = dict(zip(vocabulary, count()))
        self._found: dict[str, NDArray[np.int64]] = {}
        self._beginning: defaultdict[str, list[int]] = defaultdict(list)
        for number, term in enumerate(vocabulary):
            self._beginning[term[:_BEGINNING]].append(number)

    def types(self, glob: str) -> NDArray[np.int64]:
        """Numbers of the terms that the glob matches, ascending."""
        if glob not in self._found:
            self._found[glob] = self._look_up(glob)
        return self._found[glob]

    def _look_up(self, glob: str) -> NDArray[np.int64]:
        if glob and not glob.strip("*"):
            return np.arange(len(self.vocabulary))
        literals = re.split(r"[*?]", glob)
        prefix = literals[0]
        if prefix == glob:
            return np.array([self._number[glob]] if glob in self._number else [], np.int64)
        if len(prefix) >= _BEGINNING:
            found = [n for n in self._beginning.get(prefix[:_BEGINNING], ()) if self.vocabulary[n].startswith(prefix)]
        else:
            longest = max(literals, key=len)
            found = [n for n, term in enumerate(self.vocabulary) if longest in term]
        if glob != prefix + "*" or len(prefix) < _BEGINNING:
            fits = re.compile("".join({"*": ".*", "?": "."}.get(c, re.escape(c)) for c in glob), re.DOTALL).fullmatch
            found = [n for n in found if fits(self.vocabulary[n])]
        return np.array(found, np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class _Layer:
    """Patterns that compete for tokens, looked up on one vocabulary.

    `single` gives for each term the pattern that it is a hit of by itself, or -1; `role` says whether it is one (2) and
    whether it begins a phrase (1). Phrase f has `length[f]` words; ``masks[words[f, step], column[term]]`` says whether
    a term may stand at a step; ``begins[offsets[t]:offsets[t + 1]]`` are the phrases that term t can begin.
    """

    single: NDArray[np.int64]
    role: NDArray[np.uint8]
    pattern: NDArray[np.int64]
    length: NDArray[np.int64]
    words: NDArray[np.int64]
    masks: NDArray[np.bool_]
    column: NDArray[np.int32]
    offsets: NDArray[np.int64]
    begins: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """Patterns looked up on one vocabulary: made once, used on any number of tokens."""

    layers: tuple[_Layer, ...]
    negator: NDArray[np.bool_]


def compile_patterns(
    patterns: Sequence[Pattern], vocabulary: Sequence[str] | Globs, *, scope: Scope = "dictionary"
) -> Compiled:
    """Look up every glob of every pattern on the vocabulary.

    Parameters
    ----------
    patterns : sequence of Pattern
    vocabulary : sequence of str, or Globs
        Globs where several lists of patterns are looked up on one vocabulary.
    scope : {"dictionary", "key"}
        Whether the longest match wins across all keys, or within each key alone.
    """
    globs = vocabulary if isinstance(vocabulary, Globs) else Globs(vocabulary)
    negator = np.zeros(len(globs.vocabulary), bool)
    for glob in NEGATORS:
        negator[globs.types(glob)] = True
    keys = list(dict.fromkeys(pattern.key for pattern in patterns))
    parts = [keys] if scope == "dictionary" else [[key] for key in keys]
    layers = [[n for n, pattern in enumerate(patterns) if pattern.key in part] for part in parts]
    return Compiled(tuple(_layer(numbers, patterns, globs) for numbers in layers), negator)


def _layer(numbers: list[int], patterns: Sequence[Pattern], globs: Globs) -> _Layer:
    n_terms = len(globs.vocabulary)
    single = np.full(n_terms, -1, np.int64)
    for number in reversed([n for n in numbers if len(patterns[n].words) == 1]):
        single[globs.types(patterns[number].words[0])] = number
    phrases = [n for n in numbers if len(patterns[n].words) > 1]
    distinct = {word: row for row, word in enumerate(dict.fromkeys(w for n in phrases for w in patterns[n].words))}
    types = [globs.types(word) for word in distinct]
    longest = max((len(patterns[n].words) for n in phrases), default=1)
    words = np.full((len(phrases), longest), -1, np.int64)
    for row, number in enumerate(phrases):
        words[row, : len(patterns[number].words)] = [distinct[word] for word in patterns[number].words]
    column, masks = _masks(types, n_terms)
    first = [types[row] for row in words[:, 0].tolist()]
    term = np.concatenate([*first, np.zeros(0, np.int64)])
    phrase = np.repeat(np.arange(len(first)), [len(numbers) for numbers in first])
    order = np.argsort(term, kind="stable")
    offsets = np.searchsorted(term[order], np.arange(n_terms + 1))
    return _Layer(
        single=single,
        role=(2 * (single >= 0) + (np.diff(offsets) > 0)).astype(np.uint8),
        pattern=np.array(phrases, np.int64),
        length=(words >= 0).sum(axis=1),
        words=words,
        masks=masks,
        column=column,
        offsets=offsets,
        begins=phrase[order],
    )


def _masks(types: list[NDArray[np.int64]], n_terms: int) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """The column of each term, 0 for those in no list, and which lists (rows) hold which columns."""
    some = np.zeros(n_terms, bool)
    for numbers in types:
        some[numbers] = True
    column = np.where(some, np.cumsum(some), 0).astype(np.int32)
    masks = np.zeros((len(types), column.max(initial=0) + 1), bool)
    for row, numbers in enumerate(types):
        masks[row, column[numbers]] = True
    return column, masks


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
    role = layer.role[ids]
    taken = np.zeros(len(ids), bool)
    start, phrase = _candidates(layer, ids, barred, np.flatnonzero(role & 1))
    start, phrase = _longest_first(layer, start, phrase, taken)
    at = np.flatnonzero(role & 2)
    at = at[~taken[at]]
    return (
        np.concatenate((layer.pattern[phrase], layer.single[ids[at]])),
        np.concatenate((start, at)),
        np.concatenate((start + layer.length[phrase], at + 1)),
    )


def _longest_first(
    layer: _Layer, start: NDArray[np.int64], phrase: NDArray[np.int64], taken: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The candidates that hold their tokens, which are marked in `taken`; only those that overlap compete."""
    stop = start + layer.length[phrase]
    order = np.lexsort((layer.pattern[phrase], start, -layer.length[phrase]))
    won = []
    for candidate, first, last in zip(order.tolist(), start[order].tolist(), stop[order].tolist(), strict=True):
        if not taken[first:last].any():
            taken[first:last] = True
            won.append(candidate)
    return start[won], phrase[won]


def _candidates(
    layer: _Layer, ids: NDArray[np.int32], barred: NDArray[np.bool_], places: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Of some places, those where a phrase fits: its first token, and its number in the layer. All phrases at once."""
    here, end = layer.offsets[ids[places]], layer.offsets[ids[places] + 1]
    which, _ = ranges(here, end)
    start, phrase = np.repeat(places, end - here), layer.begins[which]
    for step in range(1, layer.words.shape[1]):
        done = layer.length[phrase] <= step
        at = np.minimum(start + step, len(ids) - 1)
        may = layer.masks[layer.words[phrase, step], layer.column[ids[at]]]
        fits = (start + step < len(ids)) & ~barred[at] & may
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
