"""Every article of an archive measured by itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from analyzer.archive import SKIPPED, SUMMARY
from analyzer.archive import measure as measure_archive
from analyzer.commands._output import Output
from analyzer.settings import make_settings, read_settings

FOLDER = "analyzer-values"


def measure(
    paths: list[str],
    *,
    output: str = FOLDER,
    config: str | None = None,
    codebook: str | None = None,
    columns: list[tuple[str, str]] | None = None,
    outlets: str | None = None,
    jobs: int = 0,
    cluster: str = "",
    progress: Callable[[str], None],
    no_color: bool = False,
    **options: Any,
) -> Output:
    """Measure, and say where the values are."""
    folder = measure_archive(
        paths,
        Path(output),
        codebook=codebook,
        columns=dict(columns or {}),
        outlets=outlets,
        settings=make_settings((read_settings(config) if config else {}) | options),
        jobs=jobs,
        cluster=cluster,
        progress=progress,
    )
    progress("")
    about = json.loads((folder / SUMMARY).read_text("utf-8"))
    lines = [
        f"Measured  {about['articles']:,} articles; {about['skipped']:,} were skipped (see {folder / SKIPPED})",
        f"Values    {folder} ({len(about['parts'])} Parquet files), one row an article",
        f'Next      pandas.read_parquet("{folder}", columns=["outlet", "framing.narrator.n"])',
    ]
    return Output("\n".join(lines), {"folder": str(folder), **about})
