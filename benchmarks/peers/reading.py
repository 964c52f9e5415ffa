"""Reading JSON lines with pandas and with the standard library."""

from __future__ import annotations

import json
from typing import Any

from benchmarks.job import ARTICLES, Job


def pandas(job: Job) -> Any:
    """``pandas.read_json``."""
    import pandas as pd

    path = job.folder / ARTICLES
    yield
    table = pd.read_json(path, lines=True)
    yield
    return {"articles": len(table)}


def loads(job: Job) -> Any:
    """``json.loads`` a line."""
    path = job.folder / ARTICLES
    yield
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    yield
    return {"articles": len(rows)}
