"""Which articles are set against which: the focal one against the others, groups against each other."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analyzer.measures._levels import levels


class Side(NamedTuple):
    """Some articles, and those they are set against: row numbers in ``features.articles``."""

    level: str
    name: str
    against: str
    own: NDArray[np.int64]
    reference: NDArray[np.int64]

    def labelled(self, n_articles: int) -> NDArray[np.bool_]:
        """Which articles are the own ones."""
        result = np.zeros(n_articles, bool)
        result[self.own] = True
        return result


def sides(articles: pd.DataFrame) -> list[Side]:
    """The focal article against the others; two groups against each other; of more groups each against the rest.

    The rest are the other groups; articles without a group, and the focal one, stand on neither side of a group.

    >>> table = pd.DataFrame({"id": list("abcd"), "focal": [True, False, False, False], "group": ["", "X", "Y", "Y"]})
    >>> [(side.name, side.against, side.own.tolist(), side.reference.tolist()) for side in sides(table)]
    [('a', 'others', [0], [1, 2, 3]), ('X', 'Y', [1], [2, 3])]
    """
    focal = [level for level in levels(articles, "focal") if level.level == "focal"]
    others = [level.rows for level in levels(articles, "focal") if level.level == "others"]
    found = [Side("focal", str(one.name), "others", one.rows, others[0]) for one in focal if others]
    groups = levels(articles, "group")
    if len(groups) == 2:
        first, second = groups
        return [*found, Side("group", first.name, second.name, first.rows, second.rows)]
    every = np.sort(np.concatenate([group.rows for group in groups])) if groups else np.zeros(0, np.int64)
    rest = [np.setdiff1d(every, group.rows) for group in groups]
    return found + [
        Side("group", group.name, "rest", group.rows, left)
        for group, left in zip(groups, rest, strict=True)
        if len(left)
    ]
