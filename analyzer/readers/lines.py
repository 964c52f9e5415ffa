"""Large files of JSON lines piece by piece: what does not fit into memory as a whole fits line by line."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator

from analyzer.errors import UnreadableError

LARGE = 8 * 2**20  # bytes: of smaller files, reading at once costs nothing
_FIRST = 2**23  # bytes that the first line may have
_SUFFIXES = (".jsonl", ".ndjson", ".json")


def is_large(path: str) -> bool:
    """Whether a file is large and its first line is a JSON object, so that it can be read piece by piece."""
    if not path.lower().endswith(_SUFFIXES) or not os.path.isfile(path):
        return False
    try:
        with open(path, "rb") as stream:
            if os.fstat(stream.fileno()).st_size <= LARGE:
                return False
            return isinstance(json.loads(stream.readline(_FIRST).decode("utf-8-sig")), dict)
    except (OSError, ValueError, RecursionError):
        return False


def pieces(path: str, longest: int) -> Iterator[tuple[int, bytes]]:
    """Whole lines, some megabytes at a time, with the number of the first.

    Raises
    ------
    UnreadableError
        When the file cannot be read, or a line has more than `longest` bytes.
    """
    number = 1
    try:
        with open(path, "rb") as stream:
            while data := stream.read(LARGE):
                rest = stream.readline(longest + 1)
                if len(rest) > longest:
                    line = number + data.count(b"\n")
                    raise UnreadableError(f"line {line} is larger than {longest:,} bytes; set max_bytes to read on")
                yield number, data + rest
                number += (data + rest).count(b"\n")
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror or error}") from error
