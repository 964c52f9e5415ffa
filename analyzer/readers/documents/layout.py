"""From the lines of pages to paragraphs: running headers and footers, columns, and where a paragraph ends.

The order of the file is the order of reading, with one exception: a page whose file goes across two columns line by
line. Lines know their place in points of the page, which has its zero at the bottom.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_EDGE = 3  # rows at the top and at the bottom of a page
_MANY_PAGES = 0.4  # of the pages; left and right pages may have different headers
_FEWEST_ROWS = 3  # that go across the same gap
_PROSE = 20  # characters of a line of a column; cells of tables are shorter
_MOST_COLUMNS = 10
_WIDE_GAP = 1.45  # usual distances between lines: a wider one is between paragraphs
_OTHER_SIZE = 0.12
_INDENT = 0.6  # heights of a line
_SHORT = 0.85  # of the width of its column: a sentence that ends there ends its paragraph
_VERY_SHORT = 0.6  # of it: such a line is one of its own, like a title or a byline
_PRINTED = re.compile(r"https?://\S+(?:\s+\d+/\d+)?|\d+/\d+")  # what browsers print below a page
_SENTENCE_END = re.compile(r"[.!?:…。؟।][\"'”’»)\]]*$")
_BULLET = re.compile(r"[•‣▪■●◦]|[-–—*]\s")


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A line or a part of one, with its place."""

    text: str
    left: float
    right: float
    bottom: float
    height: float

    @property
    def width(self) -> float:
        """In points."""
        return self.right - self.left


def running_lines(pages: Sequence[Sequence[Line]]) -> list[set[Line]]:
    """Of each page the rows at its edges that are repeated on many pages, whatever number stands in them."""
    edges = [_edges(page) for page in pages]
    counts = Counter(key for rows in edges for key in set(map(_pattern, rows)))
    enough = max(2, _MANY_PAGES * len(pages))
    repeated = [[row for row in rows if counts[_pattern(row)] >= enough] for rows in edges]
    return [{line for row in rows for line in row} | printed_below(page)
            for rows, page in zip(repeated, pages, strict=True)]  # fmt: skip


def printed_below(page: Sequence[Line]) -> set[Line]:
    """What browsers print below a page: its address and its number."""
    lowest = _rows(page)[-1:]
    return {line for row in lowest for line in row if _PRINTED.fullmatch(line.text)}


def _edges(page: Sequence[Line]) -> list[list[Line]]:
    rows = _rows(page)
    return rows if len(rows) <= 2 * _EDGE else rows[:_EDGE] + rows[-_EDGE:]


def _rows(page: Sequence[Line]) -> list[list[Line]]:
    """Lines that stand beside each other, from the top to the bottom."""
    rows: list[list[Line]] = []
    for line in sorted(page, key=lambda line: -line.bottom):
        if rows and _same_row(rows[-1][0], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _pattern(row: Sequence[Line]) -> str:
    text = " ".join(line.text for line in sorted(row, key=lambda line: line.left))
    return re.sub(r"\d+", "#", " ".join(text.casefold().split()))


def in_reading_order(lines: list[Line], depth: int = 0) -> list[Line]:
    """Lines of a page, one column after the other where the file goes across them line by line."""
    gutter = _gutter(lines)
    if gutter is None or depth > _MOST_COLUMNS:
        return lines
    ordered: list[Line] = []
    sides: tuple[list[Line], list[Line]] = [], []
    for line in lines:
        if line.left < gutter < line.right:  # a headline over both
            ordered += (one for side in sides for one in in_reading_order(side, depth + 1))
            sides = [], []
            ordered.append(line)
        else:
            sides[line.left >= gutter].append(line)
    return ordered + [one for side in sides for one in in_reading_order(side, depth + 1)]


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where the second column begins, when at least three rows of prose go across to it."""
    rows = [(a, b) for a, b in pairwise(lines) if _same_row(a, b) and b.left > a.right]
    starts = Counter(round(b.left) for _, b in rows)
    if not starts:
        return None
    start, _ = max(starts.items(), key=lambda item: (item[1], -item[0]))
    across = [(a, b) for a, b in rows if abs(b.left - start) <= 2]
    prose = across and median(min(len(a.text), len(b.text)) for a, b in across) >= _PROSE
    return start - 2.5 if prose and len(across) >= _FEWEST_ROWS else None


def _same_row(a: Line, b: Line) -> bool:
    return abs(a.bottom - b.bottom) < a.height / 2


def paragraphs(pages: Sequence[Sequence[Line]]) -> Iterator[list[str]]:
    """The lines of each paragraph, across columns and pages."""
    paragraph: list[str] = []
    last: Line | None = None
    full = 0.0
    for run in (run for page in pages for run in _runs(page)):
        for before, line, ends in _borders(run):
            if before is None and last is not None:
                ends = not _goes_on(last, line, full)
            if ends and paragraph:
                yield paragraph
                paragraph = []
            paragraph.append(line.text)
            last = line
        full = _full_width(run)
    if paragraph:
        yield paragraph


def _runs(page: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines that stand below each other."""
    run: list[Line] = []
    for line in page:
        if run and not _same_row(run[-1], line) and not _below(run[-1], line):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _below(a: Line, b: Line) -> bool:
    return b.bottom < a.bottom and b.left < a.right and b.right > a.left


def _borders(run: Sequence[Line]) -> Iterator[tuple[Line | None, Line, bool]]:
    """Each line with the one before it, and whether a paragraph ends between them."""
    usual = median([a.bottom - b.bottom for a, b in pairwise(run) if not _same_row(a, b)] or [0])
    full = _full_width(run)
    margin = Counter(round(line.left) for line in run).most_common(1)[0][0]
    yield None, run[0], True
    for a, b in pairwise(run):
        ends = not _same_row(a, b) and (
            a.bottom - b.bottom > _WIDE_GAP * usual
            or abs(a.height - b.height) > _OTHER_SIZE * a.height
            or (b.left > margin + _INDENT * b.height and a.left <= margin + _INDENT * a.height / 2)
            or (a.width < _SHORT * full and _ends_sentence(a))
            or (a.width < _VERY_SHORT * full and not b.text[:1].islower())
            or _BULLET.match(b.text) is not None
        )
        yield a, b, ends


def _ends_sentence(line: Line) -> bool:
    return _SENTENCE_END.search(line.text[-10:]) is not None


def _full_width(run: Sequence[Line]) -> float:
    widths = sorted(line.width for line in run)
    return widths[len(widths) * 9 // 10]


def _goes_on(last: Line, line: Line, full: float) -> bool:
    """Whether a paragraph goes on in the next column or on the next page."""
    alike = abs(last.height - line.height) <= _OTHER_SIZE * last.height
    open_end = not _ends_sentence(last)
    return alike and open_end and (line.text[:1].islower() or last.width >= _SHORT * full)
