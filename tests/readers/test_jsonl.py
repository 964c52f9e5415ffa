import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.corpus import Corpus
from analyzer.readers import read_corpus
from analyzer.readers.jsonl import parse_json

GOOD = '{"text": "They met."}'


def read(tmp_path: Path, content: str, name: str = "a.jsonl") -> Corpus:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return read_corpus(path)


@given(st.lists(st.dictionaries(st.text(), st.text()), min_size=1), st.booleans())
def test_lines_and_arrays_come_back(objects: list[dict[str, str]], as_array: bool) -> None:
    """The same objects are found in JSON lines and in a JSON array."""
    text = json.dumps(objects) if as_array else "\n".join(map(json.dumps, objects))
    assert [value.value for value in parse_json(text)] == objects


def test_values_become_text(tmp_path: Path) -> None:
    """Numbers keep their digits, lists of names are joined, an object is its name, null is nothing."""
    line = (
        '{"id": 10000000000000000000001, "text": "They met.", "authors": ["A", "B"], "source": {"id": 1, "name": "X"}'
    )
    (article,) = read(tmp_path, line + ', "url": null, "score": 1.50, "tags": [1], "ok": true, "nan": NaN}')
    assert (article.id, article.author, article.outlet, article.url) == ("10000000000000000000001", "A; B", "X", "")
    assert article.extra == (("score", "1.50"), ("tags", "1"), ("ok", "true"))


def test_a_broken_line_costs_one_line(tmp_path: Path) -> None:
    """Each line that is no object with a text is skipped with its number, and blank lines are not counted."""
    corpus = read(tmp_path, "\n".join([GOOD, '{"text": "', "", "7", '{"title": "Rain"}', GOOD]))
    assert [row.status for row in corpus.ledger] == ["read", "skipped", "skipped", "skipped", "read"]
    assert [row.origin.rpartition(", ")[2] for row in corpus.ledger] == [
        "line 1",
        "line 2",
        "line 4",
        "line 5",
        "line 6",
    ]
    reasons = [row.reason for row in corpus.skipped]
    assert "not JSON" in reasons[0]
    assert reasons[1] == "not a JSON object"
    assert "'title'" in reasons[2]
    assert [article.id for article in corpus] == ["a-row1", "a-row6"]


def test_a_json_file_of_articles_is_read(tmp_path: Path) -> None:
    """An array, an object with "articles", and a single object over several lines are all read."""
    assert len(read(tmp_path, f"[{GOOD},\n{GOOD}]", "a.json")) == 2
    assert len(read(tmp_path, f'{{"articles": [{GOOD}, {GOOD}]}}', "a.json")) == 2
    assert len(read(tmp_path, '{\n"text":\n"They met."\n}', "a.json")) == 1


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("[" * 100_000, "nested"),
        ('{"a":' * 100_000, "nested"),
        ('{"text": "They met.", "n": ' + "9" * 10_000 + "}", ""),
        ("[]", "empty JSON array"),
        ("[1, 2", "not JSON"),
        ("no JSON at all", "no line holds JSON"),
    ],
)
def test_hostile_json_does_no_harm(line: str, word: str, tmp_path: Path) -> None:
    """Deep nesting, huge numbers and broken files become rows of the ledger; the other lines are still read."""
    alone = read(tmp_path, line)
    assert all(word in row.reason for row in alone.ledger)
    if "[" not in line[:1]:
        assert len(read(tmp_path, f"{line}\n{GOOD}")) >= 1


def test_a_field_nested_to_the_limit_is_named(tmp_path: Path) -> None:
    """A value that can be parsed and not written again does not take its line down."""
    for depth in (100, 900, 970, 990):
        corpus = read(tmp_path, '{"text": "They met.", "deep": ' + "[" * depth + "]" * depth + "}")
        assert len(corpus.ledger) == 1


def test_half_a_surrogate_is_replaced(tmp_path: Path) -> None:
    """An escape for half a character cannot be written to a file, so it is read as U+FFFD; whole pairs are joined."""
    corpus = read(tmp_path, '{"text": "a\\ud83d\\ude00b\\ud83d", "title": "\\udc00"}')
    assert corpus.articles[0].text == "a\U0001f600b\ufffd"
    assert corpus.articles[0].title == "\ufffd"
    assert any("U+FFFD" in note for note in corpus.ledger[0].notes)


def test_lines_of_a_text_end_alike(tmp_path: Path) -> None:
    """A text in a JSON string is kept as a text in a file: newlines only, and no blank lines around it."""
    assert read(tmp_path, '{"text": "\\r\\n\\r\\nOne.\\r\\nTwo. \\r\\n"}').articles[0].text == "One.\nTwo. "
