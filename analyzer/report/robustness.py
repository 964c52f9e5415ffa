"""How much hangs on a choice: in how many combinations of settings each difference keeps its sign."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analyzer.comparison import Comparison
from analyzer.report.figure import Figure, figure
from analyzer.report.formats import NONE, count, interval, line, number, points
from analyzer.report.grid import Grid, grid
from analyzer.report.names import Names
from analyzer.sensitivity import robustness_text, what_turns

_APART = "; "


@dataclass(frozen=True, slots=True)
class Robustness:
    """The section: one row a difference, and the curve of the largest one."""

    table: Grid
    curve: Figure


def robustness(comparison: Comparison, names: Names) -> Robustness:
    """Every headline difference, and how far it hangs on choices."""
    labels = dict(names.frames) | {key: line(axis.label) for key, axis in comparison.codebook.axes.items()}
    return Robustness(_table(comparison, names, labels), _curve(comparison, labels))


def _table(comparison: Comparison, names: Names, labels: dict[str, str]) -> Grid:
    rows = [
        (
            labels.get(row["item"], line(row["item"]).capitalize()),
            _written(row, "value"),
            f"{row['same_sign']:,} of {row['combinations']:,}",
            f"{row['beyond_zero']:,} of {row['combinations']:,}",
            interval(_written(row, "lowest"), _written(row, "highest")),
            _turned(row, names),
        )
        for row in comparison.robustness.to_dict("records")
    ]
    heads = ["Difference in", "In this run", "Sign holds in", "Range beyond 0 in", "Lowest to highest", "Taken away by"]
    caption = "Differences from the other coverage (frames: sentences in 100) under other settings"
    return grid(caption, heads, rows, numeric=heads[1:4], file="data/robustness.csv")


def _written(row: dict[Any, Any], column: str) -> str:
    value = float(row[column])
    return points(value) if row["measure"] == "framing" else number(value, 2, sign=True)


def _turned(row: dict[Any, Any], names: Names) -> str:
    """What takes the sign away; articles go by the names that they have on the page."""
    if math.isnan(row["value"]) or not row["value"]:
        return "there is no sign"
    ids = [key for key in row["articles_turn"].split(_APART) if key]
    called = _APART.join(names.articles.get(key, line(key)) for key in ids)
    return _APART.join(what_turns(row | {"articles_turn": called})) or "nothing that was tried"


def _curve(comparison: Comparison, labels: dict[str, str]) -> Figure:
    table = comparison.sensitivity
    row = _largest(comparison.robustness)
    own = table[(table["measure"] == "framing") & (table["item"] == row.get("item")) & (table["kind"] == "choice")]
    label = labels.get(row.get("item", ""), "The largest difference")
    return figure(
        "sensitivity",
        table[table["measure"] == "framing"],
        name="chart-robustness",
        title=f"{label}: difference from the others under every combination of settings",
        alt=_alt(row, label),
        caption=(
            "Each column is a combination of settings; columns are in the order of the difference, with its range. The "
            "strokes below show which options the column takes, the bold one being that of this run. Strokes at one "
            "end: the option moves the difference. Strokes all over: it hardly matters.",
            f"Drawn is the frame with the largest difference in this run; n = {count(len(own), 'combination')}.",
        ),
        data=(_ways(own),),
        item=row.get("item"),
        labels=labels,
    )


def _largest(table: pd.DataFrame) -> dict[str, Any]:
    """The frame with the largest difference in the run."""
    known = table[(table["measure"] == "framing") & table["value"].notna()]
    rows = known.assign(size=known["value"].abs()).sort_values("size", ascending=False, kind="stable")
    return {str(name): cell for name, cell in rows.head(1).to_dict("records")[0].items()} if len(rows) else {}


def _ways(own: pd.DataFrame) -> Grid:
    """Every combination of one frame, in the order of the curve."""
    rows = [
        (
            f"{row['choice']} (this run)" if row["default"] else row["choice"],
            points(row["value"]),
            interval(points(row["low"]), points(row["high"])),
            "yes" if row["same_sign"] else "no",
            f"{row['n_articles']:,}",
            line(row["reason"]),
        )
        for row in own.sort_values("value", kind="stable").to_dict("records")
    ]
    heads = ["Combination", "Difference", "Range", "Sign of this run", "Other articles", "Remark"]
    caption = "Difference under every combination of settings, in points of 100"
    return grid(caption, heads, rows, numeric=("Difference", "Other articles"), file="data/sensitivity.csv")


def _alt(row: dict[str, Any], label: str) -> str:
    if not row:
        return "No difference could be computed."
    low, high = (points(float(row[end])) for end in ("lowest", "highest"))
    between = f"from {low} to {high}" if NONE not in (low, high) else "unknown"
    return f"{label}: the difference lies {between} sentences in 100. {robustness_text(row)}"
