"""Cases that once broke a reader, and some mutations of valid files of every format."""

import random
import socket

import pytest

from analyzer.errors import MissingPartError, UnreadableError
from analyzer.readers.reading import File, Options
from analyzer.readers.worker import Worker
from tests.fuzzing.__main__ import CASES
from tests.fuzzing.laws import FOREIGN, FORMATS, check, read
from tests.fuzzing.mutations import mutated
from tests.fuzzing.seeds import seeds


@pytest.mark.parametrize("kind", sorted({*FORMATS} - {"xls"}))  # nothing at hand writes the old format
def test_what_is_begun_with_is_read(kind: str) -> None:
    """The valid file of each format is read, so that what happens to it afterwards tells something."""
    with Worker() as worker:
        for data in seeds(kind):
            try:
                found = list(worker.reader(kind)(File(data, f"a.{kind}", "a"), Options()))
            except MissingPartError:
                pytest.skip("the parser is not installed")
            assert any(reading.article for reading in found)


@pytest.mark.parametrize("kind", FORMATS)
def test_mutated_files_keep_the_laws(kind: str) -> None:
    """Files of each format with some bytes changed end in rows or a reason, never in another error.

    Parsers of other projects work where the program lets them work: some end their process on broken files.
    """
    rng, own = random.Random(kind), list(seeds(kind))
    assert own, f"tests/fuzzing/seeds.py knows no file of the format {kind}"
    if kind in FOREIGN:
        with Worker() as worker:
            for _ in range(30):
                read_there(worker, kind, mutated(rng.choice(own), rng))
    else:
        for _ in range(60):
            read(kind, mutated(rng.choice(own), rng))


def read_there(worker: Worker, kind: str, data: bytes) -> None:
    try:
        check(list(worker.reader(kind)(File(data, f"a.{kind}", "a"), Options())))
    except MissingPartError:
        pytest.skip("the parser is not installed")
    except UnreadableError as error:
        if "seconds" in error.what:
            raise


@pytest.mark.parametrize("case", sorted(CASES.glob("*-*")), ids=lambda path: path.name)
def test_what_was_found_once_stays_mended(case) -> None:
    """Each case that was kept is read or refused, as the laws have it."""
    found = read(case.name.partition("-")[0], case.read_bytes())
    assert isinstance(found, str) or any(reading.row for reading in found)


@pytest.mark.parametrize("kind", sorted({*FORMATS} - {"xls"}))
def test_no_reader_calls_out(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With sockets that note every call, valid files of each format, and a page that refers to others, cause none."""
    calls: list[object] = []

    def noted(*given: object, **_: object) -> object:
        calls.append(given)
        raise OSError("no network in this test")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, noted)
    monkeypatch.setattr(socket, "getaddrinfo", noted)
    monkeypatch.setattr(socket, "create_connection", noted)
    page = b"""<!doctype html><link rel="stylesheet" href="http://example.org/a.css"><iframe src="http://example.org/f">
    </iframe><script src="http://example.org/a.js"></script><img src="http://example.org/i.png"><p>They met.</p>"""
    found = [read(kind, data) for data in (*seeds(kind), *([page] if kind == "html" else []))]
    assert calls == []
    assert found
