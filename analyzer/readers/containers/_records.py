"""From the bytes of a web archive to its records, one by one: what is damaged costs itself, and the next one is found.

A WARC file is a row of records, as they stand or each packed with gzip on its own. Nothing is believed that they say
of their length: behind a record there must be an end, or the next one is looked for.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

_MAGIC = b"\x1f\x8b\x08"
MOST_DAMAGED = 1_000  # places; a file with more of them was made to cost time
MOST_TRIES = 2_000  # begins that are looked at in packed bytes
_DEAR = 100  # tries that unpacking up to the limit is worth
_CHUNK = 2**16
_BETWEEN = b"\r\n\r\n"
_HEAD = 2**16  # bytes of the headers of a record
_BEGIN = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n")
_NEXT = re.compile(rb"(?<=\n)WARC/[01]\.\d{1,2}\r?\n")
_END = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"^Content-Length\s*:\s*(\d{1,15})\s*$", re.IGNORECASE | re.MULTILINE)
_BLANK = re.compile(rb"[\r\n]*")


class Piece(NamedTuple):
    """A whole record, or why there is none."""

    data: bytes
    reason: str = ""


def records(data: bytes, most: int) -> Iterator[Piece]:
    """Every record of a web archive, and a reason for each place where none could be read.

    Parameters
    ----------
    data : bytes
    most : int
        Bytes that a packed piece may have when it is unpacked.

    >>> record = b"WARC/1.0\\r\\nContent-Length: 2\\r\\n\\r\\nHi"
    >>> [piece.reason for piece in records(record + b"\\r\\n\\r\\nrubbish\\r\\n" + record, 100)]
    ['', 'bytes that are no record', '']
    """
    n_damaged = 0
    for piece in _pieces(data, most):
        n_damaged += bool(piece.reason)
        if n_damaged > MOST_DAMAGED:
            yield Piece(b"", f"damaged in more than {MOST_DAMAGED:,} places; the rest was not read")
            return
        yield piece


def _pieces(data: bytes, most: int) -> Iterator[Piece]:
    if not data.startswith(_MAGIC):
        yield from _split(data)
        return
    for piece in _unpacked(data, most):
        yield from [piece] if piece.reason else _split(piece.data)


def _unpacked(data: bytes, most: int) -> Iterator[Piece]:
    at, lost, tries = 0, False, MOST_TRIES
    while at < len(data):
        piece, end = _member(data, at, most) if data.startswith(_MAGIC, at) else (Piece(b"", "a damaged piece"), at)
        if piece.reason:
            # Within packed bytes the next begin may be a chance; then nothing comes of it, and it is not told twice.
            if not lost or "larger" in piece.reason:
                yield piece
            tries -= _DEAR if "larger" in piece.reason else 1
            lost, at = True, data.find(_MAGIC, at + 1)
            if at < 0:
                return
            if tries <= 0:
                yield Piece(b"", "too much is damaged; the rest was not read")
                return
        else:
            if not lost or _BEGIN.match(piece.data):
                yield piece
                lost = False
            at = end


def _member(data: bytes, at: int, most: int) -> tuple[Piece, int]:
    """One piece of gzip, and where it ends."""
    view, unpacker = memoryview(data), zlib.decompressobj(31)
    found, size = [], 0
    try:
        while not unpacker.eof and at < len(data):
            chunk = unpacker.decompress(view[at : at + _CHUNK], most + 1 - size)
            at = min(at + _CHUNK, len(data))
            found.append(chunk)
            size += len(chunk)
            if size > most:
                return Piece(b"", f"unpacked it is larger than {most:,} bytes"), at
    except zlib.error as error:
        return Piece(b"", f"a damaged piece of gzip ({error})"), at
    if not unpacker.eof:
        return Piece(b"", "a piece of gzip that is cut off"), at
    return Piece(b"".join(found)), at - len(unpacker.unused_data)


def _split(data: bytes) -> Iterator[Piece]:
    at = _after_blank(data, 0)
    while at < len(data):
        begun = bool(_BEGIN.match(data, at))
        head = _END.search(data, at, at + _HEAD) if begun else None
        length = _LENGTH.search(data, at, head.end()) if head else None
        end = head.end() + int(length[1]) if head and length else -1
        if 0 <= end <= len(data) and _ends(data, end):
            yield Piece(data[at:end])
            at = _after_blank(data, end)
            continue
        yield Piece(b"", _wrong(end, len(data), begun=begun, headed=bool(head)))
        following = _NEXT.search(data, at + 1)
        at = following.start() if following else len(data)


def _ends(data: bytes, end: int) -> bool:
    """Whether a record can end here: blank lines follow, or the next one, or nothing."""
    behind = _after_blank(data, end)
    return behind - end >= len(_BETWEEN) or behind == len(data) or bool(_BEGIN.match(data, behind))


def _wrong(end: int, whole: int, *, begun: bool, headed: bool) -> str:
    if not headed:
        return "a record that is cut off" if begun else "bytes that are no record"
    if end < 0:
        return "a record that does not say how long it is"
    return "a record that is cut off" if end > whole else "a record that is not as long as it says"


def _after_blank(data: bytes, at: int) -> int:
    match = _BLANK.match(data, at)
    return match.end() if match else at
