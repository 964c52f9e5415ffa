"""A text as chunks: flags of each, where it stands, which sentence and which quotation it lies in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import compress, count, pairwise
from operator import itemgetter

from analyzer.text.attribution.flags import CAPITAL, COMMA
from analyzer.text.attribution.words import types
from analyzer.text.tokens import starts

Span = tuple[int, int]
_CLOSE = 12  # chunks from a cue to the end of its sentence
_FLAGS, _CORE, _MAY_BE_CUE = itemgetter(0), itemgetter(3), itemgetter(4)


class Page:
    """A normalised text, cut at white space.

    Attributes
    ----------
    flags, cores : tuple
        What each chunk is, and its bare word in lower case.
    quote : list of int
        Number of the quotation that each chunk lies in, or -1.
    bounds : list of (int, int)
        First chunk of each sentence, and the one behind its last.
    held : list of (int, int)
        The same of each quotation.
    """

    def __init__(self, text: str, paragraphs: list[Span], sentences: list[Span], quotations: list[Span]) -> None:
        self.text = text
        self.paragraphs, self.sentences, self.quotations = paragraphs, sentences, quotations
        self._words = found = list(map(types().__getitem__, text.split()))
        self.flags: list[int] = list(map(_FLAGS, found))
        self.cores: list[str] = list(map(_CORE, found))
        self.starts: list[int] = starts(text).tolist()
        self.quote = [-1] * len(found)
        self.held: list[Span] = []
        for number, (start, end) in enumerate(quotations):
            low, high = max(0, bisect_right(self.starts, start) - 1), bisect_left(self.starts, end)
            self.held.append((low, high))
            self.quote[low:high] = [number] * (high - low)
        firsts = [bisect_left(self.starts, start) for start, _ in sentences]
        self.bounds = list(pairwise([*firsts, len(found)]))
        self._paragraph_starts = [start for start, _ in paragraphs]
        self._sentence_starts = [start for start, _ in sentences]
        self._quotation_starts = [start for start, _ in quotations]

    def __len__(self) -> int:
        return len(self.starts)

    def start(self, at: int) -> int:
        """Where the bare word of a chunk starts."""
        return self.starts[at] + self._words[at][1]

    def end(self, at: int) -> int:
        """Where it ends."""
        return self.starts[at] + self._words[at][2]

    def span(self, low: int, high: int) -> Span:
        """From the bare word of the first chunk to that of the last one before `high`."""
        return self.starts[low] + self._words[low][1], self.starts[high - 1] + self._words[high - 1][2]

    def paragraph(self, position: int) -> int:
        """Number of the paragraph at an offset."""
        return bisect_right(self._paragraph_starts, position) - 1

    def by_sentence(self) -> Iterator[tuple[int, int, list[int]]]:
        """Each sentence that holds chunks that may be cues: its bounds, and these chunks."""
        cues = list(compress(count(), map(_MAY_BE_CUE, self._words)))
        first = 0
        for low, high in self.bounds:
            last = bisect_left(cues, high, first)
            if first < last:
                yield low, high, cues[first:last]
            first = last

    def closes(self, at: int, high: int) -> bool:
        """Whether a cue at the end of its sentence may speak for all that stands before it."""
        if self.cores[at] == "according":
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
        return bisect_right(self._sentence_starts, position) - 1

    def paragraph_end(self, position: int) -> int:
        """Where the paragraph at an offset ends."""
        return self.paragraphs[self.paragraph(position)][1]

    def quotation_at(self, position: int) -> int:
        """Number of the quotation that holds an offset, or -1."""
        number = bisect_right(self._quotation_starts, position) - 1
        return number if number >= 0 and position < self.quotations[number][1] else -1

    def overlaps(self, start: int, end: int) -> bool:
        """Whether any quotation shares characters with a span; one that lies wholly inside another shares none."""
        number = bisect_left(self._quotation_starts, end) - 1
        return number >= 0 and self.quotations[number][1] > start and self.quotations[number][0] >= start

    def first_quotation(self, position: int) -> int:
        """Number of the first quotation that ends behind an offset."""
        number = max(0, bisect_right(self._quotation_starts, position) - 1)
        return number + (number < len(self.quotations) and self.quotations[number][1] <= position)

    def is_closed(self, span: Span) -> bool:
        """Whether a content does not end with a quotation that is left open."""
        number = self.quotation_at(span[1] - 1)
        return number < 0 or self.text[span[1] - 1] in "\"'" or span[1] < self.quotations[number][1]
