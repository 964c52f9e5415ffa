"""Large files of JSON lines give what small ones give, piece by piece."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import analyzer
from analyzer.readers import lines, read_stream


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LARGE", 64)


def written(folder: Path, rows: list[object], *, end: str = "\n") -> Path:
    """A file of JSON lines; what is a string stands there as it is."""
    text = end.join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
    path = folder / "rows.jsonl"
    path.write_bytes(text.encode("utf-8"))
    return path


ROWS: list[object] = [
    {"id": f"a{n}", "title": f"Title {n}", "text": f"The court spoke “{n}” times.\nThen it rained. " + "é" * n}
    for n in range(40)
]


def test_pieces_give_what_the_whole_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Articles, ids and the ledger with its line numbers, whatever the size of pieces."""
    rows = [*ROWS[:10], "no json", "", *ROWS[10:], {"id": "a3", "text": "Again."}, '{"id": ']
    path = written(tmp_path, rows)
    whole = analyzer.read(path)
    for size in (1, 64, 300, 2000):
        monkeypatch.setattr(lines, "LARGE", size)
        assert lines.is_large(str(path))
        assert analyzer.read(path) == whole
    assert len(whole) == 41
    assert [row.origin.rpartition(" ")[2] for row in whole.skipped] == ["11", "44"]


@pytest.mark.usefixtures("small_pieces")
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_may_end_in_either_way(tmp_path: Path, end: str) -> None:
    """A carriage return belongs to the end of the line."""
    assert len(analyzer.read(written(tmp_path, ROWS, end=end))) == 40


@pytest.mark.usefixtures("small_pieces")
def test_what_is_no_json_lines_is_read_as_a_whole(tmp_path: Path) -> None:
    """An array, and an object over several lines, are not cut."""
    for text in (json.dumps(ROWS), json.dumps({"articles": ROWS}, indent=1)):
        (tmp_path / "rows.json").write_text(text, "utf-8")
        assert not lines.is_large(str(tmp_path / "rows.json"))
        assert len(analyzer.read(tmp_path / "rows.json")) == 40


@pytest.mark.usefixtures("small_pieces")
def test_a_file_may_be_larger_than_the_limit_a_line_may_not(tmp_path: Path) -> None:
    """What stands before the line is read, and the ledger says which line ended it."""
    path = written(tmp_path, [*ROWS, {"id": "long", "text": "x" * 5000}, ROWS[0]])
    assert path.stat().st_size > 4000
    corpus = analyzer.read(path, max_bytes=4000)
    assert len(corpus) == 40
    assert "line 41" in corpus.skipped[0].reason


@pytest.mark.usefixtures("small_pieces")
def test_a_stream_is_read_as_it_is_asked_for(tmp_path: Path) -> None:
    """The first article comes before the second file is opened, and a second one of an id gets a number."""
    first = written(tmp_path, ROWS)
    second = tmp_path / "second.jsonl"
    second.write_text(json.dumps({"id": "a0", "text": "Again."}), "utf-8")
    stream = read_stream([first, second])
    one = next(stream).article
    assert one is not None
    assert one.id == "a0"
    second.write_text(json.dumps({"id": "a0", "text": "Changed."}), "utf-8")
    last = list(stream)[-1].article
    assert last is not None
    assert (last.id, last.text) == ("a0-2", "Changed.")
