"""HTML and XML of exports as trees, parsed so that nothing outside the file is opened and no entity unfolds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from analyzer.errors import UnreadableError
from analyzer.readers.encoding import Decoded, decode
from analyzer.readers.extras import needed
from analyzer.readers.reading import File, Options

_WHAT = "HTML and XML exports"
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_ENTITY = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BLANKS = re.compile(r"[ \t\r\n\u00a0]+")


def html_tree(file: File, options: Options) -> tuple[Any, Decoded]:
    """The root of a page, and how it was decoded.

    Raises
    ------
    MissingPartError
        When lxml is not installed.
    UnreadableError
        When there is nothing in it.
    """
    lxml = needed("lxml.html", what=_WHAT)
    decoded = decode(file.data, encoding=options.encoding)
    parser = lxml.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True)
    return _root(lxml, decoded, parser), decoded


def xml_tree(file: File, options: Options) -> tuple[Any, Decoded, str]:
    """The root of an XML file, how it was decoded, and where it is broken ("" when it is whole).

    Raises
    ------
    MissingPartError
        When lxml is not installed.
    UnreadableError
        When it declares entities, or there is nothing in it.
    """
    etree = needed("lxml.etree", what=_WHAT)
    decoded = decode(file.data, encoding=options.encoding)
    if _ENTITY.search(decoded.text):
        raise UnreadableError("XML that declares entities, which are not unfolded; export it again without a DTD")
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    root = _root(etree, decoded, parser)
    faults = [entry for entry in parser.error_log if entry.level_name != "WARNING"]
    return root, decoded, f"broken XML in line {faults[0].line} ({faults[0].message})" if faults else ""


def _root(lxml: Any, decoded: Decoded, parser: Any) -> Any:
    declared = _DECLARATION.match(decoded.text)  # it names an encoding, and the text is decoded already
    text = _NOT_XML.sub(" ", decoded.text[declared.end() :] if declared else decoded.text)
    try:
        root = lxml.fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (needed("lxml.etree", what=_WHAT).LxmlError, ValueError) as error:
        raise UnreadableError(f"nothing in it can be parsed ({error})") from error
    if root is None:
        raise UnreadableError("nothing in it can be parsed")
    return root


def words_of(node: Any) -> str:
    """All text below a node on one line, or "" for None.

    >>> from lxml import etree
    >>> words_of(etree.fromstring("<p>They <b>met</b>.</p>"))
    'They met.'
    """
    return "" if node is None else _BLANKS.sub(" ", "".join(node.itertext())).strip()


def by_name(root: Any, name: str) -> Iterator[Any]:
    """Elements of that local name, whatever namespace they are in, from the outside in and in their order."""
    return (node for node in root.iter() if isinstance(node.tag, str) and node.tag.rpartition("}")[2] == name)
