"""The report of the shipped texts in a process of its own, and what of that was not importing modules.

``python -m benchmarks.programs.shipped`` runs the command with ``-X importtime``, which adds a little to every import,
and takes the sum of what is spent in modules from the seconds of processor.
"""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time

_LINE = re.compile(r"^import time:\s+(\d+) \|")


def main() -> None:
    """Prints seconds outside imports, and in them."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-X", "importtime", "-m", "analyzer", "compare", "--output", f"{folder}/report"]
        begin = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=dict(os.environ))
        wall = time.perf_counter() - begin
    imports = sum(int(match[1]) for match in map(_LINE.match, done.stderr.splitlines()) if match) / 1e6
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(json.dumps(outside(used.ru_utime + used.ru_stime, wall, imports)))


def outside(cpu: float, wall: float, imports: float) -> dict[str, object]:
    """Seconds outside imports; imports take time of the wall, so they are scaled where the machine is busy."""
    own = imports * min(1.0, cpu / wall)
    return {"cpu": max(0.0, cpu - own), "wall": max(0.0, wall - imports), "facts": {"imports": round(own, 3)}}


if __name__ == "__main__":
    main()
