"""Specification curve: one difference under every combination of settings, and which options each combination takes.

Above, the differences from the smallest to the largest, each with its range; below, a stroke under each of them in the
row of every option that it takes. Strokes that gather at one end show an option that moves the difference. The chart
does not say which option is right, and a share of combinations is no probability.

Source: Simonsohn, Simmons and Nelson (2020), Specification curve analysis, Nature Human Behaviour 4.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from analyzer.charts._canvas import (
    LINE,
    PAD,
    Margins,
    Sign,
    bare,
    head_height,
    mark_row,
    new_axes,
    say_nothing,
    write,
    write_head,
)
from analyzer.charts._curve import Way, across, draw_curve
from analyzer.charts._lettering import clean, fit, width
from analyzer.charts._marks import ARTICLE, HOLLOW
from analyzer.charts._rows import number
from analyzer.charts.style import FOCAL, LABEL_ROOM, MAX_ROWS, MUTED, SMALL, TEXT, WIDTH, house_style
from analyzer.errors import UsageError, one_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

Record = Mapping[str, Any]
NEEDED = (
    "measure", "item", "kind", "choice", "value", "low", "high", "same_sign", "default", "n_articles", "reason",
)  # fmt: skip
_PITCH = 12.5  # points from one option to the next; heights are counted in such rows
_CURVE, _GAP, _APART = 13.0, 1.2, 0.45
_UNITS = {"framing": ("sentences in 100", 100.0), "axis": ("log ratio", 1.0), "tone": ("VADER compound", 1.0)}
_WAY, _RUN = Sign("●", MUTED, "another combination"), ARTICLE.key("the settings of this run, their options in bold")
_COUNTED = ("sign as", "in this run")
_SIDE = 9.0  # between the plot and what stands beside it


class _Option(NamedTuple):
    """A row under the curve."""

    choice: str
    option: str
    y: float
    default: bool

    @property
    def label(self) -> str:
        """What is printed at the left."""
        return fit(f"{self.choice}: {self.option}", LABEL_ROOM, TEXT, bold=self.default)


def sensitivity(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    measure: str | None = None,
    item: str | None = None,
    labels: Mapping[str, str] | None = None,
    title: str | None = None,
) -> Axes:
    """Draw the specification curve of one headline difference.

    Parameters
    ----------
    table : DataFrame
        The table `sensitivity`; rows of the kind "choice" are drawn.
    ax : Axes, optional
        Where to draw; without it a figure is made (`ax.figure`).
    measure : str, optional
        "framing", "axis" or "tone"; without it the first of the table, or the first that has the item.
    item : str, optional
        Which frame or axis; without it the one whose difference in the run is largest, either way.
    labels : mapping, optional
        What to print for the key of an item.
    title : str, optional

    Returns
    -------
    Axes

    Raises
    ------
    UsageError
        When there is no such measure in the table or a column is missing.
    """
    own = _chosen(table, measure, item)
    unit, scale = _UNITS.get(str(own[0]["measure"]) if own else "", ("", 1.0))
    known = [row for row in own if math.isfinite(number(row["value"]))]
    key = str(own[0]["item"]) if own else ""
    heading = title or f"{clean((labels or {}).get(key, key)) if own else 'The difference'}: {_TITLE}"
    with house_style():
        if not known:
            reasons = [str(row["reason"]) for row in own if row["reason"]]
            return say_nothing(ax, heading, (reasons or ["Nothing to show: the table has no combinations."])[0])
        ways = sorted((_way(row, scale) for row in known), key=lambda way: (way.value, str(way.options)))
        return _draw(ways, unit, _below(known, len(own) - len(known)), ax, heading)


_TITLE = "difference from the others under every combination of settings"


def _chosen(table: pd.DataFrame, measure: str | None, item: str | None) -> list[Record]:
    """The combinations of one item."""
    if table.empty:
        return []
    missing = [name for name in NEEDED if name not in table.columns]
    if missing:
        raise UsageError(f"The table lacks the columns {', '.join(missing)}.", fix="Give the table sensitivity.")
    if measure is not None:
        one_of("measure", measure, list(dict.fromkeys(table["measure"])))
    rows: list[Record] = [
        {str(name): cell for name, cell in row.items()}
        for row in table[table["kind"] == "choice"].to_dict("records")
        if measure in (None, row["measure"]) and item in (None, row["item"])
    ]
    rows = [row for row in rows if row["measure"] == rows[0]["measure"]]
    largest = _largest(rows)
    return [row for row in rows if row["item"] == largest]


def _largest(rows: Sequence[Record]) -> str:
    """The item whose difference in the run is largest; the first where none has one."""
    sizes = {row["item"]: abs(number(row["value"])) for row in rows if row["default"]}
    known = {item: size for item, size in sizes.items() if math.isfinite(size)}
    return str(max(known, key=lambda item: known[item]) if known else rows[0]["item"] if rows else "")


def _way(row: Record, scale: float) -> Way:
    parts = (part.partition("=") for part in str(row["choice"]).split(", "))
    value, low, high = (scale * number(row[name]) for name in ("value", "low", "high"))
    options = {name: option for name, sign, option in parts if sign}
    return Way(options, value, low, high, same=bool(row["same_sign"]), default=bool(row["default"]))


def _below(known: Sequence[Record], missing: int) -> str:
    """What the chart rests on."""
    counts = sorted(int(row["n_articles"]) for row in known)
    n = f"{counts[0]:,}" if counts[0] == counts[-1] else f"{counts[0]:,} to {counts[-1]:,}"
    text = f"{len(known):,} combination{'s' * (len(known) > 1)} of settings in the order of their difference"
    return f"{text}; n = {n} other article{'s' * (counts[-1] > 1)}" + (f"; {missing:,} without one" if missing else "")


def _options(ways: Sequence[Way]) -> list[_Option]:
    """Every option that some combination takes, choice by choice, that of the run first."""
    taken: dict[str, dict[str, bool]] = {}
    for way in sorted(ways, key=lambda way: not way.default):
        for choice, option in way.options.items():
            own = taken.setdefault(choice, {})
            own[option] = own.get(option, False) or way.default
    rows, y = [], _CURVE + _GAP
    for choice, own in taken.items():
        for option in sorted(own, key=lambda option: (not own[option], _size(option), option)):
            rows.append(_Option(choice, option, y, own[option]))
            y += 1.0
        y += _APART
    return rows


def _size(option: str) -> float:
    value = number(option)
    return value if math.isfinite(value) else math.inf


def _draw(ways: Sequence[Way], unit: str, below: str, ax: Axes | None, title: str) -> Axes:
    every = _options(ways)
    options = every[:MAX_ROWS]
    signs = [_RUN] * any(way.default for way in ways) + [_WAY] * (len(ways) > 1)
    signs += [HOLLOW] * (not all(way.bounded for way in ways))
    bottom = (options[-1].y if options else _CURVE) + 1.0 + (len(every) > len(options))
    more = f"… {len(every) - len(options)} more in the table" if len(every) > len(options) else ""
    labels = [width(one.label, TEXT, bold=one.default) for one in options]
    left = max([*labels, width(more, TEXT), 40.0]) * 1.02 + _SIDE + PAD
    right = width(_COUNTED[1], SMALL) + _SIDE + PAD
    above = SMALL * LINE + 2.0
    if ax is None:
        margins = Margins(left, right, head_height(title, signs) + above, 6.0 + SMALL * LINE)
        ax = new_axes(margins, width=WIDTH - left - right, height=(bottom + 0.3) * _PITCH)
    bare(ax)
    ax.set_xlim(-0.8, len(ways) - 0.2)
    ax.set_ylim(bottom, -0.3)
    write_head(ax, title, signs, left=left, above=above)
    side = f"{unit}; above 0: more in this article" if unit else "above 0: more in this article"
    write(ax, side, (0, 1), by=(0, 3), va="bottom", size=SMALL, colour=MUTED, gid="unit")
    draw_curve(ax, ways, rows=_CURVE)
    for option in options:
        _draw_option(ax, option, ways)
    if options:
        _head_counts(ax, options[0].y)
    if more:
        write(ax, more, (0, bottom - 1.0), to="row", by=(-_SIDE, 0), ha="right", colour=MUTED, gid="label")
    below = fit(below, WIDTH - left - right + 2 * min(left, right) - 2 * PAD, SMALL)
    write(ax, below, (0.5, 0), by=(0, -2), ha="center", va="top", size=SMALL, colour=MUTED, gid="below")
    return ax


def _draw_option(ax: Axes, option: _Option, ways: Sequence[Way]) -> None:
    """A stroke under each combination that takes the option, and in how many of these the sign is that of the run."""
    own = [(x, way) for x, way in enumerate(ways) if way.options.get(option.choice) == option.option]
    same = sum(way.same for _, way in own)
    across(ax, option.y)
    for colour, thick, gid in ((MUTED, 1.4, "taken"), (FOCAL, 2.2, "run taken")):
        xs = [x for x, way in own if way.default == (gid == "run taken")]
        if xs:
            ax.vlines(xs, option.y - 0.34, option.y + 0.34, colors=colour, linewidth=thick, zorder=2, gid=gid)
    write(ax, option.label, (0, option.y), to="row", by=(-_SIDE, 0), ha="right", bold=option.default, gid="label")
    by = (width(_COUNTED[1], SMALL) + _SIDE, 0.0)
    count = f"{same} of {len(own)}"
    write(ax, count, (1, option.y), to="row", by=by, ha="right", size=SMALL, colour=MUTED, gid="beside")
    says = f"{option.label}: {len(own)} combinations, {same} of them with the sign of this run"
    mark_row(ax, f"{option.choice}={option.option}", says, option.y)


def _head_counts(ax: Axes, y: float) -> None:
    """What the counts at the right are, over the first of them."""
    across_to = width(_COUNTED[1], SMALL) + _SIDE
    for at, line in enumerate(_COUNTED):
        by = (across_to, (2 - at) * SMALL * LINE)
        write(ax, line, (1, y), to="row", by=by, ha="right", size=SMALL, colour=MUTED, gid="heading")
