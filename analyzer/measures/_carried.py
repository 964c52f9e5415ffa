"""Sentence presence of frames as sums, whatever the selection of units."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from analyzer.features import Features
from analyzer.features.presence import presence
from analyzer.measures._statistic import Statistic, per_row


def carried(chosen: Features, *, undefined: str, needed: float = 2) -> Statistic:
    """Sums are the sentences of a selection that carry each frame, and its sentences; see `presence` for `needed`."""
    found = presence(chosen, needed=needed)
    sums = np.column_stack((found, np.ones(len(found)))).astype(np.float64)
    return Statistic(
        items=tuple(chosen.codebook.frames),
        sums=sparse.csr_array(sums),
        article=chosen.sentences()[1],
        n_articles=len(chosen.articles),
        formula=per_row,
        undefined=undefined,
        interval="wilson",
    )
