"""Pages are fetched from a real server: politely, within limits, and only from where one may."""

from __future__ import annotations

import gzip
import json
import shutil
import socket
import ssl
import subprocess
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import analyzer
from analyzer.errors import UsageError
from analyzer.fetching import Fetching, Page, addresses, fetch
from analyzer.fetching.pages import RECORDS
from tests.fetching.serving import Clock, Handler, Site, in_turn, says, serving

TEXT = "The ministers met on Tuesday. They spoke of trade and of gas, and nobody smiled."


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        made.pages["/a"] = says(TEXT)
        yield made


def fetched(urls: list[str] | str, folder: Path, clock: Clock | None = None, **how: Any) -> list[Page]:
    """What becomes of addresses, without any real pause."""
    clock = clock or Clock()
    given = [urls] if isinstance(urls, str) else urls
    return list(fetch(given, folder, Fetching(**{"allow_private": True, **how}), clock=clock, sleep=clock.sleep))


def reason(site: Site, path: str, folder: Path, **how: Any) -> str:
    (page,) = fetched(site.url(path), folder, **{"tries": 1, **how})
    assert page.path is None
    return page.reason


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Names of hosts that are known here, and where they are; only 127.0.0.1 counts as public."""
    known: dict[str, str] = {}
    original = socket.getaddrinfo

    def resolved(host: str, *rest: Any, **how: Any) -> Any:
        return original(known.get(host, host), *rest, **how)

    monkeypatch.setattr(addresses.socket, "getaddrinfo", resolved)
    monkeypatch.setattr(addresses, "is_public", lambda address: address == "127.0.0.1")
    return known


def test_a_page_is_kept_as_it_was_sent_and_read_with_its_address(site: Site, tmp_path: Path) -> None:
    """The folder is one that any reader reads: file, address, and what the server said beside it."""
    (page,) = fetched(site.url("/a"), tmp_path / "pages")
    assert page.path is not None
    assert page.path.read_text("utf-8") == TEXT
    (record,) = [json.loads(path.read_text()) for path in (tmp_path / "pages" / RECORDS).iterdir()]
    assert (record["status"], record["url"], record["bytes"]) == (200, site.url("/a"), len(TEXT))
    (article,) = analyzer.read(tmp_path / "pages")
    assert (article.text, article.url, article.outlet) == (TEXT, site.url("/a"), "127.0.0.1")
    assert "fetched" in dict(article.extra)


def test_the_program_says_who_it_is_and_brings_no_cookie(site: Site, tmp_path: Path) -> None:
    """Name, version and contact in every request, and nothing that tells one visit from another."""
    site.pages["/a"] = says(TEXT, set_cookie="id=1")
    site.pages["/b"] = says(TEXT)
    fetched([site.url("/a"), site.url("/b")], tmp_path / "pages", contact="desk@example.org")
    assert {header["user-agent"] for header in site.headers} == {
        f"media-coverage-analyzer/{analyzer.__version__} (+desk@example.org)"
    }
    assert not any("cookie" in header for header in site.headers)


def test_what_robots_txt_forbids_is_not_asked_for(site: Site, tmp_path: Path) -> None:
    """The rule for this program goes before that for all; robots.txt is asked for once."""
    site.pages["/robots.txt"] = says(
        "User-agent: *\nDisallow: /\n\nUser-agent: Media-Coverage-Analyzer\nDisallow: /private\nAllow: /private/open"
    )
    site.pages["/private/open"] = says(TEXT)
    pages = fetched([site.url(path) for path in ("/a", "/private/x", "/private/open")], tmp_path / "pages")
    assert [page.path is not None for page in pages] == [True, False, True]
    assert "robots.txt" in pages[1].reason
    assert site.paths == ["/a", "/private/open"]
    assert len(site.asked) - len(site.paths) == 1


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (410, True), (401, False), (403, False), (503, False)])
def test_without_robots_txt_everything_is_allowed_and_with_a_broken_one_nothing(
    site: Site, tmp_path: Path, status: int, allowed: bool
) -> None:
    """Who cannot say what it asks for is not visited; it is asked three times at most, however many pages there are."""
    site.pages["/robots.txt"] = says("", status=status)
    site.pages["/b"] = says(TEXT)
    pages = fetched([site.url("/a"), site.url("/b")], tmp_path / "pages")
    assert [page.path is not None for page in pages] == [allowed, allowed]
    assert bool(site.paths) == allowed
    assert len(site.asked) - len(site.paths) == (3 if status == 503 else 1)


def test_a_host_is_left_alone_between_two_requests(site: Site, tmp_path: Path) -> None:
    """Two seconds, or what Crawl-delay asks for; robots.txt is a request too."""
    site.pages["/b"] = says(TEXT)
    clock = Clock()
    fetched([site.url("/a"), site.url("/b")], tmp_path / "one", clock)
    assert clock.slept == [2, 2]
    site.pages["/robots.txt"] = says("User-agent: *\nCrawl-delay: 7")
    clock = Clock()
    fetched([site.url("/a"), site.url("/b")], tmp_path / "two", clock)
    assert clock.slept == [7, 7]


def test_a_site_that_asks_for_an_hour_is_left_for_another_day(site: Site, tmp_path: Path) -> None:
    """A pause without end is no pause."""
    site.pages["/robots.txt"] = says("User-agent: *\nCrawl-delay: 3600")
    assert "3600 seconds" in reason(site, "/a", tmp_path / "pages")


def test_hosts_do_not_wait_for_each_other(site: Site, tmp_path: Path, names: dict[str, str]) -> None:
    """The one that may be asked next is asked next."""
    names |= {"one.test": "127.0.0.1", "two.test": "127.0.0.1"}
    site.pages |= {path: says(TEXT) for path in ("/1", "/2")}
    clock = Clock()
    urls = [site.url(path, host) for host in ("one.test", "two.test") for path in ("/1", "/2")]
    assert all(page.path for page in fetched(urls, tmp_path / "pages", clock, allow_private=False))
    assert [host[:3] for host, _ in site.asked].count("one") == 3
    assert clock.now <= 6  # one host alone takes four seconds, and two one after the other eight


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/a",
        "http://localhost/a",
        "http://2130706433/a",
        "http://0x7f.1/a",
        "http://[::1]/a",
        "http://[::ffff:127.0.0.1]/a",
        "http://10.1.2.3/a",
        "http://169.254.169.254/latest/meta-data",
        "http://0.0.0.0/a",
        "http://224.0.0.1/a",
    ],
)
def test_private_addresses_are_refused_however_they_are_written(url: str, tmp_path: Path) -> None:
    """This machine, the local network, the services of a cloud: nobody is sent there without being asked to."""
    (page,) = fetched(url, tmp_path / "pages", allow_private=False)
    assert page.path is None
    assert "private" in page.reason or "not known" in page.reason


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::10.0.0.1", False),
        ("2002:a00:1::", False),
        ("::127.0.0.1", False),
        ("no address", False),
    ],
)
def test_an_address_is_judged_by_what_stands_in_it(address: str, public: bool) -> None:
    """IPv6 has several ways to say an IPv4 address; each is looked through."""
    assert addresses.is_public(address) == public


def test_every_hop_of_a_redirect_is_judged_again(site: Site, tmp_path: Path, names: dict[str, str]) -> None:
    """A public page that leads into the local network leads nowhere."""
    names["inside.test"] = "127.0.0.2"
    for path, where in (
        ("/1", "http://127.0.0.2/x"),
        ("/2", site.url("/a", "inside.test")),
        ("/3", "file:///etc/hosts"),
    ):
        site.pages[path] = says("", status=302, location=where)
    assert "private" in reason(site, "/1", tmp_path / "1", allow_private=False)
    assert "private" in reason(site, "/2", tmp_path / "2", allow_private=False)
    assert "only http and https" in reason(site, "/3", tmp_path / "3", allow_private=False)
    assert "/a" not in site.paths


def test_the_address_that_was_checked_is_the_one_that_is_asked(
    site: Site, tmp_path: Path, names: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name is looked up once a connection: one that says something else the next time gains nothing."""
    looked_up: list[str] = []
    connected: list[str] = []
    resolve = addresses.socket.getaddrinfo

    def rebinding(host: str, *rest: Any, **how: Any) -> Any:
        looked_up.append(host)
        return resolve("127.0.0.1" if len(looked_up) <= 1 else "127.0.0.2", *rest, **how)

    class Socket(socket.socket):
        def connect(self, address: Any) -> None:
            connected.append(address[0])
            super().connect(address)

    monkeypatch.setattr(addresses.socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(addresses.socket, "socket", Socket)
    (page,) = fetched(site.url("/a", "rebind.test"), tmp_path / "pages", allow_private=False)
    assert connected == ["127.0.0.1"]
    assert len(looked_up) == 2
    assert "private" in page.reason


def test_redirects_are_followed_five_times(site: Site, tmp_path: Path) -> None:
    """The page has the address that it was found at; a circle ends."""
    site.pages["/r"] = says("", status=301, location="/s?x=1")
    site.pages["/s?x=1"] = says("", status=307, location="a")
    site.pages["/loop"] = says("", status=302, location="/loop")
    fetched(site.url("/r"), tmp_path / "pages")
    (article,) = analyzer.read(tmp_path / "pages")
    assert article.url == site.url("/a")
    assert dict(article.extra)["asked_for"] == site.url("/r")
    assert "redirects" in reason(site, "/loop", tmp_path / "loop")
    assert site.paths.count("/loop") == 6


def slowly(handler: Handler) -> None:
    """A header that never ends, a byte at a time."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    for _ in range(100):
        handler.wfile.write(b"a")
        handler.wfile.flush()
        time.sleep(0.05)


def endlessly(handler: Handler) -> None:
    """A body without an end."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/plain")
    handler.end_headers()
    while True:
        handler.wfile.write(b"endless words " * 5000)


