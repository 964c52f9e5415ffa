"""Large tables piece by piece: the same rows, wherever the pieces end."""

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.readers import large_tables, read_corpus

CELLS = st.text(st.sampled_from('ab "\n,;é'), min_size=1, max_size=30)


def written(rows: list[tuple[str, str]], *, mark: str = "") -> bytes:
    """The rows as a program writes them."""
    held = io.StringIO()
    csv.writer(held, lineterminator="\n").writerows([("title", "text"), *rows])
    return f"{mark}{held.getvalue()}".encode()


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(st.tuples(CELLS, CELLS.map(lambda text: f"w{text}w")), min_size=1, max_size=25),
    size=st.integers(8, 90),
)
def test_pieces_are_the_whole(rows: list[tuple[str, str]], size: int) -> None:
    """Texts with line breaks, quotation marks and delimiters: the same articles, rows and ids as read at once."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        path = Path(folder, "a.csv")
        path.write_bytes(written(rows, mark="\ufeff"))
        whole = read_corpus(path)
        patch.setattr(large_tables, "LARGE", size)
        # The limit is smaller than the file, so that it is divided, and larger than any row.
        parts = read_corpus(path, max_bytes=min(len(path.read_bytes()) - 1, 400))
    assert [(a.id, a.title, a.text, a.origin) for a in parts] == [(a.id, a.title, a.text, a.origin) for a in whole]
    assert parts.n_given == whole.n_given


def test_a_row_that_never_ends_is_named(tmp_path: Path) -> None:
    """A quotation mark that is never closed costs what stands behind it, and no more memory than a row may take."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"title,text\n" + b"Rain,It rained.\n" * 50 + b'Sun,"' + b"never closed\n" * 500)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(large_tables, "LARGE", 256)
        corpus = read_corpus(path, max_bytes=2000)
    assert len(corpus) == 50
    assert [row.reason for row in corpus.skipped] == ["a row is larger than 2,000 bytes; set max_bytes to read on"]


def test_wide_characters_are_not_divided(tmp_path: Path) -> None:
    """A table in UTF-16 that is larger than the limit is refused as before."""
    path = tmp_path / "a.csv"
    path.write_bytes(written([("Rain", "It rained.")] * 20).decode().encode("utf-16"))
    (row,) = read_corpus(path, max_bytes=100).ledger
    assert "larger than 100 bytes" in row.reason


def test_the_declared_delimiter_stands_above_every_piece(tmp_path: Path) -> None:
    """What Excel declares above the header counts for all rows."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"sep=;\ntitle;text\n" + b"Rain, and sun;It rained, then not.\n" * 30)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(large_tables, "LARGE", 100)
        corpus = read_corpus(path, max_bytes=300)
    assert {article.title for article in corpus} == {"Rain, and sun"}
    assert len(corpus) == 30
