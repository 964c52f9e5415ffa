"""A thousand bootstrap replicates of the shares of frames in groups: a loop of pandas, and rows gathered by numpy."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.job import Job

REPLICATES = 1000


def frame_counts(job: Job) -> tuple[Any, Any]:
    """Hits of each frame in each article, and the group of each article."""
    features = job.features("marked")
    frames = list(features.codebook.frames)
    article = features.units["article"].to_numpy()[features.hits["unit"].to_numpy()]
    frame = features.hits["frame"].astype("category").cat.set_categories(frames).cat.codes.to_numpy()
    counts = np.zeros((len(features.articles), len(frames)))
    np.add.at(counts, (article, frame), 1.0)
    return counts, features.articles["group"].astype(str).to_numpy()


def widths(found: Any) -> float:
    """The mean width of the ranges of 95 %: methods that do the same work agree in it."""
    low, high = np.quantile(np.asarray(found, float), [0.025, 0.975], axis=0)
    return round(float((high - low).mean()), 4)


def pandas_loop(job: Job) -> Any:
    """``sample`` and ``groupby``, a thousand times."""
    import pandas as pd

    counts, groups = frame_counts(job)
    table = pd.DataFrame(counts).assign(group=groups)
    yield
    found = []
    for number in range(REPLICATES):
        sums = table.sample(frac=1, replace=True, random_state=number).groupby("group").sum()
        found.append(sums.div(sums.sum(axis=1), axis=0))
    yield
    return {"replicates": len(found), "width": widths([one.to_numpy() for one in found])}


def numpy_gather(job: Job) -> Any:
    """Rows gathered by drawn numbers and summed by group."""
    counts, groups = frame_counts(job)
    yield
    found = gathered(counts, groups, np.random.default_rng(1))
    yield
    return {"replicates": len(found), "width": widths(found)}


def gathered(counts: Any, groups: Any, rng: Any) -> Any:
    """An array of shape (replicates, groups, frames) of shares."""
    _, number = np.unique(groups, return_inverse=True)
    found = np.empty((REPLICATES, number.max() + 1, counts.shape[1]))
    for at in range(REPLICATES):
        rows = rng.integers(len(counts), size=len(counts))
        drawn, group = counts[rows], number[rows]
        for one in range(found.shape[1]):
            found[at, one] = drawn[group == one].sum(axis=0)
    return found / found.sum(axis=2, keepdims=True)
