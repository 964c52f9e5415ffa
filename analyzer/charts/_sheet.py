"""A chart made of rows: labels at the left, marks in the middle, numbers at the right, what it counts underneath."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzer.charts._canvas import LINE, PAD, Margins, Sign, bare, head_height, mark_row, new_axes, write, write_head
from analyzer.charts._lettering import fit, width
from analyzer.charts.style import FOCAL, GRID, INK, LABEL_ROOM, MUTED, SMALL, TEXT, WIDTH

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_GAP = 9.0  # between the plot and what stands beside it
_APART = 0.45  # of a row, between blocks of rows
_TICKS = 1.7  # lines from the plot to the first line under it


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a chart.

    Attributes
    ----------
    key : str
        What a link to the evidence goes by: the item, or the name of an article, outlet or group.
    label : str
        Printed at the left.
    says : str
        The row as a sentence, for readers who hear it.
    second : str
        A second, quieter line of the label.
    beside : tuple of str
        Printed at the right, one for each column of the sheet.
    focal : bool
        Whether the row is the focal article's.
    instead : str
        Printed in the plot where there is nothing to draw.
    apart : bool
        Whether a gap goes before the row.
    quiet : bool
        Whether it only says something about the rows around it.
    strong : bool
        Whether its label is printed bold, as that of the focal article is.
    """

    key: str
    label: str
    says: str = ""
    second: str = ""
    beside: tuple[str, ...] = ()
    focal: bool = False
    instead: str = ""
    apart: bool = False
    quiet: bool = False
    strong: bool = False

    @property
    def bold(self) -> bool:
        """Whether the label is bold."""
        return self.focal or self.strong


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands around the plot.

    Attributes
    ----------
    title : str
    rows : sequence of Row
    key : sequence of Sign
    columns : sequence of str
        Headings of what is printed at the right; may be empty strings.
    poles : (str, str)
        What lies to the left and to the right.
    below : str
        What the horizontal axis counts.
    pitch : float
        Height of a row.
    head : float
        Room for what stands between the plot and the key.
    lines : bool
        Whether a faint line leads from each label through the plot.
    """

    title: str
    rows: Sequence[Row]
    key: Sequence[Sign] = ()
    columns: Sequence[str] = ()
    poles: tuple[str, str] = ("", "")
    below: str = ""
    pitch: float = 16.0
    head: float = 0.0
    lines: bool = True

    @property
    def heights(self) -> list[float]:
        """Where each row lies, counted in rows from the top."""
        out, y = [], -1.0
        for row in self.rows:
            y += 1.0 + (_APART if row.apart else 0.0)
            out.append(y)
        return out


def lay_out(sheet: Sheet, ax: Axes | None) -> Axes:
    """The Axes of a sheet with all that stands around the plot; `sheet.heights` says where the marks go."""
    margins, tall = _margins(sheet), sheet.heights[-1] + 1.0
    if ax is None:
        ax = new_axes(margins, width=WIDTH - margins.left - margins.right, height=tall * sheet.pitch)
    bare(ax)
    ax.set_ylim(tall - 0.5, -0.5)
    for row, y in zip(sheet.rows, sheet.heights, strict=True):
        _write_row(ax, row, y, sheet.lines)
    _write_columns(ax, sheet)
    write_head(ax, sheet.title, sheet.key, left=margins.left, above=_over(sheet))
    _write_foot(ax, sheet)
    return ax


def left_out(number: int) -> Row:
    """The row that stands for those a chart has no room for."""
    return Row("", f"… {number:,} more in the table", quiet=True)


def _margins(sheet: Sheet) -> Margins:
    lines = _TICKS + len(_pole_lines(sheet)) + bool(sheet.below)
    left, right = _sides(sheet)
    return Margins(
        left=left,
        right=right,
        top=head_height(sheet.title, sheet.key) + _over(sheet),
        bottom=4.0 + lines * SMALL * LINE,
    )


def _sides(sheet: Sheet) -> tuple[float, float]:
    labels = [width(_label(row), TEXT, bold=row.bold) for row in sheet.rows]
    labels += [width(fit(row.second, LABEL_ROOM, SMALL), SMALL) for row in sheet.rows if row.second]
    return max(labels) * 1.02 + _GAP + PAD, sum(_widths(sheet)) + PAD


def _pole_lines(sheet: Sheet) -> list[tuple[str, str]]:
    """Both poles on one line, or on two where they would run into each other."""
    plot = WIDTH - sum(_sides(sheet))
    left, right = (fit(pole, plot - 14.0, SMALL, bold=True) if pole else "" for pole in sheet.poles)
    left, right = f"← {left}" if left else "", f"{right} →" if right else ""
    if not left and not right:
        return []
    together = width(left, SMALL, bold=True) + width(right, SMALL, bold=True) + 10.0 <= plot
    return [(left, right)] if together else [(left, ""), ("", right)]


def _label(row: Row) -> str:
    return fit(row.label, LABEL_ROOM, TEXT, bold=row.bold)


def _widths(sheet: Sheet) -> list[float]:
    def widest(at: int, heading: str) -> float:
        cells = [row.beside[at] for row in sheet.rows if at < len(row.beside)]
        return max(width(text, SMALL) for text in [*heading.split("\n"), *cells]) + _GAP

    return [widest(at, heading) for at, heading in enumerate(sheet.columns)]


def _over(sheet: Sheet) -> float:
    headed = [heading.count("\n") + 1 for heading in sheet.columns if heading]
    return max(max(headed, default=0) * SMALL * LINE, sheet.head)


def _write_row(ax: Axes, row: Row, y: float, lines: bool) -> None:
    if lines and not row.instead and not row.quiet:
        ax.plot([0, 1], [y, y], transform=ax.get_yaxis_transform(), color=GRID, linewidth=0.5, zorder=0, clip_on=False)
    colour = FOCAL if row.focal else MUTED if row.quiet else INK
    lift = 4.8 if row.second else 0.0
    write(ax, _label(row), (0, y), to="row", by=(-_GAP, lift), ha="right", bold=row.bold, colour=colour, gid="label")
    if row.second:
        second = fit(row.second, LABEL_ROOM, SMALL)
        write(ax, second, (0, y), to="row", by=(-_GAP, -5.4), ha="right", size=SMALL, colour=MUTED, gid="second")
    if row.instead:
        write(ax, fit(row.instead, 190, SMALL), (0, y), to="row", by=(4, 0), size=SMALL, colour=MUTED, gid="instead")
    if not row.quiet:
        mark_row(ax, row.key, row.says or row.label, y)


def _write_columns(ax: Axes, sheet: Sheet) -> None:
    """Cells and headings end on one line, as numbers do."""
    x = 0.0
    for at, (heading, across) in enumerate(zip(sheet.columns, _widths(sheet), strict=True)):
        x += across
        for row, y in zip(sheet.rows, sheet.heights, strict=True):
            if at < len(row.beside):
                cell = row.beside[at]
                write(ax, cell, (1, y), to="row", by=(x, 0), ha="right", size=SMALL, colour=MUTED, gid="beside")
        for number, line in enumerate(reversed(heading.split("\n"))):
            y_points = 1.0 + number * SMALL * LINE
            write(ax, line, (1, 1), by=(x, y_points), ha="right", va="bottom", size=SMALL, colour=MUTED, gid="heading")


def _write_foot(ax: Axes, sheet: Sheet) -> None:
    y = -_TICKS * SMALL * LINE
    for left, right in _pole_lines(sheet):
        if left:
            write(ax, left, (0, 0), by=(0, y), va="top", size=SMALL, bold=True, gid="pole")
        if right:
            write(ax, right, (1, 0), by=(0, y), ha="right", va="top", size=SMALL, bold=True, gid="pole")
        y -= SMALL * LINE
    if sheet.below:
        write(ax, sheet.below, (0.5, 0), by=(0, y), ha="center", va="top", size=SMALL, colour=MUTED, gid="below")
