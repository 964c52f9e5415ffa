"""Topics: what the texts dwell on, or why no topics were made."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analyzer.comparison import Comparison
from analyzer.report.figure import Figure, figure
from analyzer.report.formats import count, interval, line, number, per_100
from analyzer.report.framing_map import percent, ticks
from analyzer.report.grid import Grid, grid
from analyzer.report.names import Names

_VOICE = "all"
_KINDS = {
    "guided": "Topics guided by the codebook",
    "free": "Topics found without the codebook",
}


@dataclass(frozen=True, slots=True)
class TopicView:
    """Topics of one kind; without a figure `reason` says why there are none."""

    heading: str
    figure: Figure | None
    reason: str


@dataclass(frozen=True, slots=True)
class Topics:
    """The section on topics; `numbers` is the choice of how many."""

    views: tuple[TopicView, ...]
    numbers: Grid | None


def topics(comparison: Comparison, names: Names) -> Topics:
    """Topics of both kinds."""
    table = comparison.topics
    table = table[table["voice"] == _VOICE]
    views = tuple(_view(kind, table[table["kind"] == kind], comparison, names) for kind in _KINDS)
    return Topics(views, _numbers(comparison.tables["topic_k"]))


def _view(kind: str, table: pd.DataFrame, comparison: Comparison, names: Names) -> TopicView:
    if not table["value"].notna().any():
        reasons = [line(reason) for reason in table["reason"] if reason]
        return TopicView(_KINDS[kind], None, reasons[0] if reasons else "no topic was made")
    labels = _labels(table, names)
    drawn = figure(
        "topics",
        table,
        name=f"chart-topics-{kind}",
        title="Share of each topic in 100: this article and the other coverage",
        alt=_alt(table, labels),
        caption=(
            f"Diamond: this article; circle: mean of the other articles; lines: {percent(comparison)} ranges; "
            f"{ticks(table, 'data/topics.csv')}. A topic is a set of terms that tend to stand in the same sentences.",
            _sizes(table),
        ),
        data=(_grid(table, labels, names),),
        voice=_VOICE,
        labels=labels,
    )
    return TopicView(_KINDS[kind], drawn, "")


def _labels(table: pd.DataFrame, names: Names) -> dict[str, str]:
    """A guided topic goes by the frame that guided it."""
    frames = dict(zip(table["item"], table["frame"], strict=True))
    return {item: names.frames.get(frame, line(item)) for item, frame in frames.items()}


def _sizes(table: pd.DataFrame) -> str:
    focal, others = (table[table["level"] == level] for level in ("focal", "others"))
    here = count(int(focal["n_units"].max()), "stretch", "stretches") if len(focal) else "nothing"
    there = count(int(others["n_articles"].max()), "other article") if len(others) else "no other article"
    return f"n = {here} of this article and {there}."


def _alt(table: pd.DataFrame, labels: dict[str, str]) -> str:
    focal = table[(table["level"] == "focal") & table["value"].notna()]
    if focal.empty:
        return "This article has too little text for topics."
    top = focal.sort_values("value", ascending=False, kind="stable").iloc[0]
    others = table[(table["level"] == "others") & (table["item"] == top["item"])]["value"]
    against = f", {per_100(float(others.iloc[0]))} in the other coverage" if len(others) else ""
    return f"The largest topic of this article is “{labels[top['item']]}”: {per_100(top['value'])} of 100{against}."


def _grid(table: pd.DataFrame, labels: dict[str, str], names: Names) -> Grid:
    table = table[table["level"].isin(("focal", "others"))]
    rows = []
    for item, same in table.groupby("item", sort=False):
        by_level = {row["level"]: row for row in same.to_dict("records")}
        first = same.iloc[0]
        cells = [text for level in ("focal", "others") for text in _share(by_level.get(level))]
        rows.append((labels[str(item)], line(first["terms"]), line(first["discovered"]) or "–", *cells))
    heads = ["Topic", "Heaviest terms", "Not in the codebook", "This article", "Range", "Others", "Range of others"]
    caption = "Share of each topic, in 100"
    return grid(caption, heads, rows, numeric=["This article", "Others"], file="data/topics.csv")


def _share(row: dict[object, float] | None) -> tuple[str, str]:
    if row is None:
        return "–", "–"
    return per_100(row["value"]), interval(per_100(row["low"]), per_100(row["high"]))


def _numbers(table: pd.DataFrame) -> Grid | None:
    if table.empty:
        return None
    rows = [
        (
            f"{row['k']:.0f}",
            number(row["stability"]),
            interval(number(row["low"]), number(row["high"])),
            number(row["npmi"]),
            number(row["exclusivity"]),
            "chosen" if row["chosen"] else "",
        )
        for row in table.to_dict("records")
    ]
    heads = ["Topics", "Stability", "Range", "NPMI", "Exclusivity", "Remark"]
    caption = "How many topics: stability is 1 when the same topics come back without a fifth of the articles"
    return grid(caption, heads, rows, numeric=[*heads[:2], "NPMI", "Exclusivity"], file="data/topic_k.csv")
