"""Stretches that are not the article's prose: datelines with an agency's name, bylines, invitations to read on."""

from __future__ import annotations

import re

_DATELINE = re.compile(r"\s*[A-Z][A-Z .'-]{2,40}(?:, [^()\n]{2,40})?\s*\((?P<agency>[A-Z][^()\n]{1,40})\)\s*[-–—]+\s+")
_NAME = r"(?-i:[^\W\d_a-z])[\w.'’-]+"
# Capitals and endings count here: "by train or bus", "Copyright law was changed" and "(c) the parties" are prose.
_LINE = re.compile(
    r"[^\S\n]*(?:"
    rf"by {_NAME}(?: (?:(?:and|al|bin|da|de|der|di|du|la|le|van|von) )*{_NAME}){{1,3}}(?:, [^\n.]{{2,60}})?"
    r"|by signing up, [^\n]{0,160}"
    r"|(?:read|see) (?:more|also|next)\b(?! than\b)[^\n]{0,160}"
    r"|(?:image (?:copyright|caption|source)|subscribe (?:to|now)|sign up (?:to|for))\b[^\n]{0,160}"
    r"|advertisement(?::[^\n]{0,160}| (?-i:[A-Z])[^\n]{0,160})?"
    r"|share this(?: (?:article|page|post|story|video)\b[^\n]{0,160})?"
    r"|(?:©|copyright (?-i:(?=[A-Z\d©(]))|copyright[:,©]|\(c\) (?=copyright|\d{4}))[^\n]{0,160}"
    r")[^\S\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
_NEXT_LINE = re.compile("\n" + _LINE.pattern, _LINE.flags)  # begins with one character, which is searched for fast


def boilerplate(text: str) -> tuple[list[tuple[int, int]], str]:
    """(start, end) of what is no prose of the article, in order, and the agency named in the dateline ("" if none).

    >>> boilerplate("ULAANBAATAR, Sept 3 (Northern Wire) - Leaders met.")
    ([(0, 38)], 'Northern Wire')
    """
    dateline = _DATELINE.match(text)
    spans = [(dateline.start(), dateline.end())] if dateline else []
    if not dateline and (first := _LINE.match(text)):
        spans.append(first.span())
    behind = dateline.end() - 1 if dateline else 0  # white space, at times the end of a line
    spans += [(m.start() + 1, m.end()) for m in _NEXT_LINE.finditer(text, behind)]
    return spans, dateline["agency"] if dateline else ""
