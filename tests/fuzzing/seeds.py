"""Valid files of every format, to begin with."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.readers.making import exports
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


def seeds(kind: str) -> Iterator[bytes]:
    """Some files of a format."""
    if kind in _ROWS:
        yield _ROWS[kind].encode()
        yield _ROWS[kind].encode("utf-16")
    elif kind == "zip":
        yield pack({**MEMBERS, "in.zip": pack({"c.txt": _TEXT})})
    elif kind in _EXPORTS:
        yield from (text.encode() for text in _EXPORTS[kind]())
