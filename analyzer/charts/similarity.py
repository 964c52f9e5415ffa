"""Heat table of texts against texts: the cosine of every pair, printed in its cell.

Texts stand in the order of their groups, then of their names, so a dark block is a group whose texts use the same
words. Of more texts than a page can hold, only the nearness to the focal one is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from analyzer.charts import _rows
from analyzer.charts._canvas import (
    LINE,
    PAD,
    Margins,
    Sign,
    bare,
    head_height,
    mark_row,
    new_axes,
    plain,
    say_nothing,
    write,
    write_head,
)
from analyzer.charts._forest import OWN_NAMES
from analyzer.charts._heat import Cell, draw_cells
from analyzer.charts._lettering import clean, fit, width
from analyzer.charts._rows import Estimate, Voice
from analyzer.charts.nearest import LEVELS, focal_text, nearest, text_level
from analyzer.charts.style import FOCAL, INK, MUTED, RAMP, SMALL, WIDTH, house_style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_MOST_NUMBERS = 31  # texts; of more, the numbers would be too small to read
_MOST = 40
_NAME_ROOM = 112.0
_FEW, _TINY = 22, 6.5  # up to so many texts numbers have the usual size, of more this one
_WIDEST, _LOWEST, _HIGHEST = 44.0, 12.0, 20.0  # of a cell, in points
_KEY = (
    Sign("■", RAMP[-2], "the darker, the more alike"),
    Sign("", MUTED, "a row ends at its name, a column starts below it"),
)
Pairs = dict[frozenset[str], Estimate]


def similarity(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    by: Literal["article", "outlet", "group"] | None = None,
    focal: str | None = None,
    groups: Mapping[str, str] | None = None,
    voice: Voice = "all",
    names: Mapping[str, str] | None = None,
    title: str | None = None,
) -> Axes:
    """Draw the cosine of every pair of texts; of more than 40 texts, that of each with the focal one.

    Parameters
    ----------
    table : DataFrame
        Of the measure `similarity`.
    ax : Axes, optional
        Where to draw; without it a figure is made (`ax.figure`).
    by : {"article", "outlet", "group"}, optional
        What the texts are; without it the first of these that the table has.
    focal : str, optional
        Name of the focal text; without it the one that the table compares with the others.
    groups : mapping, optional
        Group of each name, by which texts are put in order.
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
    many = next((number for level in ((by,) if by else LEVELS) if (number := _rows.names_at(table, level))), 0)
    if many > _MOST:
        return nearest(table, ax=ax, by=by, focal=focal, voice=voice, names=names, title=title)
    found = _rows.estimates(table, voices=(voice,))
    level = text_level(found, by)
    focal = focal_text(found) if focal is None else focal
    pairs = _pairs(found, level)
    texts = {name for pair in pairs for name in pair}
    if found and (len(texts) > _MOST or not pairs):
        return nearest(table, ax=ax, by=by, focal=focal, voice=voice, names=names, title=title)
    heading = title or "How alike the texts are in their words: cosine of every pair, in hundredths"
    with house_style():
        if not any(row.known for row in pairs.values()):
            return say_nothing(ax, heading, _rows.why_empty(table, pairs.values(), voice))
        return _draw(pairs, _order(texts, groups or {}, names or {}), ax, heading, groups or {}, names or {}, focal)


def _pairs(rows: Sequence[Estimate], level: str) -> Pairs:
    """Rows of one level by the two names."""
    return {frozenset((row.name, row.item)): row for row in rows if row.level == level and row.name != row.item}


def _order(texts: set[str], groups: Mapping[str, str], names: Mapping[str, str]) -> list[str]:
    return sorted(texts, key=lambda name: (groups.get(name) or "\uffff", clean(names.get(name, name)).lower(), name))


def _places(order: Sequence[str], groups: Mapping[str, str], gap: float) -> list[float]:
    """Where each text stands, counted in cells, with a gap before every group but the first."""
    out: list[float] = []
    for at, name in enumerate(order):
        starts = at > 0 and groups.get(name) != groups.get(order[at - 1])
        out.append(out[-1] + 1.0 + (gap if starts else 0.0) if out else 0.0)
    return out


def _ground(labels: Sequence[str], title: str, *, across: float, down: float, over: bool) -> Axes:
    """Axes with cells of one size, as wide a sheet as every chart has."""
    room = WIDTH - 3 * PAD - max(width(label, SMALL, bold=True) for label in labels)
    wide = min(room / across, _WIDEST)
    high = max(_LOWEST, min(_HIGHEST, wide))
    above = head_height(title, _KEY) + (SMALL * LINE if over else 0.0)
    return new_axes(Margins(PAD, WIDTH - PAD - across * wide, above, PAD), width=across * wide, height=down * high)


def _draw(
    pairs: Pairs,
    order: Sequence[str],
    ax: Axes | None,
    title: str,
    groups: Mapping[str, str],
    names: Mapping[str, str],
    focal: str | None,
) -> Axes:
    if focal is not None:
        names = {focal: OWN_NAMES["focal"], **names}
    labels = [fit(names.get(name, name), _NAME_ROOM, SMALL, bold=name == focal) for name in order]
    xs, ys = _places(order, groups, 0.4), _places(order, groups, 1.0)
    over = bool(groups.get(order[0]))
    ax = ax or _ground(labels, title, across=xs[-1] + 1.0, down=ys[-1] + 1.0, over=over)
    bare(ax)
    ax.set_xlim(-0.5, xs[-1] + 0.5)
    ax.set_ylim(ys[-1] + 0.5, -0.5)
    write_head(ax, title, _KEY, left=PAD, above=SMALL * LINE if over else 0.0)
    cells = [
        Cell(xs[left], ys[right], row.value, plain(100 * row.value) if len(order) <= _MOST_NUMBERS else "")
        for right in range(len(order))
        for left in range(right)
        if (row := pairs.get(frozenset((order[left], order[right])))) is not None
    ]
    known = [cell.value for cell in cells if cell.value == cell.value]
    draw_cells(ax, cells, low=min(known), high=max(known), size=SMALL if len(order) <= _FEW else _TINY)
    for at, (name, label, x, y) in enumerate(zip(order, labels, xs, ys, strict=True)):
        look = FOCAL if name == focal else INK
        place = (x - 0.5, y)
        write(ax, label, place, to="data", by=(3, 0), size=SMALL, colour=look, bold=name == focal, gid="label")
        if (group := groups.get(name, "")) and (at == 0 or group != groups.get(order[at - 1])):
            heading = fit(group, _NAME_ROOM, SMALL)
            write(ax, heading, (x - 0.5, y - 1.0), to="data", by=(3, 0), size=SMALL, colour=MUTED, gid="group")
        mark_row(ax, name, _says(name, order, pairs, names), y)
    return ax


def _says(name: str, order: Sequence[str], pairs: Pairs, names: Mapping[str, str]) -> str:
    others = [
        (row.value, clean(names.get(other, other)))
        for other in order
        if (row := pairs.get(frozenset((name, other)))) is not None and row.known
    ]
    told = f"most like {max(others)[1]}, cosine {plain(max(others)[0], 2)}" if others else "no value"
    return f"{clean(names.get(name, name))}: {told}"
