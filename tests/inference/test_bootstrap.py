from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from analyzer.inference.bootstrap import article_replicates, by_article, sentence_replicates, t_bootstrap, weights
from analyzer.inference.intervals import stream
from analyzer.measures import axis, framing
from tests.helpers import features


def test_as_many_rows_are_drawn_as_there_are():
    """Each row of weights sums to the number of rows, and rows come once on average, with the spread of a binomial."""
    drawn = weights(20, 20_000, np.random.default_rng(0))
    assert (drawn.sum(axis=1) == 20).all()
    assert drawn.mean(axis=0) == pytest.approx(np.ones(20), abs=0.05)
    assert drawn.var(axis=0).mean() == pytest.approx(0.95, rel=0.02)


def test_a_replicate_is_the_mean_of_the_articles_drawn():
    """Weights times values give what a loop over the articles drawn gives; missing values are drawn in vain."""
    rng = np.random.default_rng(0)
    values = np.where(rng.random((12, 3)) < 0.2, np.nan, rng.normal(size=(12, 3)))
    times = weights(12, 40, rng)
    expected = [np.nanmean(np.repeat(values, row.astype(int), axis=0), axis=0) for row in times]
    assert article_replicates(values, times) == pytest.approx(np.array(expected))
    assert np.isnan(article_replicates(np.array([[np.nan], [1.0]]), np.array([[2.0, 0.0]]))).all()


def test_replicates_spread_as_scipys():
    """The standard error of a mean of articles is that of scipy's bootstrap."""
    values = np.random.default_rng(1).gamma(2, size=25)
    own = article_replicates(values[:, None], weights(25, 20_000, np.random.default_rng(2))).std(ddof=1)
    theirs = stats.bootstrap((values,), np.mean, n_resamples=20_000, rng=np.random.default_rng(3)).standard_error
    assert own == pytest.approx(theirs, rel=0.03)


def test_replicates_of_a_share_are_binomial():
    """An article with 6 of 20 sentences: its share, written again, has the spread sqrt(.3 x .7 / 20)."""
    sums = np.column_stack((np.arange(20) < 6, np.ones(20))).astype(float)
    drawn = sentence_replicates(sums, lambda s: s[..., :1] / s[..., 1:], n=20_000, rng=np.random.default_rng(0))
    assert drawn.mean() == pytest.approx(0.3, abs=0.005)
    assert drawn.std() == pytest.approx(np.sqrt(0.3 * 0.7 / 20), rel=0.03)


def test_an_articles_replicates_do_not_depend_on_the_others():
    """All articles at once give what each gives alone, in any company."""
    given = features()
    whole = dict(by_article(framing.statistic(given, voice="all"), lambda row: stream(1, f"a{row}"), n=50))
    rest = dict(
        by_article(framing.statistic(given.take([2, 5]), voice="all"), lambda row: stream(1, f"a{[2, 5][row]}"), n=50)
    )
    assert sorted(whole) == list(range(8))
    assert np.array_equal(whole[2], rest[0])
    assert np.array_equal(whole[5], rest[1])


def test_an_article_without_rows_has_no_replicates():
    """Only articles with words in this voice come; where a replicate has no evidence, it is NaN."""
    made = axis.statistic(features(), voice="quoted")
    found = dict(by_article(made, lambda row: stream(1, str(row)), n=20))
    assert sorted(found) == [6]
    plain = dict(by_article(axis.statistic(features(), voice="all"), lambda row: stream(1, str(row)), n=20))
    assert np.isnan(plain[5]).all()


def test_bootstrap_t_is_the_t_interval_where_values_are_normal():
    """For 200 values of a normal law both intervals agree to a few hundredths of their width."""
    values = np.random.default_rng(0).normal(size=200)
    low, high = t_bootstrap(values, np.random.default_rng(1), n=20_000)
    expected = stats.t.interval(0.95, 199, values.mean(), stats.sem(values))
    assert (low, high) == pytest.approx(expected, abs=0.05 * (high - low))


def test_bootstrap_t_follows_the_longer_side():
    """Of values skewed to the right, the upper end lies further away than the lower one."""
    values = np.random.default_rng(0).lognormal(size=40)
    low, high = t_bootstrap(values, np.random.default_rng(1))
    assert high - values.mean() > 1.2 * (values.mean() - low)


def test_bootstrap_t_needs_twenty_articles_that_differ():
    """Nineteen articles, or articles all alike, have none."""
    rng = np.random.default_rng(0)
    assert np.isnan(t_bootstrap(rng.normal(size=19), rng).low)
    assert np.isnan(t_bootstrap(np.full(30, 0.2), rng).low)


def test_bootstrap_t_covers_clustered_shares():
    """With 20 articles of clustered sentences it holds the share in .91 to .98 of samples."""
    rng, share, spread = stream(1, "coverage"), 0.3, 9.0
    samples = rng.binomial(25, rng.beta(share * spread, (1 - share) * spread, (400, 20))) / 25
    ends = [t_bootstrap(sample, rng, n=500) for sample in samples]
    assert 0.91 <= np.mean([end.low <= share <= end.high for end in ends]) <= 0.98
