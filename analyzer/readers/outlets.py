"""What the user knows of outlets: a table that gives a domain, or the name of an outlet, its name, group and country.

An article is found by the name of its outlet (upper case and a leading "The" do not matter), else by the host of its
URL, else by the domains above that host. What the table says goes before what stood with the article.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from analyzer.article import Article
from analyzer.errors import UnreadableError
from analyzer.readers.fields import ALIASES, plain_name
from analyzer.readers.folder import shown
from analyzer.readers.loading import load
from analyzer.readers.reading import MAX_BYTES, File, Options, Reading
from analyzer.readers.table import Table, parse_table
from analyzer.readers.text import plain_text

# Names that a column goes by, the first that is present counts.
NAMES: dict[str, tuple[str, ...]] = {
    "domain": ("domain", "host", "hostname", "website", "site", "url", "homepage"),
    "outlet": ("outlet", "name", *(name for name in ALIASES["outlet"] if name != "domain")),
    "group": ("group", *ALIASES["group"]),
    "country": ("country", "country_code", "pub_country"),
}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an outlet; "" where the table says nothing."""

    outlet: str = ""
    group: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Outlets:
    """The table, by host and by name.

    Attributes
    ----------
    origin : str
        Its file, as it is shown.
    by_host, by_name : dict
    """

    origin: str
    by_host: dict[str, Known] = field(default_factory=dict)
    by_name: dict[str, Known] = field(default_factory=dict)

    def of(self, article: Article) -> Known | None:
        """What is known of the outlet of an article, or None."""
        named = self.by_name.get(name_key(article.outlet)) if article.outlet else None
        hosts = (host for given in (article.outlet, article.url) for host in _with_parents(host_of(given)))
        return named or next((self.by_host[host] for host in hosts if host in self.by_host), None)


def load_outlets(path: str | os.PathLike[str]) -> Outlets:
    """Read the table.

    Raises
    ------
    UnreadableError
        When it cannot be read, has neither a column `domain` nor `outlet`, or contradicts itself.
    """
    origin = shown(os.fspath(path))
    try:
        file = File(load(os.fspath(path), MAX_BYTES), origin, "outlets")
        return parse_outlets(parse_table(plain_text(file, Options()).text), origin)
    except UnreadableError as error:
        if error.what.startswith(origin):
            raise
        raise UnreadableError(f"{origin}: {error.what}.", fix="Give a CSV with domain or outlet, and group.") from error


def parse_outlets(table: Table, origin: str) -> Outlets:
    """The rows of a table as outlets.

    >>> table = parse_table("domain;group\\nexample.com;coast\\n")
    >>> parse_outlets(table, "o.csv").of(Article("a", "", "It rained.", url="https://news.example.com/1")).group
    'coast'
    """
    where = _columns(table.names)
    if not {"domain", "outlet"} & set(where):
        raise UnreadableError(
            f"{origin}: no column 'domain' or 'outlet'.",
            why=f"Columns found: {', '.join(name[:50] for name in table.names[:20]) or 'none'}.",
            fix="Name the columns domain (or outlet), outlet, group, country.",
        )
    outlets, rows = Outlets(origin), dict[tuple[str, str], int]()
    for row in table.rows:
        if row.reason:
            raise UnreadableError(f"{origin}, row {row.number}: {row.reason}.")
        cells = {name: " ".join(row.cells[at].split()) if at < len(row.cells) else "" for name, at in where.items()}
        known = Known(*(cells.get(name, "") for name in ("outlet", "group", "country")))
        host, name = host_of(cells.get("domain", "")), name_key(known.outlet)
        if not host and not name:
            raise UnreadableError(f"{origin}, row {row.number}: neither a domain nor an outlet.", fix="Fill it in.")
        for key, by in ((host, outlets.by_host), (name, outlets.by_name)):
            first = rows.setdefault((key, "host" if by is outlets.by_host else "name"), row.number)
            if key and by.setdefault(key, known) != known:
                raise UnreadableError(
                    f"{origin}: rows {first} and {row.number} say different things of {key!r}.",
                    fix="Keep one of them.",
                )
    return outlets


def _columns(names: list[str]) -> dict[str, int]:
    plain = [plain_name(name) for name in names]
    found = {key: next((plain.index(name) for name in known if name in plain), -1) for key, known in NAMES.items()}
    return {key: at for key, at in found.items() if at >= 0}


def name_key(name: str) -> str:
    """The name of an outlet in the form that names are compared in.

    >>> name_key("The Harbour  Courier") == name_key("harbour courier")
    True
    """
    plain = " ".join(name.casefold().split())
    return plain.removeprefix("the ")


def host_of(given: str) -> str:
    """The host in a URL, or in a domain as people write it; "" where there is none.

    >>> host_of("https://WWW.Example.com:8080/a"), host_of("example.com/news"), host_of("Harbour Courier")
    ('example.com', 'example.com', '')
    """
    try:
        host = urlsplit(given if "//" in given else f"//{given}").hostname or ""
    except ValueError:
        return ""
    plain = host.casefold().rstrip(".").removeprefix("www.")
    return plain if "." in plain and not any(c.isspace() for c in plain) else ""


def _with_parents(host: str) -> Iterator[str]:
    """A host and the domains above it, but for the last part."""
    while "." in host:
        yield host
        host = host.partition(".")[2]


def placed(readings: Iterable[Reading], outlets: Outlets | None) -> Iterator[Reading]:
    """The readings, their articles with what the table says; a note where it changed something or says nothing."""
    for reading in readings:
        yield _placed(reading, outlets) if outlets and reading.article else reading


def _placed(reading: Reading, outlets: Outlets) -> Reading:
    article = reading.article
    if article is None:
        return reading
    known = outlets.of(article)
    if known is None:
        return _noted(reading, article, f"outlet not in {outlets.origin}: {article.outlet or 'none given'}")
    country = (("country", known.country),) if known.country else ()
    new = replace(
        article,
        outlet=known.outlet or article.outlet,
        group=known.group or article.group,
        extra=tuple(pair for pair in article.extra if not (country and pair[0] == "country")) + country,
    )
    pairs = [(name, getattr(article, name), getattr(new, name)) for name in ("outlet", "group")]
    changes = [f"{name} {old!r} is {now!r} in {outlets.origin}" for name, old, now in pairs if old and old != now]
    return _noted(reading, new, *changes)


def _noted(reading: Reading, article: Article, *notes: str) -> Reading:
    return Reading(replace(reading.row, notes=reading.row.notes + notes), article, reading.rejected)
