"""Sentences joined where a cut would fall into a short quotation, or a bracket, that its sentence goes on behind."""

from __future__ import annotations

import re

Span = tuple[int, int]

_SHORT = 200  # characters from a stop to the end of a quotation that is kept whole
_SINGLE_OPENS = re.compile(r"(?<!\S)['‘](?=\w)")
_SINGLE_CLOSES = re.compile(r"(?<=\S)['’](?!\w)")
_SINGLE_CLOSES_INSIDE = re.compile(r"[,?!…]['’](?!\w)|['’],(?!\w)")


def whole_quotations(text: str, spans: list[Span], ends_line: list[bool]) -> list[Span]:
    """The spans, joined where short quotations are cut through; `ends_line` says behind which a line ends."""
    joined: list[Span] = []
    number = 0
    while number < len(spans):
        if ends_line[number] or not _is_open(text, *spans[number]):
            joined.append(spans[number])
            number += 1
        else:
            number = _join(text, spans, ends_line, number, joined)
    return joined


def _is_open(text: str, start: int, end: int) -> bool:
    """Whether a quotation or a bracket that begins in a sentence may be open behind it."""
    piece = text[start:end]
    return (
        ('"' in piece and piece.count('"') % 2 == 1)
        or ("“" in piece and piece.count("“") > piece.count("”"))
        or ("(" in piece and piece.count("(") > piece.count(")"))
        or "‘" in piece
        or " '" in piece
        or text.startswith(" '", max(0, start - 1))
    )


def _join(text: str, spans: list[Span], ends_line: list[bool], number: int, joined: list[Span]) -> int:
    """Add spans from `number` on to those joined, as long as something is open; the number of the next."""
    begin, odd, depth = spans[number][0], False, 0
    while number < len(spans):
        end = spans[number][1]
        odd ^= text.count('"', spans[number][0], end) % 2 == 1
        depth = max(0, depth + text.count("“", spans[number][0], end) - text.count("”", spans[number][0], end))
        if ends_line[number]:
            odd, depth = False, 0
        goes_on = not ends_line[number] and _goes_on(
            text, spans, ends_line, number, _closing_mark(text, begin, end, odd, depth)
        )
        number += 1
        if goes_on:
            continue
        joined.append((begin, end))
        if not odd and not depth:
            break
        begin = spans[number][0] if number < len(spans) else end
    return number


def _closing_mark(text: str, begin: int, end: int, odd: bool, depth: int) -> int:
    """Offset of the mark that closes the quotation open at `end`, or -1."""
    if depth or odd:
        mark = text.find("”" if depth else '"', end, end + _SHORT)
        return -1 if mark < 0 or text[mark - 1].isspace() or "“" in text[end:mark] else mark
    if text.count("(", begin, end) > text.count(")", begin, end):
        return text.find(")", end, end + _SHORT)
    if text.find("‘", begin, end) < 0 and text.find(" '", max(0, begin - 1), end) < 0:
        return -1
    opening = [match.start() for match in _SINGLE_OPENS.finditer(text, begin, end)]
    if not opening or _SINGLE_CLOSES.search(text, opening[-1] + 1, end):
        return -1
    closing = _SINGLE_CLOSES_INSIDE.search(text, end, end + _SHORT)
    return closing.end() - 1 if closing else -1


def _goes_on(text: str, spans: list[Span], ends_line: list[bool], number: int, mark: int) -> bool:
    """Whether the sentence goes on behind the closing mark, in the same line."""
    while mark >= 0 and not ends_line[number] and number + 1 < len(spans):
        number += 1
        if spans[number][1] > mark:
            return spans[number][0] < mark and spans[number][1] > mark + 2
    return False
