from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.contingency_tables import Table2x2
from statsmodels.stats.meta_analysis import effectsize_smd
from statsmodels.stats.proportion import proportion_effectsize

from analyzer.inference.effects import cliff_delta, cohen_h, hedges_g, log_odds_ratio

RNG = np.random.default_rng(0)
SIDES = st.lists(st.integers(0, 6) | st.just(float("nan")), min_size=0, max_size=12)


def test_cohens_h_of_known_shares():
    """Cohen's h of .3 and .1 is .515778."""
    assert cohen_h(0.3, 0.1) == pytest.approx(0.515778, abs=1e-5)


def test_cohens_h_is_that_of_statsmodels():
    """For a grid of shares, 0 and 1 among them, h equals statsmodels' effect size of proportions."""
    a, b = np.meshgrid(np.linspace(0, 1, 11), np.linspace(0, 1, 11))
    assert cohen_h(a, b) == pytest.approx(proportion_effectsize(a, b))


def test_what_is_no_share_has_no_h():
    """A share that is missing or above 1 has no effect size."""
    assert np.isnan(cohen_h([np.nan, 1.2], 0.1)).all()


def test_cliffs_delta_of_separate_sides():
    """Where every value of one side exceeds all of the other, delta is 1, and -1 the other way round."""
    a, b = [0.30, 0.25, 0.35], [0.10, 0.15, 0.05]
    assert (cliff_delta(a, b), cliff_delta(b, a)) == (1.0, -1.0)


def test_cliffs_delta_is_mann_whitney_rescaled():
    """2 U / (n m) - 1 of scipy's U, with ties."""
    a, b = RNG.integers(0, 9, 31), RNG.integers(2, 11, 17)
    u = stats.mannwhitneyu(a, b).statistic
    assert cliff_delta(a, b) == pytest.approx(2 * u / (31 * 17) - 1)


@given(SIDES, SIDES)
def test_cliffs_delta_counts_pairs(a, b):
    """The numbers are those of looking at every pair; missing values are in no pair."""
    pairs = [np.sign(x - y) for x in a for y in b if x == x and y == y]
    expected = np.mean(pairs) if pairs else float("nan")
    assert cliff_delta(a, b) == pytest.approx(expected, nan_ok=True)


def test_log_odds_ratio_is_that_of_statsmodels():
    """With .5 added to every cell, ratio and standard error are those of statsmodels' 2 x 2 table."""
    for k1, n1, k2, n2 in [(24, 100, 12, 100), (0, 20, 5, 30), (7, 7, 1, 9)]:
        table = Table2x2(np.array([[k1, n1 - k1], [k2, n2 - k2]]) + 0.5)
        ratio, se = log_odds_ratio(k1, n1, k2, n2)
        assert (ratio, se) == pytest.approx((table.log_oddsratio, table.log_oddsratio_se))


def test_log_odds_ratio_of_many_items_at_once():
    """An array of items gives what each gives alone, and swapping the sides turns the sign."""
    k1, k2 = np.array([0, 3, 9]), np.array([2, 3, 0])
    ratio, se = log_odds_ratio(k1, 10, k2, 12)
    assert ratio[1] == pytest.approx(log_odds_ratio(3, 10, 3, 12)[0])
    back, same = log_odds_ratio(k2, 12, k1, 10)
    assert back == pytest.approx(-ratio)
    assert same == pytest.approx(se)


def test_without_smoothing_zero_of_n_has_no_odds():
    """0 of 10 has infinite odds against it, and nothing of nothing has none: NaN, not 0."""
    assert np.isnan(log_odds_ratio([0, 5], [10, 10], [3, 10], [10, 10], smoothing=0)[0]).all()
    assert np.isnan(log_odds_ratio(0, 0, 3, 10)[1])


def test_hedges_g_is_that_of_statsmodels():
    """Equals statsmodels' standardised mean difference, which is corrected in the same way."""
    a, b = RNG.normal(1, 2, 14), RNG.normal(0, 1, 11)
    expected = effectsize_smd(a.mean(), a.std(ddof=1), 14, b.mean(), b.std(ddof=1), 11)[0]
    assert hedges_g(a, b) == pytest.approx(expected)
    assert hedges_g(np.append(a, np.nan), b) == pytest.approx(expected)


def test_hedges_g_of_three_and_three():
    """The published example has g = 3.2; with so few values it is given only when asked for."""
    sides = [0.30, 0.25, 0.35], [0.10, 0.15, 0.05]
    assert hedges_g(*sides, fewest=3) == pytest.approx(3.2)
    assert np.isnan(hedges_g(*sides))


def test_hedges_g_needs_ten_values_a_side():
    """Nine values on a side, or values without spread, have no g."""
    assert np.isnan(hedges_g(RNG.normal(size=9), RNG.normal(size=30)))
    assert np.isnan(hedges_g(np.ones(10), np.ones(10)))
