"""What was given and not used, and what readers had to decide."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.comparison import Comparison
from analyzer.report.formats import count, line
from analyzer.report.grid import Grid, grid


@dataclass(frozen=True, slots=True)
class NotRead:
    """The ledger: a sum that must come out, what was skipped, what archives and exports held, and notes on the rest."""

    summary: str
    skipped: Grid | None
    opened: Grid | None
    notes: Grid | None


def not_read(comparison: Comparison) -> NotRead:
    """The ledger of everything that was given."""
    ledger = comparison.corpus.ledger
    skipped = comparison.corpus.skipped
    noted = [row for row in ledger if row.notes and row.status == "read"]
    if not ledger:
        return NotRead("The articles were given as objects; there is no list of files.", None, None, None)
    n = comparison.corpus.n_given
    summary = f"{count(n, 'thing')} given = {n - len(skipped):,} read + {len(skipped):,} skipped."
    opened = [(row.origin, "; ".join(row.notes)) for row in ledger if row.status == "opened"]
    skipped_rows = [(row.origin or row.item, row.reason, "; ".join(row.notes)) for row in skipped]
    noted_rows = [(line(row.item), row.origin, "; ".join(row.notes)) for row in noted]
    return NotRead(
        summary,
        grid("Skipped, with the reason", ["Given", "Reason", "Notes"], skipped_rows, file="data/ledger.csv")
        if skipped
        else None,
        grid("Archives and exports", ["Given", "What it holds"], opened, file="data/ledger.csv") if opened else None,
        grid("Notes on what was read", ["Article", "Given", "Notes"], noted_rows, file="data/ledger.csv")
        if noted
        else None,
    )
