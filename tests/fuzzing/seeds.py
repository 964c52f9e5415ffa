"""Valid files of every format, to begin with."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec

_TEXT = "The ministers met on Tuesday. “We agreed to open the harbour,” said Ana Lind.\n\nBoats may enter from May."
_ROWS = {
    "txt": f"---\ntitle: Harbour opens\ndate: 3 May 2024\n---\n{_TEXT}",
    "md": f"# Harbour opens\n\n{_TEXT}",
    "csv": f'title,text,date\nHarbour opens,"{_TEXT}",2024-05-03\nSun,"a ""b"" c",\n',
    "tsv": "title\ttext\nHarbour opens\tThe ministers met on Tuesday.\n",
    "jsonl": '{"title": "Harbour opens", "text": "They met.", "n": 7}\n{"text": "They\\u00e9 left.", "a": [1]}\n',
}


def seeds(kind: str) -> Iterator[bytes]:
    """Some files of a format; of those that the makers of test files know, theirs.

    A maker is a module ``tests.readers.making.FORMAT`` with a function ``examples() -> list[bytes]``.
    """
    if kind in _ROWS:
        yield _ROWS[kind].encode()
        yield _ROWS[kind].encode("utf-16")
    name = f"tests.readers.making.{kind}"
    if find_spec("tests.readers.making") and find_spec(name):
        yield from import_module(name).examples()
    elif kind == "zip":
        from tests.readers.test_zip import MEMBERS, pack

        yield pack({**MEMBERS, "in.zip": pack({"c.txt": _TEXT})})
