"""Bootstrap ranges of the shares of frames in groups of articles, by the analyzer's own replicates."""

from __future__ import annotations

from typing import Any

import numpy as np

from analyzer.inference.bootstrap import weights

_AT_ONCE = 32_768  # weights that are held: so many stay in the cache


def group_replicates(counts: Any, groups: Any, *, n: int, seed: int) -> Any:
    """Shares of frames in groups when articles are drawn anew: an array of shape (n, n_groups, n_frames).

    Parameters
    ----------
    counts : ndarray of shape (n_articles, n_frames)
        Hits.
    groups : ndarray of shape (n_articles,)
    n, seed : int
        Replicates, and where their random numbers begin.
    """
    names, number = np.unique(groups, return_inverse=True)
    order, ends = np.argsort(number, kind="stable"), np.cumsum(np.bincount(number))
    ordered, rng = counts[order], np.random.default_rng(seed)
    found = np.empty((n, len(names), counts.shape[1]))
    few = max(1, _AT_ONCE // len(counts))
    for at in range(0, n, few):
        drawn = weights(len(counts), min(few, n - at), rng)
        for group, (start, end) in enumerate(zip(np.append(0, ends[:-1]), ends, strict=True)):
            found[at : at + few, group] = drawn[:, start:end] @ ordered[start:end]
    return found / np.maximum(found.sum(axis=2, keepdims=True), 1.0)
