"""The evaluation pairs what coders found with what the rules find as its docstring says."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from evaluation import voices
from evaluation.attributions import Attribution, found, main, pairs


def content(*spans: tuple[int, int]) -> Attribution:
    return Attribution((), (), spans, "indirect")


def test_pairs_are_made_once_and_by_the_share_of_the_coded_content() -> None:
    """Three tenths are not enough, more is; a prediction that is far too long costs nothing; each is used once."""
    assert list(pairs([content((0, 10))], [content((7, 30))])) == [(0, None)]
    assert list(pairs([content((0, 10))], [content((6, 900))])) == [(0, 0)]
    assert list(pairs([content((0, 10)), content((2, 8))], [content((0, 10))])) == [(0, 0), (1, None)]
    assert list(pairs([content((0, 10))], [content((5, 10)), content((0, 9))])) == [(0, 1)]


def test_intersection_over_union() -> None:
    """Exactly half is enough, and what is too long counts against it."""
    assert list(pairs([content((0, 10))], [content((0, 20))], iou=True)) == [(0, 0)]
    assert list(pairs([content((0, 10))], [content((0, 21))], iou=True)) == [(0, None)]


def test_what_is_found_is_read_from_the_table() -> None:
    """Parts of one content are one attribution, and a missing source is no span."""
    text = '"We will build it," she said. "It will be cheap."'
    [one] = found(text)
    assert [text[start:end] for start, end in one.content] == ['"We will build it,"', '"It will be cheap."']
    [floating] = found('"We have seen to it that nobody is hurt."')
    assert (floating.source, floating.cue, floating.rule) == ((), (), "floating")


def write(path: Path, row: dict[str, object]) -> None:
    path.parent.mkdir(exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.write(json.dumps(row) + "\n")


def test_the_command_prints_each_half_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One coded sentence that is found to the character scores one in every figure; the other half is not read."""
    text = "The minister said that the line would be built."
    coded = {"source": [[0, 12]], "cue": [[13, 17]], "content": [[18, 46]]}
    kind = {"has_quote_marks": False, "fully_quoted": False}
    write(tmp_path / "attributions" / "dev_articles.jsonl.gz", {"article_id": "a", "text": text})
    write(tmp_path / "attributions" / "dev_attributions.jsonl.gz", {"article_id": "a", **coded, **kind})
    assert main(["--data", str(tmp_path), "--halves", "dev", "--no-speed"]) == 0
    printed = capsys.readouterr().out
    assert "== dev: 1 articles" in printed
    assert printed.count("F1 1.000") == 8
    assert "recall indirect     1.000  (1 of 1)" in printed


def test_a_missing_folder_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without the data the command says which file it misses, and ends with the code of unreadable input."""
    assert main(["--data", str(tmp_path)]) == 3
    assert "train_attributions.jsonl.gz" in capsys.readouterr().err


def test_units_are_judged_by_their_characters(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A coded paraphrase is found with attributions and missed without: all its characters, or none."""
    text = "The minister said that the line would be built."
    coded = {"source": [[0, 12]], "cue": [[13, 17]], "content": [[18, 46]]}
    for half in ("train", "dev"):
        write(tmp_path / "attributions" / f"{half}_articles.jsonl.gz", {"article_id": "a", "text": text})
        kind = {"has_quote_marks": False, "fully_quoted": False}
        write(tmp_path / "attributions" / f"{half}_attributions.jsonl.gz", {"article_id": "a", **coded, **kind})
    assert voices.main(["--data", str(tmp_path)]) == 0
    printed = [line.split() for line in capsys.readouterr().out.splitlines()[1:]]
    figures = {" ".join(line[:-4]): line[-4:] for line in printed}
    assert figures["recall indirect"] == ["1.000", "0.000", "1.000", "0.000"]
    assert figures["precision paraphrased"] == ["0.966", "NaN", "0.966", "NaN"]  # the full stop
    assert figures["precision narrator"] == ["NaN", "0.404", "NaN", "0.404"]
