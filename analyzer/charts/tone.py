"""Dumbbells of lexical tone: the mean tone of the narrator and of the quoted voices, row by row.

The share of units without any word of the lexicon is printed beside, for most of a tone near 0 is silence. Tone counts
friendly and unfriendly words; it does not say for or against whom.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from analyzer.charts import _rows
from analyzer.charts._canvas import Sign, plain, say_nothing
from analyzer.charts._forest import blocks, in_words, readable, row_name
from analyzer.charts._marks import HOLLOW, Mark, Point, draw_points, number_line
from analyzer.charts._rows import VOICE_WORDS, Estimate, Voice, size
from analyzer.charts._sheet import Row, Sheet, lay_out, left_out
from analyzer.charts.style import FOCAL, GRID, INK, MUTED, OTHERS, house_style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_SHAPES = {
    "narrator": ("o", "●", 6.4),
    "quoted": ("^", "▲", 6.6),
    "paraphrased": ("v", "▼", 6.6),
    "all": ("s", "■", 5.8),
}
_COLOURS = {"focal": FOCAL, "others": OTHERS, "group": OTHERS}
_OFF = 0.18  # of a row: one voice a little above the line, the other a little below
Both = dict[str, Estimate]


def tone(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    voices: Sequence[Voice] = ("narrator", "quoted"),
    by: Literal["article", "outlet"] | None = None,
    names: Mapping[str, str] | None = None,
    title: str | None = None,
) -> Axes:
    """Draw the mean tone in each voice with its interval, ordered by the first voice.

    Parameters
    ----------
    table : DataFrame
        Of the measure `tone`, with rows at any levels.
    ax : Axes, optional
        Where to draw; without it a figure is made (`ax.figure`).
    voices : sequence of {"narrator", "quoted", "paraphrased", "all"}
        One or two voices.
    by : {"article", "outlet"}, optional
        Which single rows to draw under the groups; without it articles if they are few, else outlets.
    names : mapping, optional
        What to print for the name of an article, outlet or group.
    title : str, optional

    Returns
    -------
    Axes

    Raises
    ------
    UsageError
        When a voice or `by` is unknown or the table lacks a common column.
    """
    found = _rows.estimates(readable(table, by), voices=voices)
    heading = title or "Lexical tone: friendly and unfriendly words"
    with house_style():
        if not any(row.known for row in found):
            return say_nothing(ax, heading, _rows.why_empty(table, found, voices[0]))
        return _draw(found, ax, heading, names or {}, tuple(voices), by)


def _draw(
    found: Sequence[Estimate],
    ax: Axes | None,
    title: str,
    names: Mapping[str, str],
    voices: tuple[str, ...],
    by: str | None,
) -> Axes:
    together: dict[tuple[str, str], Both] = {}
    for row in found:
        together.setdefault((row.level, row.name), {})[row.voice] = row
    leading = [next(both[voice] for voice in voices if voice in both) for both in together.values()]
    shown = blocks(leading, by)
    order = [(row, block > 0 and place == 0) for block, rows in enumerate(shown) for place, row in enumerate(rows)]
    rows = [
        left_out(row) if isinstance(row, int) else _row(row, together[row.level, row.name], names, voices, apart)
        for row, apart in order
    ]
    sheet = Sheet(
        title,
        rows,
        key=_key(found, voices),
        columns=("", "no tone word,\nin 100: " + " | ".join(_SHAPES[voice][1] for voice in voices)),
        poles=("more unfriendly words", "more friendly words"),
        below="mean VADER score of units, −1 to 1",
        pitch=19.0,
    )
    ax = lay_out(sheet, ax)
    pairs = [
        (y, together[row.level, row.name])
        for (row, _), y in zip(order, sheet.heights, strict=True)
        if not isinstance(row, int)
    ]
    _draw_pairs(ax, pairs, voices)
    return ax


def _draw_pairs(ax: Axes, pairs: Sequence[tuple[float, Both]], voices: tuple[str, ...]) -> None:
    off = {voice: _OFF * (2 * at - 1) if len(voices) > 1 else 0.0 for at, voice in enumerate(voices)}
    points = [
        (row, Point(y + off[voice], row.value, row.low, row.high))
        for y, both in pairs
        for voice, row in both.items()
        if row.known
    ]
    number_line(
        ax, [point for _, point in points], least=(-0.2, 0.2), bounds=(-1.0, 1.0), symmetric=True, zero=True, digits=1
    )
    for y, both in pairs:
        ends = [(row.value, y + off[voice]) for voice, row in both.items() if row.known]
        if len(ends) == 2:
            ax.plot(*zip(*ends, strict=True), color=GRID, linewidth=2.4, zorder=1, gid="dumbbell", clip_on=False)
    for voice in voices:
        marker, sign, across = _SHAPES[voice]
        for colour in (MUTED, OTHERS, FOCAL):
            own = [p for row, p in points if row.voice == voice and _COLOURS.get(row.level, MUTED) == colour]
            draw_points(ax, own, Mark(voice, marker, across, colour, sign, 1.3))


def _row(row: Estimate, both: Both, names: Mapping[str, str], voices: tuple[str, ...], apart: bool) -> Row:
    label = row_name(row, names)
    told = [f"{VOICE_WORDS[voice]} {in_words(both[voice])}" for voice in voices if voice in both]
    zero = " | ".join(plain(100 * both[voice].extra("zero_share")) if voice in both else "–" for voice in voices)
    known = any(one.known for one in both.values())
    beside = (size(row, "units"), zero) if known else ()
    instead = "" if known else in_words(row)
    focal = row.level == "focal"
    return Row(row.name, label, f"{label}: {'; '.join(told)}", beside=beside, focal=focal, instead=instead, apart=apart)


def _key(found: Sequence[Estimate], voices: tuple[str, ...]) -> list[Sign]:
    present = [voice for voice in voices if any(row.known and row.voice == voice for row in found)]
    signs = [Sign(_SHAPES[voice][1], INK, VOICE_WORDS[voice]) for voice in present]
    return signs + ([HOLLOW] if any(row.known and not row.bounded for row in found) else [])
