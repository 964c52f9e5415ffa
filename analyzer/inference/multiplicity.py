"""Correction of p-values for the number of things that are looked at together."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def adjust(p: Floats) -> Floats:
    """P-values corrected for the size of their family; NaN stay NaN and count not.

    Of the items that then lie at .05 or below, one in twenty is expected to be there by chance alone. Source: Benjamini
    and Hochberg (1995), Journal of the Royal Statistical Society B 57.

    >>> adjust(np.array([0.01, np.nan, 0.04])).tolist()
    [0.02, nan, 0.04]
    """
    result = np.full(len(p), np.nan)
    falling = np.argsort(p)[::-1]
    falling = falling[~np.isnan(p[falling])]
    m = len(falling)
    result[falling] = np.minimum(1.0, np.minimum.accumulate(p[falling] * (m / np.arange(m, 0, -1))))
    return result
