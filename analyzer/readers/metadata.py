"""metadata.csv: what the user knows about the files beside it, one row a file.

It has a column `file` (path relative to its own folder) and any of the fields of an article. A value there goes before
the header of the file. Without a column `file` it is an ordinary table.
"""

from __future__ import annotations

import posixpath
import unicodedata
from dataclasses import dataclass, field

from analyzer.errors import UnreadableError
from analyzer.readers.fields import plain_name, sort_out
from analyzer.readers.reading import File, Options, Pairs
from analyzer.readers.table import Table, named, parse_table
from analyzer.readers.text import plain_text

FILE_NAME = "metadata.csv"
_FILE_COLUMNS = ("file", "filename", "file_name")


@dataclass(frozen=True, slots=True)
class Known:
    """What metadata.csv says about one file."""

    fields: dict[str, str] = field(default_factory=dict)
    extra: Pairs = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of each file, by `file_key`, and the rows that say of no file what they know."""

    files: dict[str, Known] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)


def parse_metadata(file: File, options: Options) -> Metadata | None:
    """What the table says, or None when it is no text or has no column `file`.

    >>> table = File(b"file,outlet\\na.txt,Harbour Courier\\n", "metadata.csv", "metadata")
    >>> parse_metadata(table, Options()).files["a.txt"].fields
    {'outlet': 'Harbour Courier'}
    """
    try:
        table = parse_table(plain_text(file, options).text, options.columns)
    except UnreadableError:
        return None
    plain = [plain_name(name) for name in table.names]
    position = next((plain.index(name) for name in _FILE_COLUMNS if name in plain), None)
    return None if position is None else _by_file(table, position, options)


def _by_file(table: Table, position: int, options: Options) -> Metadata:
    metadata = Metadata()
    for row in table.rows:
        key = file_key(row.cells[position]) if position < len(row.cells) else ""
        if row.reason or not key:
            metadata.problems[f"row {row.number}"] = row.reason or "no file named in column 'file'"
        elif key in metadata.files:
            metadata.problems[f"row {row.number}"] = f"a second row for {key}; its first row counts"
        else:
            pairs = [pair for place, pair in enumerate(named(table, row)) if place != position]
            metadata.files[key] = Known(*sort_out(pairs, options.columns))
    return metadata


def file_key(path: str) -> str:
    """A relative path in the one form that paths are compared in; "" for "".

    >>> file_key(".\\\\state\\\\a.txt")
    'state/a.txt'
    """
    plain = unicodedata.normalize("NFC", path.strip().replace("\\", "/"))
    return posixpath.normpath(plain) if plain else ""
