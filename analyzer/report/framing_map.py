"""Frames and axes: the two charts that answer the question, and the table of outlets behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from analyzer.charts.style import MOST_TICKS
from analyzer.comparison import Comparison
from analyzer.report.differences import differences
from analyzer.report.figure import Figure, figure
from analyzer.report.formats import count, interval, line, number, per_100
from analyzer.report.grid import Cell, Grid, grid
from analyzer.report.groups import group_grid
from analyzer.report.names import Names
from analyzer.report.shifts import frame_shifts

_WORDS = {
    "narrator": "the narrator's voice only",
    "quoted": "quoted speech only",
    "paraphrased": "paraphrased speech only",
    "all": "all voices",
}


@dataclass(frozen=True, slots=True)
class AxisView:
    """One axis of the codebook."""

    id: str
    label: str
    note: str
    poles: tuple[str, ...]
    figure: Figure


@dataclass(frozen=True, slots=True)
class FramingMap:
    """All that is shown of frames and axes."""

    frames: Figure
    differences: Figure
    shifts: tuple[Figure, ...]
    axes: tuple[AxisView, ...]
    outlets: Figure | None
    groups: Grid | None
    voice: str


def framing_map(comparison: Comparison, names: Names) -> FramingMap:
    """The charts of frames, of every axis, and of outlets where there are any."""
    by_outlet = _in_voice(comparison.framing, comparison)
    return FramingMap(
        _frames(comparison, names),
        differences(comparison, names),
        frame_shifts(comparison, names),
        tuple(_axis(key, comparison, names) for key in comparison.codebook.axes),
        _outlets(comparison, names) if (by_outlet["level"] == "outlet").any() else None,
        group_grid(comparison, names),
        _WORDS.get(comparison.settings.voice, comparison.settings.voice),
    )


def percent(comparison: Comparison) -> str:
    """The level of every interval, as it is written in a sentence."""
    return f"{number(100 * comparison.settings.confidence, 0)} %"


def spoken(comparison: Comparison, measure: str, item: str | None = None) -> str:
    """The first finding of a measure, as the sentence that stands for its chart."""
    for finding in comparison.findings:
        if finding.measure == measure and item in (None, finding.item):
            return finding.text
    return "The data table below holds the numbers."


def _in_voice(table: pd.DataFrame, comparison: Comparison) -> pd.DataFrame:
    return table[table["voice"] == comparison.settings.voice]


def _sizes(table: pd.DataFrame) -> str:
    """What the two sides of a chart rest on."""
    focal, others = (table[table["level"] == level] for level in ("focal", "others"))
    here = count(int(focal["n_units"].max()), "sentence") if len(focal) else "no sentence"
    there = count(int(others["n_articles"].max()), "article") if len(others) else "no article"
    rest = f" with {count(int(others['n_units'].max()), 'sentence')}" if len(others) else ""
    return f"n = {here} of this article, and {there}{rest} of the other coverage."


def _frames(comparison: Comparison, names: Names) -> Figure:
    table = _in_voice(comparison.framing, comparison)
    return figure(
        "framing",
        table,
        name="chart-framing",
        title="Sentences in 100 that carry each frame: this article and the other coverage",
        alt=spoken(comparison, "framing"),
        caption=(
            f"Diamond: this article; circle: mean of the other articles; lines: {percent(comparison)} ranges; "
            f"{ticks(table, 'data/framing.csv')}. A row leads to its sentences.",
            _sizes(table),
        ),
        data=(level_grid(comparison, names),),
        links={key: f"#{target}" for key, target in names.evidence.items()},
        voice=comparison.settings.voice,
        labels=names.frames,
    )


def ticks(table: pd.DataFrame, file: str) -> str:
    """What the faint ticks of a chart stand for, or where the values are that are too many for ticks."""
    focal = table.loc[table["level"] == "focal", "name"]
    for level, told in (("article", "the other articles one by one"), ("outlet", "the outlets one by one")):
        names = table.loc[(table["level"] == level) & ~table["name"].isin(focal), "name"].nunique()
        if 0 < names <= MOST_TICKS:
            return f"faint ticks: {told}"
    return f"the other articles are too many for a tick each, all are in {file}"


def level_grid(comparison: Comparison, names: Names) -> Grid:
    """Every frame in the article, in the others, and in each group."""
    table = _in_voice(comparison.framing, comparison)
    table = table[table["level"].isin(("focal", "others", "group"))]
    rows = [
        (
            names.frames.get(row["item"], line(row["item"])),
            names.of(row["level"], row["name"]),
            per_100(row["value"]),
            interval(per_100(row["low"]), per_100(row["high"])),
            f"{row['n_articles']:,}",
            f"{row['n_units']:,}",
            line(row["reason"]),
        )
        for row in sorted(table.to_dict("records"), key=lambda row: list(names.frames).index(row["item"]))
    ]
    heads = ["Frame", "Text", "In 100", "Range", "Articles", "Sentences", "Remark"]
    caption = "Sentences in 100 that carry a frame, with ranges"
    return grid(caption, heads, rows, numeric=["In 100", "Articles", "Sentences"], file="data/framing.csv")


def _axis(key: str, comparison: Comparison, names: Names) -> AxisView:
    axis = comparison.codebook.axes[key]
    table = _in_voice(comparison.axis, comparison)
    own = table[table["item"] == key]
    poles = line(axis.negative.label), line(axis.positive.label)
    frames = [[names.frames[frame] for frame in pole.frames] for pole in (axis.negative, axis.positive)]
    drawn = figure(
        "axis",
        table,
        name=f"chart-axis-{list(names.axes).index(key)}",
        title="Position of each text between the two poles",
        alt=spoken(comparison, "axis", key),
        caption=(
            f"Each row is a text or a set of texts; lines are {percent(comparison)} ranges. 0 means as many words of "
            "one pole as of the other; 0.7 means twice as many, 1.4 four times. A row leads to its headline.",
            _sizes(own),
        ),
        data=(_axis_grid(own, poles, names, comparison.focal),),
        links={name: f"#{row}" for name, row in names.rows.items()},
        item=key,
        voice=comparison.settings.voice,
        names=names.articles,
        labels={key: line(axis.label)},
        poles=poles,
    )
    made_of = tuple(f"{pole}: {', '.join(labels)}" for pole, labels in zip(poles, frames, strict=True))
    return AxisView(names.axes[key], line(axis.label), line(axis.note), made_of, drawn)


def _in_order(table: pd.DataFrame, focal: str) -> list[dict[Any, Any]]:
    """The article, the others, groups, single articles; each from the largest value to the smallest."""
    levels = ("focal", "others", "group", "article")
    rows = [row for row in table.to_dict("records") if row["level"] in levels]
    rows = [row for row in rows if row["level"] != "article" or row["name"] != focal]
    return sorted(rows, key=lambda row: (levels.index(row["level"]), row["value"] != row["value"], -row["value"]))


def _axis_grid(table: pd.DataFrame, poles: tuple[str, str], names: Names, focal: str) -> Grid:
    rows = [_axis_row(row, names) for row in _in_order(table, focal)]
    negative, positive = (f"Hits: {pole}" for pole in poles)
    heads = ["Text", "Position", "Range", positive, negative, "Articles", "Sentences", "Remark"]
    numeric = ["Position", positive, negative, "Articles", "Sentences"]
    caption = "Position on the axis; hits of ambiguous patterns count half"
    return grid(caption, heads, rows, numeric=numeric, file="data/axis.csv")


def _axis_row(row: dict[Any, Any], names: Names) -> tuple[Cell | str, ...]:
    name = names.of(row["level"], row["name"])
    target = names.rows.get(row["name"], "") if row["level"] == "article" else ""
    return (
        Cell(name, href=f"#{target}" if target else ""),
        number(row["value"], 2, sign=True),
        interval(number(row["low"], 2, sign=True), number(row["high"], 2, sign=True)),
        number(row["positive"], 1),
        number(row["negative"], 1),
        f"{row['n_articles']:,}",
        f"{row['n_units']:,}",
        line(row["reason"]),
    )


def _outlets(comparison: Comparison, names: Names) -> Figure:
    table = _in_voice(comparison.framing, comparison)
    own = table[table["level"] == "outlet"]
    top = own.sort_values("value", ascending=False, kind="stable").iloc[0] if own["value"].notna().any() else None
    alt = "No outlet has a sentence in this voice."
    if top is not None:
        frame = names.frames.get(top["item"], top["item"]).lower()
        alt = f"The highest share is that of {frame} in {line(top['name'])}: {per_100(top['value'])} of 100 sentences"
        alt += f" (n = {count(int(top['n_units']), 'sentence')} in {count(int(top['n_articles']), 'article')})."
    groups = dict(zip(comparison.articles["outlet"], comparison.articles["group"], strict=True))
    return figure(
        "outlets",
        table,
        name="chart-outlets",
        title="Sentences in 100 that carry each frame, outlet by outlet",
        alt=alt,
        caption=(
            "Each cell is the mean over the outlet's articles; the darker, the more. Look up an outlet or a frame "
            "here; one article says how that article is written, not what the outlet is like.",
            f"n of each row is printed beside it; {count(own['name'].nunique(), 'outlet')}. Ranges, where there are "
            "any, are in data/framing.csv.",
        ),
        data=(_outlet_grid(own, names),),
        voice=comparison.settings.voice,
        by="outlet",
        groups=groups,
        labels=names.frames,
    )


def _outlet_grid(table: pd.DataFrame, names: Names) -> Grid:
    rows = []
    for name, same in table.groupby("name", sort=False):
        values = dict(zip(same["item"], same["value"], strict=True))
        cells = [per_100(values.get(key, float("nan"))) for key in names.frames]
        rows.append((line(name), f"{same['n_articles'].max():,}", f"{same['n_units'].max():,}", *cells))
    heads = ["Outlet", "Articles", "Sentences", *names.frames.values()]
    caption = "Sentences in 100 that carry a frame, by outlet"
    return grid(caption, heads, rows, numeric=heads[1:], file="data/framing.csv")
