"""The plain script after an afternoon of tuning: one regular expression for all frames, the bootstrap in numpy.

``python -m benchmarks.programs.tuned_script FOLDER``; in and out as in the plain script.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.peers.frames import by_letter, count
from benchmarks.programs.plain_script import (
    REPLICATES,
    compare_outlets,
    draw,
    find_keywords,
    find_topics,
    score_tone,
    write,
)


def main() -> None:
    """Read, count, draw, write."""
    given = Path(sys.argv[1])
    table = pd.read_json(given / "articles.jsonl", lines=True)
    patterns = json.loads((given.parent / "frames.json").read_text("utf-8"))
    weights, topics = find_topics(table)
    score_tone(table)
    table = count_frames(table, patterns)
    keywords = find_keywords(table)
    frames = list(patterns)
    ranges = {by: bootstrap(table, frames, by) for by in ("group", "outlet")}
    with tempfile.TemporaryDirectory() as out:
        draw(table, frames, compare_outlets(table, weights), Path(out))
        write(table, topics, keywords, ranges, Path(out))


def count_frames(table: pd.DataFrame, patterns: dict[str, list[str]]) -> pd.DataFrame:
    """Matches of each frame, in one pass over each text."""
    compiled, groups = by_letter(patterns)
    rows = [count(compiled, groups, text.lower()) for text in table["text"]]
    return pd.concat((table, pd.DataFrame(rows, columns=list(patterns)).fillna(0)), axis=1)


def bootstrap(table: pd.DataFrame, frames: list[str], by: str) -> pd.DataFrame:
    """Ranges of the share of each frame in each group: rows gathered and summed as arrays."""
    counts = table[frames].to_numpy(np.float64)
    names, number = np.unique(table[by].to_numpy(), return_inverse=True)
    order = np.argsort(number, kind="stable")
    counts, number = counts[order], number[order]
    rng = np.random.default_rng(0)
    found = np.empty((REPLICATES, len(names), len(frames)))
    for at in range(REPLICATES):
        drawn = np.bincount(rng.integers(len(counts), size=len(counts)), minlength=len(counts))
        sums = np.add.reduceat(counts * drawn[:, None], np.searchsorted(number, np.arange(len(names))))
        found[at] = sums / np.maximum(sums.sum(axis=1, keepdims=True), 1)
    low, high = np.quantile(found, [0.025, 0.975], axis=0)
    return pd.concat([pd.DataFrame(part, names, frames) for part in (low, high)], keys=["low", "high"])


if __name__ == "__main__":
    main()
