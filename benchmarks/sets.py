"""Writes sets of articles: ``python -m benchmarks.sets DATA FOLDER WORDS 1000 10000``; prints their sizes as JSON.

Each set is a folder with ``articles.jsonl`` (the focal article first) and ``focal.jsonl``; beside them stand the
codebook and its patterns as JSON, which are made of the first thousand articles and so are the same for every size.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from itertools import pairwise
from math import log
from pathlib import Path
from typing import Any

from analyzer.shipped import shipped_texts  # noqa: F401  # fails early where the analyzer is not installed
from benchmarks.corpus import WORDS, Growth, Source, read_source, resample
from benchmarks.job import ARTICLES, CODEBOOK, FOCAL, FRAMES
from benchmarks.patterns import make_frames, to_toml

_FOR_PATTERNS = 1000  # articles


def write_sets(source: Source, folder: Path, sizes: Sequence[int], words: int = WORDS) -> list[dict[str, Any]]:
    """Write a set of each size, of articles of about so many words, and say what is in it."""
    folder.mkdir(parents=True, exist_ok=True)
    first = [record["text"] for record in resample(source, _FOR_PATTERNS)]
    frames = make_frames(first)
    (folder / FRAMES).write_text(json.dumps(frames), "utf-8")
    (folder / CODEBOOK).write_text(to_toml(frames, _shipped()), "utf-8")
    made = [_Set(folder, size) for size in sizes]
    growth = Growth()
    rows: list[dict[str, Any]] = []
    for number, record in enumerate(resample(source, max(sizes), words=words), start=1):
        for one in made:
            one.write(number, record)
        growth.add(record["text"])
        if number in sizes:
            rows.append({"articles": number, "bytes": growth.size, "words": growth.tokens, "types": len(growth.types)})
    for before, after in pairwise(rows):
        after["exponent"] = log(after["types"] / before["types"]) / log(after["words"] / before["words"])
    return rows


class _Set:
    """The files of one size; a smaller set is the beginning of a larger one, so all are written in one pass."""

    def __init__(self, folder: Path, size: int) -> None:
        self._folder, self._size = folder / f"articles-{size}", size
        self._folder.mkdir(exist_ok=True)
        for old in self._folder.glob("*.pickle"):  # made of other articles, or by another version
            old.unlink()
        self._file = (self._folder / ARTICLES).open("w", encoding="utf-8")

    def write(self, number: int, record: dict[str, str]) -> None:
        if number > self._size:
            return
        line = json.dumps(record, ensure_ascii=False) + "\n"
        self._file.write(line)
        if number == 1:
            (self._folder / FOCAL).write_text(line, "utf-8")
        if number == self._size:
            self._file.close()


def _shipped() -> str:
    from importlib.resources import files

    from analyzer.codebook import SHIPPED

    return (files("analyzer") / "codebooks" / f"{SHIPPED}.toml").read_text("utf-8")


def main() -> None:
    """Read, write, say what was written."""
    data, folder, words, *sizes = sys.argv[1:]
    source = read_source(Path(data))
    rows = write_sets(source, Path(folder), [int(size) for size in sizes], int(words))
    print(json.dumps({"facts": {"sets": rows, "exponent": source.exponent}}))


if __name__ == "__main__":
    main()
