from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse, stats
from scipy.integrate import quad

from analyzer.inference.clustering import composition_effect
from analyzer.inference.posterior import PRIORS, credible, probability_greater, with_shares
from analyzer.measures import framing as module
from analyzer.measures._levels import BY
from analyzer.measures._schema import check_table
from analyzer.settings import Settings
from tests.helpers import features

SETTINGS = Settings(min_sentences=2, min_group=3)


def attached(by="focal", voice="all", settings=SETTINGS):
    given = features()
    hits = module.composition(given, voice=voice)
    return with_shares(module.framing(given, by=by, voice=voice), hits, given.articles, by, settings)


def test_shares_of_eight_three_and_one():
    """The published posterior means, and the interval of the first share."""
    found = credible([8, 3, 1])
    assert found.mean == pytest.approx([0.629630, 0.259259, 0.111111], abs=1e-6)
    assert (found.low[0], found.high[0]) == pytest.approx((0.367791, 0.855182), abs=1e-6)


def test_intervals_are_those_of_a_drawn_dirichlet():
    """Quantiles of a hundred thousand draws of all shares together."""
    drawn = np.random.default_rng(0).dirichlet(np.array([4.5, 0.5, 2.5]), 100_000)
    found = credible([4, 0, 2])
    assert np.quantile(drawn, [0.025, 0.975], axis=0) == pytest.approx(np.stack(found[1:]), abs=0.005)


@given(st.lists(st.integers(0, 30), min_size=2, max_size=9), st.sampled_from(PRIORS), st.floats(1, 5))
def test_means_are_shares(counts, prior, deff):
    """Posterior means add up to 1, and the interval holds its median."""
    found = credible(counts, prior=prior, deff=deff)
    assert found.mean.sum() == pytest.approx(1)
    own = np.array(counts) / deff + prior
    median = stats.beta.median(own, own.sum() - own)
    assert ((found.low <= median) & (median <= found.high)).all()


def test_a_design_effect_of_two_halves_the_counts():
    """Counts that are worth half give the interval of half the counts; an unknown design effect gives none."""
    assert np.stack(credible([8, 4], deff=2)) == pytest.approx(np.stack(credible([4, 2])))
    assert np.isnan(np.stack(credible([8, 4], deff=np.nan))).all()


def test_the_probability_of_a_larger_share_is_an_integral():
    """Equals the integral of one density times the other's distribution, and its complement when sides are swapped."""
    a, b = [8, 3, 1], [4, 4, 4]
    found = probability_greater(a, b)
    for kind in range(3):
        one, other = stats.beta(a[kind] + 0.5, 13 - a[kind]), stats.beta(b[kind] + 0.5, 13 - b[kind])
        expected = quad(lambda x, one=one, other=other: one.pdf(x) * other.cdf(x), 0, 1)[0]
        assert found[kind] == pytest.approx(expected, abs=1 / 8000)
    assert probability_greater(b, a) == pytest.approx(1 - found, abs=1 / 4000)


def test_equal_counts_leave_it_open():
    """With the same counts on both sides, either is the larger with probability one half."""
    assert probability_greater([3, 3], [3, 3]) == pytest.approx([0.5, 0.5], abs=1e-6)
    assert probability_greater([0, 0], [0, 0], deff_a=2.0) == pytest.approx([0.5, 0.5], abs=1e-6)


def test_clumps_that_repeat_themselves_count_once():
    """Where every clump holds four hits of one frame, four hits are worth about one; lone hits are worth one each."""
    rng = np.random.default_rng(0)
    kinds = np.eye(3)[rng.integers(0, 3, 4000)]
    owner = np.zeros(4000, np.int64)
    deff = [composition_effect(sparse.csr_array(times * kinds), owner, 1)[0][0] for times in (1, 4)]
    assert deff == pytest.approx([1.0, 4.0], rel=0.01)


def test_the_design_effect_of_two_kinds_is_that_of_a_ratio():
    """With two kinds it is the linearised variance of a ratio of sums over that of a share."""
    counts = np.array([[3, 1], [0, 2], [5, 0], [1, 1], [2, 4]], float)
    n, share = counts.sum(), counts[:, 0].sum() / counts.sum()
    residual = counts[:, 0] - share * counts.sum(axis=1)
    expected = (5 / 4 * (residual**2).sum() / n**2) / (share * (1 - share) / n)
    deff, clumps = composition_effect(sparse.csr_array(counts), np.zeros(5, np.int64), 1)
    assert (deff[0], clumps[0]) == (pytest.approx(expected), 5)


def test_what_belongs_to_nothing_does_not_count():
    """Owners are counted apart, and -1 is none; one clump alone has no design effect."""
    counts = sparse.csr_array(np.array([[3.0, 1], [0, 2], [9, 9], [5, 0]]))
    deff, clumps = composition_effect(counts, np.array([0, 0, -1, 1]), 2)
    alone = composition_effect(counts[:2], np.zeros(2, np.int64), 1)[0]
    assert deff == pytest.approx([alone[0], np.nan], nan_ok=True)
    assert clumps.tolist() == [2, 1]


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("voice", ["all", "narrator", "quoted"])
def test_the_range_of_a_share_holds_it(by, voice):
    """The table keeps its schema, and no range leaves 0 to 1 or its share."""
    table = attached(by, voice, Settings(min_sentences=2, min_group=2))
    assert check_table(table, module.SCHEMA) == []
    known = table[table["share_low"].notna()]
    assert known["share_low"].between(0, known["share"]).all()
    assert known["share_high"].between(known["share"], 1).all()
    assert voice == "quoted" or len(known) > 0


def test_the_composition_is_the_share_of_the_table():
    """Hits of the composition give the column `share`, article by article."""
    given = features()
    table = module.framing(given, by="article", voice="all", ambiguous_weight=0.3)
    values = module.composition(given, voice="all", ambiguous_weight=0.3).by_article()
    assert values.ravel() == pytest.approx(table["share"].to_numpy(), nan_ok=True)


def test_too_little_text_has_no_range():
    """Three sentences under a minimum of five, seven articles under a minimum of nine."""
    assert attached(settings=Settings(min_sentences=5, min_group=9))["share_low"].isna().all()
    assert attached(settings=SETTINGS)["share_low"].notna().all()


def clumped(rng, articles):
    """Compositions of articles around one mean, with hits that follow them."""
    mean = np.array([0.4, 0.25, 0.2, 0.1, 0.05])
    sizes = 3 + rng.poisson(10, articles)
    return mean, np.array(
        [rng.multinomial(n, own) for n, own in zip(sizes, rng.dirichlet(4 * mean, articles), strict=True)]
    )


@pytest.mark.parametrize("articles", [5, 12])
def test_ranges_of_shares_cover(articles):
    """Of articles that differ, the range of a set's share holds it in .92 to .99; hits taken as independent in .75."""
    rng, held, pooled = np.random.default_rng(articles), [], []
    for _ in range(300):
        mean, counts = clumped(rng, articles)
        deff, _ = composition_effect(sparse.csr_array(counts.astype(float)), np.zeros(articles, np.int64), 1)
        wider = (stats.t.ppf(0.975, articles - 1) / stats.norm.ppf(0.975)) ** 2
        for result, effect in ((held, deff[0] * wider), (pooled, 1.0)):
            found = credible(counts.sum(axis=0), deff=effect)
            result.append((found.low <= mean) & (mean <= found.high))
    assert 0.92 <= np.mean(held) <= 0.99
    assert np.mean(pooled) <= 0.75
