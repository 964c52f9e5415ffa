"""Files in formats of others are parsed in a process of its own: a broken file costs itself, and a hostile one no more.

The process has a limit of memory, can write no large file and reach no network. It gives a sign of life with every
article; one that gives none for `SECONDS` is ended, and the next file gets a new one. What passes between the two is
JSON, so that nothing which a parser was made to do can run in the other process.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

import analyzer
from analyzer.article import Article
from analyzer.corpus import LedgerRow
from analyzer.errors import MissingPartError, UnreadableError
from analyzer.readers.formats import READERS, loaded
from analyzer.readers.reading import File, Options, Reader, Reading

SECONDS = 10  # for one article
MEMORY = 2**30  # bytes
LONGEST = 2**28  # bytes of all articles of one file
LARGEST = 2**27  # bytes of a file that it writes: what knows languages unpacks itself into one
_SERVE = "from analyzer.readers.worker import serve; serve()"
_AHEAD = 64  # readings that wait to be taken

Message = dict[str, Any]


class Worker:
    """One process that parses, started with the first file and again after one that it did not survive.

    >>> with Worker() as worker:
    ...     list(worker.reader("txt")(File(b"They met.", "a.txt", "a"), Options()))[0].article.text
    'They met.'
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._said: Queue[bytes] = Queue()

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            for pipe in (self._process.stdin, self._process.stdout):
                with suppress(OSError):
                    if pipe:
                        pipe.close()
            self._process.wait()
            self._process = None

    def reader(self, kind: str) -> Reader:
        """The reader of a format, which works in the process.

        It raises `UnreadableError` when the file cannot be read, takes too long, needs too much or breaks its reader;
        `MissingPartError` when a package is needed for it that is not installed.
        """
        return partial(self._read, kind)

    def _read(self, kind: str, file: File, options: Options) -> Iterator[Reading]:
        whole, size = False, 0
        try:
            self._ask(kind, file, options)
            while True:
                line = self._line()
                size += len(line)
                if size > LONGEST:
                    raise UnreadableError(f"it holds more than {LONGEST // 2**20} MB of text")
                message = json.loads(line)
                if "row" not in message:
                    whole = not message.get("last")
                    _raise(message)
                    return
                yield _reading(message)
        finally:
            if not whole:
                self.close()

    def _ask(self, kind: str, file: File, options: Options) -> None:
        if self._process is None or self._process.poll() is not None:
            self._start()
        stream = self._process.stdin if self._process else None
        if stream is None:
            return
        told = asdict(replace(file, data=b"", known=dict(file.known)))
        del told["data"]
        wished = asdict(replace(options, columns=dict(options.columns)))
        asked = {"reader": READERS[kind], "file": told, "options": wished, "size": len(file.data)}
        with suppress(OSError):  # it has died; what it said last tells
            stream.write(json.dumps(asked).encode() + b"\n" + file.data)
            stream.flush()

    def _start(self) -> None:
        self.close()
        home = str(Path(analyzer.__file__).parents[1])
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _SERVE],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH"))))},
        )  # fmt: skip
        self._said = Queue(_AHEAD)
        Thread(target=_listen, args=(self._process, self._said), daemon=True).start()
        if not self._line(first=True):
            raise UnreadableError("the process that parses files could not be started")

    def _line(self, *, first: bool = False) -> bytes:
        try:
            line = self._said.get(timeout=6 * SECONDS if first else SECONDS)
        except Empty:
            raise UnreadableError(f"its parser took more than {SECONDS} seconds for one article") from None
        if not line.endswith(b"\n"):
            raise UnreadableError("its parser broke down")
        return line


def _listen(process: subprocess.Popen[bytes], said: Queue[bytes]) -> None:
    """Pass on what the process says, line by line; an end without a line break is its end."""
    with suppress(OSError, ValueError):  # closed by the other thread
        while process.stdout and (line := process.stdout.readline(LONGEST)):
            said.put(line)
    said.put(b"")


def _raise(message: Message) -> None:
    if "missing" in message:
        raise MissingPartError(message["missing"], fix=message["fix"])
    if "error" in message:
        raise UnreadableError(message["error"])


def _reading(message: Message) -> Reading:
    row, article = message["row"], message["article"]
    return Reading(
        LedgerRow(**{**row, "notes": tuple(row["notes"])}),
        Article(**{**article, "extra": _pairs(article["extra"])}) if article else None,
        message["rejected"],
    )


def _pairs(listed: Any) -> tuple[tuple[str, str], ...]:
    return tuple((str(key), str(value)) for key, value in listed)


def serve() -> None:
    """What the process does: read requests, answer each with its readings and a last line."""
    source = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what parsers print is no answer
    _limit()
    _say(answers, {})
    for line in source:
        asked = json.loads(line)
        known = asked["file"]
        file = File(**{**known, "data": source.read(asked["size"]), "extra": _pairs(known["extra"])})
        file = replace(file, notes=tuple(file.notes))
        for answer in _answers(asked["reader"], file, Options(**asked["options"])):
            _say(answers, answer)
            if answer.get("last"):
                return


def _say(answers: Any, message: Mapping[str, Any]) -> None:
    answers.write(json.dumps(message) + "\n")
    answers.flush()


def _answers(place: str, file: File, options: Options) -> Iterator[Message]:
    try:
        for reading in loaded(place)(file, options):
            yield asdict(reading)
        yield {}
    except MissingPartError as error:
        yield {"missing": error.what, "fix": error.fix}
    except UnreadableError as error:
        yield {"error": error.what}
    except MemoryError:
        yield {"error": f"its parser needed more than {MEMORY // 2**20} MB of memory", "last": True}
    except RecursionError:
        yield {"error": "it is nested too deeply"}
    except Exception as error:  # whatever a parser of others raises
        yield {"error": f"its parser failed ({type(error).__name__}: {str(error)[:200]})"}


def _limit() -> None:
    """Little memory, no large file, no network. Where the system has no limits of memory (Windows), there is none."""
    import socket

    def refuse(*_: object, **__: object) -> Any:
        raise OSError("no network while a file is read")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        setattr(socket.socket, name, refuse)
    socket.getaddrinfo = socket.create_connection = refuse
    with suppress(ImportError, ValueError, OSError):
        import resource

        for limit, value in (
            (resource.RLIMIT_DATA, MEMORY),
            (resource.RLIMIT_FSIZE, LARGEST),
            (resource.RLIMIT_CORE, 0),
        ):
            resource.setrlimit(limit, (value, value))
