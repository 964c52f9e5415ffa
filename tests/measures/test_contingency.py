"""The formulas agree with published numbers, with scipy, and with what swapping both sides must do."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import sparse, stats

from analyzer.measures._contingency import (
    bic,
    chi2,
    direction,
    dispersion,
    g2,
    g2_two_cell,
    log_odds,
    log_ratio,
    lrc,
    percent_difference,
    ratio_interval,
    williams,
)

EXACT: dict[str, Any] = {"abs": 1e-5, "rel": 0}
SMALL = (7, 2, 10, 9)  # quanteda's test: target b*7 a*3, reference a*7 b*2, feature b
OTHER = (3, 7, 10, 9)  # feature a of the same table
LARGE = (24, 12, 4000, 8000)
PAIR = ("the quick brown fox jumps over the lazy pig", "the lazy purple pig jumps over the lazier donkey")


@st.composite
def tables(draw: st.DrawFn, most: int = 10**6) -> tuple[int, int, int, int]:
    """Two counts and two sizes that can hold them."""
    n1, n2 = draw(st.integers(1, most)), draw(st.integers(1, most))
    return draw(st.integers(0, n1)), draw(st.integers(0, n2)), n1, n2


def swapped(table: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    a, b, n1, n2 = table
    return b, a, n2, n1


def cells(table: tuple[int, int, int, int]) -> list[list[int]]:
    a, b, n1, n2 = table
    return [[a, b], [n1 - a, n2 - b]]


def test_small_table_of_quanteda() -> None:
    """Chi-square, its correction, G2 and Williams' q have the values that quanteda's own test states."""
    assert float(chi2(*SMALL)) == pytest.approx(4.337160, **EXACT)
    assert float(chi2(*SMALL, yates=True)) == pytest.approx(2.632438, **EXACT)
    assert float(g2(*SMALL)) == pytest.approx(4.534939, **EXACT)
    assert float(williams(*SMALL)) == pytest.approx(1.079533, **EXACT)
    assert float(g2(*SMALL) / williams(*SMALL)) == pytest.approx(4.200833, **EXACT)
    assert stats.chi2.sf(float(g2(*SMALL)), 1) == pytest.approx(0.033210, **EXACT)


def test_the_other_feature_of_a_two_word_table_mirrors_the_first() -> None:
    """In a table of two features, one feature's statistics are the other's with the sign turned."""
    for statistic in (g2, chi2):
        first, second = statistic(*SMALL) * direction(*SMALL), statistic(*OTHER) * direction(*OTHER)
        assert float(first) == pytest.approx(-float(second), abs=1e-12)
        assert float(first) > 0


def test_published_large_table() -> None:
    """24 in 4,000 against 12 in 8,000 words: every measure at its published value."""
    low, high = ratio_interval(*LARGE)
    assert float(g2(*LARGE)) == pytest.approx(16.689722, **EXACT)
    assert float(g2_two_cell(*LARGE)) == pytest.approx(16.635532, **EXACT)
    assert float(log_ratio(*LARGE)) == pytest.approx(2.0, **EXACT)
    assert float(percent_difference(*LARGE)) == pytest.approx(300.0, **EXACT)
    assert float(bic(*LARGE)) == pytest.approx(7.242870, **EXACT)
    assert (float(low), float(high)) == pytest.approx((0.944002, 3.133905), **EXACT)
    assert float(lrc(*LARGE)) == pytest.approx(0.944002, **EXACT)
    assert float(lrc(*LARGE, n_terms=1000)) == 0.0
    assert float(log_ratio(5, 0, 4000, 8000)) == pytest.approx(4.321928, **EXACT)


def test_log_odds_of_three_words() -> None:
    """The log odds and both variances have the values of scattertext with a prior of 10 by word."""
    table = ([20, 10, 70], [5, 15, 80], 100, 100, [1, 2, 7], 10)
    delta, z = log_odds(*table)
    assert delta == pytest.approx([1.408517, -0.400675, -0.483116], **EXACT)
    assert z == pytest.approx([2.904703, -0.992080, -1.541194], **EXACT)
    assert log_odds(*table, terms=2)[1] == pytest.approx([3.042746, -1.062693, -3.087696], **EXACT)


def test_log_odds_of_two_sentences() -> None:
    """With .05 of prior for each word, brown and donkey mirror each other and `the` is even."""
    one, two = (sentence.split() for sentence in PAIR)
    words = sorted({*one, *two})
    a, b = [one.count(word) for word in words], [two.count(word) for word in words]
    z = log_odds(a, b, len(one), len(two), [0.05] * len(words), 0.05 * len(words), terms=2)[1]
    found = dict(zip(words, z.tolist(), strict=True))
    assert found["brown"] == pytest.approx(0.689423, **EXACT)
    assert found["donkey"] == pytest.approx(-0.689423, **EXACT)
    assert found["the"] == pytest.approx(0.0, abs=1e-12)


def test_dispersion_of_gries() -> None:
    """DP and its norm have the values of Gries' example, and 1 for a term of one part."""
    dp, norm = dispersion(np.array([[1.0], [2], [3], [4], [5]]), [0.18, 0.2, 0.2, 0.2, 0.22])
    assert (dp[0], norm[0]) == pytest.approx((0.18, 0.219512), **EXACT)
    dp, norm = dispersion(np.array([[12.0], [0], [0], [0], [0], [0]]), [100] * 6)
    assert (dp[0], norm[0]) == pytest.approx((0.833333, 1.0), **EXACT)


