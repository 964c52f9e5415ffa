"""Forest of differences: how far each frame's share lies from the other side's, with its range and the word for it.

Filled where the difference is likely or clear, hollow where it is not: the word at the right says what it bears. The
chart shows one comparison at a time; it does not say why the sides differ.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from analyzer.charts import _rows
from analyzer.charts._canvas import Sign, plain, say_nothing
from analyzer.charts._forest import in_words
from analyzer.charts._lettering import clean, fit
from analyzer.charts._marks import ARTICLE, GROUP, Point, draw_points, number_line
from analyzer.charts._rows import VOICE_WORDS, Estimate, Voice, cut
from analyzer.charts._sheet import Row, Sheet, lay_out, left_out
from analyzer.charts.style import MAX_ROWS, MUTED, SMALL, house_style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_CLAIMED = ("clear", "likely")
_HOLLOW = Sign("○", MUTED, "hollow: neither likely nor clear")


def contrasts(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    name: str | None = None,
    voice: Voice = "narrator",
    labels: Mapping[str, str] | None = None,
    title: str | None = None,
) -> Axes:
    """Draw the difference of every frame between two sides, the largest at the top.

    Parameters
    ----------
    table : DataFrame
        Of differences, `Comparison.contrasts`.
    ax : Axes, optional
        Where to draw; without it a figure is made (`ax.figure`).
    name : str, optional
        The group whose differences to draw; without it the focal article's, or what comes first.
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
    given = table
    if {"difference", "value"} <= set(table.columns):  # both of its sides must have a value
        given = table.assign(value=table["difference"].where(table["value"].abs() < math.inf))
    found = _of(_rows.estimates(given, voices=(voice,)), name)
    own = "This article" if not found or found[0].level == "focal" else clean(found[0].name)
    against = _other(found)
    heading = title or f"{own} and {against}: differences in the room of each frame"
    with house_style():
        if not any(row.known for row in found):
            return say_nothing(ax, heading, _rows.why_empty(table, found, voice))
        order = sorted(found, key=lambda row: (not row.known, -row.value if row.known else 0.0, row.item))
        return _draw(order, [clean((labels or {}).get(row.item, row.item)) for row in order], heading, ax, voice)


def _of(rows: Sequence[Estimate], name: str | None) -> list[Estimate]:
    """The frames of one comparison."""
    frames = [row for row in rows if row.more.get("measure", "framing") == "framing"]
    focal = [row.name for row in frames if row.level == "focal"]
    wanted = name if name is not None else next(iter([*focal, *(row.name for row in frames)]), "")
    return [row for row in frames if row.name == wanted and (name is not None or row.level == "focal" or not focal)]


def _other(found: Sequence[Estimate]) -> str:
    against = str(found[0].more.get("against", "others")) if found else "others"
    return {"others": "the other coverage", "rest": "the other groups"}.get(against, clean(against))


def _draw(order: Sequence[Estimate], labels: Sequence[str], title: str, ax: Axes | None, voice: str) -> Axes:
    first, missing, last = cut(list(zip(order, labels, strict=True)), MAX_ROWS)
    rows = [_row(*entry) for entry in first] + [left_out(missing)] * bool(missing) + [_row(*entry) for entry in last]
    places = [*range(len(first)), *range(len(rows) - len(last), len(rows))]
    mark = ARTICLE if order[0].level == "focal" else GROUP
    own = "this article" if order[0].level == "focal" else fit(order[0].name, 150.0, SMALL)
    claimed = [row.more.get("strength") in _CLAIMED for row in order]
    sheet = Sheet(
        title,
        rows,
        key=[mark.key("difference, with its range"), *[_HOLLOW] * (not all(claimed))],
        columns=("difference", "strength"),
        poles=(f"more in {_other(order)}", f"more in {own}"),
        below=f"sentences in 100, {VOICE_WORDS[voice]}",
    )
    ax = lay_out(sheet, ax)
    shown = [(sheet.heights[at], row) for at, (row, _) in zip(places, [*first, *last], strict=True)]
    points = [(Point(y, 100 * row.value, 100 * row.low, 100 * row.high), row) for y, row in shown]
    number_line(ax, [point for point, _ in points], least=(-10.0, 10.0), symmetric=True, zero=True)
    for filled in (True, False):
        part = [point for point, row in points if (row.more.get("strength") in _CLAIMED) == filled]
        draw_points(ax, part, mark, hollow=not filled)
    return ax


def _row(row: Estimate, label: str) -> Row:
    strength = str(row.more.get("strength", ""))
    told = f"{label}: difference {in_words(row, scale=100, digits=0)}, {strength or 'no word'}"
    missing = "" if row.known else row.reason.split(":")[0] or "no value"
    number = plain(100 * row.value) if row.known else "–"
    return Row(row.item, label, told, beside=(number, strength), instead=missing)
