"""Feeds (RSS 0.9 to 2.0, RSS 1.0, Atom): one item, one article.

Many feeds hold summaries only. Those are read too and marked as incomplete, because nothing is loaded from the net.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

from analyzer.errors import UnreadableError
from analyzer.readers.containers._guarded import guarded
from analyzer.readers.declared import decode_declared
from analyzer.readers.encoding import Decoded
from analyzer.readers.extras import needed
from analyzer.readers.fields import to_reading
from analyzer.readers.incomplete import INCOMPLETE, split_call
from analyzer.readers.markup import Element, lines_of, parse_markup, squeezed
from analyzer.readers.reading import File, Options, Reading, accounted
from analyzer.readers.sniff import binary_reason

SUMMARY = 1_000  # characters: what stands in a description and is longer is taken for the article
_CONTENT, _DC = "http://purl.org/rss/1.0/modules/content/", "http://purl.org/dc/elements/1.1/"
_ATOM = ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#")
# Elements of other vocabularies (pictures, podcasts, comments) have names such as "title" too.
_KNOWN = frozenset({"", _CONTENT, _DC, *_ATOM, "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/"})
_PREFIXES = frozenset({"content", "dc", "atom"})  # as they stand where a feed forgot to declare them
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)(\w{2,32});")
_DECLARES = re.compile(r"<!ENTITY", re.IGNORECASE)
_DATES = ("pubdate", "published", "date", "issued", "updated")
_MAIL = re.compile(r"\S+@\S+\s*\(([^)]+)\)")
_MARKUP = re.compile(r"<[a-z!/]|&#?\w+;", re.IGNORECASE)


def read_feed(file: File, options: Options) -> Iterator[Reading]:
    """The articles in a feed.

    Raises
    ------
    UnreadableError
        When it is no XML, declares entities of its own, or has no items.
    """
    decoded = decode_declared(file.data, encoding=options.encoding)
    root = _parsed(decoded.text)
    items = [element for element in root.iter() if _name(element) in ("item", "entry")]
    if not items:
        raise UnreadableError("XML of a feed without items")
    yield from accounted(file, _items(root, items, decoded, file, options))


def _parsed(text: str) -> Element:
    etree = needed("lxml.etree", what="feeds")
    reason = binary_reason(text)
    if reason:
        raise UnreadableError(reason)
    if _DECLARES.search(text):
        raise UnreadableError("its XML declares entities of its own, which no feed needs and some use as a trap")
    whole = _ENTITY.sub(lambda match: unescape(match[0]), text).encode("utf-8", "replace")
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(whole, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(f"broken XML ({str(error)[:150]})") from error
    if root is None:
        raise UnreadableError("broken XML (nothing in it can be read)")
    return root


def _name(element: Element) -> str:
    """The name of an element of a vocabulary that feeds use, or ""."""
    if not isinstance(element.tag, str):
        return ""
    space, _, name = element.tag.rpartition("}")
    prefix, _, local = name.rpartition(":")
    return local.lower() if space.strip("{") in _KNOWN and (not prefix or prefix in _PREFIXES) else ""


def _items(root: Element, items: list[Element], decoded: Decoded, file: File, options: Options) -> Iterator[Reading]:
    etree = needed("lxml.etree", what="feeds")
    within = {id(item) for item in items}
    channel = _values(element for element in root.iter() if element.getparent() in (root, root.find("{*}channel")))
    language = channel.get("language", "") or root.get("{http://www.w3.org/XML/1998/namespace}lang", "")
    common = {"outlet": _plain(channel.get("title", "")), "language": language}
    notes = tuple(filter(None, (*file.notes, decoded.note)))
    for number, item in enumerate((item for item in items if id(item.getparent()) not in within), start=1):
        origin, name = f"{file.origin}, item {number}", f"{file.name}-item{number}"
        part = replace(file, origin=origin, name=name, notes=notes)
        raw = etree.tostring(item, encoding="unicode", with_tail=False)
        yield from guarded(origin, name, _item(item, common, part, options, decoded.encoding, raw), rejected=raw)


def _item(
    item: Element, common: dict[str, str], file: File, options: Options, encoding: str, raw: str
) -> Iterator[Reading]:
    values = _values(item)
    text, reason = _text(values)
    text, why = split_call(text)
    reason = (reason or why) if text else ""
    fields = {
        **common,
        "title": _plain(values.get("title", "")),
        "text": text,
        "date": next((values[key] for key in _DATES if key in values), ""),
        "author": _MAIL.sub(r"\1", values.get("creator") or values.get("author", "")),
        "url": values.get("link") or (values["guid"] if values.get("guid", "").startswith("http") else ""),
    }
    reading = to_reading(
        {"group": file.group, **file.known, **{name: value for name, value in fields.items() if value}},
        (((INCOMPLETE, reason),) if reason else ()) + file.extra,
        origin=file.origin,
        name=file.name,
        outlet=file.outlet,
        options=options,
        encoding=encoding,
        notes=file.notes + ((f"not the whole article: {reason}",) if reason else ()),
    )
    yield reading if reading.article else replace(reading, rejected=raw)


def _text(values: dict[str, str]) -> tuple[str, str]:
    """The text of an item, and why it is not the whole article, or ""."""
    whole = _plain(values.get("encoded", "") or values.get("content", ""))
    summary = _plain(values.get("description", "") or values.get("summary", ""))
    if len(whole) >= len(summary) and whole:
        return whole, ""
    return summary, "" if len(summary) > SUMMARY else "the feed holds a summary only"


def _values(elements: Iterator[Element] | Element) -> dict[str, str]:
    """The first value of each name among some elements, in the forms that RSS and Atom have for it."""
    found: dict[str, str] = {}
    for element in elements:
        name = _name(element)
        if name == "link":
            value = element.get("href", "") if element.get("rel", "alternate") == "alternate" else ""
            value = value or squeezed(element.text or "")
        elif name == "author" and len(element):
            value = next((squeezed(child.text or "") for child in element if _name(child) == "name"), "")
        elif len(element):  # Atom with XHTML inside
            value = needed("lxml.etree", what="feeds").tostring(element, encoding="unicode", with_tail=False)
        else:
            value = (element.text or "").strip()
        if name and value:
            found.setdefault(name, value)
    return found


def _plain(value: str) -> str:
    """The words of a value that may be markup."""
    if not _MARKUP.search(value):
        return value.strip()
    return lines_of(parse_markup(f"<div>{value}</div>"))
