"""The figures of the page as files, so that what is pasted elsewhere is what stands on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analyzer.charts import CHARTS
from analyzer.charts.export import draw_png, svg_bytes
from analyzer.charts.svg import Drawing, draw_svg
from analyzer.comparison import Comparison
from analyzer.plots import Plots
from analyzer.report.figure import Figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_HALVES = "backslashreplace"  # as in `export`


class _File(NamedTuple):
    """A figure under the name of its file, with what it shows."""

    name: str
    ax: Axes
    drawing: Drawing
    title: str
    alt: str


def save_figures(comparison: Comparison, figures: Iterable[Figure], folder: Path) -> None:
    """Every chart as SVG and PNG, with what it shows as text for those who do not see it.

    Files go by the chart; where the page has several of a kind, those after the first are numbered. Charts that are
    not on the page are drawn from the tables.
    """
    named = [*_named(figures)]
    drawn = {file.name for file in named}
    files = (*named, *(_plotted(comparison, chart) for chart in CHARTS if chart not in drawn))
    with ThreadPoolExecutor(max_workers=1) as beside:  # a picture is packed while the next one is drawn
        pictures = [beside.submit(_save(file, folder)) for file in files]
    for picture in pictures:
        picture.result()


def _save(file: _File, folder: Path) -> Callable[[], Path]:
    """Write a figure; the picture is drawn, and what is returned packs and writes it."""
    (folder / f"{file.name}.svg").write_bytes(svg_bytes(file.drawing, title=file.title, description=file.alt))
    (folder / f"{file.name}.txt").write_text(f"{file.title}. {file.alt}".strip() + "\n", "utf-8", _HALVES)
    return draw_png(file.ax, folder / f"{file.name}.png")


def _named(figures: Iterable[Figure]) -> Iterator[_File]:
    seen: dict[str, int] = {}
    for figure in figures:
        seen[figure.chart] = seen.get(figure.chart, 0) + 1
        name = figure.chart if seen[figure.chart] == 1 else f"{figure.chart}-{seen[figure.chart]}"
        yield _File(name, figure.ax, figure.drawing, figure.title, figure.alt)


def _plotted(comparison: Comparison, chart: str) -> _File:
    ax = getattr(Plots(comparison), chart)()
    return _File(chart, ax, draw_svg(ax), " ".join(ax.get_title().split()), "")
