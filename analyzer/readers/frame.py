"""A pandas DataFrame: one row, one article; columns named as in a CSV file.

pandas is not imported here: whoever hands over a frame has it already, and the frame does its own work.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Protocol, runtime_checkable

from analyzer.errors import UnreadableError
from analyzer.readers.reading import File, Options, Reading, skipped
from analyzer.readers.rows import missing_columns, require_text, row_reading

ORIGIN = "DataFrame"


@runtime_checkable
class Frame(Protocol):
    """The part of a pandas DataFrame that is used here."""

    columns: Any

    def __len__(self) -> int: ...

    def notna(self) -> Any:
        """A frame of the same shape that is true where a value is present."""

    def itertuples(self, index: bool = ..., name: str | None = ...) -> Iterable[Any]:
        """The rows."""
        ...


def read_frame(frame: Frame, options: Options) -> Iterator[Reading]:
    """The articles in a DataFrame; missing values (None, NaN, NaT, NA) are empty.

    >>> import pandas as pd
    >>> rows = read_frame(pd.DataFrame({"text": ["They met."], "outlet": ["Harbour Courier"]}), Options())
    >>> next(rows).article.outlet
    'Harbour Courier'
    """
    names = [str(name) for name in frame.columns]
    file = File(b"", ORIGIN, "row")
    try:
        require_text(names, options.columns)
    except UnreadableError as error:
        yield skipped(ORIGIN, ORIGIN, error.what)
        return
    if not len(frame):
        yield skipped(ORIGIN, ORIGIN, "no rows")
    notes = missing_columns(names, options.columns)
    present = frame.notna().itertuples(index=False, name=None)
    for number, (cells, held) in enumerate(zip(frame.itertuples(index=False, name=None), present, strict=True), 1):
        values = [_as_text(cell) if here else "" for cell, here in zip(cells, held, strict=True)]
        pairs = tuple(zip(names, values, strict=True))
        yield row_reading(pairs, file, options, f"{ORIGIN}, row {number}", f"row{number}", "", notes)


def _as_text(value: object) -> str:
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)
