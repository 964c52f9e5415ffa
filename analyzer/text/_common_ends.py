"""Ends of sentences that can be told without the rules: a usual word, a stop, a capital; and "Mr." before whatever.

What is said here is what the rules would say, only sooner.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from analyzer.text._abbreviation_rules import ALWAYS_INSIDE
from analyzer.text._sentence_rules import AGENCY, BEFORE, MARKER, section_of
from analyzer.text.abbreviations import Abbreviations

_CLOSERS = frozenset('"”')
_OPENERS = frozenset("\"'“‘([")
_KNOWN_CHUNKS = 1 << 15  # remembered at once: most words before a stop come back

Kind = Literal["usual", "inside", "other"]


def common_end(text: str, start: int, stop: int, at: int, known: Abbreviations) -> bool | None:
    """Whether the sentence from `start` on ends at the stop; None where that is not plain.

    It is plain where nothing but a space, or one quotation mark and a space, parts the stop from what follows at `at`.
    """
    mark, gap = text[stop], at - stop
    if gap > 3 or (gap == 3 and (mark != "." or text[stop + 1] not in _CLOSERS)):
        return None
    low = max(start, stop - BEFORE)
    kind = _kind(text[max(text.rfind(" ", low, stop) + 1, low) : stop], known)
    if kind == "inside":
        return False if mark == "." else None
    if kind == "other" or not (mark == "." or mark == "?"):
        return None
    first = text[at + 1 : at + 2] if text[at] in _OPENERS else text[at]
    return True if first.isupper() else None


@lru_cache(maxsize=_KNOWN_CHUNKS)
def _kind(chunk: str, known: Abbreviations) -> Kind:
    """Usual is what no rule looks at; inside is an abbreviation that never ends a sentence.

    >>> from analyzer.text.abbreviations import load_abbreviations
    >>> [_kind(chunk, load_abbreviations()) for chunk in ("bridge", "Mr", "U.S", "iv", "7")]
    ['usual', 'inside', 'other', 'other', 'other']
    """
    if chunk.split() != [chunk]:
        return "other"
    _, section = section_of(chunk, ".", known)
    if section in ALWAYS_INSIDE:
        return "inside"
    watched = section or chunk.isupper() or chunk.isdigit() or MARKER.fullmatch(chunk) or AGENCY.fullmatch(chunk)
    return "other" if watched else "usual"
