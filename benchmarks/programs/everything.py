"""Everything switched on: voices, attributions, every measure, inference, sensitivity, charts, page, folder.

As the command line does it, so with all cores where there is much to read.

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
        texts = given / "focal.jsonl", given / "articles.jsonl"
        found = compare(*texts, codebook=given.parent / "codebook.toml", jobs=0)
        found.save(Path(out) / "report")


if __name__ == "__main__":
    main()
