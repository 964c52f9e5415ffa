from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings

import analyzer
from analyzer.errors import MissingPartError, UnreadableError
from analyzer.readers.documents import pages
from analyzer.readers.documents.layout import Line, in_reading_order
from analyzer.readers.documents.pdf import read_pdf
from analyzer.readers.documents.wrapping import joined
from analyzer.readers.reading import File, Options, Reading
from tests.readers.making.mutated import Changes, changed, changes, read_all
from tests.readers.making.pdf import pdf, scan

pytest.importorskip("pypdfium2")

ARTICLE = (
    (50, 780, "Harbour opens to small boats"),
    (50, 740, "The ministers of the coast met on Tuesday and the gov-"),
    (50, 726, "ernment said that the harbour, which is well-known, would open."),
    (50, 712, "Boats came."),
    (50, 698, "In the evening the lamps on the quay were lit for the first time, and"),
    (50, 684, "the well-"),
    (50, 670, "known pilot went home."),
)


def read(data: bytes, options: Options | None = None) -> Reading:
    (reading,) = read_pdf(File(data, "a.pdf", "a"), options or Options())
    return reading


def test_lines_become_paragraphs_and_divided_words_whole() -> None:
    """A hyphen goes with the end of its line, unless the document writes the word with it elsewhere."""
    reading = read(pdf([ARTICLE]))
    assert reading.article is not None
    assert reading.article.title == "Harbour opens to small boats"
    assert reading.article.text.split("\n\n") == [
        "The ministers of the coast met on Tuesday and the government said that the harbour, which is well-known, "
        "would open. Boats came.",
        "In the evening the lamps on the quay were lit for the first time, and the well-known pilot went home.",
    ]
    assert "1 words joined that were divided at the ends of lines" in reading.row.notes


def test_what_is_repeated_on_the_pages_is_left_out() -> None:
    """Headers, footers and page numbers are not text of the article, and the ledger counts them."""
    body = [
        [f"{word} is what the page speaks of, at some length and in words of its own." for word in words.split()]
        for words in ("Rain Wind Snow Hail Fog", "Bread Salt Oil Wine Milk", "Iron Coal Tin Lead Zinc")
    ]
    sheets = [
        [(50, 810, "Harbour Courier"), (400, 810, "3 September 2024"), *lines, (280, 30, f"- {number} -")]
        for number, lines in enumerate(body, start=1)
    ]
    reading = read(pdf(sheets))
    assert reading.article is not None
    text = f"{reading.article.title}\n{reading.article.text}"
    assert "Courier" not in text
    assert "- 2 -" not in text
    assert text.count("is what the page speaks of") == 15
    assert any(note.startswith("9 lines left out") for note in reading.row.notes)


def test_columns_are_read_one_after_the_other() -> None:
    """Where the file goes across two columns line by line, the order of reading is found."""
    left = ["The first column tells of the rain that", "fell on the hills for nine whole days,", "and then it ends. So"]
    right = ["goes the second column, which tells of", "the river and of the people who had to", "leave their homes."]
    rows = [
        placed
        for at, (a, b) in enumerate(zip(left, right, strict=True))
        for placed in ((50.0, 700.0 - 14 * at, a), (300.0, 700.0 - 14 * at, b))
    ]
    reading = read(
        pdf([[(50, 760, "A headline that goes over both of the columns, from the left to the right"), *rows]])
    )
    assert reading.article is not None
    assert " ".join(reading.article.text.split()) == " ".join(left + right)


def test_a_table_is_not_taken_for_columns() -> None:
    """Short cells stay in their rows."""
    rows = [
        cell
        for at in range(5)
        for cell in ((50.0, 700.0 - 14 * at, f"Town {at}"), (250.0, 700.0 - 14 * at, f"{at}00 boats"))
    ]
    reading = read(pdf([[(50, 760, "The harbour in numbers, as the office of statistics counted them"), *rows]]))
    assert reading.article is not None
    assert "Town 1 100 boats" in reading.article.text


def test_columns_in_the_order_of_the_file_stay() -> None:
    """A gutter alone changes nothing."""
    lines = [Line(f"left {at}", 50, 150, 700 - at, 10) for at in range(0, 60, 12)]
    lines += [Line(f"right {at}", 200, 300, 700 - at, 10) for at in range(0, 60, 12)]
    assert in_reading_order(lines) == lines


def test_a_scan_is_said_to_need_ocr() -> None:
    """Pages without a layer of text are not an empty article."""
    with pytest.raises(UnreadableError, match="2 of 2 pages have fewer than 50 characters; it needs OCR"):
        read(scan())


def test_a_password_is_named() -> None:
    """What is encrypted is refused with what to do."""
    with pytest.raises(UnreadableError, match="protected by a password; save it without one"):
        read(pdf([ARTICLE], password="secret"))


