"""Levels: which articles a row of a result table speaks of."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analyzer.errors import one_of

By = Literal["focal", "article", "outlet", "group"]
BY: tuple[By, ...] = ("focal", "article", "outlet", "group")


class Level(NamedTuple):
    """A set of articles with a name: ``rows`` are row numbers in ``features.articles``."""

    level: str
    name: str
    rows: NDArray[np.int64]


def levels(articles: pd.DataFrame, by: By) -> list[Level]:
    """The rows of a table: the focal article and the others, or every article, outlet or group.

    Outlets and groups are made of the others alone; the focal article is never compared with a set it belongs to.
    Articles without an outlet (or group) are in no outlet (or group). Order: as in the corpus, then by name.

    >>> table = pd.DataFrame({"id": ["a", "b"], "outlet": ["", "X"], "group": ["", ""], "focal": [True, False]})
    >>> [level.name for level in levels(table, "outlet")]
    ['X']
    """
    one_of("by", by, BY)
    focal = articles["focal"].to_numpy(bool)
    if by == "focal":
        names = [("focal", articles["id"][row], np.array([row])) for row in np.flatnonzero(focal)]
        others = np.flatnonzero(~focal)
        return [Level(*name) for name in names] + ([Level("others", "others", others)] if len(others) else [])
    if by == "article":
        return [Level("article", name, np.array([row])) for row, name in enumerate(articles["id"])]
    named = articles[by].to_numpy()
    return [
        Level(by, str(name), np.flatnonzero(~focal & (named == name))) for name in sorted(set(named[~focal]) - {""})
    ]
