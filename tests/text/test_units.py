"""Units hold every word once, in the voice that speaks it, at the place where it stands."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analyzer.article import Article
from analyzer.text.boilerplate import boilerplate
from analyzer.text.units import BODY, LEAD, PLACES, TITLE, Cut, cut_text, cut_title
from analyzer.text.voices import VOICES

free = settings(deadline=None, derandomize=True, max_examples=200)
PARTS = (
    "The court met. ", "“We will come back,” ", "he said. ", '"Never." ', "‘", "’", "“", "”", '"', "'", "(", ")", "-",
    "—", "...", "\n", "\n\n", "Advertisement\n", "By Ann Lee\n", "HARBOUR CITY (NW) - ", "U.S. ", "e\u0301", "\u00ad",
    "_", "。", " ", "x", "Mr. ", "?",
)  # fmt: skip
texts = st.lists(st.sampled_from(PARTS), max_size=14).map("".join) | st.text(max_size=40)


def cut(text: str) -> Cut:
    return cut_text(Article("a", "", text))


def spoken(text: str) -> list[tuple[str, str]]:
    """Voice and characters of every unit."""
    made = cut(text)
    return [(VOICES[unit.voice], made.normalised.marked[unit.start : unit.end].strip()) for unit in made.units]


@free
@given(texts)
@example("“a” “")
@example("“\nAdvertisement\n\n“We will come back,” ")
@example("“Advertisement\nAdvertisement\nBy Ann Lee\nx”\n\n“")
@example("HARBOUR CITY (NW) - “We will come back.”")
def test_every_letter_that_is_no_boilerplate_is_in_exactly_one_unit(raw: str) -> None:
    """Units come in order and do not overlap; letters and digits outside them are boilerplate, and no others are."""
    made = cut(raw)
    text = made.normalised.marked
    bounds = [offset for unit in made.units for offset in (unit.start, unit.end)]
    assert bounds == sorted(bounds)
    inside = {at for unit in made.units for at in range(unit.start, unit.end)}
    dropped = {at for start, end in boilerplate(text)[0] for at in range(start, end)}
    for at, sign in enumerate(text):
        if sign.isalnum():
            assert (at in inside) != (at in dropped)


@free
@given(texts)
def test_every_unit_says_something_and_numbers_never_fall(raw: str) -> None:
    """Each unit has a letter or a digit; sentences and paragraphs are numbered upwards from 0 and 1, without a gap."""
    made = cut(raw)
    for unit in made.units:
        assert any(map(str.isalnum, made.normalised.marked[unit.start : unit.end]))
    sentences = [unit.sentence for unit in made.units]
    assert sorted(set(sentences)) == list(range(len(set(sentences))))
    assert sentences == sorted(sentences)
    paragraphs = [unit.paragraph for unit in made.units]
    assert paragraphs == sorted(paragraphs)
    assert all(number >= 1 for number in paragraphs)


@free
@given(texts)
def test_dropped_is_what_boilerplate_finds(raw: str) -> None:
    """The number of dropped characters is that of the boilerplate in the normalised text."""
    made = cut(raw)
    assert made.dropped == sum(end - start for start, end in boilerplate(made.normalised.marked)[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The court met.", [("narrator", "The court met.")]),
        ("“We will come back.”", [("quoted", "“We will come back.”")]),
        ("“We will come back.” Rain fell.", [("quoted", "“We will come back.”"), ("narrator", "Rain fell.")]),
        (
            "He said: “We will come back”, and left.",
            [("reporting", "He said:"), ("quoted", "“We will come back”"), ("narrator", ", and left.")],
        ),
        (
            "The court said that it was so, but rain fell on the whole city.",
            [
                ("reporting", "The court said"),
                ("paraphrased", "that it was so"),
                ("narrator", ", but rain fell on the whole city."),
            ],
        ),
        ("Russia agreed to build the line.", [("narrator", "Russia agreed to build the line.")]),
        ("Mr. Bold promised to put it right.", [("narrator", "Mr. Bold promised to put it right.")]),
        ("The “visit” took two days.", [("narrator", "The “visit” took two days.")]),
        (
            "He left (“we will come back”) at noon.",
            [("narrator", "He left ("), ("quoted", "“we will come back”"), ("narrator", ") at noon.")],
        ),
        (
            "“We will come back.\n\n“We will stay,” he said.",
            [("quoted", "“We will come back."), ("quoted", "“We will stay,”"), ("reporting", "he said.")],
        ),
        (
            "“We will come back. We will stay,” he said.",
            [("quoted", "“We will come back. We will stay,”"), ("reporting", "he said.")],
        ),
        (
            "HARBOUR CITY (Northern Wire) - “We will come back.”",
            [("quoted", "“We will come back.”")],
        ),
        ("HARBOUR CITY (Northern Wire) - Talks began.", [("narrator", "Talks began.")]),
        ("Talks began.\nAdvertisement\nRain fell.", [("narrator", "Talks began."), ("narrator", "Rain fell.")]),
        ("... !", []),
        ("", []),
    ],
)
def test_voices(text: str, expected: list[tuple[str, str]]) -> None:
    """A unit is the stretch of one sentence in one voice; what is no prose, and what has no letter, is in none."""
    found = spoken(text)
    if text == "“We will come back. We will stay,” he said.":  # one sentence or two: the words and voices are the same
        quoted = " ".join(piece for voice, piece in found if voice == "quoted")
        found = [("quoted", quoted), *(pair for pair in found if pair[0] != "quoted")]
    assert found == expected


def test_boilerplate_inside_a_quotation_is_no_speech() -> None:
    """A line of advertisement in the middle of a quotation is nobody's words, and cuts it in two."""
    found = spoken("“We will\nAdvertisement\ncome back here.”\n\nRain fell.")
    assert found == [("quoted", "“We will"), ("quoted", "come back here.”"), ("narrator", "Rain fell.")]


