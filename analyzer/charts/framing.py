"""Dot plot of frames: how many sentences in 100 carry each frame, in the article and in the others.

Behind the two points with their intervals stand faint ticks, one for each other article. The chart shows where words of
the codebook stand; it does not say what readers make of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from analyzer.charts import _rows
from analyzer.charts._canvas import say_nothing
from analyzer.charts._lettering import clean
from analyzer.charts._pairs import Wording, draw_pairs, pairs, readable, why_nothing
from analyzer.charts._rows import VOICE_WORDS, Voice
from analyzer.charts.style import house_style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


def framing(
    table: pd.DataFrame,
    *,
    ax: Axes | None = None,
    voice: Voice = "narrator",
    labels: Mapping[str, str] | None = None,
    title: str | None = None,
) -> Axes:
    """Draw the article against the others, one row a frame, the article's largest at the top.

    Parameters
    ----------
    table : DataFrame
        Of the measure `framing`, with the rows "focal" and "others", and "article" or "outlet" for the ticks.
    ax : Axes, optional
        Where to draw; without it a figure is made (`ax.figure`).
    voice : {"narrator", "quoted", "paraphrased", "all"}
    labels : mapping, optional
        What to print for the key of a frame.
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
    heading = title or "Sentences that carry each frame: this article and the other coverage"
    with house_style():
        if not any(pair.known for pair in found):
            return say_nothing(ax, heading, why_nothing(table, found, voice))
        wording = Wording(
            heading,
            f"sentences in 100, {VOICE_WORDS[voice]}",
            labels=[clean((labels or {}).get(pair.item, pair.item)) for pair in found],
            seconds=[""] * len(found),
            units="sentences",
        )
        return draw_pairs(found, wording, ax)
