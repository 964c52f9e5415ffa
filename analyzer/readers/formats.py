"""Which reader reads a file: by the signature of its content, and by the ending of its name where it has none.

Readers are named here and loaded where one is needed, so that a run that reads text loads no parser of PDF. Those that
parse what others wrote in formats of any depth work in a process of its own (`worker`).
"""

from __future__ import annotations

import re
from importlib import import_module

from analyzer.errors import UnreadableError
from analyzer.readers.reading import Reader
from analyzer.readers.sniff import REFUSALS, kind_of, kind_of_head

# Name of the format to "module:function".
READERS: dict[str, str] = {
    "txt": "analyzer.readers.text:read_text",
    "md": "analyzer.readers.text:read_markdown",
    "csv": "analyzer.readers.table:read_table",
    "tsv": "analyzer.readers.table:read_table",
    "jsonl": "analyzer.readers.jsonl:read_jsonl",
    "zip": "analyzer.readers.containers.zipped:read_zip",
    "lexisnexis": "analyzer.readers.exports.lexisnexis:read_lexisnexis",
    "nexis": "analyzer.readers.exports.nexis_uni:read_nexis_uni",
    "factiva": "analyzer.readers.exports.factiva_text:read_factiva_text",
    "factiva_html": "analyzer.readers.exports.factiva_html:read_factiva_html",
    "articles_xml": "analyzer.readers.exports.articles_xml:read_articles_xml",
    "europresse": "analyzer.readers.exports.europresse:read_europresse",
    "proquest": "analyzer.readers.exports.proquest:read_proquest",
    "ris": "analyzer.readers.exports.ris:read_ris",
    "html": "analyzer.readers.documents.html:read_html",
    "feed": "analyzer.readers.containers.feed:read_feed",
    "eml": "analyzer.readers.containers.mail:read_mail",
    "mbox": "analyzer.readers.containers.mailbox:read_mailbox",
    "warc": "analyzer.readers.containers.warc:read_warc",
    "wacz": "analyzer.readers.containers.warc:read_wacz",
    "pdf": "analyzer.readers.documents.pdf:read_pdf",
    "docx": "analyzer.readers.documents.docx:read_docx",
    "rtf": "analyzer.readers.documents.rtf:read_rtf",
    "odt": "analyzer.readers.documents.odt:read_odt",
    "epub": "analyzer.readers.documents.epub:read_epub",
    "xlsx": "analyzer.readers.tables.excel:read_excel",
    "xls": "analyzer.readers.tables.excel:read_excel",
    "ods": "analyzer.readers.tables.excel:read_excel",
    "parquet": "analyzer.readers.tables.parquet:read_parquet",
    "sqlite": "analyzer.readers.tables.sqlite:read_sqlite",
}

# Ending of a file name to its format; content with a known signature goes before the ending.
SUFFIXES: dict[str, str] = {
    "": "txt",
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".zip": "zip",
    ".ris": "ris",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".rss": "feed",
    ".atom": "feed",
    ".eml": "eml",
    ".mht": "eml",
    ".mhtml": "eml",
    ".mbox": "mbox",
    ".warc": "warc",
    ".wacz": "wacz",
    ".pdf": "pdf",
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".rtf": "rtf",
    ".odt": "odt",
    ".ott": "odt",
    ".epub": "epub",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xlsb": "xlsx",
    ".xls": "xls",
    ".ods": "ods",
    ".parquet": "parquet",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".db": "sqlite",
}

# Read here, in this process: their readers are this package's own and go through a text from its begin to its end.
OPEN = frozenset({"txt", "md", "csv", "tsv", "jsonl"})

_SUFFIX = re.compile(r"(?<=.)\.[a-z][a-z0-9]{0,9}$", re.IGNORECASE)


def suffix_of(name: str) -> str:
    """The ending of a file name in lower case, or "".

    >>> suffix_of("Agency A (3 Sept).TXT"), suffix_of("v2.1"), suffix_of(".txt")
    ('.txt', '', '')
    """
    match = _SUFFIX.search(name)
    return match[0].lower() if match else ""


def stem_of(name: str) -> str:
    """A file name without its ending.

    >>> stem_of("a.b.txt")
    'a.b'
    """
    return _SUFFIX.sub("", name)


def format_of(name: str, data: bytes, *, given: bool) -> tuple[str, tuple[str, ...]]:
    """The format of a file, and a note where it was a guess.

    Parameters
    ----------
    name : str
        Of the file, without its folder.
    data : bytes
    given : bool
        Whether the user named this file, and not a folder or an archive that it is in.

    Raises
    ------
    UnreadableError
        When there is no reader for it.
    """
    suffix = suffix_of(name)
    # A cell of a table may begin like a page; a table itself never does.
    kind = kind_of(data) or ("" if SUFFIXES.get(suffix) in ("csv", "tsv", "jsonl") else kind_of_head(data))
    if kind and kind not in READERS:
        raise UnreadableError(REFUSALS[kind])
    if kind or suffix in SUFFIXES:
        return kind or SUFFIXES[suffix], ()
    if not given:
        raise UnreadableError(f"{suffix} is not a format of articles; save it as .txt, or give the file by its name")
    return "txt", (f"{suffix} is not known; read as plain text",)


def reader_of(kind: str) -> Reader:
    """The function that reads a format."""
    return loaded(READERS[kind])


def loaded(place: str) -> Reader:
    """The reader in a place, "module:function"."""
    module, _, name = place.partition(":")
    reader: Reader = getattr(import_module(module), name)
    return reader
