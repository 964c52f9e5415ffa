"""The manifest of a run: what went in, which settings, which versions; enough to run it again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from analyzer import __version__
from analyzer.comparison import Comparison

FILE = "run.toml"
_PACKAGES = ("numpy", "scipy", "pandas", "PyStemmer", "matplotlib", "vaderSentiment")


def versions() -> dict[str, str]:
    """Versions of the packages that numbers and charts depend on."""
    found = {"media-coverage-analyzer": __version__}
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


def manifest(comparison: Comparison) -> str:
    """The manifest as TOML; `analyzer compare --config run.toml` reads it.

    It holds no date and no path but those given, so the same run writes the same bytes.
    """
    parts = [
        "# How these results were made. Repeat with: analyzer compare --config run.toml\n",
        _section("inputs", comparison.inputs)
        if comparison.inputs
        else "# Inputs were given from Python, not as files.\n",
        _section("settings", comparison.settings.model_dump()),
        _section(
            "codebook",
            {
                "name": comparison.codebook.name,
                "version": comparison.codebook.version,
                "sha256": comparison.codebook.sha256,
            },
        ),
        _section("versions", versions()),
        _section("sha256", {article.id: _digest(article.text) for article in comparison.corpus.articles}),
    ]
    return "\n".join(parts)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _section(name: str, values: Mapping[str, Any]) -> str:
    rows = [
        f"{json.dumps(key, ensure_ascii=True)} = {_toml(value)}" for key, value in values.items() if value is not None
    ]
    return f"[{name}]\n" + "\n".join(rows) + "\n"


def _toml(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{json.dumps(k)} = {_toml(v)}" for k, v in value.items()) + " }"
    if isinstance(value, bool | str | int | float):
        return json.dumps(value)  # JSON's scalars are TOML's
    return "[" + ", ".join(_toml(item) for item in value) + "]"
