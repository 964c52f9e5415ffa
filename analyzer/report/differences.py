"""Differences of this article from the other coverage, frame by frame: how large, how sure, and what a test bears."""

from __future__ import annotations

import pandas as pd

from analyzer.comparison import Comparison
from analyzer.report.figure import Figure, figure
from analyzer.report.formats import interval, number, per_100, points, series
from analyzer.report.grid import Cell, Grid, grid
from analyzer.report.names import Names


def differences(comparison: Comparison, names: Names) -> Figure:
    """The forest of differences in the voice of the findings, with its numbers."""
    table = comparison.contrasts
    own = table[(table["voice"] == comparison.settings.voice) & (table["measure"] == "framing")]
    own = own[own["level"] == "focal"]
    return figure(
        "contrasts",
        own,
        name="chart-differences",
        title="How far this article lies from the other coverage, frame by frame",
        alt=_alt(own, names),
        caption=(
            f"Lines: {number(100 * comparison.settings.confidence, 0)} % ranges, which allow for this article's "
            "sentences and for how such articles differ from one another; that is why they are wider than those above.",
            "Filled: likely or clear. A row leads to its sentences.",
        ),
        data=(_grid(own, names),),
        links={key: f"#{target}" for key, target in names.evidence.items()},
        voice=comparison.settings.voice,
        labels=names.frames,
    )


def _alt(own: pd.DataFrame, names: Names) -> str:
    claimed = own[own["strength"].isin(("clear", "likely"))]
    if claimed.empty:
        return "No frame differs beyond what such articles differ among themselves."
    told = series([names.frames[item] for item in claimed["item"]])
    return f"Likely or clear differences, of {len(own)} frames: {told}."


def _grid(table: pd.DataFrame, names: Names) -> Grid:
    """This article against the others, one row a frame."""
    rows = [
        (
            Cell(names.frames[row["item"]], href=f"#{names.evidence[row['item']]}"),
            per_100(row["value"]),
            per_100(row["reference"]),
            points(row["difference"]),
            interval(points(row["low"]), points(row["high"])),
            f"{row['above']} of {row['n_reference']}",
            row["strength"],
        )
        for row in table.to_dict("records")
    ]
    heads = ["Frame", "This article", "Others", "Difference", "Range", "Others with more", "Strength"]
    caption = "Sentences in 100 that carry a frame, and the difference; each number is rounded for itself"
    return grid(caption, heads, rows, numeric=heads[1:4], file="data/contrasts.csv")
