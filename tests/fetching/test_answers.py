"""Whatever a server sends is a page or a reason, never a fault; chunks, bytes and headers are broken on purpose."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer.fetching import Fetching, Page, fetch
from tests.fetching.serving import Clock, Handler, Site, serving

WORDS = b"The ministers met on Tuesday."
_PACKED = gzip.compress(WORDS, mtime=0)
PLAIN = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 29\r\n\r\n" + WORDS
CHUNKED = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"10\r\nThe ministers me\r\nd\r\nt on Tuesday.\r\n0\r\n\r\n"
)
PACKED = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(_PACKED) + _PACKED
MOVED = b"HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n"
LATER = b"HTTP/1.1 503 Later\r\nRetry-After: Wed, 21 Oct 2015 07:28:00 GMT\r\n\r\n"
PIECES = [b"\r\n", b"\r\n\r\n", b": ", b"9" * 30, b"\x00", b"\x1b[2J", b"Location: "]
WHOLE = [PLAIN, CHUNKED, PACKED, MOVED, LATER]


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with serving() as made:
        yield made


def answered(site: Site, data: bytes, folder: str) -> Page:
    """What becomes of an answer of these bytes."""

    def raw(handler: Handler) -> None:
        handler.wfile.write(data)
        handler.close_connection = True

    site.pages = {"/a": raw}
    how, clock = Fetching(allow_private=True, seconds=2.0, max_bytes=100_000, tries=2), Clock()
    (page,) = fetch([site.url("/a")], Path(folder, "pages"), how, clock=clock, sleep=clock.sleep)
    return page


@pytest.mark.parametrize("data", [PLAIN, CHUNKED, PACKED], ids=["plain", "chunked", "packed"])
def test_one_page_in_three_ways_is_one_page(site: Site, tmp_path: Path, data: bytes) -> None:
    """With its length, in chunks, or packed."""
    page = answered(site, data, str(tmp_path))
    assert page.path is not None
    assert page.path.read_bytes() == WORDS


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"SSH-2.0-OpenSSH\r\n",
        CHUNKED[:-12],
        CHUNKED.replace(b"10\r\n", b"-1\r\n"),
        PLAIN.replace(b"29", b"-5" * 9),
    ],
)
def test_what_is_no_whole_answer_has_a_reason(site: Site, tmp_path: Path, data: bytes) -> None:
    """Silence, another protocol, a chunk that is missing."""
    page = answered(site, data, str(tmp_path))
    assert page.reason or (page.path is not None and page.path.read_bytes() == WORDS)


@pytest.mark.parametrize("after", ["", "²", "-5", "soon", "Wed, 21 Oct 99999999999999999999 07:28:00 GMT", "9" * 400])
def test_a_busy_server_may_say_anything_about_when(site: Site, tmp_path: Path, after: str) -> None:
    """Found by bytes put into a date: what is no time is no wish."""
    data = b"HTTP/1.1 503 Later\r\nRetry-After: " + after.encode("latin-1") + b"\r\n\r\n"
    assert answered(site, data, str(tmp_path)).reason.startswith("the server says 503")


@given(
    whole=st.sampled_from(WHOLE),
    at=st.integers(0, 160),
    gone=st.integers(0, 20),
    put=st.one_of(st.binary(max_size=12), st.sampled_from(PIECES)),
    times=st.sampled_from([1, 1, 1, 200, 70_000]),
)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_broken_answer_is_a_page_or_a_reason(
    site: Site, whole: bytes, at: int, gone: int, put: bytes, times: int
) -> None:
    """Bytes changed, cut out, put in and repeated at any place of an answer."""
    data = whole[:at] + put * times + whole[at + gone :]
    with TemporaryDirectory() as folder:
        page = answered(site, data[:1_000_000], folder)
        assert (page.path is None) == bool(page.reason)
        assert page.reason.isprintable()
        assert page.path is None or page.path.stat().st_size <= 100_000
