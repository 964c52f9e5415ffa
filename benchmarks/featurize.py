"""How fast articles become features: ``python -m benchmarks.featurize --data FOLDER``.

Reads ``copies/docs.jsonl.gz`` in the folder (one JSON object a line with the key "text"), takes every stage apart and
prints its median over several rounds in CPU seconds and in megabytes of UTF-8 text a second, beside scikit-learn's
CountVectorizer, which does a part of the work. One core.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from analyzer.article import Article
from analyzer.codebook import load_codebook
from analyzer.features import featurize
from analyzer.features.frames import compile_patterns
from analyzer.features.tone import compound, tone_types
from analyzer.text.normalise import normalise
from analyzer.text.sentences import sentences
from analyzer.text.tokens import chunks, words
from analyzer.text.units import cut_text


def main() -> int:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, help="folder with copies/docs.jsonl.gz")
    parser.add_argument("--rounds", type=int, default=3, help="rounds; the median is printed (3)")
    parser.add_argument("--limit", type=int, default=None, help="read so many articles only")
    options = parser.parse_args()
    path = Path(options.data) / "copies" / "docs.jsonl.gz"
    if not path.is_file():
        print(f"{path} is missing: name the folder that holds copies/docs.jsonl.gz with --data.", file=sys.stderr)
        return 3
    articles = _read(path, options.limit)
    size = sum(len(article.text.encode("utf-8", "replace")) for article in articles) / 1e6
    times: dict[str, list[float]] = {}
    for _ in range(options.rounds):
        for name, seconds in _round(articles).items():
            times.setdefault(name, []).append(seconds)
    print(f"{len(articles)} articles, {size:.1f} MB, median of {options.rounds} rounds, CPU seconds of one core\n")
    print(f"{'stage':44}{'s':>8}{'MB/s':>9}")
    for name, seconds in times.items():
        median = statistics.median(seconds)
        print(f"{name:44}{median:8.2f}{size / median:9.1f}")
    return 0


def _read(path: Path, limit: int | None) -> list[Article]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        Article(str(at), "A title of four words", row["text"], outlet=row["outlet"])
        for at, row in enumerate(rows[:limit])
    ]


def _round(articles: list[Article]) -> dict[str, float]:
    from sklearn.feature_extraction.text import CountVectorizer

    codebook = load_codebook()
    found: dict[str, float] = {}

    def lap(name: str, work: Callable[[], Any]) -> Any:
        start = time.process_time()
        result = work()
        found[name] = time.process_time() - start
        return result

    normalised = lap("normalise", lambda: [normalise(article.text) for article in articles])
    lap("sentences", lambda: [sentences(part.marked) for part in normalised])
    lap("units (with both of these, and voices)", lambda: [cut_text(article) for article in articles])
    pieces, _ = lap("chunks", lambda: chunks([part.text for part in normalised]))
    held = lap("words of chunk types", lambda: words(pieces.types))
    lap("codebook looked up on the vocabulary", lambda: compile_patterns(codebook.patterns, held.vocabulary))
    types = lap("tone of chunk types", lambda: tone_types(pieces.types))
    whole = np.array([0, len(pieces.ids)])
    lap("tone (as one segment)", lambda: compound(types, pieces.ids, whole))
    lap("featurize: everything", lambda: featurize(articles, codebook))
    lap("peer: CountVectorizer, counts only", lambda: CountVectorizer().fit_transform([a.text for a in articles]))
    return found


if __name__ == "__main__":
    sys.exit(main())
