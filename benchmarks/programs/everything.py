"""Everything switched on: voices, attributions, every measure, inference, sensitivity, charts, page, folder.

``python -m benchmarks.programs.everything FOLDER``.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from analyzer.comparison import compare


def main() -> None:
    """Compare and save."""
    given = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as out:
        found = compare(given / "focal.jsonl", given / "articles.jsonl", codebook=given.parent / "codebook.toml")
        found.save(Path(out) / "report")


if __name__ == "__main__":
    main()
