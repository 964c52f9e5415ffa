from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings

import analyzer
from analyzer.errors import MissingPartError, UnreadableError
from analyzer.readers.reading import File, Options, Reading
from analyzer.readers.tables import excel
from analyzer.readers.tables.excel import read_excel
from analyzer.readers.tables.parquet import read_parquet
from analyzer.readers.tables.sqlite import read_sqlite
from tests.readers.making.mutated import Changes, adds_up, changed, changes, read_all
from tests.readers.making.packed import odt, with_part
from tests.readers.making.sheets import parquet, sqlite, xlsx

HEADER = ["Headline", "Text", "Source", "Date", "Words"]
ROW = ["Rain", "It rained.", "Harbour Courier", date(2024, 9, 3), 2]
NEWS = (HEADER, ROW, [], ["Wind", "It blew.", "Inland News", "4 September 2024", 2.5])


def read(
    reader: Callable[[File, Options], Iterator[Reading]], data: bytes, columns: dict[str, str] | None = None
) -> list[Reading]:
    return list(reader(File(data, "a", "a", outlet="a"), Options(columns or {})))


def statuses(readings: list[Reading]) -> list[str]:
    assert adds_up(readings)
    return [reading.row.status for reading in readings]


def test_a_sheet_is_read_like_a_csv_file() -> None:
    """Dates are days, whole numbers have no point, rows without any value are not counted."""
    pytest.importorskip("python_calamine")
    readings = read(read_excel, xlsx({"News": NEWS}))
    assert statuses(readings) == ["read", "read", "opened"]
    first, second = readings[0].article, readings[1].article
    assert first is not None
    assert second is not None
    assert (first.title, first.text, first.outlet, first.published) == (
        "Rain", "It rained.", "Harbour Courier", "2024-09-03"
    )  # fmt: skip
    assert (first.id, first.origin, first.extra) == ("a-row1", "a, row 1", (("Words", "2"),))
    assert (second.id, second.published, second.extra) == ("a-row2", "2024-09-04", (("Words", "2.5"),))


def test_every_sheet_counts() -> None:
    """Sheets without a text are skipped rows with their columns; the header may stand below a title."""
    pytest.importorskip("python_calamine")
    sheets = {"News": [["Export of 3 September"], [], *NEWS], "Numbers": [["Year", "n"], [2024, 7]], "Empty": []}
    readings = read(read_excel, xlsx(sheets))
    assert statuses(readings) == ["read", "read", "skipped", "skipped", "opened"]
    assert readings[0].row.origin == "a, sheet 'News', row 1"
    assert readings[0].article.id == "a-sheet-news-row1"  # type: ignore[union-attr]
    assert "columns found: 'Year', 'n'" in readings[2].row.reason
    assert readings[3].row.reason == "an empty sheet"
    other = read(read_excel, xlsx({"News": [["a", "b"], ["They met.", "x"]]}), {"text": "a", "outlet": "c"})
    assert other[0].row.notes[0] == "no column 'c' for outlet"


def test_formulas_are_what_was_computed() -> None:
    """A formula is never run: its last value is read, and a text that looks like one is text."""
    pytest.importorskip("python_calamine")
    readings = read(read_excel, xlsx({"News": [["text"], ["=cmd|'/C calc'!A0 they met"]]}))
    assert readings[0].article.text == "=cmd|'/C calc'!A0 they met"  # type: ignore[union-attr]


def test_opendocument_sheets_are_read() -> None:
    """The same for .ods."""
    pytest.importorskip("python_calamine")
    row = "<table:table-row>{}</table:table-row>"
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    table = ["title", "text"], ["Rain", "It rained."]
    rows = "".join(row.format("".join(map(cell.format, cells))) for cells in table)
    data = odt(f'<table:table table:name="News">{rows}</table:table>', kind="spreadsheet", manifest="<manifest/>")
    assert statuses(read(read_excel, data)) == ["read", "opened"]


