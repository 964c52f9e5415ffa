"""Where scans over chunks stop: a byte for each chunk, worked out for many texts at once.

A rule that steps from chunk to chunk spends nearly all its time on chunks that mean nothing to it; `bytes.find` leaps
over these. Each mask holds wherever its scan may end: whether it does end there, the scan itself decides.

What holds at a chunk follows from the chunk itself, from the one before it and from the one behind it. Each type says
what it adds as *signs*, one byte for each way of adding and one bit for each mask, so that the masks of all chunks are
a few operations on bytes.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analyzer.text.attribution.flags import (
    ACCORDING,
    AUXILIARY,
    BY,
    CAPITAL,
    COLON,
    COMMA,
    CONJUNCTION,
    CUE,
    CUT,
    DASH,
    DETERMINER,
    FINITE,
    GERUND,
    MARK,
    MODAL,
    NOUN,
    OWNER,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    QUANTITY,
    RELATIVE,
    SAYS,
    SUBJECT,
    SUBORDINATOR,
    THAT,
    TIME,
    TOLD,
    TURN,
    VERB,
)

# One bit for each mask.
_VERB, _LOWER, _CLAUSE, _CLAUSE_BREAK, _THING, _THING_BREAK, _CUE, _NESTED = (1 << bit for bit in range(8))
_VERBS = _VERB | _LOWER
_ONE_OF = [bytes(held & mask > 0 for held in range(256)) for mask in (1, 2, 4, 8, 16, 32)]  # as `bytes.translate` asks
_OUTSIDE = _CLAUSE | _CLAUSE_BREAK | _THING | _THING_BREAK | _CUE  # what holds outside quotations only

_GOVERNS = DETERMINER | POSSESSIVE | QUANTITY | OWNER | PREPOSITION  # no verb with a subject of its own behind these
_ENDS_THING = DASH | CUT | TIME | CONJUNCTION | RELATIVE | AUXILIARY | MODAL | THAT | BY
AFTER_COMMA = CONJUNCTION | GERUND | RELATIVE | SUBORDINATOR | SUBJECT | PREPOSITION  # these end a thing behind a comma


class Signs(NamedTuple):
    """What a chunk adds to the masks of a text.

    Attributes
    ----------
    alone : int
        What holds at the chunk.
    first : int
        What holds at it where it is the first of its text.
    allowed, allows : int
        What holds at it if the chunk before allows that; what it allows.
    behind : int
        What holds at the chunk behind it.
    asks, answers : int
        What holds at it if the chunk behind answers that; what it answers.
    """

    alone: int
    first: int
    allowed: int
    allows: int
    behind: int
    asks: int
    answers: int


def signs(flags: int) -> bytes:
    """The signs of a chunk with these flags, and a byte more: eight bytes are moved as one number."""
    lower = 0 if flags & CAPITAL else _LOWER
    sure = flags & (AUXILIARY | MODAL | FINITE) > 0
    past = flags & PAST > 0
    verb = lower > 0 and (past or (flags & TOLD > 0 and not flags & NOUN))
    turns = flags & (TURN | CONJUNCTION) > 0 or (flags & GERUND > 0 and flags & VERB > 0)
    comma, joins = flags & COMMA > 0, flags & CONJUNCTION > 0
    return (
        bytes(
            Signs(
                alone=sure * (_VERB | lower)
                | (flags & ACCORDING > 0) * _CLAUSE
                | joins * _CLAUSE_BREAK
                | (flags & _ENDS_THING > 0) * _THING
                | (flags & (CONJUNCTION | RELATIVE) > 0) * _THING_BREAK
                | (flags & CUE > 0) * _CUE,
                first=past * _VERB,
                allowed=verb * _VERBS | turns * _CLAUSE | (flags & AFTER_COMMA > 0) * _THING,
                allows=(flags & _GOVERNS == 0) * _VERBS | comma * (_CLAUSE | _THING),
                behind=(flags & (COMMA | DASH) > 0) * _CLAUSE_BREAK
                | (flags & (COLON | DASH) > 0) * _THING
                | comma * _THING_BREAK,
                asks=joins * _CLAUSE | (flags & VERB > 0) * _NESTED,
                answers=(flags & SAYS > 0) * _CLAUSE | (flags & MARK > 0) * _NESTED,
            )
        )
        + b"\0"
    )


class Masks(NamedTuple):
    """One byte for each chunk: 1 where it holds, else 0.

    Attributes
    ----------
    finite : bytes
        Where surely a verb stands that has a subject of its own.
    uncapitalised : bytes
        Those of them without a capital.
    clause, clause_break : bytes
        Where a clause that is said may end; commas, dashes and conjunctions in it.
    thing, thing_break : bytes
        The same of a noun phrase that is said.
    """

    finite: bytes
    uncapitalised: bytes
    clause: bytes
    clause_break: bytes
    thing: bytes
    thing_break: bytes

    def part(self, low: int, high: int) -> Masks:
        """The masks of the chunks of one text."""
        return Masks(*[mask[low:high] for mask in self])


def make_masks(
    shown: NDArray[np.uint8], quote: NDArray[np.int32], firsts: NDArray[np.int64]
) -> tuple[NDArray[np.int64], Masks]:
    """The chunks of several texts that may be cues, and the masks of all.

    Parameters
    ----------
    shown : uint8 ndarray of shape (n_chunks, 8)
        The signs of the chunks of all texts, one behind the other.
    quote : int32 ndarray of shape (n_chunks,)
        Number of the quotation that each chunk lies in, or -1.
    firsts : int64 ndarray of shape (n_texts,)
        First chunk of each text; texts without chunks are left out.
    """
    alone, first, allowed, allows, behind, asks, answers, _ = shown.T
    holds = alone.copy()
    holds[1:] |= (allowed[1:] & allows[:-1]) | behind[:-1]
    holds[:-1] |= asks[:-1] & answers[1:]
    holds[firsts] |= first[firsts] | (allowed[firsts] & _VERBS)
    inside = quote >= 0
    holds[inside] &= ~np.uint8(_OUTSIDE)
    holds[1:][inside[1:] & (quote[1:] != quote[:-1])] |= _CLAUSE | _THING
    cues = np.where(inside, holds & _NESTED, holds & _CUE).nonzero()[0]
    together = holds.tobytes()
    return cues, Masks(*map(together.translate, _ONE_OF))
