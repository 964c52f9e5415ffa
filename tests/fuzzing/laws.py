"""What is true of every reader, whatever the bytes."""

from __future__ import annotations

from itertools import islice

from analyzer.errors import MissingPartError, UnreadableError
from analyzer.readers.formats import READERS, reader_of
from analyzer.readers.reading import File, Options, Reading

# Formats whose parser is another project's: it may raise what it likes, which its process turns into a reason.
FOREIGN = frozenset({"html", "pdf", "xlsx", "xls", "ods", "parquet", "warc", "wacz"})
FORMATS = sorted(READERS)
_MOST = 20_000  # readings


def read(kind: str, data: bytes) -> list[Reading] | str:
    """What a reader makes of some bytes: readings, or the reason why there are none.

    Raises
    ------
    AssertionError
        When a reading breaks a law.
    Exception
        When a parser of this project lets one through.
    """
    found: list[Reading] = []
    try:
        found += islice(reader_of(kind)(File(data, f"a.{kind}", "a"), Options()), _MOST)
    except (UnreadableError, MissingPartError) as error:
        return error.what or "a refusal without a reason"
    except Exception as error:
        if kind not in FOREIGN:
            raise
        return f"{type(error).__name__}: {error}"
    check(found)
    return found


def check(found: list[Reading]) -> None:
    """Rows say what became of a thing; articles have words; archives count what they hold."""
    counts = {"read": 0, "skipped": 0}
    for reading in found:
        row, article = reading.row, reading.article
        assert (row.status == "read") == (article is not None)
        assert (row.status == "skipped") == bool(row.reason)
        if row.status != "opened":
            counts[row.status] += 1
        elif reading is found[-1]:
            assert f"{counts['read']} read, {counts['skipped']} skipped" in row.notes
        if article is not None:
            assert any(map(str.isalnum, article.text))
            assert not {"\r", "\x00"} & set(article.text)
            str(article).encode("utf-8")
