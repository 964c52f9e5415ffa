"""Tables that are no text: Excel by xlsxwriter, Parquet by pyarrow, SQLite by Python."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import date, datetime
from typing import Any

import pytest

Rows = Sequence[Sequence[object]]


def xlsx(sheets: Mapping[str, Rows]) -> bytes:
    """A workbook of these sheets."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"strings_to_formulas": False, "strings_to_urls": False})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date | datetime):
                    sheet.write_datetime(at, column, cell, day)
                else:
                    sheet.write(at, column, cell)
    book.close()
    return buffer.getvalue()


def parquet(columns: Mapping[str, Sequence[Any]], **options: Any) -> bytes:
    """A Parquet file of these columns."""
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet as files

    buffer = io.BytesIO()
    files.write_table(arrow.table(dict(columns)), buffer, **options)
    return buffer.getvalue()


def sqlite(*statements: str, rows: Mapping[str, Rows] | None = None) -> bytes:
    """A database that these statements have made, and then these rows of tables."""
    with closing(sqlite3.connect(":memory:")) as database:
        for statement in statements:
            database.execute(statement)
        for table, cells in (rows or {}).items():
            marks = ", ".join("?" * len(cells[0]))
            database.executemany(f'INSERT INTO "{table}" VALUES ({marks})', cells)
        database.commit()
        return database.serialize()
