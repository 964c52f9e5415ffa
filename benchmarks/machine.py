"""What a run was made on: without it, seconds say nothing."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PEERS = ("numpy", "scipy", "pandas", "scikit-learn", "matplotlib", "nltk", "vaderSentiment", "scattertext")


def machine() -> dict[str, object]:
    """Processor, cores, system, and how busy it is."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count() or 0,
        "system": platform.system(),
        "load": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else "not known",
    }


def versions() -> dict[str, str]:
    """Python and the packages that are timed."""
    found = {"Python": platform.python_version()}
    for name in _PEERS:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def instructions(command: Sequence[str]) -> int | None:
    """Instructions that a command takes, or None where they cannot be counted."""
    if shutil.which("perf") is None:
        return None
    asked = ["perf", "stat", "-x", ",", "-e", "instructions:u", *command]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    counts = [line.split(",")[0] for line in done.stderr.splitlines() if "instructions" in line]
    return int(counts[0]) if counts and counts[0].isdigit() else None


def _processor() -> str:
    known = Path("/proc/cpuinfo")
    if known.is_file():
        for line in known.read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()
