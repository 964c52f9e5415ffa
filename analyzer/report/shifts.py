"""Which words carry a difference: the chart and the numbers, for the differences that the ranges bear."""

from __future__ import annotations

import pandas as pd

from analyzer.comparison import Comparison
from analyzer.report.figure import Figure, figure
from analyzer.report.formats import interval, line, number, points, series
from analyzer.report.grid import Cell, grid
from analyzer.report.names import Names

_FRAMES = 2  # frames that are taken apart
_ROWS = 30  # items in the table under a chart
_NAMED = 3


def frame_shifts(comparison: Comparison, names: Names) -> tuple[Figure, ...]:
    """The frames that differ most, taken apart by patterns; none where no range leaves out zero."""
    return tuple(_figure(frame, comparison, names) for frame in _differing(comparison, "framing")[:_FRAMES])


def tone_shift(comparison: Comparison, names: Names) -> Figure | None:
    """Tone taken apart by words, if it differs."""
    return next((_figure(item, comparison, names) for item in _differing(comparison, "tone")), None)


def _differing(comparison: Comparison, measure: str) -> list[str]:
    """Items whose range leaves out zero, the largest difference first."""
    rows = comparison.contrasts.query("level == 'focal' and measure == @measure and claim != 'L0'")
    rows = rows[rows["voice"] == comparison.settings.voice]
    order = rows["difference"].abs().sort_values(ascending=False, kind="stable").index
    return [str(item) for item in rows.loc[order, "item"]]


def _figure(of: str, comparison: Comparison, names: Names) -> Figure:
    table = comparison.tables["shifts"]
    own = table[(table["level"] == "focal") & (table["of"] == of) & (table["voice"] == comparison.settings.voice)]
    label, target = names.frames.get(of, of), f"#{names.evidence[of]}" if of in names.evidence else ""
    write = points if target else (lambda value: number(value, 3, sign=True))
    largest = own.loc[own["value"].abs().sort_values(ascending=False, kind="stable").index].head(_ROWS)
    rows = [
        (
            Cell(line(row["item"]), href=target),
            write(row["value"]),
            interval(write(row["low"]), write(row["high"])),
            f"{row['n_units']:,}",
            f"{row['n_articles']:,}",
            line(row["reason"]),
        )
        for row in largest.to_dict("records")
    ]
    heads = ["Pattern" if target else "Word", "Adds", "Range", "Places", "Articles", "Remark"]
    caption = f"What each {heads[0].lower()} adds to the difference in {label[0].lower()}{label[1:]}"
    return figure(
        "shifts",
        own,
        name=f"chart-shift-{list(names.frames).index(of) if target else 'tone'}",
        title=f"{label}: what each {heads[0].lower()} adds to the difference",
        alt=_alt(own),
        caption=(
            "The black bar is the whole difference between this article and the other coverage; the rows below sum to "
            "it. A row rests on the places counted beside it; a line across 0 says that so few cannot tell this "
            "word's part from chance." + (" A row leads to the sentences." if target else ""),
        ),
        data=(grid(caption, heads, rows, numeric=["Adds", "Places", "Articles"], file="data/shifts.csv"),),
        links=dict.fromkeys(own["item"], target) if target else {},
        of=of,
        voice=comparison.settings.voice,
        labels=names.frames,
    )


def _alt(own: pd.DataFrame) -> str:
    ordered = own.sort_values("value", kind="stable")
    more, less = ordered[ordered["value"] > 0].iloc[::-1], ordered[ordered["value"] < 0]
    parts = [
        f"{side} by {series(line(item) for item in rows['item'].head(_NAMED))}"
        for side, rows in (("this article is put higher", more), ("the others are put higher", less))
        if len(rows)
    ]
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}." if text else "Nothing to take apart."
