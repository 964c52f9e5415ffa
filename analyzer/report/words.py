"""Words: which terms set the article apart, how often each stands where, and where it stands in the texts."""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

import pandas as pd

from analyzer.comparison import Comparison
from analyzer.evidence import kwic
from analyzer.report.figure import Figure, figure
from analyzer.report.formats import clean, count, interval, line, number, series
from analyzer.report.grid import Grid, grid
from analyzer.report.names import Names

_EACH_WAY = 8  # terms shown in context, of either side
_LINES = 3
_WIDTH = 45
_VOICE = "all"
_REACHED = 0.05


@dataclass(frozen=True, slots=True)
class Line:
    """An occurrence with what stands around it."""

    who: str  # "" in the article itself
    href: str
    left: str
    match: str
    right: str


@dataclass(frozen=True, slots=True)
class InContext:
    """A term and some of its occurrences."""

    id: str
    term: str
    note: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The section on words."""

    figure: Figure
    here: tuple[InContext, ...]
    there: tuple[InContext, ...]
    reason: str
    reach: str


def words(comparison: Comparison, names: Names) -> Words:
    """Key terms of the article and of the others."""
    table = comparison.keyness
    own = table[(table["level"] == "focal") & (table["voice"] == _VOICE) & (table["item"] != "")]
    here = own[own["value"] > 0].head(_EACH_WAY)
    there = own[own["value"] < 0].iloc[::-1].head(_EACH_WAY)
    ids = {term: f"term-{at}" for at, term in enumerate([*here["item"], *there["item"]])}
    kept = comparison.settings.keep_text
    return Words(
        _figure(comparison, own, ids if kept else {}),
        tuple(_in_context(row, ids, comparison, names, here=True) for row in here.to_dict("records")) if kept else (),
        tuple(_in_context(row, ids, comparison, names, here=False) for row in there.to_dict("records")) if kept else (),
        "" if kept else "The text of the articles was not kept in this report (setting keep_text).",
        _reach(own),
    )


def _reach(own: pd.DataFrame) -> str:
    """Which key terms reach past these texts, which describe them alone, and how far any term could reach."""
    key = own[own["value"].fillna(0) != 0]
    if key.empty:
        return ""
    floor, others = float(own["floor"].iloc[0]), count(int(own["reference_articles"].iloc[0]), "other article")
    alone = "the terms shown describe these texts only"
    if math.isnan(floor):
        return f"There is no article that could change places with this one: {alone}."
    if floor > _REACHED:
        return f"With {others} no term can reach .05 (the smallest p is {number(floor, 3)}): {alone}."
    terms = count(int(own["n_terms"].iloc[0]), "term")
    test = f"The p is corrected for all {terms} compared; the smallest possible is {number(floor, 3)}."
    found = key[key["claim"] != "L0"]
    if found.empty:
        return f"With {others}, no term reaches .05: {alone}. {test}"
    names = series(f"{line(row['item'])} (p = {number(row['p_max'], 3)})" for row in found.to_dict("records"))
    rest = len(key) - len(found)
    noun = "key term" if rest == 1 else f"{rest:,} key terms"
    told = f" The other {noun} describe{'s' * (rest == 1)} these texts only." if rest else ""
    return f"Beyond these texts, against {others}, at .05: {names}. {test}{told}"


def _figure(comparison: Comparison, own: pd.DataFrame, ids: dict[str, str]) -> Figure:
    tested = f"Terms that occur {count(comparison.settings.min_count, 'time')} or more are compared"
    return figure(
        "keyness",
        own if len(own) else _why_not(comparison.keyness),
        name="chart-words",
        title="Terms that set this article apart from the other coverage",
        alt=_alt(own),
        caption=(
            "1 means twice as frequent, 2 four times, 3 eight times. Terms are ranked by the end of the range that "
            "lies nearer to 0, so a term that occurs once or twice cannot come first. Hollow points describe these "
            "texts only. A row leads to the term in context.",
            f"{tested}, in all voices; n = {_amount(own, comparison)}.",
        ),
        data=(_grid(own),),
        links={term: f"#{target}" for term, target in ids.items()},
        voice=_VOICE,
    )


def _why_not(table: pd.DataFrame) -> pd.DataFrame:
    """The row that says why there is no term."""
    return table[(table["level"] == "focal") & (table["voice"] == _VOICE)]


def _amount(own: pd.DataFrame, comparison: Comparison) -> str:
    table = comparison.articles
    focal = table["focal"].astype(bool)
    here, there = (int(table["n_words"][side].sum()) for side in (focal, ~focal))
    return f"{count(here, 'word')} here and {there:,} in the other coverage"


def _alt(own: pd.DataFrame) -> str:
    more, less = (list(part["item"].head(5)) for part in (own[own["value"] > 0], own[own["value"] < 0].iloc[::-1]))
    parts = [f"more frequent here: {series(more)}"] if more else []
    parts += [f"more frequent in the other coverage: {series(less)}"] if less else []
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}." if text else "No term is key."


def _grid(own: pd.DataFrame) -> Grid:
    rows = [
        (
            row["item"],
            number(row["value"], 1, sign=True),
            number(row["log_ratio"], 1, sign=True),
            interval(number(row["low"], 1, sign=True), number(row["high"], 1, sign=True)),
            f"{row['count']:,.0f}",
            f"{row['reference_count']:,.0f}",
            f"{row['range']:,.0f}",
            f"{row['reference_range']:,.0f}",
            number(row["p"], 3),
            number(row["p_max"], 3),
            line(row["reason"]),
        )
        for row in own.to_dict("records")
    ]
    counts = ["Here", "Elsewhere", "Paragraphs here", "Articles elsewhere"]
    tests = ["p", "p, all terms"]
    heads = ["Term", "Ranked by", "Log ratio", "Range", *counts, *tests, "Remark"]
    numeric = ["Ranked by", "Log ratio", *counts, *tests]
    caption = "Terms of this article against the other coverage; log ratios to base 2"
    return grid(caption, heads, rows, numeric=numeric, file="data/keyness.csv")


def _in_context(
    row: dict[Any, Any], ids: dict[str, str], comparison: Comparison, names: Names, *, here: bool
) -> InContext:
    term = str(row["item"])
    found = _occurrences(term, comparison, here=here)
    lines = tuple(
        Line(
            "" if here else names.articles.get(hit["article"], line(hit["outlet"])),
            names.rows.get(hit["article"], ""),
            _one_line(hit["left"]).partition(" ")[2] if len(hit["left"]) == _WIDTH else _one_line(hit["left"]),
            line(hit["match"]),
            _one_line(hit["right"]).rpartition(" ")[0] if len(hit["right"]) == _WIDTH else _one_line(hit["right"]),
        )
        for hit in found
    )
    note = f"{row['count']:,.0f} here, {row['reference_count']:,.0f} elsewhere"
    return InContext(ids[term], line(term), note, lines)


def _occurrences(term: str, comparison: Comparison, *, here: bool) -> list[dict[Hashable, Any]]:
    """The first places in the article, or in each of the others; no more texts are read than it takes."""
    if here:
        return kwic([comparison.article], term, width=_WIDTH).head(_LINES).to_dict("records")
    others = (article for article in comparison.corpus.articles if article.id != comparison.focal)
    first = (kwic([article], term, width=_WIDTH).head(1).to_dict("records") for article in others)
    return list(islice(chain.from_iterable(first), _LINES))


def _one_line(text: str) -> str:
    """The text on one line; a space at either end stays, as words stand beside it."""
    return " ".join(clean(text).replace("\n", " ").replace("\t", " ").split(" "))
