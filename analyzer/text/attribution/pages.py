"""Many texts as pages: what can be known of the chunks of all of them is worked out at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from analyzer.text.attribution.masks import make_masks
from analyzer.text.attribution.page import Cued, Layout, Page
from analyzer.text.attribution.records import Span
from analyzer.text.attribution.words import Kinds, read_types
from analyzer.text.tokens import Chunks

Offsets = NDArray[np.int64]
Row = TypeVar("Row")
_TOGETHER = 64  # titles and texts whose arrays fit into the processor's cache


def make_pages(layouts: Sequence[Layout], pieces: Chunks, begins: Offsets) -> Iterator[Page]:
    """The pages of several texts, each made when it is asked for.

    Parameters
    ----------
    layouts : sequence of Layout
    pieces : Chunks
        The text that holds them all.
    begins : int64 ndarray of shape (n_texts,)
        Where each of them begins in it.
    """
    kinds = read_types(pieces.types)
    edges = np.append(np.searchsorted(pieces.starts, begins), len(pieces.starts))
    for low in range(0, len(layouts), _TOGETHER):
        high = min(low + _TOGETHER, len(layouts))
        yield from _made(layouts[low:high], kinds, pieces, begins[low:high], edges[low : high + 1])


def _made(layouts: Sequence[Layout], kinds: Kinds, pieces: Chunks, begins: Offsets, edges: Offsets) -> Iterator[Page]:
    """The pages of some neighbouring texts, whose chunks begin at `edges`."""
    here = slice(edges[0], edges[-1])
    ids, starts, edges = kinds.rows[pieces.ids[here]], pieces.starts[here], edges - edges[0]
    owner, spans = join([layout.quotations for layout in layouts], begins)
    base = edges[owner]
    low = np.maximum(starts.searchsorted(spans[:, 0], side="right") - 1, base)
    high = starts.searchsorted(spans[:, 1])
    quote = _quote(owner, low, high, len(starts))
    held = _by_text(list(zip((low - base).tolist(), (high - base).tolist(), strict=True)), owner, len(layouts))
    shown = kinds.signs[ids].view(np.uint8).reshape(-1, 8)
    cues, masks = make_masks(shown, quote, edges[:-1][edges[:-1] < edges[1:]])
    owner, spans = join([layout.sentences for layout in layouts], begins)
    cued = _cued(owner, starts.searchsorted(spans), cues, edges)
    rows = zip(layouts, begins.tolist(), pairwise(edges.tolist()), held, cued, strict=True)
    for layout, begin, (first, last), quoted, sentences in rows:
        yield Page(
            layout,
            kinds,
            ids[first:last],
            starts[first:last] - begin,
            quote[first:last],
            quoted,
            sentences,
            masks.part(first, last),
        )


def join(lists: Sequence[Sequence[Span]], begins: Offsets) -> tuple[Offsets, Offsets]:
    """The number of the text of each span, and the spans as offsets into the text that holds all texts."""
    owner = np.repeat(np.arange(len(lists)), [len(spans) for spans in lists])
    flat = np.fromiter(chain.from_iterable(chain.from_iterable(lists)), np.int64)
    return owner, flat.reshape(-1, 2) + begins[owner, None]


def _quote(owner: Offsets, low: Offsets, high: Offsets, n_chunks: int) -> NDArray[np.int32]:
    """The number, in its text, of the quotation that each chunk lies in, or -1; of two in one chunk, the later."""
    quote = np.full(n_chunks, -1, np.int32)
    numbers = np.arange(len(owner)) - np.searchsorted(owner, owner)
    for number, first, last in zip(numbers.tolist(), low.tolist(), high.tolist(), strict=True):
        quote[first:last] = number
    return quote


def _cued(owner: Offsets, bounds: Offsets, cues: Offsets, edges: Offsets) -> Iterator[list[Cued]]:
    """For each text its sentences with cues: first chunk, the one behind the last, and the cues."""
    first, last = cues.searchsorted(bounds).T
    kept = first < last
    low, high = (bounds - edges[owner, None]).T
    places = (cues - edges[np.searchsorted(edges, cues, side="right") - 1]).tolist()
    columns = (column[kept].tolist() for column in (low, high, first, last))
    rows = [(start, end, places[at:to]) for start, end, at, to in zip(*columns, strict=True)]
    return _by_text(rows, owner[kept], len(edges) - 1)


def _by_text(rows: list[Row], owner: Offsets, n_texts: int) -> Iterator[list[Row]]:
    edges = np.searchsorted(owner, np.arange(n_texts + 1)).tolist()
    return (rows[low:high] for low, high in pairwise(edges))
