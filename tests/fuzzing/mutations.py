"""Small harm to valid files: bits turned, parts cut, repeated, put elsewhere, numbers made large."""

from __future__ import annotations

import random
from collections.abc import Callable

_LARGE = (b"\xff" * 4, b"\x7f\xff\xff\xff", b"\x00" * 8, b"4294967295", b"-1", b"99999999999999999999")


def mutated(seed: bytes, rng: random.Random) -> bytes:
    """The file with one to eight things changed."""
    data = bytearray(seed)
    for _ in range(rng.choice((1, 1, 2, 4, 8))):
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


_CHANGES: tuple[Callable[[bytearray, random.Random], None], ...] = (
    _turn,
    _replace,
    _cut,
    _end,
    _repeat,
    _move,
    _number,
)
