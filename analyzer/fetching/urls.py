"""Addresses of pages: what is fetched, what is not, and lists of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from analyzer.errors import UnreadableError
from analyzer.fetching.failures import FetchError
from analyzer.readers.fields import match_columns
from analyzer.readers.loading import load
from analyzer.readers.reading import MAX_BYTES, File, Options
from analyzer.readers.table import parse_table
from analyzer.readers.text import plain_text

_SAFE = "/%:@!$&'()*+,;=~-._?"
_LONGEST = 4096
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Url:
    """One address in the parts that a request is made of.

    Attributes
    ----------
    scheme : {"http", "https"}
    host : str
        In ASCII.
    port : int
    target : str
        Path and query, as they are sent.
    """

    scheme: str
    host: str
    port: int
    target: str

    @property
    def place(self) -> str:
        """Host, with the port where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.place}{self.target}"


def parse_url(text: str, base: str = "") -> Url:
    """An address as it is asked for.

    Raises
    ------
    FetchError
        When it is no address of a page: another scheme, a name and password, a host or port that cannot be.

    >>> str(parse_url("HTTP://Example.com:80/a b?q=ü#top")), str(parse_url("../c", "https://example.com/a/b"))
    ('http://example.com/a%20b?q=%C3%BC', 'https://example.com/c')
    """
    try:
        joined = urljoin(base, text.strip()) if base else text.strip()
        parts = urlsplit(joined)
        host, port = parts.hostname or "", parts.port
        ascii_host = host if ":" in host else host.rstrip(".").encode("idna").decode("ascii").lower()
    except (ValueError, UnicodeError):
        raise FetchError("not an address of a page") from None
    if parts.scheme not in _PORTS:
        raise FetchError(f"only http and https are fetched, not {parts.scheme[:20] or 'this'!r}")
    if parts.username is not None or parts.password is not None:
        raise FetchError("an address with a name or password in it")
    if not ascii_host or len(joined) > _LONGEST or any(ord(c) < 33 or ord(c) == 127 for c in ascii_host):
        raise FetchError("not an address of a page")
    query = f"?{quote(parts.query, safe=_SAFE)}" if parts.query else ""
    return Url(parts.scheme, ascii_host, port or _PORTS[parts.scheme], f"{quote(parts.path or '/', safe=_SAFE)}{query}")


def read_urls(given: Iterable[str]) -> list[str]:
    """Addresses, and those in files that list them, each of them once.

    A file has one address a line (a line that begins with # is none), or is a CSV or TSV with a column `url`.

    Raises
    ------
    UnreadableError
        When something is neither an address nor a file that can be read.
    """
    found = dict.fromkeys(url for thing in given for url in _expand(thing))
    if not found:
        raise UnreadableError("Nothing to fetch: no address in what was given.", fix="Give URLs, one a line.")
    return list(found)


def _expand(thing: str) -> Iterator[str]:
    if "://" in thing and not os.path.exists(thing):
        yield thing.strip()
        return
    try:
        text = plain_text(File(load(thing, MAX_BYTES), thing, "urls"), Options()).text
    except UnreadableError as error:
        raise UnreadableError(
            f"{thing}: {error.what}.", fix="Give an address that begins with https://, or a file with one a line."
        ) from error
    if thing.lower().endswith((".csv", ".tsv", ".tab")):
        table = parse_table(text)
        at = match_columns(table.names, {}).get("url", -1)
        if at < 0:
            raise UnreadableError(f"{thing}: no column 'url'.", fix="Name the column with the addresses url.")
        lines = [row.cells[at] if at < len(row.cells) else "" for row in table.rows]
    else:
        lines = text.split("\n")
    yield from (line.strip() for line in lines if line.strip() and not line.strip().startswith("#"))
