"""What we compute ourselves agrees with statsmodels and scipy wherever they compute it too."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.rates import confint_poisson
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

from analyzer.inference.clustering import clustering
from analyzer.inference.intervals import difference, garwood, t_interval, wilson
from analyzer.inference.permutation import relabelings, separation, tally
from analyzer.inference.rank import rank

VALUES = st.lists(st.integers(0, 20), min_size=2, max_size=15)


@given(st.integers(0, 60), st.integers(1, 60), st.sampled_from([0.8, 0.95, 0.99]))
def test_wilson_is_that_of_statsmodels(hits, more, confidence):
    """The interval of any share at any level."""
    expected = proportion_confint(hits, hits + more, 1 - confidence, method="wilson")
    assert wilson(hits, hits + more, confidence=confidence) == pytest.approx(expected, abs=1e-12)


@given(st.integers(0, 25), st.integers(0, 40))
def test_the_difference_of_two_shares_is_newcombes(k1, k2):
    """Two Wilson intervals put together are Newcombe's (1998) score interval of a difference, as in statsmodels."""
    ends = difference(k1 / 25, wilson(k1, 25), k2 / 40, wilson(k2, 40))
    assert ends == pytest.approx(confint_proportions_2indep(k1, 25, k2, 40, method="newcomb"), abs=1e-9)


@given(st.integers(0, 300))
def test_garwood_is_that_of_statsmodels(count):
    """The exact interval of a count."""
    assert garwood(count) == pytest.approx(confint_poisson(count, 1, method="exact-c"))


@given(VALUES)
def test_the_t_interval_is_that_of_statsmodels(values):
    """The interval of a mean, with G - 1 degrees of freedom."""
    assert t_interval(np.array(values, float)) == pytest.approx(DescrStatsW(values).tconfint_mean(), nan_ok=True)


@pytest.mark.parametrize("spread", [0.3, 3.0])
def test_separation_is_the_smaller_one_of_two_statistics_of_statsmodels(spread):
    """Of two sets of articles that differ in size and spread, Welch's or the pooled one, whichever is smaller."""
    rng = np.random.default_rng(0)
    a, b = rng.normal(0, 1, 9), rng.normal(1, spread, 14)
    members = next(relabelings(np.arange(23) < 9, rng, draws=99).blocks())
    means = CompareMeans(DescrStatsW(a), DescrStatsW(b))
    expected = min(abs(means.ttest_ind(usevar=kind)[0]) for kind in ("unequal", "pooled"))
    assert separation(np.append(a, b)[:, None], members)[0, 0] == pytest.approx(expected)


@pytest.mark.parametrize("hits", [(6, 1), (5, 2), (3, 3), (6, 0)])
def test_articles_that_have_a_frame_or_not_are_fishers_exact_test(hits):
    """Of six articles against six that are 0 or 1, the permutation p is Fisher's two-sided one."""
    sides = [np.arange(6) < k for k in hits]
    found = relabelings(np.arange(12) < 6, np.random.default_rng(0))
    p, _ = tally(separation(np.concatenate(sides).astype(float)[:, None], members) for members in found.blocks())
    table = [[k, 6 - k] for k in hits]
    assert p[0] == pytest.approx(stats.fisher_exact(table).pvalue)


@given(st.lists(st.integers(-8, 8), min_size=3, max_size=12))
def test_a_rank_is_a_permutation_of_one_label(values):
    """Dealing the focal article's label out to every article in turn gives the p of its rank."""
    column = np.array(values, float)[:, None]
    found = relabelings(np.arange(len(values)) < 1, np.random.default_rng(0))
    p, _ = tally(separation(column, members) for members in found.blocks())
    assert rank(values[0], column[1:, 0]).p == pytest.approx(p[0])


def test_rho_is_what_the_f_test_of_scipy_sees():
    """With articles of one size m, rho = (F - 1) / (F + m - 1) for scipy's F of an analysis of variance."""
    rng = np.random.default_rng(0)
    values = rng.normal(size=(7, 12)) + rng.normal(size=(7, 1))
    f = stats.f_oneway(*values).statistic
    found = clustering(values.sum(axis=1), [12] * 7, (values**2).sum(axis=1))
    assert found.rho[0] == pytest.approx((f - 1) / (f + 11))
