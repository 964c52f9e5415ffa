"""XML that others wrote, as a tree with plain names: nothing is fetched, expanded or nested without end.

The parser of the standard library loads no external entity of itself. A document that declares entities of its own is
refused: none of the formats read here has a use for them, and they are how a small file becomes a large one.
"""

from __future__ import annotations

from functools import lru_cache
from xml.etree.ElementTree import Element, ParseError, fromstring
from xml.parsers.expat import ExpatError, ParserCreate

from analyzer.errors import UnreadableError
from analyzer.readers.characters import one_line

DEEPEST = 250  # elements in one another; whatever goes through the tree may then call itself
MOST_ELEMENTS = 2_000_000  # some 300 MB of tree, and more than a book of a thousand pages has


def parse_xml(data: bytes, what: str) -> Element:
    """The tree of a document; its names are without prefixes.

    Parameters
    ----------
    data : bytes
    what : str
        Named in errors.

    Raises
    ------
    UnreadableError
        When it is not well-formed, declares entities, is nested in more than 250 levels or has more than two million
        elements.

    >>> parse_xml(b"<w:p xmlns:w='x' w:id='7'>Hello</w:p>", "a.xml").get("id")
    '7'
    """

    def refuse(*_: object) -> None:
        raise UnreadableError(f"{what} declares entities, which may grow without end; save it as plain text")

    first = ParserCreate()
    first.EntityDeclHandler = refuse
    try:
        first.Parse(data, True)
        root = fromstring(data)
    except (ExpatError, ParseError, LookupError, ValueError) as error:
        raise UnreadableError(f"{what} is broken ({one_line(error)})") from error
    _make_plain(root, what)
    return root


def _make_plain(root: Element, what: str) -> None:
    """Take the prefixes off, level by level, and hold to the limits."""
    level, depth, n = [root], 0, 0
    while level:
        depth, n = depth + 1, n + len(level)
        if depth > DEEPEST or n > MOST_ELEMENTS:
            limit = "nested too deeply" if depth > DEEPEST else f"more than {MOST_ELEMENTS:,} elements"
            raise UnreadableError(f"{what}: {limit}; save it as plain text")
        for element in level:
            element.tag = _plain(element.tag)
            if element.attrib:
                element.attrib = {_plain(key): value for key, value in element.attrib.items()}
        level = [child for element in level for child in element]


@lru_cache(1024)
def _plain(name: str) -> str:
    return name.rpartition("}")[2]
