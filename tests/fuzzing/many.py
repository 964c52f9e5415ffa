"""``python -m tests.fuzzing.many [FORMAT ...] --n 10000``: mutated files through the process that parses.

Prints for each format how many were read, refused or broke their parser, the longest time that one took, and whether
the process was ever lost: to a crash, to its ten seconds or to its memory.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter

from analyzer.errors import MissingPartError, UnreadableError
from analyzer.readers.formats import READERS
from analyzer.readers.reading import File, Options
from analyzer.readers.worker import Worker
from tests.fuzzing.laws import FORMATS, check
from tests.fuzzing.mutations import mutated
from tests.fuzzing.seeds import seeds

LOST = (
    "its parser broke down",
    "its parser took",
    "its parser needed",
    "it holds more than",
)  # said of a process that was ended


def main() -> int:
    """Prints a table; 1 when a process was lost or a law broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing.many", description=__doc__)
    parser.add_argument("formats", nargs="*", default=FORMATS)
    parser.add_argument("--n", type=int, default=10_000, help="files of each format (10000)")
    options = parser.parse_args()
    bad = 0
    for kind in options.formats:
        counts, longest = tried(kind, options.n)
        print(f"{kind:14} {dict(sorted(counts.items()))}, longest {longest:.2f} s", flush=True)
        bad += counts["lost"]
    return int(bad > 0)


def tried(kind: str, n: int) -> tuple[Counter[str], float]:
    """How so many mutated files of a format ended, and how long the slowest took."""
    rng, own = random.Random(kind), list(seeds(kind))
    counts, longest = Counter[str](), 0.0
    with Worker() as worker:
        for _ in range(n):
            file = File(mutated(rng.choice(own), rng), f"a.{kind}", "a")
            begun = time.perf_counter()
            counts[_ended(worker, kind, file)] += 1
            longest = max(longest, time.perf_counter() - begun)
    return counts, longest


def _ended(worker: Worker, kind: str, file: File) -> str:
    try:
        found = list(worker.reader(kind)(file, Options()))
    except MissingPartError:
        return "not installed"
    except UnreadableError as error:
        if any(word in error.what for word in LOST):
            print(f"{kind}: {error.what}", file=sys.stderr)
            return "lost"
        return "parser failed" if "parser failed" in error.what else "refused"
    check(found)
    return "read"


if __name__ == "__main__":
    assert READERS
    sys.exit(main())
