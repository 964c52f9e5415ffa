"""The interchange form on disk: JSON lines, Parquet, or a folder of text files with headers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Protocol

from analyzer.article import Article
from analyzer.errors import UnreadableError, UsageError
from analyzer.readers.extras import needed
from analyzer.readers.fields import ALIASES, FIELDS, slug
from analyzer.readers.interchange import COLUMNS, EXTRA, READ_AS, READ_FROM, to_row, to_text
from analyzer.readers.reading import File, Options
from analyzer.readers.text import read_text

OURS = re.compile(r"\d{6,}-[^/]*\.txt")  # the files of a folder that was written here
_LONGEST_NAME = 60
_ROWS, _CHARACTERS = 1000, 2**24  # of one group of rows of Parquet, which is held in memory
_KNOWN = frozenset({*FIELDS, *(name for names in ALIASES.values() for name in names)})


class Form(Protocol):
    """Takes articles one by one."""

    def write(self, article: Article) -> str:
        """Write the article; "" or the reason why this form cannot hold it."""

    def close(self) -> None:
        """Write what is still held."""


def form_of(output: Path) -> str:
    """The form that a path asks for by its ending: jsonl, parquet or folder.

    Raises
    ------
    UsageError
        When the ending is another one.
    """
    forms = {".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet", "": "folder"}
    suffix = output.suffix.lower()
    if suffix in forms or output.is_dir():
        return forms.get(suffix, "folder")
    raise UsageError(f"{output}: {suffix} is no form to write.", fix="Use .jsonl, .parquet, or a folder.")


def open_form(form: str, path: Path) -> Form:
    """A new file or folder at `path`.

    Raises
    ------
    MissingPartError
        When Parquet is asked for and pyarrow is not installed.
    """
    forms: dict[str, Callable[[Path], Form]] = {"jsonl": JsonLines, "parquet": Parquet, "folder": Folder}
    return forms[form](path)


class JsonLines:
    """One object a line; values that are empty are left out, but for the text."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="utf-8", newline="\n")

    def write(self, article: Article) -> str:
        """Write one line."""
        row: dict[str, Any] = {name: value for name, value in to_row(article).items() if value or name == "text"}
        if EXTRA in row:
            row[EXTRA] = json.loads(row[EXTRA])  # a list here, and no text that holds one
        line = json.dumps(row, ensure_ascii=False).replace("\x7f", "\\u007f")  # the control that JSON leaves as it is
        self._file.write(f"{line}\n")
        return ""

    def close(self) -> None:
        """Close the file."""
        self._file.close()


class Parquet:
    """One row an article, every column text."""

    def __init__(self, path: Path) -> None:
        self._arrow = needed("pyarrow", what="Parquet files", extra="parquet")
        parquet = needed("pyarrow.parquet", what="Parquet files", extra="parquet")
        self._schema = self._arrow.schema([(name, self._arrow.string()) for name in COLUMNS])
        self._file: Any = parquet.ParquetWriter(path, self._schema, compression="zstd")
        self._rows: list[dict[str, str]] = []
        self._held = 0

    def write(self, article: Article) -> str:
        """Write one row, as soon as there are enough of them."""
        self._rows.append(to_row(article))
        self._held += len(article.text)
        if len(self._rows) >= _ROWS or self._held >= _CHARACTERS:
            self._flush()
        return ""

    def close(self) -> None:
        """Write the last rows and close the file."""
        with ExitStack() as stack:
            stack.callback(self._file.close)
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            self._file.write_table(self._arrow.Table.from_pylist(self._rows, schema=self._schema))
        self._rows, self._held = [], 0


class Folder:
    """One text file an article, numbered in their order; each is read back before it is written."""

    def __init__(self, path: Path) -> None:
        self._path, self._n = path, 0
        path.mkdir()

    def write(self, article: Article) -> str:
        """Write one file; a text that a file with a header cannot hold is not written."""
        text = to_text(article, _KNOWN)
        if not _reads_back(text, article):
            return "a text file cannot hold it as it is; write .jsonl or .parquet"
        self._n += 1
        name = f"{self._n:06d}-{slug(article.id)[:_LONGEST_NAME].strip('-')}.txt"
        (self._path / name).write_text(text, "utf-8", newline="\n")
        return ""

    def close(self) -> None:
        """Nothing is held."""


def _reads_back(text: str, article: Article) -> bool:
    """Whether the article comes out again: control characters, or a header of enormous length, would not."""
    try:
        (reading,) = read_text(File(text.encode("utf-8"), "", "file"), Options())
    except UnreadableError:
        return False
    return reading.article is not None and _said(reading.article) == _said(article)


def _said(article: Article) -> dict[str, str]:
    """What must come out again; a note has one line in a header."""
    row = to_row(article)
    return {**row, "note": " ".join(row["note"].split()), READ_FROM: "", READ_AS: ""}
