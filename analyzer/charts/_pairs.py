"""What charts of the article against the others have in common: one row an item, two marks in it, ticks behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzer.charts._canvas import Sign, plain
from analyzer.charts._forest import in_words
from analyzer.charts._marks import ARTICLE, HOLLOW, REST, Point, draw_points, draw_ticks, number_line
from analyzer.charts._rows import Estimate, cut, names_at, size, why_empty, without, without_focal
from analyzer.charts._sheet import Row, Sheet, lay_out, left_out
from analyzer.charts.style import MAX_ROWS, MOST_TICKS, MUTED

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_OFF = 0.17  # of a row: the article a little above the line, the others a little below


@dataclass(frozen=True, slots=True)
class Pair:
    """An item with the row of the article, the row of the others, and single values (of articles or outlets)."""

    item: str
    focal: Estimate | None
    others: Estimate | None
    each: tuple[Estimate, ...]

    @property
    def rows(self) -> list[Estimate]:
        """The rows that there are."""
        return [row for row in (self.focal, self.others) if row is not None]

    @property
    def known(self) -> bool:
        """Whether there is anything to draw."""
        return any(row.known for row in self.rows)

    @property
    def order(self) -> tuple[bool, float, str]:
        """From the article's largest value down; after that items without one, by the others' value."""
        value = next((row.value for row in self.rows if row.known), 0.0)
        return (self.focal is None or not self.focal.known, -value, self.item)


def readable(table: pd.DataFrame) -> pd.DataFrame:
    """The table without single rows of which there are too many for ticks."""
    return without(
        table, *(level for level in ("article", "outlet") if names_at(table, level) > MOST_TICKS + 1)
    )  # the focal one may be among them


def pairs(rows: Sequence[Estimate]) -> list[Pair]:
    """One pair for each item, in the order in which they are drawn."""
    single = _single_level(rows)
    levels: dict[str, dict[str, list[Estimate]]] = {}
    for row in without_focal(rows):
        levels.setdefault(row.item, {}).setdefault(row.level, []).append(row)
    found = [
        Pair(item, _first(at.get("focal")), _first(at.get("others")), tuple(at.get(single, ())))
        for item, at in levels.items()
    ]
    return sorted(found, key=lambda pair: pair.order)


def why_nothing(table: pd.DataFrame, found: Sequence[Pair], voice: str) -> str:
    """The sentence that stands in for a chart of pairs."""
    rows = [row for pair in found for row in pair.rows]
    if found and not rows:
        return "Nothing to show: the table has rows neither of the article nor of the others."
    return why_empty(table, rows, voice)


def _first(rows: list[Estimate] | None) -> Estimate | None:
    return rows[0] if rows else None


def _single_level(rows: Sequence[Estimate]) -> str:
    """Articles, as the others' mean is one of articles; outlets where those are too many; else none."""
    for level in ("article", "outlet"):
        if 0 < len({row.name for row in rows if row.level == level}) <= MOST_TICKS:
            return level
    return ""


@dataclass(frozen=True, slots=True)
class Wording:
    """How a chart of pairs calls things.

    Attributes
    ----------
    title, below : str
    labels, seconds : mapping-like of str
        First and second line of the label, in the order of the pairs.
    units : str
        What `n_units` counts.
    """

    title: str
    below: str
    labels: Sequence[str]
    seconds: Sequence[str]
    units: str


def draw_pairs(found: Sequence[Pair], wording: Wording, ax: Axes | None) -> Axes:
    """Draw pairs as points in 100, with both numbers at the right."""
    first, missing, last = cut(list(zip(found, wording.labels, wording.seconds, strict=True)), MAX_ROWS)
    rows = [_row(*entry) for entry in first] + [left_out(missing)] * bool(missing) + [_row(*entry) for entry in last]
    places = [*range(len(first)), *range(len(rows) - len(last), len(rows))]
    two_lines = any(wording.seconds)
    sheet = Sheet(
        wording.title,
        rows,
        key=_key(found, wording.units),
        columns=("this\narticle", "mean of\nothers"),
        below=wording.below,
        pitch=26.0 if two_lines else 22.0,
    )
    ax = lay_out(sheet, ax)
    shown = [(sheet.heights[place], pair) for place, (pair, _, _) in zip(places, [*first, *last], strict=True)]
    focal = [_point(pair.focal, y - _OFF) for y, pair in shown if pair.focal is not None]
    others = [_point(pair.others, y + _OFF) for y, pair in shown if pair.others is not None]
    each = [Point(y, 100 * row.value) for y, pair in shown for row in pair.each]
    number_line(ax, [*focal, *others, *each], least=(0.0, 10.0), bounds=(0.0, 100.0))
    for y, pair in shown:
        draw_ticks(ax, [100 * row.value for row in pair.each], y + _OFF, half=0.2)
    draw_points(ax, others, REST)
    draw_points(ax, focal, ARTICLE)
    return ax


def _point(row: Estimate, y: float) -> Point:
    return Point(y, 100 * row.value, 100 * row.low, 100 * row.high)


def _row(pair: Pair, label: str, second: str) -> Row:
    told = [
        f"{who} {in_words(row, scale=100, digits=0)}"
        for who, row in (("article", pair.focal), ("others", pair.others))
        if row is not None
    ]
    missing = "" if pair.known else next((row.reason.split(":")[0] for row in pair.rows if row.reason), "no value")
    numbers = [plain(100 * row.value) if row is not None else "–" for row in (pair.focal, pair.others)]
    return Row(pair.item, label, f"{label}: {', '.join(told)}", second, tuple(numbers), instead=missing)


def _key(found: Sequence[Pair], units: str) -> list[Sign]:
    focal = next((pair.focal for pair in found if pair.focal is not None), None)
    others = next((pair.others for pair in found if pair.others is not None), None)
    each = next((pair.each[0].level for pair in found if pair.each), "")
    rows = [row for pair in found for row in pair.rows if row.known]
    entries = [
        ARTICLE.key(f"this article, {size(focal, units)}") if focal else None,
        REST.key(f"mean of the others, {size(others, units)} articles") if others else None,
        Sign("|", MUTED, f"one {each}") if each else None,
        HOLLOW if any(not row.bounded for row in rows) else None,
    ]
    return [entry for entry in entries if entry is not None]
