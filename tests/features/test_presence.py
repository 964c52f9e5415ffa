"""A sentence carries a frame by one clear pattern or by two different ambiguous ones."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analyzer.article import Article
from analyzer.codebook import Codebook, Frame
from analyzer.features import Features, featurize
from analyzer.features.presence import carriers, presence

BOOK = Codebook(
    name="small",
    version="1",
    frames={
        "law": Frame(
            label="Law", definition="Law.", patterns=("court*", "arrest warrant"), ambiguous=("charge*", "suspect")
        ),
        "trade": Frame(label="Trade", definition="Trade.", patterns=("trade",), ambiguous=("deal", "deal maker")),
    },
)
WORDS = ("court", "courts", "charge", "charges", "suspect", "trade", "deal", "maker", "rain", ",", "arrest", "warrant")


def read(*texts: str) -> Features:
    return featurize([Article(f"a{number}", "", text) for number, text in enumerate(texts)], BOOK)


def carried(text: str) -> list[str]:
    """The frames of a text of one sentence."""
    table = presence(read(text))
    assert table.shape == (1, 2)
    return [key for key, there in zip(BOOK.frames, table[0], strict=True) if there]


@pytest.mark.parametrize(
    ("text", "frames"),
    [
        ("Rain fell.", []),
        ("The court met.", ["law"]),
        ("The court met the court.", ["law"]),
        ("He faced a charge.", []),
        ("He faced a charge and then a charge.", []),
        ("He faced a charge and then more charges.", []),
        ("The suspect faced a charge.", ["law"]),
        ("The suspect made a deal.", []),
        ("The suspect faced a charge and the deal maker made a deal.", ["law", "trade"]),
        ("The deal maker left.", []),
        ("A trade court met.", ["law", "trade"]),
    ],
)
def test_what_carries_a_frame(text: str, frames: list[str]) -> None:
    """One clear hit is enough, one ambiguous pattern is not; ambiguous ones of two frames do not help each other."""
    assert carried(text) == frames


def test_voices_of_a_sentence_count_together() -> None:
    """A sentence in two voices carries what its units hold together; in one voice alone, what that voice holds."""
    features = read("“The suspect was never seen,” he said of the charge.")
    assert presence(features).tolist() == [[True, False]]
    assert presence(features.where(voice="quoted")).tolist() == [[False, False]]
    assert presence(features.where(voice="reporting")).tolist() == [[False, False]]


def test_rows_are_the_sentences_of_the_features() -> None:
    """There is one row for each sentence that is left, in order, also where no hit is."""
    features = read("The court met. Rain fell.", "Rain fell.", "", "A trade deal.")
    assert presence(features).tolist() == [[True, False], [False, False], [False, False], [False, True]]
    assert presence(features.take([1, 3])).tolist() == [[False, False], [False, True]]
    assert presence(features.take([])).shape == presence(features.take([2])).shape == (0, 2)
    assert presence(read("Rain.")).dtype == bool


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8), min_size=1, max_size=4))
@example([["charge", "suspect"], ["deal", ",", "deal", "maker"]])
def test_presence_is_that_of_a_slow_count(sentences: list[list[str]]) -> None:
    """Counting the distinct patterns of each sentence one by one gives the same."""
    features = read("\n\n".join(" ".join(words) + " end." for words in sentences))
    sentence = features.sentences()[0]
    slow = np.zeros((len(sentences), 2), bool)
    for number in range(len(sentences)):
        for column, key in enumerate(BOOK.frames):
            hits = [hit for hit in features.hits.itertuples() if sentence[hit.unit] == number and hit.frame == key]
            clear = any(not hit.ambiguous for hit in hits)
            slow[number, column] = clear or len({hit.pattern for hit in hits}) >= 2
    assert presence(features).tolist() == slow.tolist()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The court charged: charge, charge.", {"court*": 1.0}),
        ("The court and an arrest warrant.", {"court*": 0.5, "arrest warrant": 0.5}),
        ("A suspect, a charge, a charge.", {"charge*": 0.5, "suspect": 0.5}),
        ("A charge, a charge.", {}),
    ],
)
def test_a_sentence_gives_its_frame_in_equal_parts(text: str, parts: dict[str, float]) -> None:
    """Clear patterns share a sentence; ambiguous ones do where there is no clear one; one ambiguous one has nothing."""
    found = carriers(read(text))
    names = [BOOK.patterns[number].text for number in found.pattern.tolist()]
    assert dict(zip(names, found.share.tolist(), strict=True)) == parts
