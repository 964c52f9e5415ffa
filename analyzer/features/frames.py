"""Where codebook patterns occur: on token ids, longest match first, never across punctuation.

Globs are expanded on the vocabulary once; a token then costs one table look-up, whatever the number of patterns.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
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
        last = bisect_left(self._sorted, prefix + "\U0010ffff") if prefix else len(self._sorted)
        fits = re.compile("".join({"*": ".*", "?": "."}.get(c, re.escape(c)) for c in glob), re.DOTALL).fullmatch
        found = [self._order[i] for i in range(first, last) if fits(self._sorted[i])]
        return np.array(sorted(found), np.int64)


def find(
    patterns: Sequence[Pattern],
    vocabulary: Sequence[str],
    ids: NDArray[np.int32],
    barred: NDArray[np.bool_],
    *,
    scope: Scope = "dictionary",
) -> Matches:
    """Every match, longest first and then leftmost; a token belongs to one match at most.

    Parameters
    ----------
    patterns : sequence of Pattern
    vocabulary : sequence of str
        Terms; `ids` points into it.
    ids : int32 ndarray of shape (n_tokens,)
    barred : bool ndarray of shape (n_tokens,)
        Whether punctuation or an end of sentence stands between a token and the one before.
    scope : {"dictionary", "key"}
        Whether the longest match wins across all keys, or within each key alone.

    Notes
    -----
    The semantics are those of quanteda's dictionaries (Benoit et al. 2018) with "dictionary" as default.
    """
    keys = list(dict.fromkeys(pattern.key for pattern in patterns))
    layers = [keys] if scope == "dictionary" or not keys else [[key] for key in keys]
    globs = Globs(vocabulary)
    parts = [
        _resolve([n for n, p in enumerate(patterns) if p.key in layer], patterns, globs, len(vocabulary), ids, barred)
        for layer in layers
    ]
    pattern, start, stop = (np.concatenate([part[i] for part in parts]) for i in range(3))
    order = np.lexsort((pattern, start))
    return Matches(pattern[order].astype(np.int32), start[order], stop[order])


def _resolve(
    numbers: list[int],
    patterns: Sequence[Pattern],
    globs: Globs,
    n_terms: int,
    ids: NDArray[np.int32],
    barred: NDArray[np.bool_],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Patterns of one layer: phrases compete for tokens, single words take what is left."""
    phrases = [n for n in numbers if len(patterns[n].words) > 1]
    taken = np.zeros(len(ids), bool)
    rows = []
    for length, start, number in sorted(_candidates(phrases, patterns, globs, n_terms, ids, barred)):
        stop = start - length
        if not taken[start:stop].any():
            taken[start:stop] = True
            rows.append((number, start, stop))
    single = np.full(n_terms, -1, np.int64)
    for number in reversed([n for n in numbers if len(patterns[n].words) == 1]):
        single[globs.types(patterns[number].words[0])] = number
    at = np.flatnonzero((single >= 0)[ids] & ~taken)
    found = np.array(rows, np.int64).reshape(-1, 3)
    return (
        np.concatenate((found[:, 0], single[ids[at]])),
        np.concatenate((found[:, 1], at)),
        np.concatenate((found[:, 2], at + 1)),
    )


def _candidates(
    phrases: list[int],
    patterns: Sequence[Pattern],
    globs: Globs,
    n_terms: int,
    ids: NDArray[np.int32],
    barred: NDArray[np.bool_],
) -> list[tuple[int, int, int]]:
    """Every place where a phrase fits, as (minus its length, first token, number of the pattern)."""
    terms = {word: globs.types(word) for n in phrases for word in patterns[n].words}
    first = np.zeros(n_terms, bool)
    for number in phrases:
        first[terms[patterns[number].words[0]]] = True
    places = np.flatnonzero(first[ids])
    places = places[np.argsort(ids[places], kind="stable")]
    sorted_ids = ids[places]
    rows: list[tuple[int, int, int]] = []
    for number in phrases:
        words = patterns[number].words
        lows = np.searchsorted(sorted_ids, terms[words[0]])
        highs = np.searchsorted(sorted_ids, terms[words[0]], side="right")
        at = np.concatenate([places[low:high] for low, high in zip(lows, highs, strict=True)] or [places[:0]])
        for step, word in enumerate(words[1:], 1):
            at = at[at + step < len(ids)]
            fits = np.isin(ids[at + step], terms[word]) if word != "*" else True
            at = at[fits & ~barred[at + step]]
        rows += [(-len(words), start, number) for start in at.tolist()]
    return rows


def negated(
    matches: Matches, vocabulary: Sequence[str], ids: NDArray[np.int32], barred: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Whether a negator stands within three tokens before a match, in the same clause.

    A frame is neither dropped nor flipped by it: "no obligation to arrest him" speaks of law. The share tells how
    often a frame is brought up in order to be denied.
    """
    globs = Globs(vocabulary)
    negator = np.zeros(len(vocabulary), bool)
    for glob in NEGATORS:
        negator[globs.types(glob)] = True
    result = np.zeros(len(matches.start), bool)
    same_clause = np.ones(len(matches.start), bool)
    for step in range(1, _REACH + 1):
        at = matches.start - step
        same_clause &= (at >= 0) & ~barred[np.maximum(at + 1, 0)]
        result |= same_clause & negator[ids[np.maximum(at, 0)]]
    return result
