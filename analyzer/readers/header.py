"""The fenced header of a text file: `key: value` lines between two lines of three hyphens.

A header that is not whole (no second fence, or a line without a colon) is no header: the file is then read as text
from its first character, so that nothing is lost, and the note says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from analyzer.readers.reading import Pairs

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_LONGEST = 50_000


@dataclass(frozen=True, slots=True)
class Header:
    """What stood between the fences, and everything below it.

    Attributes
    ----------
    pairs : tuple of (str, str)
        Keys and values in the order of the file, without outer space; nothing else is stripped, quotation marks stay.
    body : str
    note : str
        Why a fence was not taken as a header, or "".
    """

    body: str
    pairs: Pairs = field(default=())
    note: str = ""


def split_header(text: str) -> Header:
    """Header and body of `text`, whose lines end in a newline only.

    >>> split_header("---\\ntitle: Rain: a study\\n---\\nIt rained.")
    Header(body='It rained.', pairs=(('title', 'Rain: a study'),), note='')
    """
    opening = _FENCE.match(text)
    if not opening:
        return Header(text)
    closing = _FENCE.search(text, opening.end() + 1, opening.end() + _LONGEST)
    if not closing:
        return Header(text, note="the header has no closing line of three hyphens; read as text")
    lines = [line for line in text[opening.end() : closing.start()].split("\n") if line.strip()]
    pairs = tuple(_pair(line) for line in lines)
    if not all(key for key, _ in pairs):
        return Header(text, note="a line of the header has no colon; read as text")
    return Header(text[closing.end() + 1 :], pairs)


def _pair(line: str) -> tuple[str, str]:
    """Key and value; the key is "" when there is none."""
    key, colon, value = line.partition(":")
    return (key.strip() if colon else "", value.strip())
