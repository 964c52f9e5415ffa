"""Which sets of articles a table of key terms compares: each with the rest, or each with each."""

from __future__ import annotations

from itertools import combinations
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analyzer.errors import UsageError, one_of
from analyzer.measures._levels import By, Level, levels

Against = Literal["rest", "each"]
AGAINST: tuple[Against, ...] = ("rest", "each")


class Sides(NamedTuple):
    """Comparisons that draw their other side from the same articles.

    Attributes
    ----------
    members : bool ndarray of shape (n_articles,)
        Articles of the other side; those of the row are taken out of it.
    compared : list of (Level, str)
        Each set, and what it is compared with: "others", "rest" (of the others), or the name of another set.
    """

    members: NDArray[np.bool_]
    compared: list[tuple[Level, str]]


def comparisons(articles: pd.DataFrame, by: By, against: Against) -> list[Sides]:
    """What is compared with what.

    Raises
    ------
    UsageError
        When articles are to be compared each with each.

    >>> table = pd.DataFrame({"id": list("abc"), "outlet": ["", "X", "Y"], "group": "", "focal": [True, False, False]})
    >>> [(level.name, other) for sides in comparisons(table, "outlet", "each") for level, other in sides.compared]
    [('X', 'Y')]
    """
    one_of("against", against, AGAINST)
    others = ~articles["focal"].to_numpy(bool)
    found = [level for level in levels(articles, by) if level.level != "others"]
    if against == "rest":
        return [Sides(others, [(level, "rest" if others[level.rows].any() else "others") for level in found])]
    if by not in ("outlet", "group"):
        raise UsageError(f"against: 'each' does not go with by={by!r}.", fix="Use by='outlet' or by='group'.")
    return [Sides(_union(one, two, len(articles)), [(one, two.name)]) for one, two in combinations(found, 2)]


def _union(one: Level, two: Level, n_articles: int) -> NDArray[np.bool_]:
    members = np.zeros(n_articles, bool)
    members[one.rows] = members[two.rows] = True
    return members
