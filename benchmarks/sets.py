"""Writes sets of articles: ``python -m benchmarks.sets DATA FOLDER 1000 10000``; prints their sizes as JSON.

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
from benchmarks.corpus import Source, growth, read_source, resample
from benchmarks.job import ARTICLES, CODEBOOK, FOCAL, FRAMES
from benchmarks.patterns import make_frames, to_toml

_FOR_PATTERNS = 1000  # articles


def write_sets(source: Source, folder: Path, sizes: Sequence[int]) -> list[dict[str, Any]]:
    """Write a set of each size and say what is in it."""
    folder.mkdir(parents=True, exist_ok=True)
    first = [record["text"] for record in resample(source, _FOR_PATTERNS)]
    frames = make_frames(first)
    (folder / FRAMES).write_text(json.dumps(frames), "utf-8")
    (folder / CODEBOOK).write_text(to_toml(frames, _shipped()), "utf-8")
    rows: list[dict[str, Any]] = []
    for size in sizes:
        made = folder / f"articles-{size}"
        made.mkdir(exist_ok=True)
        for old in made.glob("*.pickle"):  # made of other articles, or by another version
            old.unlink()
        _write(source, made, size)
        rows.append({"articles": size, **_size(made)})
    for before, after in pairwise(rows):
        after["exponent"] = log(after["types"] / before["types"]) / log(after["words"] / before["words"])
    return rows


def _write(source: Source, folder: Path, size: int) -> None:
    with (folder / ARTICLES).open("w", encoding="utf-8") as file:
        for number, record in enumerate(resample(source, size)):
            line = json.dumps(record, ensure_ascii=False) + "\n"
            file.write(line)
            if not number:
                (folder / FOCAL).write_text(line, "utf-8")


def _size(folder: Path) -> dict[str, int]:
    with (folder / ARTICLES).open(encoding="utf-8") as lines:
        size, words, types = growth(json.loads(line)["text"] for line in lines)
    return {"bytes": size, "words": words, "types": types}


def _shipped() -> str:
    from importlib.resources import files

    from analyzer.codebook import SHIPPED

    return (files("analyzer") / "codebooks" / f"{SHIPPED}.toml").read_text("utf-8")


def main() -> None:
    """Read, write, say what was written."""
    data, folder, *sizes = sys.argv[1:]
    source = read_source(Path(data))
    rows = write_sets(source, Path(folder), [int(size) for size in sizes])
    print(json.dumps({"facts": {"sets": rows, "exponent": source.exponent}}))


if __name__ == "__main__":
    main()
