"""Files that were whole: bits flipped, pieces cut out, repeated and put in."""

from __future__ import annotations

import random

from hypothesis import strategies as st

MARKUP = [
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
]


def damaged(data: bytes, seed: int, n_places: int) -> bytes:
    """`data` with damage in some places, always the same for a seed."""
    chance, found = random.Random(seed), bytearray(data)
    for _ in range(n_places):
        at = chance.randrange(len(found) + 1)
        length = chance.choice((1, 2, 8, 64, 512))
        what = chance.randrange(5)
        if what == 0 and at < len(found):
            found[at] ^= 1 << chance.randrange(8)
        elif what == 1:
            del found[at : at + length]
        elif what == 2:
            found[at:at] = found[at : at + length] * chance.choice((1, 2, 50))
        elif what == 3:
            found[at:at] = chance.choice(MARKUP) * chance.choice((1, 3, 100))
        else:
            found[at : at + length] = chance.randbytes(length)
    return bytes(found)


SEEDS = st.tuples(st.integers(0, 2**32), st.integers(1, 12))
