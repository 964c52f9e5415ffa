from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.article import Article
from analyzer.readers import read_corpus
from analyzer.readers.characters import cut_blank_lines
from analyzer.readers.text import split_title

HEADER = """---
Title: Harbour opens
outlet: Harbour Courier
group: coast
date: 3 September 2024
language: English
author: A. Writer
url: https://example.org/harbour
note: sent by mail
desk: city
---
"""


def one(tmp_path: Path, content: str, name: str = "a.txt") -> Article:
    """The article that a file with this content becomes."""
    path = tmp_path / name
    path.write_text(content, encoding="utf-8", newline="")
    (article,) = read_corpus(path)
    return article


def notes(tmp_path: Path) -> tuple[str, ...]:
    return read_corpus(tmp_path).ledger[0].notes


def test_every_key_of_the_header_has_its_field(tmp_path: Path) -> None:
    """Known keys fill the fields of the article in any case; an unknown one is kept under its name."""
    article = one(tmp_path, HEADER + "Harbour Opens \n\nThe boats went out.\n")
    assert article == Article(
        id="a",
        title="Harbour opens",
        text="The boats went out.",
        outlet="Harbour Courier",
        group="coast",
        published="2024-09-03",
        language="en",
        url="https://example.org/harbour",
        author="A. Writer",
        note="sent by mail",
        origin=str(tmp_path / "a.txt"),
        encoding="utf-8",
        extra=(("desk", "city"),),
    )
    assert notes(tmp_path) == ()


def test_a_first_line_other_than_the_title_stays(tmp_path: Path) -> None:
    """Only a line equal to the title is taken out of the text."""
    assert one(tmp_path, HEADER + "Boats go out\n\nThey came back.").text == "Boats go out\n\nThey came back."


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("Harbour opens\nThe boats went out.", "Harbour opens"),
        ("\n\nHarbour opens\n\n\nThe boats went out.\n", "Harbour opens"),
        ("Will it rain?\nNo.", "Will it rain?"),
        ("“Open the harbour”\nThe boats went out.", "“Open the harbour”"),
        ("The boats went out.\nThey came back.", ""),
        ("He said: “The boats went out.”\nThey came back.", ""),
        ("The boats went\nout at noon and came back.", ""),
        ("Harbour opens", ""),
        ("Harbour opens\n\n...", ""),
        ("* * *\nThe boats went out.", ""),
        ("x" * 151 + "\nThe boats went out.", ""),
        ("", ""),
    ],
)
def test_the_first_line_is_a_title_if_it_looks_like_one(body: str, title: str) -> None:
    """A short line without a full stop above a text is its title; the line of a wrapped paragraph is not."""
    assert split_title(cut_blank_lines(body))[0] == title


@given(st.text())
def test_title_and_text_are_the_whole_body(body: str) -> None:
    """Splitting a title off loses nothing but blank space."""
    body = cut_blank_lines(body)
    title, text = split_title(body)
    assert "".join((title + text).split()) == "".join(body.split())
    assert text in body


@given(st.text())
def test_only_blank_lines_are_cut(text: str) -> None:
    """Line for line, the text is what it was without its outer blank lines."""
    lines = text.split("\n")
    while lines and not lines[0].strip():
        lines.pop(0)
    while lines and not lines[-1].strip():
        lines.pop()
    assert cut_blank_lines(text) == "\n".join(lines)


def test_the_text_is_kept_as_it_was_decoded(tmp_path: Path) -> None:
    """Spaces, quotation marks, signs and blank lines inside a text are not touched; line ends are alike."""
    article = one(tmp_path, "\ufeffHead\r\n\r\n  “One” \u00a0 two\u00ad.\r\r\n\n\u2028Three. \n\n")
    assert article.text == "  “One” \u00a0 two\u00ad.\n\n\n\u2028Three. "


def test_markdown_headings_lose_their_marks_in_the_title_only(tmp_path: Path) -> None:
    """The title of a Markdown file has no hash; the rest of the marks stay."""
    article = one(tmp_path, "# Harbour opens.\n\n## Boats\n\nThey *went* out.", "a.md")
    assert (article.title, article.text) == ("", "# Harbour opens.\n\n## Boats\n\nThey *went* out.")
    article = one(tmp_path, "# Harbour opens\n\n## Boats\n\nThey *went* out.", "a.md")
    assert (article.title, article.text) == ("Harbour opens", "## Boats\n\nThey *went* out.")
    assert one(tmp_path, HEADER + "# Harbour opens\n\nThey *went* out.", "a.md").text == "They *went* out."


def test_the_outlet_is_the_header_s_then_the_host_then_the_file(tmp_path: Path) -> None:
    """Who published it is guessed from the best evidence there is, and the note says which."""
    assert one(tmp_path, "---\noutlet: X\nurl: https://www.example.org/a\n---\nOne.").outlet == "X"
    assert one(tmp_path, "---\nurl: https://www.example.org/a\n---\nOne.").outlet == "example.org"
    assert one(tmp_path, "---\nurl: http://[broken\n---\nOne.").outlet == "a"
    assert "outlet taken from the file name" in notes(tmp_path)


def test_a_key_called_text_does_not_replace_the_text(tmp_path: Path) -> None:
    """The text is what stands below the header."""
    article = one(tmp_path, "---\ntext: not this\n---\nOne.")
    assert (article.text, article.extra) == ("One.", (("text", "not this"),))


def test_what_was_not_understood_is_noted(tmp_path: Path) -> None:
    """A date or a language that makes no sense is empty or detected, and quoted in the notes."""
    article = one(tmp_path, "---\ndate: soon\nlanguage: Klingon\n---\nOne.")
    assert (article.published, article.language) == ("", "")
    assert {"date not understood: 'soon'", "language not understood: 'Klingon'"} <= set(notes(tmp_path))


def test_the_language_option_is_for_those_who_declare_none(tmp_path: Path) -> None:
    """A declared language stays, an undeclared one is what the option says."""
    (tmp_path / "a.txt").write_text("---\nlanguage: de\n---\nEins.")
    (tmp_path / "b.txt").write_text("Two.")
    assert [article.language for article in read_corpus(tmp_path, language="English")] == ["de", "en"]


@pytest.mark.parametrize(
    "content", [" \n\n", "... — !!!", "____", "---\ntitle: Rain\n---\n", "---\ntitle: Rain\n---\nRain\n"]
)
def test_no_words_no_article(tmp_path: Path, content: str) -> None:
    """Text without a letter or digit is skipped, even under a title."""
    (tmp_path / "a.txt").write_text(content)
    (row,) = read_corpus(tmp_path).ledger
    assert (row.status, row.reason) == ("skipped", "no words in the text")


def test_one_word_is_an_article(tmp_path: Path) -> None:
    """How much text a comparison needs is not decided here."""
    assert one(tmp_path, "Rain").text == "Rain"


def test_a_text_of_fifty_megabytes_is_read(tmp_path: Path) -> None:
    """A very long text comes back whole."""
    text = "The boats went out. " * (50 * 2**20 // 20)
    article = one(tmp_path, text)
    assert article.text == text
