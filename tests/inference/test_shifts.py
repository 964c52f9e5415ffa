"""Ranges of contributions are those of resampled sentences and articles, and hold their level for few articles."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analyzer import Comparison
from analyzer.article import Article
from analyzer.features import Features, featurize
from analyzer.inference.shifts import Means, half_width, shifts_with_ranges
from analyzer.measures import check_table
from analyzer.measures.shifts import SCHEMA, shifts
from analyzer.settings import Settings
from tests import helpers


def means(rows: np.ndarray, usual: float = 0.0) -> Means:
    """One item, one comparison: rows are sentences or articles."""
    return Means(
        np.array([[float(len(rows))]]), rows.sum(keepdims=True), (rows**2).sum(keepdims=True), np.array([usual])
    )


@pytest.fixture(scope="module")
def features(shipped: Comparison) -> Features:
    return featurize(shipped.corpus.articles, shipped.codebook, focal=shipped.focal)


def test_width_is_that_of_welch() -> None:
    """Where an item occurs on both sides the range is Welch's interval, as SciPy has it."""
    rng = np.random.default_rng(3)
    a, b = rng.normal(size=8), rng.normal(1, 3, size=21)
    ends = stats.ttest_ind(a, b, equal_var=False).confidence_interval(0.9)
    width = half_width(means(a), means(b), confidence=0.9).item()
    assert a.mean() - b.mean() - width == pytest.approx(ends.low)
    assert a.mean() - b.mean() + width == pytest.approx(ends.high)


def test_standard_errors_are_those_of_a_bootstrap() -> None:
    """Resampling rows ten thousand times gives the same standard error, but for n - 1 in place of n."""
    rng = np.random.default_rng(5)
    rows = rng.poisson(0.6, 12) * 0.25
    weights = rng.multinomial(len(rows), np.full(len(rows), 1 / len(rows)), size=10_000)
    resampled = (weights @ rows / len(rows)).std() * np.sqrt(len(rows) / (len(rows) - 1))
    width = half_width(means(rows), means(rows)).item()
    assert width / stats.t.ppf(0.975, 22) / np.sqrt(2) == pytest.approx(resampled, rel=0.03)


def test_an_item_that_occurs_nowhere_might_have_occurred_once() -> None:
    """A side without the item has the standard error of one occurrence, not none."""
    none, some = np.zeros(20), np.array([1.0, 0.0] * 10)
    once = np.zeros(20)
    once[0] = 1.0
    assert half_width(means(none, 1.0), means(some, 1.0)) == pytest.approx(
        half_width(means(once), means(some)), rel=0.02
    )
    assert half_width(means(none), means(none, 0.5)).item() > 0
    assert np.isnan(half_width(means(np.zeros(1), 1.0), means(some)).item())


@pytest.mark.parametrize(("articles", "rate"), [(1, 0.03), (1, 0.1), (5, 0.03), (5, 0.3), (20, 0.1)])
def test_coverage(articles: int, rate: float) -> None:
    """Ranges hold the difference in about 95 of 100 runs: one or a few articles against 20, rare words and common."""
    rng = np.random.default_rng(1)
    runs, sentences, spread = 1500, 25, 9.0  # intra-class correlation .1

    def side(n: int) -> tuple[np.ndarray, Means]:
        rates = np.full((runs, 1), rate) if n == 1 else rng.beta(rate * spread, (1 - rate) * spread, (runs, n))
        hits = rng.binomial(sentences, rates).astype(float)
        if n == 1:
            return hits / sentences, Means(np.full((runs, 1), sentences), hits, hits, np.ones(1))
        shares = hits / sentences
        usual = np.sqrt((shares**2).sum() / (shares > 0).sum())
        sums = (part.sum(axis=1, keepdims=True) for part in (shares, shares**2))
        return shares.mean(axis=1, keepdims=True), Means(np.full((runs, 1), n), *sums, np.array([usual]))

    (one, own), (other, rest) = side(articles), side(20)
    covered = (np.abs(one - other) <= half_width(own, rest)).mean()
    assert covered >= 0.93


@pytest.mark.parametrize("by", ["focal", "outlet", "group"])
def test_rows_are_those_of_the_measure(features: Features, by: str) -> None:
    """Ranges are added, and nothing else is changed; each holds its value; no row claims more than these texts."""
    plain, ranged = shifts(features, by=by), shifts_with_ranges(features, by=by, settings=Settings())
    pd.testing.assert_frame_equal(
        ranged.drop(columns=["low", "high", "claim", "reason"]), plain.drop(columns=["low", "high", "claim", "reason"])
    )
    assert check_table(ranged, SCHEMA) == []
    assert set(ranged["claim"]) == {"L0"}
    known = ranged["low"].notna()
    assert (ranged.loc[~known, "reason"] != "").all()
    assert (ranged.loc[known, "high"] > ranged.loc[known, "low"]).all()
    assert known.any() == (by != "outlet")  # no shipped outlet has five articles
    again = shifts_with_ranges(features, by=by, settings=Settings(seed=99))
    pd.testing.assert_frame_equal(again, ranged, check_exact=True)


def test_too_little_text_has_no_range() -> None:
    """Three sentences, two groups of two: the contributions stand, without ranges and with the reason."""
    given = [Article("f", "", helpers.LAW)]
    given += [Article(f"a{at}", "", helpers.TRADE, group="AB"[at % 2]) for at in range(6)]
    small = helpers.features(given, focal="f")
    focal = shifts_with_ranges(small, settings=Settings())
    assert set(focal["reason"]) == {"fewer than 5 sentences"}
    assert focal["low"].isna().all()
    assert focal["value"].notna().all()
    assert set(shifts_with_ranges(small, by="group", settings=Settings())["reason"]) == {"fewer than 5 articles"}
    few = shifts_with_ranges(helpers.features(given[:3], focal="f"), settings=Settings(min_sentences=2))
    assert set(few["reason"]) == {"fewer than 5 articles on the other side"}
    quoted = shifts_with_ranges(small, voice="quoted", settings=Settings())
    assert set(quoted["claim"]) == {""}
    assert "no sentence in this voice" in set(quoted["reason"])
