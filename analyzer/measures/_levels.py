"""Levels: which articles a row of a result table speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analyzer.errors import one_of
from analyzer.features import indicator

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
    told = articles[by].to_numpy(object, copy=True)
    told[focal | (told == "")] = None
    codes, named = pd.factorize(told, sort=True)
    members = np.split(
        np.argsort(codes, kind="stable"), np.cumsum(np.bincount(codes + 1, minlength=len(named) + 1))[:-1]
    )
    return [Level(by, str(name), own) for name, own in zip(named, members[1:], strict=True)]


@dataclass(frozen=True, slots=True, eq=False)
class Sets:
    """The same as arrays: an article is in one set at most, so sums over all sets are one product.

    Attributes
    ----------
    level, name : object ndarray of shape (n_sets,)
    owner : int64 ndarray of shape (n_articles,)
        Number of the set of each article; -1 where it is in none.
    single : bool
        Whether every article is a set of its own.
    """

    level: NDArray[np.object_]
    name: NDArray[np.object_]
    owner: NDArray[np.int64]
    single: bool

    def __len__(self) -> int:
        return len(self.level)

    def sum(self, values: Any) -> Any:
        """Sums over the articles of each set: shape (n_sets, ...) from (n_articles, ...), sparse or dense."""
        if self.single:
            return values
        held = np.flatnonzero(self.owner >= 0)
        return indicator(self.owner[held], len(self)) @ values[held]

    def alone(self) -> NDArray[np.bool_]:
        """Which sets are one article by itself, whose range its own text tells."""
        return np.isin(self.level, ("focal", "article"))

    def article(self) -> NDArray[np.int64]:
        """The last article of each set; of `alone` ones the only one."""
        last = np.zeros(len(self), np.int64)
        held = np.flatnonzero(self.owner >= 0)
        last[self.owner[held]] = held
        return last


def sets(articles: pd.DataFrame, by: By) -> Sets:
    """The levels of a table, see `levels`, as arrays.

    >>> table = pd.DataFrame({"id": ["a", "b", "c"], "focal": [True, False, False]})
    >>> sets(table, "focal").sum(np.array([[1.0], [2.0], [4.0]])).tolist()
    [[1.0], [6.0]]
    """
    if one_of("by", by, BY) == "article":
        n = len(articles)
        return Sets(np.full(n, "article", object), articles["id"].to_numpy(object), np.arange(n), True)
    found = levels(articles, by)
    owner = np.full(len(articles), -1, np.int64)
    for number, level in enumerate(found):
        owner[level.rows] = number
    names = np.array([level.name for level in found] or [], object)
    return Sets(np.array([level.level for level in found], object), names, owner, False)
