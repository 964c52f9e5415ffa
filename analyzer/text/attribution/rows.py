"""Attributions of many texts as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from analyzer.text.attribution.able import speaks
from analyzer.text.attribution.records import CONFIDENCE, KINDS, TIERS, Attribution, Span

RULES = tuple(CONFIDENCE)
_KIND, _TIER, _RULE = ({word: at for at, word in enumerate(words)} for words in (KINDS, TIERS, RULES))
_NOWHERE = (-1, -1)


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Attributions, one row each; offsets are those of the text that holds all texts.

    Attributes
    ----------
    text : int64 ndarray of shape (n,)
        The number of the text that each stands in.
    source, cue, mention : int64 ndarray of shape (n, 2)
        As those of `Attribution`; -1 where there is none.
    contents : int64 ndarray of shape (n_contents, 2)
        The pieces of what is said, row by row.
    owner : int64 ndarray of shape (n_contents,)
        The row that each piece belongs to.
    words : int8 ndarray of shape (n, 3)
        Numbers of kind, tier and rule in `KINDS`, `TIERS` and `RULES`.
    named, clause, speaks : bool ndarray of shape (n,)
        As those of `Attribution`; whether it is somebody who can speak (`able.speaks`).
    speakers : list of str
    """

    text: NDArray[np.int64]
    source: NDArray[np.int64]
    cue: NDArray[np.int64]
    mention: NDArray[np.int64]
    contents: NDArray[np.int64]
    owner: NDArray[np.int64]
    words: NDArray[np.int8]
    named: NDArray[np.bool_]
    clause: NDArray[np.bool_]
    speaks: NDArray[np.bool_]
    speakers: list[str]


def make_rows(parts: Iterable[Sequence[Attribution]], begins: NDArray[np.int64]) -> Rows:
    """The attributions of several texts, of which each begins at one of the offsets given."""
    parts = list(parts)
    found = list(chain.from_iterable(parts))
    text = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    owner = np.repeat(np.arange(len(found)), [len(one.contents) for one in found])
    return Rows(
        text=text,
        source=_spans([one.source for one in found], begins[text]),
        cue=_spans([one.cue for one in found], begins[text]),
        mention=_spans([one.mention for one in found], begins[text]),
        contents=_spans([span for one in found for span in one.contents], begins[text][owner]),
        owner=owner,
        words=np.array([(_KIND[one.kind], _TIER[one.tier], _RULE[one.rule]) for one in found], np.int8).reshape(-1, 3),
        named=np.array([one.named for one in found], bool),
        clause=np.array([one.clause for one in found], bool),
        speaks=np.array([speaks(one) for one in found], bool),
        speakers=[one.speaker for one in found],
    )


def _spans(spans: Sequence[Span | None], begins: NDArray[np.int64]) -> NDArray[np.int64]:
    flat = np.fromiter(chain.from_iterable(span or _NOWHERE for span in spans), np.int64, 2 * len(spans)).reshape(-1, 2)
    return np.where(flat < 0, -1, flat + begins[:, None])
