"""Documents that are ZIP archives of XML: any parts, and OpenDocument and EPUB as their programs write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_OFFICE = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
_PAGE = '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>'


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """An archive of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=how)
    return buffer.getvalue()


def with_part(data: bytes, name: str, part: str | bytes) -> bytes:
    """The same archive with one part exchanged or added."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {each: archive.read(each) for each in archive.namelist()}
    return packed({**parts, name: part})


def odt(body: str, *, styles: str = "", meta: str = "", kind: str = "text", **parts: str) -> bytes:
    """An OpenDocument file with this body."""
    content = (
        f"<?xml version='1.0' encoding='UTF-8'?><office:document-content {_OFFICE}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )
    return packed(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": content,
            "meta.xml": f"<office:document-meta {_OFFICE}><office:meta>{meta}</office:meta></office:document-meta>",
            **{f"META-INF/{name}.xml": part for name, part in parts.items()},
        }
    )


def epub(chapters: Mapping[str, str], *, metadata: str = "", asides: tuple[str, ...] = (), **parts: str) -> bytes:
    """A book of these files, in this order; asides are not in the order of reading."""
    items = "".join(
        f'<item id="c{n}" href="text/{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(chapters)
    )
    refs = "".join(
        f'<itemref idref="c{n}"{" linear=" + chr(34) + "no" + chr(34) if name in asides else ""}/>'
        for n, name in enumerate(chapters)
    )
    book = (
        "<?xml version='1.0'?><package xmlns='http://www.idpf.org/2007/opf'>"
        f"<metadata xmlns:dc='http://purl.org/dc/elements/1.1/'>{metadata}</metadata>"
        f"<manifest>{items}</manifest><spine>{refs}</spine></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
    )
    return packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "OEBPS/book.opf": book,
            **{f"OEBPS/text/{name}": f"{_PAGE}<body>{body}</body></html>" for name, body in chapters.items()},
            **{f"META-INF/{name}.xml": part for name, part in parts.items()},
        }
    )
