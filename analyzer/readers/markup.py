"""Markup as a tree, and a tree as lines: what pages, feeds and e-mails in HTML have in common."""

from __future__ import annotations

import re
from typing import Any

from analyzer.errors import UnreadableError
from analyzer.readers.extras import needed

LONGEST = 8_000_000  # characters of a page without the images in it; the longest live blogs have two million
MOST_TAGS = 400_000  # the largest pages of news have 30,000
MOST_ATTRIBUTES = 5_000  # of one tag; the parser takes time with their square

# Images and fonts that a browser saved into the page: megabytes in which there is no word.
_INLINED = re.compile(r"data:[\w/+.-]{1,80}(?:;[\w=-]{1,40}){0,3},[A-Za-z0-9+/=%]{64,}")
_LONG_TAG = re.compile(r"<[a-z][^<>]{10000,}", re.IGNORECASE)
_VALUE = re.compile(r"\"[^\"]*\"|'[^']*'")
# Hints for the layout of a line; they are no characters of the text.
_HINTS = {0xAD: None, 0x200B: None, 0x2060: None, 0xFEFF: None}
_UNSEEN = frozenset(
    {
        "script", "style", "noscript", "template", "title", "svg", "math", "iframe", "object", "embed", "canvas",
        "audio", "video", "button", "select", "option", "textarea", "input", "nav", "figure", "figcaption",
        "graphic",
    }
)  # fmt: skip
_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "description", "details",
        "dialog", "div", "dl", "dt", "fieldset", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head",
        "header", "hr", "html", "item", "li", "list", "main", "menu", "ol", "p", "pre", "quote", "row", "section",
        "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
    }
)  # fmt: skip
_CELLS = frozenset({"td", "th", "cell"})
_LINE_ENDS = frozenset({"br", "lb"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_BLOCK_ENDS = re.compile(r"\f|\v[^\S\v]*\v")  # an empty line between two line breaks ends a paragraph too

Element = Any


def parse_markup(text: str) -> Element:
    """The tree of a page or of a piece of one. Nothing that it refers to is loaded, and its entities are its own.

    Raises
    ------
    UnreadableError
        When there is no element in it, or it has more than 8,000,000 characters, 400,000 tags or 5,000 attributes in
        one tag.
    """
    html = needed("lxml.html", what="HTML pages")
    etree = needed("lxml.etree", what="HTML pages")
    bare = _INLINED.sub("data:,", text).replace("\x00", "\ufffd")
    _check_size(bare)
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_pis=True, encoding="utf-8")
    try:
        tree = html.document_fromstring(bare.encode("utf-8", "replace"), parser=parser, ensure_head_body=True)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise UnreadableError("an HTML page without anything in it") from error
    return tree


def _check_size(text: str) -> None:
    if len(text) > LONGEST:
        raise UnreadableError(f"a page of more than {LONGEST:,} characters; save the article alone")
    if text.count("<") > MOST_TAGS:
        raise UnreadableError(f"a page of more than {MOST_TAGS:,} tags; save the article alone")
    if any(len(_VALUE.sub("", tag[0]).split()) > MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(text)):
        raise UnreadableError(f"a page with a tag of more than {MOST_ATTRIBUTES:,} attributes")


def lines_of(root: Element) -> str:
    """What is to be read in a tree: one paragraph a line with a blank line between them, rows of a table by tabs.

    Scripts, forms, menus, figures with their captions and what is hidden are left out.

    >>> lines_of(parse_markup("<p>One&shy;self<br>and <b>two</b>.</p><style>p {}</style><ul><li>three</ul>"))
    'Oneself\\nand two.\\n\\nthree'
    """
    pieces: list[str] = []
    # A stack of its own, not recursion: pages are nested as deeply as their makers liked.
    waiting: list[tuple[Element, bool]] = [(root, False)]
    while waiting:
        element, done = waiting.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if not done and tag and tag.lower() not in _UNSEEN and not _is_hidden(element):
            pieces += [_before(tag), element.text or ""]
            waiting.append((element, True))
            waiting.extend((child, False) for child in reversed(element))
            continue
        if done:
            pieces.append("\f" if tag in _BLOCKS else "")
        if element is not root:
            pieces.append(element.tail or "")
    return _joined("".join(pieces))


def _before(tag: str) -> str:
    """A form feed begins a block, a vertical tab a line, and a unit separator a cell: pages have none of them."""
    if tag in _LINE_ENDS:
        return "\v"
    if tag in _CELLS:
        return "\x1f"
    return "\f" if tag in _BLOCKS else ""


def _is_hidden(element: Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _joined(text: str) -> str:
    blocks = (_block(block) for block in _BLOCK_ENDS.split(text.translate(_HINTS)))
    return "\n\n".join(filter(None, blocks))


def _block(block: str) -> str:
    lines = ("\t".join(filter(None, map(squeezed, line.split("\x1f")))) for line in block.split("\v"))
    return "\n".join(filter(None, lines))


def squeezed(text: str) -> str:
    """`text` on one line.

    >>> squeezed(" one\\n two ")
    'one two'
    """
    return " ".join(text.split())
