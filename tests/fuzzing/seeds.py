"""Valid files of every format, to begin with."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.readers import test_feed, test_mail, test_warc
from tests.readers.making import exports, packed, pages, pdf, sheets, word
from tests.readers.test_zip import MEMBERS, pack

_TEXT = "The ministers met on Tuesday. “We agreed to open the harbour,” said Ana Lind.\n\nBoats may enter from May."
_ROWS = {
    "txt": f"---\ntitle: Harbour opens\ndate: 3 May 2024\n---\n{_TEXT}",
    "md": f"# Harbour opens\n\n{_TEXT}",
    "csv": f'title,text,date\nHarbour opens,"{_TEXT}",2024-05-03\nSun,"a ""b"" c",\n',
    "tsv": "title\ttext\nHarbour opens\tThe ministers met on Tuesday.\n",
    "jsonl": '{"title": "Harbour opens", "text": "They met.", "n": 7}\n{"text": "They\\u00e9 left.", "a": [1]}\n',
}


_EXPORTS: dict[str, Callable[[], list[str]]] = {
    "nexis": lambda: ["\n".join(exports.nexis_lines())],
    "lexisnexis": lambda: [exports.lexisnexis(language) for language in ("en", "de", "fr")],
    "factiva": lambda: ["\n".join(exports.factiva_lines())],
    "factiva_html": lambda: [exports.factiva_html(), exports.factiva_html("fr", coded=False)],
    "articles_xml": lambda: [exports.factiva_xml()],
    "proquest": lambda: [exports.proquest(language) for language in ("en", "fr", "de", "es")],
    "ris": lambda: [exports.ris()],
    "europresse": lambda: [exports.europresse()],
}
_CELL = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
_SHEET = "".join(f"<table:table-row>{_CELL.format(cell)}</table:table-row>" for cell in ("text", _TEXT))
_LINES = _TEXT.split("\n\n")
_MADE: dict[str, Callable[[], list[bytes]]] = {
    "html": lambda: [page().data for page in pages.PAGES.values()],
    "feed": lambda: [test_feed.RSS.encode(), test_feed.ATOM.encode(), test_feed.RDF],
    "eml": lambda: [test_mail.newsletter().as_bytes(), test_mail.with_attachments().as_bytes()],
    "mbox": lambda: [b"From a@b Mon Sep  2 10:00:00 2024\n" + test_mail.newsletter().as_bytes()],
    "warc": lambda: [test_warc.PLAIN, test_warc.PACKED],
    "wacz": lambda: [test_warc.WACZ],
    "pdf": lambda: [pdf.pdf([_LINES * 9, [(50, 700, "Left"), (300, 700, "Right")]], title="Harbour opens")],
    "docx": lambda: [word.docx(lambda document: [document.add_paragraph(line) for line in _LINES], title="Harbour")],
    "rtf": lambda: [rb"{\rtf1\ansi\ansicpg1252 Harbour {\b opens}\par The caf\'e9 \u8220?closed\u8221?.\par}"],
    "odt": lambda: [packed.odt("".join(f"<text:p>{line}</text:p>" for line in _LINES))],
    "epub": lambda: [packed.epub({"a.xhtml": f"<html><body><h1>Harbour opens</h1><p>{_LINES[0]}</p></body></html>"})],
    "xlsx": lambda: [sheets.xlsx({"News": [["title", "text"], ["Harbour opens", _TEXT], ["Sun", 7]]})],
    "xls": lambda: [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)],  # nothing here writes the old format
    "ods": lambda: [
        packed.odt(f'<table:table table:name="News">{_SHEET}</table:table>', kind="spreadsheet", manifest="<m/>")
    ],
    "parquet": lambda: [sheets.parquet({"title": ["Harbour opens"] * 9, "text": [_TEXT] * 9})],
    "sqlite": lambda: [sheets.sqlite("CREATE TABLE a (title, text)", rows={"a": [["Harbour opens", _TEXT]] * 9})],
}


def seeds(kind: str) -> Iterator[bytes]:
    """Some files of a format."""
    if kind in _ROWS:
        yield _ROWS[kind].encode()
        yield _ROWS[kind].encode("utf-16")
    elif kind == "zip":
        yield pack({**MEMBERS, "in.zip": pack({"c.txt": _TEXT})})
    elif kind in _EXPORTS:
        yield from (text.encode() for text in _EXPORTS[kind]())
    elif kind in _MADE:
        yield from _MADE[kind]()
