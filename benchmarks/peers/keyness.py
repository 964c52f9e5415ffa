"""Log odds with a prior and G2 of every term, given the counts: as a table of pandas and as a loop."""

from __future__ import annotations

from math import log, sqrt
from typing import Any

import numpy as np

from benchmarks.job import Job

PRIOR = 100.0


def counts_of(job: Job) -> tuple[Any, Any]:
    """Counts of words in articles, and the group of each article."""
    from scipy import sparse
    from sklearn.feature_extraction.text import CountVectorizer

    records = job.records()
    counts = CountVectorizer().fit_transform([record["text"] for record in records])
    return sparse.csr_array(counts), np.array([record["group"] for record in records])


def dense(job: Job) -> Any:
    """A table with a column for each term, summed by group: the memory of articles times terms."""
    import pandas as pd

    counts, groups = counts_of(job)
    yield
    sums = pd.DataFrame(counts.toarray()).groupby(groups).sum().to_numpy(np.float64)
    found = [_formulas(sums, at) for at in range(len(sums))]
    yield
    return {"terms": counts.shape[1], **_sums(found[0])}


def loop(job: Job) -> Any:
    """Sparse sums, and then a loop over terms."""
    counts, groups = counts_of(job)
    yield
    names = sorted(set(groups))
    sums = np.vstack([np.asarray(counts[groups == name].sum(axis=0)).ravel() for name in names]).astype(float)
    found = [_looped(sums, at) for at in range(len(names))]
    yield
    return {"terms": counts.shape[1], **_sums(found[0])}


def _sums(found: tuple[Any, Any]) -> dict[str, float]:
    return {"z": round(float(np.sum(found[0])), 4), "g2": round(float(np.sum(found[1])), 2)}


def _formulas(sums: Any, at: int) -> tuple[Any, Any]:
    a, b = sums[at], sums.sum(axis=0) - sums[at]
    n1, n2 = a.sum(), b.sum()
    prior = PRIOR * (a + b) / (n1 + n2)
    with np.errstate(divide="ignore", invalid="ignore"):
        four = a + prior, b + prior, n1 + PRIOR - a - prior, n2 + PRIOR - b - prior
        z = (np.log(four[0] / four[2]) - np.log(four[1] / four[3])) / np.sqrt(sum(1 / cell for cell in four))
        cells = [(a, n1, a + b), (b, n2, a + b), (n1 - a, n1, n1 + n2 - a - b), (n2 - b, n2, n1 + n2 - a - b)]
        parts = [np.where(o > 0, o * np.log(o * (n1 + n2) / (n * m)), 0.0) for o, n, m in cells]
    return z, 2 * sum(parts)


def _looped(sums: Any, at: int) -> tuple[list[float], list[float]]:
    n1 = float(sums[at].sum())
    n2 = float(sums.sum()) - n1
    n, zs, gs = n1 + n2, [], []
    for own, whole in zip(sums[at].tolist(), sums.sum(axis=0).tolist(), strict=True):
        rest, prior = whole - own, PRIOR * whole / n
        four = own + prior, rest + prior, n1 + PRIOR - own - prior, n2 + PRIOR - rest - prior
        zs.append((log(four[0] / four[2]) - log(four[1] / four[3])) / sqrt(sum(1 / cell for cell in four)))
        cells = ((own, n1, whole), (rest, n2, whole), (n1 - own, n1, n - whole), (n2 - rest, n2, n - whole))
        gs.append(2 * sum(o * log(o * n / (m * k)) for o, m, k in cells if o > 0))
    return zs, gs
