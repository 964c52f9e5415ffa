from __future__ import annotations

import os
import random
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from analyzer import cache
from analyzer.errors import CacheError

WRITER = """
import sys
from pathlib import Path
from analyzer import cache
path, name, n = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
print("ready", flush=True)
for at in range(n):
    key = f"{name}{at}"
    cache.put(path, key, key.encode() * 20_000)
"""


@contextmanager
def writer(path: Path, name: str, n: int) -> Iterator[subprocess.Popen[bytes]]:
    """A process that writes; it has begun."""
    with subprocess.Popen([sys.executable, "-c", WRITER, str(path), name, str(n)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process


def test_what_is_put_is_got(tmp_path: Path) -> None:
    """By its key alone; the last value of a key counts; a key without value has none."""
    path = tmp_path / "deep" / "kept.sqlite"
    assert cache.get(path, "a") is None
    cache.put(path, "a", b"one")
    cache.put(path, "a", b"two")
    cache.put(path, "b", b"\x00" * 1000)
    assert cache.get(path, "a") == b"two"
    assert cache.get(path, "c") is None
    assert cache.contents(path) == (2, 1003)


@pytest.mark.skipif(os.name != "posix", reason="other systems have other rights")
def test_it_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    """Nobody else may read it, whatever the umask: it holds the words of articles."""
    cache.put(tmp_path / "kept.sqlite", "a", b"one")
    assert stat.S_IMODE((tmp_path / "kept.sqlite").stat().st_mode) == 0o600


def test_what_was_used_longest_ago_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the limit; a value that was got lately stays, although it was put first."""
    path, now = tmp_path / "kept.sqlite", [0.0]
    monkeypatch.setattr(time, "time", lambda: now[0])
    for key in "abc":
        now[0] += 1
        cache.put(path, key, b"x" * 100)
    now[0] += 100_000
    assert cache.get(path, "a")
    now[0] += 1
    cache.put(path, "d", b"x" * 100, limit=300)
    assert [key for key in "abcd" if cache.get(path, key)] == ["a", "c", "d"]


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    """Every value of both is there and whole."""
    path = tmp_path / "kept.sqlite"
    with writer(path, "x", 15) as one, writer(path, "y", 15) as other:
        assert (one.wait(120), other.wait(120)) == (0, 0)
    for name in "xy":
        for at in range(15):
            assert cache.get(path, f"{name}{at}") == f"{name}{at}".encode() * 20_000


@pytest.mark.skipif(os.name != "posix", reason="no such signal")
def test_a_kill_at_any_moment_leaves_it_whole(tmp_path: Path) -> None:
    """Whoever is killed while writing: each value is there as it was put or not at all, and writing goes on."""
    path, dice = tmp_path / "kept.sqlite", random.Random(7)
    for turn in range(4):
        with writer(path, f"turn{turn}-", 10_000) as process:
            time.sleep(dice.uniform(0.02, 0.3))
            process.send_signal(signal.SIGKILL)
        for at in range(10_000):
            value = cache.get(path, f"turn{turn}-{at}")
            if value is None:
                break
            assert value == f"turn{turn}-{at}".encode() * 20_000
        cache.put(path, "after", b"still writable")
        assert cache.get(path, "after") == b"still writable"
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("harm", ["no database", "a folder", "no room"])
def test_a_cache_that_cannot_be_used_says_so(tmp_path: Path, harm: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the path, the reason and what to do."""
    path = tmp_path / "kept.sqlite"
    if harm == "no database":
        path.write_bytes(b"these are no pages of a database" * 100)
    elif harm == "a folder":
        path.mkdir()
    else:

        def full(*_: object, **__: object) -> sqlite3.Connection:
            raise sqlite3.OperationalError("database or disk is full")

        monkeypatch.setattr(sqlite3, "connect", full)
    with pytest.raises(CacheError) as caught:
        cache.put(path, "a", b"one")
    assert str(path) in str(caught.value)
    assert "--cache" in caught.value.fix


def test_clearing_removes_whatever_is_there(tmp_path: Path) -> None:
    """Also a file that is damaged, and none at all."""
    path = tmp_path / "kept.sqlite"
    cache.clear(path)
    path.write_bytes(b"damaged")
    cache.clear(path)
    assert not path.exists()
    assert cache.contents(path) == (0, 0)


def test_the_place_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable of the environment goes before the folder for caches."""
    monkeypatch.setenv("ANALYZER_CACHE", str(tmp_path))
    assert cache.default_cache() == tmp_path / cache.FILE
    monkeypatch.delenv("ANALYZER_CACHE")
    assert cache.default_cache().parent.name == "media-coverage-analyzer"
