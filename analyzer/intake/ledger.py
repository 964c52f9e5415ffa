"""The loss ledger: a row for everything given as it comes, what was rejected in a file of its own, sums that add up."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from analyzer.corpus import LedgerRow
from analyzer.errors import AnalyzerError
from analyzer.readers.reading import MOST_ANNOUNCED, Reading
from analyzer.spreadsheet import escape

COLUMNS = ("origin", "item", "status", "reason", "notes")
_COUNTS = re.compile(r"([\d,]+) (read, ([\d,]+) skipped|announced|missing)")


@dataclass(frozen=True, slots=True)
class Container:
    """An archive or export: what it announces, and what came of it.

    Attributes
    ----------
    origin : str
    announced : int or None
        How many articles it says that it holds, where it says so.
    read, skipped : int
        Together all that it announces, where it announces anything.
    missing : int
        Of the skipped ones, those that were not found in it.
    """

    origin: str
    announced: int | None
    read: int
    skipped: int
    missing: int


def container_of(row: LedgerRow) -> Container:
    """What `reading.accounted` notes on the row of an archive.

    >>> container_of(LedgerRow("e.txt", "e", "opened", notes=("3 announced", "2 read, 1 skipped", "1 missing")))
    Container(origin='e.txt', announced=3, read=2, skipped=1, missing=1)
    """
    found: dict[str, int] = {}
    for match in filter(None, map(_COUNTS.fullmatch, row.notes)):
        found["read" if match[3] else match[2]] = _number(match[1])
        found["skipped"] = _number(match[3]) if match[3] else found.get("skipped", 0)
    counts = (found.get(name, 0) for name in ("read", "skipped", "missing"))
    return Container(row.origin, found.get("announced"), *counts)


def _number(digits: str) -> int:
    return int(digits.replace(",", ""))


class Ledger:
    """Writes rows down as they come, and counts.

    Attributes
    ----------
    n_read, n_skipped, n_rejected : int
    containers : list of Container
    reasons : Counter
        How often each reason for skipping was given.
    """

    def __init__(self, table: Path, rejected: Path) -> None:
        self._table, self._rejected = table, rejected
        self.n_read = self.n_skipped = self.n_rejected = 0
        self.containers: list[Container] = []
        self.reasons: Counter[str] = Counter()
        self._statuses = bytearray()

    def __enter__(self) -> Ledger:
        self._files = ExitStack()
        stream = self._table.open("w", encoding="utf-8-sig", newline="", errors="backslashreplace")
        self._rows = csv.writer(self._files.enter_context(stream), lineterminator="\n")
        self._rows.writerow(COLUMNS)
        self._blocks: Any = None
        return self

    def __exit__(self, *_: object) -> None:
        self._files.close()

    def checked(self, reading: Reading) -> Reading:
        """A reading as its reader gave it, held against the sums of its container.

        Raises
        ------
        AnalyzerError
            When a container counts otherwise than the rows that came from it.
        """
        if reading.row.status != "opened":
            self._statuses.append(reading.row.status == "read")
            return reading
        box = container_of(reading.row)
        n = box.read + box.skipped
        last = self._statuses[len(self._statuses) - n :] if n else b""
        if n > len(self._statuses) or sum(last) != box.read or min(box.announced or 0, MOST_ANNOUNCED) > n:
            raise AnalyzerError(
                f"{box.origin}: its sums do not add up.",
                why="This is a fault of the program, not of your input.",
                fix="Please report it.",
            )
        self.containers.append(box)
        return reading

    def add(self, row: LedgerRow, rejected: str = "") -> None:
        """Write a row down, and what was rejected."""
        self.n_read += row.status == "read"
        self.n_skipped += row.status == "skipped"
        if row.status == "skipped":
            self.reasons[row.reason] += 1
        cells = (row.origin, row.item, row.status, row.reason, "; ".join(row.notes))
        self._rows.writerow([escape(cell) for cell in cells])
        if rejected:
            self._keep(row, rejected)

    def _keep(self, row: LedgerRow, rejected: str) -> None:
        if self._blocks is None:
            stream = self._rejected.open("w", encoding="utf-8", newline="\n", errors="backslashreplace")
            self._blocks = self._files.enter_context(stream)
        self.n_rejected += 1
        kept = {name: value for name, value in asdict(row).items() if name in ("origin", "item", "reason")}
        self._blocks.write(json.dumps({**kept, "rejected": rejected}, ensure_ascii=False) + "\n")
