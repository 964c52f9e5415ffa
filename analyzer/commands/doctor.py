"""Versions, optional parts, shipped files."""

from __future__ import annotations

import importlib.util
import platform

from analyzer.codebook import load_codebook
from analyzer.commands._output import Output
from analyzer.manifest import versions
from analyzer.report import render_html
from analyzer.settings import Settings
from analyzer.shipped import shipped_texts

_EXTRAS = {
    "distributed": "cluster",
    "jupytext": "notebook",
    "nbclient": "notebook",
    "pyarrow": "parquet",
    "spacy": "spacy",
}


def doctor(*, no_color: bool = False) -> Output:
    """Versions, optional parts, shipped files."""
    parts = {
        name: "installed"
        if importlib.util.find_spec(name)
        else f'missing: pip install "media-coverage-analyzer[{extra}]"'
        for name, extra in _EXTRAS.items()
    }
    texts = shipped_texts()
    data = {
        "python": platform.python_version(),
        "versions": versions(),
        "optional": parts,
        "shipped texts": f"{texts} ({len(list((texts / 'coverage').glob('*.txt')))} texts of coverage)",
        "codebook": f"{load_codebook().name} {load_codebook().version}",
        "page renderer": "ready" if callable(render_html) else "missing",
        "settings": Settings().model_dump(),
    }
    lines = []
    for name, value in data.items():
        if isinstance(value, dict):
            lines += [f"{name}:", *(f"  {key}: {item}" for key, item in value.items())]
        else:
            lines.append(f"{name}: {value}")
    return Output("\n".join(lines), data)
