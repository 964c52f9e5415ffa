from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from statsmodels.formula.api import ols
from statsmodels.regression.mixed_linear_model import MixedLM
from statsmodels.stats.anova import anova_lm

from analyzer.inference.clustering import clustering, design_effect

RNG = np.random.default_rng(0)


def clustered(values, articles):
    """From one value a sentence: sums, squares and counts of its article."""
    frame = pd.DataFrame({"a": articles, "y": values, "q": np.square(values)}).groupby("a")
    return clustering(frame["y"].sum(), frame.size(), frame["q"].sum())


def test_three_articles_of_four_sentences():
    """1110, 0010 and 0000: rho .384615, design effect 2.153846."""
    found = clustering([3, 1, 0], [4, 4, 4])
    assert (found.rho[0], found.deff[0]) == pytest.approx((0.384615, 2.153846), abs=1e-5)
    assert (found.size[0], found.effective[0]) == pytest.approx((4, 12 / 2.153846), abs=1e-5)


def test_rho_is_that_of_an_analysis_of_variance():
    """With unequal sizes, from statsmodels' table of mean squares."""
    sizes = np.array([3, 9, 4, 12, 7])
    articles = np.repeat(np.arange(5), sizes)
    values = RNG.normal(size=35) + RNG.normal(size=5)[articles]
    between, within = anova_lm(ols("y ~ C(a)", pd.DataFrame({"y": values, "a": articles})).fit())["mean_sq"]
    m0 = (35 - (sizes**2).sum() / 35) / 4
    found = clustered(values, articles)
    assert found.size[0] == pytest.approx(m0)
    assert found.rho[0] == pytest.approx((between - within) / (between + (m0 - 1) * within))


def test_rho_is_that_of_a_mixed_model():
    """With equal sizes it is the share of variance of statsmodels' random intercept, fitted by REML."""
    articles = np.repeat(np.arange(30), 20)
    values = RNG.normal(size=600) + 0.7 * RNG.normal(size=30)[articles]
    fit = MixedLM(values, np.ones((600, 1)), articles).fit(reml=True)
    expected = float(fit.cov_re[0, 0] / (fit.cov_re[0, 0] + fit.scale))
    assert clustered(values, articles).rho[0] == pytest.approx(expected, abs=1e-4)


def test_many_items_at_once():
    """Columns of sums give what each gives alone."""
    sums = RNG.integers(0, 6, (9, 4))
    found = clustering(sums, np.arange(5, 14))
    assert found.rho == pytest.approx([clustering(column, np.arange(5, 14)).rho[0] for column in sums.T])


def test_sentences_that_are_independent_cost_nothing():
    """Articles as alike as can be have a rho of 0, not one below, and a design effect of 1."""
    found = clustering([2, 2, 2], [4, 4, 4])
    assert (found.rho[0], found.deff[0], found.effective[0]) == (0.0, 1.0, 12.0)


def test_sentences_that_repeat_their_article_are_worth_one_each():
    """Where all sentences of an article are alike, rho is 1 and as many sentences count as there are articles."""
    found = clustering([4, 0, 4, 0], [4, 4, 4, 4])
    assert (found.rho[0], found.effective[0]) == pytest.approx((1.0, 4.0))


@pytest.mark.parametrize(
    ("sums", "counts"), [([3], [4]), ([1, 0], [1, 1]), ([0, 0], [5, 5]), ([5, 5], [5, 5]), ([2, 0], [4, 0])]
)
def test_what_cannot_be_told_is_undefined(sums, counts):
    """One article, one sentence an article, sentences all alike: no correlation, and not a correlation of 0."""
    assert np.isnan(np.concatenate(clustering(sums, counts))).all()


def test_rounding_is_no_variance():
    """A hundred times .1 is .1 throughout."""
    assert np.isnan(clustered(np.full(100, 0.1), np.arange(100) % 7).rho).all()


def test_articles_without_a_sentence_do_not_count():
    """An empty article changes nothing."""
    assert clustering([3, 1, 0, 0], [4, 4, 4, 0]).deff == pytest.approx(clustering([3, 1, 0], [4, 4, 4]).deff)


def test_the_design_effect_is_the_variance_of_the_mean():
    """Means of simulated clustered samples vary as much as the design effect says."""
    articles = np.repeat(np.arange(8), 25)
    rho, means = 0.2, []
    for _ in range(4000):
        own = np.sqrt(rho) * RNG.normal(size=8)[articles] + np.sqrt(1 - rho) * RNG.normal(size=200)
        means.append(own.mean())
    assert np.var(means) * 200 == pytest.approx(design_effect(25, rho), rel=0.08)
