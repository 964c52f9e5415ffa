"""EPUB, books and collections of articles: one article a chapter, in the order of reading.

A file of the book with a heading at its top begins a chapter; the files without one that follow go on with it, and
those before the first (covers, title pages) are skipped. Without any heading the whole book is one article.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from analyzer.errors import UnreadableError
from analyzer.readers.characters import has_words
from analyzer.readers.documents.document import document_reading
from analyzer.readers.documents.flow import Block
from analyzer.readers.documents.markup import html_blocks
from analyzer.readers.documents.package import Package
from analyzer.readers.encoding import decode
from analyzer.readers.folder import shown
from analyzer.readers.reading import File, Options, Reading, accounted, skipped

MOST_FILES = 10_000  # in the order of reading
_NO_HEADING = "no heading, and no chapter before it"
_TOP = 3  # blocks in which a heading is that of the whole file
_PAGES = ("application/xhtml+xml", "text/html")
_FONTS_ONLY = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")


@dataclass(slots=True)
class Chapter:
    """Files of a book that are one article, or why the one file is none."""

    path: str
    blocks: list[Block] = field(default_factory=list)
    n_files: int = 1
    reason: str = ""


def read_epub(file: File, options: Options) -> Iterator[Reading]:
    """The articles in an EPUB.

    Raises
    ------
    UnreadableError
        When it is broken, protected or too large, or no part of it holds words.
    """
    package = Package(file.data, "an EPUB book")
    _refuse_protected(package)
    place = _place(package)
    book = package.xml(place)
    pages = _pages(book, posixpath.dirname(place))
    if len(pages) > MOST_FILES:
        raise UnreadableError(f"a book of more than {MOST_FILES:,} files; divide it")
    yield from accounted(file, _readings(package, pages, book, file, options))


def _readings(package: Package, pages: list[str], book: Element, file: File, options: Options) -> Iterator[Reading]:
    told = _told(book)
    title = told.pop("book", "")
    chapters = _chapters(package, pages)
    if all(chapter.reason for chapter in chapters):
        chapters = _whole(chapters)
        told["title"] = title
    for number, chapter in enumerate(chapters, start=1):
        origin = f"{file.origin}/{shown(chapter.path)}"
        if chapter.reason:
            yield skipped(origin, shown(posixpath.basename(chapter.path)), chapter.reason)
            continue
        part = replace(
            file,
            origin=origin,
            name=f"{file.name}-{number}",
            outlet=title or file.outlet,
            known={key: value for key, value in file.known.items() if key not in ("id", "title")},
            extra=file.extra + ((("book", title),) if title else ()),
        )
        joined = (f"{chapter.n_files} files of the book joined",) if chapter.n_files > 1 else ()
        yield document_reading(chapter.blocks, part, options, fields=told, notes=("a chapter of a book", *joined))


def _chapters(package: Package, pages: list[str]) -> list[Chapter]:
    """Chapters in their order, and among them the files that belong to none."""
    chapters: list[Chapter] = []
    last: Chapter | None = None
    for path in pages:
        chapter = _chapter(package, path)
        if chapter.reason == _NO_HEADING and last:
            last.blocks += chapter.blocks
            last.n_files += 1
            continue
        chapters.append(chapter)
        last = last if chapter.reason else chapter
    return chapters


def _chapter(package: Package, path: str) -> Chapter:
    try:
        blocks = html_blocks(decode(package.read(path)).text)
    except UnreadableError as error:
        return Chapter(path, reason=error.what)
    if not any(has_words(block.text) for block in blocks):
        return Chapter(path, reason="no words in it")
    at = next((at for at, block in enumerate(blocks[:_TOP]) if block.style), -1)
    if at < 0:
        return Chapter(path, blocks, reason=_NO_HEADING)
    blocks[at] = replace(blocks[at], style="title")
    return Chapter(path, blocks)


def _whole(chapters: list[Chapter]) -> list[Chapter]:
    """A book without any heading: what has words is one article."""
    parts = [chapter for chapter in chapters if chapter.blocks]
    blocks = [block for part in parts for block in part.blocks]
    whole = [Chapter(parts[0].path, blocks, len(parts))] if parts else []
    return whole + [chapter for chapter in chapters if not chapter.blocks]


def _refuse_protected(package: Package) -> None:
    ways = set()
    if "META-INF/encryption.xml" in package.names:
        ways = {way.get("Algorithm") for way in package.xml("META-INF/encryption.xml").iter("EncryptionMethod")}
    if "META-INF/rights.xml" in package.names or ways - set(_FONTS_ONLY):
        raise UnreadableError("protected against copying (DRM); get an edition without it")


def _place(package: Package) -> str:
    """Where the list of the book's files stands."""
    root = package.xml("META-INF/container.xml").find("rootfiles/rootfile")
    return "" if root is None else unquote(root.get("full-path", ""))


def _pages(book: Element, folder: str) -> list[str]:
    """Paths of the files that are read one after the other, the table of contents and asides not among them."""
    items = {item.get("id", ""): item for item in book.iterfind("manifest/item")}
    wanted = (items.get(ref.get("idref", "")) for ref in book.iterfind("spine/itemref") if ref.get("linear") != "no")
    pages = [
        posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))
        for item in wanted
        if item is not None and item.get("media-type") in _PAGES and "nav" not in item.get("properties", "").split()
    ]
    return list(dict.fromkeys(pages))


def _told(book: Element) -> dict[str, str]:
    """What the book says of itself; calibre calls itself publisher and author of newspapers that it collects."""
    metadata = book.find("metadata")
    named = {"book": "title", "outlet": "publisher", "author": "creator", "date": "date", "language": "language"}
    told: dict[str, str] = {}
    for key, name in named.items():
        values = [" ".join((element.text or "").split()) for element in (metadata if metadata is not None else ())
                  if element.tag == name]  # fmt: skip
        values = [value for value in values if value and value.lower() != "calibre"]
        told[key] = "; ".join(values) if key == "author" else next(iter(values), "")
    return {key: value for key, value in told.items() if value}
