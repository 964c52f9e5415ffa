"""Paragraphs: stretches between blank lines, or single lines where a text has no blank lines."""

from __future__ import annotations

import re

_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_LINE = re.compile(r"\n\s*")
# A hard-wrapped text has lines of nearly one length that end in the middle of a sentence.
_WRAPPED_WIDTH = 100
_STOP = tuple(".!?\"'”’»:")


def paragraphs(text: str) -> list[tuple[int, int]]:
    """(start, end) of every paragraph that has a visible character, in order.

    Blank lines separate paragraphs. A text without any blank line has one paragraph a line, unless most of its lines
    are short and break off in mid-sentence: then it is hard-wrapped and is one paragraph.

    >>> paragraphs("One.\\n\\nTwo\\nlines.")
    [(0, 4), (6, 16)]
    >>> paragraphs("One.\\nTwo.")
    [(0, 4), (5, 9)]
    """
    body = text.strip()
    cut = _BLANK if _BLANK.search(body) or _is_wrapped(body) else _LINE
    spans, at = [], 0
    for start, end in [*(match.span() for match in cut.finditer(text)), (len(text), len(text))]:
        if at < start and not (text[at].isspace() or text[start - 1].isspace()):
            spans.append((at, start))  # as nearly all
        elif stripped := text[at:start].strip():
            left = text.index(stripped[0], at)
            spans.append((left, left + len(stripped)))
        at = end
    return spans


def _is_wrapped(body: str) -> bool:
    lines = [line.rstrip() for line in body.split("\n")[:-1]]
    broken = sum(0 < len(line) <= _WRAPPED_WIDTH and not line.endswith(_STOP) for line in lines)
    return len(lines) >= 3 and broken > 0.6 * len(lines)
