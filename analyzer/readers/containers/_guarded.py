"""A part of a container that breaks its reader costs itself, and the next part is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analyzer.errors import MissingPartError, UnreadableError
from analyzer.readers.reading import Reading, skipped


def guarded(origin: str, item: str, readings: Iterable[Reading], *, rejected: str = "") -> Iterator[Reading]:
    """The readings of one part, and a row that is skipped where they end in an error.

    What costs the whole file goes on to the caller: too little memory, and a package that is not installed.

    >>> [reading.row.reason for reading in guarded("a.mbox, message 1", "a-1", (1 / 0 for _ in "a"))]
    ['its parser failed (ZeroDivisionError: division by zero)']
    """
    try:
        yield from readings
    except (MissingPartError, MemoryError):
        raise
    except UnreadableError as error:
        yield skipped(origin, item, error.what, rejected=rejected)
    except RecursionError:
        yield skipped(origin, item, "it is nested too deeply", rejected=rejected)
    except Exception as error:  # whatever a parser of others raises
        reason = f"its parser failed ({type(error).__name__}: {str(error)[:200]})"
        yield skipped(origin, item, reason, rejected=rejected)
