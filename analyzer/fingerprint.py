"""Which program reads: a number that is another one whenever texts could be read in another way."""

from __future__ import annotations

import hashlib
import sys
import unicodedata
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import numpy

_ROOMS = ("text", "features", "lexicons")


@cache
def fingerprint() -> str:
    """A hash of the code and the word lists that turn texts into numbers, and of what they stand on.

    What was kept by another fingerprint is never used, so a cache cannot be stale, whether a release or an edit in a
    checkout made the difference.

    >>> len(fingerprint())
    64
    """
    digest = hashlib.sha256(f"{sys.version_info[:2]} {unicodedata.unidata_version} {numpy.__version__}".encode())
    for room in _ROOMS:
        for name, data in sorted(_contents(files("analyzer") / room, room)):
            digest.update(f"{name} {len(data)} ".encode())
            digest.update(data)
    return digest.hexdigest()


def _contents(folder: Traversable, name: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        path = f"{name}/{entry.name}"
        if entry.is_dir():
            found += _contents(entry, path) if entry.name != "__pycache__" else []
        elif entry.name.endswith((".py", ".txt", ".tsv", ".csv", ".json", ".toml")):
            found.append((path, entry.read_bytes()))
    return found
