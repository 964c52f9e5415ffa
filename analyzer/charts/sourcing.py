"""Bars of words by category of speakers: whose words are given, in the article and on average in the others.

The solid part of a bar is as long as the part of the category's attributions that have a proper name, the hatched part
stands for those without. The chart counts words; it does not say whether they were given fairly.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from analyzer.charts import _rows
from analyzer.charts._canvas import Sign, plain, say_nothing
from analyzer.charts._forest import in_words
from analyzer.charts._lettering import clean
from analyzer.charts._marks import Point, number_line
from analyzer.charts._pairs import Pair, pairs, why_nothing
from analyzer.charts._rows import SPOKEN, SPOKEN_WORDS, Estimate, Spoken, cut, size
from analyzer.charts._sheet import Row, Sheet, lay_out, left_out
from analyzer.charts.style import FOCAL, INK, MAX_ROWS, MUTED, OTHERS, house_style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_UNKNOWN = "unknown"
_OFF, _THICK = 0.19, 7.0  # how far a bar lies from the middle of its row, in rows; how thick it is, in points
_DASHES = (0.18, 0.24)  # of the thickness
_SIDES = (("focal", FOCAL, -_OFF), ("others", OTHERS, _OFF))


def sourcing(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    voice: Spoken = "attributed",
    labels: Mapping[str, str] | None = None,
    title: str | None = None,
) -> Axes:
    """Draw the article's words by category beside the mean of the others, the article's largest at the top.

    Parameters
    ----------
    table : DataFrame
        Of the measure `sourcing`, with the rows "focal" and "others".
    ax : Axes, optional
        Where to draw; without it a figure is made (`ax.figure`).
    voice : {"attributed", "quoted", "paraphrased"}
    labels : mapping, optional
        What to print for the key of a category.
    title : str, optional

    Returns
    -------
    Axes

    Raises
    ------
    UsageError
        When `voice` is unknown or the table lacks a common column.
    """
    found = pairs(_rows.estimates(table, voices=(voice,), levels=("focal", "others"), known=SPOKEN))
    heading = title or "Whose words are given: this article and the other coverage"
    with house_style():
        if not any(pair.known for pair in found):
            return say_nothing(ax, heading, why_nothing(table, found, voice))
        order = sorted(found, key=lambda pair: (pair.item == _UNKNOWN, *_size(pair), pair.item))
        return _draw(order, [clean((labels or {}).get(pair.item, pair.item)) for pair in order], ax, heading, voice)


def _size(pair: Pair) -> tuple[float, float]:
    """From the article's largest value down, then the others'."""
    values = [row.value if row is not None and row.known else 0.0 for row in (pair.focal, pair.others)]
    return -values[0], -values[1]


def _draw(order: Sequence[Pair], labels: Sequence[str], ax: Axes | None, title: str, voice: str) -> Axes:
    first, missing, last = cut(list(zip(order, labels, strict=True)), MAX_ROWS)
    rows = [_row(*entry) for entry in first] + [left_out(missing)] * bool(missing) + [_row(*entry) for entry in last]
    places = [*range(len(first)), *range(len(rows) - len(last), len(rows))]
    sheet = Sheet(
        title,
        rows,
        key=_key(order),
        columns=("this\narticle", "mean of\nothers", "attributions\nhere | others"),
        below=f"words in 100 of those that are {SPOKEN_WORDS[voice]}",
        pitch=22.0,
    )
    ax = lay_out(sheet, ax)
    bars = [
        (name, colour, sheet.heights[place] + off, row)
        for place, (pair, _) in zip(places, [*first, *last], strict=True)
        for (name, colour, off), row in zip(_SIDES, (pair.focal, pair.others), strict=True)
        if row is not None and row.known
    ]
    points = [Point(y, 100 * row.value, 100 * row.low, 100 * row.high) for _, _, y, row in bars]
    number_line(ax, points, least=(0.0, 10.0), bounds=(0.0, 100.0))
    for name, colour, _ in _SIDES:
        _draw_bars(ax, [(y, row) for own, _, y, row in bars if own == name], name, colour)
    return ax


def _draw_bars(ax: Axes, bars: Sequence[tuple[float, Estimate]], name: str, colour: str) -> None:
    """Bars of one side: solid, then hatched, then the range over them."""
    solid = [(y, 0.0, 100 * row.value * _named(row)) for y, row in bars]
    _lines(ax, solid, f"{name} bar", colors=colour, linewidth=_THICK)
    hatched = [(y, end, 100 * row.value) for (y, _, end), (_, row) in zip(solid, bars, strict=True)]
    # Dashes across a thick line: strokes that cost no more than the line.
    _lines(ax, hatched, f"{name} unnamed", colors=colour, linewidth=_THICK, linestyles=(0, _DASHES))
    ranges = [(y, 100 * row.low, 100 * row.high) for y, row in bars if row.bounded]
    _lines(ax, ranges, f"{name} interval", colors=INK, linewidth=1.0)


def _lines(ax: Axes, lines: Sequence[tuple[float, float, float]], gid: str, **look: Any) -> None:
    """Level lines, each at its height from one end to the other."""
    drawn = [line for line in lines if line[2] > line[1]]
    if drawn:
        ys, starts, ends = (list(part) for part in zip(*drawn, strict=True))
        ax.hlines(ys, starts, ends, clip_on=False, gid=gid, zorder=2, **look)


def _named(row: Estimate) -> float:
    share = row.extra("named_share")
    return 0.0 if math.isnan(share) else share


def _row(pair: Pair, label: str) -> Row:
    told = [
        f"{who} {in_words(row, scale=100, digits=0)}"
        for who, row in (("article", pair.focal), ("others", pair.others))
        if row is not None
    ]
    numbers = [plain(100 * row.value) if row is not None else "–" for row in (pair.focal, pair.others)]
    counts = [plain(row.extra("attributions")) if row is not None else "–" for row in (pair.focal, pair.others)]
    says = f"{label}, words in 100: {', '.join(told)}; attributions: {counts[0]} here, {counts[1]} in the others"
    missing = "" if pair.known else next((row.reason.split(":")[0] for row in pair.rows if row.reason), "no value")
    return Row(pair.item, label, says, beside=(*numbers, " | ".join(counts)), instead=missing)


def _key(order: Sequence[Pair]) -> list[Sign]:
    focal = next((pair.focal for pair in order if pair.focal is not None), None)
    others = next((pair.others for pair in order if pair.others is not None), None)
    rows = [row for pair in order for row in pair.rows if row.known]
    entries = [
        Sign("■", FOCAL, f"this article, {size(focal, 'attributions')} with words") if focal else None,
        Sign("■", OTHERS, f"mean of the others, {size(others, 'attributions')} articles") if others else None,
        Sign("▥", MUTED, "hatched: attributions without a proper name"),
        Sign("—", INK, "range") if any(row.bounded for row in rows) else None,
        Sign("", MUTED, "no line: no range") if any(not row.bounded for row in rows) else None,
    ]
    return [entry for entry in entries if entry is not None]