def test_what_a_file_says_of_itself_must_stand_on_its_page() -> None:
    """Title and author are taken where the first page has them; the date never is."""
    lines = [*ARTICLE[:1], (50, 760, "By Ada Writer"), *ARTICLE[1:]]
    reading = read(pdf([lines], title="Harbour opens to small boats", author="Ada Writer"))
    assert reading.article is not None
    assert (reading.article.title, reading.article.author) == ("Harbour opens to small boats", "Ada Writer")
    assert reading.article.published == ""
    assert any("created: '2000-01-01'" in note for note in reading.row.notes)
    other = read(pdf([ARTICLE], title="Microsoft Word - Document1", author="admin"))
    assert other.article is not None
    assert other.article.author == ""
    assert any("'Microsoft Word - Document1', author: 'admin'" in note for note in other.row.notes)


def test_the_address_below_a_printed_page_is_its_url() -> None:
    """What browsers print below a page is no text, and says where it came from."""
    reading = read(pdf([[*ARTICLE, (50, 20, "https://courier.example/harbour"), (540, 20, "1/1")]]))
    assert reading.article is not None
    assert (reading.article.url, reading.article.outlet) == ("https://courier.example/harbour", "courier.example")
    assert "1/1" not in reading.article.text


def test_ligatures_and_soft_hyphens_are_letters_again() -> None:
    """What the typesetter did to a word is undone."""
    assert joined([["The oﬃcial \ufb01nding"], ["long soft\u00ad", "hyphens, 2019-", "2020, Baden-", "Baden"]]) == (
        ["The official finding", "long softhyphens, 2019-2020, Baden-Baden"],
        1,
    )
    assert joined([["pre-", "and post-war"], ["A long walk on a short term. A long-", "term plan."]])[0] == [
        "pre- and post-war",
        "A long walk on a short term. A long-term plan.",
    ]


def test_text_from_right_to_left_keeps_its_order() -> None:
    """Hebrew stands in the order in which it is read, whatever way it was painted."""
    words = "שלום לכל הקוראים של העיתון החדש שלנו בעיר הנמל הגדולה על שפת הים"
    reading = read(pdf([[words[::-1], words[::-1]]], font="DejaVuSans"))
    assert reading.article is not None
    assert words in reading.article.text


def test_limits_are_said() -> None:
    """A file of endless pages is refused before any is read."""
    data = pdf([[]] * (pages.MOST_PAGES + 1))
    with pytest.raises(UnreadableError, match="2,001 pages; divide it into parts of at most 2,000"):
        read(data)


def test_pypdf_is_the_fallback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pypdfium2 the same paragraphs come from pypdf, and a note says so."""
    pytest.importorskip("pypdf")
    monkeypatch.setattr(pages, "find_spec", lambda name: None if name == "pypdfium2" else object())
    reading = read(pdf([ARTICLE]))
    assert reading.article is not None
    assert "the government said that the harbour, which is well-known, would open." in reading.article.text
    assert any("pypdf" in note for note in reading.row.notes)
    for data in (pdf([ARTICLE], password="secret"), b"%PDF-1.7 broken"):
        with pytest.raises(UnreadableError):
            read(data)


def test_without_both_the_line_that_installs_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing parser is an error with its remedy."""
    monkeypatch.setattr(pages, "find_spec", lambda name: None)
    monkeypatch.setitem(__import__("sys").modules, "pypdfium2", None)
    with pytest.raises(MissingPartError, match=r'pip install "media-coverage-analyzer\[formats\]"'):
        read(pdf([ARTICLE]))


def test_a_file_is_read_in_its_process(tmp_path) -> None:
    """From the path to the corpus, and a broken one is a row."""
    (tmp_path / "a.txt").write_bytes(pdf([ARTICLE]))
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7\n%broken")
    corpus = analyzer.read(tmp_path)
    assert [row.status for row in corpus.ledger] == ["read", "skipped"]
    assert "a broken PDF file" in corpus.ledger[1].reason


def test_a_page_takes_few_milliseconds() -> None:
    """Twenty full pages are read in well under a second."""
    page = [f"Line {at} of a page that is as full as the pages of a newspaper are, with words." for at in range(50)]
    data = pdf([[f"Sheet {at}", *page] for at in range(20)])
    start = time.perf_counter()
    read(data, Options(language="en"))
    assert time.perf_counter() - start < 2


def test_one_endless_paragraph_takes_no_longer_than_many() -> None:
    """What is done at the border of two lines does not grow with what stands before it."""
    start = time.perf_counter()
    (text,), n_joined = joined([["words that are divi-", "ded at the ends"] * 20_000])
    assert (len(text) > 500_000, n_joined) == (True, 20_000)
    joined([["x" * 10**6, "y" * 10**6 + "-", "z"]])
    assert time.perf_counter() - start < 5


@settings(max_examples=60, deadline=5000, suppress_health_check=list(HealthCheck))
@given(what=changes)
def test_a_damaged_file_costs_itself(what: Changes) -> None:
    """Whatever happened to its bytes, a file is read or refused."""
    assert len(read_all(read_pdf, changed(WHOLE, what))) <= 1


WHOLE = pdf([ARTICLE, ARTICLE])
