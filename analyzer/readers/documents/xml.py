"""XML that others wrote, as a tree with plain names: nothing is fetched, expanded or nested without end.

The parser of the standard library loads no external entity of itself. A document that declares entities of its own is
refused: none of the formats read here has a use for them, and they are how a small file becomes a large one.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, TreeBuilder
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
    builder = _Builder(what)
    parser = ParserCreate()
    parser.buffer_text = True
    parser.EntityDeclHandler = builder.entity
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(data, True)
    except (ExpatError, LookupError, ValueError) as error:
        raise UnreadableError(f"{what} is broken ({one_line(error)})") from error
    return builder.close()


class _Builder:
    """Builds the tree while it counts."""

    def __init__(self, what: str) -> None:
        self._what, self._depth, self._n = what, 0, 0
        self._tree = TreeBuilder()
        self.data, self.close = self._tree.data, self._tree.close

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._n += 1
        if self._depth > DEEPEST or self._n > MOST_ELEMENTS:
            limit = f"more than {MOST_ELEMENTS:,} elements" if self._depth <= DEEPEST else "nested too deeply"
            raise UnreadableError(f"{self._what}: {limit}; save it as plain text")
        self._tree.start(_plain(name), {_plain(key): value for key, value in attributes.items()})

    def end(self, name: str) -> None:
        self._depth -= 1
        self._tree.end(_plain(name))

    def entity(self, *_: object) -> None:
        raise UnreadableError(f"{self._what} declares entities, which may grow without end; save it as plain text")


def _plain(name: str) -> str:
    return name.rpartition(":")[2]
