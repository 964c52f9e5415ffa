"""One request: a connection, a question, an answer within its limits of time and size.

`http.client` and no larger package: what matters here is which address is connected to, how long the whole may take and
how much is unpacked, and those decisions lie below what a package for requests lets one decide.
"""

from __future__ import annotations

import ssl
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from socket import socket
from threading import Timer

from analyzer.fetching.addresses import connect, cut
from analyzer.fetching.failures import FetchError, TryAgainError
from analyzer.fetching.urls import Url

_PIECE = 2**16
_MOST_SILENCE = 10.0  # seconds
_PACKED = {"gzip": 31, "x-gzip": 31, "deflate": 47}  # what zlib calls them


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said.

    Attributes
    ----------
    status : int
    headers : tuple of (str, str)
        Names in lower case.
    body : bytes
        Unpacked; empty unless the status is 200.
    """

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = b""

    def header(self, name: str) -> str:
        """The first value of a header, or ""."""
        return next((value for key, value in self.headers if key == name), "")

    @property
    def media_type(self) -> str:
        """What the server says the body is, without parameters."""
        return self.header("content-type").partition(";")[0].strip().lower()


def ask(
    url: Url,
    agent: str,
    *,
    seconds: float,
    max_bytes: int,
    allow_private: bool,
    types: Collection[str] = (),
    shorten: bool = False,
) -> Answer:
    """Ask for a page once; redirects are answers like any other.

    Parameters
    ----------
    url : Url
    agent : str
        What the program calls itself.
    seconds : float
        For everything from the connection to the last byte.
    max_bytes : int
        As sent and unpacked.
    allow_private : bool
    types : collection of str
        Media types that are wanted; all when empty.
    shorten : bool
        Cut a body that is too large, and do not refuse it.

    Raises
    ------
    FetchError
        When the answer is too large, of another type, or packed in a way that is not known.
    TryAgainError
        When there is no answer, it takes too long or breaks off.
    """
    with _connected(url, seconds, allow_private=allow_private) as sock:
        connection = HTTPConnection(url.host, url.port)
        connection.sock = sock
        headers = {"Host": url.place, "User-Agent": agent, "Accept-Encoding": "gzip, deflate", "Connection": "close"}
        headers["Accept"] = "text/html,application/xhtml+xml,*/*;q=0.5"
        connection.request("GET", url.target, headers=headers)
        with connection.getresponse() as response:
            known = tuple((name.lower(), value) for name, value in response.getheaders())
            answer = Answer(response.status, known)
            if answer.status != 200:
                return answer
            if types and answer.media_type and answer.media_type not in types:
                raise FetchError(f"of type {answer.media_type[:60]!r}, which holds no article")
            return Answer(answer.status, known, _body(response, answer, max_bytes, shorten=shorten))


@contextmanager
def _connected(url: Url, seconds: float, *, allow_private: bool) -> Iterator[socket]:
    """A connection that ends by itself after some time, however slowly the other side goes on."""
    sock = connect(url, min(_MOST_SILENCE, seconds), allow_private=allow_private)
    late: list[bool] = []

    def end() -> None:
        late.append(True)
        cut(sock)

    timer = Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        if url.scheme == "https":
            wrapped = ssl.create_default_context().wrap_socket(
                sock, server_hostname=url.host, do_handshake_on_connect=False
            )
            sock = wrapped  # what the timer cuts from now on
            wrapped.do_handshake()
        yield sock
        if late:  # a connection that was cut looks like one that came to its end
            raise TryAgainError("cut off")
    except ssl.SSLCertVerificationError as error:
        raise FetchError(f"its certificate is not valid: {error.verify_message}") from error
    except (OSError, HTTPException, ValueError, TryAgainError) as error:
        if late or isinstance(error, TimeoutError):
            raise TryAgainError(f"no whole answer in {seconds:g} seconds") from error
        if isinstance(error, TryAgainError):
            raise
        said = " ".join(str(error).split())[:100] or type(error).__name__
        raise TryAgainError(f"no answer: {said}") from error
    finally:
        timer.cancel()
        sock.close()


def _body(response: HTTPResponse, answer: Answer, max_bytes: int, *, shorten: bool) -> bytes:
    length = answer.header("content-length").strip()
    announced = int(length[:20]) if length.isascii() and length.isdecimal() else 0
    if announced > max_bytes and not shorten:
        raise _too_large(max_bytes)
    packed = answer.header("content-encoding").strip().lower()
    if packed not in ("", "identity", *_PACKED):
        raise FetchError(f"packed as {packed[:20]!r}, which was not asked for")
    unpack = zlib.decompressobj(_PACKED[packed]) if packed in _PACKED else None
    body, n_sent = bytearray(), 0
    while piece := response.read1(_PIECE):
        n_sent += len(piece)
        body += _unpacked(unpack, piece, max_bytes - len(body) + 1) if unpack else piece
        if max(len(body), n_sent) > max_bytes:
            if shorten:
                return bytes(body[:max_bytes])
            raise _too_large(max_bytes)
    if n_sent < announced or (unpack and n_sent and not unpack.eof):
        raise TryAgainError("the answer breaks off")
    return bytes(body)


def _unpacked(unpack: zlib._Decompress, piece: bytes, most: int) -> bytes:
    try:
        return unpack.decompress(piece, most)
    except zlib.error as error:
        raise FetchError("packed in a way that cannot be unpacked") from error


def _too_large(max_bytes: int) -> FetchError:
    return FetchError(f"larger than {max_bytes:,} bytes")
