"""DOCX, the files of Word: paragraphs and tables in their order, as a reader sees them with all changes accepted.

Comments, footnotes, headers, deleted and hidden text are not read. Macros, links and pictures are never looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from analyzer.errors import UnreadableError
from analyzer.readers.documents.document import document_readings, said_of_itself
from analyzer.readers.documents.flow import Flow, Markup, Style
from analyzer.readers.documents.package import Package
from analyzer.readers.reading import File, Options, Reading

_WHAT = "a Word file"
_LEFT_OUT = {
    "del": "deleted passages",
    "moveFrom": "",
    "Fallback": "",
    "instrText": "",
    "delText": "",
    "pPr": "",
    "commentReference": "comments",
    "footnoteReference": "footnotes",
    "endnoteReference": "endnotes",
}
_OFF = ("0", "false", "off")


def read_docx(file: File, options: Options) -> Iterator[Reading]:
    """The article in a Word file, or those of the export that it is.

    Raises
    ------
    UnreadableError
        When it is broken, too large, or holds no words.
    """
    package = Package(file.data, _WHAT)
    flow = _flow(package)
    yield from document_readings(flow.blocks, file, options, notes=flow.notes() + _properties(package))


def _flow(package: Package) -> Flow:
    styles = _styles(package)

    def style(paragraph: Element) -> Style:
        name = styles.get(_value(paragraph.find("pPr/pStyle")), _value(paragraph.find("pPr/pStyle"))).lower()
        return "title" if name == "title" else "heading" if name.startswith("heading") else ""

    def left_out(element: Element) -> str | None:
        if element.tag == "r" and _is_hidden(element):
            return "hidden passages"
        if element.tag == "p" and styles.get(_value(element.find("pPr/pStyle")), "").lower().startswith("toc "):
            return "lines of the table of contents"
        return _LEFT_OUT.get(element.tag)

    characters = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
    flow = Flow(
        Markup(
            paragraphs=frozenset({"p"}),
            row="tr",
            cell="tc",
            texts=frozenset({"t"}),
            characters={name: lambda _, text=text: text for name, text in characters.items()},  # type: ignore[misc]
            left_out=left_out,
            style=style,
        )
    )
    body = package.xml(_main(package)).find("body")
    if body is None:
        raise UnreadableError(f"broken: it looks like {_WHAT}, but has no body")
    flow.walk(body)
    return flow


def _main(package: Package) -> str:
    """Where the text stands; some programs call it otherwise than word/document.xml."""
    if "word/document.xml" in package.names or "_rels/.rels" not in package.names:
        return "word/document.xml"
    links = package.xml("_rels/.rels").iter("Relationship")
    targets = (link.get("Target", "") for link in links if link.get("Type", "").endswith("/officeDocument"))
    return next(targets, "word/document.xml").lstrip("/")


def _styles(package: Package) -> dict[str, str]:
    """Names of the styles by their ids: an id is in the language of Word, the name of a style of its own is not."""
    if "word/styles.xml" not in package.names:
        return {}
    listed = package.xml("word/styles.xml").iter("style")
    return {style.get("styleId", ""): _value(style.find("name")) for style in listed}


def _is_hidden(run: Element) -> bool:
    hidden = run.find("rPr/vanish")
    return hidden is not None and _value(hidden) not in _OFF


def _value(element: Element | None) -> str:
    return "" if element is None else element.get("val", "")


def _properties(package: Package) -> tuple[str, ...]:
    if "docProps/core.xml" not in package.names:
        return ()
    core = package.xml("docProps/core.xml")
    return said_of_itself(
        title=core.findtext("title"), author=core.findtext("creator"), created=core.findtext("created")
    )
