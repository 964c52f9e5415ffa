"""The charts of a comparison: which table, which names, which title goes into each chart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from analyzer.charts import CHARTS
from analyzer.charts.export import png_bytes
from analyzer.comparison import Comparison
from analyzer.errors import one_of
from analyzer.names import article_names, category_labels

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class Plots:
    """Charts of one comparison; every method returns a matplotlib Axes and passes options on to the chart.

    >>> import analyzer
    >>> analyzer.compare().plot.framing().get_title() != ""
    True
    """

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison

    def __dir__(self) -> list[str]:
        return list(CHARTS)

    def __getattr__(self, name: str) -> Callable[..., Axes]:
        if name.startswith("_"):
            raise AttributeError(name)
        one_of("chart", name, CHARTS)

        def draw(**options: Any) -> Axes:
            table, given = _arguments(self._comparison, name)
            axes = CHARTS[name](table, **(given | options))
            axes._repr_png_ = partial(png_bytes, axes)  # type: ignore[attr-defined]  # notebooks show what they are given
            return axes

        return draw


def _arguments(comparison: Comparison, chart: str) -> tuple[Any, dict[str, Any]]:
    """The table of a chart, and the names that its rows and columns go by."""
    articles = comparison.articles
    frames = {key: frame.label for key, frame in comparison.codebook.frames.items()}
    axes = {key: axis.label for key, axis in comparison.codebook.axes.items()}
    names = article_names(comparison)
    groups = dict(zip(articles["id"], articles["group"], strict=True))
    outlets = dict(zip(articles["outlet"], articles["group"], strict=True))
    tables = comparison.tables
    options: Mapping[str, tuple[Any, dict[str, Any]]] = {
        "axis": (tables["axis"], {"names": names, **_poles(comparison)}),
        "framing": (tables["framing"], {"labels": frames}),
        "contrasts": (tables["contrasts"], {"labels": frames}),
        "outlets": (tables["framing"], {"labels": frames, "groups": outlets}),
        "tone": (tables["tone"], {"names": names}),
        "keyness": (tables["keyness"].query("level == 'focal'"), {}),
        "topics": (tables["topics"].query("kind == 'guided'"), {"labels": frames}),
        "similarity": (tables["similarity"], {"focal": comparison.focal, "groups": groups, "names": names}),
        "nearest": (tables["similarity"], {"focal": comparison.focal, "names": names}),
        "shifts": (tables["shifts"], {"labels": frames}),
        "sensitivity": (tables["sensitivity"], {"labels": axes | frames}),
        "sourcing": (tables["sourcing"], {"labels": category_labels(comparison)}),
        "framing_by_speaker": (
            tables["framing_by_speaker"],
            {"labels": frames, "names": category_labels(comparison)},
        ),
    }
    return options[chart]


def _poles(comparison: Comparison) -> dict[str, Any]:
    axes = comparison.codebook.axes
    if not axes:
        return {}
    key, axis = next(iter(axes.items()))
    return {"item": key, "labels": {key: axis.label}, "poles": (axis.negative.label, axis.positive.label)}
