"""What `compare` and `design` work on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from analyzer.cache import default_cache
from analyzer.settings import make_settings, read_inputs, read_settings


def given(
    article: str | None,
    others: list[str] | None,
    config: str | None,
    codebook: str | None,
    columns: list[tuple[str, str]] | None,
    outlets: str | None,
    options: dict[str, Any],
) -> dict[str, Any]:
    """What `compare` and `design` work on: as given, else as the file of settings has it."""
    written = read_inputs(config) if config else {}
    if article is not None:
        written |= {"article": article, "others": others or None}
    return {
        "article": written.get("article") or None,
        "others": written.get("others") or None,
        "codebook": codebook or written.get("codebook"),
        "columns": dict(columns or written.get("columns") or {}),
        "outlets": outlets or written.get("outlets"),
        "settings": make_settings((read_settings(config) if config else {}) | options),
    }


def cache_file(named: str | None) -> Path | None:
    """The cache that was named; none if that is ""; else the one in the user's folder for caches."""
    return default_cache() if named is None else Path(named) if named else None
