"""Forest plot of one axis: where the article, the others, groups and single outlets stand between two poles.

It shows positions with their intervals, and says how much each rests on. A row without a word of either pole gets no
point: it has no place on the axis.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from analyzer.charts import _rows
from analyzer.charts._canvas import say_nothing
from analyzer.charts._forest import Block, blocks, in_words, readable, row_key, row_name
from analyzer.charts._lettering import clean
from analyzer.charts._marks import MARKS, Point, draw_points, number_line
from analyzer.charts._rows import VOICE_WORDS, Estimate, Voice, first_item, size
from analyzer.charts._sheet import Row, Sheet, lay_out, left_out
from analyzer.charts.style import house_style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


def axis(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    item: str | None = None,
    voice: Voice = "narrator",
    by: Literal["article", "outlet"] | None = None,
    names: Mapping[str, str] | None = None,
    labels: Mapping[str, str] | None = None,
    poles: tuple[str, str] | None = None,
    title: str | None = None,
) -> Axes:
    """Draw the positions on one axis, from the largest to the smallest, each with its interval.

    Parameters
    ----------
    table : DataFrame
        Of the measure `axis`, with rows at any levels.
    ax : Axes, optional
        Where to draw; without it a figure is made (`ax.figure`).
    item : str, optional
        Which axis; without it the first of the table.
    voice : {"narrator", "quoted", "paraphrased", "all"}
    by : {"article", "outlet"}, optional
        Which single rows to draw under the groups; without it articles if they are few, else outlets.
    names : mapping, optional
        What to print for the name of an article, outlet or group.
    labels : mapping, optional
        What to print for the key of an axis.
    poles : (str, str), optional
        Names of the negative and of the positive pole.
    title : str, optional

    Returns
    -------
    Axes

    Raises
    ------
    UsageError
        When `voice` or `by` is unknown or the table lacks a common column.
    """
    found = _rows.estimates(readable(table, by), voices=(voice,))
    item = first_item(found) if item is None else item
    chosen = [row for row in found if row.item == item]
    label = clean((labels or {}).get(item, item)) if item else "the axis"
    ends = f"From {clean(poles[0])} to {clean(poles[1])}" if poles else f"Between the poles of {label}"
    heading = title or f"{ends}: where the article stands"
    with house_style():
        if not any(row.known for row in chosen):
            return say_nothing(ax, heading, _rows.why_empty(table, chosen, voice))
        return _draw(blocks(chosen, by), ax, heading, names or {}, poles or ("negative pole", "positive pole"), voice)


def _draw(
    shown: list[Block],
    ax: Axes | None,
    title: str,
    names: Mapping[str, str],
    poles: tuple[str, str],
    voice: str,
) -> Axes:
    order = [(row, block > 0 and place == 0) for block, rows in enumerate(shown) for place, row in enumerate(rows)]
    sheet = Sheet(
        title,
        [left_out(row) if isinstance(row, int) else _row(row, names, poles, apart) for row, apart in order],
        key=row_key([row for rows in shown for row in rows]),
        columns=("",),
        poles=poles,
        below=f"log ratio of hits, {VOICE_WORDS[voice]}: 0 as many of each, 0.7 twice, 1.4 four times as many",
    )
    ax = lay_out(sheet, ax)
    points = [
        (row.level, Point(y, row.value, row.low, row.high))
        for (row, _), y in zip(order, sheet.heights, strict=True)
        if not isinstance(row, int) and row.known
    ]
    number_line(ax, [point for _, point in points], least=(-1.0, 1.0), symmetric=True, zero=True)
    for level, mark in MARKS.items():
        draw_points(ax, [point for at, point in points if at == level], mark)
    return ax


def _row(row: Estimate, names: Mapping[str, str], poles: tuple[str, str], apart: bool) -> Row:
    label = row_name(row, names)
    amount = size(row, "sentences")
    if not row.known:
        instead = in_words(row)
        return Row(row.name, label, f"{label}: {instead}", focal=row.level == "focal", instead=instead, apart=apart)
    toward = f"towards {clean(poles[row.value > 0])}" if row.value else "in the middle"
    says = f"{label}: {in_words(row)}, {toward}; {amount}"
    return Row(row.name, label, says, beside=(amount,), focal=row.level == "focal", apart=apart)
