"""SQLite databases: every table with a column of text, one row, one article.

The database is read from memory, and nothing but SELECT is allowed on it: views, triggers, functions, virtual tables
and other databases, which a hostile schema may hold, are never run.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing

from analyzer.errors import UnreadableError
from analyzer.readers.characters import one_line
from analyzer.readers.folder import shown
from analyzer.readers.reading import File, Options, Reading, accounted, skipped
from analyzer.readers.rows import sheet_readings

MOST_TABLES = 1000
_ALLOWED = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ})
_VIRTUAL = re.compile(r"\s*CREATE(?:\s+|/\*.*?\*/|--[^\n]*\n)+VIRTUAL\b", re.IGNORECASE | re.DOTALL)
_SMALLEST = 512  # bytes of a page
_WRITE_AHEAD = slice(18, 20)  # two bytes that say how the database is written; 2 stands for a log beside it


def read_sqlite(file: File, options: Options) -> Iterator[Reading]:
    """The articles in all tables of a database.

    Raises
    ------
    UnreadableError
        When it is broken, or has more than 1,000 tables or none.
    """
    if len(file.data) < _SMALLEST:
        raise UnreadableError("a broken SQLite database (it ends in its first page)")
    with closing(sqlite3.connect(":memory:")) as database:
        database.text_factory = lambda data: data.decode("utf-8", "replace")
        try:
            database.deserialize(_without_log(file.data))
            database.execute("PRAGMA trusted_schema = OFF")
            database.execute("PRAGMA cell_size_check = ON")
            # A column may be computed by a function; none may make more of a value than a file may hold.
            database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, options.max_bytes)
            database.set_authorizer(_authorize)
            tables = database.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY rowid LIMIT ?", (MOST_TABLES + 1,)
            ).fetchall()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise UnreadableError(f"a broken SQLite database ({one_line(error)})") from error
        if not tables or len(tables) > MOST_TABLES:
            raise UnreadableError(f"no table in it, or more than {MOST_TABLES:,}; export the table as CSV")
        yield from accounted(file, _tables(database, tables, file, options))


def _without_log(data: bytes) -> bytes:
    """The database marked as one without a log; what stands in a log beside it is not in the file."""
    return data[:18] + b"\x01\x01" + data[20:] if data[_WRITE_AHEAD] == b"\x02\x02" else data


def _authorize(action: int, *_: object) -> int:
    return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY


def _tables(
    database: sqlite3.Connection, tables: list[tuple[object, object]], file: File, options: Options
) -> Iterator[Reading]:
    several = len(tables) > 1
    for name, made in ((str(name), str(made)) for name, made in tables):
        table = f"table {shown(name)!r}" if several else ""
        try:
            if _VIRTUAL.match(made) or name.startswith("sqlite_"):
                raise UnreadableError("a table that SQLite makes from others")
            yield from _table(database, name, file, options, table)
        except (UnreadableError, sqlite3.Error, UnicodeDecodeError) as error:
            reason = error.what if isinstance(error, UnreadableError) else f"broken ({one_line(error)})"
            yield skipped(", ".join(filter(None, (file.origin, table))), shown(name), reason)


def _table(database: sqlite3.Connection, name: str, file: File, options: Options, table: str) -> Iterator[Reading]:
    quoted = name.replace('"', '""')
    with closing(database.execute(f'SELECT * FROM "{quoted}"')) as rows:
        names = [str(column[0]) for column in rows.description]
        yield from sheet_readings(names, rows, file, options, sheet=table)
