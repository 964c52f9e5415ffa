"""A background for the log odds of key terms: how frequent terms are in other texts, from a table of two columns."""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from analyzer.errors import UnreadableError

_NAMES = ("term", "frequency", "count")
_SHOWN = 3  # faults that are spelled out


def read_background(path: str | Path) -> dict[str, float]:
    """Relative frequencies of terms.

    Parameters
    ----------
    path : str or Path
        A table in UTF-8, separated by tabs, semicolons or commas, with the columns `term` and either `frequency`
        (above 0, up to 1) or `count`; others are passed over. Without a header the first column is the term and the
        second a count, or a frequency where no number is above 1.

    Returns
    -------
    dict of str to float
        Counts are divided by their sum. Terms are lower-cased, and lines of one term added up; terms with 0 are left
        out, as if they had no line.

    Raises
    ------
    UnreadableError
        When the file cannot be read or holds no term, or with the lines that are wrong.
    """
    rows = _rows(path)
    term, number, counted, first = _columns(rows, path)
    faults, found = [], dict[str, float]()
    for line, row in rows[first:]:
        try:
            value = _number(row, term, number, counted=counted)
        except ValueError as error:
            faults.append(f"line {line}: {error}")
            continue
        name = " ".join(row[term].lower().split())
        if value:
            found[name] = found.get(name, 0.0) + value
    if faults:
        rest = f" and {len(faults) - _SHOWN} more" if len(faults) > _SHOWN else ""
        raise UnreadableError(f"{path}: {'; '.join(faults[:_SHOWN])}{rest}.", fix="Each line: a term and a number.")
    if not found:
        raise UnreadableError(f"{path}: no term with a number above 0.", fix="Each line: a term and a number.")
    total = math.fsum(found.values())
    return {name: min(1.0, value / total if counted else value) for name, value in found.items()}


def _rows(path: str | Path) -> list[tuple[int, list[str]]]:
    """Lines that are not empty, with their numbers."""
    try:
        text = Path(path).read_text("utf-8-sig")
    except OSError as error:
        raise UnreadableError(f"{path}: cannot be read.", why=error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{path}: not UTF-8.", fix="Save the table as UTF-8.") from error
    lines = text.splitlines()
    head = next((line for line in lines if line.strip()), "")
    mark = next((mark for mark in "\t;," if mark in head), ",")
    cells = ((at, next(csv.reader([line], delimiter=mark), [])) for at, line in enumerate(lines, 1) if line.strip())
    return [(at, [cell.strip() for cell in row]) for at, row in cells]


def _columns(rows: Sequence[tuple[int, list[str]]], path: str | Path) -> tuple[int, int, bool, int]:
    """Places of term and number, whether numbers are counts, and the first row that is no header."""
    head = [cell.lower() for cell in rows[0][1]] if rows else []
    if set(head) & set(_NAMES):
        number = next((name for name in ("count", "frequency") if name in head), "")
        if "term" not in head or not number:
            raise UnreadableError(
                f"{path}: the columns are {', '.join(head)}.", fix="Name them term and frequency, or term and count."
            )
        return head.index("term"), head.index(number), number == "count", 1
    numbers = [_float(cell) for cell in chain.from_iterable(row[1:2] for _, row in rows)]
    return 0, 1, any(number > 1 for number in numbers), 0


def _number(row: Sequence[str], term: int, number: int, *, counted: bool) -> float:
    if len(row) <= max(term, number):
        raise ValueError(f"{len(row)} {'cell' if len(row) == 1 else 'cells'}")
    if not row[term]:
        raise ValueError("no term")
    value = _float(row[number])
    if not 0 <= value < math.inf:
        raise ValueError(f"{row[number]!r} is not a number of 0 or more")
    if not counted and value > 1:
        raise ValueError(f"the frequency {row[number]} is above 1")
    return value


def _float(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        return math.nan
