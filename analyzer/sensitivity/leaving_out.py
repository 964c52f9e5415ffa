"""One outlet less, one article less: which of the others to leave out in turn.

Source: influence as in Cook (1977), Detection of influential observation in linear regression; for a mean, the change
when a case is left out.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analyzer.features import indicator

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
MOST = 60  # outlets, and articles, that are left out in turn
KINDS = {"outlet": "outlet", "article": "id"}  # and the column that names them


def to_leave_out(values: Floats, articles: pd.DataFrame, kind: str) -> list[tuple[str, Bools]]:
    """Names of outlets or articles, each with the articles that go with it; in the order of their names.

    Parameters
    ----------
    values : ndarray of shape (n_articles, n_items)
    articles : DataFrame
        Of the features; the focal article is never left out.
    kind : {"outlet", "article"}

    Returns
    -------
    list of (str, bool ndarray of shape (n_articles,))
        At most 60; where there are more, those whose absence moves any item's mean most.
    """
    names = articles[KINDS[kind]].to_numpy(object)
    others = ~articles["focal"].to_numpy(bool)
    every = sorted(set(names[others]) - {""})
    if len(every) > MOST:
        number = {name: at for at, name in enumerate(every)}
        owner = np.array([number[name] if other and name else -1 for name, other in zip(names, others, strict=True)])
        every = [every[at] for at in _strongest(_moves(np.where(others[:, None], values, np.nan), owner, len(every)))]
    return [(name, others & (names == name)) for name in every]


def _moves(values: Floats, owner: NDArray[np.int64], n_owners: int) -> Floats:
    """How far the mean of each item moves without each owner: an array of shape (n_owners, n_items)."""
    known = ~np.isnan(values)
    filled = np.where(known, values, 0.0)
    rows = owner >= 0
    groups = indicator(owner[rows], n_owners)
    total, n = filled.sum(axis=0), known.sum(axis=0)
    rest = n - groups @ known[rows].astype(np.float64)
    without = np.divide(total - groups @ filled[rows], rest, out=np.full((n_owners, len(n)), np.inf), where=rest > 0)
    moves: Floats = np.abs(without - total / np.maximum(n, 1))
    return moves


def _strongest(moves: Floats) -> list[int]:
    """Those that rank highest for any item, as many as there is room for, in their order."""
    ranks = np.argsort(np.argsort(-moves, axis=0, kind="stable"), axis=0, kind="stable")
    return sorted(np.argsort(ranks.min(axis=1), kind="stable")[:MOST].tolist())
