"""A file that keeps byte strings by key: what was read once need not be read again, after a crash or tomorrow.

One SQLite file, so that two processes can use it at once and a kill at any moment leaves it whole. It holds the words
of articles in a form that can be read back; it is made for its owner alone.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from analyzer.errors import CacheError

FILE = "readings.sqlite"
LIMIT = 8_000_000_000  # bytes
_WAIT = 60.0  # seconds for another process to finish writing
_DAY = 86_400.0
_SCHEMA = """
CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, value BLOB NOT NULL, used REAL NOT NULL);
CREATE INDEX IF NOT EXISTS kept_used ON kept (used);
"""


def default_cache() -> Path:
    """The file in the user's own folder for caches; ``ANALYZER_CACHE`` names another folder."""
    home = Path.home()
    folder = {
        "win32": os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local",
        "darwin": home / "Library" / "Caches",
    }.get(sys.platform, os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return Path(os.environ.get("ANALYZER_CACHE") or Path(folder) / "media-coverage-analyzer") / FILE


def get(path: Path, key: str) -> bytes | None:
    """What is kept under a key; None when nothing is.

    Raises
    ------
    CacheError
        When the file cannot be used.
    """
    if not path.exists():
        return None
    with _opened(path) as connection:
        row = connection.execute("SELECT value, used FROM kept WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        now = time.time()
        if now - row[1] > _DAY:  # not at every look: reading would be writing
            connection.execute("UPDATE kept SET used = ? WHERE key = ?", (now, key))
        return bytes(row[0])


def put(path: Path, key: str, value: bytes, *, limit: int = LIMIT) -> None:
    """Keep a value; what was used longest ago goes when there is more than `limit`.

    Raises
    ------
    CacheError
        When it cannot be written: no room on the disk, no right to write, no cache at all.
    """
    with _opened(path) as connection:
        connection.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", (key, value, time.time()))
        (size,) = connection.execute("SELECT sum(length(value)) FROM kept").fetchone()
        if size > limit:
            _make_room(connection, size - limit)


def _make_room(connection: sqlite3.Connection, over: int) -> None:
    """Drop what was used longest ago, until so many bytes are free."""
    for key, size in connection.execute("SELECT key, length(value) FROM kept ORDER BY used, key").fetchall():
        if over <= 0:
            return
        connection.execute("DELETE FROM kept WHERE key = ?", (key,))
        over -= size


def contents(path: Path) -> tuple[int, int]:
    """How many values are kept, and how many bytes they have."""
    if not path.exists():
        return 0, 0
    with _opened(path) as connection:
        n, size = connection.execute("SELECT count(*), coalesce(sum(length(value)), 0) FROM kept").fetchone()
    return int(n), int(size)


def clear(path: Path) -> None:
    """Remove the file, whatever is in it."""
    try:
        for name in (path, *(path.with_name(path.name + end) for end in ("-journal", "-wal", "-shm"))):
            name.unlink(missing_ok=True)
    except OSError as error:
        raise _unusable(path, error) from error


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """One transaction: all of it is written, or nothing."""
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        with closing(sqlite3.connect(path, timeout=_WAIT)) as connection, connection:
            connection.executescript(_SCHEMA)
            yield connection
    except (sqlite3.Error, OSError) as error:
        raise _unusable(path, error) from error


def _unusable(path: Path, error: Exception) -> CacheError:
    return CacheError(
        f"{path}: cannot be used as a cache.",
        why=str(error),
        fix=f"Make room or name another place with --cache; if the file is damaged: analyzer cache clear {path}",
    )
