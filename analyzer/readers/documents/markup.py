"""Chapters of books, which are pages of HTML, as blocks: their markup is simple and needs no cleaning."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from analyzer.readers.documents.flow import Block

_SPACE = re.compile(r"[ \t\r\n\f]+")
_HEADINGS = frozenset({"h1", "h2", "h3"})
_BLOCKS = _HEADINGS | frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "figcaption",
    "figure", "footer", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tbody",
    "tr", "ul",
})  # fmt: skip
_PASSED_OVER = frozenset({
    "head", "math", "nav", "noscript", "object", "script", "style", "svg", "template",
})  # fmt: skip


def html_blocks(text: str) -> list[Block]:
    """Paragraphs and headings of a simple page.

    >>> html_blocks("<h1>Rain</h1><p>It&nbsp;rained,<br/>and rained.")
    [Block(text='Rain', style='heading'), Block(text='It\\xa0rained,\\nand rained.', style='')]
    """
    page = _Page()
    page.feed(text)
    page.close()
    page.end_block()
    return page.blocks


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self._parts: list[str] = []
        self._passed_over = 0  # elements in one another
        self._in_heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _PASSED_OVER:
            self._passed_over += 1
        elif tag in _BLOCKS:
            self.end_block()
            self._in_heading = tag in _HEADINGS
        elif tag == "br":
            self._parts.append("\n")
        elif tag in ("td", "th"):
            self._parts.append("\t")

    def handle_endtag(self, tag: str) -> None:
        if tag in _PASSED_OVER:
            self._passed_over = max(self._passed_over - 1, 0)
        elif tag in _BLOCKS:
            self.end_block()

    def handle_data(self, data: str) -> None:
        if not self._passed_over:
            self._parts.append(_SPACE.sub(" ", data))

    def end_block(self) -> None:
        """What stands between two borders of blocks is one block."""
        lines = (line.strip(" ") for line in "".join(self._parts).split("\n"))
        text = _SPACE.sub(" ", "\n".join(lines)).strip() if self._in_heading else "\n".join(lines).strip()
        if text:
            self.blocks.append(Block(text, "heading" if self._in_heading else ""))
        self._parts.clear()
        self._in_heading = False
