"""What these articles can bear: the remarks of the design check, gravest first, and the smallest differences found."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analyzer.comparison import Comparison
from analyzer.inference.design import OVERALL, SEVERITIES, headlines
from analyzer.report.formats import line, number, points
from analyzer.report.grid import Grid, grid

_FILE = "data/design.csv"


@dataclass(frozen=True, slots=True)
class Design:
    """Remarks, the words for how grave they are, and the smallest differences by item."""

    severities: tuple[tuple[str, str], ...]
    remarks: Grid
    detectable: Grid


def design(comparison: Comparison) -> Design:
    """The section on the design."""
    table = comparison.design
    shown = headlines(table).sort_values(
        "severity", key=lambda column: column.map(list(SEVERITIES).index), kind="stable"
    )
    rows = [(row["check"], row["severity"], line(row["text"])) for row in shown.to_dict("records")]
    remarks = grid("Remarks on the design", ["Check", "Severity", "What follows"], rows, file=_FILE)
    return Design(tuple(SEVERITIES.items()), remarks, _detectable(comparison, table))


def _detectable(comparison: Comparison, table: pd.DataFrame) -> Grid:
    """A row for each frame, axis and tone, a column for one article and for each group."""
    rows = table[(table["check"] == "detectable") & (table["item"] != OVERALL)]
    names = list(dict.fromkeys(rows["name"]))
    heads = ["One article", *(line(name) for name in names[1:])]
    by_item = [
        (line(comparison.codebook.label(str(item))), *(_size(str(item), value, comparison) for value in own["value"]))
        for item, own in rows.groupby("item", sort=False)
    ]
    caption = (
        "Smallest difference that is found in 8 of 10 cases: more of 100 sentences; on an axis and in tone, its unit"
    )
    return grid(caption, ["Item", *heads], by_item, numeric=heads, file=_FILE)


def _size(item: str, value: float, comparison: Comparison) -> str:
    return points(value) if item in comparison.codebook.frames else number(value, 2, sign=True)
