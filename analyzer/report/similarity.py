"""Which articles share the vocabulary of this one, and which words they share."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analyzer.comparison import Comparison
from analyzer.report.figure import Figure, figure
from analyzer.report.formats import count, interval, line, number
from analyzer.report.framing_map import percent
from analyzer.report.grid import Cell, Grid, grid
from analyzer.report.names import Names

_VOICE = "all"


@dataclass(frozen=True, slots=True)
class Similarity:
    """The section on similarity."""

    chance: str
    nearest: Figure


def similarity(comparison: Comparison, names: Names) -> Similarity:
    """The others in the order of their cosine."""
    table = comparison.similarity
    table = table[table["voice"] == _VOICE]
    return Similarity(_chance(table), _nearest(comparison, table, names))


def _chance(table: pd.DataFrame) -> str:
    """How alike the articles are anyhow, and where this one stands; empty where it cannot be told."""
    rows = table[(table["level"] == "others") & table["chance"].notna()]
    if rows.empty:
        return ""
    row = rows.iloc[0]
    n, as_far = round(1 / row["floor"]), round(row["p"] / row["floor"])
    return (
        f"Articles on one event are alike anyhow: any two of these have a cosine of {number(row['chance'])} on "
        f"average, and only what lies above that chance level is more than the event they share. This article has "
        f"{number(row['value'])} with the others on average; of all {n} articles taken in turn, "
        f"{as_far} {'lies' if as_far == 1 else 'lie'} as far from the chance level or further, this one included."
    )


def _nearest(comparison: Comparison, table: pd.DataFrame, names: Names) -> Figure:
    own = _pairs(table, comparison.focal)
    return figure(
        "nearest",
        own.drop(columns="other") if len(own) else table,
        name="chart-nearest",
        title="How alike this article and each of the others are in their words",
        alt=_alt(own, names),
        caption=(
            f"0: no term in common; 1: the same terms in the same proportions; lines: {percent(comparison)} ranges. "
            f"{_anyhow(own)}Texts about one event share its names; the data table has the number without them. A row "
            "leads to the headline.",
            f"n = {count(len(own), 'other article')}.",
        ),
        data=(_grid(own, names),),
        links={name: f"#{row}" for name, row in names.rows.items()},
        focal=comparison.focal,
        voice=_VOICE,
        names=names.articles,
    )


def _anyhow(own: pd.DataFrame) -> str:
    level = own["chance"].max()  # the same for every pair that has a cosine
    return "" if pd.isna(level) else f"Chance level: any two of these articles have {number(level)} on average. "


def _pairs(table: pd.DataFrame, focal: str) -> pd.DataFrame:
    """One row for each other article, under its name; the most similar first."""
    table = table[table["level"] == "article"]
    first, second = table["name"] == focal, table["item"] == focal
    other = table["item"].where(first, table["name"])
    own = table.assign(other=other)[first | second].drop_duplicates("other")
    return own.sort_values(["value", "other"], ascending=[False, True], kind="stable")


def _alt(own: pd.DataFrame, names: Names) -> str:
    known = own[own["value"].notna()]
    if known.empty:
        return "No cosine could be computed."
    first = known.iloc[0]
    name = names.articles.get(first["other"], line(first["other"]))
    return f"The most similar article is {name}: cosine {number(first['value'])}."


def _grid(own: pd.DataFrame, names: Names) -> Grid:
    rows = []
    for row in own.to_dict("records"):
        target = names.rows.get(row["other"], "")
        rows.append(
            (
                Cell(names.articles.get(row["other"], line(row["other"])), href=f"#{target}" if target else ""),
                number(row["value"]),
                interval(number(row["low"]), number(row["high"])),
                number(row["masked"]),
                line(row["shared"]) or line(row["reason"]),
            )
        )
    heads = ["Article", "Cosine", "Range", "Without names", "Shared terms, with their part in the cosine"]
    numeric = ["Cosine", "Without names"]
    return grid("The others, most similar first", heads, rows, numeric=numeric, file="data/similarity.csv")
