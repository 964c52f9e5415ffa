"""A chart as the page shows it: drawing, sentence for those who hear it, how to read it, and its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd
from markupsafe import Markup

from analyzer.charts import CHARTS
from analyzer.charts.svg import Drawing, draw_svg, write_svg
from analyzer.report.formats import line
from analyzer.report.grid import Grid

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with all that belongs to it.

    Attributes
    ----------
    id : str
    chart : str
        Key of `CHARTS`.
    title : str
    ax : Axes
    drawing : Drawing
    svg : Markup
        The drawing with links to the rest of the page.
    alt : str
        What the chart shows, in one sentence.
    caption : tuple of str
        How to read it, and what its numbers rest on.
    data : tuple of Grid
        The numbers drawn.
    """

    id: str
    chart: str
    title: str
    ax: Axes
    drawing: Drawing
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
    drawing = draw_svg(ax, prefix=name)
    svg = Markup(write_svg(drawing, title=title, description=line(alt), links=links))
    return Figure(name, chart, title, ax, drawing, svg, line(alt), caption, data)


def figures_in(shown: Any) -> Iterator[Figure]:
    """The figures that a view of the page holds, in the order in which they are shown."""
    if isinstance(shown, Figure):
        yield shown
    elif isinstance(shown, tuple):
        for part in shown:
            yield from figures_in(part)
    elif is_dataclass(shown):
        for field in fields(shown):
            yield from figures_in(getattr(shown, field.name))
