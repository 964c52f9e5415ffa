"""Where scans over chunks stop: a byte for each chunk, worked out for all texts of a block at once.

A rule that steps from chunk to chunk spends nearly all its time on chunks that mean nothing to it; `bytes.find` leaps
over these. Each mask is a superset of where its scan ends: what holds there is decided by the scan itself.
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

Flags = NDArray[np.int64]
Where = NDArray[np.bool_]
_GOVERNS = DETERMINER | POSSESSIVE | QUANTITY | OWNER | PREPOSITION  # no verb with a subject of its own behind these
AFTER_COMMA = CONJUNCTION | GERUND | RELATIVE | SUBORDINATOR | SUBJECT | PREPOSITION


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


def make_masks(flags: Flags, quote: NDArray[np.int32], firsts: NDArray[np.int64]) -> tuple[NDArray[np.int64], Masks]:
    """The chunks of several texts that may be cues, and the masks of all.

    Parameters
    ----------
    flags : int64 ndarray of shape (n_chunks,)
        Of all texts, one behind the other.
    quote : int32 ndarray of shape (n_chunks,)
        Number of the quotation that each chunk lies in, or -1.
    firsts : int64 ndarray of shape (n_texts,)
        First chunk of each text; texts without chunks are left out.
    """
    before, behind = _shifted(flags, firsts)
    outside = quote < 0
    opens = ~outside & (quote != np.concatenate((quote[:1], quote[:-1])))
    finite = _finite(flags, before, firsts)
    return _cue(flags, behind, outside).nonzero()[0], Masks(
        finite.tobytes(),
        (finite & ~_any((flags, CAPITAL))).tobytes(),
        (opens | outside & _ends_clause(flags, before, behind)).tobytes(),
        (outside & _any((before, COMMA | DASH), (flags, CONJUNCTION))).tobytes(),
        (opens | outside & _ends_thing(flags, before)).tobytes(),
        (outside & _any((before, COMMA), (flags, CONJUNCTION | RELATIVE))).tobytes(),
    )


def _shifted(flags: Flags, firsts: NDArray[np.int64]) -> tuple[Flags, Flags]:
    """The flags of the chunk before and of the chunk behind each chunk; 0 where its text has none."""
    before, behind = np.zeros_like(flags), np.zeros_like(flags)
    before[1:], behind[:-1] = flags[:-1], flags[1:]
    before[firsts] = 0
    behind[firsts[1:] - 1] = 0
    return before, behind


def _any(*tests: tuple[Flags, int]) -> Where:
    """Where any of some kinds stands."""
    found = np.zeros(len(tests[0][0]), np.int64)
    for flags, kinds in tests:
        found |= flags & kinds
    return found.astype(bool)


def _cue(flags: Flags, behind: Flags, outside: Where) -> Where:
    """A word that may be a cue; inside a quotation only a verb right before a further one."""
    nested = _any((flags, VERB)) & _any((behind, MARK))
    return _any((flags, CUE)) & (outside | nested)


def _finite(flags: Flags, before: Flags, firsts: NDArray[np.int64]) -> Where:
    """Surely a verb that has a subject of its own."""
    lower = ~_any((flags, CAPITAL))
    past = lower.copy()
    past[firsts] = True
    told = lower & _any((flags, TOLD)) & ~_any((flags, NOUN))
    verb = np.where(_any((flags, PAST)), past, told)
    return _any((flags, AUXILIARY | MODAL | FINITE)) | verb & ~_any((before, _GOVERNS))


def _ends_clause(flags: Flags, before: Flags, behind: Flags) -> Where:
    """A turn, a gerund of saying or a conjunction behind a comma; a conjunction before "says"; "according"."""
    turns = _any((flags, TURN | CONJUNCTION)) | (_any((flags, GERUND)) & _any((flags, VERB)))
    joins = _any((flags, CONJUNCTION)) & _any((behind, SAYS))
    return (_any((before, COMMA)) & turns) | joins | _any((flags, ACCORDING))


def _ends_thing(flags: Flags, before: Flags) -> Where:
    """What ends a noun phrase, and the pronouns behind which its verbs are those of a relative clause."""
    here = DASH | CUT | TIME | CONJUNCTION | RELATIVE | AUXILIARY | MODAL | THAT | BY
    return _any((before, COLON | DASH), (flags, here)) | (_any((before, COMMA)) & _any((flags, AFTER_COMMA)))
