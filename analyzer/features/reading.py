"""From a block of articles to arrays: the only pass over characters, whatever the codebook.

A pure function that engines can run anywhere; its result holds arrays and strings alone, so it can be kept.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyzer.article import Article
from analyzer.features.speaking import Said, make_said
from analyzer.features.stream import first_words
from analyzer.text.attribution import find_attributions
from analyzer.text.attribution.rows import make_rows
from analyzer.text.normalise import Normalised
from analyzer.text.tokens import Chunks, Words, chunks, words
from analyzer.text.units import lay_text, lay_title, units

_SEPARATOR = "\n\n"  # also behind the last text: where one ends, the way back of the next must not begin


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What the articles of a block hold, before any codebook is laid on them.

    Attributes
    ----------
    article : int64 ndarray of shape (n_units,)
        The article of each unit, as its number in the block.
    units : int64 ndarray of shape (n_units, 7)
        In reading order, with the columns of `Unit`; offsets are those of the text or title as it was given.
    first, last : int64 ndarray of shape (n_units,)
        The chunks of unit u are ``first[u]:last[u]``.
    pieces : Chunks
        All titles and texts, normalised, one behind the other.
    held : Words
        What their chunk types hold.
    edges, shifts : int64 ndarray
        The way from offsets in that text to offsets as they were given; see `Normalised`.
    agencies : list of str
        The news agency that each article names as its source, or "".
    dropped : int64 ndarray of shape (n_articles,)
        Characters left out as boilerplate.
    said : Said
    """

    article: NDArray[np.int64]
    units: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    pieces: Chunks
    held: Words
    edges: NDArray[np.int64]
    shifts: NDArray[np.int64]
    agencies: list[str]
    dropped: NDArray[np.int64]
    said: Said

    @property
    def whole(self) -> Normalised:
        """The way back from offsets in `pieces` to offsets as they were given."""
        return Normalised("", "", self.edges, self.shifts)


def read_articles(articles: Sequence[Article], *, attribute: bool = True) -> Reading:
    """Read a block of articles once.

    Pure: the same articles give the same arrays, whatever else is read and wherever it runs.

    Parameters
    ----------
    articles : sequence of Article
    attribute : bool
        Whether to look who speaks; else units are cut at quotation marks alone.
    """
    with no_collection():
        return _read(articles, attribute=attribute)


@contextmanager
def no_collection() -> Iterator[None]:
    """Pause the search for circles of garbage: texts make many small objects, and none that hold each other."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(articles: Sequence[Article], *, attribute: bool) -> Reading:
    laid = [lay(article) for article in articles for lay in (lay_title, lay_text)]
    texts = [one.layout.text + _SEPARATOR for one in laid]
    pieces, _ = chunks(["".join(pair) for pair in zip(texts[::2], texts[1::2], strict=True)])
    begins = np.cumsum([0, *map(len, texts[:-1])])
    found = find_attributions([one.layout for one in laid], pieces, begins) if attribute else [[]] * len(laid)
    rows = make_rows(found, begins)
    table, part = units(laid, begins, rows)
    whole = _way_back([one.normalised for one in laid], begins)
    held = words(pieces.types)
    anchors = pieces.starts + first_words(held)[pieces.ids]
    first, last = np.searchsorted(anchors, table[:, 4]), np.searchsorted(anchors, table[:, 5])
    kept = first < last
    table, first, last = table[kept], first[kept], last[kept]
    table[:, 4] = whole.starts(pieces.starts[first])
    table[:, 5] = whole.ends(pieces.ends[last - 1])
    return Reading(
        article=part[kept] // 2,
        units=table,
        first=first,
        last=last,
        pieces=pieces,
        held=held,
        edges=whole.edges,
        shifts=whole.shifts,
        agencies=[text.agency for text in laid[1::2]],
        dropped=np.array([sum(end - start for start, end in text.dropped) for text in laid[1::2]], np.int64),
        said=make_said(rows, whole),
    )


def _way_back(parts: Sequence[Normalised], begins: NDArray[np.int64]) -> Normalised:
    """The way from offsets in the block to offsets in each title or text."""
    edges = [part.edges + begin for part, begin in zip(parts, begins, strict=True)]
    shifts = [part.shifts - begin for part, begin in zip(parts, begins, strict=True)]
    return Normalised("", "", np.concatenate(edges), np.concatenate(shifts))
