from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import analyzer
from analyzer.errors import UnreadableError
from analyzer.readers.documents import package, xml
from analyzer.readers.documents.docx import read_docx
from analyzer.readers.reading import File, Options, Reading
from tests.readers.making.mutated import Changes, changed, changes, read_all
from tests.readers.making.packed import packed, with_part
from tests.readers.making.word import docx, put

TITLE, FIRST, LAST = "Harbour opens", "The ministers met on Tuesday.", "Boats came."


def read(data: bytes) -> Reading:
    (reading,) = read_docx(File(data, "a.docx", "a", outlet="a"), Options())
    return reading


def plain(document: Any) -> None:
    document.add_paragraph(TITLE)
    document.add_paragraph(FIRST)
    document.add_paragraph(LAST)


def test_paragraphs_and_tables_stand_in_their_order() -> None:
    """A row of a table is one line; cells with several paragraphs are layout."""

    def fill(document: Any) -> None:
        document.add_paragraph("Harbour Courier")
        document.add_paragraph(TITLE, style="Title")
        document.add_paragraph(FIRST)
        table = document.add_table(2, 2)
        for at, words in enumerate(("Town", "Boats", "Port", "90")):
            table.cell(at // 2, at % 2).text = words
        layout = document.add_table(1, 2)
        layout.cell(0, 0).text = "Left one.\nLeft goes on."
        layout.cell(0, 0).add_paragraph("Left two.")
        layout.cell(0, 1).text = "Right."
        document.add_heading("And then", 2)
        document.add_paragraph(LAST)

    reading = read(docx(fill))
    assert reading.article is not None
    assert reading.article.title == TITLE
    assert "title taken from the title" in reading.row.notes
    assert reading.article.text.split("\n\n") == [
        "Harbour Courier", FIRST, "Town\tBoats", "Port\t90", "Left one.\nLeft goes on.", "Left two.", "Right.",
        "And then", LAST,
    ]  # fmt: skip


def test_a_first_heading_is_the_title_and_a_later_one_is_not() -> None:
    """Without a style of title the first block decides, and then its first line."""

    def fill(document: Any) -> None:
        document.add_heading("Will the harbour open.", 1)
        document.add_paragraph(FIRST)

    assert read(docx(fill)).article.title == "Will the harbour open."  # type: ignore[union-attr]
    reading = read(docx(plain))
    assert reading.article is not None
    assert reading.article.title == TITLE
    assert "title taken from the first line" in reading.row.notes


def test_changes_are_accepted_and_what_is_not_seen_is_left_out() -> None:
    """Inserted text stays; deleted, hidden and alternative text, comments and footnotes go, and are counted."""

    def fill(document: Any) -> None:
        plain(document)
        paragraph = document.add_paragraph("They ")
        put(
            paragraph,
            '<w:ins w:id="1"><w:r><w:t>soon</w:t></w:r></w:ins>'
            '<w:del w:id="2"><w:r><w:delText> never</w:delText></w:r></w:del>'
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t> secretly</w:t></w:r>"
            '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t xml:space="preserve"> left</w:t></w:r>'
            '<w:r><w:footnoteReference w:id="3"/></w:r><w:r><w:commentReference w:id="4"/></w:r>'
            "<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>"
            "<mc:AlternateContent><mc:Choice><w:r><w:t>.</w:t></w:r></mc:Choice>"
            "<mc:Fallback><w:r><w:t>.</w:t></w:r></mc:Fallback></mc:AlternateContent>"
            "<w:r><w:t>So</w:t><w:softHyphen/><w:t>ft,</w:t><w:br/><w:noBreakHyphen/><w:tab/><w:t>x\u00ad.</w:t></w:r>",
        )

    reading = read(docx(fill))
    assert reading.article is not None
    assert reading.article.text.endswith("They soon left.Soft,\n-\tx.")
    assert "left out: 1 comments, 1 deleted passages, 1 footnotes, 1 hidden passages" in reading.row.notes
    assert "1 soft hyphens left out" in reading.row.notes


def test_text_boxes_and_content_controls_are_read() -> None:
    """A text box stands behind the paragraph that it is anchored in."""

    def fill(document: Any) -> None:
        plain(document)
        paragraph = document.add_paragraph("Anchor")
        box = "<w:pict><w:txbxContent><w:p><w:r><w:t>In the box</w:t></w:r></w:p></w:txbxContent></w:pict>"
        put(paragraph, f"<w:r>{box}</w:r><w:sdt><w:sdtContent><w:r><w:t> held.</w:t></w:r></w:sdtContent></w:sdt>")

    assert read(docx(fill)).article.text.endswith("Anchor held.\n\nIn the box")  # type: ignore[union-attr]


def test_what_a_file_says_of_itself_is_a_note() -> None:
    """Whoever typed the text is not its author, and the day of typing not its date."""
    reading = read(docx(plain, author="typist", title="Template"))
    assert reading.article is not None
    assert (reading.article.author, reading.article.published) == ("", "")
    assert any("title: 'Template', author: 'typist', created: '" in note for note in reading.row.notes)


def test_the_main_part_may_have_another_name() -> None:
    """Where the text stands is looked up."""
    text = (
        "<w:document xmlns:w='x'><w:body><w:p><w:r><w:t>They met, and they met.</w:t></w:r></w:p></w:body></w:document>"
    )
    links = "<Relationships><Relationship Type='http://x/officeDocument' Target='/word/document2.xml'/></Relationships>"
    data = packed({"[Content_Types].xml": "<Types/>", "_rels/.rels": links, "word/document2.xml": text})
    assert read(data).article.text == "They met, and they met."  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ('<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>', "declares entities"),
        ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>', "declares entities"),
        ("<a>" * 300 + "</a>" * 300, "nested too deeply"),
        ("<w:document xmlns:w='x'><w:body>", "broken"),
        ("<w:document xmlns:w='x'/>", "has no body"),
        ("<w:document xmlns:w='x'><w:body/></w:document>", "no words"),
        ('<?xml version="1.0" encoding="klingon"?><x/>', "broken"),
    ],
)
def test_hostile_xml_is_refused(part: str, reason: str) -> None:
    """Entities, depth and broken markup end in a sentence, and nothing outside the file is read."""
    with pytest.raises(UnreadableError, match=reason):
        read(with_part(docx(plain), "word/document.xml", part))


