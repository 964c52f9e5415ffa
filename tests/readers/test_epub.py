from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

import analyzer
from analyzer.errors import UnreadableError
from analyzer.readers.documents.epub import read_epub
from analyzer.readers.documents.markup import html_blocks
from analyzer.readers.reading import File, Options, Reading
from tests.readers.making.mutated import Changes, adds_up, changed, changes, read_all
from tests.readers.making.packed import epub, with_part

METADATA = (
    "<dc:title>Harbour Courier, weekly</dc:title><dc:creator>Ada Writer</dc:creator><dc:creator>B. Writer</dc:creator>"
    "<dc:publisher>Courier House</dc:publisher><dc:date>2024-09-03</dc:date><dc:language>en-GB</dc:language>"
)
CHAPTERS = {
    "cover.xhtml": "<p>Courier, the paper of the coast</p>",
    "a.xhtml": "<nav><p>Next</p></nav><h1>Harbour<br/>opens</h1><p>The ministers&nbsp;met on Tuesday.</p>",
    "a2.xhtml": "<p>Boats came, and boats left.</p>",
    "b.xhtml": "<div><h2>Rain</h2><p>It rained.</p><table><tr><td>Port</td><td>90</td></tr></table></div>",
    "notes.xhtml": "<h1>Notes</h1><p>Of the editor.</p>",
}


def read(data: bytes) -> list[Reading]:
    return list(read_epub(File(data, "a.epub", "a", outlet="a"), Options()))


def test_each_chapter_is_an_article() -> None:
    """Files go in the order of reading; one without a heading goes on with the chapter before it."""
    readings = read(epub(CHAPTERS, metadata=METADATA, asides=("notes.xhtml",)))
    assert [reading.row.status for reading in readings] == ["skipped", "read", "read", "opened"]
    assert adds_up(readings)
    assert readings[0].row.reason == "no heading, and no chapter before it"
    first, second = readings[1].article, readings[2].article
    assert first is not None
    assert second is not None
    assert (first.title, first.author, first.outlet) == ("Harbour opens", "Ada Writer; B. Writer", "Courier House")
    assert (first.published, first.language, first.extra) == (
        "2024-09-03",
        "en",
        (("book", "Harbour Courier, weekly"),),
    )
    assert first.text == "The ministers\u00a0met on Tuesday.\n\nBoats came, and boats left."
    assert "2 files of the book joined" in readings[1].row.notes
    assert (second.title, second.text) == ("Rain", "It rained.\n\nPort\t90")


def test_a_book_without_headings_is_one_article() -> None:
    """Its title is then that of the book."""
    first, last = read(epub({"a": "<p>They met.</p>", "b": "<p>They left.</p>"}, metadata=METADATA))
    assert first.article is not None
    assert (first.article.title, first.article.text) == ("Harbour Courier, weekly", "They met.\n\nThey left.")
    assert last.row.notes == ("1 read, 0 skipped",)


def test_a_missing_chapter_costs_itself() -> None:
    """A file that the book names and does not hold is a skipped row."""
    data = epub({"a": "<h1>Rain</h1><p>It rained.</p>", "b": "<p>x</p>"})
    readings = read(data.replace(b"OEBPS/text/b", b"OEBPS/text/c"))
    assert [reading.row.status for reading in readings] == ["read", "skipped", "opened"]
    assert "has no OEBPS/text/b" in readings[1].row.reason


def test_protected_books_are_refused() -> None:
    """DRM is named; fonts that are only disguised protect nothing."""
    way = '<encryption><EncryptionMethod Algorithm="{}"/></encryption>'
    with pytest.raises(UnreadableError, match="DRM"):
        read(epub(CHAPTERS, encryption=way.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")))
    with pytest.raises(UnreadableError, match="DRM"):
        read(epub(CHAPTERS, rights="<rights/>"))
    assert read(epub(CHAPTERS, encryption=way.format("http://www.idpf.org/2008/embedding")))


def test_paths_never_leave_the_book() -> None:
    """A path upwards is a part that the book does not have."""
    book = (
        "<package><manifest><item id='a' href='../../etc/passwd' media-type='text/html'/></manifest>"
        "<spine><itemref idref='a'/></spine></package>"
    )
    readings = read(with_part(epub(CHAPTERS), "OEBPS/book.opf", book))
    assert [reading.row.status for reading in readings] == ["skipped", "opened"]


def test_chapters_are_blocks() -> None:
    """Scripts and tables of contents are passed over, line breaks kept, and what is never closed ends with the file."""
    page = "<head><title>t</title></head><script>x<y</script><p>One<br>two <b>three</b>\n four</p>five<li>six<nav>seven"
    assert [block.text for block in html_blocks(page)] == ["One\ntwo three four", "five", "six"]


def test_a_book_is_read_in_its_process(tmp_path) -> None:
    """From the path to the corpus, whatever the name says."""
    (tmp_path / "a.zip").write_bytes(epub(CHAPTERS, metadata=METADATA))
    corpus = analyzer.read(tmp_path / "a.zip")
    assert [article.title for article in corpus] == ["Harbour opens", "Rain", "Notes"]
    assert len({article.id for article in corpus}) == 3


@settings(max_examples=80, deadline=5000, suppress_health_check=list(HealthCheck))
@given(what=changes)
def test_a_damaged_book_costs_itself(what: Changes) -> None:
    """Whatever happened to its bytes, its list of files or a chapter: the sums are right."""
    assert adds_up(read_all(read_epub, changed(WHOLE, what)))
    for part in ("OEBPS/book.opf", "OEBPS/text/a.xhtml"):
        at = package_part(part)
        assert adds_up(read_all(read_epub, with_part(WHOLE, part, changed(at, what))))


def package_part(name: str) -> bytes:
    from analyzer.readers.documents.package import Package

    return Package(WHOLE, "").read(name)


WHOLE = epub(CHAPTERS, metadata=METADATA)
