from __future__ import annotations

import numpy as np
import pytest

from analyzer.article import Article
from analyzer.features.shingles import overlaps, shingles
from tests.helpers import features

WORDS = [f"w{at}" for at in range(100)]


def ids(words: list[str]) -> np.ndarray:
    vocabulary = sorted({*WORDS, *words})
    return np.array([vocabulary.index(word) for word in words], np.int32)


def shares(a: list[str], b: list[str]) -> tuple[float, float, float]:
    one, two = set(shingles(ids(a)).tolist()), set(shingles(ids(b)).tolist())
    return len(one & two) / len(one | two), len(one & two) / len(one), len(one & two) / len(two)


def test_a_rose_is_a_rose_is_a_rose():
    """Eight tokens in a circle of three have three distinct runs of four."""
    assert len(shingles(ids(["a", "rose", "is", "a", "rose", "is", "a", "rose"]), length=4)) == 3


def test_an_excerpt_is_contained_and_yet_unlike():
    """Forty tokens of a hundred: Jaccard .375, the excerpt wholly contained, the whole to .375."""
    assert shares(WORDS, WORDS[20:60]) == pytest.approx((0.375, 0.375, 1.0))


def test_one_changed_word_costs_five_runs():
    """One word of a hundred changed leaves 91 of 101 runs in common."""
    changed = [*WORDS[:50], "x", *WORDS[51:]]
    assert shares(WORDS, changed)[0] == pytest.approx(91 / 101)


def test_runs_are_those_of_a_slow_count():
    """As many numbers as there are distinct tuples, on random tokens."""
    rng = np.random.default_rng(4)
    tokens = rng.integers(0, 4, 2000).astype(np.int32)
    slow = {tuple(tokens[at : at + 5]) for at in range(len(tokens) - 4)}
    assert len(shingles(tokens)) == len(slow)


def test_too_few_tokens_have_no_run():
    """Four tokens hold no run of five."""
    assert len(shingles(ids(WORDS[:4]))) == 0


def test_agency_copy_is_found_and_other_articles_are_not():
    """A shortened copy pairs with its original, an article on another matter with nothing."""
    copy = " ".join(WORDS)
    given = [
        Article("a", "", copy + "."),
        Article("b", "", " ".join(WORDS[:60]) + ". Something else follows here."),
        Article("c", "", " ".join(f"v{at}" for at in range(80)) + "."),
    ]
    found = overlaps(features(given, "a"))
    assert found[["a", "b"]].to_numpy().tolist() == [[0, 1]]
    assert found["contained"][0] > 0.9


def test_the_shipped_agency_pair_is_the_only_one(shipped):
    """Of the shipped texts two carry the same agency copy, and the report says so."""
    import analyzer

    given = analyzer.featurize(list(shipped.corpus.articles), shipped.codebook, focal=shipped.focal)
    found = overlaps(given)
    assert given.articles["id"][found[["a", "b"]].to_numpy().ravel()].tolist() == [
        "harbour-courier-arrival",
        "selenga-post-fuel",
    ]
    assert any("harbour-courier-arrival" in warning for warning in shipped.warnings)
