"""What is known of the article on a page: headline, date, author, outlet, language and address.

The first source that says something counts: JSON-LD, then the tags for machines, then what a reader sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from analyzer.readers.dates import parse_date
from analyzer.readers.documents._linked_data import LinkedData
from analyzer.readers.language import language_code
from analyzer.readers.markup import Element, squeezed
from analyzer.readers.reading import Pairs

# Names of meta tags (`name`, `property` or `itemprop`), in the order in which they are believed.
TITLES = ("og:title", "citation_title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "twitter:title")
DATES = (
    *("article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "citation_publication_date"),
    *("citation_date", "citation_online_date", "sailthru.date", "cxenseparse:recs:publishtime", "publishdate"),
    *("publish-date", "publish_date", "published_time", "publication_date", "pubdate", "dc.date.issued", "dc.date"),
    *("dcterms.date", "dcterms.created", "dcterms.issued", "dc.date.created", "article.published", "date", "ptime"),
)
CHANGES = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "revised")
AUTHORS = ("author", "article:author", "parsely-author", "citation_author", "sailthru.author", "dc.creator", "byl")
OUTLETS = ("og:site_name", "citation_journal_title", "dc.publisher", "application-name", "publisher", "copyright")
_SAVED = re.compile(r"saved from url=\(\d{1,6}\)(\S{1,2000})|Page saved with SingleFile\s+url:\s*(\S{1,2000})")
_BY = re.compile(r"(?:by|von|par|por|di|door|av|af|автор:?)\s+", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s+[|–—·•»:-]+\s+|\s*\|\s*|:\s+")
_URL_DATE = re.compile(r"/(20\d\d|19\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:/|-)")
_ASIDE = (
    "ancestor::aside or ancestor::nav or ancestor::footer or ancestor::*[contains(@class,'comment')"
    " or contains(@class,'related') or contains(@id,'comment') or contains(@class,'sidebar')]"
)
_LONGEST_NAME = 120


class Metadata(NamedTuple):
    """Fields of the article by the names of `fields.FIELDS`, further values, and what had to be decided."""

    fields: dict[str, str]
    extra: Pairs
    notes: tuple[str, ...]


class _Tags:
    """Contents of the meta tags of a page."""

    def __init__(self, tree: Element) -> None:
        self._of: dict[str, list[str]] = {}
        for tag in tree.iter("meta"):
            content = squeezed(tag.get("content") or tag.get("value") or "")
            for attribute in ("name", "property", "itemprop", "http-equiv"):
                name = (tag.get(attribute) or "").strip().casefold().replace("dc:", "dc.")
                if name and content:
                    self._of.setdefault(name, []).append(content)

    def all(self, names: Iterable[str]) -> list[str]:
        return [content for name in names for content in self._of.get(name, ())]

    def first(self, names: Iterable[str]) -> str:
        return next(iter(self.all(names)), "")


def describe(tree: Element, data: LinkedData, text: str, *, day_first: bool = True) -> Metadata:
    """What a page says of its article.

    Parameters
    ----------
    tree : Element
        The page.
    data : LinkedData
        Its JSON-LD.
    text : str
        Its source, for what browsers note in it when they save it.
    day_first : bool
    """
    tags = _Tags(tree)
    url = _address(tree, tags, data, text)
    outlet = _outlet(tags, data)
    language = _language(tree, tags, data)
    date, note = _date(tree, tags, data, url, day_first)
    fields = {
        "title": _title(tree, tags, data, outlet, url),
        "date": date,
        "author": "; ".join(_authors(tree, tags, data, outlet)),
        "outlet": outlet,
        "language": language,
        "url": url,
    }
    extra = {
        "modified": data.text("dateModified") or tags.first(CHANGES),
        "section": data.text("articleSection") or tags.first(("article:section", "parsely-section")),
        "keywords": tags.first(("news_keywords", "keywords")),
    }
    return Metadata(
        {name: value for name, value in fields.items() if value},
        tuple((name, value) for name, value in extra.items() if value),
        (note,) if note else (),
    )


def _title(tree: Element, tags: _Tags, data: LinkedData, outlet: str, url: str) -> str:
    heads = [head for element in tree.iter("h1") if 3 < len(head := seen(element)) < 400]
    tab = squeezed(tree.xpath("string(//head/title)"))
    said = data.text("headline") if data.is_article else ""
    title = said or tags.first(TITLES)
    if not title:
        head = heads[0] if len(heads) == 1 or (heads and alike(heads[0])[:40] in alike(tab)) else ""
        title = head or tab
    for head in heads:
        # Search engines and tabs get the headline cut, or with the outlet behind it; the reader gets it whole.
        short = alike(title.rstrip(" .…"))
        if title.endswith(("…", "...")) and len(short) > 15 and alike(head).startswith(short):
            return head
        if not said and alike(title).startswith(alike(head)) and _SEPARATOR.match(title[len(head) :]):
            return head
    return title if said else _without_outlet(title, outlet, url)


def _without_outlet(title: str, outlet: str, url: str) -> str:
    """A title without the name of the outlet behind it or before it."""
    host = alike(_host(url))
    names = {alike(outlet), host, *host.split(".")} - {""}
    cuts = list(_SEPARATOR.finditer(title))
    if cuts and _names(title[cuts[-1].end() :], names):
        return title[: cuts[-1].start()].strip()
    if cuts and _names(title[: cuts[0].start()], names):
        return title[cuts[0].end() :].strip()
    return title


def _names(part: str, names: set[str]) -> bool:
    bare = alike(part)
    return any(bare == name or bare.replace(" ", "") == name.replace(" ", "").removesuffix(".com") for name in names)


def alike(text: str) -> str:
    """`text` without what differs between its spellings.

    >>> alike("“Rain”  in May!") == alike('"rain" in may')
    True
    """
    return " ".join(re.findall(r"[\w.]+", text.casefold()))


def seen(element: Element) -> str:
    """The words of an element on one line."""
    return squeezed("".join(element.itertext()))


def _date(tree: Element, tags: _Tags, data: LinkedData, url: str, day_first: bool) -> tuple[str, str]:
    """The first date that is understood, and a note where it is not the page's own word on its publication."""
    first = ""
    for given in chain(data.texts("datePublished"), tags.all(DATES), _times(tree), data.texts("dateCreated")):
        first = first or given
        if parse_date(given, day_first=day_first).iso:
            return given, ""
    match = _URL_DATE.search(urlsplit(url).path if url else "")
    found = "-".join((match[1], match[2].zfill(2), match[3].zfill(2))) if match else ""
    if found and parse_date(found).iso:
        return found, "date taken from the address"
    for given in (data.text("dateModified"), tags.first(CHANGES)):
        if given and parse_date(given, day_first=day_first).iso:
            return given, "date taken from the last change, no other is given"
    return first, ""


