"""The same event told by others: all headlines, and for each sentence of the article the nearest ones elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from analyzer.article import Article
from analyzer.comparison import Comparison
from analyzer.names import FOCAL
from analyzer.report.formats import count, line, link, number, short
from analyzer.report.grid import Cell, Grid, grid
from analyzer.report.names import Names

_MOST = 40  # sentences of the article
_LONGEST = 400  # characters of a sentence


@dataclass(frozen=True, slots=True)
class Near:
    """A sentence of another article."""

    who: str
    href: str
    text: str
    cosine: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence of the article and those nearest to it."""

    text: str
    near: tuple[Near, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Headlines and nearest sentences; `reason` says why there are no sentences."""

    headlines: Grid
    pairs: tuple[Pair, ...]
    summary: str
    more: str
    reason: str


def side_by_side(comparison: Comparison, names: Names) -> SideBySide:
    """The two views."""
    pairs, more = _pairs(comparison, names)
    found = comparison.tables["nearest"]["sentence"].nunique()
    table = comparison.articles
    whole = int(table["n_sentences"][table["focal"].astype(bool)].sum())
    has = "has" if found == 1 else "have"
    summary = f"{found:,} of {count(whole, 'sentence')} of this article {has} a near sentence."
    reason = "" if pairs else "No sentence of this article comes near one of the other coverage."
    if found and not comparison.settings.keep_text:
        reason = "The text of the articles was not kept in this report (setting keep_text)."
    return SideBySide(_headlines(comparison, names), pairs, summary, more, reason)


def _headlines(comparison: Comparison, names: Names) -> Grid:
    words = dict(zip(comparison.articles["id"], comparison.articles["n_words"], strict=True))
    rows = [
        (
            Cell(_outlet(article, comparison.focal), id=names.rows.get(article.id, "")),
            Cell(short(article.group, 60)),
            Cell(line(article.published)[:10]),
            Cell(short(article.title, _LONGEST) or short(article.id, _LONGEST), href=link(article.url)),
            Cell(f"{int(words.get(article.id, 0)):,}"),
        )
        for article in comparison.corpus.articles
    ]
    heads = ["Outlet", "Group", "Date", "Headline", "Words"]
    caption = "One row an article; words without the headline"
    return grid(caption, heads, rows, numeric=["Words"], file="data/articles.csv")


def _outlet(article: Article, focal: str) -> str:
    return FOCAL if article.id == focal else short(article.outlet, 60) or "(none)"


def _pairs(comparison: Comparison, names: Names) -> tuple[tuple[Pair, ...], str]:
    if not comparison.settings.keep_text:
        return (), ""
    texts = {article.id: article.text for article in comparison.corpus.articles}
    rows = comparison.tables["nearest"].sort_values(["sentence", "rank"], kind="stable").to_dict("records")
    pairs = []
    for _, same in groupby(rows, key=lambda row: row["sentence"]):
        near = list(same)
        own = _cut(texts[comparison.focal], near[0]["start"], near[0]["end"])
        others = tuple(
            Near(
                names.articles.get(row["other"], short(row["outlet"], 60)),
                names.rows.get(row["other"], ""),
                _cut(texts.get(row["other"], ""), row["other_start"], row["other_end"]),
                number(row["cosine"]),
            )
            for row in near
        )
        pairs.append(Pair(own, others))
    left = len(pairs) - _MOST
    more = f"{count(left, 'more sentence')} in data/nearest.csv." if left > 0 else ""
    return tuple(pairs[:_MOST]), more


def _cut(text: str, start: float, end: float) -> str:
    return short(text[int(start) : int(end)], _LONGEST)
