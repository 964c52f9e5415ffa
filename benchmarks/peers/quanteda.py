"""quanteda, where R has it: the script ``quanteda.R`` beside this file times its own steps, without loading."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from benchmarks.job import Job, MissingError

SCRIPT = Path(__file__).with_name("quanteda.R")


def _step(name: str) -> Any:
    def method(job: Job) -> Any:
        if shutil.which("Rscript") is None:
            raise MissingError("there is no Rscript")
        yield
        yield
        return laps(job, name)

    return method


def laps(job: Job, name: str) -> dict[str, Any]:
    """Seconds and peak of one step, in a process of R; they take the place of those between the marks.

    Raises
    ------
    MissingError
        When R lacks a package that the script needs; the message is R's own.
    """
    command = ["Rscript", "--vanilla", str(SCRIPT), str(job.folder), name]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 4:
        raise MissingError(done.stderr.strip().splitlines()[-1])
    done.check_returncode()
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return {"instead": {key: found.pop(key) for key in ("cpu", "wall", "peak")}} | found


tokens = _step("tokens")
frames = _step("frames")
keyness = _step("keyness")
whole = _step("whole")
