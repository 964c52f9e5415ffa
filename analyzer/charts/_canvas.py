"""The ground of a chart: an Axes with margins of known size, text beside it, a title and a key over it.

Lengths are points. Everything around the plot hangs on a corner of the Axes at a distance in points, so it stays in
place in an Axes of any size. No pyplot: a figure made here belongs to nobody but its Axes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from analyzer.charts._lettering import clean, width, wrap
from analyzer.charts.style import INK, MUTED, SMALL, TEXT, TITLE, WIDTH
from analyzer.errors import UsageError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LINE = 1.35  # height of a line, in font sizes
_TITLE_SPACING = 1.15  # the same, in heights of the font as matplotlib counts
PAD = 4.0  # around the sheet; a font drawn for few pixels runs wider than its design
_HEAD_ROOM = WIDTH - 4 * PAD


class Sign(NamedTuple):
    """An entry of the key: a sign, its colour, and what it stands for."""

    sign: str
    colour: str
    text: str


@dataclass(frozen=True, slots=True)
class Margins:
    """Room around the plot."""

    left: float
    right: float
    top: float
    bottom: float


def new_axes(margins: Margins, *, width: float, height: float) -> Axes:
    """An Axes of this size in a figure of its own."""
    from matplotlib.figure import Figure

    across, down = margins.left + width + margins.right, margins.top + height + margins.bottom
    figure = Figure(figsize=(across / 72, down / 72), dpi=100)
    return figure.add_axes((margins.left / across, margins.bottom / down, width / across, height / down))


def figure_of(ax: Axes) -> Figure:
    """The outermost figure in which these Axes stand.

    Raises
    ------
    UsageError
        When they have been taken out of it.
    """
    figure = ax.get_figure(root=True)
    if figure is None:
        raise UsageError("These Axes stand in no figure.", fix="Draw the chart again; without `ax` it makes a figure.")
    return figure


def bare(ax: Axes) -> None:
    """Take away what Axes bring along."""
    for spine in ax.spines.values():
        spine.set_visible(False)
    ax.set_xticks([])
    ax.set_yticks([])
    ax.patch.set_visible(False)


def write(
    ax: Axes,
    text: str,
    at: tuple[float, float],
    *,
    to: str = "axes fraction",
    by: tuple[float, float] = (0.0, 0.0),
    size: float = TEXT,
    colour: str = INK,
    bold: bool = False,
    ha: str = "left",
    va: str = "center",
    rotation: float = 0.0,
    gid: str = "",
) -> None:
    """Text, never read as a formula, `by` points from a place in "axes fraction", "data", "row" or "column".

    In "row" the place is (fraction of the Axes, height of the row), in "column" the other way round.
    """
    from analyzer.charts._label import Label

    places = {
        "axes fraction": ax.transAxes,
        "data": ax.transData,
        "row": ax.get_yaxis_transform(),
        "column": ax.get_xaxis_transform(),
    }
    label = Label(text, at, by, transform=places[to], size=size, bold=bold, color=colour, ha=ha, va=va)
    label.set(rotation=rotation, rotation_mode="anchor", gid=gid or None)  # an SVG keeps the anchor then
    ax.add_artist(label)


def write_head(ax: Axes, title: str, key: Sequence[Sign] = (), *, left: float = 0.0, above: float = 0.0) -> None:
    """Title and key, from the left edge of the sheet on, starting `above` points over the plot."""
    y = above + 5.0
    for line in reversed(_key_lines(key)):
        x = PAD - left
        for sign, colour, text in line:
            if sign:
                write(ax, sign, (0, 1), by=(x, y), size=SMALL, colour=colour, va="bottom", gid="key")
                x += width(sign + "  ", SMALL)
            write(ax, text, (0, 1), by=(x, y), size=SMALL, colour=MUTED, va="bottom", gid="key")
            x += width(text, SMALL) + 12.0
        y += SMALL * LINE
    y += 3.0 if key else 0.0
    _write_title(ax, _title_lines(title), (PAD - left, y))


def _write_title(ax: Axes, lines: Sequence[str], by: tuple[float, float]) -> None:
    """The title is the one of the Axes, so that `ax.get_title()` tells it, moved to where the sheet begins."""
    from matplotlib.transforms import ScaledTranslation

    look = {"fontsize": TITLE, "fontweight": "bold", "color": INK}
    text = ax.set_title("\n".join(lines), fontdict=look, y=1.0, linespacing=_TITLE_SPACING)
    text.set(x=0.0, horizontalalignment="left", verticalalignment="bottom", parse_math=False, gid="title")
    text.set_transform(ax.transAxes + ScaledTranslation(by[0] / 72, by[1] / 72, figure_of(ax).dpi_scale_trans))


def head_height(title: str, key: Sequence[Sign] = ()) -> float:
    """Room that `write_head` needs."""
    keys = len(_key_lines(key)) * SMALL * LINE + (3.0 if key else 0.0)
    return 5.0 + keys + len(_title_lines(title)) * TITLE * LINE + 3.0


def _title_lines(title: str) -> list[str]:
    return wrap(title, _HEAD_ROOM, TITLE, bold=True, lines=3)


def _key_lines(key: Sequence[Sign]) -> list[list[Sign]]:
    lines: list[list[Sign]] = []
    used = _HEAD_ROOM
    for sign in key:
        needed = width(f"{sign.sign}  {sign.text}", SMALL) + 12.0
        if used + needed > _HEAD_ROOM:
            lines.append([])
            used = 0.0
        lines[-1].append(sign)
        used += needed
    return lines


def mark_row(ax: Axes, key: str, says: str, y: float) -> None:
    """An invisible band over a row, by which an SVG knows where the row is, what it says and what it links to."""
    from analyzer.charts._band import Band

    ax.add_artist(Band(ax, y, key=key, says=clean(says, longest=1000)))


def say_nothing(ax: Axes | None, title: str, reason: str) -> Axes:
    """An Axes that says why there is nothing to see."""
    lines = wrap(reason, WIDTH - 20, TEXT, lines=4)
    if ax is None:
        margins = Margins(0.0, 0.0, head_height(title), 4.0)
        ax = new_axes(margins, width=WIDTH, height=(len(lines) + 1) * TEXT * LINE)
    bare(ax)
    write_head(ax, title)
    for number, line in enumerate(lines):
        write(ax, line, (0, 1), by=(PAD, -(number + 0.8) * TEXT * LINE), colour=MUTED, gid="instead")
    return ax


def plain(value: float, digits: int = 0) -> str:
    """A number as it is printed on a chart; NaN is a dash.

    >>> plain(-0.04, 1), plain(float("nan")), plain(1234.0)
    ('0.0', '–', '1,234')
    """
    if value != value:
        return "–"
    if math.isinf(value):
        return "∞" if value > 0 else "\u2212∞"
    text = f"{value:,.{digits}f}"
    return (text.removeprefix("-") if not text.strip("-0.") else text).replace("-", "\u2212")