def test_workbooks_that_cannot_be_read_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Broken files, too many cells, and no parser."""
    pytest.importorskip("python_calamine")
    with pytest.raises(UnreadableError, match="a broken Excel file"):
        read(read_excel, xlsx({"News": NEWS})[:3000])
    monkeypatch.setattr(excel, "MOST_CELLS", 10)
    assert "4 rows of 5 columns are too many" in read(read_excel, xlsx({"News": NEWS}))[0].row.reason
    monkeypatch.setitem(__import__("sys").modules, "python_calamine", None)
    with pytest.raises(MissingPartError, match=r'pip install "media-coverage-analyzer\[formats\]"'):
        read(read_excel, xlsx({"News": NEWS}))


def test_a_gigantic_sheet_costs_itself(tmp_path) -> None:
    """Two cells in opposite corners of a sheet are no reason to make seventeen billion."""
    pytest.importorskip("python_calamine")
    cells = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        "</sheetData></worksheet>"
    )
    (tmp_path / "a.xlsx").write_bytes(with_part(xlsx({"News": NEWS}), "xl/worksheets/sheet1.xml", cells))
    (tmp_path / "b.xlsx").write_bytes(xlsx({"News": NEWS}))
    corpus = analyzer.read(tmp_path)
    assert [row.status for row in corpus.ledger] == ["skipped", "read", "read", "opened"]


def test_a_parquet_file_is_read_in_batches() -> None:
    """Lists of words are joined, structures are JSON, missing values empty, nanoseconds cut off."""
    arrow = pytest.importorskip("pyarrow")
    n = 600
    data = parquet(
        {
            "title": [f"Story {at}" for at in range(n)],
            "text": ["They met."] * (n - 1) + [None],
            "authors": [["A", "B"]] * n,
            "date": arrow.array([datetime(2024, 9, 3)] * n, arrow.timestamp("ns")),
            "scores": [{"tone": 0.5, "n": [1, 2]}] * n,
            "raw": [b"\x00\x01"] * n,
        }
    )
    readings = read(read_parquet, data)
    assert [reading.row.status for reading in readings] == ["read"] * (n - 1) + ["skipped"]
    article = readings[-2].article
    assert article is not None
    assert (article.title, article.author, article.published) == ("Story 598", "A; B", "2024-09-03")
    assert article.extra == (("scores", '{"tone": 0.5, "n": [1, 2]}'), ("raw", "(2 bytes)"))


def test_parquet_files_that_cannot_be_read_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Broken files, files without text, and no parser."""
    pytest.importorskip("pyarrow")
    data = parquet({"text": ["They met."]})
    files = {
        "a broken Parquet file": data[:-20],
        "a broken": b"PAR1",
        "columns found: 'n'": parquet({"n": [1]}),
        "no rows": parquet({"text": []}),
    }
    for reason, broken in files.items():
        with pytest.raises(UnreadableError, match=reason):
            read(read_parquet, broken)
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(MissingPartError, match=r'pip install "media-coverage-analyzer\[parquet\]"'):
        read(read_parquet, data)


def test_a_database_is_read_table_by_table() -> None:
    """Views and virtual tables are not read; a table of numbers is skipped with its columns."""
    data = sqlite(
        "CREATE TABLE news (headline TEXT, text TEXT, source TEXT, date TEXT, words REAL)",
        'CREATE TABLE "odd ""name" (text)',
        "CREATE TABLE numbers (year, n)",
        "CREATE VIEW all_news AS SELECT * FROM news",
        rows={"news": [ROW, [None] * 5, ["Wind", "It blew.", None, None, None]], "numbers": [[2024, 7]]},
    )
    readings = read(read_sqlite, data)
    assert statuses(readings) == ["read", "read", "skipped", "skipped", "opened"]
    article = readings[0].article
    assert article is not None
    assert (article.title, article.published, article.extra) == ("Rain", "2024-09-03", (("words", "2"),))
    assert readings[0].row.origin == "a, table 'news', row 1"
    assert readings[2].row.reason == "no rows below the header"
    assert "columns found: 'year', 'n'" in readings[3].row.reason


def test_a_database_with_a_log_is_read() -> None:
    """How it is written does not matter."""
    data = bytearray(sqlite("CREATE TABLE a (text)", rows={"a": [["They met."]]}))
    data[18:20] = b"\x02\x02"
    assert statuses(read(read_sqlite, bytes(data))) == ["read", "opened"]


