"""The page again, from saved results."""

from __future__ import annotations

from pathlib import Path

from analyzer.commands._output import Output
from analyzer.export import PAGE
from analyzer.results import load


def report(results: str, *, output: str | None = None, no_color: bool = False) -> Output:
    """Make the page again from saved results, computing nothing."""
    comparison = load(results)
    source = Path(results)
    page = Path(output) if output else (source if source.is_dir() else source.parent) / PAGE
    comparison.to_html(page)
    return Output(f"Report    {page}", {"report": str(page)})
