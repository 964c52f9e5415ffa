"""Cells of a heat table, a ramp of one hue with the number printed on every cell, and the slanted heads over them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from analyzer.charts._canvas import write
from analyzer.charts._lettering import width, wrap
from analyzer.charts.style import MUTED, ON_DARK, ON_LIGHT, RAMP, SMALL

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.path import Path

_INSET = 0.03  # of a cell, so that neighbours stay apart
_HEAD_ROOM = 84.0  # points that a heading is long at most
_SLANT = 45.0
_SINE = math.sin(math.radians(_SLANT))
_FIRST_DARK = 6  # from this step of the ramp on, light numbers are read more easily


class Cell(NamedTuple):
    """A cell: its place, its value, and what is printed on it."""

    x: float
    y: float
    value: float
    text: str


def step(value: float, low: float, high: float) -> int:
    """Which step of the ramp stands for a value between two bounds.

    >>> step(0.0, 0.0, 1.0), step(1.0, 0.0, 1.0), step(0.3, 0.3, 0.3)
    (0, 8, 0)
    """
    if high <= low:
        return 0
    return min(int((value - low) / (high - low) * len(RAMP)), len(RAMP) - 1)


def draw_cells(ax: Axes, cells: Sequence[Cell], *, low: float, high: float, size: float = SMALL) -> None:
    """Draw cells between the bounds of the ramp; a cell without a value is left empty but for its text."""
    from matplotlib.patches import PathPatch

    known = [cell for cell in cells if not math.isnan(cell.value)]
    steps = {cell: step(cell.value, low, high) for cell in known}
    for number, colour in enumerate(RAMP):
        own = [cell for cell in known if steps[cell] == number]
        if own:  # one patch a step: an SVG of hundreds of cells stays small
            ax.add_artist(
                PathPatch(_squares(own), facecolor=colour, edgecolor="none", gid=f"heat {number}", clip_on=False)
            )
    # Numbers of one colour follow each other, for the same reason.
    for cell in sorted(cells, key=lambda cell: steps.get(cell, 0) >= _FIRST_DARK):
        colour = MUTED if cell not in steps else ON_DARK if steps[cell] >= _FIRST_DARK else ON_LIGHT
        if cell.text:
            write(ax, cell.text, (cell.x, cell.y), to="data", size=size, colour=colour, ha="center", gid="cell")


def head_room(heads: Sequence[str]) -> float:
    """Room that the heads of the columns need over the plot."""
    longest = max(width(line, SMALL) for head in heads for line in wrap(head, _HEAD_ROOM, SMALL))
    return (longest + 2 * SMALL) * _SINE + 4.0


def write_heads(ax: Axes, heads: Sequence[str]) -> None:
    """Write the heads of the columns, slanted, over columns 0, 1, 2 …"""
    for x, head in enumerate(heads):
        lines = wrap(head, _HEAD_ROOM, SMALL)
        for number, line in enumerate(lines):
            lift = (len(lines) - 1 - number) * SMALL * _SINE * 1.2
            by = (-lift, 4.0 + lift)
            write(ax, line, (x, 1), to="column", by=by, size=SMALL, va="baseline", rotation=_SLANT, gid="column")


def _squares(cells: Sequence[Cell]) -> Path:
    from matplotlib.path import Path

    half = 0.5 - _INSET
    corners = ((-half, -half), (half, -half), (half, half), (-half, half), (-half, -half))
    vertices = [(cell.x + dx, cell.y + dy) for cell in cells for dx, dy in corners]
    codes = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY] * len(cells)
    return Path(vertices, codes)