def test_places() -> None:
    """The first three paragraphs are the lead, what follows is the body; the title is its own place and paragraph 0."""
    made = cut("One here.\n\nTwo here. And here.\n\nThree here.\n\nFour here.\n\nFive here.")
    assert [(unit.paragraph, PLACES[unit.place]) for unit in made.units] == [
        (1, LEAD), (2, LEAD), (2, LEAD), (3, LEAD), (4, BODY), (5, BODY),
    ]  # fmt: skip
    title = cut_title(Article("a", "Putin: “We will come back”", "")).units
    assert {(unit.paragraph, PLACES[unit.place]) for unit in title} == {(0, TITLE)}
    assert [VOICES[unit.voice] for unit in title] == ["reporting", "quoted"]
    assert [unit.sentence for unit in title] == [0, 0]


def test_sentences_are_numbered_from_the_number_given() -> None:
    """The text goes on with the number that it is given, so that title and text share one numbering."""
    made = cut_text(Article("a", "", "One here.\n\nTwo here."), sentence=7)
    assert [unit.sentence for unit in made.units] == [7, 8]


def test_a_title_has_no_boilerplate() -> None:
    """Nothing is dropped from a title, also when it looks like a dateline or a notice."""
    for title in ("Advertisement", "By Ann Lee", "HARBOUR CITY (Northern Wire) - Talks"):
        made = cut_title(Article("a", title, ""))
        assert made.dropped == 0
        assert made.agency == ""
        assert len(made.units) == 1


def test_the_agency_is_kept() -> None:
    """The agency of the dateline is kept when the dateline is dropped."""
    assert cut("HARBOUR CITY (Northern Wire) - Talks began.").agency == "Northern Wire"


@pytest.mark.parametrize(
    "piece", ["a. ", "a\n\n", '"a b c d." ', "“a” ", "Advertisement\n", "“a\n\n", "(“a b c d” ", "A ", "a “b c d e” "]
)
def test_time_is_linear(piece: str) -> None:
    """Thirty thousand sentences, paragraphs, quotations or dropped lines are cut in less than two seconds."""
    before = time.process_time()
    cut(piece * 30_000)
    assert time.process_time() - before < 2
