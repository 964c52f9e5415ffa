"""Word shift: which patterns or words carry a difference, one row each, with the whole difference on top.

The contributions sum to the difference; rows beyond those with the largest contributions are counted at the end. A row
rests on the few sentences printed beside it, and its line says how little so few can tell.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from analyzer.charts import _rows
from analyzer.charts._canvas import Sign, plain, say_nothing
from analyzer.charts._lettering import clean, fit
from analyzer.charts._marks import HOLLOW, Mark, Point, draw_points, number_line
from analyzer.charts._rows import VOICE_WORDS, Estimate, Voice
from analyzer.charts._sheet import Row, Sheet, lay_out, left_out
from analyzer.charts.style import FOCAL, INK, OTHERS, SMALL, house_style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_EACH_WAY = 15
_MORE = Mark("more", "D", 4.6, FOCAL, "◆", 1.0)
_LESS = Mark("less", "o", 4.8, OTHERS, "●", 1.0)
_WHOLE = Sign("▬", INK, "the whole difference: the sum of all rows")


def shifts(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    of: str | None = None,
    name: str | None = None,
    voice: Voice = "narrator",
    labels: Mapping[str, str] | None = None,
    title: str | None = None,
) -> Axes:
    """Draw the 15 largest contributions to a difference in either direction.

    Parameters
    ----------
    table : DataFrame
        Of the measure `shifts`.
    ax : Axes, optional
        Where to draw; without it a figure is made (`ax.figure`).
    of : str, optional
        The frame, or "lexical tone"; without it the frame with the largest difference.
    name : str, optional
        Article, outlet or group to compare; without it the focal article, or what comes first.
    voice : {"narrator", "quoted", "paraphrased", "all"}
    labels : mapping, optional
        What to print for the key of a frame.
    title : str, optional

    Returns
    -------
    Axes

    Raises
    ------
    UsageError
        When `voice` is unknown or the table lacks a common column.
    """
    found = _of(_rows.estimates(table, voices=(voice,)), name, of)
    number = str(found[0].more.get("of", "")) if found else of or ""
    label = clean((labels or {}).get(number, number)) if number else "the difference"
    whose = "" if not found or found[0].level == "focal" else f" ({clean(found[0].name)} against the rest)"
    heading = title or f"Which words carry the difference: {label}{whose}"
    order = sorted((row for row in found if row.known and row.value), key=lambda row: (-row.value, row.item))
    with house_style():
        if not order:
            told = "Nothing to show: no item counts on either side."
            return say_nothing(ax, heading, _rows.why_empty(table, found, voice) if not found or _why(found) else told)
        return _draw(order, ax, heading, voice)


def _why(found: Sequence[Estimate]) -> bool:
    """Whether rows without a value say why."""
    return any(row.reason for row in found if not row.known)


def _of(rows: Sequence[Estimate], name: str | None, of: str | None) -> list[Estimate]:
    """Rows of one comparison and one number."""
    focal = [row.name for row in rows if row.level == "focal"]
    wanted = name if name is not None else next(iter([*focal, *(row.name for row in rows)]), "")
    own = [row for row in rows if row.name == wanted]
    if of is None:
        frames = [row for row in own if row.more.get("measure", "framing") == "framing"] or own
        largest = max(frames, key=lambda row: abs(_whole(row)), default=None)
        of = str(largest.more.get("of", "")) if largest else ""
    return [row for row in own if str(row.more.get("of", "")) == of]


def _whole(row: Estimate) -> float:
    whole = row.extra("difference")
    return whole if math.isfinite(whole) else 0.0


def _draw(order: Sequence[Estimate], ax: Axes | None, title: str, voice: str) -> Axes:
    more = [row for row in order if row.value > 0][:_EACH_WAY]
    less = [row for row in order if row.value < 0][-_EACH_WAY:]
    shown, first = [*more, *less], order[0]
    tone = first.more.get("measure") == "tone"
    factor, digits = (1.0, 3) if tone else (100.0, 1)
    own = "this article" if first.level == "focal" else fit(first.name, 150.0, SMALL)
    other = "the others" if first.more.get("against", "others") == "others" else "the rest"
    whole = first.extra("difference")
    rows = [_row(row, factor, digits, apart=at in (0, len(more))) for at, row in enumerate(shown)]
    if len(order) > len(shown):
        left = sum(row.value for row in order) - sum(row.value for row in shown)
        rows.append(replace(left_out(len(order) - len(shown)), beside=(plain(factor * left, digits), "")))
    if math.isfinite(whole):
        says = f"The whole difference: {plain(factor * whole, digits)}"
        rows.insert(0, Row("", "all together", says, strong=True, beside=(plain(factor * whole, digits), "")))
    above = "more friendly in" if tone else "more in"
    units = "stretches" if tone else "sentences"
    sheet = Sheet(
        title,
        rows,
        key=[
            *[_WHOLE] * math.isfinite(whole),
            *[_MORE.key(f"puts {own} higher")] * bool(more),
            *[_LESS.key(f"puts {other} higher")] * bool(less),
            *[HOLLOW] * any(not row.bounded for row in shown),
        ],
        columns=("adds", f"{units} |\narticles"),
        poles=(f"{above} {other}", f"{above} {own}"),
        below=f"{'VADER score' if tone else 'sentences in 100'}, difference, {VOICE_WORDS[voice]}",
        pitch=15.0,
    )
    ax = lay_out(sheet, ax)
    heights = sheet.heights[int(math.isfinite(whole)) :]
    points = [
        Point(y, factor * row.value, factor * row.low, factor * row.high)
        for row, y in zip(shown, heights, strict=False)
    ]
    _draw_bars(ax, points, len(more), factor * whole)
    return ax


def _draw_bars(ax: Axes, points: Sequence[Point], n_more: int, whole: float) -> None:
    every = [*points, *[Point(0.0, whole, whole, whole)] * math.isfinite(whole)]
    ends = [abs(point.x) for point in every]
    number_line(ax, [*every, *points], least=(-1.1 * max(ends), 1.1 * max(ends)), symmetric=True, zero=True)
    if math.isfinite(whole):
        ax.hlines([0.0], 0.0, [whole], colors=INK, linewidth=7.0, gid="whole", zorder=1.5)
    for part, mark in ((points[:n_more], _MORE), (points[n_more:], _LESS)):
        if part:
            ys = [point.y for point in part]
            xs = [point.x for point in part]
            ax.hlines(ys, 0.0, xs, colors=mark.colour, linewidth=7.0, alpha=0.4, gid="bar", zorder=1.5)
        draw_points(ax, part, mark)


def _row(row: Estimate, factor: float, digits: int, *, apart: bool) -> Row:
    value, low, high = (plain(factor * end, digits) for end in (row.value, row.low, row.high))
    interval = f" ({low} to {high})" if row.bounded else f" (no range: {row.reason})" if row.reason else ""
    counts = f"{row.n_units:,} | {row.n_articles:,}"
    says = f"{clean(row.item)}: adds {value}{interval}; {row.n_units:,} places in {row.n_articles:,} articles"
    return Row(row.item, clean(row.item), says, beside=(value, counts), apart=apart)
