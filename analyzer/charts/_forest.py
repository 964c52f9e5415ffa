"""What charts with one row for each article, outlet or group have in common: blocks of rows, their names, their key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from analyzer.charts._canvas import Sign, plain
from analyzer.charts._lettering import clean
from analyzer.charts._marks import ARTICLE, GROUP, HOLLOW, REST, SINGLE
from analyzer.charts._rows import Estimate, cut, names_at, ranked, single_level, without, without_focal
from analyzer.charts.style import MAX_ROWS

if TYPE_CHECKING:
    import pandas as pd

_GROUP_ROOM = 12
OWN_NAMES = {"focal": "This article", "others": "Other coverage"}
Block = list[Estimate | int]


def blocks(rows: Sequence[Estimate], by: str | None) -> list[Block]:
    """Rows in the order of reading: focal and others, groups, single rows; each block from the largest value down.

    A number in a block stands for so many rows left out: the largest and the smallest values stay.
    """
    head = sorted((row for row in rows if row.level in OWN_NAMES), key=lambda row: row.level != "focal")
    level = single_level(rows, by)
    groups = shorten(ranked(row for row in rows if row.level == "group"), _GROUP_ROOM)
    room = MAX_ROWS - len(head) - len(groups)
    singles = shorten(ranked(row for row in without_focal(rows) if row.level == level), room)
    return [block for block in (shorten(head, MAX_ROWS // 2), groups, singles) if block]


def readable(table: pd.DataFrame, by: str | None) -> pd.DataFrame:
    """The table without single articles where outlets are drawn instead."""
    many = by is None and names_at(table, "article") > MAX_ROWS + 1 and names_at(table, "outlet") > 0
    return without(table, "article") if many else table


def shorten(rows: Sequence[Estimate], room: int) -> Block:
    """Ranked rows that fit; where there are too many, those without a value go first."""
    if len(rows) <= room:
        return list(rows)
    first, missing, last = cut([row for row in rows if row.known], room)
    return [*first, missing + sum(not row.known for row in rows), *last]


def row_name(row: Estimate, names: Mapping[str, str]) -> str:
    """What is printed at the left of a row."""
    return clean(names.get(row.name, OWN_NAMES.get(row.level, row.name)))


def row_key(rows: Sequence[Estimate | int]) -> list[Sign]:
    """The key of the marks that these rows use."""
    shown = [row for row in rows if isinstance(row, Estimate)]
    levels = {row.level for row in shown if row.known}
    single = "outlet" if "outlet" in levels else "article"
    entries = [
        ("focal", ARTICLE.key("this article")),
        ("others", REST.key("mean of the others")),
        ("group", GROUP.key("mean of a group")),
        (single, SINGLE.key(f"one {single}")),
    ]
    hollow = [HOLLOW] if any(row.known and not row.bounded for row in shown) else []
    return [sign for level, sign in entries if level in levels] + hollow


def in_words(row: Estimate, *, scale: float = 1.0, digits: int = 2) -> str:
    """Value and interval of a row as they are read out.

    >>> in_words(Estimate("others", "others", "law", "all", 0.21, 0.18, 0.25, 9, 261, "", {}), scale=100, digits=0)
    '21 (18 to 25)'
    """
    value = plain(row.value * scale, digits)
    if not row.known:
        return row.reason.split(":")[0] or "no value"
    if not row.bounded:
        return f"{value} (no interval)"
    return f"{value} ({plain(row.low * scale, digits)} to {plain(row.high * scale, digits)})"