def test_limits_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bombs and endless trees are stopped at their limits."""
    monkeypatch.setattr(package, "MOST_UNPACKED", 10_000_000)
    with pytest.raises(UnreadableError, match="larger than 10,000,000 bytes"):
        read(with_part(docx(plain), "word/document.xml", b" " * 10_000_001))
    monkeypatch.setattr(xml, "MOST_ELEMENTS", 1000)
    with pytest.raises(UnreadableError, match="more than 1,000 elements"):
        read(with_part(docx(plain), "word/document.xml", "<a>" + "<b/>" * 1000 + "</a>"))


def test_tables_in_tables_cost_no_more_than_their_size() -> None:
    """Each cell is gone through once, however deep it stands."""
    n = 60
    inner = "<w:p><w:r><w:t>deep and deeper</w:t></w:r></w:p>"
    body = "<w:tbl><w:tr><w:tc>" * n + inner + f"</w:tc><w:tc>{inner}</w:tc></w:tr></w:tbl>" * n
    data = with_part(docx(plain), "word/document.xml", f"<w:d xmlns:w='x'><w:body>{body}</w:body></w:d>")
    assert read(data).article.text.count("deep and deeper") == n + 1  # type: ignore[union-attr]


def test_a_file_is_told_by_its_content(tmp_path) -> None:
    """A Word file by any name is one, in an archive too; a damaged one costs itself; macros do nothing."""
    (tmp_path / "a.txt").write_bytes(docx(plain))
    (tmp_path / "b.docm").write_bytes(with_part(docx(plain), "word/vbaProject.bin", b"\x00" * 100))
    (tmp_path / "c.docx").write_bytes(docx(plain)[:5000])
    (tmp_path / "d.zip").write_bytes(packed({"inner/d.docx": docx(plain)}))
    corpus = analyzer.read(tmp_path)
    assert [row.status for row in corpus.ledger] == ["read", "read", "skipped", "read", "opened"]
    assert {article.title for article in corpus} == {TITLE}
    assert "looks like a Word file" in corpus.ledger[2].reason


@settings(max_examples=80, deadline=5000, suppress_health_check=list(HealthCheck))
@given(what=changes)
def test_a_damaged_file_costs_itself(what: Changes) -> None:
    """Whatever happened to its bytes, a file is read or refused."""
    assert len(read_all(read_docx, changed(WHOLE, what))) <= 1


@settings(max_examples=80, deadline=5000, suppress_health_check=list(HealthCheck))
@given(what=changes)
def test_damaged_markup_costs_its_file(what: Changes) -> None:
    """The same for the XML within, which a checksum does not protect."""
    assert len(read_all(read_docx, packed({"word/document.xml": changed(MARKUP, what)}))) <= 1


WHOLE = docx(plain)
MARKUP = package.Package(WHOLE, "").read("word/document.xml")