@pytest.mark.parametrize("table", [SMALL, LARGE, (1, 9, 50, 60), (300, 1, 5000, 70), (40, 35, 90, 80)])
def test_scipy_says_the_same(table: tuple[int, int, int, int]) -> None:
    """G2 and chi-square are scipy's; the interval is that of scipy's exact binomial test."""
    a, b, n1, n2 = table
    likelihood = stats.chi2_contingency(cells(table), correction=False, lambda_="log-likelihood").statistic
    assert float(g2(*table)) == pytest.approx(likelihood, rel=1e-9)
    assert float(chi2(*table)) == pytest.approx(stats.chi2_contingency(cells(table), correction=False).statistic)
    exact = stats.binomtest(a, a + b).proportion_ci(confidence_level=1 - 0.05 / 7, method="exact")
    low, high = ratio_interval(*table, n_terms=7)
    expected = [math.log2(n2 / n1 * share / (1 - share)) for share in (exact.low, exact.high)]
    assert [float(low), float(high)] == pytest.approx(expected, rel=1e-9)


def test_correction_of_yates_is_that_of_scipy_where_quanteda_applies_it() -> None:
    """With an expected count below 5 the correction is scipy's; with large counts there is none."""
    assert float(chi2(*SMALL, yates=True)) == pytest.approx(stats.chi2_contingency(cells(SMALL)).statistic)
    assert float(chi2(*LARGE, yates=True)) == float(chi2(*LARGE))


def test_key_terms_are_those_of_an_exact_test() -> None:
    """LRC is not 0 exactly where a binomial test at the corrected level rejects equal frequencies."""
    n1, n2, n_terms = 700, 9000, 40
    a, b = (grid.ravel() for grid in np.meshgrid(np.arange(0, 12), np.arange(0, 25)))
    keep = a + b > 0
    a, b = a[keep], b[keep]
    share, tail = n1 / (n1 + n2), 0.05 / 2 / n_terms
    rejected = np.asarray((stats.binom.sf(a - 1, a + b, share) < tail) | (stats.binom.cdf(a, a + b, share) < tail))
    assert np.array_equal(lrc(a, b, n1, n2, n_terms=n_terms) != 0, rejected)
    assert 0 < rejected.sum() < len(rejected)


@pytest.mark.parametrize("table", [(0, 0, 0, 0), (0, 3, 0, 9), (3, 0, 9, 0), (0, 0, 5, 5)])
def test_no_evidence_has_no_number(table: tuple[int, int, int, int]) -> None:
    """Without words on one side, or without an occurrence, every statistic is NaN."""
    for statistic in (g2, g2_two_cell, chi2, log_ratio, percent_difference, bic):
        assert np.isnan(statistic(*table))


def test_term_without_occurrence_has_the_whole_line_for_interval() -> None:
    """A term found nowhere could have any ratio, so it is not key."""
    low, high = ratio_interval(0, 0, 10, 10)
    assert (float(low), float(high)) == (-np.inf, np.inf)
    assert float(lrc(0, 0, 10, 10)) == 0.0


def test_missing_term_never_counts_as_more_frequent() -> None:
    """Half an occurrence in a short text would be a high frequency; the ratio stops at 0."""
    assert float(log_ratio(0, 3, 400, 8000)) == 0.0
    assert float(log_ratio(3, 0, 8000, 400)) == 0.0
    assert float(log_ratio(0, 300, 400, 8000)) < 0


def test_log_odds_without_prior_for_a_missing_term_is_undefined() -> None:
    """A side that lacks the term and has no prior for it has no odds; nor has one that holds nothing else."""
    assert np.isnan(log_odds(0, 3, 10, 10, 0, 10)).all()
    assert np.isnan(log_odds(10, 3, 10, 10, 5, 5)).all()


def test_large_prior_draws_the_odds_to_zero() -> None:
    """The larger the prior, the nearer the log odds lie to 0."""
    sizes = np.array([1.0, 10, 100, 1000, 1e6])
    delta, _ = log_odds(8, 2, 1000, 1000, 0.005 * sizes, sizes)
    assert (np.diff(np.abs(delta)) < 0).all()
    assert abs(delta[-1]) < 0.01


