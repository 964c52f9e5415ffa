"""CSV and TSV: one row, one article; columns named as in `fields.ALIASES` or by the option `columns`.

The delimiter is found in the header line. A row that has more cells than the header is skipped, not cut: its text
most likely holds a delimiter without quotation marks around it. Rows without any value are not counted.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from io import StringIO
from itertools import chain
from threading import Lock

from analyzer.errors import UnreadableError
from analyzer.readers.exports.lists import is_list, list_reading
from analyzer.readers.fields import match_columns
from analyzer.readers.reading import File, Options, Pairs, Reading, skipped
from analyzer.readers.rows import all_named, missing_columns, require_text, row_reading
from analyzer.readers.text import plain_text

DELIMITERS = ",;\t|"
MAX_COLUMNS = 10_000
_FIELD_LIMIT = 2**31 - 1
_FIELD_LIMIT_LOCK = Lock()
_MAX_DELIMITERS = 1_000_000
_HEADER_SAMPLE = 100_000
_DECLARED = re.compile(r"sep=(.)\n")  # how Excel declares the delimiter
_ONE_COLUMN = "\x1f"
_UNCLOSED = "a quotation mark is opened and never closed; from here on the file cannot be divided into rows"
# Put after the last line; NUL cannot occur in a text, so a row with more around it was never closed.
_END = "\x00"


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the header: its number (from 1), its cells, and why it cannot be used ("" when it can)."""

    number: int
    cells: list[str]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Column names and rows of a delimited text."""

    names: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


def read_table(file: File, options: Options) -> Iterator[Reading]:
    """The articles in a CSV or TSV file, one a row.

    Raises
    ------
    UnreadableError
        When the bytes are no text, or no column holds the text of the articles.
    """
    decoded = plain_text(file, options)
    table = parse_table(decoded.text, options.columns)
    listed = is_list(table.names, options)
    if not listed:
        require_text(table.names, options.columns)
    if not table.rows:
        raise UnreadableError("no rows below the header")
    notes = tuple(filter(None, (*file.notes, decoded.note, *missing_columns(table.names, options.columns))))
    for row in table.rows:
        number = file.line + row.number
        origin, name = f"{file.origin}, row {number}", f"{file.name}-row{number}"
        if row.reason:
            yield skipped(origin, name, row.reason)
        elif listed:
            yield list_reading(named(table, row), file, options, origin, name, notes)
        else:
            yield row_reading(named(table, row), file, options, origin, name, decoded.encoding, notes)


def named(table: Table, row: Row) -> Pairs:
    """The cells of a row with the names of their columns; a column without a name is called by its position."""
    return tuple(zip(all_named(table.names), row.cells, strict=False))


def parse_table(text: str, columns: Mapping[str, str] | None = None) -> Table:
    """Header and rows of `text`, whose lines end in a newline only.

    Raises
    ------
    UnreadableError
        When the header has more than 10,000 columns.

    >>> parse_table("title;text\\nRain;It rained, and rained.\\n").rows
    [Row(number=1, cells=['Rain', 'It rained, and rained.'], reason='')]
    """
    body = text.lstrip("\n")
    declared = _DECLARED.match(body)
    body = body[declared.end() :] if declared else body
    delimiter = declared[1] if declared else find_delimiter(body, columns or {})
    if max((line.count(delimiter) for line in StringIO(body)), default=0) > _MAX_DELIMITERS:
        raise UnreadableError(f"a line with more than {_MAX_DELIMITERS:,} delimiters, so this is no table of articles")
    with field_limit():
        header, *rows = list(_rows(body, delimiter)) or [Row(0, [])]
    if len(header.cells) > MAX_COLUMNS:
        raise UnreadableError(f"more than {MAX_COLUMNS:,} columns, so this is no table of articles")
    names = [name.strip() for name in header.cells]
    return Table(names, [_checked(row, len(names)) for row in rows])


def find_delimiter(text: str, columns: Mapping[str, str]) -> str:
    """The delimiter that gives the first line the most known columns, then the most columns.

    >>> find_delimiter("title;text, in full;outlet", {})
    ';'
    """
    line = text[: text.find("\n") % (len(text) + 1)][:_HEADER_SAMPLE]

    def known(delimiter: str) -> tuple[int, int]:
        names = next(csv.reader([line], delimiter=delimiter), [])
        return len(match_columns(names[:MAX_COLUMNS], columns)), len(names)

    with field_limit():
        best = max(DELIMITERS, key=known)
        return best if known(best)[1] > 1 else _ONE_COLUMN


@contextmanager
def field_limit() -> Iterator[None]:
    """Let the csv module read cells of any length, and give it back its limit afterwards."""
    with _FIELD_LIMIT_LOCK:
        before = csv.field_size_limit(_FIELD_LIMIT)
        try:
            yield
        finally:
            csv.field_size_limit(before)


def _rows(body: str, delimiter: str) -> Iterator[Row]:
    """Every row that has a value, the header with number 0."""
    reader = csv.reader(chain(StringIO(body), [_END]), delimiter=delimiter)
    number, line = 0, 1
    for cells in reader:
        if cells == [_END]:
            return
        closed = not cells or _END not in cells[-1]
        if any(cell.strip() for cell in cells):
            yield Row(number, cells, "" if closed else f"line {line}: {_UNCLOSED}")
            number += 1
        line = reader.line_num + 1


def _checked(row: Row, n_columns: int) -> Row:
    """The row without empty cells beyond the header, or with the reason why it has too many."""
    beyond = [cell for cell in row.cells[n_columns:] if cell.strip()]
    if row.reason or not beyond:
        return replace(row, cells=row.cells[:n_columns])
    reason = f"{len(row.cells)} cells under {n_columns} columns; put quotation marks around text with the delimiter"
    return replace(row, cells=[], reason=reason)
