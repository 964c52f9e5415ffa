"""Excel and OpenDocument sheets (.xlsx, .xlsm, .xlsb, .xls, .ods): one row, one article.

Of a formula the value is read that the program last computed; macros and links to other files are never looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import chain, islice
from typing import Any

from analyzer.errors import UnreadableError
from analyzer.readers.characters import one_line
from analyzer.readers.extras import needed
from analyzer.readers.fields import match_columns
from analyzer.readers.folder import shown
from analyzer.readers.reading import File, Options, Reading, accounted, skipped
from analyzer.readers.rows import as_text, sheet_readings
from analyzer.readers.table import MAX_COLUMNS

MOST_CELLS = 20_000_000  # of one sheet, empty ones included: a million rows of twenty columns
MOST_SHEETS = 1000
_HEADER_WITHIN = 20  # rows with a value


def read_excel(file: File, options: Options) -> Iterator[Reading]:
    """The articles in all sheets of a workbook.

    Raises
    ------
    UnreadableError
        When it is broken, protected, or has more than 1,000 sheets.
    MissingPartError
        When python-calamine is not installed.
    """
    calamine = needed("python_calamine", what="Excel files")
    try:
        book = calamine.CalamineWorkbook.from_filelike(BytesIO(file.data))
    except calamine.PasswordError as error:
        raise UnreadableError("an Excel file protected by a password; save it without one") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise UnreadableError(f"a broken Excel file ({one_line(error)})") from error
    if len(book.sheet_names) > MOST_SHEETS:
        raise UnreadableError(f"more than {MOST_SHEETS:,} sheets; divide it")
    yield from accounted(file, _sheets(book, calamine.CalamineError, file, options))


def _sheets(book: Any, broken: type[Exception], file: File, options: Options) -> Iterator[Reading]:
    several = len(book.sheet_names) > 1
    for at, name in enumerate(book.sheet_names):
        sheet = f"sheet {shown(name)!r}" if several else ""
        try:
            names, rows = _table(book.get_sheet_by_index(at), options)
            yield from sheet_readings(names, rows, file, options, sheet=sheet)
        except UnreadableError as error:
            yield skipped(", ".join(filter(None, (file.origin, sheet))), shown(name), error.what)
        except (broken, OSError, ValueError) as error:
            yield skipped(", ".join(filter(None, (file.origin, sheet))), shown(name), f"broken ({one_line(error)})")


def _table(sheet: Any, options: Options) -> tuple[list[str], Iterator[Sequence[object]]]:
    """Names of the columns and the rows below them; what stands above (a title, a date) is passed over.

    The header is the first row with a column of text among the first twenty, otherwise the first row.
    """
    if sheet.height * sheet.width > MOST_CELLS or sheet.width > MAX_COLUMNS:
        raise UnreadableError(f"{sheet.height:,} rows of {sheet.width:,} columns are too many; save it as CSV")
    rows = (row for row in sheet.iter_rows() if any(cell != "" for cell in row))
    first = list(islice(rows, _HEADER_WITHIN))
    if not first:
        raise UnreadableError("an empty sheet")
    named = [[as_text(cell).strip() for cell in row] for row in first]
    at = next((at for at, names in enumerate(named) if "text" in match_columns(names, options.columns)), 0)
    return named[at], chain(first[at + 1 :], rows)
