"""The curve of many ways of taking one number: points side by side with their ranges, heights counted in rows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from analyzer.charts._canvas import plain, write
from analyzer.charts._marks import ARTICLE, nice_ticks
from analyzer.charts.style import FOCAL, GRID, INK, MUTED, PAPER, SMALL

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MANY = 60  # points beyond which they are drawn smaller


class Way(NamedTuple):
    """One way: the options that it takes, its value with the ends of its range, and whether it is that of the run."""

    options: dict[str, str]
    value: float
    low: float
    high: float
    same: bool
    default: bool

    @property
    def bounded(self) -> bool:
        """Whether there is a range."""
        return not (math.isnan(self.low) or math.isnan(self.high))


class _Look(NamedTuple):
    """How points look."""

    name: str
    colour: str
    marker: str
    size: float
    line: float
    alpha: float
    order: float


class _Scale(NamedTuple):
    """From a value to a height, counted in rows from the top."""

    low: float
    high: float
    rows: float

    def __call__(self, value: float) -> float:
        return min(max(self.rows * (self.high - value) / (self.high - self.low), 0.0), self.rows)


def draw_curve(ax: Axes, ways: Sequence[Way], *, rows: float, digits: int = 0) -> None:
    """Draw ways from left to right in the uppermost rows, with a line at 0 and numbers at the left."""
    ends = [end for way in ways for end in (way.value, way.low, way.high) if math.isfinite(end)]
    low, high = min(0.0, *ends), max(0.0, *ends)
    low, high = (low, high) if high > low else (-1.0, 1.0)
    scale = _Scale(low, high, rows)
    ticks, decimals = nice_ticks(low, high, digits=digits, most=6)
    for tick in ticks:
        across(ax, scale(tick))
        text = plain(tick, decimals)
        write(ax, text, (0, scale(tick)), to="row", by=(-6, 0), ha="right", size=SMALL, colour=MUTED, gid="number")
    ax.plot([0, 1], [scale(0.0)] * 2, transform=ax.get_yaxis_transform(), color=INK, linewidth=0.8, gid="zero")
    size = 4.4 if len(ways) <= _MANY else 3.0
    for look in (
        _Look("way", MUTED, "o", size, 0.8, 0.5, 2),
        _Look("run", FOCAL, ARTICLE.marker, ARTICLE.size, 2.0, 1.0, 4),
    ):
        own = [(x, way) for x, way in enumerate(ways) if way.default == (look.name == "run")]
        _draw_ranges(ax, [(x, scale(way.low), scale(way.high)) for x, way in own if way.bounded], look)
        for bounded in (True, False):
            _draw_points(
                ax, [(x, scale(way.value)) for x, way in own if way.bounded == bounded], look, hollow=not bounded
            )


def across(ax: Axes, y: float) -> None:
    """A faint line from side to side."""
    ax.plot([0, 1], [y, y], transform=ax.get_yaxis_transform(), color=GRID, linewidth=0.5, zorder=0, gid="grid")


def _draw_ranges(ax: Axes, ranges: Sequence[tuple[float, float, float]], look: _Look) -> None:
    if ranges:
        x, low, high = ([part[at] for part in ranges] for at in range(3))
        lines = ax.vlines(x, low, high, colors=look.colour, linewidth=look.line, gid=f"{look.name} range")
        lines.set(alpha=look.alpha, zorder=look.order)


def _draw_points(ax: Axes, points: Sequence[tuple[float, float]], look: _Look, *, hollow: bool) -> None:
    if points:
        ax.plot(
            [x for x, _ in points],
            [y for _, y in points],
            linestyle="",
            marker=look.marker,
            markersize=look.size,
            markerfacecolor=PAPER if hollow else look.colour,
            markeredgecolor=look.colour if hollow else PAPER,
            markeredgewidth=1.0 if hollow else 0.6,
            clip_on=False,
            zorder=look.order + 1,
            gid=f"{look.name} hollow" if hollow else look.name,
        )
