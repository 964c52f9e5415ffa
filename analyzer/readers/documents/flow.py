"""Paragraphs, headings and tables of a document of XML in their order, whatever the format calls them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal
from xml.etree.ElementTree import Element

Style = Literal["", "title", "heading"]

_SPACE = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading or a row of a table."""

    text: str
    style: Style = ""


@dataclass(frozen=True, slots=True)
class Markup:
    """What the elements of a format are called.

    Attributes
    ----------
    paragraphs : frozenset of str
    row, cell : str
        Of a table.
    texts : frozenset of str
        The elements whose own characters are text; empty when those of every element in a paragraph are.
    characters : mapping of str to callable
        Elements that stand for characters.
    left_out : callable
        What an element that is not read is called in a note; "" for one that nobody misses, None for one that is read.
    style : callable
        The style of a paragraph.
    """

    paragraphs: frozenset[str]
    row: str
    cell: str
    texts: frozenset[str]
    characters: Mapping[str, Callable[[Element], str]]
    left_out: Callable[[Element], str | None]
    style: Callable[[Element], Style]


@dataclass(slots=True)
class Flow:
    """What was found: the blocks, and how many elements of each kind were left out."""

    markup: Markup
    blocks: list[Block] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    def notes(self) -> tuple[str, ...]:
        """What was left out, in one note."""
        listed = ", ".join(f"{n} {what}" for what, n in sorted(self.left_out.items()) if what)
        return (f"left out: {listed}",) if listed else ()

    def walk(self, element: Element) -> None:
        """Collect what stands in an element."""
        for child in element:
            self._visit(child)

    def _visit(self, element: Element) -> None:
        what = self.markup.left_out(element)
        if what is not None:
            self.left_out[what] += 1
        elif element.tag in self.markup.paragraphs:
            self._paragraph(element)
        elif element.tag == self.markup.row:
            self._row(element)
        else:
            self.walk(element)

    def _paragraph(self, element: Element) -> None:
        """A paragraph, and behind it the text boxes that are anchored in it."""
        boxes: list[Element] = []
        text = "".join(self._characters(element, boxes))
        if text.strip():
            self.blocks.append(Block(text, self.markup.style(element)))
        for box in boxes:
            self._visit(box)

    def _characters(self, element: Element, boxes: list[Element]) -> list[str]:
        mixed = not self.markup.texts
        parts = [_own(element.text, mixed)] if mixed or element.tag in self.markup.texts else []
        for child in element:
            what = self.markup.left_out(child)
            if what is not None:
                self.left_out[what] += 1
            elif child.tag in self.markup.characters:
                parts.append(self.markup.characters[child.tag](child))
            elif child.tag in self.markup.paragraphs or child.tag == self.markup.row:
                boxes.append(child)
            else:
                parts += self._characters(child, boxes)
            if mixed:
                parts.append(_own(child.tail, mixed))
        return parts

    def _row(self, element: Element) -> None:
        """A row is one line; a row with several paragraphs in a cell is layout, and each paragraph a block."""
        cells = [self._cell(cell) for cell in _nearest(element, self.markup.cell)]
        if all(len(blocks) <= 1 for blocks in cells):
            line = "\t".join(blocks[0].text.strip() if blocks else "" for blocks in cells).strip()
            self.blocks += [Block(line)] if line else []
        else:
            self.blocks += chain.from_iterable(cells)

    def _cell(self, element: Element) -> list[Block]:
        inner = Flow(self.markup, left_out=self.left_out)
        inner.walk(element)
        return inner.blocks


def _nearest(element: Element, tag: str) -> Iterator[Element]:
    """Elements of that name which stand in no other of that name."""
    for child in element:
        if child.tag == tag:
            yield child
        else:
            yield from _nearest(child, tag)


def _own(text: str | None, mixed: bool) -> str:
    """Characters of an element; where all of them count, line breaks and indents of the file are one space."""
    return _SPACE.sub(" ", text or "") if mixed else text or ""
