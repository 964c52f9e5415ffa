"""What is read, and what is not and why."""

from __future__ import annotations

from typing import Any

from analyzer.commands._output import Output, short, skipped
from analyzer.readers import read_corpus
from analyzer.text.tokens import WORD


def inspect(
    paths: list[str],
    *,
    columns: list[tuple[str, str]] | None = None,
    outlets: str | None = None,
    no_color: bool = False,
) -> Output:
    """What is read of these paths: encoding, language, date, outlet, words, notes; and what is skipped."""
    corpus = read_corpus(paths, columns=dict(columns or {}), outlets=outlets)
    notes = {row.item: row.notes for row in corpus.ledger if row.status == "read"}
    rows = [
        {
            "id": a.id,
            "outlet": a.outlet,
            "group": a.group,
            "published": a.published,
            "language": a.language,
            "encoding": a.encoding,
            "words": sum(1 for _ in WORD.finditer(a.text)),
            "title": a.title,
            "origin": a.origin,
            "notes": list(notes.get(a.id, ())),
        }
        for a in corpus.articles
    ]
    lines = [f"{corpus.n_given} given, {len(rows)} read, {len(corpus.skipped)} skipped", ""]
    lines += _aligned(["id", "outlet", "group", "published", "language", "encoding", "words"], rows)
    lines += [f"  note: {name}: {note}" for name, own in notes.items() for note in own]
    lines += [f"  opened: {row.origin}: {'; '.join(row.notes)}" for row in corpus.ledger if row.status == "opened"]
    lines += [f"  skipped: {row.origin}: {row.reason}" for row in corpus.skipped]
    return Output("\n".join(lines), {"read": rows, "skipped": skipped(corpus)})


def _aligned(names: list[str], rows: list[dict[str, Any]], widest: int = 32) -> list[str]:
    cells = [names, *([short(str(row[name]), widest) for name in names] for row in rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(names))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]
