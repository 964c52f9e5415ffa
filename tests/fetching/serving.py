"""A real web server on this machine, whose every page is a function, and a clock that nobody waits for."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Handler = BaseHTTPRequestHandler
PageOf = Callable[[Handler], None]


class Site:
    """Paths to what answers them; what was asked is written down."""

    def __init__(self, port: int) -> None:
        self.pages: dict[str, PageOf] = {}
        self.asked: list[tuple[str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.port = port

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of a path, by any name of the host."""
        return f"http://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        """What was asked for, but for robots.txt."""
        return [path for _, path in self.asked if path != "/robots.txt"]


class Clock:
    """Time goes on when somebody sleeps."""

    def __init__(self) -> None:
        self.now, self.slept = 0.0, list[float]()

    def __call__(self) -> float:
        """What time it is."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let it be later."""
        self.now += seconds
        if seconds:
            self.slept.append(seconds)


def says(body: str | bytes, *, status: int = 200, **headers: str) -> PageOf:
    """An answer; names of headers with _ for -."""
    data = body.encode() if isinstance(body, str) else body
    known = {"content_type": "text/plain; charset=utf-8", "content_length": str(len(data)), **headers}

    def answer(handler: Handler) -> None:
        handler.send_response(status)
        for name, value in known.items():
            if value:
                handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(data)

    return answer


def in_turn(*pages: PageOf) -> PageOf:
    """Another answer each time, the last one for ever."""
    left = list(pages)
    return lambda handler: (left.pop(0) if len(left) > 1 else left[0])(handler)


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A site while it is up."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.headers["Host"], self.path))
            site.headers.append({name.lower(): value for name, value in self.headers.items()})
            try:
                site.pages.get(self.path, says("nothing here", status=404))(self)
            except OSError:
                self.close_connection = True  # the other side has left

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.daemon_threads = True
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    site = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
