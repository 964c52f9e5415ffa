"""Ranked dots: how alike the focal article and each of the others are, the nearest at the top.

Alike means that the same terms are used in like proportion; it does not say who wrote first or who copied.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from analyzer.charts import _rows
from analyzer.charts._canvas import plain, say_nothing
from analyzer.charts._forest import in_words, shorten
from analyzer.charts._lettering import clean
from analyzer.charts._marks import HOLLOW, Mark, Point, draw_points, number_line
from analyzer.charts._rows import Estimate, Voice, ranked
from analyzer.charts._sheet import Row, Sheet, lay_out, left_out
from analyzer.charts.style import MAX_ROWS, OTHERS, house_style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_NEAR = Mark("near", "o", 6.0, OTHERS, "●", 1.4)


def nearest(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    focal: str | None = None,
    voice: Voice = "all",
    names: Mapping[str, str] | None = None,
    title: str | None = None,
) -> Axes:
    """Draw the cosine of every other text with the focal one, with intervals where the table has them.

    Parameters
    ----------
    table : DataFrame
        Of the measure `similarity`.
    ax : Axes, optional
        Where to draw; without it a figure is made (`ax.figure`).
    focal : str, optional
        The text to which the others are near; without it that of the rows "focal".
    voice : {"narrator", "quoted", "all"}
    names : mapping, optional
        What to print for a text.
    title : str, optional

    Returns
    -------
    Axes

    Raises
    ------
    UsageError
        When `voice` is unknown or the table lacks a common column.
    """
    found = _rows.estimates(table, voices=(voice,))
    pairs = pairs_with(found, focal)
    heading = title or "How alike this article and each of the others are in their words"
    with house_style():
        if not any(row.known for row in pairs.values()):
            reason = "Nothing to show: the table does not say which article is the focal one."
            why = _rows.why_empty(table, pairs.values(), voice) if pairs or not found else reason
            return say_nothing(ax, heading, why)
        return _draw(pairs, ax, heading, names or {})


def pairs_with(rows: Sequence[Estimate], focal: str | None) -> dict[str, Estimate]:
    """Rows of pairs with the focal text, by the name of the other one."""
    if focal is None:
        focal = next((row.name for row in rows if row.level == "focal"), None)
    pairs: dict[str, Estimate] = {}
    for row in sorted(rows, key=lambda row: row.level != "focal"):  # these may have intervals
        if focal in (row.name, row.item) and row.name != row.item:
            pairs.setdefault(row.item if row.name == focal else row.name, row)
    return pairs


def _draw(pairs: Mapping[str, Estimate], ax: Axes | None, title: str, names: Mapping[str, str]) -> Axes:
    others = {id(row): other for other, row in pairs.items()}
    shown = shorten(ranked(pairs.values()), MAX_ROWS)
    rows = [left_out(row) if isinstance(row, int) else _row(row, others[id(row)], names) for row in shown]
    open_ones = any(not isinstance(row, int) and row.known and not row.bounded for row in shown)
    sheet = Sheet(
        title,
        rows,
        key=[HOLLOW] if open_ones else [],
        columns=("cosine",),
        poles=("", "more alike"),
        below="cosine of the two texts, 0 to 1",
        pitch=15.0,
    )
    ax = lay_out(sheet, ax)
    points = [
        Point(y, row.value, row.low, row.high)
        for row, y in zip(shown, sheet.heights, strict=True)
        if not isinstance(row, int) and row.known
    ]
    number_line(ax, points, least=(0.0, 0.2), bounds=(0.0, 1.0), digits=1)
    draw_points(ax, points, _NEAR)
    return ax


def _row(row: Estimate, other: str, names: Mapping[str, str]) -> Row:
    label = clean(names.get(other, other))
    told = in_words(row)
    if not row.known:
        return Row(other, label, f"{label}: {told}", instead=told)
    return Row(other, label, f"{label}: cosine {told}", beside=(plain(row.value, 2),))
