"""What a page says of itself in JSON-LD: the node of the article, whatever else the page describes.

Publishers write lists, graphs whose nodes refer to each other, and several blocks a page; related articles, products
and recipes stand beside the article itself.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from analyzer.readers.markup import Element, squeezed

MOST_NODES = 5_000
_LONGEST = 4_000_000  # characters of one block
_ARTICLE = re.compile(r"(?:\w*Article|BlogPosting|LiveBlogPosting|SocialMediaPosting|Report)")
_PAGE = re.compile(r"(?:\w*WebPage|VideoObject)")
_WRAPPING = re.compile(r"\A\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*\Z")
# Where the parts of an article are described, which are no articles of their own page.
_OTHERS = frozenset({"itemListElement", "relatedLink", "citation", "mentions", "hasPart", "comment", "isPartOf"})
_INSIDE = frozenset({"liveBlogUpdate", "blogPost"})

Node = Mapping[str, Any]


class LinkedData:
    """The nodes of a page, the nearest to the top first, and what they refer to.

    Parameters
    ----------
    tree : Element
        The page.

    >>> from analyzer.readers.markup import parse_markup
    >>> block = '{"@graph": [{"@type": "WebSite"}, {"@type": ["NewsArticle"], "headline": "Rain &amp; wind"}]}'
    >>> LinkedData(parse_markup(f'<script type="application/ld+json">{block}</script>')).text("headline")
    'Rain & wind'
    """

    def __init__(self, tree: Element) -> None:
        nodes = list(_nodes(tree))
        self._by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
        self.article = _chosen(nodes, _ARTICLE, tree) or _chosen(nodes, _PAGE, tree) or {}
        self.is_article = bool(_chosen(nodes, _ARTICLE, tree))

    def text(self, key: str) -> str:
        """The value of a key as text; of an object its name, of a list the first."""
        return next(iter(self.texts(key)), "")

    def texts(self, key: str) -> list[str]:
        """All values of a key as texts."""
        return [text for value in _listed(self.article.get(key)) if (text := self._text(value))]

    def _text(self, value: object) -> str:
        if isinstance(value, Mapping):
            named = value if "name" in value else self._by_id.get(str(value.get("@id")), value)
            name = next(iter(_listed(named.get("name"))), "")
            return squeezed(unescape(name)) if isinstance(name, str) else ""
        return squeezed(unescape(value)) if isinstance(value, str) else ""

    def body(self) -> str:
        """The text of the article where the page repeats it here, one paragraph a line."""
        parts = [self.article, *(part for key in _INSIDE for part in _listed(self.article.get(key)))]
        bodies = [part.get("articleBody") for part in parts if isinstance(part, Mapping)]
        return "\n\n".join(unescape(body).strip() for body in bodies if isinstance(body, str))

    def is_locked(self) -> bool:
        """Whether the page says that the article is not free to read."""
        said = _listed(self.article.get("isAccessibleForFree"))
        return any(str(value).casefold().rpartition("/")[2] == "false" for value in said)


def _listed(value: object) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _nodes(tree: Element) -> Iterator[dict[str, Any]]:
    waiting: deque[object] = deque(_blocks(tree))
    for _ in range(MOST_NODES):
        if not waiting:
            return
        value = waiting.popleft()
        if isinstance(value, dict):
            yield value
            waiting.extend(item for key, item in value.items() if key not in _OTHERS | _INSIDE)
        elif isinstance(value, list):
            waiting.extend(item for item in value[:MOST_NODES] if isinstance(item, dict | list))


def _blocks(tree: Element) -> Iterator[object]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = _WRAPPING.sub("", script.text or "")[:_LONGEST].strip().rstrip(";")
        try:
            yield json.loads(text, strict=False, parse_int=str)
        except (ValueError, RecursionError):
            continue


def _chosen(nodes: list[dict[str, Any]], wanted: re.Pattern[str], tree: Element) -> dict[str, Any] | None:
    """The node that names the page as its own, else the first that has a headline, else the first."""
    found = [node for node in nodes if any(map(wanted.fullmatch, _types(node)))]
    link = tree.xpath('string(//link[@rel="canonical"]/@href)')
    own = [node for node in found if link and _path(link) in {_path(where) for where in _addresses(node)}]
    named = [node for node in found if node.get("headline")]
    return next(iter([*own[: len(found) > 1], *named, *found]), None)


def _types(node: Node) -> list[str]:
    return [kind for kind in _listed(node.get("@type")) if isinstance(kind, str)]


def _addresses(node: Node) -> Iterator[str]:
    for value in (node.get("url"), node.get("mainEntityOfPage"), node.get("@id")):
        where = value.get("@id") or value.get("url") if isinstance(value, Mapping) else value
        if isinstance(where, str):
            yield where.partition("#")[0]


def _path(url: str) -> str:
    """An address without what differs between its spellings."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"
