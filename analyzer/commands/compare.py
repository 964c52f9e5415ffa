"""Compare, and write the output folder."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from analyzer.commands._given import cache_file, given
from analyzer.commands._output import Output, record, skipped
from analyzer.comparison import Comparison
from analyzer.comparison import compare as compare_articles
from analyzer.export import PAGE, save
from analyzer.results import FILE

FOLDER = "analyzer-report"


def compare(
    article: str | None = None,
    others: list[str] | None = None,
    *,
    output: str = FOLDER,
    force: bool = False,
    show: bool = False,
    config: str | None = None,
    codebook: str | None = None,
    columns: list[tuple[str, str]] | None = None,
    outlets: str | None = None,
    jobs: int = 0,
    cluster: str = "",
    cache: str | None = None,
    progress: Callable[[str], None],
    no_color: bool = False,
    **options: Any,
) -> Output:
    """Compare, write the output folder, say what was found."""
    asked = given(article, others, config, codebook, columns, outlets, options)
    comparison = compare_articles(**asked, jobs=jobs, cluster=cluster, cache=cache_file(cache), progress=progress)
    progress("writing")
    folder = save(comparison, Path(output), force=force)
    progress("")
    if show:
        webbrowser.open((folder / PAGE).resolve().as_uri())
    return Output(_compared(comparison, folder), _compared_data(comparison, folder))


def _compared(comparison: Comparison, folder: Path) -> str:
    rows = comparison.articles
    others = rows[~rows["focal"]]
    dates = sorted(date[:10] for date in others["published"] if date)
    span = f", {dates[0]} to {dates[-1]}" if dates else ""
    focal = comparison.article
    lines = [
        f"Article   {focal.title or focal.id} ({', '.join(filter(None, (focal.outlet, focal.published)))}; "
        f"{rows['n_words'][0]} words)",
        f"Coverage  {len(others)} articles from {others['outlet'].nunique()} outlets{span}",
        *(f"Skipped   {row.origin}: {row.reason}" for row in comparison.corpus.skipped),
        *(f"Note      {warning}" for warning in comparison.warnings),
        "",
        *(f"- {finding.text}" for finding in comparison.findings),
        "",
        f"Report    {folder / PAGE} ({(folder / PAGE).stat().st_size / 1e6:.1f} MB)   Data: {folder / 'data'}",
        f"Next      analyzer compare … --open   |   analyzer report {folder}   |   analyzer codebook show",
    ]
    return "\n".join(lines)


def _compared_data(comparison: Comparison, folder: Path) -> dict[str, Any]:
    return {
        "report": str(folder / PAGE),
        "results": str(folder / FILE),
        "article": comparison.focal,
        "others": len(comparison.corpus) - 1,
        "findings": [record(asdict(finding)) for finding in comparison.findings],
        "warnings": list(comparison.warnings),
        "skipped": skipped(comparison.corpus),
    }
