"""``python -m analyzer`` and the command `analyzer`."""

from __future__ import annotations

import gc
import sys

from analyzer.cli import run


def main() -> None:
    """Run the command line and leave with its exit code."""
    # Tables and pictures are made of many small objects that stay: to look through them for garbage less often makes
    # a run noticeably shorter.
    gc.set_threshold(50_000, 20, 20)
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
