"""One method in this process: ``python -m benchmarks.child MODULE:FUNCTION FOLDER``; prints a line of JSON.

A method is a generator. What stands before its first ``yield`` (modules, input) is not timed, what stands between the
first and the second is, and what it returns after that are facts about its result.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.harness import UNIT
from benchmarks.job import Job, MissingError, prepare


def timed(method: Any, job: Job) -> dict[str, Any]:
    """What the harness wants to know of one run of a method."""
    steps = method(job)
    try:
        next(steps)
        gc.collect()
        cpu, wall = time.process_time(), time.perf_counter()
        next(steps)
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / UNIT
    except MissingError as reason:
        return {"status": "skipped", "reason": str(reason)}
    facts = _facts(steps)
    return {"cpu": cpu, "wall": wall, "peak": peak} | facts.pop("instead", {}) | {"facts": facts}


def _facts(steps: Any) -> dict[str, Any]:
    try:
        next(steps)
    except StopIteration as end:
        return end.value or {}
    raise RuntimeError("a method has two marks, not three")


def main() -> None:
    """Run the method named, or prepare what it stands on."""
    name, folder = sys.argv[1:3]
    job = Job(Path(folder))
    if name.startswith("prepare:"):
        prepare(job, name.removeprefix("prepare:"))
        return
    module, function = name.split(":")
    print(json.dumps(timed(getattr(import_module(module), function), job)))


if __name__ == "__main__":
    main()
