"""Bootstrap ranges of the shares of frames in groups of articles, by the analyzer's own replicates."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import sparse

from analyzer.inference.bootstrap import weights

_AT_ONCE = 100  # replicates whose weights are held: articles times this


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
    n_articles, n_frames = counts.shape
    article, frame = np.nonzero(counts)
    cells = counts[article, frame], (article, number[article] * n_frames + frame)
    sums = sparse.csr_array(cells, shape=(n_articles, len(names) * n_frames))
    rng = np.random.default_rng(seed)
    found = np.empty((n, len(names), n_frames))
    for at in range(0, n, _AT_ONCE):
        drawn = weights(n_articles, min(_AT_ONCE, n - at), rng) @ sums
        found[at : at + _AT_ONCE] = drawn.reshape(-1, len(names), n_frames)
    return found / np.maximum(found.sum(axis=2, keepdims=True), 1.0)
