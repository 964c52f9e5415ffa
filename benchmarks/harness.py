"""Runs one method in a process of its own, within a limit of time and of memory, and says what it took."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Timer
from typing import Any, Literal

Status = Literal["ok", "skipped", "failed", "time", "memory"]
# One thread each: seconds of a processor then mean the same for all, and do not depend on what else runs.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1")
UNIT = 1024**2 if sys.platform == "darwin" else 1024  # of ru_maxrss, in a megabyte


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took.

    Attributes
    ----------
    status : {"ok", "skipped", "failed", "time", "memory"}
        Whether it ended, cannot run here, broke, or was ended because it took more than its limit.
    cpu, wall : float
        Seconds of processor and of the clock on the wall; of a stage, between its two marks; of a program, in all.
    peak : float
        Largest resident memory of the process, in megabytes.
    facts : dict
        What the method says of its result.
    reason : str
        Why the status is not "ok".
    """

    status: Status
    cpu: float = 0.0
    wall: float = 0.0
    peak: float = 0.0
    facts: dict[str, Any] = field(default_factory=dict)
    reason: str = ""

    def to_dict(self) -> dict[str, Any]:
        """For the JSON file."""
        return asdict(self)


def python(*arguments: str | Path) -> list[str]:
    """The command of a Python module: the interpreter that runs this, ``-m`` and the arguments."""
    return [sys.executable, "-m", *map(str, arguments)]


def run(command: Sequence[str], *, seconds: float, megabytes: float) -> Run:
    """Run a command to its end or to its limit.

    A last line of JSON in its output gives its status, reason and facts; where it holds seconds and peak, these count
    instead of those of the whole process, which starts an interpreter and loads modules and input.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=errors, start_new_session=True, env=_environment())
        _limit_memory(process.pid, megabytes)
        late, usage = _wait(process, seconds)
        wall = time.perf_counter() - begin
        said, complaint = _read(out), _read(errors)
    if late:
        return Run("time", wall=wall, reason=f"took more than {seconds:.0f} s")
    if process.returncode:
        return _broken(process.returncode, complaint, megabytes)
    own = {"cpu": usage.ru_utime + usage.ru_stime, "wall": wall, "peak": usage.ru_maxrss / UNIT}
    return Run(**({"status": "ok"} | own | _last_json(said)))


def _environment() -> dict[str, str]:
    """That of this process, with the benchmarks to be found, one thread, no screen, and the same hashes."""
    root = str(Path(__file__).resolve().parent.parent)
    path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    return {**os.environ, **ONE_THREAD, "MPLBACKEND": "Agg", "PYTHONHASHSEED": "0", "PYTHONPATH": path}


def _wait(process: subprocess.Popen[bytes], seconds: float) -> tuple[bool, resource.struct_rusage]:
    """Wait for the end, or make one: whether it was late, and what it and all that it started took."""
    late: list[bool] = []

    def end() -> None:
        late.append(True)
        _kill(process.pid)

    timer = Timer(seconds, end)
    timer.start()
    try:
        _, ended, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(ended)
    finally:
        timer.cancel()
        _kill(process.pid)  # and whatever it started
    return bool(late), usage


def _limit_memory(process: int, megabytes: float) -> None:
    if hasattr(resource, "prlimit"):  # Linux only; elsewhere there is no limit
        limit = int(megabytes * 1024**2)
        try:
            resource.prlimit(process, resource.RLIMIT_DATA, (limit, limit))
        except ProcessLookupError:  # it has ended already
            return


def _kill(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def _broken(code: int, complaint: str, megabytes: float) -> Run:
    words = ("MemoryError", "Unable to allocate", "bad_alloc", "Cannot allocate memory")
    if code == -signal.SIGKILL or any(word in complaint for word in words):
        return Run("memory", reason=f"needed more than {megabytes:.0f} MB")
    lines = complaint.strip().splitlines() or [f"ended with {code} and said nothing"]
    said = next((line for line in reversed(lines) if "Error" in line), lines[-1])
    return Run("failed", reason=said[:300])


def _read(file: Any) -> str:
    file.seek(0)
    text: bytes = file.read()
    return text.decode("utf-8", "replace")


def _last_json(text: str) -> dict[str, Any]:
    for line in reversed(text.splitlines()):
        if line.startswith("{"):
            found: dict[str, Any] = json.loads(line)
            return found
    return {}
