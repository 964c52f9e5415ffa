"""Words on a chart: made harmless, measured, shortened and wrapped.

Names come from files of strangers. What is printed holds no control character, no sign that turns the direction of the
text around, and no pile of accents that would cover the rows above.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Any

_LONGEST = 400  # characters looked at; nothing longer fits into a chart
_DROPPED = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # invisible, and meant to be
_REPLACED = ("Cc", "Cf", "Cs", "Co", "Cn")
_ACCENTS = 3


def clean(text: object, *, longest: int = _LONGEST) -> str:
    r"""One line of text without anything invisible; what cannot be shown becomes U+FFFD.

    >>> clean("Daily\nTest\u202e")
    'Daily Test�'
    >>> clean("")
    '(no name)'
    """
    return _clean(str(text)[:longest])


@lru_cache(maxsize=4096)
def _clean(text: str) -> str:
    shown: list[str] = []
    accents = 0
    for sign in unicodedata.normalize("NFC", text):
        kind = unicodedata.category(sign)
        accents = accents + 1 if kind in ("Mn", "Me") else 0
        if sign in _DROPPED or accents > _ACCENTS:
            continue
        if sign.isspace() or kind in ("Zl", "Zp"):
            shown.append(" ")
        else:
            shown.append("\ufffd" if kind in _REPLACED else sign)
    return " ".join("".join(shown).split()) or "(no name)"


@lru_cache(maxsize=8192)
def width(text: str, size: float, *, bold: bool = False) -> float:
    """Length of a line in points, as set in DejaVu Sans: wider than the fonts of most screens, so a safe bound.

    >>> width("MM", 10.0) > width("ii", 10.0) > 0
    True
    """
    return size * sum(_advance(sign, bold) for sign in text)


@lru_cache(maxsize=4096)
def _advance(sign: str, bold: bool) -> float:
    if unicodedata.combining(sign):
        return 0.0
    font = _font(bold)
    if not font.get_char_index(ord(sign)):
        return 1.0 if unicodedata.east_asian_width(sign) in "WF" else 0.7
    font.set_size(100.0, 72.0)
    return float(font.load_char(ord(sign)).linearHoriAdvance) / 65536 / 100


def _font(bold: bool) -> Any:
    from matplotlib.font_manager import FontProperties, findfont, get_font

    return get_font(findfont(FontProperties(family="DejaVu Sans", weight="bold" if bold else "normal")))


def fit(text: object, room: float, size: float, *, bold: bool = False) -> str:
    """The cleaned text, cut with an ellipsis where it is longer than `room` points.

    >>> fit("A rather long name of an outlet", 80.0, 9.0)
    'A rather long n…'
    """
    line = clean(text)
    if width(line, size, bold=bold) <= room:
        return line
    while line and width(line + "…", size, bold=bold) > room:
        line = line[:-1]
    return line.rstrip(" ,.;:-") + "…"


def wrap(text: object, room: float, size: float, *, bold: bool = False, lines: int = 2) -> list[str]:
    """The cleaned text in at most so many lines of `room` points; the last one is cut where that is not enough.

    >>> wrap("court, warrant, arrest, judges", 90.0, 9.0)
    ['court, warrant,', 'arrest, judges']
    """
    words = clean(text).split(" ")
    out: list[str] = []
    while words and len(out) < lines - 1:
        taken = 1
        while taken < len(words) and width(" ".join(words[: taken + 1]), size, bold=bold) <= room:
            taken += 1
        out.append(fit(" ".join(words[:taken]), room, size, bold=bold))
        words = words[taken:]
    return [*out, fit(" ".join(words), room, size, bold=bold)] if words else out
