from __future__ import annotations

import gzip
import io
import warnings
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings

import analyzer
from analyzer.errors import UnreadableError
from analyzer.readers.formats import format_of
from analyzer.readers.reading import File, Options, Reading
from tests.fuzzing.mutations import SEEDS, damaged
from tests.readers.making.pages import HARBOUR, body, cyrillic, newspaper, wordpress

pytest.importorskip("warcio", reason="the extra formats is not installed")
pytest.importorskip("trafilatura", reason="the extra formats is not installed")

from analyzer.readers.containers.warc import read_wacz, read_warc


def archive(*, packed: bool = True) -> bytes:
    """A small crawl: two pages, one of them packed by its server, and what else a crawl keeps."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=packed)

    def add(url: str, data: bytes, status: str = "200 OK", kind: str = "response", **headers: str) -> None:
        told = {"Content-Type": "text/html; charset=utf-8", **{k.replace("_", "-"): v for k, v in headers.items()}}
        record = writer.create_warc_record(
            url,
            kind,
            payload=io.BytesIO(data),
            http_headers=StatusAndHeaders(status, list(told.items()), protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": "2024-10-01T12:00:00Z"},
        )
        writer.write_record(record)

    writer.write_record(writer.create_warcinfo_record("crawl.warc.gz", {"software": "tests"}))
    add("https://courier.example/2024/09/old-harbour/", wordpress().data)
    add("https://courier.example/a.png", b"\x89PNG\r\n", Content_Type="image/png")
    add("https://courier.example/old", b"", "301 Moved", Location="https://courier.example/new")
    add("https://courier.example/gone", b"<html><body>Nothing", "404 Not Found")
    add("https://daily.example/x", gzip.compress(newspaper().data), Content_Encoding="gzip")
    add("https://daily.example/robots.txt", b"User-agent: *", Content_Type="text/plain")
    add("https://daily.example/notes.txt", body(HARBOUR).encode(), Content_Type="text/plain")
    add("https://daily.example/z", b"\x28\xb5\x2f\xfd", Content_Encoding="zstd")
    add("https://daily.example/x", b"", kind="revisit")
    return stream.getvalue()


with warnings.catch_warnings():
    warnings.simplefilter("ignore", ResourceWarning)  # the writer leaves files in memory open
    PACKED, PLAIN = archive(), archive(packed=False)


def readings(data: bytes) -> list[Reading]:
    return list(read_warc(File(data, "crawl.warc.gz", "crawl"), Options()))


def reasons(found: list[Reading]) -> list[str]:
    return [reading.row.reason for reading in found if reading.row.status == "skipped"]


@pytest.mark.parametrize("data", [PACKED, PLAIN, gzip.compress(PLAIN)], ids=["packed", "plain", "packed as a whole"])
def test_the_pages_of_an_archive_are_read(data: bytes) -> None:
    """Pages and texts are articles, with the address of the record; what the server did not give is skipped."""
    found = readings(data)
    articles = [reading.article for reading in found if reading.article]
    assert [article.url for article in articles] == [
        "https://courier.example/2024/09/old-harbour/",
        "https://daily.example/x",
        "https://daily.example/notes.txt",
    ]
    assert articles[0].text == body(HARBOUR)
    assert reasons(found) == [
        "a redirect (301) to https://courier.example/new",
        "the server answered with status 404",
        "packed as zstd, which is not read; record it again without",
        "seen again unchanged; the archive refers to an earlier record",
    ]


def test_what_is_no_article_is_counted() -> None:
    """Pictures and rules for robots are not given as articles; the row of the archive says how many there were."""
    assert readings(PACKED)[-1].row.notes == (
        "3 read, 4 skipped",
        "left out: pictures, scripts and the like (2), records of type warcinfo (1)",
    )


def test_the_day_of_the_capture_is_not_the_date() -> None:
    """It is kept by its own name; the article has the date that its page gives."""
    article = readings(PACKED)[0].article
    assert article is not None
    assert article.published == "2024-09-03T21:15:00+02:00"
    assert article.extra == (("captured", "2024-10-01T12:00:00Z"),)


def test_a_damaged_piece_costs_itself() -> None:
    """The records behind it are found again, in packed and in plain archives."""
    at = PACKED.index(b"\x1f\x8b\x08", 3) + 60
    broken = PACKED[:at] + bytes([PACKED[at] ^ 0xFF]) + PACKED[at + 1 :]
    found = readings(broken)
    assert "damaged" in reasons(found)[0]
    assert next(r.article.url for r in found if r.article) == "https://daily.example/x"
    at = PLAIN.index(b"<p>")
    found = readings(PLAIN[:at] + b"more bytes than were announced" + PLAIN[at:])
    assert reasons(found)[0] == "a record that is not as long as it says"
    assert next(r.article.url for r in found if r.article) == "https://daily.example/x"


def test_an_archive_that_is_cut_off_is_read_as_far_as_it_goes() -> None:
    """The record that was cut is skipped with the reason."""
    for data, reason in ((PLAIN, "a record that is cut off"), (PACKED, "a piece of gzip that is cut off")):
        found = readings(data[: len(data) // 2])
        assert found[0].article is not None
        assert reasons(found)[-1] == reason


def test_an_archive_may_say_that_it_cut_a_page() -> None:
    """Then the article is marked."""
    marked = PLAIN.replace(b"WARC-Type: response", b"WARC-Type: response\r\nWARC-Truncated: length", 1)
    article = readings(marked)[0].article
    assert article is not None
    assert dict(article.extra)["incomplete"] == "cut off when captured (length)"


def test_bombs_are_skipped() -> None:
    """A page that unpacks to more than the limit, in the record or in the answer of the server."""
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\nContent-Length: %d\r\n\r\n%s"
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(
        b"a" * 10**7
    )
    record = head % (len(answer), answer)
    options = Options(max_bytes=10**6)
    (found, _) = read_warc(File(record, "a.warc", "a"), options)
    assert found.row.reason == "unpacked it is larger than 1,000,000 bytes"
    with pytest.raises(UnreadableError, match="no record"):
        list(read_warc(File(gzip.compress(b"a" * 10**7), "a.warc.gz", "a"), options))


@pytest.mark.parametrize(
    "data",
    [b"WARC/1.0\r\n" * 100_000, b"\x1f\x8b\x08" * 100_000, gzip.compress(b"a" * 10**6) * 200],
    ids=["begins", "magic", "bombs"],
)
def test_archives_that_are_made_to_cost_time_end_soon(data: bytes) -> None:
    """The search for the next record has an end."""
    with pytest.raises(UnreadableError, match="no record"):
        list(read_warc(File(data, "a.warc", "a"), Options(max_bytes=10**5)))


def zipped(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, data in members.items():
            made.writestr(name.replace("__", "/"), data)
    return stream.getvalue()


WACZ = zipped(**{"archive__data.warc.gz": PACKED, "datapackage.json": b"{}", "pages__pages.jsonl": b"{}"})


def test_wacz_is_read() -> None:
    """The web archives in it, and nothing else."""
    found = list(read_wacz(File(WACZ, "a.wacz", "a"), Options()))
    assert [reading.row.status for reading in found].count("read") == 3
    assert found[-1].row.notes == ("3 read, 4 skipped",)
    with pytest.raises(UnreadableError, match="without a web archive"):
        list(read_wacz(File(zipped(a=b"x"), "a.wacz", "a"), Options()))


def test_web_archives_are_told_by_their_content() -> None:
    """Packed or not; a ZIP archive with a description and web archives is WACZ."""
    for data in (PACKED, PLAIN):
        assert format_of("crawl.bin", data, given=False)[0] == "warc"
    assert format_of("a.zip", WACZ, given=False)[0] == "wacz"
    with pytest.raises(UnreadableError, match="compressed"):
        format_of("a.gz", gzip.compress(b"words"), given=False)


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_a_damaged_archive_never_breaks_its_reader(where: tuple[int, int]) -> None:
    """Read + skipped = given, as the last row says."""
    data = damaged((PACKED, PLAIN)[where[0] % 2], *where)
    try:
        found = readings(data)
    except UnreadableError:
        return
    counts = [sum(reading.row.status == status for reading in found) for status in ("read", "skipped")]
    assert found[-1].row.notes[0] == f"{counts[0]} read, {counts[1]} skipped"


def test_an_archive_is_read_by_the_worker(tmp_path: Path) -> None:
    """From the files to the corpus, a page beside it included."""
    (tmp_path / "crawl.warc.gz").write_bytes(PACKED)
    (tmp_path / "crawl.wacz").write_bytes(WACZ)
    (tmp_path / "page.html").write_bytes(cyrillic().data)
    corpus = analyzer.read(tmp_path)
    assert (len(corpus), len(corpus.skipped)) == (7, 8)
