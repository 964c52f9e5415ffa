from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

import analyzer
from analyzer.errors import UnreadableError
from analyzer.readers.documents.odt import read_odt
from analyzer.readers.reading import File, Options, Reading
from tests.readers.making.mutated import Changes, changed, changes, read_all
from tests.readers.making.packed import odt, with_part

BODY = "<text:h>Harbour opens</text:h><text:p>The ministers met on Tuesday.</text:p><text:p>Boats came.</text:p>"


def read(data: bytes) -> Reading:
    (reading,) = read_odt(File(data, "a.odt", "a", outlet="a"), Options())
    return reading


def test_paragraphs_headings_and_tables_stand_in_their_order() -> None:
    """White space is that of the page and not that of the file."""
    table = (
        "<table:table><table:table-row><table:table-cell><text:p>Port</text:p></table:table-cell>"
        "<table:table-cell><text:p>90</text:p></table:table-cell></table:table-row></table:table>"
    )
    more = (
        '<text:p>One\n  <text:span>two</text:span><text:s text:c="2"/>three<text:tab/>four'
        "<text:line-break/>five</text:p>"
    )
    reading = read(odt(BODY + table + more))
    assert reading.article is not None
    assert reading.article.title == "Harbour opens"
    assert reading.article.text.split("\n\n") == [
        "The ministers met on Tuesday.", "Boats came.", "Port\t90", "One two  three\tfour\nfive"
    ]  # fmt: skip


def test_a_style_of_title_goes_before_headings() -> None:
    """Automatic styles are followed to the style that they come from."""
    styles = '<style:style style:name="P1" style:parent-style-name="Title"/>'
    body = f'<text:p>Courier</text:p><text:p text:style-name="P1">Boats, boats</text:p>{BODY}'
    assert read(odt(body, styles=styles)).article.title == "Boats, boats"  # type: ignore[union-attr]


def test_what_is_not_seen_is_left_out() -> None:
    """Deleted text, annotations, notes, hidden text and the words of pictures go, and are counted."""
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Gone.</text:p></text:deletion>"
        f"</text:changed-region></text:tracked-changes>{BODY}"
        "<text:p>They<office:annotation><text:p>Really?</text:p></office:annotation> left"
        "<text:note><text:note-body><text:p>Note.</text:p></text:note-body></text:note>.<text:hidden-text>x</text:hidden-text>"
        "<draw:frame><draw:text-box><text:p>In the box</text:p></draw:text-box><svg:title>boat.png</svg:title>"
        "</draw:frame></text:p>"
    )
    reading = read(odt(body))
    assert reading.article is not None
    assert reading.article.text.endswith("Boats came.\n\nThey left.\n\nIn the box")
    assert "left out: 1 annotations, 1 hidden passages, 1 notes" in reading.row.notes


def test_what_a_file_says_of_itself_is_a_note() -> None:
    """Author and date of the file are not those of the article."""
    meta = "<meta:initial-creator>typist</meta:initial-creator><meta:creation-date>2024-09-03</meta:creation-date>"
    reading = read(odt(BODY, meta=meta))
    assert reading.article is not None
    assert (reading.article.author, reading.article.published) == ("", "")
    assert "not relied on, the file's own author: 'typist', created: '2024-09-03'" in reading.row.notes


def test_what_cannot_be_read_is_named() -> None:
    """Encrypted and empty files, and files that are something else."""
    locked = "<manifest:manifest xmlns:manifest='x'><manifest:encryption-data/></manifest:manifest>"
    for data, reason in (
        (odt(BODY, manifest=locked), "protected by a password"),
        (odt(""), "no words"),
        (odt(BODY, kind="drawing"), "has no text"),
        (with_part(odt(BODY), "content.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"), "declares entities"),
        (b"PK\x03\x04", "looks like an OpenDocument text"),
    ):
        with pytest.raises(UnreadableError, match=reason):
            read(data)
    assert len(read(odt(BODY + '<text:p>a<text:s text:c="999999999"/>b</text:p>')).article.text) < 2000  # type: ignore[union-attr]


def test_a_file_is_told_by_its_content(tmp_path) -> None:
    """Texts are read whatever their names say; drawings are refused with what to do."""
    (tmp_path / "a.docx").write_bytes(odt(BODY))
    (tmp_path / "b.odt").write_bytes(odt(BODY, kind="graphics"))
    corpus = analyzer.read(tmp_path)
    assert [row.status for row in corpus.ledger] == ["read", "skipped"]
    assert "save it as plain text" in corpus.ledger[1].reason


@settings(max_examples=80, deadline=5000, suppress_health_check=list(HealthCheck))
@given(what=changes)
def test_a_damaged_file_costs_itself(what: Changes) -> None:
    """Whatever happened to its bytes or to its markup, a file is read or refused."""
    assert len(read_all(read_odt, changed(WHOLE, what))) <= 1
    assert len(read_all(read_odt, with_part(WHOLE, "content.xml", changed(MARKUP, what)))) <= 1


WHOLE = odt(BODY)
MARKUP = f"<a><body><text>{BODY.replace('text:', '')}</text></body></a>".encode()
