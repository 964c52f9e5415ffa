"""What a result table looks like: the columns that all share, and what each measure adds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analyzer.strings import plain_strings

COLUMNS = (
    "level", "name", "item", "voice", "value", "low", "high", "n_articles", "n_units", "claim", "reason",
)  # fmt: skip
_WORDS = ("level", "name", "item", "voice", "claim", "reason")
LEVELS = ("focal", "article", "outlet", "group", "others")


@dataclass(frozen=True, slots=True)
class Schema:
    """How to read the table of a measure.

    Attributes
    ----------
    item : str
        What `item` names.
    unit : str
        Unit of `value`, `low` and `high`.
    lowest, highest : float
        Bounds of `value`.
    units : str
        What `n_units` counts.
    interval : str
        Kind of interval in `low` and `high`.
    extra : tuple of (str, str)
        Further columns, each with what it says.
    """

    item: str
    unit: str
    lowest: float
    highest: float
    units: str
    interval: str
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns in their order."""
        return (*COLUMNS, *(name for name, _ in self.extra))


@plain_strings
def make_table(rows: Sequence[Mapping[str, Any]] | Mapping[str, Any], schema: Schema) -> pd.DataFrame:
    """A table in the schema's columns, from rows or columns; what is lacking is NaN (numbers) or "" (claim, reason)."""
    given = rows if isinstance(rows, Mapping) else _columns(rows, schema)
    n = max((len(cells) for cells in given.values()), default=0)
    # All columns at once: pandas takes far longer to change a table than to make one.
    return pd.DataFrame({name: _column(name, given.get(name), n) for name in schema.columns})


def _columns(rows: Sequence[Mapping[str, Any]], schema: Schema) -> dict[str, list[Any]]:
    return {name: [row.get(name, np.nan) for row in rows] for name in schema.columns} if rows else {}


def _column(name: str, cells: Any, n: int) -> Any:
    """The cells of a column in its kind, or `n` of what stands for nothing; measures' own columns as they are."""
    if name in _WORDS:
        words = np.full(n, "", object) if cells is None else np.array(cells, object)
        words[pd.isna(words)] = ""
        return pd.Index(words, dtype=object)  # of an array, pandas would make strings of its own
    numbers = np.full(n, np.nan) if cells is None else cells
    if name in ("value", "low", "high"):
        return np.asarray(numbers, np.float64)
    if name in ("n_articles", "n_units"):
        return np.nan_to_num(np.asarray(numbers, np.float64)).astype(np.int64)
    return numbers if n or cells is not None else np.empty(0, object)


def check_table(table: pd.DataFrame, schema: Schema) -> list[str]:
    """What is wrong with a table, as sentences; an empty list when it fits its schema.

    A value without a number must give its reason; an interval must hold its value.
    """
    faults = []
    if tuple(table.columns) != schema.columns:
        return [f"columns are {list(table.columns)}, not {list(schema.columns)}"]
    value, low, high = (table[name].to_numpy(np.float64) for name in ("value", "low", "high"))
    slack = 1e-9
    if not table["level"].isin(LEVELS).all():
        faults.append(f"unknown level {sorted(set(table['level']) - set(LEVELS))}")
    if ((value < schema.lowest - slack) | (value > schema.highest + slack)).any():
        faults.append(f"value outside {schema.lowest} to {schema.highest}")
    if (np.isnan(value) & (table["reason"] == "").to_numpy()).any():
        faults.append("value missing without a reason")
    if ((low > value + slack) | (high < value - slack)).any():
        faults.append("interval does not hold its value")
    if (np.isnan(low) != np.isnan(high)).any():
        faults.append("interval with one end")
    return faults
