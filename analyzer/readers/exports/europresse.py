"""Europresse: the page of articles as HTML; each an `article` with a header of the outlet, the date and the title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from analyzer.errors import UnreadableError
from analyzer.readers.exports.parts import NO_DATE, Part, date_line, part_readings
from analyzer.readers.exports.trees import html_tree, words_of
from analyzer.readers.reading import File, Options, Reading

_ISSUE = re.compile(r",\s*(?:no\.?|n°|nº)\s*\S+.*$", re.IGNORECASE)
_NUMBER = re.compile(r"\w{1,20}·(\d{8})·\S{1,40}")
_TEXTS = ("docOcurrContainer", "DocText")


def read_europresse(file: File, options: Options) -> Iterator[Reading]:
    """The articles in a page that was saved from Europresse.

    Raises
    ------
    MissingPartError
        When lxml is not installed.
    UnreadableError
        When there is no article in the page.
    """
    root, decoded = html_tree(file, options)
    nodes = [node for node in root.iter("article") if next(_marked(node, "DocPublicationName"), None) is not None]
    if not nodes:
        raise UnreadableError("a Europresse page in which no article was found; save the selected documents as HTML")
    yield from part_readings(map(_part, nodes), file, options, encoding=decoded.encoding, notes=(decoded.note,))


def _marked(node: Any, *names: str) -> Iterator[Any]:
    """Elements below a node with a class that begins with one of the names."""
    for inner in node.iter():
        if any(word.startswith(names) for word in str(inner.get("class") or "").split()):
            yield inner


def _part(node: Any) -> Part:
    part = Part(block=words_of(node))
    lines = [words_of(span) for span in _marked(node, "DocHeader")]
    pieces = [line for piece in lines for line in (piece, *re.split(r", (?=p\. )| - ", piece))]
    at = date_line(pieces)
    number = _NUMBER.search(part.block)
    title = next(_marked(node, "titreArticle", "TitreArticle"), None)
    text = next((found for name in _TEXTS for found in _marked(node, name)), None)
    part.fields = {
        "outlet": _ISSUE.sub("", words_of(next(_marked(node, "DocPublicationName"), None))),
        "date": pieces[at] if at >= 0 else (number[1] if number else ""),
        "title": words_of(title),
        "text": _paragraphs(text),
        "author": words_of(next(_marked(node, "docAuthors", "sm-margin-bottomNews"), None)),
        "id": number[0] if number else "",
    }
    part.extra = [("header", " ".join(dict.fromkeys(lines)))]
    part.notes += [] if part.fields["date"] else [NO_DATE]
    return part


def _paragraphs(node: Any) -> str:
    if node is None:
        return ""
    return "\n\n".join(filter(None, (words_of(p) for p in node.iter("p")))) or words_of(node)
