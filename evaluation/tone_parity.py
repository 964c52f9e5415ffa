"""Is the tone of each sentence of the evaluation sets the `compound` of vaderSentiment, and how fast is it?

    python -m evaluation.tone_parity --data FOLDER [--limit N]

Prints the number of sentences, those that differ by more than 0.0001, the largest difference, and the speeds. It ends
with 0 when nothing differs, with 1 when something does, and with 3 when a set is missing. It says nothing of how well
either agrees with human readers.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import perf_counter

import numpy as np
from vaderSentiment.vaderSentiment import (
    SentimentIntensityAnalyzer,
)

from analyzer.errors import UnreadableError
from analyzer.features.tone import compound, tone_types, vader

TOLERANCE = 1e-4

# Each set: its file, and the field that holds a sentence, or a list of them.
SETS = {
    "target_sentiment/train.jsonl.gz": "sentence",
    "editorials/snippets.jsonl.gz": "text",
    "event_triples/sentences.jsonl.gz": "text",
    "entity_sentiment/articles.jsonl.gz": "sentences",
    "event_groups/documents.jsonl.gz": "sentences",
}


def sentences(folder: Path) -> Iterator[str]:
    """Every sentence of the sets, in the order of the files.

    Raises
    ------
    UnreadableError
        When the folder or one of its sets is missing.
    """
    for name, field in SETS.items():
        path = folder / name
        if not path.is_file():
            raise UnreadableError(
                f"{path}: there is no such file.",
                why="The evaluation sets are not part of the project.",
                fix="Give the folder that holds them: --data FOLDER.",
            )
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                found = json.loads(line)[field]
                yield from [found] if isinstance(found, str) else found


def seconds(run: Callable[[], object], *, rounds: int = 3) -> float:
    """The shortest of several runs: the one least disturbed by other work."""
    times = []
    for _ in range(rounds):
        start = perf_counter()
        run()
        times.append(perf_counter() - start)
    return min(times)


def numbered(texts: Sequence[str]) -> Callable[[], object]:
    """The scoring of the texts alone, with their chunks split and numbered beforehand."""
    numbers: dict[str, int] = {}
    ids = np.array([numbers.setdefault(c, len(numbers)) for text in texts for c in text.split()], np.int32)
    offsets = np.concatenate(([0], np.cumsum([len(text.split()) for text in texts], dtype=np.int64)))
    types = tone_types(list(numbers))
    return lambda: compound(types, ids, offsets)


def report(texts: Sequence[str]) -> tuple[str, bool]:
    """What is printed, and whether all sentences agree."""
    polarity = SentimentIntensityAnalyzer().polarity_scores
    start = perf_counter()
    theirs = np.array([polarity(text)["compound"] for text in texts])
    their_speed = len(texts) / (perf_counter() - start)
    differences = np.abs(vader(texts) - theirs)
    n_different = int((differences > TOLERANCE).sum())
    speed = len(texts) / seconds(lambda: vader(texts))
    scoring = seconds(numbered(texts))
    n_bytes = sum(len(text.encode("utf-8", "surrogatepass")) for text in texts)
    lines = (
        f"sentences                 {len(texts):>12,}",
        f"mismatches > {TOLERANCE:g}       {n_different:>12,}",
        f"largest difference        {differences.max():>12.6f}",
        f"vaderSentiment            {their_speed:>12,.0f} sentences/s",
        f"analyzer, from the text   {speed:>12,.0f} sentences/s ({speed / their_speed:.1f} times as many)",
        f"analyzer, scoring alone   {len(texts) / scoring:>12,.0f} sentences/s ({n_bytes / 1e6 / scoring:.0f} MB/s)",
    )
    return "\n".join(lines), n_different == 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare and print; return the exit code."""
    parser = argparse.ArgumentParser(prog="evaluation.tone_parity", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="folder of the evaluation sets")
    parser.add_argument("--limit", type=int, metavar="N", help="compare the first N sentences only")
    options = parser.parse_args(arguments)
    try:
        texts = list(sentences(options.data))[: options.limit]
    except UnreadableError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    if not texts:
        print("There is no sentence to compare.", file=sys.stderr)
        return UnreadableError.exit_code
    text, agree = report(texts)
    print(text)
    return 0 if agree else 1


if __name__ == "__main__":
    raise SystemExit(main())
