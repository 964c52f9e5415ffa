"""Heat table of frames by speakers: of the sentences that each category speaks, how many in 100 carry each frame.

Where a speaker has fewer than five sentences, the cell says how many of them carry the frame and has no colour. A frame
in somebody's words is not yet a view of theirs: it may be brought up to be denied.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from analyzer.charts import _rows
from analyzer.charts._canvas import Sign, plain, say_nothing
from analyzer.charts._heat import Cell, draw_cells, head_room, write_heads
from analyzer.charts._lettering import clean
from analyzer.charts._rows import SPOKEN, SPOKEN_WORDS, Estimate, Spoken, cut
from analyzer.charts._sheet import Row, Sheet, lay_out, left_out
from analyzer.charts.style import MAX_ROWS, MUTED, house_style
from analyzer.errors import one_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_NARRATOR = "narrator"
_FEW = 5  # sentences; fewer are counted, not drawn as a share
_MOST_FRAMES = 12
_TOLD = 3  # frames of a row that are read out
_TEXTS = {"focal": "This article", "others": "The other coverage"}
_Line = dict[str, Estimate]


def framing_by_speaker(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    level: Literal["focal", "others"] = "focal",
    voice: Spoken = "attributed",
    labels: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
    title: str | None = None,
) -> Axes:
    """Draw one row for the narrator and for each category that speaks, and one column for each frame.

    Parameters
    ----------
    table : DataFrame
        Of the measure `framing_by_speaker`.
    ax : Axes, optional
        Where to draw; without it a figure is made (`ax.figure`).
    level : {"focal", "others"}
        Whether to draw the article or the mean of the others.
    voice : {"attributed", "quoted", "paraphrased"}
    labels : mapping, optional
        What to print for the key of a frame.
    names : mapping, optional
        What to print for the key of a category.
    title : str, optional

    Returns
    -------
    Axes

    Raises
    ------
    UsageError
        When `level` or `voice` is unknown or the table lacks a common column.
    """
    one_of("level", level, _TEXTS)
    one_of("voice", voice, SPOKEN)
    found = _rows.estimates(table, voices=(_NARRATOR, voice), levels=(level,), known=(_NARRATOR, *SPOKEN))
    heading = title or f"{_TEXTS[level]}: in whose words the frames stand"
    with house_style():
        if not any(row.known for row in found):
            return say_nothing(ax, heading, _rows.why_empty(table, found, voice))
        return _draw(_lines(found), ax, heading, labels or {}, names or {}, voice)


def _lines(found: Sequence[Estimate]) -> list[tuple[str, _Line]]:
    """Speakers with their cells: the narrator, then from the most to the fewest sentences; who has none is left out."""
    lines: dict[str, _Line] = {}
    for row in found:
        if row.known:
            lines.setdefault(str(row.more.get("category", row.name)), {})[row.item] = row
    return sorted(lines.items(), key=lambda line: (line[0] != _NARRATOR, -_amount(line[1]), line[0]))


def _amount(line: _Line) -> int:
    return max(row.n_units for row in line.values())


def _single(lines: Sequence[tuple[str, _Line]]) -> bool:
    """Whether the rows speak of one article."""
    return all(row.level == "focal" for _, line in lines for row in line.values())


def _draw(
    lines: Sequence[tuple[str, _Line]],
    ax: Axes | None,
    title: str,
    labels: Mapping[str, str],
    names: Mapping[str, str],
    voice: str,
) -> Axes:
    first, missing, last = cut(lines, MAX_ROWS)
    every = list(dict.fromkeys(item for _, line in lines for item in line))
    frames = every[:_MOST_FRAMES]
    heads = [labels.get(frame, frame) for frame in frames]
    rows = [_row(key, line, frames, labels, names) for key, line in first]
    rows += [left_out(missing)] * bool(missing) + [_row(key, line, frames, labels, names) for key, line in last]
    places = [*range(len(first)), *range(len(rows) - len(last), len(rows))]
    notes = [Row("", f"… {len(every) - len(frames)} more frames", quiet=True)] * (len(every) > len(frames))
    sheet = Sheet(
        title,
        [*rows, *notes],
        key=_key(lines),
        columns=("sentences" if _single(lines) else "sentences |\narticles",),
        below=f"sentences in 100 that carry the frame; speakers: words that are {SPOKEN_WORDS[voice]}",
        pitch=17.0,
        head=head_room(heads),
        lines=False,
    )
    ax = lay_out(sheet, ax)
    ax.set_xlim(-0.5, len(frames) - 0.5)
    cells = [
        _cell(x, sheet.heights[place], line[frame])
        for place, (_, line) in zip(places, [*first, *last], strict=True)
        for x, frame in enumerate(frames)
        if frame in line
    ]
    draw_cells(ax, cells, low=0.0, high=max((cell.value for cell in cells if cell.value == cell.value), default=0.0))
    write_heads(ax, heads)
    return ax


def _cell(x: float, y: float, row: Estimate) -> Cell:
    if row.n_units >= _FEW:
        return Cell(x, y, 100 * row.value, plain(100 * row.value))
    return Cell(x, y, float("nan"), _few(row))


def _few(row: Estimate) -> str:
    """How many of the few sentences carry the frame; a mean over several articles is no count."""
    return f"{row.value * row.n_units:.0f} of {row.n_units}" if row.n_articles == 1 else "few"


def _row(key: str, line: _Line, frames: Sequence[str], labels: Mapping[str, str], names: Mapping[str, str]) -> Row:
    label, n = clean(names.get(key, key)), _amount(line)
    most = sorted((line[frame] for frame in frames if frame in line), key=lambda row: (-row.value, row.item))[:_TOLD]
    told = ", ".join(
        f"{clean(labels.get(row.item, row.item))} {plain(100 * row.value) if n >= _FEW else _few(row)}" for row in most
    )
    amount = f"{n:,} {'sentence' if n == 1 else 'sentences'}"
    few = ", too few for a share" if n < _FEW else ""
    beside = f"{n:,}" if _single([(key, line)]) else f"{n:,} | {max(row.n_articles for row in line.values()):,}"
    says = f"{label}, {amount}{few}; most: {told}"
    return Row(key, label, says, beside=(beside,), strong=key == _NARRATOR)


def _key(lines: Sequence[tuple[str, _Line]]) -> list[Sign]:
    few = any(_amount(line) < _FEW for _, line in lines)
    return [Sign("", MUTED, f"without colour: fewer than {_FEW} sentences")] * few
