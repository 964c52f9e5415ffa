"""Chunks are what `str.split` yields, and words are what the definition says, compared with slow and simple code."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analyzer.text._numbering import first_pair
from analyzer.text.normalise import normalise
from analyzer.text.tokens import chunks, edges, starts, words

free = settings(deadline=None, derandomize=True, max_examples=200)
texts = st.one_of(
    st.text(alphabet=st.characters(codec=None), max_size=60),
    st.text(alphabet=" \t\n\x0b\x0c\x1c\x1f\x85\xa0\r.,'-\"ab’“\u2003\u3000\ud800é", max_size=60),
)
pieces = st.one_of(
    st.text(alphabet="abSs'-._,;:!?()[]{}\"….é1 ", min_size=1, max_size=12),
    st.text(alphabet=st.characters(codec=None, exclude_characters="\n"), min_size=1, max_size=12),
)
BARRIERS = ',;:!?()[]{}"…'


def letters(character: str) -> bool:
    return character.isalnum() or character == "_"


def slow_words(chunk: str) -> list[tuple[int, int]]:
    """Runs of letters, digits and underscores; a single - ' or . between two of them joins them."""
    spans, at = [], 0
    while at < len(chunk):
        if not letters(chunk[at]):
            at += 1
            continue
        start = at
        while at < len(chunk) and (
            letters(chunk[at]) or (chunk[at] in "-'." and at + 1 < len(chunk) and letters(chunk[at + 1]))
        ):
            at += 1
        spans.append((start, at))
    return spans


def barrier(text: str) -> bool:
    return any(sign in BARRIERS for sign in text) or ".." in text


@free
@given(texts)
@example("")
@example("   ")
@example("a\x85b\x1cc\u00a0d")
def test_chunks_are_what_split_yields(raw: str) -> None:
    """The chunks of a normalised text, in order, are the pieces that `str.split` gives."""
    text = normalise(raw).text
    found = chunks([text])[0]
    assert [found.types[number] for number in found.ids] == text.split()
    assert [text[start:end] for start, end in zip(found.starts, found.ends, strict=True)] == text.split()


@free
@given(st.lists(texts, max_size=4))
def test_several_texts_are_cut_as_if_joined(raws: list[str]) -> None:
    """The chunks of several texts are those of each, with offsets into the texts put together; types are shared."""
    each = [normalise(raw).text for raw in raws]
    found, bases = chunks(each)
    assert bases.tolist() == [len("".join(each[:number])) for number in range(len(each))]
    assert [found.types[number] for number in found.ids] == [piece for text in each for piece in text.split()]
    joined = "".join(each)
    spans = zip(found.starts, found.ends, strict=True)
    assert [joined[start:end] for start, end in spans] == [piece for text in each for piece in text.split()]
    assert len(set(found.types)) == len(found.types)


@free
@given(texts)
def test_types_are_distinct_and_in_order_of_first_appearance(raw: str) -> None:
    """Types are the distinct chunks, and number k appears before number k + 1 does."""
    found = chunks([normalise(raw).text])[0]
    assert found.types == list(dict.fromkeys(found.types[number] for number in found.ids))


@free
@given(st.lists(st.text(alphabet="ab\xff\0’é", min_size=1, max_size=20), max_size=30))
@example(["a" * 16, "a" * 17, "a" * 16, "a\0", "a", "\xff" * 16, "’", "“"])
def test_equal_chunks_alone_have_one_number(pieces: list[str]) -> None:
    """Two chunks have one number if, and only if, they are equal: short, long, with null bytes or other scripts."""
    for behind in ("", " " * 40_000):  # few chunks are numbered by other means than many
        ids = chunks([" ".join(pieces) + behind])[0].ids.tolist()
        assert ids == [list(dict.fromkeys(pieces)).index(piece) for piece in pieces]


@free
@given(texts)
@example("a\u2003b a")
def test_long_texts_are_cut_as_short_ones_are(text: str) -> None:
    """White space behind a text, however much, changes none of its chunks: few and many are numbered alike."""
    short, _ = chunks([text])
    long, _ = chunks([text + " " * 40_000])
    assert long.types == short.types
    for name in ("ids", "starts", "ends"):
        np.testing.assert_array_equal(getattr(long, name), getattr(short, name), strict=True)


def test_slots_that_many_share() -> None:
    """Pairs that meet in one slot of the table, round after round, are told apart all the same."""
    low = np.arange(4000, dtype=np.uint64).repeat(3)
    high = np.tile(np.array([7, 7, 8], np.uint64), 4000)
    seen: dict[tuple[int, int], int] = {}
    pairs = enumerate(zip(low.tolist(), high.tolist(), strict=True))
    assert first_pair(low, high).tolist() == [seen.setdefault(pair, number) for number, pair in pairs]


