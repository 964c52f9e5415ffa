"""XML of articles: Factiva's, with headline, leadParagraph and tailParagraphs, and that of corpora, with attributes.

Both hold `article` elements. What stands behind a break in the file is lost, and is a skipped row that says where.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from analyzer.errors import UnreadableError
from analyzer.readers.exports.parts import NO_DATE, Part, part_readings
from analyzer.readers.exports.trees import by_name, words_of, xml_tree
from analyzer.readers.fields import sort_out
from analyzer.readers.reading import File, Options, Reading

_NAMES = {"title": "headline", "author": "byline", "outlet": "sourceName", "language": "baseLanguage"}
_OTHERS = {"sectionName": "section", "edition": "edition", "copyright": "copyright", "region": "regions"}
_TEXT = ("leadParagraph", "tailParagraphs")


def read_articles_xml(file: File, options: Options) -> Iterator[Reading]:
    """The articles in an XML file of `article` elements.

    Raises
    ------
    MissingPartError
        When lxml is not installed.
    UnreadableError
        When it holds no such element, or declares entities.
    """
    root, decoded, broken = xml_tree(file, options)
    nodes = [node for node in by_name(root, "article") if not any(map(_is_article, node.iterancestors()))]
    if not nodes:
        raise UnreadableError("an XML file without articles; save each article as plain text, or all of them as CSV")
    parts: list[Part] = [_part(node) for node in nodes]
    if broken:
        parts.append(Part(notes=[broken], block=decoded.text[-1000:]))
    yield from part_readings(parts, file, options, encoding=decoded.encoding, notes=(decoded.note,))


def _is_article(node: Any) -> bool:
    return isinstance(node.tag, str) and node.tag.rpartition("}")[2] == "article"


def _part(node: Any) -> Part:
    part = _of_factiva(node) if next(by_name(node, "headline"), None) is not None else _of_corpus(node)
    part.block = words_of(node)
    if not part.fields.get("date"):
        part.notes.append(NO_DATE)
    return part


def _of_factiva(node: Any) -> Part:
    def first(name: str) -> Any:
        return next(by_name(node, name), None)

    part = Part({field: words_of(first(name)) for field, name in _NAMES.items()})
    published = first("publicationDate")
    part.fields["date"] = words_of(None if published is None else next(by_name(published, "date"), published))
    part.fields["id"] = words_of(first("reference")).rpartition("/")[2]
    part.fields["text"] = "\n\n".join(filter(None, (_paragraphs(first(name)) for name in _TEXT)))
    count = words_of(first("wordCount"))
    part.length = f"{count} words" if count else ""
    part.extra = [(other, words_of(first(name))) for name, other in _OTHERS.items()]
    return part


def _paragraphs(node: Any) -> str:
    if node is None:
        return ""
    return "\n\n".join(filter(None, map(words_of, by_name(node, "paragraph")))) or words_of(node)


def _of_corpus(node: Any) -> Part:
    """Attributes and short elements are fields by their names, and the paragraphs are the text."""
    pairs = [(str(name).rpartition("}")[2], str(value)) for name, value in node.attrib.items()]
    texts = list(by_name(node, "p"))
    if not texts:
        pairs += [(child.tag.rpartition("}")[2], words_of(child)) for child in node if isinstance(child.tag, str)]
    fields, extra = sort_out(pairs, {})
    if texts:
        fields["text"] = "\n\n".join(filter(None, map(words_of, texts)))
    elif not fields.get("text") and not len(node):
        fields["text"] = words_of(node)
    return Part(fields, list(extra))
