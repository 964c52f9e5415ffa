"""Small harm to valid files: bits turned, parts cut, repeated, put elsewhere, numbers made large."""

from __future__ import annotations

import random
from collections.abc import Callable

from hypothesis import strategies as st

_LARGE = (b"\xff" * 4, b"\x7f\xff\xff\xff", b"\x00" * 8, b"4294967295", b"-1", b"99999999999999999999")
_MARKS = (
    b"<",
    b">",
    b'"',
    b"<p>",
    b"</",
    b"<![CDATA[",
    b"&#0;",
    b"\x00",
    b"\xff\xfe",
    b"\r\n\r\n",
    b"WARC/1.0\r\n",
    b"--b\r\n",
)

SEEDS = st.tuples(st.integers(0, 2**32), st.integers(1, 12))


def mutated(whole: bytes, rng: random.Random) -> bytes:
    """The file with one to eight things changed."""
    return damaged(whole, rng.getrandbits(32), rng.choice((1, 1, 2, 4, 8)))


def damaged(whole: bytes, seed: int, n_places: int) -> bytes:
    """The file with so many things changed, always the same for a seed."""
    data, rng = bytearray(whole), random.Random(seed)
    for _ in range(n_places):
        if data:
            rng.choice(_CHANGES)(data, rng)
    return bytes(data)


def _turn(data: bytearray, rng: random.Random) -> None:
    data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)


def _replace(data: bytearray, rng: random.Random) -> None:
    at, size = rng.randrange(len(data)), rng.choice((1, 1, 2, 4, 16))
    data[at : at + size] = rng.randbytes(size)


def _cut(data: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(data))
    del data[at : at + rng.choice((1, 8, 64, 512))]


def _end(data: bytearray, rng: random.Random) -> None:
    del data[rng.randrange(len(data)) :]


def _repeat(data: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(data))
    data[at:at] = data[at : at + rng.choice((4, 64, 1024))] * rng.choice((1, 2, 50))


def _move(data: bytearray, rng: random.Random) -> None:
    at, to, size = rng.randrange(len(data)), rng.randrange(len(data)), rng.choice((4, 64, 512))
    data[to:to] = data[at : at + size]


def _number(data: bytearray, rng: random.Random) -> None:
    at, number = rng.randrange(len(data)), rng.choice(_LARGE)
    data[at : at + len(number)] = number


def _mark(data: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(data))
    data[at:at] = rng.choice(_MARKS) * rng.choice((1, 3, 100))


_CHANGES: tuple[Callable[[bytearray, random.Random], None], ...] = (
    _turn,
    _replace,
    _cut,
    _end,
    _repeat,
    _move,
    _number,
)