def _times(tree: Element) -> Iterator[str]:
    """Dates that a reader sees, those in the article first; none beside it or in comments."""
    for path in ("//article//time", "//main//time", "//time", '//*[@itemprop="datePublished"]', "//abbr"):
        for element in tree.xpath(f"{path}[not({_ASIDE})]")[:5]:
            yield from filter(None, (element.get("datetime") or element.get("content") or "", seen(element)[:80]))
    classes = "contains(@class,'date') or contains(@class,'publish') or contains(@class,'timestamp')"
    for element in tree.xpath(f"//*[{classes}][not({_ASIDE})]")[:10]:
        if 8 <= len(said := seen(element)) <= 80:
            yield said


def _authors(tree: Element, tags: _Tags, data: LinkedData, outlet: str) -> list[str]:
    visible = '//*[@itemprop="author"] | //a[@rel="author"] | //*[contains(@class,"byline")]'
    found = (
        data.texts("author")
        or data.texts("creator")
        or tags.all(AUTHORS)
        or [seen(element) for element in tree.xpath(f"({visible})[not({_ASIDE})]")[:5]]
    )
    names: dict[str, str] = {}
    for said in found:
        name = _BY.sub("", said, count=1) if _BY.match(said) else said
        if name and len(name) <= _LONGEST_NAME and "://" not in name and not name.startswith("@"):
            names.setdefault(alike(name), name)
    return list(names.values())


def _outlet(tags: _Tags, data: LinkedData) -> str:
    said = data.text("publisher") or tags.first(OUTLETS)
    return "" if "://" in said or len(said) > _LONGEST_NAME else said


def _language(tree: Element, tags: _Tags, data: LinkedData) -> str:
    root = tree.getroottree().getroot()
    declared = (root.get("lang"), root.get("xml:lang"), data.text("inLanguage"), *tags.all(("og:locale", "language")))
    return next((said for said in declared if said and language_code(said)), "")


def _address(tree: Element, tags: _Tags, data: LinkedData, text: str) -> str:
    saved = _SAVED.search(text[:5_000])
    base = (saved[1] or saved[2]) if saved else ""
    link = tree.xpath('string(//link[@rel="canonical"]/@href)')
    said = (link, tags.first(("og:url", "parsely-link")), data.text("url"), data.text("mainEntityOfPage"), base)
    whole = [address for address in (_whole(base, value) for value in said if value) if address]
    # Some pages name the front page as their address.
    return next((address for address in whole if urlsplit(address).path.strip("/")), next(iter(whole), ""))


def _whole(base: str, url: str) -> str:
    try:
        address = urljoin(base, url.strip())
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in ("http", "https") and parts.netloc and not re.search(r"\s", address) else ""


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.") if url else ""