def test_nothing_of_a_hostile_schema_is_run() -> None:
    """Functions in generated columns, virtual tables and broken pages cost their table."""
    data = sqlite(
        "CREATE TABLE good (text)",
        "CREATE TABLE bad (a, text AS (hex(zeroblob(50000000))))",
        "INSERT INTO bad VALUES (1)",
        "CREATE VIRTUAL TABLE v USING rtree(text, a, b)",
        rows={"good": [["They met."]]},
    )
    readings = read(read_sqlite, data)
    assert statuses(readings) == ["read", *["skipped"] * 5, "opened"]
    assert "too big" in readings[1].row.reason
    assert "makes from others" in readings[2].row.reason
    for broken in (b"SQLite format 3\x00", sqlite("CREATE TABLE a (x)", "DROP TABLE a"), data[:2000]):
        with pytest.raises(UnreadableError):
            read(read_sqlite, broken)


def ole(stream: str) -> bytes:
    """The head of an old Office file and a directory that names this stream."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(22) + (9).to_bytes(2, "little") + bytes(16)
    head += (0).to_bytes(4, "little")
    return head.ljust(512, b"\x00") + b"".join(
        name.encode("utf-16-le").ljust(128, b"\x00") for name in ("Root Entry", stream)
    ).ljust(1024, b"\x00")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (ole("WordDocument"), "an old Word file; open it in a word processor and save it as .docx"),
        (ole("Workbook"), "a broken Excel file"),
        (ole("EncryptedPackage"), "protected by a password; save it without one"),
        (ole("__properties_version1.0"), "a message of Outlook; save it as .eml"),
        (ole("Something"), "an old Office file"),
        (ole("WordDocument")[:9], "an old Office file"),
    ],
)
def test_old_office_files_are_told_apart(data: bytes, reason: str, tmp_path) -> None:
    """What they are does not hang on their names."""
    pytest.importorskip("python_calamine")
    (tmp_path / "a.doc").write_bytes(data)
    (row,) = analyzer.read(tmp_path / "a.doc").ledger
    assert reason in row.reason


def test_a_file_that_ends_its_parser_costs_itself(tmp_path) -> None:
    """The parser of Excel files aborts on some broken ones; the next file gets a new process."""
    pytest.importorskip("python_calamine")
    (tmp_path / "a.xls").write_bytes(ole("Workbook")[:-32])
    (tmp_path / "b.xlsx").write_bytes(xlsx({"News": NEWS}))
    corpus = analyzer.read(tmp_path)
    assert [row.status for row in corpus.ledger] == ["skipped", "read", "read", "opened"]


def test_all_are_read_from_a_folder(tmp_path) -> None:
    """From the path to the corpus, in the process that parses."""
    pytest.importorskip("python_calamine")
    (tmp_path / "a.xlsx").write_bytes(xlsx({"News": NEWS}))
    (tmp_path / "b.parquet").write_bytes(parquet({"text": ["They met."]}))
    (tmp_path / "c.db").write_bytes(sqlite("CREATE TABLE a (text)", rows={"a": [["They met."]]}))
    (tmp_path / "d.sqlite").write_bytes(b"They met, whatever the name says.")
    corpus = analyzer.read(tmp_path)
    assert [row.status for row in corpus.ledger] == ["read", "read", "opened", "read", "read", "opened", "skipped"]


def test_a_database_that_ends_at_once_is_broken() -> None:
    """Of fewer bytes than a page has there is nothing to ask; of none, SQLite says that memory is over."""
    for data in (b"", b"SQLite format 3\x00"):
        with pytest.raises(UnreadableError, match="ends in its first page"):
            read(read_sqlite, data)


FILES: dict[str, tuple[Callable[[File, Options], Iterator[Reading]], Callable[[], bytes]]] = {
    "excel": (read_excel, lambda: xlsx({"News": NEWS})),
    "parquet": (read_parquet, lambda: parquet({"text": ["They met."] * 9, "title": ["A"] * 9}, compression="NONE")),
    "sqlite": (read_sqlite, lambda: sqlite("CREATE TABLE a (title, text)", rows={"a": [["Rain", "It rained."]] * 9})),
}


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_costs_itself(name: str) -> None:
    """Whatever happened to its bytes, a file is read or refused, and the sums are right."""
    pytest.importorskip({"excel": "python_calamine", "parquet": "pyarrow"}.get(name, "sqlite3"))
    reader, make = FILES[name]
    whole = make()

    @settings(max_examples=100, deadline=5000, suppress_health_check=list(HealthCheck), database=None)
    @given(what=changes)
    def damaged(what: Changes) -> None:
        assert adds_up(read_all(reader, changed(whole, what)))

    damaged()
