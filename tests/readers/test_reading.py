"""Laws that every format keeps, whatever the bytes."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer import errors
from analyzer.article import Article
from analyzer.corpus import Corpus
from analyzer.readers import SUFFIXES, read_corpus
from analyzer.readers.formats import OPEN, READERS
from analyzer.readers.sniff import REFUSALS

TEXT = "The ministers met on Tuesday. They agreed to open the harbour to small boats again."
ROW = {"txt": TEXT, "md": f"# Harbour opens\n\n{TEXT}", "csv": f"title,text\nHarbour opens,{TEXT}\n"}
ROW |= {"tsv": f"title\ttext\nHarbour opens\t{TEXT}\n", "jsonl": f'{{"title": "Harbour opens", "text": "{TEXT}"}}\n'}
FORMATS = sorted(OPEN)

PIECES = st.sampled_from(
    [
        "---\n",
        "title: a\n",
        ":",
        "\n",
        "\r",
        '"',
        ",",
        ";",
        "\t",
        "text",
        "id",
        "{",
        "}",
        "[",
        "]",
        '"text": "a b"',
        "\x00",
        "é",
        "\ufeff",
        "\ufffd",
        "a word",
        "0" * 5000,
        "file",
        "sep=;",
        "\u2028",
        "\x1c",
        "# ",
        "null",
        "a\\r\\n\\u0000b",
        "\\ud800",
    ]
)
HOSTILE = st.one_of(
    st.binary(max_size=300),
    st.lists(PIECES, max_size=30).map(lambda pieces: "".join(pieces).encode()),
    st.lists(PIECES, max_size=30).map(lambda pieces: "".join(pieces).encode("utf-16")),
)


def check_laws(corpus: Corpus) -> None:
    """What is true of every corpus that was read."""
    read = [row for row in corpus.ledger if row.status == "read"]
    assert [row.item for row in read] == [article.id for article in corpus]
    assert len({article.id for article in corpus}) == len(corpus)
    assert len(read) + len(corpus.skipped) == corpus.n_given
    assert all(row.reason for row in corpus.skipped)
    assert not any(row.reason for row in read)
    assert all(isinstance(note, str) and note for row in corpus.ledger for note in row.notes)
    for article in corpus:
        assert any(map(str.isalnum, article.text))
        str(article).encode("utf-8")
        assert not {"\r", "\x00"} & set(article.text)


@pytest.mark.parametrize("format_", FORMATS)
@settings(max_examples=80, deadline=None)
@given(data=HOSTILE)
def test_no_bytes_end_a_run(format_: str, data: bytes) -> None:
    """Whatever a file holds, it becomes rows of the ledger, at least one, and the same rows each time."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a.{format_}")
        path.write_bytes(data)
        corpus = read_corpus(path)
        assert corpus.ledger
        assert corpus == read_corpus(folder)
        check_laws(corpus)


@settings(max_examples=40, deadline=None)
@given(
    files=st.dictionaries(st.text("ab1é ", min_size=1, max_size=4).filter(str.strip), HOSTILE, min_size=1, max_size=5)
)
def test_read_and_skipped_are_what_was_given(files: dict[str, bytes]) -> None:
    """A folder of text files gives one row of the ledger for each of them."""
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            Path(folder, f"{name}.txt").write_bytes(data)
        corpus = read_corpus(folder)
        assert len(corpus) + len(corpus.skipped) == len(files)
        check_laws(corpus)


