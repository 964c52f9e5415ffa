"""Articles of the evaluation sets, for commands that shuffle them. Nothing of their text enters the project."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analyzer.article import Article
from analyzer.errors import UnreadableError

SETS = ("event_triples", "copies")


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a compressed JSON lines file.

    Raises
    ------
    UnreadableError
        When the file is missing.
    """
    if not path.is_file():
        raise UnreadableError(
            f"{path}: there is no such file.",
            why="The evaluation sets are not part of the project.",
            fix="Give the folder that holds them: --data FOLDER.",
        )
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        yield from map(json.loads, rows)


def read_set(folder: Path, name: str) -> list[Article]:
    """The articles of one of `SETS` that have a text, each with an id of its own."""
    if name == "copies":
        texts = [row["text"] for row in lines(folder / "copies" / "docs.jsonl.gz")]
    else:
        sentences: dict[str, list[str]] = defaultdict(list)
        for row in lines(folder / "event_triples" / "sentences.jsonl.gz"):
            sentences[row["article_id"]] += [row["text"]] if row["sent_idx"] >= 0 else []
        texts = [" ".join(parts) for parts in sentences.values()]
    return [Article(f"{name}-{at:05}", "", text) for at, text in enumerate(texts) if text.strip()]
