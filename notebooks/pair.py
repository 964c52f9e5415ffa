"""Writes each notebook's .ipynb from its .py: no outputs, cells numbered, so the same source gives the same bytes.

``python notebooks/pair.py``
"""

from __future__ import annotations

from pathlib import Path

import jupytext
import nbformat

FOLDER = Path(__file__).parent


def sources() -> list[Path]:
    """The notebooks, in order."""
    return sorted(FOLDER.glob("[0-9]*.py"))


def paired(source: Path) -> str:
    """The .ipynb that belongs to a .py."""
    notebook = jupytext.read(source)
    for number, cell in enumerate(notebook.cells, 1):
        cell["id"] = f"cell-{number:02}"
    return nbformat.writes(notebook, version=4) + "\n"


if __name__ == "__main__":
    for path in sources():
        path.with_suffix(".ipynb").write_text(paired(path), "utf-8")
