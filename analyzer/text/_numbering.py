"""Which stretches of a text are equal, on arrays: most words are short, so that two numbers hold one whole.

Equal stretches meet in one slot of a table; a slot belongs to the first that came, and those that found another one
there go on to the next round, with other slots. Nothing is taken for equal that was not compared.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_LONGEST = 16  # bytes that two numbers hold
_MIX = 0x9E3779B97F4A7C15
_LOW = np.array([256 ** min(n, 8) - 1 for n in range(_LONGEST + 1)], np.uint64)
_HIGH = np.array([256 ** max(n - 8, 0) - 1 for n in range(_LONGEST + 1)], np.uint64)


def first_equal(text: str, data: bytes, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each stretch ``starts:ends``, in order and without overlap, the number of the first that is equal to it.

    Parameters
    ----------
    text : str
    data : bytes
        The text with one byte a character; characters without one are null bytes.

    >>> text = "no, no ... no"
    >>> first_equal(text, text.encode("latin-1"), np.array([0, 4, 7, 11]), np.array([3, 6, 10, 13])).tolist()
    [0, 1, 2, 1]
    """
    lengths = np.minimum(ends - starts, _LONGEST)
    padded = data + bytes(_LONGEST)
    eight = np.ndarray(len(data) + 8, "<u8", padded, strides=(1,))  # from each byte on
    low, high = eight[starts] & _LOW[lengths], eight[starts + 8] & _HIGH[lengths]
    alone = ends - starts > _LONGEST
    if 0 in data:
        null = np.flatnonzero(np.frombuffer(data, np.uint8) == 0)
        alone[np.searchsorted(starts, null, side="right") - 1] = True
    rest = np.flatnonzero(alone)
    low[rest], high[rest] = rest, 1  # no stretch: bytes behind a null byte
    result = first_pair(low, high)
    firsts: dict[str, int] = {}
    spans = zip(rest.tolist(), starts[rest].tolist(), ends[rest].tolist(), strict=True)
    result[rest] = [firsts.setdefault(text[start:end], number) for number, start, end in spans]
    return result


def first_pair(low: NDArray[np.uint64], high: NDArray[np.uint64]) -> NDArray[np.int64]:
    """For each pair of numbers the number of the first equal pair."""
    result = np.zeros(len(low), np.int64)
    bits = max(4, len(low).bit_length() - 2)
    table = np.zeros(1 << bits, np.int64)
    left, a, b, factor = np.arange(len(low)), low, high, _MIX
    while len(left):
        slots = (((a ^ (b * np.uint64(_MIX))) * np.uint64(factor)) >> np.uint64(64 - bits)).view(np.int64)
        table[slots[::-1]] = left[::-1]  # backwards, so that the first is written last
        holder = table[slots]
        other = np.flatnonzero((low[holder] != a) | (high[holder] != b))
        result[left] = holder  # those of another are written again
        left, a, b, factor = left[other], a[other], b[other], factor * _MIX % 2**64
    return result
