from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analyzer.inference.permutation import relabelings, separation, tally, within

RNG = np.random.default_rng(0)


def p_of(values, labelled, *, strata=None, draws=9999):
    found = relabelings(labelled, np.random.default_rng(0), strata=strata, draws=draws)
    return tally(separation(values, members) for members in found.blocks(7))


def test_three_against_three_cannot_fall_below_a_tenth():
    """The published example: two of the twenty ways are as far apart, p = .1."""
    values = np.array([[0.30], [0.25], [0.35], [0.10], [0.15], [0.05]])
    p, p_max = p_of(values, np.arange(6) < 3)
    assert p.tolist() == pytest.approx([0.1])
    assert p_max.tolist() == pytest.approx([0.1])


@pytest.mark.parametrize(("n", "size"), [(6, 1), (7, 3), (8, 4)])
def test_every_way_is_looked_at_once(n, size):
    """Few articles are dealt out in every way there is, the observed one first."""
    labelled = np.isin(np.arange(n), RNG.permutation(n)[:size])
    found = relabelings(labelled, RNG)
    assert found.exact
    assert sorted(map(tuple, found.members.tolist())) == sorted(itertools.combinations(range(n), size))
    assert found.members[0].tolist() == np.flatnonzero(labelled).tolist()


def test_many_articles_are_dealt_out_at_random():
    """Beyond 20,000 ways the observed one and so many random ones are used, each a set of distinct articles."""
    labelled = np.arange(40) < 15
    found = relabelings(labelled, RNG, draws=500)
    assert not found.exact
    assert len(found) == 501
    assert found.floor == pytest.approx(1 / 501)
    assert all(len(set(row)) == 15 for row in found.members.tolist())


@pytest.mark.parametrize("draws", [99, 9999])
def test_labels_stay_in_their_stratum(draws):
    """Each stratum keeps its number of labelled articles in every relabeling."""
    strata = np.array(["en"] * 12 + ["de"] * 12, object)
    labelled = np.isin(np.arange(24), [0, 1, 2, 3, 4, 12, 13])
    found = relabelings(labelled, np.random.default_rng(1), strata=strata, draws=draws)
    assert ((found.members < 12).sum(axis=1) == 5).all()


def larger(x, y, axis):
    """Written anew: the larger one of two standard errors under the difference of means."""
    n, m = x.shape[axis], y.shape[axis]
    a, b = x.var(axis=axis, ddof=1), y.var(axis=axis, ddof=1)
    errors = a / n + b / m, ((n - 1) * a + (m - 1) * b) / (n + m - 2) * (1 / n + 1 / m)
    return np.abs(x.mean(axis=axis) - y.mean(axis=axis)) / np.sqrt(np.maximum(*errors))


def test_the_statistic_is_the_smaller_of_two_of_scipy():
    """The observed separation is the smaller one of Welch's and Student's t."""
    values = RNG.normal(size=(30, 3)) * [1, 2, 3]
    labelled = np.arange(30) < 11
    members = next(relabelings(labelled, RNG, draws=99).blocks())
    both = [stats.ttest_ind(values[labelled], values[~labelled], equal_var=equal).statistic for equal in (True, False)]
    assert separation(values, members)[0] == pytest.approx(np.abs(both).min(axis=0))


def test_p_is_that_of_scipy():
    """The exact p equals scipy's permutation test of the same statistic."""
    a, b = RNG.normal(size=5), RNG.normal(0.9, size=6)
    expected = stats.permutation_test((a, b), larger, alternative="greater", n_resamples=10_000).pvalue
    assert p_of(np.append(a, b)[:, None], np.arange(11) < 5)[0][0] == pytest.approx(expected)


def test_an_article_without_a_value_counts_on_neither_side():
    """A missing value changes nothing but the number of articles."""
    values = np.append(RNG.normal(size=9), np.nan)[:, None]
    members = next(relabelings(np.arange(10) < 4, RNG).blocks())
    assert separation(values, members)[0] == pytest.approx(separation(values[:9], members[:, :9])[0])


@pytest.mark.parametrize("gaps", [0.0, 0.2])
@pytest.mark.parametrize("size", [1, 4])
def test_an_item_is_told_apart_alone_as_among_others(gaps, size):
    """What other items have or lack changes no item's separation."""
    values = np.where(RNG.random((12, 5)) < gaps, np.nan, RNG.normal(size=(12, 5)))
    members = next(relabelings(np.arange(12) < size, RNG).blocks())
    alone = np.hstack([separation(values[:, [item]], members) for item in range(5)])
    assert separation(values, members) == pytest.approx(alone, nan_ok=True)


def test_a_family_is_held_at_its_level():
    """Ten items without any difference have one with p_max of .05 or less in about one set of labels in twenty."""
    hits = []
    for run in range(300):
        rng = np.random.default_rng(run)
        p_max = p_of(rng.exponential(size=(10, 10)), np.arange(10) < 5)[1]
        hits.append((p_max <= 0.05).any())
    assert 0.02 <= np.mean(hits) <= 0.08


@given(st.lists(st.lists(st.integers(0, 5), min_size=3, max_size=3), min_size=2, max_size=9), st.data())
def test_p_max_is_never_below_p(values, data):
    """Correcting for a family never makes a difference surer, and no p falls below its floor."""
    size = data.draw(st.integers(1, len(values) - 1))
    labelled = np.arange(len(values)) < size
    found = relabelings(labelled, np.random.default_rng(0))
    p, p_max = tally(separation(np.array(values, float), members) for members in found.blocks())
    assert (p <= p_max + 1e-12).all()
    assert (p >= found.floor - 1e-12).all()


def test_strata_that_differ_make_no_difference():
    """Values less the mean of their stratum have a mean of 0 in each."""
    strata = np.array(["a", "a", "b", "b"], object)
    assert within(np.array([[1.0], [3.0], [10.0], [np.nan]]), strata)[:3].ravel().tolist() == [-1.0, 1.0, 0.0]
