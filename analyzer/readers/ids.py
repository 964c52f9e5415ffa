"""Ids that no two articles share, the same for the same input."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count

from analyzer.readers.reading import Reading


def distinct_names(stems: Sequence[str], folders: Sequence[str]) -> list[str]:
    """What ids are made from: the stem of a file, after its folder where another file has the same stem.

    >>> distinct_names(["1", "2", "1"], ["state", "state", "west"])
    ['state-1', '2', 'west-1']
    """
    times = Counter(stems)
    return [
        f"{folder}-{stem}" if folder and times[stem] > 1 else stem for stem, folder in zip(stems, folders, strict=True)
    ]


def with_unique_ids(readings: Sequence[Reading]) -> list[Reading]:
    """The readings, where the second article of an id gets "-2" after it, the third "-3"; a note says so."""
    used = {reading.article.id for reading in readings if reading.article}
    counters = {id_: count(2) for id_ in used}
    seen: set[str] = set()
    unique = []
    for reading in readings:
        id_ = reading.article.id if reading.article else ""
        unique.append(_renamed(reading, _free(id_, counters, used)) if id_ in seen and reading.article else reading)
        seen.add(id_)
    return unique


def ids_made_unique(readings: Iterable[Reading]) -> Iterator[Reading]:
    """The same for readings that come one by one, of which nobody knows what ids the later ones have."""
    seen: set[str] = set()
    counters: dict[str, count[int]] = {}
    for reading in readings:
        id_ = new = reading.article.id if reading.article else ""
        while reading.article and new in seen:
            new = f"{id_}-{next(counters.setdefault(id_, count(2)))}"
        seen.add(new)
        yield reading if new == id_ else _renamed(reading, new)


def _free(id_: str, counters: dict[str, count[int]], used: set[str]) -> str:
    new = next(name for number in counters[id_] if (name := f"{id_}-{number}") not in used)
    used.add(new)
    return new


def _renamed(reading: Reading, id_: str) -> Reading:
    if reading.article is None:
        return reading
    note = f"id {reading.article.id!r} is taken; this article is {id_!r}"
    row = replace(reading.row, item=id_, notes=(*reading.row.notes, note))
    return Reading(row, replace(reading.article, id=id_))
