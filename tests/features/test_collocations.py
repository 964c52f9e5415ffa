"""Collocations are the pairs that NLTK's likelihood ratio finds, counted where they stand."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics.association import BigramAssocMeasures
from scipy import stats

from analyzer.article import Article
from analyzer.codebook import load_codebook
from analyzer.features import Features, featurize
from analyzer.features.collocations import CRITICAL, find_collocations, likelihood_ratio

PLAIN = (
    "The arrest warrant stood. The gas pipeline waited for the arrest warrant. A gas pipeline is a pipeline.\n\n"
    "One arrest warrant and one gas pipeline made the news. The old court met the new court.\n\n"
)


def features(*texts: str, title: str = "") -> Features:
    return featurize([Article(f"a{at}", title, text) for at, text in enumerate(texts)], load_codebook())


def found(*texts: str, min_count: int = 3) -> dict[str, int]:
    result = find_collocations(features(*texts), min_count=min_count)
    return dict(zip(result.labels.tolist(), result.counts.sum(axis=0).tolist(), strict=True))


def test_pairs_that_stand_together_are_found_with_their_counts() -> None:
    """Two pairs that recur are the collocations of a text."""
    assert found(PLAIN) == {"arrest warrant": 3, "gas pipeline": 3}


def test_punctuation_and_sentence_ends_part_words() -> None:
    """Words with a comma, a bracket or the end of a sentence between them are no pair."""
    assert found("No arrest, warrant or not. An arrest (warrant) came. They arrest. Warrant fell. " * 4) == {}


def test_stop_words_and_numbers_make_no_pair() -> None:
    """Neither word of a collocation is a stop word or a number."""
    assert found("The court of appeal in 1999 sat in the court of appeal in 1999 again. " * 5) == {}


def test_pairs_below_the_count_are_left_out() -> None:
    """A pair must occur `min_count` times."""
    assert found(PLAIN, min_count=4) == {}
    assert found(PLAIN, min_count=3) != {}


def test_words_that_avoid_each_other_are_no_collocation() -> None:
    """A large likelihood ratio counts only if the pair is more frequent than expected."""
    text = "red red red red red red red red red red. blue blue blue blue blue blue blue blue blue blue. red blue. "
    likelihood = likelihood_ratio(np.array([3]), np.array([30]), np.array([30]), 57)
    assert likelihood[0] > CRITICAL
    assert "red blue" not in found(text * 3)


def test_each_occurrence_is_counted_in_its_unit() -> None:
    """The matrix has a row for each unit, and an article's rows add up to its occurrences."""
    given_features = features(PLAIN, "Nothing here.", PLAIN + PLAIN)
    result = find_collocations(given_features)
    at = [result.labels.tolist().index(label) for label in ("arrest warrant", "gas pipeline")]
    assert result.counts.shape == (len(given_features.units), len(result.labels))
    rows = result.counts.toarray()[:, at]
    articles = given_features.units["article"].to_numpy()
    assert [rows[articles == at].sum(axis=0).tolist() for at in range(3)] == [[3, 3], [0, 0], [6, 6]]


def test_order_of_articles_does_not_matter() -> None:
    """Labels and likelihoods are the same in whatever order articles come."""
    one, two = (
        find_collocations(features(PLAIN, "An old court met. " * 5)),
        find_collocations(features("An old court met. " * 5, PLAIN)),
    )
    assert one.labels.tolist() == two.labels.tolist()
    assert one.likelihood.tolist() == two.likelihood.tolist()


def test_a_voice_without_words_has_no_collocations() -> None:
    """No words, no pairs, and still a matrix of the right shape."""
    result = find_collocations(features(PLAIN).where(voice="quoted"))
    assert result.labels.tolist() == []
    assert result.counts.shape == (0, 0)


def test_agrees_with_a_count_by_hand_and_the_measure_of_nltk() -> None:
    """Pairs cut out with a regular expression and scored by NLTK give the same collocations and scores."""
    words = [re.findall(r"\w+", sentence.lower()) for sentence in re.split(r"[.\n]+", PLAIN * 3)]
    pairs = Counter(pair for sentence in words for pair in pairwise(sentence))
    left, right = Counter[str](), Counter[str]()
    for (first, second), count in pairs.items():
        left[first] += count
        right[second] += count
    n = pairs.total()
    result = find_collocations(features(PLAIN * 3))
    for label, likelihood in zip(result.labels.tolist(), result.likelihood.tolist(), strict=True):
        first, second = label.split()
        marginals = (pairs[first, second], (left[first], right[second]), n)
        assert likelihood == pytest.approx(BigramAssocMeasures.likelihood_ratio(*marginals), rel=1e-9)
    assert {"arrest warrant", "gas pipeline"} <= set(result.labels.tolist())


@settings(deadline=None)
@given(st.tuples(st.integers(1, 500), st.integers(0, 500), st.integers(0, 500), st.integers(0, 10**6)))
def test_likelihood_ratio_is_that_of_nltk(cells: tuple[int, int, int, int]) -> None:
    """Whatever the table, the likelihood ratio is NLTK's."""
    both, first, second = cells[:3]
    left, right, n = both + first, both + second, sum(cells)
    ours = likelihood_ratio(np.array([both]), np.array([left]), np.array([right]), n)[0]
    theirs = BigramAssocMeasures.likelihood_ratio(both, (left, right), n)
    assert ours == pytest.approx(max(0.0, theirs), rel=1e-6, abs=1e-6)


def test_threshold_is_the_point_of_one_in_a_thousand() -> None:
    """The chi-square distribution exceeds the threshold once in a thousand."""
    assert stats.chi2.sf(CRITICAL, 1) == pytest.approx(0.001, rel=1e-12)


@settings(deadline=None)
@given(st.text(alphabet="ab c.,\n\"'()-1", max_size=300))
def test_any_text_gives_pairs_of_its_own_neighbours(text: str) -> None:
    """Hostile text does no harm: every label is two content words, and no count exceeds the number of words."""
    given_features = features(text + " court")
    result = find_collocations(given_features, min_count=1)
    assert all(len(label.split(" ")) == 2 for label in result.labels)
    assert result.counts.sum() <= len(given_features.tokens)
    assert (result.likelihood > CRITICAL).all()
