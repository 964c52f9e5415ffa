"""Files that something has happened to: bytes turned, cut out, repeated and put in."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hypothesis import strategies as st

from analyzer.errors import UnreadableError
from analyzer.readers.reading import File, Options, Reading

Changes = list[tuple[int, int, int, bytes]]

changes: st.SearchStrategy[Changes] = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 10**6), st.integers(1, 200), st.binary(min_size=1, max_size=8)),
    min_size=1,
    max_size=6,
)


def changed(data: bytes, what: Changes) -> bytes:
    """The file after all that."""
    for kind, place, length, put in what:
        at = place % (len(data) + 1)
        if kind == 0:
            data = data[:at] + put + data[at + len(put) :]
        elif kind == 1:
            data = data[:at] + data[at + length :]
        elif kind == 2:
            data = data[:at] + data[at : at + length] * 3 + data[at + length :]
        else:
            data = data[:at] + put + data[at:]
    return data


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