def test_a_server_that_is_slow_on_purpose_costs_its_time_and_no_more(site: Site, tmp_path: Path) -> None:
    """A byte now and then is no answer."""
    site.pages["/slow"] = slowly
    started = time.monotonic()
    assert "no whole answer in 0.4 seconds" in reason(site, "/slow", tmp_path / "pages", seconds=0.4)
    assert time.monotonic() - started < 2


def test_a_body_that_drips_is_not_taken_for_a_whole_one(site: Site, tmp_path: Path) -> None:
    """What was cut for its slowness looks like an answer that ended, and is none."""

    def dripping(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n")
        for _ in range(40):
            handler.wfile.write(b"Half a sentence. ")
            handler.wfile.flush()
            time.sleep(0.05)

    site.pages["/drip"] = dripping
    assert "no whole answer" in reason(site, "/drip", tmp_path / "pages", seconds=0.4)


def test_a_body_without_end_is_left_at_the_limit(site: Site, tmp_path: Path) -> None:
    """Announced or not, and nothing of it is kept."""
    site.pages["/endless"] = endlessly
    site.pages["/announced"] = says(b"x", content_length="99999999999")
    for path in ("/endless", "/announced"):
        assert "larger than 200,000 bytes" in reason(site, path, tmp_path / path[1:], max_bytes=200_000)
        assert [entry.name for entry in (tmp_path / path[1:]).iterdir() if entry.suffix == ".txt"] == []


def test_what_is_packed_is_unpacked_up_to_the_limit(site: Site, tmp_path: Path) -> None:
    """gzip and deflate are read, a bomb is not, and what was cut off is no page."""
    site.pages["/gzip"] = says(gzip.compress(TEXT.encode()), content_encoding="gzip")
    site.pages["/deflate"] = says(zlib.compress(TEXT.encode()), content_encoding="deflate")
    bomb = gzip.compress(b"0" * 50_000_000)
    site.pages["/bomb"] = says(bomb, content_encoding="gzip")
    site.pages["/cut"] = says(gzip.compress(TEXT.encode())[:-9], content_encoding="gzip")
    site.pages["/junk"] = says("no gzip", content_encoding="gzip")
    site.pages["/br"] = says("?", content_encoding="br")
    pages = fetched([site.url("/gzip"), site.url("/deflate")], tmp_path / "pages")
    assert [page.path.read_text() for page in pages if page.path] == [TEXT, TEXT]
    assert len(bomb) < 100_000
    assert "larger than 1,000,000 bytes" in reason(site, "/bomb", tmp_path / "1", max_bytes=1_000_000)
    assert "breaks off" in reason(site, "/cut", tmp_path / "2")
    assert "cannot be unpacked" in reason(site, "/junk", tmp_path / "3")
    assert "'br'" in reason(site, "/br", tmp_path / "4")


def test_a_body_that_breaks_off_is_no_page(site: Site, tmp_path: Path) -> None:
    """Fewer bytes than announced are not half an article."""
    site.pages["/half"] = says(TEXT, content_length="5000")
    assert "breaks off" in reason(site, "/half", tmp_path / "pages")


def test_a_busy_server_is_asked_again_when_it_wishes(site: Site, tmp_path: Path) -> None:
    """429 and 5xx are tried three times, after what Retry-After asks for or ever longer pauses."""
    busy = says("", status=429, retry_after="40")
    site.pages["/busy"] = in_turn(busy, says(TEXT))
    site.pages["/down"] = says("", status=500)
    site.pages["/never"] = says("", status=503, retry_after="86400")
    clock = Clock()
    (page,) = fetched(site.url("/busy"), tmp_path / "pages", clock)
    assert page.path is not None
    assert 40 in clock.slept
    clock = Clock()
    (page,) = fetched(site.url("/down"), tmp_path / "pages", clock)
    assert page.reason == "the server says 500 (3 tries)"
    assert clock.slept == [2, 4, 8]
    (page,) = fetched(site.url("/never"), tmp_path / "pages")
    assert "asks to wait 86400 seconds" in page.reason
    assert site.paths.count("/never") == 1


def test_what_is_not_there_or_no_text_is_said_so(site: Site, tmp_path: Path) -> None:
    """404, an empty page, a picture, a port where nobody answers."""
    site.pages["/empty"] = says("")
    site.pages["/picture"] = says(b"\x89PNG\r\n", content_type="image/png")
    assert reason(site, "/none", tmp_path / "1") == "the server says 404"
    assert reason(site, "/empty", tmp_path / "2") == "an empty page"
    assert "image/png" in reason(site, "/picture", tmp_path / "3")
    (page,) = fetched("http://127.0.0.1:9/a", tmp_path / "4", tries=1)
    assert "no connection" in page.reason


def test_what_was_fetched_is_not_asked_for_again(site: Site, tmp_path: Path) -> None:
    """A run that was cut short goes on with what is missing, and a third one asks nobody."""
    site.pages |= {f"/{n}": says(f"{TEXT} {n}") for n in range(4)}
    urls = [site.url(f"/{n}") for n in range(4)]
    clock = Clock()
    running = fetch(urls, tmp_path / "pages", Fetching(allow_private=True), clock=clock, sleep=clock.sleep)
    assert [next(running).url for _ in range(2)] == urls[:2]
    running.close()
    assert len(analyzer.read(tmp_path / "pages")) == 2
    assert [page.url for page in fetched(urls, tmp_path / "pages") if page.path] == urls
    assert sorted(site.paths) == ["/0", "/1", "/2", "/3"]
    before = len(site.asked)
    assert len([page for page in fetched(urls, tmp_path / "pages") if page.path]) == 4
    assert len(site.asked) == before


def test_half_a_page_does_not_count_as_fetched(site: Site, tmp_path: Path) -> None:
    """A record without its page, or one that cannot be read, is as if it were not there."""
    (page,) = fetched(site.url("/a"), tmp_path / "pages")
    assert page.path is not None
    page.path.unlink()
    assert fetched(site.url("/a"), tmp_path / "pages")[0].path is not None
    (record,) = (tmp_path / "pages" / RECORDS).iterdir()
    record.write_bytes(b"\xff{")
    assert fetched(site.url("/a"), tmp_path / "pages")[0].path is not None
    assert site.paths == ["/a"] * 3


def test_a_record_cannot_lead_out_of_the_folder(site: Site, tmp_path: Path) -> None:
    """What stands in it is the name of a file, not the way to one."""
    (tmp_path / "secret.txt").write_text("mine")
    fetched(site.url("/a"), tmp_path / "pages")
    (record,) = (tmp_path / "pages" / RECORDS).iterdir()
    record.write_text(json.dumps({**json.loads(record.read_text()), "file": "../secret.txt"}))
    (page,) = fetched(site.url("/a"), tmp_path / "pages")
    assert page.path is not None
    assert page.path.parent == tmp_path / "pages"


def test_a_wrong_charset_spoils_nothing(site: Site, tmp_path: Path) -> None:
    """The bytes are kept as they were sent, and the reader finds out what they are."""
    words = "Der Minister sprach über Zölle, und die Gäste schwiegen für eine Weile."
    site.pages["/wrong"] = says(words.encode(), content_type="text/plain; charset=iso-8859-1")
    site.pages["/old"] = says(words.encode("cp1252"), content_type="text/plain; charset=utf-8")
    fetched([site.url("/wrong"), site.url("/old")], tmp_path / "pages")
    assert [article.text for article in analyzer.read(tmp_path / "pages")] == [words, words]


def test_a_folder_of_other_things_is_not_touched(tmp_path: Path) -> None:
    """Neither read nor written."""
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(UsageError, match="other things"):
        fetched("http://127.0.0.1/a", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("how", [{"contact": "a\r\nX: y"}, {"contact": "ü"}, {"delay": -1}, {"delay": 1e9}])
def test_no_option_can_break_a_request(how: dict[str, Any]) -> None:
    """A contact is one line, a pause neither negative nor for ever."""
    with pytest.raises(UsageError):
        Fetching(**how)


def test_a_certificate_that_nobody_vouches_for_is_refused(
    tmp_path: Path, names: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With one that is trusted the same page is fetched over TLS."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl, which makes the certificate, is not installed")
    made = [str(tmp_path / "key.pem"), str(tmp_path / "cert.pem")]
    asked = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=tls.test"]
    asked += ["-addext", "subjectAltName=DNS:tls.test", "-keyout", made[0], "-out", made[1]]
    subprocess.run(asked, check=True, capture_output=True)
    names["tls.test"] = "127.0.0.1"
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made[1], made[0])
    with serving(context) as site:
        site.pages["/a"] = says(TEXT)
        url = site.url("/a", "tls.test").replace("http:", "https:")
        (page,) = fetched(url, tmp_path / "one", allow_private=False, tries=1)
        assert "certificate" in page.reason
        monkeypatch.setenv("SSL_CERT_FILE", made[1])
        (page,) = fetched(url, tmp_path / "two", allow_private=False)
        assert page.path is not None, page.reason
