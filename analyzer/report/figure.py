"""A chart as the page shows it: drawing, sentence for those who hear it, how to read it, and its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup

from analyzer.charts import CHARTS
from analyzer.charts.svg import to_svg
from analyzer.report.formats import line
from analyzer.report.grid import Grid


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with all that belongs to it.

    Attributes
    ----------
    id : str
    svg : Markup
    alt : str
        What the chart shows, in one sentence.
    caption : tuple of str
        How to read it, and what its numbers rest on.
    data : tuple of Grid
        The numbers drawn.
    """

    id: str
    svg: Markup
    alt: str
    caption: tuple[str, ...]
    data: tuple[Grid, ...]


def figure(
    chart: str,
    table: pd.DataFrame,
    *,
    name: str,
    title: str,
    alt: str,
    caption: tuple[str, ...],
    data: tuple[Grid, ...] = (),
    links: Mapping[str, str] | None = None,
    **options: Any,
) -> Figure:
    """Draw one of `CHARTS` under the id `name`; a chart of nothing says why it is empty."""
    ax = CHARTS[chart](table, title=title, **options)
    svg = to_svg(ax, title=title, description=line(alt), links=dict(links or {}), prefix=name)
    return Figure(name, Markup(svg), line(alt), caption, data)
