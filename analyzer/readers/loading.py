"""The bytes of one file, or the reason why there are none."""

from __future__ import annotations

import os
import stat
import sys

from analyzer.errors import UnreadableError

STDIN = "-"


def load(path: str, max_bytes: int) -> bytes:
    """The bytes of a file, or of standard input for "-".

    Raises
    ------
    UnreadableError
        When it is no regular file, is empty, is larger than `max_bytes`, or cannot be opened.
    """
    try:
        data = _read(path, max_bytes + 1)
    except OSError as error:
        raise UnreadableError(f"cannot be opened: {error.strerror or error}") from error
    if len(data) > max_bytes:
        raise UnreadableError(f"larger than {max_bytes:,} bytes; set max_bytes to read it")
    if not data:
        raise UnreadableError("an empty file")
    return data


def _read(path: str, n_bytes: int) -> bytes:
    if path == STDIN:
        return sys.stdin.buffer.read(n_bytes)
    # Opening a pipe would wait for somebody to write to it.
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise UnreadableError("not a regular file; pipe it in and give - as its name")
    with open(path, "rb") as stream:
        return stream.read(n_bytes)
