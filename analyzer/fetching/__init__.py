"""Pages from the web, fetched as a guest behaves: never without being asked to, slowly, and only where one may.

Reading order: `urls` (what is asked for), `addresses` (where that is, and whether anybody may go there), `request` (one
question and its answer), `robots` (what a site asks of programs), `pages` (what was fetched), and here: in which order
and how often.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from analyzer import __version__
from analyzer.errors import UsageError
from analyzer.fetching.failures import FetchError, TryAgainError
from analyzer.fetching.pages import TYPES, Page, Pages
from analyzer.fetching.request import Answer, ask
from analyzer.fetching.robots import MAX_BYTES, Robots, parse_robots
from analyzer.fetching.urls import Url, parse_url, read_urls
from analyzer.progress import counted, silent

__all__ = ["Fetching", "Page", "fetch", "read_urls"]

NAME = "media-coverage-analyzer"
DELAY = 2.0  # seconds
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LATER = frozenset({429, 500, 502, 503, 504})
_LONGEST_WAIT = 300.0  # seconds; a site that asks for more is left for another day


@dataclass(frozen=True, slots=True)
class Fetching:
    """How pages are fetched.

    Attributes
    ----------
    contact : str
        Mail address or page of who asks, told to every server.
    delay : float
        Seconds between two requests to one host, unless its robots.txt asks for more.
    allow_private : bool
        Whether this machine and the local network may be asked.
    max_bytes : int
        Of a page, as sent and unpacked.
    seconds : float
        For one request.
    tries, redirects : int
    """

    contact: str = ""
    delay: float = DELAY
    allow_private: bool = False
    max_bytes: int = 10_000_000
    seconds: float = 30.0
    tries: int = 3
    redirects: int = 5

    def __post_init__(self) -> None:
        if not self.contact.isascii() or not self.contact.replace(" ", "").isprintable() or len(self.contact) > 200:
            raise UsageError(f"contact: {self.contact!r} is no mail address or page.", fix="Use one line of ASCII.")
        if not 0 <= self.delay <= _LONGEST_WAIT:
            raise UsageError(f"delay: {self.delay:g} is not between 0 and {_LONGEST_WAIT:g} seconds.")

    @property
    def agent(self) -> str:
        """What the program calls itself."""
        return f"{NAME}/{__version__}" + (f" (+{self.contact})" if self.contact else "")


@dataclass(slots=True)
class _Host:
    """One host: when it may be asked again, what it asks of programs, and what is still wanted of it."""

    ready: float = 0.0
    robots: dict[str, Robots] = field(default_factory=dict)
    n_failed: int = 0
    waiting: deque[tuple[str, Url, int]] = field(default_factory=deque)


def fetch(
    urls: Sequence[str],
    folder: Path,
    how: Fetching | None = None,
    *,
    progress: Callable[[str], None] = silent,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Page]:
    """Fetch pages that are not there yet, one request at a time, and give each as soon as it is settled.

    Parameters
    ----------
    urls : sequence of str
    folder : Path
        Keeps the pages; what is in it is not asked for again.
    how : Fetching, optional
    progress, clock, sleep : callable

    Raises
    ------
    UsageError
        When the folder holds other things or cannot be written.
    """
    pages = Pages(folder)
    visitor = _Visitor(pages, how or Fetching(), clock, sleep)
    try:
        settled = ((1, page) for page in visitor.visit(dict.fromkeys(urls)))
        yield from counted(settled, len(set(urls)), progress, step="fetching", clock=clock)
    finally:
        pages.describe()


class _Visitor:
    """Goes from host to host, always to the one that may be asked next."""

    def __init__(self, pages: Pages, how: Fetching, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._pages, self._how, self._clock, self._sleep = pages, how, clock, sleep
        self._hosts: dict[str, _Host] = {}

    def visit(self, urls: dict[str, None]) -> Iterator[Page]:
        """Every page, or why it cannot be had."""
        for given in urls:
            try:
                url = parse_url(given)
            except FetchError as error:
                yield Page(given, reason=str(error))
                continue
            if kept := self._pages.get(given):
                yield kept
            else:
                self._host(url).waiting.append((given, url, 1))
        while hosts := [host for host in self._hosts.values() if host.waiting]:
            host = min(hosts, key=lambda host: host.ready)
            if page := self._settled(host, *host.waiting.popleft()):
                yield page

    def _host(self, url: Url) -> _Host:
        return self._hosts.setdefault(url.host, _Host())

    def _settled(self, host: _Host, given: str, url: Url, attempt: int) -> Page | None:
        """The page, or None when it is tried again later."""
        try:
            return self._fetched(given, url)
        except TryAgainError as error:
            wait = max(error.after, 2**attempt * max(1.0, self._how.delay))
            if attempt >= self._how.tries or wait > _LONGEST_WAIT:
                return Page(given, reason=f"{error} ({attempt} {'try' if attempt == 1 else 'tries'})")
            host.ready = max(host.ready, self._clock() + wait)
            host.waiting.appendleft((given, url, attempt + 1))
            return None
        except FetchError as error:
            return Page(given, reason=str(error))

    def _fetched(self, given: str, url: Url) -> Page:
        """Follow redirects; every hop is judged as if it were asked for."""
        for _ in range(self._how.redirects + 1):
            if reason := self._robots(url).why_not(url.target):
                raise FetchError(reason)
            answer = self._ask(url, types=TYPES)
            if answer.status in _REDIRECTS:
                url = parse_url(answer.header("location"), str(url))
                continue
            if answer.status != 200 or not answer.body:
                raise FetchError(f"the server says {answer.status}" if answer.status != 200 else "an empty page")
            now = datetime.now(UTC).isoformat(timespec="seconds")
            return self._pages.keep(given, url, answer, now)
        raise FetchError(f"more than {self._how.redirects} redirects")

    def _ask(self, url: Url, *, types: dict[str, str] | None = None) -> Answer:
        """One request, after the pause that its host is due."""
        host, how = self._host(url), self._how
        self._sleep(max(0.0, host.ready - self._clock()))
        robots = host.robots.get(url.scheme + url.place, Robots())
        try:
            answer = ask(
                url,
                how.agent,
                seconds=how.seconds,
                max_bytes=MAX_BYTES if types is None else how.max_bytes,
                allow_private=how.allow_private,
                types=types or (),
                shorten=types is None,
            )
        finally:
            host.ready = self._clock() + max(how.delay, robots.delay)
        if answer.status in _LATER:
            after = _seconds(answer.header("retry-after"))
            asks = f" and asks to wait {after:.0f} seconds" if after else ""
            raise TryAgainError(f"the server says {answer.status}{asks}", after)
        return answer

    def _robots(self, url: Url) -> Robots:
        """What the site asks of programs; who cannot say what it asks for is not visited."""
        host, place = self._host(url), url.scheme + url.place
        if place not in host.robots:
            try:
                host.robots[place] = self._asked_robots(url)
            except TryAgainError as error:
                host.n_failed += 1
                reason = f"its robots.txt cannot be read: {error}"
                if host.n_failed < self._how.tries:
                    raise TryAgainError(reason, error.after) from error
                host.robots[place] = Robots(reason=reason)
            except FetchError as error:
                host.robots[place] = Robots(reason=str(error))
            host.ready = max(host.ready, self._clock() + max(self._how.delay, host.robots[place].delay))
        return host.robots[place]

    def _asked_robots(self, url: Url) -> Robots:
        at = Url(url.scheme, url.host, url.port, "/robots.txt")
        for _ in range(self._how.redirects + 1):
            answer = self._ask(at)
            if answer.status not in _REDIRECTS:
                return _rules(answer)
            at = parse_url(answer.header("location"), str(at))
        return Robots()


def _rules(answer: Answer) -> Robots:
    if answer.status in (401, 403):
        return Robots(reason=f"its robots.txt may not be read (the server says {answer.status})")
    if answer.status != 200:
        return Robots()
    robots = parse_robots(answer.body.decode("utf-8", "replace"), NAME)
    if robots.delay > _LONGEST_WAIT:
        return Robots(reason=f"its robots.txt asks to wait {robots.delay:.0f} seconds between two pages")
    return robots


def _seconds(retry_after: str) -> float:
    """What Retry-After says, in seconds or as a date."""
    plain = retry_after.strip()
    if plain.isascii() and plain.isdecimal():
        return float(plain[:9])
    try:
        return max(0.0, (parsedate_to_datetime(retry_after) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return 0.0
