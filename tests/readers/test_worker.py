"""The process that parses: what a file may cost, and that it costs only itself."""

import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from analyzer.errors import MissingPartError, UnreadableError
from analyzer.readers import read_corpus, worker
from analyzer.readers.formats import READERS
from analyzer.readers.reading import File, Options, Reading
from analyzer.readers.worker import Worker

HOSTILE = """
    import os, socket, sys, time
    from analyzer.article import Article
    from analyzer.errors import MissingPartError, UnreadableError
    from analyzer.readers.reading import skipped, taken

    def _one(file):
        return taken(Article(file.name, "", file.data.decode() or "Nothing.", extra=file.extra), ("a note",))

    def plain(file, options):
        print("what a parser prints is no answer")
        yield _one(file)

    def hangs(file, options):
        yield _one(file)
        time.sleep(3600)

    def dies(file, options):
        yield _one(file)
        os.abort()

    def grows(file, options):
        yield _one(file)
        held = bytearray(8 * 2**30)

    def talks(file, options):
        while True:
            yield taken(Article(file.name, "", "x" * 2**20))

    def fails(file, options):
        raise KeyError("part")

    def deep(file, options):
        def down(n): return down(n + 1)
        yield down(0)

    def refuses(file, options):
        yield skipped(file.origin, "block 1", "no words in the text", rejected="* * *")
        raise UnreadableError("the rest is broken")

    def lacks(file, options):
        raise MissingPartError("it needs a package", fix="pip install it")

    def calls(file, options):
        for attempt in (
            lambda: socket.create_connection(("127.0.0.1", 9)),
            lambda: socket.socket().connect(("127.0.0.1", 9)),
            lambda: socket.getaddrinfo("localhost", 80),
        ):
            try:
                attempt()
            except OSError as error:
                yield skipped(file.origin, "call", str(error))

    def writes(file, options):
        with open(file.origin + ".out", "w") as stream:
            stream.write("x" * (2**27 + 1))
        yield _one(file)
"""

Read = Callable[[str], Iterator[Reading]]


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Read]:
    """A worker whose readers are those above, and the file that it is given."""
    (tmp_path / "hostile.py").write_text(textwrap.dedent(HOSTILE), "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(worker, "SECONDS", 2)
    names = [line.split()[1].split("(")[0] for line in HOSTILE.splitlines() if line.startswith("    def ")]
    for name in names:
        monkeypatch.setitem(READERS, name, f"hostile:{name}")
    given = File(b"They met.", str(tmp_path / "a.x"), "a", extra=(("key", "value"),))
    with Worker() as own:
        yield lambda kind: own.reader(kind)(given, Options())


def told(readings: Iterator[Reading]) -> tuple[list[Reading], str]:
    """The readings, and why there are no more."""
    found: list[Reading] = []
    try:
        for reading in readings:
            found.append(reading)
            assert len(found) < 1000
    except UnreadableError as error:
        return found, error.what
    return found, ""


def test_an_article_passes_whole(read: Read) -> None:
    """What the reader gives is what comes out: article, notes, further fields; what it prints is no part of it."""
    (reading,), reason = told(read("plain"))
    assert not reason
    assert reading.article is not None
    assert (reading.article.text, reading.article.extra) == ("They met.", (("key", "value"),))
    assert reading.row.notes == ("a note",)


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("hangs", "more than 2 seconds"),
        ("dies", "broke down"),
        ("grows", "MB of memory"),
        ("deep", "nested too deeply"),
        ("fails", "KeyError"),
        ("writes", "failed (OSError"),
    ],
)
def test_a_broken_file_costs_only_itself(read: Read, kind: str, word: str) -> None:
    """Whatever a parser does, the reason is told and the next file is read."""
    if kind == "grows" and not Path("/proc").exists():
        pytest.skip("this system has no limits of memory")
    before, reason = told(read(kind))
    assert word in reason
    assert len(before) == (kind in ("hangs", "dies", "grows"))
    assert len(told(read("plain"))[0]) == 1


def test_endless_articles_end(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that gives articles without end is stopped at its limit of text."""
    monkeypatch.setattr(worker, "LONGEST", 20 * 2**20)
    found, reason = told(read("talks"))
    assert 10 < len(found) < 21
    assert "more than 20 MB" in reason


def test_what_was_rejected_is_kept(read: Read) -> None:
    """A block that is no article comes out with what stood in it, and an error after it is told."""
    (reading,), reason = told(read("refuses"))
    assert (reading.rejected, reason) == ("* * *", "the rest is broken")


def test_a_missing_package_is_named(read: Read) -> None:
    """The line that installs what a reader needs is passed on."""
    with pytest.raises(MissingPartError) as raised:
        list(read("lacks"))
    assert raised.value.fix == "pip install it"


def test_languages_are_known_there() -> None:
    """The language of a text that is not English is found, although what finds it unpacks itself into a file."""
    text = "Die Minister trafen sich am Dienstag und beschlossen, den Hafen wieder für kleine Boote zu öffnen."
    with Worker() as own:
        (reading,) = own.reader("txt")(File(text.encode(), "a.txt", "a"), Options())
    assert reading.article is not None
    assert reading.article.language == "de"


def test_no_network(read: Read) -> None:
    """A parser that calls out is refused."""
    found, _ = told(read("calls"))
    assert [reading.row.reason for reading in found] == ["no network while a file is read"] * 3


def test_nobody_is_left_behind(read: Read) -> None:
    """A reader that is not read to its end ends with its process, and the next file gets a new one."""
    first = read("hangs")
    next(first)
    first.close()  # type: ignore[attr-defined]
    assert len(told(read("plain"))[0]) == 1


def test_a_folder_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder, the file whose parser fails is one skipped row, and those behind it are read."""
    monkeypatch.setitem(READERS, "zip", "analyzer.readers.nowhere:read")
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04")
    (tmp_path / "b.txt").write_text("They met on Tuesday.")
    corpus = read_corpus(tmp_path)
    assert [row.status for row in corpus.ledger] == ["skipped", "read"]
    assert "ModuleNotFoundError" in corpus.skipped[0].reason
