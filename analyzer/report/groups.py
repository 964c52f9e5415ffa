"""Groups against each other: every difference that was looked at, not only those that stand out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from analyzer.comparison import Comparison
from analyzer.report.formats import interval, line, number, per_100, points
from analyzer.report.grid import Grid, grid
from analyzer.report.names import Names

_Write = Callable[[float], str]
_WRITTEN: Mapping[str, tuple[_Write, _Write]] = MappingProxyType(
    {
        "framing": (per_100, points),
        "axis": (lambda value: number(value, 1, sign=True), lambda value: number(value, 1, sign=True)),
        "tone": (lambda value: number(value, 2, sign=True), lambda value: number(value, 2, sign=True)),
    }
)


def group_grid(comparison: Comparison, names: Names) -> Grid | None:
    """One row a group and item, in the voice of the findings; nothing where there are no groups to compare."""
    table = comparison.contrasts
    table = table[(table["level"] == "group") & (table["voice"] == comparison.settings.voice)]
    table = table[table["measure"].isin(_WRITTEN)]
    if table.empty:
        return None
    rows = [_row(row, comparison, names) for row in table.to_dict("records")]
    heads = [
        "Group",
        "Against",
        "What",
        "Group's mean",
        "Theirs",
        "Difference",
        "Range",
        "p",
        "Corrected p",
        "Strength",
    ]
    caption = (
        "Groups against each other: frames as sentences in 100, then axis and tone; p from articles that change places"
    )
    return grid(caption, heads, rows, numeric=[*heads[3:6], *heads[7:9]], file="data/contrasts.csv")


def _row(row: Mapping[Any, Any], comparison: Comparison, names: Names) -> tuple[str, ...]:
    plain, signed = _WRITTEN[row["measure"]]
    against = "the other groups" if row["against"] == "rest" else names.of("group", row["against"])
    return (
        names.of("group", row["name"]),
        against,
        "Lexical tone" if row["measure"] == "tone" else line(comparison.codebook.label(row["item"])),
        plain(row["value"]),
        plain(row["reference"]),
        signed(row["difference"]),
        interval(signed(row["low"]), signed(row["high"])),
        number(row["p"], 3),
        number(row["p_max"], 3),
        row["strength"],
    )
