"""PDF: the text layer, page by page, as paragraphs; a scan is said to need OCR.

Scripts, forms, attachments and links are never looked at. What a file says of itself (title, author, date) is relied on
only where its first page says so too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from analyzer.errors import UnreadableError
from analyzer.readers.characters import has_words
from analyzer.readers.documents.document import document_reading, said_of_itself
from analyzer.readers.documents.flow import Block
from analyzer.readers.documents.layout import in_reading_order, paragraphs, printed_below, running_lines
from analyzer.readers.documents.pages import Pages, read_pages
from analyzer.readers.documents.wrapping import joined
from analyzer.readers.reading import File, Options, Reading

_SCANNED = 50  # characters: a page with fewer has no text to speak of
_FIRST = 15  # paragraphs in which a title and a byline stand
_FULL_NAME = 6  # characters: shorter ones may be any word
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")


def read_pdf(file: File, options: Options) -> Iterator[Reading]:
    """The article in a PDF file.

    Raises
    ------
    UnreadableError
        When it is broken, protected by a password, too large, or a scan without a layer of text.
    MissingPartError
        When neither pypdfium2 nor pypdf is installed.
    """
    found = read_pages(file.data)
    _refuse_scan(found)
    running = running_lines(found.pages)
    pages = [in_reading_order([line for line in page if line not in running[at]])
             for at, page in enumerate(found.pages)]  # fmt: skip
    left_out = [line.text for lines in running for line in lines]
    texts, n_joined = joined(paragraphs(pages))
    blocks = [Block(text) for text in texts]
    fields, notes = _told(found.told, blocks)
    below = sorted(line.text for line in printed_below(found.pages[0]))
    address = next((text.split()[0] for text in below if text.startswith("http")), "")
    if address:
        fields["url"] = address
        notes += ("url taken from below the first page",)
    if left_out:
        notes += (f"{len(left_out)} lines left out that are repeated on the pages: {left_out[0][:80]!r}",)
    if n_joined:
        notes += (f"{n_joined} words joined that were divided at the ends of lines",)
    n_pages = len(found.pages)
    notes = (f"text layer of {n_pages} page{'s' * (n_pages != 1)}", *found.notes, *notes)
    yield document_reading(blocks, file, options, fields=fields, notes=notes)


def _refuse_scan(found: Pages) -> None:
    n_bare = sum(sum(len(line.text) for line in page) < _SCANNED for page in found.pages)
    if n_bare * 2 > len(found.pages) or not found.pages:
        what = f"a scan: {n_bare} of {len(found.pages)} pages have fewer than {_SCANNED} characters"
        raise UnreadableError(f"{what}; it needs OCR (for instance with ocrmypdf)")


def _told(told: Mapping[str, str], blocks: list[Block]) -> tuple[dict[str, str], tuple[str, ...]]:
    """What the file says of itself, where its first paragraphs say so too, and a note of the rest.

    The paragraph that is the title gets the style of one.
    """
    title, author = told.get("Title", ""), told.get("Author", "")
    first = [_alike(block.text) for block in blocks[:_FIRST]]
    if _alike(title) in first and has_words(title):
        at = first.index(_alike(title))
        blocks[at] = Block(blocks[at].text, "title")
        title = ""
    fields: dict[str, str] = {}
    if len(author) >= _FULL_NAME and f" {_alike(author)} " in f" {' '.join(first)} ":
        fields["author"], author = author, ""
    created = _DATE.match(told.get("CreationDate", ""))
    return fields, said_of_itself(title=title, author=author, created="-".join(created.groups()) if created else "")


def _alike(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
