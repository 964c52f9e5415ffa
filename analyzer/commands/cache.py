"""What the cache holds, and how to be rid of it."""

from __future__ import annotations

from pathlib import Path

from analyzer.cache import LIMIT, clear, contents, default_cache
from analyzer.commands._output import Output


def cache(action: str, file: str | None = None, *, no_color: bool = False) -> Output:
    """Show or clear the cache."""
    path = Path(file) if file else default_cache()
    if action == "clear":
        clear(path)
    n, size = contents(path)
    text = f"{path}: {n} blocks of articles, {size / 1e6:.1f} MB (at most {LIMIT / 1e9:.0f} GB)"
    return Output(text, {"path": str(path), "blocks": n, "bytes": size, "limit": LIMIT})