@free
@given(st.lists(pieces, max_size=8, unique=True))
@example(["don't", "'tis", "U.S.", "U.S.'s", "a.b-c'd", "a--b", "_", "S'S", "'s", "s's", "x..y"])
def test_words_are_what_the_definition_says(types: list[str]) -> None:
    """Words, their offsets, lower case and possessives are those of a slow tokeniser of the same definition."""
    held = words(types)
    for number, chunk in enumerate(types):
        rows = range(held.offsets[number], held.offsets[number + 1])
        expected = []
        for start, end in slow_words(chunk):
            possessive = chunk[start:end].endswith(("'s", "'S"))
            expected.append((start, end - 2 if possessive else end))
        assert [(int(held.starts[row]), int(held.ends[row])) for row in rows] == expected
        assert [held.vocabulary[held.terms[row]] for row in rows] == [chunk[low:high].lower() for low, high in expected]


@free
@given(st.lists(pieces, max_size=8, unique=True))
@example(["(a,b)", "a...b", "a.b", '"', "-", "a:", ":a", "a's,"])
def test_barriers_stand_where_punctuation_does(types: list[str]) -> None:
    """A word is barred when , ; : ! ? ( ) [ ] { } \" or dots stand between it and the word before in its chunk."""
    held = words(types)
    for number, chunk in enumerate(types):
        ends = [0, *(end for _, end in slow_words(chunk))]
        between = [chunk[end:start] for end, (start, _) in zip(ends, slow_words(chunk), strict=False)]
        row = slice(held.offsets[number], held.offsets[number + 1])
        assert held.barred[row].tolist() == [barrier(gap) for gap in between]
        assert held.barred_end[number] == barrier(chunk[ends[-1] :])


@free
@given(st.lists(pieces, max_size=8, unique=True))
def test_capitals_are_those_of_first_words(types: list[str]) -> None:
    """A chunk has a capital when its first word begins with one; a chunk without a word has none."""
    firsts = [next((chunk[start] for start, _ in slow_words(chunk)), "") for chunk in types]
    assert words(types).capital.tolist() == [first.isupper() for first in firsts]


@pytest.mark.parametrize(
    ("chunk", "terms"),
    [
        ("Court's", ["court"]),
        ("COURT'S", ["court"]),
        ("states'", ["states"]),
        ("isn't", ["isn't"]),
        ("Oyun-Erdene's", ["oyun-erdene"]),
        ("85th", ["85th"]),
        ("3.14", ["3.14"]),
        ("U.S.", ["u.s"]),
        ("(ICC)", ["icc"]),
        ("oil/gas", ["oil", "gas"]),
        ("and/or,", ["and", "or"]),
        ("…", []),
        ("-", []),
        ("$5m", ["5m"]),
        ("Ünal", ["ünal"]),
        ("Орбан", ["орбан"]),
    ],
)
def test_words_of_chunks(chunk: str, terms: list[str]) -> None:
    """Possessives go, contractions, compounds and abbreviations stay whole, punctuation is no word."""
    held = words([chunk])
    assert [held.vocabulary[number] for number in held.terms] == terms


def test_no_chunks() -> None:
    """No chunk types give empty arrays of the right types."""
    held = words([])
    assert held.offsets.tolist() == [0]
    assert held.terms.dtype == held.starts.dtype == held.ends.dtype == np.int32
    assert held.barred.dtype == held.barred_end.dtype == held.capital.dtype == bool
    assert chunks([""])[0].ids.dtype == np.int32
    assert chunks([""])[0].types == []


@free
@given(texts)
def test_starts_alone(text: str) -> None:
    """Where chunks start is said without their ends as it is with them."""
    assert starts(normalise(text).text).tolist() == edges(normalise(text).text)[0].tolist()


@pytest.mark.parametrize("piece", ["a", "a-", "a.", "'", ",a", "..", "a'", "a b ", "("])
def test_time_is_linear(piece: str) -> None:
    """Two hundred thousand repetitions of anything, with and without spaces, take less than two seconds."""
    before = time.process_time()
    words(chunks([piece * 200_000])[0].types)
    assert time.process_time() - before < 2


def test_texts_share_their_types_and_follow_each_other():
    """Two texts give the chunks of both, with offsets as if they were joined without a space."""
    found, bases = chunks(["a b", "b c"])
    assert found.types == ["a", "b", "c"]
    assert found.ids.tolist() == [0, 1, 1, 2]
    assert found.starts.tolist() == [0, 2, 3, 5]
    assert bases.tolist() == [0, 3]
