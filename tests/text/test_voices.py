"""Quoted speech is found in every style of quotation marks, and words in scare quotes stay the narrator's."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analyzer.text.paragraphs import paragraphs
from analyzer.text.voices import VOICES, quotations, verbs_of_saying

free = settings(deadline=None, derandomize=True, max_examples=300)
MARKS = "“”„‟«»\"‘’'"


def speech(text: str, *cuts: str) -> list[str]:
    """The quotations of a text whose sentences end where `cuts` end; one sentence a paragraph when there are none."""
    spans = paragraphs(text)
    sentences, at = spans, 0
    if cuts:
        sentences = []
        for cut in cuts:
            end = text.index(cut, at) + len(cut)
            sentences.append((at, end))
            at = end + 1
        sentences.append((at, len(text)))
    return [text[start:end] for start, end in quotations(text, spans, sentences)]


@pytest.mark.parametrize(
    "quotation",
    [
        '"We will come back."',
        "“We will come back.”",
        "«We will come back.»",
        "« We will come back »",
        "»We will come back«",
        "„We will come back“",
        "„We will come back.”",
        "”We will come back”",
        "“We will come back“",
        "‘We will come back.’",
        "'We will come back.'",
        "‘We will come back’",
        "“We will come back!”",
        '"We will come back,"',
        "“Did we come back?”",
        "“We will come back …”",
    ],
)
def test_every_style_of_marks(quotation: str) -> None:
    """Straight, curly, low, angled and single marks hold quoted speech, marks included."""
    assert speech(f"The minister said {quotation} to nobody at all.") == [quotation]
    assert speech(f"{quotation} said the minister to nobody at all.") == [quotation]
    assert speech(f"Nobody heard the minister: {quotation}") == [quotation]


def test_several_quotations_in_a_sentence() -> None:
    """Marks are paired in order; what stands between two quotations is the narrator's."""
    text = '"We will come back," he said, "and we will bring gas," and left.'
    assert speech(text) == ['"We will come back,"', '"and we will bring gas,"']


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said ‘it’s the ministers’ own choice to make’ today.", ["‘it’s the ministers’"]),
        ("She said ‘it’s the ministers’ own choice to make,’ today.", ["‘it’s the ministers’ own choice to make,’"]),
        ("She said 'it's the ministers' own choice to make.' Then", ["'it's the ministers' own choice to make.'"]),
        ("She said 'it isn't O'Neil's choice to make' today.", ["'it isn't O'Neil's choice to make'"]),
        ("The ministers' talks on the farmers' demands were long.", []),
        ("The ministers’ talks on the farmers’ demands were long.", []),
        ("It's the court's view that it isn't done.", []),
        ("In the '90s and later the two ministers' talks failed.", []),
        ("In the ‘90s and later the two ministers’ talks failed.", []),
        ("'In the '90s we were all good friends,' he said.", ["'In the '90s we were all good friends,'"]),
        ("He wore 5' heels and it was 6'.", []),
    ],
)
def test_apostrophes_are_no_marks(text: str, expected: list[str]) -> None:
    """Possessives, contractions and decades open nothing; a closing mark behind punctuation goes before a possessive.

    The first row is a limit: without punctuation a plural possessive looks like the end of the quotation.
    """
    assert speech(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “I heard ‘no way at all’ from them” and left.", ["“I heard ‘no way at all’ from them”"]),
        ("He said ‘I heard “no way at all” from them’ and left.", ["‘I heard “no way at all” from them’"]),
        ("He said ‘I heard “no way at all.”’ and left.", ["‘I heard “no way at all.”’"]),
        ("He said 'I heard \"no way at all.\"' and left.", ["'I heard \"no way at all.\"'"]),
        ("He said “I heard “no way at all” from them” and left.", ["“I heard “no way at all” from them”"]),
        (
            "He said “I ‘never’ heard “no way at all” from them” and left.",
            ["“I ‘never’ heard “no way at all” from them”"],
        ),
        ("He said «I heard „no way at all“ from them» and left.", ["«I heard „no way at all“ from them»"]),
        ("He said \"I heard 'no way at all' from them\" and left.", ["\"I heard 'no way at all' from them\""]),
    ],
)
def test_a_quotation_inside_a_quotation_belongs_to_it(text: str, expected: list[str]) -> None:
    """The outer quotation is one stretch, whatever marks stand inside it."""
    assert speech(text) == expected


@pytest.mark.parametrize("mark", ["“", '"', "«", "„"])
def test_a_quotation_goes_on_when_the_next_paragraph_opens_again(mark: str) -> None:
    """A quotation that is not closed runs to the end of its paragraph if the next one begins with a mark."""
    closing = {"“": "”", '"': '"', "«": "»", "„": "“"}[mark]
    text = f"He said: {mark}We came.\n\n{mark}We saw the court.\n\n{mark}We left again{closing}, he said."
    assert speech(text) == [f"{mark}We came.", f"{mark}We saw the court.", f"{mark}We left again{closing}"]


def test_a_mark_that_is_never_closed_costs_one_paragraph() -> None:
    """Without its closing mark, and with no mark at the head of the next paragraph, nothing is quoted."""
    text = "He said: “We came back to you.\n\nThe court met. “We saw them come,” she said."
    assert speech(text) == ["“We saw them come,”"]
    assert speech('He said: "We came back to you.\n\nThe court met.') == []


