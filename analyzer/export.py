"""The output folder: page, results, tables, figures, manifest; written beside the old one and then put in its place."""

from __future__ import annotations

import csv
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd

from analyzer import manifest, results
from analyzer.comparison import Comparison
from analyzer.errors import UsageError
from analyzer.report.files import save_figures
from analyzer.report.page import make_page
from analyzer.spreadsheet import escape

PAGE, SUMMARY, DATA, FIGURES = "report.html", "summary.md", "data", "figures"
OURS = {PAGE, SUMMARY, DATA, FIGURES, results.FILE, manifest.FILE}
_BLOCK = 10_000  # rows written at a time
_HALVES = "backslashreplace"  # half a surrogate pair, which no file in UTF-8 can hold, is written as its escape


def save(comparison: Comparison, folder: Path, *, force: bool = False) -> Path:
    """Write the output folder and return it.

    A folder that is already there keeps every file that is not ours. If anything fails on the way, the old folder
    stays as it was.

    Parameters
    ----------
    comparison : Comparison
    folder : Path
    force : bool
        Write into a folder that holds other things and no earlier results.

    Raises
    ------
    UsageError
        When the folder cannot be written, or holds other things and `force` is not given.
    """
    _check(folder, force=force)
    with _beside(folder) as new:
        page = make_page(comparison)
        (new / PAGE).write_text(page.html, "utf-8")
        (new / SUMMARY).write_text(summary(comparison), "utf-8", _HALVES)
        with (new / results.FILE).open("w", encoding="utf-8", errors=_HALVES) as file:
            file.writelines(results.pieces(comparison))
        (new / manifest.FILE).write_text(manifest.manifest(comparison), "utf-8", _HALVES)
        (new / DATA).mkdir()
        for name, table in comparison.tables.items():
            to_csv(table, new / DATA / f"{name}.csv")
        to_csv(ledger_table(comparison), new / DATA / "ledger.csv")
        (new / FIGURES).mkdir()
        save_figures(comparison, page.figures, new / FIGURES)
    return folder


def summary(comparison: Comparison) -> str:
    """The findings as Markdown, for pasting."""
    others = len(comparison.corpus) - 1
    lines = [
        f"# {_flat(comparison.article.title or comparison.focal)}",
        "",
        f"Compared with {others} other articles.",
        "",
    ]
    lines += [f"- {_flat(finding.text)}" for finding in comparison.findings]
    lines += ["", "What to keep in mind:", "", *(f"- {_flat(warning)}" for warning in comparison.warnings)]
    return "\n".join(lines) + "\n"


def _flat(text: str) -> str:
    return " ".join(text.split())


def ledger_table(comparison: Comparison) -> pd.DataFrame:
    """What became of everything that was given."""
    rows = [(r.origin, r.item, r.status, r.reason, "; ".join(r.notes)) for r in comparison.corpus.ledger]
    return pd.DataFrame(rows, columns=["origin", "item", "status", "reason", "notes"])


def to_csv(table: pd.DataFrame, path: Path) -> None:
    """A table as CSV in UTF-8 with a byte order mark; cells that a spreadsheet would run get a leading apostrophe."""
    with path.open("w", encoding="utf-8-sig", errors=_HALVES, newline="") as file:
        write = csv.writer(file, lineterminator="\n")
        write.writerow(table.columns)
        for start in range(0, len(table), _BLOCK):
            block = table.iloc[start : start + _BLOCK]
            write.writerows(zip(*(_cells(block[name]) for name in block.columns), strict=True))


def _cells(column: pd.Series) -> list[Any]:
    cells = column.tolist()
    if column.dtype.kind == "f":
        return ["" if cell != cell else cell for cell in cells]
    return cells if column.dtype.kind in "ib" else ["" if _missing(cell) else escape(cell) for cell in cells]


def _missing(cell: Any) -> bool:
    return not isinstance(cell, str) and pd.isna(cell) is True


def to_excel(comparison: Comparison, path: Path) -> None:
    """The tables as sheets of a workbook; text stays text."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": False}
    with pd.ExcelWriter(path, engine="xlsxwriter", engine_kwargs={"options": options}) as book:
        for name, table in comparison.tables.items():
            _harmless(table).to_excel(book, sheet_name=name, index=False)


def _harmless(table: pd.DataFrame) -> pd.DataFrame:
    texts = [name for name in table.columns if table[name].dtype.kind not in "fib"]
    result = table.copy()
    for name in texts:
        result[name] = pd.Series([escape(value) for value in table[name]], index=table.index, dtype=object)
    return result


def _check(folder: Path, *, force: bool) -> None:
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: is a file, not a folder.", fix="Choose another folder with --output.")
    try:
        names = {entry.name for entry in folder.iterdir()} if folder.exists() else set()
    except OSError as error:
        raise UsageError(f"{folder}: cannot be read.", why=error.strerror or str(error)) from error
    if names and results.FILE not in names and not force:
        raise UsageError(
            f"{folder}: holds other things and no earlier results.",
            fix="Choose another folder with --output, or write into this one with --force.",
        )


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A new folder that takes the place of `folder` once everything in it is written."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix=f".{folder.name}-new-", dir=folder.parent))
    except OSError as error:
        raise UsageError(
            f"{folder}: cannot be written.",
            why=error.strerror or str(error),
            fix="Choose another folder with --output.",
        ) from error
    try:
        new.chmod(0o755)
        yield new
        _swap(new, folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _swap(new: Path, folder: Path) -> None:
    if not folder.exists():
        new.rename(folder)
        return
    old = new.with_name(new.name.replace("-new-", "-old-"))
    folder.rename(old)
    new.rename(folder)
    for entry in old.iterdir():
        if entry.name not in OURS:
            entry.rename(folder / entry.name)
    shutil.rmtree(old)
