"""Parquet: one row, one article; read in batches, so that a large file needs little memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from analyzer.errors import UnreadableError
from analyzer.readers.characters import one_line
from analyzer.readers.extras import needed
from analyzer.readers.reading import File, Options, Reading, skipped
from analyzer.readers.rows import sheet_readings
from analyzer.readers.table import MAX_COLUMNS

_BATCH = 256  # rows: at 10 kB an article some MB


def read_parquet(file: File, options: Options) -> Iterator[Reading]:
    """The articles in a Parquet file; values of several parts (lists, structures) become JSON.

    Raises
    ------
    UnreadableError
        When it is broken, has more than 10,000 columns, or no column holds the text of the articles.
    MissingPartError
        When pyarrow is not installed.
    """
    arrow = needed("pyarrow", what="Parquet files", extra="parquet")
    parquet = needed("pyarrow.parquet", what="Parquet files", extra="parquet")
    pool = arrow.system_memory_pool()  # the others reserve more than a process with a limit has
    arrow.set_memory_pool(pool)
    n_read = 0
    try:
        table = parquet.ParquetFile(arrow.BufferReader(file.data))
        names = table.schema_arrow.names
        if len(names) > MAX_COLUMNS:
            raise UnreadableError(f"more than {MAX_COLUMNS:,} columns, so this is no table of articles")
        for reading in sheet_readings(names, _rows(table, arrow), file, options):
            yield reading
            n_read += 1
    except (arrow.ArrowException, OSError, ValueError) as error:
        if not n_read:
            raise UnreadableError(f"a broken Parquet file ({one_line(error)})") from error
        yield skipped(f"{file.origin}, row {n_read + 1}", file.name, f"broken from here on ({one_line(error)})")


def _rows(table: Any, arrow: Any) -> Iterator[Sequence[object]]:
    for batch in table.iter_batches(batch_size=_BATCH, use_threads=False):
        columns = [_values(column, arrow) for column in batch.columns]
        yield from zip(*columns, strict=True)


def _values(column: Any, arrow: Any) -> list[object]:
    """The values of a column; nanoseconds, which Python's dates do not have, are cut off."""
    kind = column.type
    if arrow.types.is_timestamp(kind) and kind.unit == "ns":
        column = column.cast(arrow.timestamp("us", kind.tz), safe=False)
    return list(column.to_pylist())