@settings(deadline=None)
@given(tables())
def test_numbers_are_finite_or_missing_and_signs_agree(table: tuple[int, int, int, int]) -> None:
    """Statistics are not negative; ratio, LRC and direction never contradict each other."""
    a, b = table[:2]
    for statistic in (g2, g2_two_cell, chi2):
        value = float(statistic(*table))
        assert math.isnan(value) or (math.isfinite(value) and value >= 0)
    assert float(williams(*table)) >= 1
    side, ratio, conservative = (float(f(*table)) for f in (direction, log_ratio, lrc))
    assert math.isfinite(conservative)
    assert conservative * side >= 0
    assert math.isnan(ratio) == (a + b == 0)
    if a + b:
        assert ratio * side >= 0
        assert abs(conservative) <= abs(ratio) + 1e-9 or 0 in (a, b)


@settings(deadline=None)
@given(tables(), st.integers(1, 10**6))
def test_interval_holds_the_ratio_and_lrc_is_its_nearer_bound(table: tuple[int, int, int, int], n_terms: int) -> None:
    """The interval holds the observed ratio and the LRC; more terms make it wider and the LRC smaller."""
    low, high = (float(bound) for bound in ratio_interval(*table, n_terms=n_terms))
    value = float(lrc(*table, n_terms=n_terms))
    assert low <= value <= high
    assert value == (low if low > 0 else high if high < 0 else 0)
    if table[0] + table[1]:
        assert low - 1e-9 <= float(log_ratio(*table)) <= high + 1e-9
    narrow = [float(bound) for bound in ratio_interval(*table)]
    assert low <= narrow[0] + 1e-9
    assert high >= narrow[1] - 1e-9
    assert abs(value) <= abs(float(lrc(*table))) + 1e-9


@settings(deadline=None)
@given(tables(), st.floats(0.001, 1000), st.floats(0.0001, 0.9999))
def test_swapping_both_sides_turns_signs(table: tuple[int, int, int, int], prior: float, share: float) -> None:
    """Target and reference exchanged: ratios change their sign, unsigned statistics stay."""
    other = swapped(table)
    for signed in (log_ratio, lrc, direction):
        assert float(signed(*table)) == pytest.approx(-float(signed(*other)), abs=1e-12, nan_ok=True)
    for unsigned in (g2, g2_two_cell, chi2, williams):
        assert float(unsigned(*table)) == pytest.approx(float(unsigned(*other)), rel=1e-6, abs=1e-6, nan_ok=True)
    low, high = ratio_interval(*table)
    back = ratio_interval(*other)
    assert (low, high) == (-back[1], -back[0])
    for here, there in zip(log_odds(*table, prior * share, prior), log_odds(*other, prior * share, prior), strict=True):
        assert float(here) == pytest.approx(-float(there), rel=1e-9, abs=1e-9, nan_ok=True)


@settings(deadline=None)
@given(tables(10**4), st.integers(1, 50))
def test_more_occurrences_never_lower_a_ratio(table: tuple[int, int, int, int], more: int) -> None:
    """Further occurrences in the target alone raise ratio, LRC and log odds or leave them."""
    a, b, n1, n2 = table
    assume(a + more <= n1)
    after = (a + more, b, n1, n2)
    assert float(lrc(*after)) >= float(lrc(*table)) - 1e-9
    assert float(log_odds(*after, 1, 100)[0]) >= float(log_odds(*table, 1, 100)[0]) - 1e-9
    if a + b:
        assert float(log_ratio(*after)) >= float(log_ratio(*table)) - 1e-9


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 500)), min_size=1, max_size=12),
    st.randoms(use_true_random=False),
)
def test_dispersion_is_bounded_and_blind_to_the_order_of_parts(parts: list[tuple[int, int]], random: Any) -> None:
    """DP lies between 0 and 1, its norm too; shuffled parts and empty parts give the very same number."""
    counts, sizes = (np.array(column, np.float64) for column in zip(*parts, strict=True))
    dp, norm = dispersion(counts[:, None], sizes)
    order = random.sample(range(len(parts)), len(parts))
    padded = sparse.csr_array(np.append(counts[order], 0)[:, None])
    again = dispersion(padded, np.append(sizes[order], 0))
    assert np.array_equal([dp, norm], again, equal_nan=True)
    if not counts.sum():
        assert np.isnan(dp[0])
        return
    assert 0 <= dp[0] < 1
    share = sizes / sizes.sum()
    assert dp[0] == pytest.approx(0.5 * np.abs(counts / counts.sum() - share).sum(), abs=1e-12)
    assert np.isnan(norm[0]) == (len(parts) == 1)
    if len(parts) > 1:
        assert norm[0] == pytest.approx(dp[0] / (1 - share.min()))
        assert 0 <= norm[0] <= 1 + 1e-12
