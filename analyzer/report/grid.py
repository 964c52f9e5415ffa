"""A table as the page shows it: cells of text, numbers already written, cut to what a page can hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analyzer.report.formats import short

MOST = 200  # rows; the whole table is in the output folder
_LONGEST = 300  # characters of a cell


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell says, where it leads (a place on the page, or an address that `formats.link` let pass), its id."""

    text: str
    href: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table.

    Attributes
    ----------
    caption : str
        What a row is.
    heads : tuple of str
    numeric : tuple of bool
        For each column, whether it holds numbers.
    rows : tuple of tuple of Cell
        The first cell names the row.
    left_off : str
        A sentence on the rows that are not shown; "" when all are.
    file : str
        The whole table in the output folder; "" when there is none.
    """

    caption: str
    heads: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[Cell, ...], ...]
    left_off: str = ""
    file: str = ""


def grid(
    caption: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[Cell | str]],
    *,
    numeric: Sequence[str] = (),
    file: str = "",
    most: int = MOST,
) -> Grid:
    """A table of at most so many rows; `numeric` names the columns of numbers.

    >>> grid("Rows", ["name", "n"], [("a", "1"), ("b", "2")], numeric=["n"], most=1).left_off
    'The first row of 2 is shown.'
    """
    whole = list(rows)
    shown = tuple(tuple(c if isinstance(c, Cell) else Cell(short(c, _LONGEST)) for c in row) for row in whole[:most])
    left_off = ""
    if len(whole) > most:
        first = "The first row" if most == 1 else f"The first {most:,} rows"
        left_off = f"{first} of {len(whole):,} {'is' if most == 1 else 'are'} shown"
        left_off += f"; all are in {file}." if file else "."
    return Grid(caption, tuple(heads), tuple(head in set(numeric) for head in heads), shown, left_off, file)
