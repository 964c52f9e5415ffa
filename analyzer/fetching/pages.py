"""The folder of fetched pages: what a later run need not ask for, laid out as a folder that any reader reads.

Each page is a file as it was sent, and `metadata.csv` names its address; what the server said beside it stands in a
hidden folder.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analyzer.errors import UsageError
from analyzer.fetching.request import Answer
from analyzer.fetching.urls import Url
from analyzer.readers.fields import slug
from analyzer.readers.folder import why_not
from analyzer.readers.metadata import FILE_NAME
from analyzer.readers.sniff import kind_of, kind_of_head

RECORDS = ".fetched"
# What a page may be, and the ending that its file gets.
TYPES: dict[str, str] = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/json": ".json",
    "application/x-ndjson": ".jsonl",
    "application/pdf": ".pdf",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/epub+zip": ".epub",
    "application/zip": ".zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/octet-stream": "",
}


@dataclass(frozen=True, slots=True)
class Page:
    """One address that was asked for: where its page is, or why there is none."""

    url: str
    path: Path | None = None
    reason: str = ""


class Pages:
    """Pages by their address.

    Parameters
    ----------
    folder : Path
        New, empty, or made by an earlier run.

    Raises
    ------
    UsageError
        When it holds other things, or cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder, self._records = folder, folder / RECORDS
        try:
            if folder.exists() and not self._records.is_dir() and any(folder.iterdir()):
                raise UsageError(f"{folder}: holds other things.", fix="Choose a new folder with --pages.")
            self._records.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(
                f"{folder}: cannot be written.", why=error.strerror or str(error), fix="Choose another with --pages."
            ) from error

    def get(self, url: str) -> Page | None:
        """The page, if it is there."""
        record = _read(self._record(url))
        name = record.get("file")
        path = self._folder / os.path.basename(name) if isinstance(name, str) and name else None
        return Page(url, path) if path and path.is_file() and record.get("url") == url else None

    def keep(self, url: str, final: Url, answer: Answer, time: str) -> Page:
        """Write a page, and then the record that makes it count."""
        name = _name(url, final, answer)
        _write(self._folder / name, answer.body)
        record = {
            "url": url,
            "final": str(final),
            "file": name,
            "fetched": time,
            "status": answer.status,
            "bytes": len(answer.body),
            "sha256": hashlib.sha256(answer.body).hexdigest(),
            "headers": answer.headers,
        }
        _write(self._record(url), json.dumps(record, indent=1, ensure_ascii=False).encode("utf-8", "replace"))
        return Page(url, self._folder / name)

    def describe(self) -> None:
        """Write what is known of every page, for whoever reads the folder."""
        records = [_read(path) for path in sorted(self._records.glob("*.json"))]
        new = self._folder / f".{FILE_NAME}.new"
        with new.open("w", encoding="utf-8", newline="", errors="replace") as file:
            rows = csv.writer(file, lineterminator="\n")
            rows.writerow(("file", "url", "asked_for", "fetched"))
            rows.writerows((r["file"], r["final"], r["url"], r["fetched"]) for r in records if r.get("file"))
        os.replace(new, self._folder / FILE_NAME)

    def _record(self, url: str) -> Path:
        return self._records / f"{_digest(url)}.json"


def _digest(url: str) -> str:
    return hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()[:32]


def _name(url: str, final: Url, answer: Answer) -> str:
    words = slug(f"{final.host} {final.target.partition('?')[0].rpartition('.')[0] or final.target}")[:80].strip("-")
    name = f"{words}-{_digest(url)[:8]}{_ending(answer)}"
    return f"page-{name}" if why_not(name) else name


def _ending(answer: Answer) -> str:
    """By what it is, or else by what the server says that it is."""
    kind = kind_of(answer.body) or kind_of_head(answer.body)
    return f".{kind}" if f".{kind}" in TYPES.values() else TYPES.get(answer.media_type, "") or ".txt"


def _write(path: Path, data: bytes) -> None:
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_bytes(data)
        os.replace(new, path)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written.", why=error.strerror or str(error)) from error


def _read(path: Path) -> dict[str, Any]:
    try:
        record = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}
