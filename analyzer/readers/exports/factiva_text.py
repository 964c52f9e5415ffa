"""Factiva: RTF or plain text with indexing, as lines; a code begins a line, its value stands behind or below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analyzer.readers.exports.factiva_codes import CODES, TEXT, coded
from analyzer.readers.exports.parts import Part, part_readings
from analyzer.readers.reading import File, Options, Reading
from analyzer.readers.text import plain_text

# The code alone, or in a column of its own.
_CODE = re.compile(r"([A-Z]{2,3})[ \u00a0]*(?:[\t|][ \t|]*(.*))?")
_LAST = "AN"


def is_factiva(lines: Sequence[str]) -> bool:
    """Whether these lines are an export of Factiva with indexing: a headline, a source and a text, by their codes.

    >>> is_factiva(["HD", "Rain", "SN", "Harbour Courier", "LP", "It rained."])
    True
    """
    codes = {_code(line)[0] for line in lines}
    return {"HD", "SN"} <= codes and not codes.isdisjoint(TEXT)


def read_factiva_text(file: File, options: Options) -> Iterator[Reading]:
    """The articles in an export of Factiva that was saved as plain text.

    Raises
    ------
    UnreadableError
        When the bytes are no text.
    """
    decoded = plain_text(file, options)
    yield from factiva(decoded.text.split("\n"), file, options, encoding=decoded.encoding, note=decoded.note)


def factiva(
    lines: Sequence[str], file: File, options: Options, *, encoding: str = "", note: str = ""
) -> Iterator[Reading]:
    """The articles in the lines of an export of Factiva with indexing, whatever file they stood in.

    Parameters
    ----------
    lines : sequence of str
        Paragraphs of a word processor, or lines.
    file : File
    options : Options
    encoding, note : str
        How the lines were decoded.
    """
    parts = map(_part, _blocks(lines))
    yield from part_readings(parts, file, options, encoding=encoding, notes=(note,))


def _code(line: str) -> tuple[str, str]:
    match = _CODE.fullmatch(line.strip())
    return (match[1], (match[2] or "").strip()) if match and match[1] in CODES else ("", line.strip())


def _blocks(lines: Sequence[str]) -> Iterator[list[tuple[str, str]]]:
    """The lines of each article with the code that each begins; it ends with its number, or where a headline comes."""
    block: list[tuple[str, str]] = []
    current, ended, headed = "", False, False
    for line in lines:
        code, value = _code(line)
        if block and code and (ended or (code == "HD" and headed)):
            yield block
            block, ended, headed = [], False, False
        current, headed = code or current, headed or code == "HD"
        if code or (block and not ended):
            block.append((code, value))
            ended = current == _LAST and bool(value)
    if block:
        yield block


def _part(block: Sequence[tuple[str, str]]) -> Part:
    values: dict[str, list[str]] = {}
    current = ""
    for code, value in block:
        current = code or current
        values.setdefault(current, []).append(value)
    joined = {code: ("\n\n" if code in TEXT else " ").join(filter(None, found)) for code, found in values.items()}
    return coded(joined, block="\n".join(f"{code}\t{value}" if code else value for code, value in block))
