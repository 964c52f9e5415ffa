"""Rows of a result table as charts need them: chosen, put in order, cut to what a page can hold."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from analyzer.charts._lettering import clean
from analyzer.charts.style import MAX_ROWS
from analyzer.errors import UsageError, one_of

if TYPE_CHECKING:
    import pandas as pd

T = TypeVar("T")
Voice = Literal["narrator", "quoted", "paraphrased", "all"]
VOICES: tuple[Voice, ...] = ("narrator", "quoted", "paraphrased", "all")
VOICE_WORDS = {
    "narrator": "narrator's voice",
    "quoted": "quoted voices",
    "paraphrased": "paraphrased voices",
    "all": "all voices",
}
Spoken = Literal["attributed", "quoted", "paraphrased"]
SPOKEN: tuple[Spoken, ...] = ("attributed", "quoted", "paraphrased")  # voices of others than the narrator
SPOKEN_WORDS = {"attributed": "quoted or paraphrased", "quoted": "quoted", "paraphrased": "paraphrased"}
NEEDED = ("level", "name", "item", "voice", "value", "low", "high", "n_articles", "n_units", "reason")


@dataclass(frozen=True, slots=True)
class Estimate:
    """One row of a table; `more` holds all its columns. What is not a finite number is NaN; an interval may be open."""

    level: str
    name: str
    item: str
    voice: str
    value: float
    low: float
    high: float
    n_articles: int
    n_units: int
    reason: str
    more: Mapping[str, Any]

    @property
    def known(self) -> bool:
        """Whether there is a value."""
        return not math.isnan(self.value)

    @property
    def bounded(self) -> bool:
        """Whether there is an interval."""
        return not (math.isnan(self.low) or math.isnan(self.high))

    def extra(self, name: str) -> float:
        """A further column as a number; NaN where there is none."""
        return number(self.more.get(name))


def estimates(
    table: pd.DataFrame, *, voices: Sequence[str], levels: Sequence[str] = (), known: Sequence[str] = VOICES
) -> list[Estimate]:
    """Rows of the table in these voices (and at these levels), in the order of the table.

    `known` are the voices that the chart can draw.

    Raises
    ------
    UsageError
        When a voice is unknown, or when a column that every table has is missing.
    """
    for voice in voices:
        one_of("voice", voice, known)
    if table.empty:
        return []
    missing = [name for name in NEEDED if name not in table.columns]
    if missing:
        raise UsageError(
            f"The table lacks the columns {', '.join(missing)}.",
            fix=f"Give a table of a measure; each holds {', '.join(NEEDED)}.",
        )
    chosen = table["voice"].isin(list(voices))
    if levels:
        chosen &= table["level"].isin(list(levels))
    return [_estimate(row) for row in table[chosen].to_dict("records")]


def names_at(table: pd.DataFrame, level: str) -> int:
    """How many different names a table has at a level."""
    return int(table.loc[table["level"] == level, "name"].nunique()) if {"level", "name"} <= {*table.columns} else 0


def without(table: pd.DataFrame, *levels: str) -> pd.DataFrame:
    """The table without the rows at these levels: a chart does not read what it has no room for."""
    return table[~table["level"].isin(levels)] if levels and "level" in table.columns else table


def _estimate(row: Mapping[Any, Any]) -> Estimate:
    value = number(row["value"])
    known = math.isfinite(value)
    return Estimate(
        level=str(row["level"]),
        name=str(row["name"]),
        item=str(row["item"]),
        voice=str(row["voice"]),
        value=value if known else math.nan,
        low=number(row["low"]) if known else math.nan,
        high=number(row["high"]) if known else math.nan,
        n_articles=int(row["n_articles"]),
        n_units=int(row["n_units"]),
        reason=clean(row["reason"]) if row["reason"] else "",
        more={str(name): cell for name, cell in row.items()},
    )


def first_item(rows: Sequence[Estimate]) -> str:
    """The item that comes first; "" where there are no rows."""
    return rows[0].item if rows else ""


def number(cell: object) -> float:
    """A cell as a number; NaN where it holds none."""
    try:
        return float(cell)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return math.nan


def why_empty(table: pd.DataFrame, rows: Iterable[Estimate], voice: str) -> str:
    """The sentence that stands in for a chart."""
    reasons = [row.reason for row in rows if row.reason]
    if reasons:
        return reasons[0]
    if table.empty:
        return "Nothing to show: the table has no rows."
    held = ", ".join(sorted({clean(voice) for voice in table["voice"]}))
    return f"Nothing to show in {VOICE_WORDS.get(voice, voice)}; the table holds: {held}."


def ranked(rows: Iterable[Estimate]) -> list[Estimate]:
    """From the largest value to the smallest; rows without one last; equal ones by name."""
    return sorted(rows, key=lambda row: (not row.known, -row.value if row.known else 0.0, row.name, row.item))


def without_focal(rows: Sequence[Estimate]) -> list[Estimate]:
    """Rows of single articles once more, the focal ones left out: these have a row of their own."""
    focal = {row.name for row in rows if row.level == "focal"}
    return [row for row in rows if not (row.level == "article" and row.name in focal)]


def single_level(rows: Iterable[Estimate], by: str | None) -> str:
    """Which single rows to draw: articles, as these have intervals of their own, or outlets where those are too many.

    Raises
    ------
    UsageError
        When `by` is neither "article" nor "outlet".
    """
    if by is not None:
        return one_of("by", by, ("article", "outlet"))
    names = {level: {row.name for row in rows if row.level == level} for level in ("article", "outlet")}
    few = 0 < len(names["article"]) <= MAX_ROWS
    return "article" if few or not names["outlet"] else "outlet"


def cut(rows: Sequence[T], room: int) -> tuple[list[T], int, list[T]]:
    """The first and the last rows that fit, and how many between them are left out.

    >>> cut("abcdefg", 4)
    (['a', 'b'], 3, ['f', 'g'])
    """
    if len(rows) <= room:
        return list(rows), 0, []
    last = max(room, 2) // 2
    first = max(room, 2) - last
    return list(rows[:first]), len(rows) - first - last, list(rows[len(rows) - last :])


def size(row: Estimate, units: str) -> str:
    """How much a row rests on: articles for a set of them, units for a single one."""
    if row.level in ("focal", "article"):
        return f"{row.n_units:,} {units if row.n_units != 1 else units.removesuffix('s')}"
    return f"n = {row.n_articles:,}"
