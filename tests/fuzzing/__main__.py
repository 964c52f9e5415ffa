"""``python -m tests.fuzzing [FORMAT ...] --seconds 60``: bytes led by the code that they reach (atheris).

Needs the package atheris. Every format gets so many seconds; a case that breaks a law is written to
``tests/fuzzing/cases/FORMAT-HASH``, where the tests read it from then on.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
from pathlib import Path

from tests.fuzzing.laws import FOREIGN, FORMATS, read
from tests.fuzzing.seeds import seeds

CASES = Path(__file__).parent / "cases"


def main() -> int:
    """Run each format in a process of its own; 1 when any case was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing", description=__doc__)
    parser.add_argument("formats", nargs="*", default=[kind for kind in FORMATS if kind not in FOREIGN])
    parser.add_argument("--seconds", type=int, default=60, help="for each format (60)")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        fuzz(options.formats[0], options.seconds)
    found = 0
    for kind in options.formats:
        done = subprocess.run([sys.executable, "-m", "tests.fuzzing", kind, "--one", "--seconds", str(options.seconds)])
        print(f"{kind}: {'a case was found' if done.returncode else 'no case'} in {options.seconds} s", flush=True)
        found += done.returncode != 0
    return int(found > 0)


def fuzz(kind: str, seconds: int) -> None:
    """Does not return: the fuzzer ends the process."""
    import atheris

    with atheris.instrument_imports(include=["analyzer.readers"]):
        read(kind, b"")

    def one(data: bytes) -> None:
        try:
            read(kind, data)
        except Exception:
            CASES.mkdir(exist_ok=True)
            (CASES / f"{kind}-{hashlib.sha256(data).hexdigest()[:12]}").write_bytes(data)
            raise

    folder = Path(".fuzzing") / kind
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(kind)):
        (folder / f"seed-{number}").write_bytes(seed)
    limits = [f"-max_total_time={seconds}", "-timeout=10", "-rss_limit_mb=1024", "-max_len=65536", "-verbosity=0"]
    atheris.Setup([sys.argv[0], *limits, "-print_final_stats=1", str(folder)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
