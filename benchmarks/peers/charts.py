"""Six charts with pyplot and pandas, as in the plain script."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.job import Job


def pyplot(job: Job) -> Any:
    """The charts of the plain script, on numbers of the same size."""
    import pandas as pd

    from benchmarks.programs.plain_script import draw

    records = pd.DataFrame(job.records()).drop(columns="text")
    rng = np.random.default_rng(0)
    frames = list(job.frames())
    records["tone"] = rng.normal(size=len(records))
    records["topic"] = rng.integers(20, size=len(records))
    records[frames] = rng.integers(9, size=(len(records), len(frames)))
    alike = rng.random((30, 30))
    with tempfile.TemporaryDirectory() as folder:
        yield
        draw(records, frames, alike, Path(folder))
        yield
