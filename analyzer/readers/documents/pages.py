"""Pages of a PDF as lines with their places, by pypdfium2, or by pypdf where that is missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib.util import find_spec
from io import BytesIO
from typing import Any

from analyzer.errors import UnreadableError
from analyzer.readers.characters import one_line
from analyzer.readers.documents.layout import Line
from analyzer.readers.extras import needed

MOST_PAGES = 2000  # some five seconds
MOST_CHARACTERS = 10_000_000
HYPHEN = "\ufffe"  # how PDFium marks the hyphen of a word that goes on in the next line
_GAP = 0.8  # heights of a line: a wider space within it may be one between columns
_RAISED = 0.6  # heights of a line: what stands higher or lower by more is another line
_LINE = re.compile(r"[^\r\n\ufffe]+\ufffe?")
_WORD = re.compile(r"[^\s\ufffe]+")
_Box = tuple[float, float, float, float]  # left, bottom, right, top
_WHAT = "PDF files"


@dataclass(frozen=True, slots=True)
class Pages:
    """Lines of each page in the order of the file, what the file says of itself, and notes."""

    pages: list[list[Line]]
    told: dict[str, str]
    notes: tuple[str, ...] = ()


def read_pages(data: bytes) -> Pages:
    """The lines of a PDF.

    Raises
    ------
    UnreadableError
        When it is broken, protected by a password, or has more than 2,000 pages or ten million characters.
    MissingPartError
        When neither pypdfium2 nor pypdf is installed.
    """
    if not find_spec("pypdfium2") and find_spec("pypdf"):
        return _with_pypdf(data)
    pdfium = needed("pypdfium2", what=_WHAT)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _broken(str(error)) from error
    with closing(document):
        _check_pages(len(document))
        pages: list[list[Line]] = []
        n_broken = 0
        left = MOST_CHARACTERS
        for at in range(len(document)):
            try:
                pages.append(list(_lines(document[at])))
            except pdfium.PdfiumError:
                pages.append([])
                n_broken += 1
            left -= sum(len(line.text) for line in pages[-1])
            if left < 0:
                raise UnreadableError(f"more than {MOST_CHARACTERS:,} characters; divide it")
        notes = (f"{n_broken} pages are broken and were left out",) if n_broken else ()
        return Pages(pages, {key: str(value) for key, value in document.get_metadata_dict().items()}, notes)


def _check_pages(n_pages: int) -> None:
    if n_pages > MOST_PAGES:
        raise UnreadableError(f"a PDF file of {n_pages:,} pages; divide it into parts of at most {MOST_PAGES:,}")


def _broken(reason: str) -> UnreadableError:
    if "password" in reason.lower() or "encrypt" in reason.lower():
        return UnreadableError("a PDF file protected by a password; save it without one")
    return UnreadableError(f"a broken PDF file ({one_line(reason)}); print it into a new one")


def _lines(page: Any) -> Iterator[Line]:
    """Lines as they are seen; one that goes across a gap between columns is two."""
    text_page = page.get_textpage()
    if text_page.count_chars() > MOST_CHARACTERS:
        raise UnreadableError(f"a page of more than {MOST_CHARACTERS:,} characters")
    text, place = _characters(text_page), _places(text_page)
    for found in _LINE.finditer(text):
        yield from _stretches(place, text, found.start(), found.end())


def _characters(text_page: Any) -> str:
    """One character for each that PDFium counts, so that its place can be asked for."""
    text, n = str(text_page.get_text_range()), text_page.count_chars()
    if len(text) == n:
        return text
    import pypdfium2.raw as raw

    return "".join(chr(min(raw.FPDFText_GetUnicode(text_page, at), 0x10FFFF)) for at in range(n)).replace(
        "\x02", HYPHEN
    )


def _stretches(place: Callable[[int], _Box], text: str, start: int, end: int) -> Iterator[Line]:
    """What stands between two borders of lines, divided where two words are far from each other."""
    first = before = None
    at = start
    for word in _WORD.finditer(text, start, end):
        left, right = place(word.start()), place(word.end() - 1)
        if first and before and _far(before, left):
            yield _line(text[at : word.start()], first, before)
            first, at = None, word.start()
        first, before = first or left, right
    if first and before:
        yield _line(text[at:end], first, before)


def _places(text_page: Any) -> Callable[[int], _Box]:
    """Where a character stands; asked for so often that PDFium is called without a layer between."""
    import pypdfium2.raw as raw

    box, page = raw.FS_RECTF(), text_page.raw

    def place(at: int) -> _Box:
        raw.FPDFText_GetLooseCharBox(page, at, box)
        return box.left, box.bottom, box.right, box.top

    return place


def _far(one: _Box, other: _Box) -> bool:
    height = max(one[3] - one[1], 1.0)
    between = max(other[0] - one[2], one[0] - other[2])  # in either direction of writing
    return between > _GAP * height or abs(one[1] - other[1]) > _RAISED * height


def _line(text: str, first: _Box, last: _Box) -> Line:
    return Line(text.strip(), min(first[0], last[0]), max(first[2], last[2]), first[1], first[3] - first[1])


def _with_pypdf(data: bytes) -> Pages:
    """The same without places: lines one below the other, as wide as they have characters."""
    pypdf = needed("pypdf", what=_WHAT)
    try:
        reader = pypdf.PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _broken("password")
        _check_pages(len(reader.pages))
        pages, left = [], MOST_CHARACTERS
        for page in reader.pages:
            text = page.extract_text().split("\n")
            pages.append(
                [Line(line.strip(), 0, len(line.strip()), -at, 1) for at, line in enumerate(text) if line.strip()]
            )
            left -= sum(map(len, text))
            if left < 0:
                raise UnreadableError(f"more than {MOST_CHARACTERS:,} characters; divide it")
        told = {key.lstrip("/"): str(value) for key, value in (reader.metadata or {}).items()}
    except UnreadableError:
        raise
    except Exception as error:  # pypdf lets through whatever a broken file leads to
        raise _broken(str(error)) from error
    return Pages(pages, told, ("read with pypdf, which does not know where a line stands; pypdfium2 does",))
