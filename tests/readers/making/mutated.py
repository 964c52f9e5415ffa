"""Files that something has happened to, and what is true of whatever is read of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from analyzer.errors import UnreadableError
from analyzer.readers.reading import File, Options, Reading
from tests.fuzzing.mutations import SEEDS, damaged

Changes = tuple[int, int]
changes = SEEDS


def changed(data: bytes, what: Changes) -> bytes:
    """The file with some places changed."""
    return damaged(data, *what)


def read_all(read: Callable[[File, Options], Iterator[Reading]], data: bytes) -> list[Reading]:
    """Every reading of a file, or none where it says that it cannot be read."""
    try:
        return list(read(File(data, "a", "a"), Options()))
    except UnreadableError as error:
        said = error.what
    assert said
    assert "\n" not in said
    return []


def adds_up(readings: list[Reading]) -> bool:
    """Whether what the row of the file says is the sum of the others."""
    opened = [reading.row for reading in readings if reading.row.status == "opened"]
    n_read = sum(reading.article is not None for reading in readings)
    n_skipped = sum(reading.row.status == "skipped" for reading in readings)
    whole = n_read + n_skipped + len(opened) == len(readings)
    return whole and all(row.notes[-1] == f"{n_read} read, {n_skipped} skipped" for row in opened)
