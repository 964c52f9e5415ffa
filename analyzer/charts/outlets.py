"""Heat table of outlets and frames: sentences in 100 that carry each frame, printed in every cell.

It is there to look up one outlet or one frame. Beside each name stands how many articles the row rests on; a row of one
article says how that article is written, and not what the outlet is like.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from analyzer.charts import _rows
from analyzer.charts._canvas import plain, say_nothing
from analyzer.charts._forest import OWN_NAMES, row_name
from analyzer.charts._heat import Cell, draw_cells, head_room, write_heads
from analyzer.charts._lettering import clean
from analyzer.charts._rows import VOICE_WORDS, Estimate, Voice, ranked, size
from analyzer.charts._sheet import Row, Sheet, lay_out, left_out
from analyzer.charts.style import MAX_ROWS, house_style
from analyzer.errors import one_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_MOST_FRAMES = 12
_TOLD = 3  # frames of a row that are read out; all of them stand in its cells


def outlets(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    voice: Voice = "narrator",
    by: Literal["outlet", "group", "article"] | None = None,
    groups: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
    labels: Mapping[str, str] | None = None,
    title: str | None = None,
) -> Axes:
    """Draw one row for each outlet (or group, or article) and one column for each frame.

    Parameters
    ----------
    table : DataFrame
        Of a measure whose values are shares, as `framing`.
    ax : Axes, optional
        Where to draw; without it a figure is made (`ax.figure`).
    voice : {"narrator", "quoted", "paraphrased", "all"}
    by : {"outlet", "group", "article"}, optional
        What the rows are; without it the first of these that the table has.
    groups : mapping, optional
        Group of each name; rows are put together by it, each group under its own row.
    names : mapping, optional
        What to print for the name of an article, outlet or group.
    labels : mapping, optional
        What to print for the key of a frame.
    title : str, optional

    Returns
    -------
    Axes

    Raises
    ------
    UsageError
        When `voice` or `by` is unknown or the table lacks a common column.
    """
    unread = ("article",) if by == "outlet" or (by is None and _rows.names_at(table, "outlet")) else ()
    found = _rows.without_focal(_rows.estimates(_rows.without(table, *unread), voices=(voice,)))
    level = _level(found, by)
    chosen = [row for row in found if row.level in (level, *OWN_NAMES)]
    heading = title or f"Sentences in 100 that carry each frame, {VOICE_WORDS[voice]}"
    with house_style():
        if not any(row.known for row in chosen):
            return say_nothing(ax, heading, _rows.why_empty(table, chosen, voice))
        entries, missing = _entries(found, level, groups or {}, names or {})
        return _draw(entries, _frames(chosen), missing, ax, heading, labels or {})


def _level(rows: Sequence[Estimate], by: str | None) -> str:
    if by is not None:
        return one_of("by", by, ("outlet", "group", "article"))
    present = {row.level for row in rows}
    return next((level for level in ("outlet", "group", "article") if level in present), "outlet")


class _Entry(NamedTuple):
    """A row of the heat table: its label, its cells by frame, whether a gap goes before it, whether it is a group."""

    label: str
    cells: dict[str, Estimate]
    apart: bool = False
    group: bool = False


def _entries(
    found: Sequence[Estimate], level: str, groups: Mapping[str, str], names: Mapping[str, str]
) -> tuple[list[_Entry], int]:
    """Rows in order, and how many are left out: where there are too many, those that rest on most articles stay."""
    lines: dict[tuple[str, str], dict[str, Estimate]] = {}
    for row in found:
        lines.setdefault((row.level, row.name), {})[row.item] = row
    head = [
        _Entry(row_name(next(iter(cells.values())), names), cells)
        for own in OWN_NAMES
        for (at, _), cells in lines.items()
        if at == own
    ]
    singles = {name: cells for (at, name), cells in lines.items() if at == level}
    kept = sorted(singles, key=lambda name: (*_weight(singles[name]), name))[: max(MAX_ROWS - len(head), 1)]
    parts: dict[str, list[str]] = {}
    for name in sorted(
        kept, key=lambda name: (groups.get(name) or "\uffff", clean(names.get(name, name)).lower(), name)
    ):
        parts.setdefault(groups.get(name, ""), []).append(name)
    entries = head
    for group, members in parts.items():
        if group:
            cells = lines.get(("group", group), {})
            entries.append(_Entry(clean(names.get(group, group)), cells, apart=bool(entries), group=True))
        for place, name in enumerate(members):
            apart = bool(entries) and place == 0 and not group
            entries.append(_Entry(clean(names.get(name, name)), singles[name], apart=apart))
    return entries, len(singles) - len(kept)


def _weight(cells: Mapping[str, Estimate]) -> tuple[int, int]:
    row = next(iter(cells.values()))
    return -row.n_articles, -row.n_units


def _frames(rows: Sequence[Estimate]) -> list[str]:
    """Frames from the most to the least used, as the others use them where the table says so."""
    others = [row for row in rows if row.level == "others" and row.known] or [row for row in rows if row.known]
    sums: dict[str, list[float]] = {}
    for row in others:
        sums.setdefault(row.item, []).append(row.value)
    return sorted(sums, key=lambda item: (-sum(sums[item]) / len(sums[item]), item))


def _draw(
    entries: Sequence[_Entry],
    every: Sequence[str],
    missing: int,
    ax: Axes | None,
    title: str,
    labels: Mapping[str, str],
) -> Axes:
    frames = list(every[:_MOST_FRAMES])
    heads = [labels.get(frame, frame) for frame in frames]
    notes = [left_out(missing)] if missing else []
    if len(every) > len(frames):
        notes.append(Row("", f"… {len(every) - len(frames)} more frames", quiet=True))
    sheet = Sheet(
        title,
        [_row(entry, frames, labels) for entry in entries] + notes,
        columns=("",),
        pitch=15.0,
        head=head_room(heads),
        lines=False,
    )
    ax = lay_out(sheet, ax)
    ax.set_xlim(-0.5, len(frames) - 0.5)
    cells = [
        Cell(x, y, 100 * entry.cells[frame].value, plain(100 * entry.cells[frame].value))
        for entry, y in zip(entries, sheet.heights, strict=False)
        for x, frame in enumerate(frames)
        if frame in entry.cells
    ]
    draw_cells(ax, cells, low=0.0, high=max((cell.value for cell in cells if cell.value == cell.value), default=0.0))
    write_heads(ax, heads)
    return ax


def _row(entry: _Entry, frames: Sequence[str], labels: Mapping[str, str]) -> Row:
    if not entry.cells:
        return Row("", entry.label, apart=entry.apart, quiet=True)
    row = next(iter(entry.cells.values()))
    most = ranked(entry.cells[frame] for frame in frames if frame in entry.cells)[:_TOLD]
    told = ", ".join(f"{clean(labels.get(one.item, one.item))} {plain(100 * one.value)}" for one in most)
    amount = size(row, "sentences")
    says = f"{entry.label}, {amount}; most: {told}"
    return Row(
        row.name, entry.label, says, beside=(amount,), focal=row.level == "focal", apart=entry.apart, strong=entry.group
    )
