"""Text that stands in two articles: runs of five tokens that both have.

High containment means that one article repeats the words of the other or that both repeat a third, such as an agency's;
it does not say who wrote first. Rewritten agency copy shares few runs and is missed.

Source: Broder (1997), On the resemblance and containment of documents.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analyzer.features import Features

LENGTH = 5
# Of distinct articles of one domain, fewer than one in a thousand share a twentieth of their runs.
SAME_JACCARD, SAME_CONTAINED = 0.3, 0.5
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


def shingles(tokens: NDArray[np.int32], *, length: int = LENGTH) -> NDArray[np.uint64]:
    """The distinct runs of so many tokens, each as a number.

    >>> len(shingles(np.array([0, 1, 2, 0, 1, 2, 0, 1], np.int32), length=4))
    3
    """
    n = len(tokens) - length + 1
    if n < 1:
        return np.zeros(0, np.uint64)
    runs = np.zeros(n, np.uint64)
    for step in range(length):
        runs = (runs ^ (tokens[step : step + n].astype(np.uint64) + np.uint64(1))) * _FACTOR
        runs ^= runs >> np.uint64(29)
    return np.unique(runs)


def overlaps(features: Features, *, length: int = LENGTH) -> pd.DataFrame:
    """Pairs of articles that share much of their text.

    Returns
    -------
    DataFrame
        a, b (rows of ``features.articles``), jaccard (shared runs in all runs of both), contained (shared runs in those
        of the shorter one), most contained first. Pairs below a Jaccard of .3 and a containment of .5 are left out.
    """
    body, tokens = features.body, features.body.tokens
    owner = np.repeat(body.units["article"].to_numpy(), np.diff(body.offsets))
    edges = np.searchsorted(owner, np.arange(len(features.articles) + 1))
    found = [shingles(tokens[low:high], length=length) for low, high in pairwise(edges.tolist())]
    sizes = np.array([len(runs) for runs in found])
    distinct, columns = np.unique(np.concatenate(found), return_inverse=True)
    rows = np.repeat(np.arange(len(found)), sizes)
    matrix = sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(found), len(distinct)))
    shared = sparse.coo_array(sparse.triu(matrix @ matrix.T, k=1))
    first, second = shared.coords
    table = pd.DataFrame(
        {
            "a": first.astype(np.int64),
            "b": second.astype(np.int64),
            "jaccard": shared.data / (sizes[first] + sizes[second] - shared.data),
            "contained": shared.data / np.minimum(sizes[first], sizes[second]),
        }
    )
    same = table[(table["jaccard"] >= SAME_JACCARD) | (table["contained"] >= SAME_CONTAINED)]
    return same.sort_values(["contained", "a", "b"], ascending=[False, True, True]).reset_index(drop=True)