def test_a_quotation_goes_on_for_five_paragraphs_at_most() -> None:
    """After five paragraphs without a closing mark the quotation is taken for a slip."""
    text = "\n\n".join(["“We came here and saw it all."] * 9)
    assert len(speech(text)) == 7  # not the sixth, where the count begins again, and not the last


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The “visit” took two days.", []),
        ("The “short visit there” took two days.", []),
        ("The “very short visit there” took two days.", ["“very short visit there”"]),
        ("The visit was “short”, he said.", ["“short”"]),
        ("He CLAIMED it was a “visit” of friends.", ["“visit”"]),
        ("“Never.”", ["“Never.”"]),
        ("“Well-known O’Neil.”", ["“Well-known O’Neil.”"]),
        ("The mark “” and the mark “ - ” said nothing.", []),
    ],
)
def test_short_quotations(text: str, expected: list[str]) -> None:
    """Fewer than four words are quoted only next to a verb of saying, or as a whole sentence."""
    assert speech(text) == expected


@pytest.mark.parametrize("place", ["CBS’s", "CBS'", "on", "told"])
def test_names_of_programmes_are_no_quotations(place: str) -> None:
    """Capitalised words behind an owner or a preposition are a title; a sentence in marks is none."""
    assert speech(f'She said {place} "Face the Nation" that it was late.') == []
    assert speech(f'She said {place} "Face the nation with us" that it was late.') == ['"Face the nation with us"']
    assert speech('She said: "Face the Nation"') == ['"Face the Nation"']


def test_a_short_sentence_behind_a_colon_is_speech() -> None:
    """Without a verb of saying, a colon and a stop inside the marks tell speech from scare quotes."""
    assert speech('They had one message: "Go home."') == ['"Go home."']
    assert speech('They had one name for it: "reform".') == []
    assert speech('They heard chants of "Go home".') == ['"Go home"']
    assert speech('They heard of "reform".') == []


def test_a_verb_of_saying_counts_in_its_own_sentence_alone() -> None:
    """A verb of saying in the sentence before, or inside the quotation itself, makes no speech of scare quotes."""
    assert speech("He said so. The “visit” took days.", "so.") == []
    assert speech("The “he said” rule took days.") == []
    assert speech("He said so. “Never.” The end came.", "so.", "”") == ["“Never.”"]


@free
@given(st.text(alphabet=MARKS + " \n\naB.,!-—", max_size=60), st.integers(1, 9))
@example("'", 1)
@example("“", 1)
@example("a“ ‘", 2)
def test_spans_are_in_order_apart_and_inside_their_text(text: str, step: int) -> None:
    """Quotations lie in the text, come in order, do not overlap, and begin with a mark, whatever the sentences are."""
    blocks = paragraphs(text)
    sentences = [(at, min(at + step, len(text))) for at in range(0, len(text), step)]
    spans = quotations(text, blocks, sentences)
    bounds = [offset for span in spans for offset in span]
    assert bounds == sorted(bounds)
    assert all(0 <= start < end <= len(text) and text[start] in MARKS for start, end in spans)
    assert all(any(low <= start and end <= high for low, high in blocks) for start, end in spans)


@free
@given(st.text(alphabet=MARKS + " ab.", max_size=40))
def test_text_without_marks_between_is_never_quoted(text: str) -> None:
    """Words before the first mark and behind the last mark are the narrator's."""
    framed = f"Words stand here {text} and words stand here"
    for start, end in quotations(framed, [(0, len(framed))], [(0, len(framed))]):
        assert start >= len("Words stand here ")
        assert end <= len(framed) - len(" and words stand here")


def test_no_sentences_and_no_paragraphs() -> None:
    """Nothing given, nothing quoted; without sentences the text counts as one."""
    assert quotations("", [], []) == []
    assert quotations("“We will come back”", [(0, 19)], []) == [(0, 19)]


def test_voices_and_verbs() -> None:
    """There are three voices, and every verb of saying is one lower-case word of one of four tiers."""
    assert VOICES == ("narrator", "quoted", "paraphrased", "reporting")
    assert set(verbs_of_saying().values()) == {"neutral", "assertive", "negative", "private"}
    assert all(form == form.lower() and form.isalpha() for form in verbs_of_saying())
    assert verbs_of_saying()["said"] == "neutral"


@pytest.mark.parametrize(
    "piece",
    [*(f"{mark}a " for mark in MARKS), *(f"a{mark} " for mark in "”’'"), *"“\"'", "“a” ", "'a' ", "“a ”", "“b\n"],
)
def test_time_is_linear(piece: str) -> None:
    """Two hundred thousand marks of any kind, in one sentence or in one paragraph each, take less than two seconds."""
    text = piece * (200_000 // sum(sign in MARKS for sign in piece))
    size = len(piece) if "\n" in piece else len(text)
    spans = [(at, min(at + size, len(text))) for at in range(0, len(text), size)]
    before = time.process_time()
    quotations(text, spans, spans)
    assert time.process_time() - before < 2
