from __future__ import annotations

import os
import sys
import time

import pytest

from benchmarks.child import timed
from benchmarks.harness import run
from benchmarks.job import MissingError


def script(text: str) -> list[str]:
    return [sys.executable, "-c", text]


def test_a_child_that_hangs_is_ended():
    """It is reported as such, and was not waited for."""
    begin = time.monotonic()
    found = run(script("import time; time.sleep(600)"), seconds=1, megabytes=1000)
    assert (found.status, found.reason) == ("time", "took more than 1 s")
    assert time.monotonic() - begin < 60


def test_what_a_hanging_child_started_is_ended_too(tmp_path):
    """A process of a process does not stay behind."""
    note = tmp_path / "pid"
    text = (
        "import subprocess, sys, time, pathlib\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"pathlib.Path({str(note)!r}).write_text(str(child.pid)); time.sleep(600)"
    )
    assert run(script(text), seconds=10, megabytes=1000).status == "time"
    child = int(note.read_text())
    for _ in range(100):
        try:
            os.kill(child, 0)
            with open(f"/proc/{child}/stat") as file:
                if file.read().split()[2] == "Z":
                    break
        except (ProcessLookupError, FileNotFoundError):
            break
        time.sleep(0.1)
    else:
        pytest.fail("the child of the child still runs")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of another process")
def test_a_child_that_needs_too_much_memory_is_reported():
    """The limit is named."""
    found = run(script("import time; time.sleep(0.3); x = bytearray(800 * 1024**2)"), seconds=60, megabytes=300)
    assert (found.status, found.reason) == ("memory", "needed more than 300 MB")


def test_a_child_that_fails_says_why():
    """The last line of its complaint is kept."""
    found = run(script("raise ValueError('no such thing')"), seconds=60, megabytes=1000)
    assert (found.status, found.reason) == ("failed", "ValueError: no such thing")


def test_a_program_is_measured_whole():
    """Processor, wall and memory are those of the process, whatever it prints."""
    found = run(script("x = bytearray(60 * 1024**2); sum(range(10**6)); print('done')"), seconds=60, megabytes=1000)
    assert found.status == "ok"
    assert found.cpu > 0
    assert found.wall > 0
    assert found.peak > 60


def test_only_what_stands_between_the_marks_is_timed(monkeypatch):
    """What a method loads before and works out after its marks does not count."""
    clock = iter([10.0, 12.5])
    monkeypatch.setattr("benchmarks.child.time.process_time", lambda: next(clock))

    def method(job):
        yield
        yield
        return {"rows": job}

    found = timed(method, 7)
    assert (found["cpu"], found["facts"]) == (2.5, {"rows": 7})


def test_a_method_that_cannot_run_is_skipped_with_its_reason():
    """Neither an error nor a time."""

    def method(job):
        raise MissingError("there is no Rscript")
        yield

    assert timed(method, None) == {"status": "skipped", "reason": "there is no Rscript"}


def test_a_method_with_a_third_mark_is_a_mistake():
    """Work behind the second mark would be timed by nobody."""

    def method(job):
        yield
        yield
        yield

    with pytest.raises(RuntimeError, match="two marks"):
        timed(method, None)
