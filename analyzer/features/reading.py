"""From a block of articles to arrays: the only pass over characters, whatever the codebook.

A pure function that engines can run anywhere; its result holds arrays and strings alone, so it can be kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from analyzer.article import Article
from analyzer.features.speaking import Said, make_said
from analyzer.features.stream import first_words
from analyzer.text.normalise import Normalised
from analyzer.text.tokens import Chunks, Words, chunks, words
from analyzer.text.units import Cut, Unit, cut_text, cut_title

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
    cuts = [_cuts(article, attribute=attribute) for article in articles]
    pieces, bases = chunks(["".join(cut.normalised.text + _SEPARATOR for cut in pair) for pair in cuts])
    table, owner, starts = _unit_table(cuts, bases)
    whole = _way_back(cuts, starts)
    held = words(pieces.types)
    anchors = pieces.starts + first_words(held)[pieces.ids]
    first, last = np.searchsorted(anchors, table[:, 4]), np.searchsorted(anchors, table[:, 5])
    kept = first < last
    table, owner, first, last = table[kept], owner[kept], first[kept], last[kept]
    table[:, 4] = whole.starts(pieces.starts[first])
    table[:, 5] = whole.ends(pieces.ends[last - 1])
    return Reading(
        article=owner,
        units=table,
        first=first,
        last=last,
        pieces=pieces,
        held=held,
        edges=whole.edges,
        shifts=whole.shifts,
        agencies=[text.agency for _, text in cuts],
        dropped=np.array([text.dropped for _, text in cuts], np.int64),
        said=make_said([cut.attributions for pair in cuts for cut in pair], starts.tolist(), whole),
    )


def _cuts(article: Article, *, attribute: bool) -> tuple[Cut, Cut]:
    title = cut_title(article, attribute=attribute)
    sentence = 1 + max((unit.sentence for unit in title.units), default=-1)
    return title, cut_text(article, sentence=sentence, attribute=attribute)


def _unit_table(
    cuts: Sequence[tuple[Cut, Cut]], bases: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The units of all articles with offsets into the block, the article of each, where each title and text begins."""
    lengths = np.array([len(title.normalised.text) + len(_SEPARATOR) for title, _ in cuts], np.int64)
    starts = np.stack((bases, bases + lengths), axis=1).ravel()
    counts = [len(cut.units) for pair in cuts for cut in pair]
    fields = chain.from_iterable(chain.from_iterable(cut.units for pair in cuts for cut in pair))
    table = np.fromiter(fields, np.int64).reshape(-1, len(Unit._fields))
    part = np.repeat(np.arange(len(counts)), counts)
    table[:, 4:6] += starts[part][:, None]
    firsts = np.cumsum([0, *(len(cut.attributions) for pair in cuts for cut in pair)])
    table[:, 6] = np.where(table[:, 6] < 0, -1, table[:, 6] + firsts[part])
    return table, part // 2, starts


def _way_back(cuts: Sequence[tuple[Cut, Cut]], starts: NDArray[np.int64]) -> Normalised:
    """The way from offsets in the block to offsets in each title or text."""
    parts = [cut.normalised for pair in cuts for cut in pair]
    edges = [part.edges + start for part, start in zip(parts, starts, strict=True)]
    shifts = [part.shifts - start for part, start in zip(parts, starts, strict=True)]
    return Normalised("", "", np.concatenate(edges), np.concatenate(shifts))
