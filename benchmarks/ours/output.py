"""From tables to pictures, page and folder."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from benchmarks.job import Job


def six_charts(job: Job) -> Any:
    """Six charts as PNG, as many as the peer draws."""
    from analyzer.charts.export import save_png
    from benchmarks.programs.same_work import CHARTS

    comparison = job.comparison()
    plots = comparison.plot
    with tempfile.TemporaryDirectory() as folder:
        yield
        for name in CHARTS:
            save_png(getattr(plots, name)(), Path(folder) / f"{name}.png")
        yield


def all_charts(job: Job) -> Any:
    """The page with its charts, and each of them as SVG, as PNG and in words."""
    from analyzer.report.files import save_figures
    from analyzer.report.page import make_page

    comparison = job.comparison()
    with tempfile.TemporaryDirectory() as folder:
        yield
        save_figures(comparison, make_page(comparison).figures, Path(folder))
        yield


def page(job: Job) -> Any:
    """The report."""
    from analyzer.report import render_html

    comparison = job.comparison()
    yield
    text = render_html(comparison)
    yield
    return {"megabytes": round(len(text.encode()) / 1e6, 2)}


def folder(job: Job) -> Any:
    """The whole output folder."""
    comparison = job.comparison()
    with tempfile.TemporaryDirectory() as made:
        yield
        comparison.save(Path(made) / "report")
        yield
        size = sum(file.stat().st_size for file in Path(made).rglob("*") if file.is_file())
    return {"megabytes": round(size / 1e6, 2)}
