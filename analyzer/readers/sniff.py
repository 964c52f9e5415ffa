"""What a file is, by its first bytes and not by its name: formats that are not plain text, and binary data.

Only signatures are looked at. A spreadsheet of articles that was saved as `.txt` is not found out.
"""

from __future__ import annotations

import codecs
import io
import re
import zipfile
import zlib

from analyzer.readers.exports.signs import holds_articles, kind_of_export, kind_of_page

_COMMENT = r"<!--(?:(?!-->).){0,2000}-->\s*"
_HTML = re.compile(rf"\s*(?:{_COMMENT})*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_XML = re.compile(r"\s*<\?xml\b", re.IGNORECASE)
_FEED = re.compile(
    rf"\s*(?:<\?(?:(?!\?>).){{0,500}}\?>\s*|{_COMMENT}|<!doctype\s+rss[^>]*>\s*)*<(?:rss|feed|rdf:rdf)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEADER = re.compile(r"(?:[!-9;-~]{1,100}:[^\n]*\n(?:[ \t][^\n]*\n)*)+")
# A text may begin with "Subject:" and "Date:"; only what programs write shows that it is an e-mail.
_MAIL = re.compile(r"^(?:mime-version|message-id|received|return-path|dkim-signature)\s*:", re.I | re.MULTILINE)
_MAIL_TOO = re.compile(r"^(?:from|subject|content-type)\s*:", re.IGNORECASE | re.MULTILINE)
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x19\x1c-\x1f\x7f]")
_SAMPLE = 100_000
_HEAD = 10_000  # characters or bytes in which a format shows
_MANY_CONTROLS = 0.01

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"\x1f\x8b", "packed"),
    (b"BZh", "packed"),
    (b"\xfd7zXZ\x00", "packed"),
    (b"7z\xbc\xaf\x27\x1c", "packed"),
    (b"\x28\xb5\x2f\xfd", "packed"),
    (b"Rar!\x1a\x07", "packed"),
    (b"PAR1", "parquet"),
    (b"SQLite format 3\x00", "sqlite"),
    (b"WARC/", "warc"),
)
# Of a ZIP archive the member that shows what it is, or what the member "mimetype" says.
_ZIPPED: tuple[tuple[bytes, str], ...] = (
    (b"word/", "docx"),
    (b"xl/", "xlsx"),
    (b"ppt/", "pptx"),
    (b"application/epub", "epub"),
    (b"META-INF/container.xml", "epub"),
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
    (b"application/vnd.oasis", "odp"),
)
# Names of streams in the directory of an old Office file, the first of which shows what it is.
_OLE: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "locked"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "pptx"),
    ("__properties_version1.0", "msg"),
)

# Why a kind of file is not read, and what to do about it; a kind that has a reader is never looked up here.
REFUSALS: dict[str, str] = {
    "pdf": "a PDF file; save it as plain text (for instance with pdftotext; a scan needs OCR first)",
    "rtf": "an RTF file; open it in a word processor and save it as plain text",
    "ole": "an old Office file; open it in its program and save it as .docx or .csv",
    "doc": "an old Word file; open it in a word processor and save it as .docx",
    "xls": "an old Excel file; save it as .xlsx or as CSV UTF-8",
    "msg": "a message of Outlook; save it as .eml",
    "locked": "an Office file protected by a password; save it without one",
    "docx": "a Word file; save it as plain text",
    "xlsx": "an Excel file; save the sheet as CSV UTF-8",
    "pptx": "a presentation; save it as plain text",
    "epub": "an EPUB book; save it as plain text",
    "odt": "an OpenDocument text; save it as plain text",
    "ods": "an OpenDocument sheet; save it as CSV",
    "odp": "an OpenDocument file that is no text; save it as plain text",
    "packed": "a compressed file; unpack it first",
    "image": "an image; its words need OCR, saved as plain text",
    "parquet": "a Parquet file; read it with pandas and give the DataFrame",
    "sqlite": "an SQLite database; export the table as CSV",
    "html": "an HTML page; save the article as plain text",
    "feed": "XML of a feed; save each article as plain text",
    "eml": "an e-mail; save it as plain text",
    "mbox": "a mailbox; save each e-mail as plain text",
    "warc": "a web archive; save each page as plain text",
    "xml": "an XML file; save each article as plain text, or all of them as CSV",
}


