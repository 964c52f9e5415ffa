"""Ranked dots: how alike the focal article and each of the others are, the nearest at the top.

Alike means that the same terms are used in like proportion; it does not say who wrote first or who copied.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from analyzer.charts import _rows
from analyzer.charts._canvas import plain, say_nothing
from analyzer.charts._forest import Block, in_words, shorten
from analyzer.charts._lettering import clean
from analyzer.charts._marks import HOLLOW, REST, Mark, Point, draw_points, number_line
from analyzer.charts._rows import Estimate, Voice, ranked
from analyzer.charts._sheet import Row, Sheet, lay_out, left_out
from analyzer.charts.style import MAX_ROWS, MUTED, house_style
from analyzer.errors import one_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

LEVELS = ("article", "outlet", "group")
_NEAR = Mark("near", "o", 5.6, MUTED, "●", 1.2)


def nearest(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    by: Literal["article", "outlet", "group"] | None = None,
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
    by : {"article", "outlet", "group"}, optional
        What the other texts are; without it the first of these that the table has.
    focal : str, optional
        The text to which the others are near; without it the one that the table compares with the others.
    voice : {"narrator", "quoted", "paraphrased", "all"}
    names : mapping, optional
        What to print for a text.
    title : str, optional

    Returns
    -------
    Axes

    Raises
    ------
    UsageError
        When `voice` or `by` is unknown or the table lacks a common column.
    """
    found = _rows.estimates(with_focal(table, focal), voices=(voice,))
    level = text_level(found, by)
    focal = focal_text(found) if focal is None else focal
    pairs = _with(focal, [row for row in found if row.level == level])
    heading = title or "How alike this article and each of the others are in their words"
    with house_style():
        if not any(row.known for row in pairs.values()):
            unsaid = "Nothing to show: the table does not say which article is the focal one."
            why = unsaid if found and focal is None else _rows.why_empty(table, pairs.values() or found, voice)
            return say_nothing(ax, heading, why)
        mean = next((row for row in found if row.level == "others" and row.item == focal and row.known), None)
        return _draw(pairs, mean, ax, heading, names or {})


def with_focal(table: pd.DataFrame, focal: str | None) -> pd.DataFrame:
    """The rows that compare something with the focal text, as far as it is known which one that is."""
    if not {"level", "name", "item"} <= {*table.columns}:
        return table
    told = [focal] if focal is not None else table.loc[(table["level"] == "others") & (table["item"] != ""), "item"]
    own = (table["item"].isin(told) | table["name"].isin(told)) if len(told) else None
    return table if own is None or not own.any() else table[own]


def text_level(rows: Sequence[Estimate], by: str | None) -> str:
    """Which texts are compared: as asked for, or the first of articles, outlets and groups that there are."""
    if by is not None:
        return one_of("by", by, LEVELS)
    return next((level for level in LEVELS if any(row.level == level for row in rows)), "article")


def focal_text(rows: Iterable[Estimate]) -> str | None:
    """The text that is compared with the mean of the others; None where the rows do not tell."""
    return next((row.item for row in rows if row.level == "others" and row.item), None)


def _with(focal: str | None, rows: Iterable[Estimate]) -> dict[str, Estimate]:
    """Pairs with the focal text, by the name of the other one; a pair may be there twice, once with its interval."""
    pairs: dict[str, Estimate] = {}
    for row in sorted(rows, key=lambda row: not row.bounded):
        if focal in (row.name, row.item) and row.name != row.item:
            pairs.setdefault(row.item if row.name == focal else row.name, row)
    return pairs


def _draw(
    pairs: Mapping[str, Estimate],
    mean: Estimate | None,
    ax: Axes | None,
    title: str,
    names: Mapping[str, str],
) -> Axes:
    other = {id(row): name for name, row in pairs.items()}
    head: Block = [mean] if mean else []
    shown = head + shorten(ranked(pairs.values()), MAX_ROWS - len(head))
    rows = [
        left_out(row)
        if isinstance(row, int)
        else _row(row, other.get(id(row), ""), names, mean is not None and at == 1)
        for at, row in enumerate(shown)
    ]
    hollow = any(not isinstance(row, int) and row.known and not row.bounded for row in shown)
    sheet = Sheet(
        title,
        rows,
        key=[HOLLOW] if hollow else [],
        columns=("cosine",),
        poles=("", "more alike"),
        below="cosine of the two texts, 0 to 1",
        pitch=15.0,
    )
    ax = lay_out(sheet, ax)
    points = [
        (row.level, Point(y, row.value, row.low, row.high))
        for row, y in zip(shown, sheet.heights, strict=True)
        if not isinstance(row, int) and row.known
    ]
    number_line(ax, [point for _, point in points], least=(0.0, 0.2), bounds=(0.0, 1.0), digits=1)
    for of_mean, mark in ((True, REST), (False, _NEAR)):
        draw_points(ax, [point for level, point in points if (level == "others") == of_mean], mark)
    return ax


def _row(row: Estimate, other: str, names: Mapping[str, str], apart: bool) -> Row:
    label = "Mean of the others" if row.level == "others" else clean(names.get(other, other))
    key = other or row.name
    told = in_words(row)
    if not row.known:
        return Row(key, label, f"{label}: {told}", instead=told, apart=apart)
    return Row(key, label, f"{label}: cosine {told}", beside=(plain(row.value, 2),), apart=apart)
