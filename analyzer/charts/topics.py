"""Dot plot of topics: how much room each has in the article and in the others, its top terms under its name.

A topic is a set of terms that occur together; its name is a reading of them, not a fact about the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from analyzer.charts import _rows
from analyzer.charts._canvas import say_nothing
from analyzer.charts._lettering import clean
from analyzer.charts._pairs import Pair, Wording, draw_pairs, pairs, readable, why_nothing
from analyzer.charts._rows import VOICE_WORDS, Voice
from analyzer.charts.style import house_style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


def topics(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    voice: Voice = "all",
    labels: Mapping[str, str] | None = None,
    title: str | None = None,
) -> Axes:
    """Draw the article against the others, one row a topic, the article's largest at the top.

    Parameters
    ----------
    table : DataFrame
        Of the measure `topics`, with the rows "focal" and "others", and "article" or "outlet" for the ticks.
    ax : Axes, optional
        Where to draw; without it a figure is made (`ax.figure`).
    voice : {"narrator", "quoted", "paraphrased", "all"}
    labels : mapping, optional
        What to print for a topic.
    title : str, optional

    Returns
    -------
    Axes

    Raises
    ------
    UsageError
        When `voice` is unknown or the table lacks a common column.
    """
    found = pairs(_rows.estimates(readable(table), voices=(voice,)))
    heading = title or "Room that each topic has: this article and the other coverage"
    with house_style():
        if not any(pair.known for pair in found):
            return say_nothing(ax, heading, why_nothing(table, found, voice))
        wording = Wording(
            heading,
            f"mean share of the topic in sentences, in 100, {VOICE_WORDS[voice]}",
            labels=[clean((labels or {}).get(pair.item, pair.item)) for pair in found],
            seconds=[_terms(pair) for pair in found],
            units="sentences",
        )
        return draw_pairs(found, wording, ax)


def _terms(pair: Pair) -> str:
    """The top terms, without those of which the name of the topic is made."""
    held = (row.more.get("terms") for row in (*pair.rows, *pair.each))
    terms = next((terms for terms in held if isinstance(terms, str | tuple | list) and terms), "")
    told = terms if isinstance(terms, str) else ", ".join(map(str, terms))
    rest = told.removeprefix(pair.item).strip(", ")
    return clean(rest) if rest else ""
