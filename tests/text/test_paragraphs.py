"""Paragraphs hold every visible character once, whatever separates them."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analyzer.text.paragraphs import paragraphs

free = settings(deadline=None, derandomize=True, max_examples=200)
texts = st.text(alphabet="\n\n\n \t\r\u00a0\u2003\u2028aB.,”", max_size=60)


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


@free
@given(texts)
@example("")
@example("\n\n")
@example("\n a\n\n")
def test_every_visible_character_is_in_one_paragraph(text: str) -> None:
    """Paragraphs come in order, do not overlap, have no white space at their ends, and hold all visible characters."""
    spans = paragraphs(text)
    bounds = [offset for span in spans for offset in span]
    assert bounds == sorted(bounds)
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)
    assert "".join("".join(piece.split()) for piece in pieces(text)) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\n ", []),
        ("One.", ["One."]),
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\r\n\r\nTwo.", ["One.", "Two."]),
        ("One.\n \t\nTwo.", ["One.", "Two."]),
        ("\n\nOne.\n\n\n\nTwo.\n", ["One.", "Two."]),
        ("One\ntwo.\n\nThree.", ["One\ntwo.", "Three."]),
        ("One.\nTwo.\n“Three.”", ["One.", "Two.", "“Three.”"]),
        ("A heading\nOne sentence.", ["A heading", "One sentence."]),
    ],
)
def test_what_separates_paragraphs(text: str, expected: list[str]) -> None:
    """Blank lines separate; where there are none, every line is a paragraph."""
    assert pieces(text) == expected


def test_a_hard_wrapped_text_is_one_paragraph() -> None:
    """Short lines that break off in mid-sentence belong together, and a blank line between them still separates."""
    wrapped = "The ministers met in the\ncapital and spoke of trade\nand of gas until late in\nthe evening."
    assert pieces(wrapped) == [wrapped]
    assert pieces(f"{wrapped}\n\n{wrapped}") == [wrapped, wrapped]


def test_long_lines_are_paragraphs_even_without_a_stop() -> None:
    """Lines longer than any wrapped line are paragraphs, whatever they end in."""
    line = "word " * 30 + "end"
    assert pieces("\n".join([line] * 4)) == [line] * 4


@pytest.mark.parametrize("piece", ["\n", "\n ", " ", "a\n", "a\n\n", "\r\n", "a \n \n", "\n\t\t\t"])
def test_time_is_linear(piece: str) -> None:
    """Two hundred thousand repetitions of any separator take less than two seconds."""
    before = time.process_time()
    paragraphs(piece * 200_000)
    paragraphs("a" + piece * 200_000 + "b")
    assert time.process_time() - before < 2
