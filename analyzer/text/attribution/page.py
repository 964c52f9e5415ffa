"""A text as chunks: flags of each, where it stands, which sentence and which quotation it lies in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analyzer.text.attribution.flags import ACCORDING, CAPITAL, COMMA
from analyzer.text.attribution.lexicon import Cue, verbs
from analyzer.text.attribution.masks import Masks
from analyzer.text.attribution.words import Kinds

Span = tuple[int, int]
Cued = tuple[int, int, list[int]]
_CLOSE = 12  # chunks from a cue to the end of its sentence


class Layout(NamedTuple):
    """A normalised text, and the spans of its paragraphs, sentences and quotations."""

    text: str
    paragraphs: list[Span]
    sentences: list[Span]
    quotations: list[Span]


class Page:
    """A normalised text, cut at white space.

    Attributes
    ----------
    flags : list of int
        What each chunk is.
    starts : list of int
        Where it starts.
    quote : list of int
        Number of the quotation that each chunk lies in, or -1.
    held : list of (int, int)
        First chunk of each quotation, and the one behind its last.
    cued : list of (int, int, list of int)
        The same of each sentence with chunks that may be cues, and these chunks.
    finite : bytes
        1 where surely a verb stands that has a subject of its own.
    masks : Masks
        Where scans over its chunks stop.
    """

    def __init__(
        self,
        layout: Layout,
        kinds: Kinds,
        ids: NDArray[np.int32],
        starts: NDArray[np.int64],
        quote: NDArray[np.int32],
        held: list[Span],
        cued: list[Cued],
        masks: Masks,
    ) -> None:
        self.text, self.paragraphs, self.sentences, self.quotations = layout
        self.flags: list[int] = kinds.flags[ids].tolist()
        self.starts: list[int] = starts.tolist()
        self.quote: list[int] = quote.tolist()
        self.held, self.cued = held, cued
        self.masks, self.finite = masks, masks.finite
        self._ids, self._cores, self._verbs = ids.data, kinds.cores, verbs()
        self._heads, self._tails = kinds.heads, kinds.tails
        self._paragraph_starts = [start for start, _ in self.paragraphs]
        self._quotation_starts = [start for start, _ in self.quotations]

    def __len__(self) -> int:
        return len(self.starts)

    def core(self, at: int) -> str:
        """The bare word of a chunk in lower case."""
        return self._cores[self._ids[at]]

    def verb(self, at: int) -> Cue:
        """The verb of saying whose form a chunk is."""
        return self._verbs[self._cores[self._ids[at]]]

    def start(self, at: int) -> int:
        """Where the bare word of a chunk starts."""
        return self.starts[at] + self._heads[self._ids[at]]

    def end(self, at: int) -> int:
        """Where it ends."""
        return self.starts[at] + self._tails[self._ids[at]]

    def span(self, low: int, high: int) -> Span:
        """From the bare word of the first chunk to that of the last one before `high`."""
        return self.start(low), self.end(high - 1)

    def paragraph(self, position: int) -> int:
        """Number of the paragraph at an offset."""
        return bisect_right(self._paragraph_starts, position) - 1

    def has_verb(self, low: int, high: int) -> bool:
        """Whether any of the chunks ``low:high`` is surely a verb that has a subject of its own."""
        return self.finite.find(1, low, high) >= 0

    def closes(self, at: int, high: int) -> bool:
        """Whether a cue at the end of its sentence may speak for all that stands before it."""
        if self.flags[at] & ACCORDING:
            return True
        if high - at > _CLOSE:
            return False
        return any(flags & COMMA for flags in self.flags[max(0, at - 8) : at])

    def is_title(self, low: int) -> bool:
        """Whether most words from chunk `low` on are capitalised, as in a headline."""
        near = self.flags[low : low + 12]
        return sum(flags & CAPITAL > 0 for flags in near) > 0.6 * len(near)

    def sentence(self, position: int) -> int:
        """Number of the sentence at an offset."""
        return bisect_left(self.sentences, (position + 1,)) - 1

    def bounds(self, number: int) -> Span:
        """First chunk of a sentence, and the one behind its last."""
        low, high = self.sentences[number]
        return bisect_left(self.starts, low), bisect_left(self.starts, high)

    def paragraph_end(self, position: int) -> int:
        """Where the paragraph at an offset ends."""
        return self.paragraphs[self.paragraph(position)][1]

    def quotation_at(self, position: int) -> int:
        """Number of the quotation that holds an offset, or -1."""
        number = bisect_right(self._quotation_starts, position) - 1
        return number if number >= 0 and position < self.quotations[number][1] else -1

    def next_quotation(self, position: int) -> Span:
        """The first quotation that starts at or behind an offset; one behind the text where there is none."""
        number = bisect_left(self._quotation_starts, position)
        return self.quotations[number] if number < len(self.quotations) else (len(self.text), len(self.text))

    def first_quotation(self, position: int) -> int:
        """Number of the first quotation that ends behind an offset."""
        number = max(0, bisect_right(self._quotation_starts, position) - 1)
        return number + (number < len(self.quotations) and self.quotations[number][1] <= position)

    def is_closed(self, span: Span) -> bool:
        """Whether a content does not end with a quotation that is left open."""
        number = self.quotation_at(span[1] - 1)
        return number < 0 or self.text[span[1] - 1] in "\"'" or span[1] < self.quotations[number][1]
