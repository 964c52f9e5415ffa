"""The article and the coverage that come with the package."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def shipped_texts() -> Path:
    """The folder with ``article.txt`` and ``coverage/``: illustrative texts written for this project.

    >>> (shipped_texts() / "article.txt").is_file()
    True
    """
    package = Path(str(files("analyzer")))
    installed = package / "reference_texts"
    return installed if installed.is_dir() else package.parent / "reference_texts"
