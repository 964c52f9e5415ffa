from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from analyzer.inference.intervals import (
    NONE,
    Interval,
    difference,
    garwood,
    jackknife_se,
    means_interval,
    percentile,
    prediction_interval,
    stream,
    t_interval,
    weighted_wilson,
    wilson,
    z_interval,
)


def test_t_interval_is_that_of_scipy():
    """The interval of a mean of articles equals scipy's t interval."""
    values = np.array([0.1, 0.4, 0.2, 0.25, 0.3, 0.15])
    expected = stats.t.interval(0.95, 5, values.mean(), stats.sem(values))
    assert t_interval(values) == pytest.approx(expected)


def test_t_interval_covers_clustered_shares():
    """With five articles of clustered sentences, 95 % intervals cover the share in .92 to .98 of samples."""
    rng = stream(1, "coverage")
    share, rho, sentences = 0.3, 0.1, 25
    a, b = share * (1 - rho) / rho, (1 - share) * (1 - rho) / rho
    samples = rng.binomial(sentences, rng.beta(a, b, (2000, 5))) / sentences
    covered = [low <= share <= high for low, high in map(t_interval, samples)]
    assert 0.92 <= np.mean(covered) <= 0.98


def test_one_value_has_no_t_interval():
    """A single article says nothing of how articles differ."""
    assert np.isnan(t_interval(np.array([0.3])).low)


@pytest.mark.parametrize(("hits", "n"), [(0, 25), (5, 25), (25, 25), (1, 3)])
def test_wilson_is_that_of_scipy(hits, n):
    """The interval of a share equals scipy's Wilson interval, also at 0 and 1."""
    expected = stats.binomtest(hits, n).proportion_ci(method="wilson")
    assert wilson(hits, n) == pytest.approx((expected.low, expected.high))


def test_wilson_known_numbers():
    """5 of 25 and 0 of 25 have the published ends."""
    assert wilson(5, 25) == pytest.approx((0.088606, 0.391310), abs=1e-5)
    assert wilson(0, 25) == pytest.approx((0.0, 0.133192), abs=1e-5)


def test_nothing_counted_has_no_interval():
    """0 of 0 is not a share."""
    assert wilson(0, 0) == NONE or np.isnan(wilson(0, 0).low)


def test_z_interval_by_hand():
    """One standard error to either side is 1.96 of it at 95 %."""
    assert z_interval(0.0, 1.0) == pytest.approx((-1.959964, 1.959964), abs=1e-6)


def test_percentile_leaves_out_undefined_replicates():
    """One undefined replicate in a hundred changes little; half of them leave no interval."""
    values = np.arange(100.0)
    few = np.where(values == 0, np.nan, values)
    assert percentile(few).low == pytest.approx(np.quantile(values[1:], 0.025))
    assert np.isnan(percentile(np.where(values < 50, np.nan, values)).low)


def test_difference_of_certain_numbers_is_certain():
    """With intervals of no width, the difference has none."""
    assert difference(0.5, Interval(0.5, 0.5), 0.2, Interval(0.2, 0.2)) == pytest.approx((0.3, 0.3))


def test_difference_of_symmetric_intervals_adds_variances():
    """For symmetric intervals the half-widths add as squares."""
    low, high = difference(1.0, Interval(0.7, 1.3), 0.0, Interval(-0.4, 0.4))
    assert (low, high) == pytest.approx((0.5, 1.5))


def test_streams_are_repeatable_and_their_own():
    """The same seed and name give the same numbers, another name others."""
    assert stream(1, "a").random() == stream(1, "a").random()
    assert stream(1, "a").random() != stream(1, "b").random()


def test_jackknife_of_a_mean_is_its_standard_error():
    """With one row a block, the error of a mean is SD / sqrt(n); with blocks it grows when neighbours are alike."""
    values = np.repeat(np.arange(60.0) % 7, 10)
    sums = np.column_stack((values, np.ones(len(values))))

    def mean(x):
        return x[..., :1] / x[..., 1:]

    single = jackknife_se(sums, mean, blocks=len(values))[0]
    assert single == pytest.approx(values.std(ddof=1) / np.sqrt(len(values)))
    assert jackknife_se(sums, mean, blocks=60)[0] > 2 * single


def test_the_interval_of_two_means_is_the_wider_one_of_scipy():
    """Of Welch's and Student's intervals the wider one is given, whichever that is."""
    rng = np.random.default_rng(4)
    for a, b in ((rng.normal(size=5), rng.normal(size=20)), (np.zeros(5), rng.exponential(size=20)),
                 (5 * rng.normal(size=5), rng.normal(size=20))):  # fmt: skip
        both = [stats.ttest_ind(a, b, equal_var=equal).confidence_interval() for equal in (True, False)]
        widest = max(both, key=lambda ends: ends.high - ends.low)
        assert means_interval(a, b) == pytest.approx((widest.low, widest.high))


def test_two_sides_without_any_spread_have_no_interval():
    """Where every article has the same value nothing tells how articles differ."""
    assert np.isnan(means_interval(np.zeros(5), np.ones(6)).low)


def test_one_more_article_lies_within_the_prediction_interval():
    """Of normal values one more lies within it in 95 of 100 samples, from five articles as well."""
    values = np.random.default_rng(5).normal(size=(4000, 6))
    held = [low <= row[5] <= high for row in values for low, high in [prediction_interval(row[:5])]]
    assert 0.94 <= np.mean(held) <= 0.96


def test_garwoods_interval_of_a_count():
    """7 and 0 have the published ends, and the ends of 7 leave 2.5 % on either side."""
    assert garwood(7) == pytest.approx((2.814363, 14.422675), abs=1e-5)
    assert garwood(0) == pytest.approx((0, 3.688879), abs=1e-5)
    low, high = garwood(7)
    assert (stats.poisson.sf(6, low), stats.poisson.cdf(7, high)) == pytest.approx((0.025, 0.025))


def test_a_share_of_equal_rows_is_a_share_of_rows():
    """Rows of one size are as many as there are; of unequal ones there are fewer, so that the range is wider."""
    assert weighted_wilson(0.4, np.full(20, 7.0)) == pytest.approx(wilson(8, 20))
    unequal = weighted_wilson(0.4, np.arange(1.0, 21.0))
    assert unequal.high - unequal.low > wilson(8, 20).high - wilson(8, 20).low
    assert np.isnan(weighted_wilson(0.4, np.zeros(3)).low)
