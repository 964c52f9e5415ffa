"""Whatever the text is, spans lie in it, nothing is raised, and time grows with its length alone."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analyzer.features.quoting import attributions
from analyzer.text.attribution import CONFIDENCE, attributions_in

free = settings(deadline=None, derandomize=True, max_examples=200)
PIECES = [
    "said",
    "that",
    "which",
    "who",
    "Bold,",
    "Anna",
    "the",
    "minister",
    "according",
    "to",
    "of",
    "“",
    "”",
    '"',
    "'",
    "''",
    "«",
    "»",
    "-",
    "--",
    ":",
    ".",
    ",",
    "?",
    "(",
    ")",
    "he",
    "she",
    "they",
    "\n\n",
    "\n",
    "saying",
    "told",
    "denied",
    "claim",
    "'s",
    "and",
    "but",
    "is",
    "convinced",
    "when",
    "asked",
    "in",
    "a",
    "statement",
    "on",
    "Monday",
    "PUTIN:",
    "The",
]


def check(text: str) -> None:
    table = attributions(text)
    for role in ("source", "cue", "content"):
        starts, ends = table[f"{role}_start"], table[f"{role}_end"]
        assert starts.isna().equals(ends.isna())
        assert ((starts.dropna() >= 0) & (starts.dropna() < ends.dropna()) & (ends.dropna() <= len(text))).all()
    assert table["content_start"].notna().all()
    assert set(table["rule"]) <= set(CONFIDENCE)
    assert set(table["kind"]) <= {"direct", "mixed", "indirect"}


@free
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
@example("“He said")
@example("said")
@example('- "')
def test_words_of_attributions_in_any_order(text: str) -> None:
    """Spans lie inside the text and are not empty, however its words and marks are thrown together."""
    check(text)


@free
@given(st.text(max_size=60))
@example("He said\u00ad e\u0301\u200b it.")
@example("\x00\x1c said \x85")
@example("\ud800 said \udfff")
def test_any_characters(text: str) -> None:
    """No character is too strange: control characters, combining marks, halves of surrogate pairs."""
    check(text)


@pytest.mark.parametrize(
    "piece",
    [
        "“a b c d,” he said, ",
        "he said, ",
        "Bold Said ",
        "saying, ",
        "the claim that ",
        "according to him, ",
        "and said ",
        "“We came and he said so.\n\n",
        "Bold: he said\n",
        "John Bold said. ",
        "the men went to the town ",
        "The men went to the town. ",
        "“He said, ‘no way’ and ”",
        "“",
        '"',
        "''",
        "a",
        "a" + "!" * 99_999,
    ],
)
def test_time_is_linear(piece: str) -> None:
    """A quarter of a megabyte of one pattern, in one sentence or in many, takes less than four seconds."""
    text = piece * (250_000 // len(piece))
    size = len(piece) if piece.rstrip(" ").endswith((".", "\n")) else len(text)
    spans = [(at, min(at + size, len(text))) for at in range(0, len(text), size)]
    quoted = [(at, at + 10) for at in range(0, len(text) - 10, len(piece))] if piece.startswith("“a") else []
    before = time.process_time()
    attributions_in(text.replace("“", '"').replace("”", '"'), spans, spans, quoted)
    assert time.process_time() - before < 4


def test_noise_of_scanning_and_unbalanced_marks() -> None:
    """A mark that is never closed costs its own paragraph, and broken words cost themselves."""
    text = 'He said: "We came to y0u,\n\nThe c0urt, sa1d that it waits. Bold said that it was late.'
    table = attributions(text)
    contents = [text[start:end] for start, end in zip(table["content_start"], table["content_end"], strict=True)]
    assert contents == ["We came to y0u", "that it was late"]
    assert table["kind"].tolist() == ["indirect", "indirect"]
    assert table["speaker"].tolist() == ["", "Bold"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("THE COURT SAID THAT MONGOLIA MUST ACT.", [("COURT", "THAT MONGOLIA MUST ACT")]),
        (
            "PUTIN: We will build it. It is cheap.\n\nBOLD: We agree with that.",
            [("PUTIN", "We will build it. It is cheap."), ("BOLD", "We agree with that.")],
        ),
        ("The talks:\n\n- the line is safe\n- Gold said it was late\n* gas", [("Gold", "it was late")]),
        (
            "It rained.\n\n“No deal today! #gas https://t.co/x1”\n— Anna Bold (@bold) September 2, 2024\n\nIt rained.",
            [("Anna Bold", "“No deal today! #gas https://t.co/x1”")],
        ),
        ("The weather was mild. People walked in the park.", []),
        (
            'Bold said: “We will come. He did not close it.\n\nGold said "it is late’ and left.',
            [("Bold", "We will come"), ("Gold", "it is late’ and left")],
        ),
    ],
    ids=["capitals", "transcript", "list", "post", "nobody", "marks that do not close"],
)
def test_what_is_no_running_prose(text: str, expected: list[tuple[str, str]]) -> None:
    """Capitals, transcripts, lists and posts give the speakers and the words that a reader finds; else nothing."""
    found = attributions(text)
    spans = zip(found["content_start"], found["content_end"], strict=True)
    assert list(zip(found["speaker"], (text[start:end] for start, end in spans), strict=True)) == expected
