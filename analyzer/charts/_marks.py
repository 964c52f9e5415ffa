"""Marks in the rows of a chart: points with their intervals, faint ticks, and the number line under them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from analyzer.charts._canvas import Sign, plain
from analyzer.charts.style import FOCAL, GRID, INK, MUTED, OTHERS, PAPER, SMALL

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True, slots=True)
class Mark:
    """How a point looks in the plot, and which sign stands for it in the key."""

    name: str
    marker: str
    size: float
    colour: str
    sign: str
    line: float = 1.6

    def key(self, text: str) -> Sign:
        """The entry of the key for this mark."""
        return Sign(self.sign, self.colour, text)


ARTICLE = Mark("focal", "D", 6.6, FOCAL, "◆", 2.2)
REST = Mark("others", "o", 7.0, OTHERS, "●", 2.2)
GROUP = Mark("group", "s", 6.0, OTHERS, "■")
SINGLE = Mark("single", "o", 4.6, MUTED, "●", 1.0)
MARKS = {"focal": ARTICLE, "others": REST, "group": GROUP, "outlet": SINGLE, "article": SINGLE}
HOLLOW = Sign("○", MUTED, "hollow: no interval")


class Point(NamedTuple):
    """A value in a row with the ends of its interval; NaN ends are no interval, infinite ones an open interval."""

    y: float
    x: float
    low: float = math.nan
    high: float = math.nan

    @property
    def bounded(self) -> bool:
        """Whether there is an interval."""
        return not (math.isnan(self.low) or math.isnan(self.high))


def draw_points(ax: Axes, points: Iterable[Point], mark: Mark, *, hollow: bool = False) -> None:
    """Draw points, hollow where they have no interval, or all of them.

    The number line must be set before: open ends go to its end.
    """
    shown = [point for point in points if not math.isnan(point.x)]
    closed = [point for point in shown if point.bounded]
    first, last = ax.get_xlim()
    if closed:
        ax.hlines(
            [point.y for point in closed],
            [max(point.low, first) for point in closed],
            [min(point.high, last) for point in closed],
            colors=mark.colour,
            linewidth=mark.line,
            clip_on=False,
            gid=f"{mark.name} interval",
            zorder=2,
        )
        for marker, at, beyond in (
            ("<", first, [point for point in closed if point.low < first]),
            (">", last, [point for point in closed if point.high > last]),
        ):
            head = Mark(f"{mark.name} open", marker, 4.0, mark.colour, marker)
            _draw(ax, [Point(point.y, at) for point in beyond], head, mark.colour, mark.colour, "")
    _draw(ax, [] if hollow else closed, mark, mark.colour, PAPER, "")
    _draw(ax, [point for point in shown if hollow or not point.bounded], mark, PAPER, mark.colour, " hollow")


def _draw(ax: Axes, points: Sequence[Point], mark: Mark, face: str, edge: str, suffix: str) -> None:
    if points:
        ax.plot(
            [point.x for point in points],
            [point.y for point in points],
            linestyle="",
            marker=mark.marker,
            markersize=mark.size,
            markerfacecolor=face,
            markeredgecolor=edge,
            markeredgewidth=0.7 if edge == PAPER else 1.2,
            clip_on=False,
            gid=mark.name + suffix,
            zorder=3,
        )


def draw_ticks(ax: Axes, xs: Iterable[float], y: float, *, half: float = 0.3) -> None:
    """Faint upright strokes, one for each value."""
    known = [x for x in xs if not math.isnan(x)]
    if known:
        strokes = ax.vlines(known, y - half, y + half, colors=MUTED, linewidth=0.6, clip_on=False, gid="each")
        strokes.set(alpha=0.55, zorder=1)


def number_line(
    ax: Axes,
    points: Iterable[Point],
    *,
    least: tuple[float, float],
    bounds: tuple[float, float] = (-math.inf, math.inf),
    symmetric: bool = False,
    zero: bool = False,
    digits: int = 0,
) -> None:
    """Set the horizontal axis so that it holds all points, their intervals and the range `least`, and label it.

    Parameters
    ----------
    ax : Axes
    points : iterable of Point
    least, bounds : (float, float)
        The smallest and the largest range of the axis.
    symmetric : bool
        Whether 0 lies in the middle.
    zero : bool
        Whether to draw a line at 0.
    digits : int
        Decimals to print at least.
    """
    every = [end for point in points for end in point[1:]]
    ends = [end for end in every if math.isfinite(end)]
    low, high = min([least[0], *ends]), max([least[1], *ends])
    # An open interval gets an arrow at the end of the line, beyond all points.
    pad = (0.08 if any(map(math.isinf, every)) else 0.03) * (high - low)
    low, high = max(low - (pad if low < least[0] else 0.0), bounds[0]), min(high + pad, bounds[1])
    if symmetric:
        low, high = -max(-low, high), max(-low, high)
    ax.set_xlim(low, high)
    _label_line(ax, low, high, digits)
    if zero:
        ax.axvline(0.0, color=INK, linewidth=0.8, zorder=1, gid="zero")


def nice_ticks(low: float, high: float, *, digits: int = 0, most: int = 9) -> tuple[list[float], int]:
    """Round numbers between two ends, and the decimals that they need.

    >>> nice_ticks(-0.5, 1.2, most=4)
    ([-0.5, 0.0, 0.5, 1.0], 1)
    """
    from matplotlib.ticker import MaxNLocator

    slack = 1e-9 * (high - low)
    proposed = MaxNLocator(most, steps=[1, 2, 5, 10]).tick_values(low, high)
    ticks = [float(tick) for tick in proposed if low - slack <= tick <= high + slack]
    step = min((b - a for a, b in pairwise(ticks)), default=1.0)
    return ticks, max(digits, math.ceil(-math.log10(step) - 1e-9))


def _label_line(ax: Axes, low: float, high: float, digits: int) -> None:
    ticks, decimals = nice_ticks(low, high, digits=digits)
    ax.set_xticks(ticks, [plain(tick, decimals) for tick in ticks])
    ax.tick_params(axis="x", length=0, pad=3, labelsize=SMALL, labelcolor=MUTED)
    for tick in ticks:
        ax.axvline(tick, color=GRID, linewidth=0.5, zorder=0)