@pytest.mark.parametrize("format_", FORMATS)
def test_each_format_reads_its_own(format_: str, tmp_path: Path) -> None:
    """A plain article in each format is read, with the encoding and the language on record."""
    path = tmp_path / f"harbour.{format_}"
    path.write_text(ROW[format_], encoding="utf-8")
    (article,) = read_corpus(path)
    assert article.text == TEXT
    assert (article.encoding, article.language) == ("utf-8", "en")
    assert article.origin.startswith(path.as_posix())


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_each_format_reads_every_common_encoding(format_: str, encoding: str, tmp_path: Path) -> None:
    """Byte-order marks and Western single bytes change nothing in the text of an article."""
    path = tmp_path / f"harbour.{format_}"
    path.write_bytes(ROW[format_].replace("again", "déjà vu").encode(encoding))
    (article,) = read_corpus(path)
    assert article.text == TEXT.replace("again", "déjà vu")


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty file"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04 word/document.xml", "Word"),
        (b"PK\x03\x04 xl/workbook.xml", "Excel"),
        (b"PK\x03\x04 a.txt", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"RIFF\x10\x00\x00\x00WEBP", "image"),
        (b"\x1f\x8b\x08", "compressed"),
        (b"{\\rtf1 {\\pict 00}}", "no words"),
        (b"<!-- saved -->\n<!DOCTYPE html><title>a</title>", "HTML"),
        ("<html>".encode("utf-16"), "HTML"),
        (b"<?xml version='1.0'?><rss/>", "XML"),
        (b"One.\x00Two.", "binary"),
        (bytes(range(1, 9)) * 20, "binary"),
    ],
)
def test_what_is_no_text_is_named(format_: str, data: bytes, word: str, tmp_path: Path) -> None:
    """A file of another kind is one skipped row that says what it is, whatever its name claims."""
    path = tmp_path / f"a.{format_}"
    path.write_bytes(data)
    (row,) = read_corpus(path).ledger
    assert row.status == "skipped"
    assert word in row.reason


def test_every_refusal_says_what_to_do() -> None:
    """Each kind of file that is not read comes with a way to make it readable."""
    assert all("; " in reason for reason in REFUSALS.values())
    assert set(SUFFIXES.values()) <= set(READERS)


def test_a_corpus_is_returned_as_it_is() -> None:
    """Reading what was read changes nothing."""
    corpus = Corpus((Article("a", "", "One."),))
    assert read_corpus(corpus) is corpus


def test_articles_and_corpora_can_be_given_together(tmp_path: Path) -> None:
    """Files come first, then what is in memory, in the order given, each with a row of the ledger."""
    (tmp_path / "a.txt").write_text("One.")
    first = read_corpus(Article("a", "", "Two."))
    corpus = read_corpus([first, Article("b", "", "Three."), Article("c", "", " ... "), tmp_path / "a.txt"])
    assert [article.text for article in corpus] == ["One.", "Two.", "Three."]
    assert [row.status for row in corpus.ledger] == ["read", "read", "read", "skipped"]
    check_laws(corpus)


def test_a_corpus_without_a_ledger_gets_one() -> None:
    """Articles that came without a record are put on record."""
    corpus = read_corpus([Corpus((Article("a", "", "One."),))])
    assert [row.item for row in corpus.ledger] == ["a"]


@pytest.mark.parametrize("wrong", [7, None, b"a.txt", {"a": "b"}, [7], [["a.txt"]]])
def test_a_wrong_type_is_a_usage_error(wrong: object) -> None:
    """What is no path, article, corpus or frame is refused by the name of its type."""
    with pytest.raises(errors.UsageError, match="cannot read a"):
        read_corpus(wrong)  # type: ignore[arg-type]


def test_wrong_options_are_usage_errors(tmp_path: Path) -> None:
    """A field, an encoding or a language that does not exist is refused before anything is read."""
    (tmp_path / "a.txt").write_text("One.")
    for options in ({"columns": {"txt": "a"}}, {"encoding": "utf-9"}, {"encoding": "base64"}, {"language": "Klingon"}):
        with pytest.raises(errors.UsageError):
            read_corpus(tmp_path, **options)


def test_a_large_file_is_skipped_and_the_option_named(tmp_path: Path) -> None:
    """A file above the limit is on record with the name of the option that reads it."""
    (tmp_path / "a.txt").write_text("One two three.")
    assert "max_bytes" in read_corpus(tmp_path, max_bytes=5).ledger[0].reason
    assert len(read_corpus(tmp_path, max_bytes=14)) == 1
