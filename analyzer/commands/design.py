"""What these articles can bear."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from analyzer.commands._given import cache_file, given
from analyzer.commands._output import Output, record
from analyzer.design import check_design
from analyzer.inference.design import SEVERITIES, headlines


def design(
    article: str | None = None,
    others: list[str] | None = None,
    *,
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
    """What these articles can bear, gravest first; nothing is compared and nothing written."""
    asked = given(article, others, config, codebook, columns, outlets, options)
    table = check_design(**asked, jobs=jobs, cluster=cluster, cache=cache_file(cache), progress=progress)
    progress("")
    shown = headlines(table)
    lines = []
    for severity, meaning in SEVERITIES.items():
        rows = shown[shown["severity"] == severity]
        lines += [f"{severity.capitalize()}s ({len(rows)}): {meaning}"]
        lines += [f"  {check:12} {text}" for check, text in zip(rows["check"], rows["text"], strict=True)] + [""]
    lines.append("Single frames, axes and tone: --json   |   Next      analyzer compare …")
    return Output("\n".join(lines), {"design": [record(row) for row in table.to_dict("records")]})
