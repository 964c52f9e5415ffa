"""Content terms and stems are facts of the term alone."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.codebook import load_codebook
from analyzer.features.terms import content, stems, stopwords

free = settings(deadline=None, derandomize=True, max_examples=200)


def test_stop_words_are_closed_class_words() -> None:
    """Articles, pronouns and contractions are stop words; what news is about is not."""
    assert {"the", "they", "isn't", "said", "of"} <= stopwords()
    assert stopwords().isdisjoint({"state", "fire", "court", "warrant", "gas", "war", "trade", "russia"})
    assert all(word == word.lower().strip() != "" and "’" not in word for word in stopwords())


def test_no_single_word_pattern_of_the_shipped_codebook_is_a_stop_word() -> None:
    """What the codebook looks for is content."""
    singles = [pattern.words[0] for pattern in load_codebook().patterns if len(pattern.words) == 1]
    assert [word for word in singles if word in stopwords()] == []


@pytest.mark.parametrize(
    ("term", "is_content"),
    [("court", True), ("the", False), ("x", False), ("1939", False), ("85th", True), ("g7", True), ("_", False),
     ("___", False), ("isn't", False), ("суд", True), ("u.s", True), ("3.14", False)],
)  # fmt: skip
def test_content(term: str, is_content: bool) -> None:
    """A content term has a letter, more than one character, and is no stop word."""
    assert content([term]).tolist() == [is_content]


def test_content_of_nothing() -> None:
    """No term, no flag, and the right type."""
    assert content([]).dtype == bool
    assert len(content([])) == 0


@free
@given(st.lists(st.text(alphabet="aeiostrndngely'-.", min_size=1, max_size=10), unique=True), st.data())
def test_stems_are_groups_named_after_their_most_frequent_form(vocabulary: list[str], data: st.DataObject) -> None:
    """Stems are numbered in order of appearance; each is named after the form that occurs most, the first on a tie."""
    counts = np.array(data.draw(st.lists(st.integers(0, 3), min_size=len(vocabulary), max_size=len(vocabulary))), int)
    ids, names = stems(vocabulary, counts)
    assert ids.dtype == np.int32
    assert list(dict.fromkeys(ids.tolist())) == list(range(len(names)))
    for number, name in enumerate(names):
        forms = {term: int(count) for term, count, at in zip(vocabulary, counts, ids, strict=True) if at == number}
        assert name == sorted(forms, key=lambda term: (-forms[term], term))[0]


def test_stems_join_forms_and_nothing_else() -> None:
    """Forms of one word share a stem; words that only look alike do not."""
    words = ["warrant", "warrants", "court", "courts", "courtesy", "invest", "investigate", "gas", "gases"]
    ids, names = stems(words, np.ones(len(words), int))
    assert Counter(names)["court"] == 1
    assert ids[0] == ids[1] != ids[2] == ids[3] != ids[4]
    assert ids[5] != ids[6]


def test_the_order_of_the_vocabulary_makes_no_difference() -> None:
    """The same terms in another order give the same groups with the same names."""
    words = ["warrants", "gas", "warrant", "court", "courts"]
    counts = np.array([1, 5, 3, 2, 2])
    ids, names = stems(words, counts)
    back, other = stems(words[::-1], counts[::-1])
    assert (
        [names[at] for at in ids] == [other[at] for at in back][::-1] == ["warrant", "gas", "warrant", "court", "court"]
    )
