"""Tables that are too large to be read at once, some megabytes at a time, each with the header above it.

A row ends at a line break with an even number of quotation marks before it. So it does in every table that is written
by a program; where a mark stands for nothing, what goes wrong goes wrong in its piece.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from analyzer.errors import UnreadableError
from analyzer.readers.lines import LARGE

_SUFFIXES = (".csv", ".tsv", ".tab")
_WIDE = (
    b"\xff\xfe",
    b"\xfe\xff",
    b"\x00\x00\xfe\xff",
)  # marks of UTF-16 and UTF-32, whose line breaks are no single byte
_MARK = b"\xef\xbb\xbf"


def is_large_table(path: str, longest: int) -> bool:
    """Whether a file is a table by its name, larger than may be read at once, and in bytes that can be divided."""
    if not path.lower().endswith(_SUFFIXES) or not os.path.isfile(path):
        return False
    try:
        with open(path, "rb") as stream:
            return os.fstat(stream.fileno()).st_size > longest and not stream.read(4).startswith(_WIDE)
    except OSError:
        return False


def table_pieces(path: str, longest: int) -> Iterator[bytes]:
    """The header and some whole rows, again and again.

    Raises
    ------
    UnreadableError
        When the file cannot be read, or a row has more than `longest` bytes.
    """
    try:
        with open(path, "rb") as stream:
            header = stream.readline(longest)
            if header.removeprefix(_MARK).lower().startswith(b"sep="):  # Excel declares the delimiter above it
                header += stream.readline(longest)
            rest = b""
            while data := stream.read(LARGE):
                rest += data
                end = _last_end(rest)
                if end:
                    yield header + rest[:end]
                    rest = rest[end:]
                if len(rest) > longest:
                    raise UnreadableError(f"a row is larger than {longest:,} bytes; set max_bytes to read on")
            if rest.strip():
                yield header + rest
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror or error}") from error


def _last_end(data: bytes) -> int:
    """Where the last whole row ends; 0 when there is none.

    >>> _last_end(b'a,b\\nc,"d\\ne')
    4
    """
    odd, end = data.count(b'"') % 2, len(data)
    while (at := data.rfind(b"\n", 0, end)) >= 0:
        odd = (odd + data.count(b'"', at, end)) % 2
        if not odd:
            return at + 1
        end = at
    return 0
