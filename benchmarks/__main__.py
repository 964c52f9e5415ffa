"""``python -m benchmarks --data FOLDER``: every stage and the whole job beside its peers, ratios first."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.corpus import WORDS
from benchmarks.runner import Plan, Runner
from benchmarks.stages import STAGES
from benchmarks.table import render

_FILE = "benchmarks.json"
_ALL = tuple((stage, "") for stage in STAGES)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what is asked for, print the tables, write the file."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if not options.data.is_dir():
        print(f"{options.data}: there is no such folder. Name one that holds articles with --data.", file=sys.stderr)
        return 3
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as scratch:
        plan = Plan(
            data=options.data,
            folder=options.keep or Path(scratch),
            sizes=options.sizes,
            stages=tuple(stage for stage in STAGES if stage in {name for name, _ in options.only}),
            methods=frozenset((stage, method) for stage, method in options.only if method),
            words=options.words,
            rounds=options.rounds,
            budget=options.budget * 60,
            seconds=options.limit,
            megabytes=options.memory,
        )
        runner = Runner(plan, lambda line: print(line, file=sys.stderr, flush=True))
        try:
            runner.everything()
        except KeyboardInterrupt:
            print("Interrupted; what was found so far:", file=sys.stderr)
        found = runner.result()
    options.output.write_text(json.dumps(found, indent=1), "utf-8")
    print(render(found), end="")
    print(f"\nAll runs: {options.output}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of real articles, from which sets are drawn")
    parser.add_argument("--sizes", type=_sizes, default=(1000, 10000), help="articles in the sets (1k,10k)")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each method; medians are printed (3)")
    parser.add_argument("--words", type=int, default=WORDS, help=f"words of an article, about ({WORDS})")
    parser.add_argument("--only", type=_stages, default=_ALL, help="stages, or stage/method, with commas between (all)")
    parser.add_argument("--budget", type=float, default=15, help="minutes after which nothing more is begun (15)")
    parser.add_argument("--limit", type=float, default=300, help="seconds that one process may take (300)")
    parser.add_argument("--memory", type=float, default=4096, help="megabytes that one process may take (4096)")
    parser.add_argument("--output", type=Path, default=Path(_FILE), help=f"file of all runs ({_FILE})")
    parser.add_argument("--keep", type=Path, help="folder for the sets, which then stay (a temporary one)")
    return parser


def _sizes(text: str) -> tuple[int, ...]:
    """Sizes as they are typed.

    >>> _sizes("10k,1k,250")
    (250, 1000, 10000)
    """
    try:
        sizes = sorted({int(part[:-1]) * 1000 if part.endswith("k") else int(part) for part in text.split(",")})
    except ValueError:
        sizes = [0]
    if sizes[0] < 10:
        raise argparse.ArgumentTypeError(f"{text!r}: give numbers of articles, 10 or more, such as 1k,10k")
    return tuple(sizes)


def _stages(text: str) -> tuple[tuple[str, str], ...]:
    """Stages as they are typed, each with a method, or "" for all of its methods.

    >>> _stages("read, whole job/everything")
    (('read', ''), ('whole job', 'everything'))
    """
    found = []
    for part in text.split(","):
        name, _, method = part.strip().partition("/")
        if name not in STAGES:
            raise argparse.ArgumentTypeError(f"there is no stage {name!r}; stages: {', '.join(STAGES)}")
        methods = [*STAGES[name].ours, *STAGES[name].peers]
        if method and method not in methods:
            raise argparse.ArgumentTypeError(f"{name} has no method {method!r}; methods: {', '.join(methods)}")
        found.append((name, method))
    return tuple(found)


if __name__ == "__main__":
    sys.exit(main())
