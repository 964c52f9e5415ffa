"""ODT, the texts of LibreOffice and OpenOffice: paragraphs and tables in their order, as they are seen.

Annotations, notes, deleted and hidden text are not read. Macros, links and pictures are never looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from analyzer.errors import UnreadableError
from analyzer.readers.documents.document import document_reading, said_of_itself
from analyzer.readers.documents.flow import Flow, Markup, Style
from analyzer.readers.documents.package import Package
from analyzer.readers.reading import File, Options, Reading

_WHAT = "an OpenDocument text"
_MOST_SPACES = 1000  # of one element that stands for many
_LEFT_OUT = {
    "annotation": "annotations",
    "note": "notes",
    "tracked-changes": "",  # what was deleted stands there
    "table-of-content": "tables of contents",
    "hidden-text": "hidden passages",
    "hidden-paragraph": "hidden passages",
    "ruby-text": "",
    "title": "",  # of a picture
    "desc": "",
    "forms": "",
}


def read_odt(file: File, options: Options) -> Iterator[Reading]:
    """The article in an OpenDocument text.

    Raises
    ------
    UnreadableError
        When it is broken, encrypted, too large, or holds no words.
    """
    package = Package(file.data, _WHAT)
    if "META-INF/manifest.xml" in package.names and _is_encrypted(package):
        raise UnreadableError("protected by a password; save it without one")
    flow = _flow(package)
    yield document_reading(flow.blocks, file, options, notes=flow.notes() + _properties(package))


def _is_encrypted(package: Package) -> bool:
    return next(package.xml("META-INF/manifest.xml").iter("encryption-data"), None) is not None


def _flow(package: Package) -> Flow:
    content = package.xml("content.xml")
    parents = {style.get("name", ""): style.get("parent-style-name", "") for style in content.iter("style")}

    def style(paragraph: Element) -> Style:
        name = paragraph.get("style-name", "")
        if "Title" in (name, parents.get(name)):
            return "title"
        return "heading" if paragraph.tag == "h" else ""

    flow = Flow(
        Markup(
            paragraphs=frozenset({"p", "h"}),
            row="table-row",
            cell="table-cell",
            texts=frozenset(),
            characters={"tab": lambda _: "\t", "line-break": lambda _: "\n", "s": _spaces},
            left_out=lambda element: _LEFT_OUT.get(element.tag),
            style=style,
        )
    )
    text = content.find("body/text")
    if text is None:
        raise UnreadableError(f"broken: it looks like {_WHAT}, but has no text")
    flow.walk(text)
    return flow


def _spaces(element: Element) -> str:
    number = element.get("c", "1")
    return " " * (min(int(number), _MOST_SPACES) if number.isascii() and number.isdigit() and len(number) < 5 else 1)


def _properties(package: Package) -> tuple[str, ...]:
    meta = package.xml("meta.xml").find("meta") if "meta.xml" in package.names else None
    if meta is None:
        return ()
    author = meta.findtext("initial-creator") or meta.findtext("creator")
    created = meta.findtext("creation-date") or meta.findtext("date")
    return said_of_itself(title=meta.findtext("title"), author=author, created=created)
