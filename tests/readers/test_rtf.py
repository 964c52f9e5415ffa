from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

import analyzer
from analyzer.errors import UnreadableError
from analyzer.readers.documents.document import lines_of
from analyzer.readers.documents.rtf import _Page, read_rtf
from analyzer.readers.reading import File, Options, Reading
from tests.readers.making.mutated import Changes, changed, changes, read_all

PLAIN = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Helvetica;}{\f1\fcharset204 Arial;}}"
    r"{\stylesheet{\s1 heading 1;}{\s2 Title;}}{\info{\author typist}{\title Template}}"
    r"\pard\s2 Harbour opens\par\pard The ministers met on Tuesday.\par Boats \{came\}.\par}"
)


def rtf_lines(data: bytes) -> list[str]:
    return lines_of(_Page(data).blocks)


def read(text: str) -> Reading:
    (reading,) = read_rtf(File(text.encode("latin-1"), "a.rtf", "a", outlet="a"), Options())
    return reading


def test_paragraphs_and_the_style_of_a_title() -> None:
    """Fonts, styles and what the file says of itself are no text."""
    reading = read(PLAIN)
    assert reading.article is not None
    assert reading.article.title == "Harbour opens"
    assert reading.article.text == "The ministers met on Tuesday.\n\nBoats {came}."
    assert "title taken from the title" in reading.row.notes


@pytest.mark.parametrize(
    ("rtf", "lines"),
    [
        (r"\'e9\'E8", ["éè"]),
        (r"\f1\'cf\'f0\'e8\f0\'e9", ["Приé"]),
        (r"{\f1\'cf\plain\'e9}\'e9", ["Пéé"]),
        (r"\u1055?\u1088\'3f{\uc2\u8364\'80\'80}.", ["Пр€."]),
        (r"\uc0\u8364 a\uc1\u8220\ldblquote b", ["€a“b"]),
        (r"\u-10179?\u-8704?", ["\U0001f600"]),
        (r"a\line b\par c\page d\sect e", ["a", "b", "c", "d", "e"]),
        ("a\\\nb", ["a", "b"]),
        ("wrap\r\nped", ["wrapped"]),
        (r"\trowd\intbl Port\cell 90\cell\row Town\cell 5\cell\row", ["Port\t90", "Town\t5"]),
        (r"gov\-ernment\~a\_b\emdash\rquote s", ["government\u00a0a-b—’s"]),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt link}} {\*\unknown gone}{\pict ffff}end", ["link end"]),
        (r"a{\v hidden}{\v0 seen}{\deleted gone}b{\footnote note}{\*\annotation why}c", ["aseenbc"]),
        (r"a\bin5 }}}{{ b\bin b", ["a bb"]),
        (r"{\listtext 1.\tab}item{\header top}{\footer below}", ["item"]),
    ],
)
def test_what_is_written_is_what_is_seen(rtf: str, lines: list[str]) -> None:
    """Code pages by font, Unicode and its stand-ins, signs, tables, fields, hidden text, bytes of objects."""
    head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Helvetica;}{\f1\fcharset204 Arial;}}"
    assert rtf_lines(f"{head}{rtf}}}".encode("latin-1")) == lines


@pytest.mark.parametrize(
    ("rtf", "lines"),
    [
        (r"{\rtf1\ansi\ansicpg936 \'c4\'e3\'ba\'c3}", ["你好"]),
        (r"{\rtf1\ansi\ansicpg932 \'83\'41\'83A}", ["アア"]),
        (r"{\rtf1\ansi\ansicpg1255 \rtlch\'f9\'ec\'e5\'ed}", ["שלום"]),
        (r"{\rtf1\ansi\ansicpg99999 \'e9}", ["é"]),
        (r"{\rtf1\ansi\deff1{\fonttbl{\f1\fcharset204 A;}}\'cf}", ["П"]),
        (r"{\rtf1 never closed", ["never closed"]),
        (r"{\rtf1 a}}}} b", ["a b"]),
        ("{\\rtf1 a\\", ["a"]),
        (r"{\rtf1\u b\'zz c\u99999999999 d}", None),
    ],
)
def test_code_pages_and_broken_ends(rtf: str, lines: list[str] | None) -> None:
    """The code page of the file, characters of two bytes, and files that end or are closed where they should not."""
    found = rtf_lines(rtf.encode("latin-1"))
    assert lines is None or found == lines


def test_what_was_left_out_is_counted() -> None:
    """Footnotes, comments and passages that are not seen are a note."""
    reading = read(r"{\rtf1 They met{\v x}{\deleted y}{\footnote z}, and {\*\annotation w}they met.}")
    assert "left out: 1 comments, 1 deleted passages, 1 footnotes, 1 hidden passages" in reading.row.notes


def test_hostile_files_end_in_a_sentence() -> None:
    """Groups in groups without end, bytes without end, and what is no RTF."""
    with pytest.raises(UnreadableError, match="more than 1,000 groups in one another"):
        rtf_lines(b"{\\rtf1 " + b"{" * 100_000)
    with pytest.raises(UnreadableError, match="no RTF, whatever its name says"):
        rtf_lines(b"They met.")
    with pytest.raises(UnreadableError, match="no words"):
        read(r"{\rtf1\bin9999999999 They met.}")
    with pytest.raises(UnreadableError, match="no words"):
        read(r"{\rtf1 {\pict 00}}")


def test_a_file_is_told_by_its_content(tmp_path) -> None:
    """RTF by the name of .doc, as many programs save it, is read."""
    (tmp_path / "a.doc").write_bytes(PLAIN.encode())
    (article,) = analyzer.read(tmp_path / "a.doc")
    assert article.title == "Harbour opens"


@settings(max_examples=300, deadline=5000, suppress_health_check=list(HealthCheck))
@given(what=changes)
def test_a_damaged_file_costs_itself(what: Changes) -> None:
    """Whatever happened to its bytes, a file is read or refused."""
    assert len(read_all(read_rtf, changed(PLAIN.encode(), what))) <= 1