def kind_of(data: bytes) -> str:
    """Name of the format whose signature `data` begins with, or "" when it has none.

    >>> kind_of(b"%PDF-1.7 ..."), kind_of(b"Leaders met on Tuesday.")
    ('pdf', '')
    """
    if data.startswith(b"\x1f\x8b") and _begin_of_packed(data).startswith(b"WARC/"):
        return "warc"
    if data.startswith(b"PK\x03\x04") and b"datapackage.json" in data[-65536:] and b"archive/" in data[-65536:]:
        return "wacz"
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_zip(data)
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return _kind_of_ole(data) if kind == "ole" else kind
    return "image" if data.startswith(b"RIFF") and data[8:12] == b"WEBP" else ""


def _begin_of_packed(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(data[:4096], 64)
    except zlib.error:
        return b""


def _kind_of_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            # In an archive of many Word files their own members show as well, but not as members of the archive.
            shown = [name.encode("utf-8", "replace") for name in archive.namelist()]
            if b"mimetype" in shown:
                with archive.open("mimetype") as stream:
                    shown.append(stream.read(100))
    except Exception:  # a broken archive, which its reader will say
        return next((kind for part, kind in _ZIPPED if part in data[:8192] or part in data[-65536:]), "zip")
    office = b"[Content_Types].xml" in shown or b"mimetype" in shown or b"META-INF/container.xml" in shown
    return next((kind for part, kind in _ZIPPED if office and any(name.startswith(part) for name in shown)), "zip")


def _kind_of_ole(data: bytes) -> str:
    size = 1 << min(int.from_bytes(data[30:32], "little"), 16)
    start = (int.from_bytes(data[48:52], "little") + 1) * size  # of the directory
    found = [(data.find(f"{name}\0".encode("utf-16-le"), start), kind) for name, kind in _OLE]
    return min((at, kind) for at, kind in [*found, (len(data), "ole")] if at >= 0)[1]


def kind_of_head(data: bytes) -> str:
    """The same for formats that are text: what `kind_of_text` says of the first characters.

    >>> kind_of_head(b"<!doctype html><p>Hello"), kind_of_head("Leaders met.".encode("utf-16"))
    ('html', '')
    """
    wide = data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    kind = kind_of_text(data[:_HEAD].decode("utf-16" if wide else "utf-8", "replace"))
    return (kind_of_page(data) or kind) if kind == "html" else kind


def kind_of_text(text: str) -> str:
    """The format whose beginning a decoded text has, or "".

    >>> kind_of_text("<!doctype html><p>Hello"), kind_of_text("a < b")
    ('html', '')
    """
    start = text[:_HEAD]
    if start.startswith("From ") and _HEADER.match(start.partition("\n")[2].replace("\r", "")):
        return "mbox"
    header = _HEADER.match(start.replace("\r", ""))
    if header and _MAIL.search(header[0]) and _MAIL_TOO.search(header[0]):
        return "eml"
    if _FEED.match(start) and ("<rdf:rdf" not in start.lower() or "purl.org/rss" in start or "my.netscape" in start):
        return "feed"
    if _HTML.match(start) or (_XML.match(start) and "<html" in start.lower()):
        return "html"
    if _XML.match(start):
        return "articles_xml" if holds_articles(start) else "xml"
    return kind_of_export(start)


def binary_reason(text: str) -> str:
    """Why decoded text cannot be an article's text, or "".

    >>> binary_reason("One.\\x00Two.")
    'a binary file (1 NUL bytes); if it is UTF-16 without a byte-order mark, save it as UTF-8'
    """
    nuls = text.count("\x00")
    if nuls:
        return f"a binary file ({nuls} NUL bytes); if it is UTF-16 without a byte-order mark, save it as UTF-8"
    sample = text[:_SAMPLE]
    controls = len(_CONTROLS.findall(sample))
    return "a binary file (too many control characters)" if controls > _MANY_CONTROLS * len(sample) else ""
