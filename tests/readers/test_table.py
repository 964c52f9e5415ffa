import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.readers import read_corpus
from analyzer.readers.fields import ALIASES, FIELDS
from analyzer.readers.table import DELIMITERS, parse_table

CELLS = st.text(st.characters(blacklist_characters="\x00\r\x1f", blacklist_categories=["Cs"]))


def read(tmp_path: Path, content: str | bytes, **options: object):  # type: ignore[no-untyped-def]
    path = tmp_path / "a.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_corpus(path, **options)  # type: ignore[arg-type]


@given(st.lists(st.tuples(CELLS, CELLS.filter(str.strip)), min_size=1), st.sampled_from(DELIMITERS))
def test_what_a_csv_writer_wrote_comes_back(rows: list[tuple[str, str]], delimiter: str) -> None:
    """Quotation marks, delimiters and newlines inside cells survive, with each of the four delimiters."""
    stream = StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\n").writerows([("title", "text"), *rows])
    assert [tuple(row.cells) for row in parse_table(stream.getvalue()).rows] == rows


@pytest.mark.parametrize("field", [field for field in FIELDS if field not in ("text", "id")])
def test_every_alias_is_its_field(field: str, tmp_path: Path) -> None:
    """Each name in the table of aliases fills the field it stands for, whatever its case."""
    wanted = {"date": ("published", "2024-09-03"), "language": ("language", "de")}
    attribute, value = wanted.get(field, (field, "some value"))
    for name in (field, *ALIASES[field]):
        (article,) = read(tmp_path, f"{name.upper()},text\n{value},They met.\n")
        assert getattr(article, attribute) == value


def test_no_alias_stands_for_two_fields() -> None:
    """A column name means one field only."""
    names = [name for field in FIELDS for name in (field, *ALIASES[field])]
    assert len(names) == len(set(names))


def test_the_option_goes_before_the_known_names(tmp_path: Path) -> None:
    """A column that the user chose is taken, and the one with the usual name is kept as an extra."""
    (article,) = read(tmp_path, "text,Volltext\nshort,The whole text\n", columns={"text": "volltext"})
    assert (article.text, article.extra) == ("The whole text", (("text", "short"),))


def test_a_column_that_is_not_there_is_noted(tmp_path: Path) -> None:
    """A wrong name for a column shows in the ledger of each row."""
    corpus = read(tmp_path, "text\nThey met.\n", columns={"outlet": "Medium"})
    assert "no column 'Medium' for outlet" in corpus.ledger[0].notes


def test_without_a_text_column_the_file_is_skipped_with_its_columns(tmp_path: Path) -> None:
    """The reason lists what is there, and the option that helps."""
    (row,) = read(tmp_path, "Titel;Volltext\nRegen;Es regnete.\n").ledger
    assert row.status == "skipped"
    assert "'Titel', 'Volltext'" in row.reason
    assert "columns={'text':" in row.reason
    (row,) = read(tmp_path, "a,b\n1,2\n", columns={"text": "Volltext"}).ledger
    assert "no column 'Volltext'" in row.reason


def test_each_row_has_its_row_in_the_ledger(tmp_path: Path) -> None:
    """Rows are read or skipped one by one, with their number; rows without any value are not counted."""
    corpus = read(tmp_path, "id,text\n,They met.\nx,\n,,\n\nx,They left.\nx,They slept.\n")
    assert [(row.item, row.status) for row in corpus.ledger] == [
        ("a-row1", "read"),
        ("x", "skipped"),
        ("x", "read"),
        ("x-2", "read"),
    ]
    assert [article.origin.rpartition(", ")[2] for article in corpus] == ["row 1", "row 3", "row 4"]
    assert "is taken" in corpus.ledger[3].notes[-1]


def test_a_row_with_too_many_cells_is_not_cut(tmp_path: Path) -> None:
    """Text with a bare delimiter would lose its end, so the row is skipped and says why."""
    corpus = read(tmp_path, "title,text\nRain,It rained, and rained.\nSun,It shone.,,\n")
    assert [article.text for article in corpus] == ["It shone."]
    assert "3 cells under 2 columns" in corpus.skipped[0].reason


def test_an_open_quotation_mark_is_found_out(tmp_path: Path) -> None:
    """A quotation mark that is never closed swallows the rest of the file, and the ledger says from which line."""
    corpus = read(tmp_path, 'title,text\nRain,It rained.\nSun,"It shone.\nFog,It was grey.\n')
    assert [article.title for article in corpus] == ["Rain"]
    assert "line 3: a quotation mark is opened" in corpus.skipped[0].reason


def test_excel_files_are_read(tmp_path: Path) -> None:
    """What Excel saves is read: with a mark, with semicolons, as UTF-16 with tabs, with its own delimiter line."""
    for content in (
        "title;text\r\nCafé;They met.\r\n".encode("utf-8-sig"),
        "title\ttext\r\nCafé\tThey met.\r\n".encode("utf-16"),
        "sep=|\r\ntitle|text\r\nCafé|They met.\r\n".encode(),
        "title;text\r\nCafé;They met.\r\n".encode("cp1252"),
    ):
        (article,) = read(tmp_path, content)
        assert (article.title, article.text) == ("Café", "They met.")


def test_one_column_needs_no_delimiter(tmp_path: Path) -> None:
    """A table of texts only is not divided at its commas."""
    corpus = read(tmp_path, 'text\nIt rained, and rained.\n"It shone;\nthen not."\n')
    assert [article.text for article in corpus] == ["It rained, and rained.", "It shone;\nthen not."]


def test_unknown_columns_are_kept(tmp_path: Path) -> None:
    """What has no field is an extra under its own name, or its position."""
    (article,) = read(tmp_path, "text,score,,score\nThey met.,7,8,9\n")
    assert article.extra == (("score", "7"), ("column 3", "8"), ("score", "9"))


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (",".join(["a"] * 2_000_000), "1,000,000 delimiters"),
        (",".join(["text"] * 20_000) + "\n", "10,000 columns"),
        ("text\n" + '"' + "," * 2_000_000 + '"\n', ""),
        ("text,title\n", "no rows"),
        ("text,title\na\x00b,c\n", "NUL"),
        ("\n\n\n", "none"),
        (",,,\n,,,\n", "none"),
        ('"', "column"),
    ],
)
def test_hostile_tables_are_refused_with_a_reason(content: str, word: str, tmp_path: Path) -> None:
    """A table that is none is one or more skipped rows, and quickly so."""
    corpus = read(tmp_path, content)
    assert len(corpus) == 0
    assert all(word in row.reason for row in corpus.ledger)


def test_a_long_cell_is_read_and_the_limit_of_csv_given_back(tmp_path: Path) -> None:
    """Cells beyond the limit of the csv module are read, and other users of the module keep their limit."""
    before = csv.field_size_limit()
    (article,) = read(tmp_path, f'text,title\n"{"They met. " * 50_000}",Rain\n')
    assert len(article.text) == 500_000
    assert csv.field_size_limit() == before
