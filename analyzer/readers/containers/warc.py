"""Web archives: WARC files, packed or not, and WACZ, which is a ZIP archive of them. One page, one article.

Read are the pages of HTML, the PDF files and the plain texts that servers answered with. The time at which a page was
captured is not the date of its article; it is kept as `captured`.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from analyzer.errors import UnreadableError
from analyzer.readers.containers._guarded import guarded
from analyzer.readers.containers._records import Piece, records
from analyzer.readers.containers.zipped import MOST_UNPACKED, members_read, opened_zip
from analyzer.readers.extras import needed
from analyzer.readers.folder import shown
from analyzer.readers.formats import READERS, reader_of
from analyzer.readers.incomplete import INCOMPLETE
from analyzer.readers.members import DEEPEST
from analyzer.readers.reading import File, Options, Reading, accounted, skipped
from analyzer.readers.sniff import REFUSALS, kind_of, kind_of_head

_KINDS = {"text/html": "html", "application/xhtml+xml": "html", "application/pdf": "pdf", "text/plain": "txt"}
_UNKNOWN = frozenset({"", "application/octet-stream", "unknown", "binary/octet-stream"})
_NO_ARTICLE = re.compile(r"/(?:robots|ads|app-ads|humans|security|llms)\.txt\Z", re.IGNORECASE)
MOST_KINDS = 10  # of what was left out, that are named
_LONGEST_URL = 2_000
_LONGEST_NAME = 80


def read_warc(file: File, options: Options) -> Iterator[Reading]:
    """The articles in a web archive.

    Raises
    ------
    UnreadableError
        When there is no record in it.
    """
    left: Counter[str] = Counter()
    for reading in accounted(file, _articles(file, options, left)):
        if reading.row.status == "opened" and reading.row.origin == file.origin and left:
            told = "left out: " + ", ".join(f"{what} ({n})" for what, n in left.most_common(MOST_KINDS))
            reading = replace(reading, row=replace(reading.row, notes=(*reading.row.notes, told)))
        yield reading


def _articles(file: File, options: Options, left: Counter[str]) -> Iterator[Reading]:
    found, unpacked = False, 0
    for number, piece in enumerate(records(file.data, options.max_bytes), start=1):
        origin, name = f"{file.origin}, record {number}", f"{file.name}-record{number}"
        unpacked += len(piece.data)
        if unpacked > MOST_UNPACKED:
            yield skipped(origin, name, f"more than {MOST_UNPACKED:,} bytes are packed in it; the rest was not read")
            return
        found = found or not piece.reason
        part = replace(file, data=b"", origin=origin, name=name)
        yield from guarded(origin, name, _record(piece, part, options, left))
    if not found:
        raise UnreadableError("a web archive in which no record can be read")


def _record(piece: Piece, file: File, options: Options, left: Counter[str]) -> Iterator[Reading]:
    """The article in one record; what else archives keep (requests, pictures, scripts) is counted in `left`."""
    if piece.reason:
        raise UnreadableError(piece.reason)
    record = _parsed(piece.data)
    url = (record.rec_headers.get_header("WARC-Target-URI") or "")[:_LONGEST_URL]
    if record.rec_type not in ("response", "resource", "revisit"):
        left[f"records of type {shown(str(record.rec_type)[:20])}"] += 1
        return
    kind = _KINDS.get(_media_type(record), "" if _media_type(record) in _UNKNOWN else "other")
    if kind == "other" or not url.startswith(("http:", "https:")) or _NO_ARTICLE.search(urlsplit(url).path):
        left["pictures, scripts and the like"] += 1
        return
    held = replace(file, origin=f"{file.origin}, {shown(url)}", name=_name(url) or file.name)
    yield from guarded(held.origin, held.name, _answer(record, kind, url, held, options))


def _parsed(data: bytes) -> Any:
    iterator = needed("warcio.archiveiterator", what="web archives")
    logging.getLogger("warcio").setLevel(logging.CRITICAL)  # what it complains of is a reason here
    record = None
    # It raises errors of every kind where headers are damaged.
    with suppress(Exception):
        record = next(iterator.ArchiveIterator(io.BytesIO(data + b"\r\n\r\n")), None)
    if record is None:
        raise UnreadableError("a record whose headers cannot be read")
    return record


def _answer(record: Any, kind: str, url: str, file: File, options: Options) -> Iterator[Reading]:
    if record.rec_type == "revisit":
        raise UnreadableError("seen again unchanged; the archive refers to an earlier record")
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    if status.startswith("3"):
        to = record.http_headers.get_header("Location") or "nowhere"
        raise UnreadableError(f"a redirect ({status}) to {shown(to[:_LONGEST_URL])}")
    if status != "200":
        raise UnreadableError(f"the server answered with status {shown(status[:20])}")
    data = _payload(record, options.max_bytes)
    kind = kind or kind_of(data) or kind_of_head(data) or "other"
    if kind not in READERS:
        raise UnreadableError(REFUSALS.get(kind, "not a page and not a text"))
    if file.depth >= DEEPEST:
        raise UnreadableError(f"more than {DEEPEST} archives in one another; unpack the outer ones")
    cut = record.rec_headers.get_header("WARC-Truncated")
    captured = record.rec_headers.get_header("WARC-Date") or ""
    page = replace(
        file,
        data=data,
        known={**file.known, "url": url},
        extra=(*file.extra, ("captured", captured), *([(INCOMPLETE, f"cut off when captured ({cut})")] if cut else [])),
        depth=file.depth + 1,
    )
    yield from reader_of(kind)(page, options)


def _payload(record: Any, most: int) -> bytes:
    coding = (record.http_headers.get_header("Content-Encoding") or "").lower() if record.http_headers else ""
    known = needed("warcio.bufferedreaders", what="web archives").BufferedReader.get_supported_decompressors()
    if coding not in ("", "identity", *known):
        raise UnreadableError(f"packed as {shown(coding[:20])}, which is not read; record it again without")
    stream, found, size = record.content_stream(), [], 0
    while chunk := stream.read(2**16):
        found.append(chunk)
        size += len(chunk)
        if size > most:
            raise UnreadableError(f"unpacked it is larger than {most:,} bytes")
    if not size:
        raise UnreadableError("an empty answer")
    return b"".join(found)


def _media_type(record: Any) -> str:
    headers = record.http_headers if record.http_headers else record.rec_headers
    return (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()


def _name(url: str) -> str:
    """What the id of a page is made from: its host and the end of its address."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')[-_LONGEST_NAME:]}".removesuffix(".html").removesuffix(".htm")


def read_wacz(file: File, options: Options) -> Iterator[Reading]:
    """The articles in a WACZ file: those in each of its web archives.

    Raises
    ------
    UnreadableError
        When it is no whole ZIP archive, or there is no web archive in it.
    """
    archive = opened_zip(file.data)
    members = [m for m in archive.infolist() if re.match(r"archive/[^/]+\.warc(?:\.gz)?\Z", m.filename, re.IGNORECASE)]
    if not members:
        raise UnreadableError("a WACZ archive without a web archive in it")
    yield from accounted(file, members_read(archive, members, file, options, kind="warc"))
