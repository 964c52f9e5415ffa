"""The article as it was read, with every word of the codebook named, and who says what is not the narrator's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from analyzer.comparison import Comparison
from analyzer.report.evidence import hit_of
from analyzer.report.formats import count
from analyzer.report.marking import Hit, Speech, blocks, mark
from analyzer.report.names import Names
from analyzer.report.speech import Part, Speaker, labelled, speakers, speeches
from analyzer.text.units import TITLE

_LONGEST = 200_000  # characters; a book is no article

Parts = tuple[Part, ...]


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

    title: Parts
    blocks: tuple[Parts, ...]
    legend: tuple[Legend, ...]
    speakers: tuple[Speaker, ...]
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
    said = comparison.tables["quotes"]
    said_here = said[said["article"] == comparison.focal].to_dict("records")
    known = speakers(said_here, names)
    hits: dict[bool, list[Hit]] = {True: [], False: []}
    for row in rows:
        hits[row["place"] == TITLE].append(hit_of(row))
    spoken: dict[bool, list[Speech]] = {
        title: speeches([row for row in said_here if (row["place"] == TITLE) is title], known) for title in hits
    }
    title = mark(article.title, hits[True], spoken[True])
    shown = labelled([title, *blocks(article.text[:_LONGEST], hits[False], spoken[False])], known.values())
    return Marked(
        shown[0],
        tuple(shown[1:]),
        _legend(hits[True] + hits[False], names),
        _met(shown),
        f"The first {_LONGEST:,} of {len(article.text):,} characters are shown."
        if len(article.text) > _LONGEST
        else "",
    )


def _met(shown: Iterable[Parts]) -> tuple[Speaker, ...]:
    """Those who speak in what is shown, in order of appearance; who is not known comes last."""
    met = {part.speaker for parts in shown for part in parts if part.speaker is not None}
    return tuple(sorted(met, key=lambda speaker: (not speaker.number, speaker.number)))


def _without(reason: str) -> Marked:
    return Marked((), (), (), (), reason=reason)


def _legend(hits: list[Hit], names: Names) -> tuple[Legend, ...]:
    found = Counter(hit.frame for hit in hits)
    return tuple(
        Legend(number, names.short[key], label, count(found[key], "mark"), names.evidence[key])
        for number, (key, label) in enumerate(names.frames.items())
    )
