"""Lollipops of key terms: how many times as frequent a term is in the article as in the others, and the reverse.

Terms are chosen by the conservative log ratio; the point is the log ratio itself, with its interval and both counts.
A key term is a matter of frequency: the chart does not say why a term is there. Filled points reach past these texts
(the rung of the claim ladder in `claim`), hollow ones describe these texts and no others.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from analyzer.charts import _rows
from analyzer.charts._canvas import Sign, plain, say_nothing
from analyzer.charts._lettering import clean, fit
from analyzer.charts._marks import Mark, Point, draw_points, number_line
from analyzer.charts._rows import VOICE_WORDS, Estimate, Voice
from analyzer.charts._sheet import Row, Sheet, lay_out
from analyzer.charts.style import FOCAL, MUTED, OTHERS, SMALL, house_style
from analyzer.errors import one_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_EACH_WAY = 15
_MORE = Mark("more", "D", 5.6, FOCAL, "◆", 1.0)
_LESS = Mark("less", "o", 5.8, OTHERS, "●", 1.0)
_HOLLOW = Sign("○", MUTED, "hollow: these texts only")
_FILLED = Sign("●", MUTED, "filled: reaches the test over all terms")
_STEM = Sign("▬", MUTED, "bar: at least so much, by which terms are ranked")


def keyness(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    name: str | None = None,
    by: Literal["value", "log_ratio"] = "value",
    voice: Voice = "all",
    title: str | None = None,
) -> Axes:
    """Draw the 15 terms most typical of the article and the 15 most typical of the others.

    Parameters
    ----------
    table : DataFrame
        Of the measure `keyness`.
    ax : Axes, optional
        Where to draw; without it a figure is made (`ax.figure`).
    name : str, optional
        Article, outlet or group whose terms to draw; without it the focal article, or what comes first.
    by : {"value", "log_ratio"}
        What terms are ranked by; by "value", terms that are not key (value 0) are left out.
    voice : {"narrator", "quoted", "paraphrased", "all"}
    title : str, optional

    Returns
    -------
    Axes

    Raises
    ------
    UsageError
        When `voice` or `by` is unknown or the table lacks a common column.
    """
    one_of("by", by, ("value", "log_ratio"))
    found = _of(_rows.estimates(table, voices=(voice,)), name)
    ranks = {row.item: _ratio(row) if by == "log_ratio" else row.value for row in found}
    order = sorted((row for row in found if row.known), key=lambda row: (-ranks[row.item], row.item))
    more = [row for row in order if ranks[row.item] > 0][:_EACH_WAY]
    less = [row for row in order if ranks[row.item] < 0][-_EACH_WAY:]
    own = "this article" if not found or found[0].level == "focal" else clean(found[0].name)
    heading = title or f"Terms that tell {own} from the others"
    with house_style():
        if not more and not less:
            none_key = "No term is key: the counts are too small to tell any term's frequency apart from the others'."
            known = any(row.known for row in found)
            return say_nothing(ax, heading, none_key if known else _rows.why_empty(table, found, voice))
        return _draw(more, less, by, ax, heading, fit(own, 150.0, SMALL), voice)


def _of(rows: Sequence[Estimate], name: str | None) -> list[Estimate]:
    """Rows of one name, each term once; of the focal article, those where it is called so."""
    focal = [row.name for row in rows if row.level == "focal"]
    wanted = name if name is not None else next(iter([*focal, *(row.name for row in rows)]), "")
    own = sorted((row for row in rows if row.name == wanted), key=lambda row: row.level == "focal")
    return list({row.item: row for row in own}.values())


def _ratio(row: Estimate) -> float:
    """The log ratio, where the table has it; else the value."""
    ratio = row.extra("log_ratio")
    return ratio if math.isfinite(ratio) else row.value


def _draw(
    more: Sequence[Estimate],
    less: Sequence[Estimate],
    by: str,
    ax: Axes | None,
    title: str,
    own: str,
    voice: str,
) -> Axes:
    shown = [*more, *less]
    counted = any(math.isfinite(row.extra("count")) for row in shown)
    sheet = Sheet(
        title,
        [_row(row, counted, apart=bool(more) and at == len(more)) for at, row in enumerate(shown)],
        key=[
            *[_MORE.key(f"more in {own}")] * bool(more),
            *[_LESS.key("more in the others")] * bool(less),
            *[_HOLLOW] * (not all(map(_reaches, shown))),
            *[_FILLED] * any(map(_reaches, shown)),
            *[_STEM] * (by == "value"),
        ],
        columns=("counts,\nhere : others",) if counted else ("",),
        poles=("more in the others", f"more in {own}"),
        below=f"log₂ ratio of frequencies, {VOICE_WORDS[voice]}: 1 twice, 2 four times, 3 eight times as frequent",
        pitch=15.0,
    )
    ax = lay_out(sheet, ax)
    points = [Point(y, _ratio(row), row.low, row.high) for row, y in zip(shown, sheet.heights, strict=True)]
    number_line(ax, points, least=(-1.0, 1.0), symmetric=True, zero=True)
    for rows, part, mark in ((more, points[: len(more)], _MORE), (less, points[len(more) :], _LESS)):
        if rows:
            ends = [row.value if by == "value" else _ratio(row) for row in rows]
            ys = [point.y for point in part]
            ax.hlines(ys, 0.0, ends, colors=mark.colour, linewidth=4.0, alpha=0.4, gid="stem", zorder=1.5)
        for hollow in (True, False):
            chosen = [point for row, point in zip(rows, part, strict=True) if _reaches(row) != hollow]
            draw_points(ax, chosen, mark, hollow=hollow)
    return ax


def _reaches(row: Estimate) -> bool:
    return row.more.get("claim") in ("L2", "L3")


def _row(row: Estimate, counted: bool, *, apart: bool) -> Row:
    counts = (f"{plain(row.extra('count'))} : {plain(row.extra('reference_count'))}",) if counted else ()
    interval = f" ({plain(row.low, 1)} to {plain(row.high, 1)})" if row.bounded else ""
    says = f"{clean(row.item)}: log ratio {plain(_ratio(row), 1)}{interval}"
    if counts:
        says += f", counts {counts[0]}"
    says += ", reaches the test over all terms" if _reaches(row) else ", these texts only"
    return Row(row.item, clean(row.item), says, beside=counts, apart=apart)
