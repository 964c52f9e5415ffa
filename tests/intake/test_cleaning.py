"""What is no prose of an article is moved out of its text, and kept."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from analyzer.article import Article
from analyzer.intake.cleaning import REMOVED, cleaned

PIECES = [
    "HARBOUR, Sept 3 (Northern Wire) - ",
    "By Ada Writer\n",
    "By signing up, you agree.\n",
    "Read more: Rain\n",
    "Share this article\n",
    "They met on Tuesday.\n",
    "\n",
    "by train or bus\n",
]


def words(*texts: str) -> Counter[str]:
    return Counter(" ".join(texts).split())


def test_byline_and_agency_go_where_they_belong() -> None:
    """An author that is known already stays; the lines are kept as they stood."""
    text = (
        "HARBOUR, Sept 3 (Northern Wire) - Leaders met.\n\nBy Ada Writer, Harbour\n\nThey left.\n\nShare this article"
    )
    article = cleaned(Article("a", "", text))
    assert article.text == "Leaders met.\n\nThey left."
    assert article.author == "Ada Writer"
    assert article.extra == (
        ("agency", "Northern Wire"),
        (REMOVED, "HARBOUR, Sept 3 (Northern Wire) -"),
        (REMOVED, "By Ada Writer, Harbour"),
        (REMOVED, "Share this article"),
    )
    assert cleaned(Article("a", "", text, author="B. Editor")).author == "B. Editor"


def test_a_text_of_nothing_else_stays() -> None:
    """An article is never cleaned away."""
    article = Article("a", "", "By Ada Writer\n\nRead more: Rain")
    assert cleaned(article) is article


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_no_word_is_lost_and_a_second_time_changes_nothing_that_was_prose(text: str) -> None:
    """Text and removed stretches hold together every word that was there."""
    article = cleaned(Article("a", "", text))
    removed = [value for name, value in article.extra if name == REMOVED]
    assert words(article.text, *removed) == words(text)
    assert "They met on Tuesday." in article.text or "They met on Tuesday." not in text
