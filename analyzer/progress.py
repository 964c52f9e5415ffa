"""How far a long job is, how fast, and how long it will still take."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Part = TypeVar("Part")


def silent(step: str) -> None:
    """Listens and tells nobody."""


def counted(
    parts: Iterable[tuple[int, Part]],
    total: int,
    tell: Callable[[str], None],
    *,
    step: str,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Part]:
    """The parts as they come, while `tell` hears how many things are done.

    Parameters
    ----------
    parts : iterable of (int, part)
        How many things a part holds, and the part.
    total : int
        How many things there are in all; 0 when nobody knows.
    tell : callable
    step : str
        What is being done.
    clock : callable
        Seconds.

    >>> list(counted([(2, "a"), (2, "b")], 4, print, step="reading", clock=iter([0.0, 1.0, 2.0]).__next__))
    reading: 2 of 4, 2 a second, 1 s left
    reading: 4 of 4, 2 a second
    ['a', 'b']
    """
    start, done = clock(), 0
    for n, part in parts:
        done += n
        tell(f"{step}: {_so_far(done, total, clock() - start)}")
        yield part


def _so_far(done: int, total: int, seconds: float) -> str:
    of = f"{done:,} of {total:,}" if total else f"{done:,}"
    if seconds <= 0:
        return of
    rate = done / seconds
    left = f", {duration((total - done) / rate)} left" if total > done else ""
    return f"{of}, {rate:,.0f} a second{left}"


def duration(seconds: float) -> str:
    """Seconds in words that nobody has to count.

    >>> duration(0.4), duration(59.6), duration(3660), duration(100_000)
    ('1 s', '60 s', '61 min', '27 h 47 min')
    """
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"
