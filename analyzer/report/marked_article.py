"""The article as it was read, with every word of the codebook named and quoted speech underlined."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from analyzer.comparison import Comparison
from analyzer.report.evidence import hit_of
from analyzer.report.formats import count
from analyzer.report.marking import Block, Hit, blocks, mark
from analyzer.report.names import Names

_LONGEST = 200_000  # characters; a book is no article


@dataclass(frozen=True, slots=True)
class Legend:
    """A frame in the legend: number, abbreviation, label, how often it is marked, and its evidence."""

    number: int
    short: str
    label: str
    hits: str
    href: str


@dataclass(frozen=True, slots=True)
class Marked:
    """The marked text; `left_off` says what is not shown of it, `reason` why there is none."""

    title: Block
    blocks: tuple[Block, ...]
    legend: tuple[Legend, ...]
    quoted: str
    left_off: str = ""
    reason: str = ""


def marked_article(comparison: Comparison, names: Names) -> Marked:
    """The focal article, cut at every mark."""
    article = comparison.article
    if not comparison.settings.keep_text:
        return _without("The text of the articles was not kept in this report (setting keep_text).")
    if not article.text.strip():
        return _without("There is no text of this article in the results.")
    table = comparison.tables["evidence"]
    rows = table[table["article"] == comparison.focal].to_dict("records")
    spoken = comparison.tables["quotes"]
    quotes = spoken[spoken["article"] == comparison.focal].to_dict("records")
    hits: dict[bool, list[Hit]] = {True: [], False: []}
    for row in rows:
        hits[row["place"] == "title"].append(hit_of(row))
    spans: dict[bool, list[tuple[int, int]]] = {True: [], False: []}
    for row in quotes:
        spans[row["place"] == "title"].append((int(row["start"]), int(row["end"])))
    return Marked(
        mark(article.title, hits[True], spans[True]),
        tuple(blocks(article.text[:_LONGEST], hits[False], spans[False])),
        _legend(hits[True] + hits[False], names),
        count(len(quotes), "quoted stretch", "quoted stretches"),
        f"The first {_LONGEST:,} of {len(article.text):,} characters are shown."
        if len(article.text) > _LONGEST
        else "",
    )


def _without(reason: str) -> Marked:
    return Marked((), (), (), "", reason=reason)


def _legend(hits: list[Hit], names: Names) -> tuple[Legend, ...]:
    found = Counter(hit.frame for hit in hits)
    return tuple(
        Legend(number, names.short[key], label, count(found[key], "mark"), names.evidence[key])
        for number, (key, label) in enumerate(names.frames.items())
    )
