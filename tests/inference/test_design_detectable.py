from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analyzer.inference.design.detectable import ALPHA, POWER, STEP, deal, for_article, for_group
from analyzer.inference.rank import rank


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def found_by_rank(others: np.ndarray, shift: float, highest: float) -> float:
    """Share of turns that `rank` finds, one by one."""
    hits = []
    for value in others:
        moved = min(value + shift, highest)
        hits.append(rank(moved, others).p <= ALPHA and moved > np.append(others, moved).mean())
    return float(np.mean(hits))


def found_by_welch(values: np.ndarray, members: np.ndarray, shift: float, highest: float) -> float:
    """Share of shuffles that SciPy's t test finds, one by one."""
    ordered, hits = np.sort(values), []
    for own in members:
        test = stats.ttest_ind(np.minimum(ordered[own] + shift, highest), np.delete(ordered, own), equal_var=False)
        hits.append(test.pvalue <= ALPHA and test.statistic > 0)
    return float(np.mean(hits))


@pytest.mark.parametrize(("seed", "n"), [(1, 19), (2, 30), (3, 45)])
def test_one_article_agrees_with_a_loop_over_ranks(seed, n):
    """The smallest step that a loop over all steps finds is the one that halving finds."""
    values = rng(seed).binomial(20, 0.2, n) / 20
    steps = (STEP * at for at in range(1, 1001))
    expected = next(shift for shift in steps if found_by_rank(values, shift, 1.0) >= POWER)
    assert for_article(values, 1.0, rng()) == pytest.approx(expected)


@pytest.mark.parametrize(("seed", "size"), [(1, 5), (2, 9), (3, 15)])
def test_a_group_agrees_with_a_loop_over_t_tests(seed, size):
    """SciPy's Welch test, shuffle by shuffle and step by step, comes to the same difference."""
    values, members = rng(seed).beta(1, 4, 30), deal(30, size, rng(seed))[:25]
    found = for_group(values, members, 1.0)
    around = [found_by_welch(values, members, found + more * STEP, 1.0) >= POWER for more in (-20, -2, -1, 0, 1, 20)]
    assert around == [False, False, False, True, True, True]


def test_the_difference_of_nineteen_steps_is_worked_by_hand():
    """Of 0 to 18 hundredths, the one at 3 is the sixteenth of nineteen: .03 + d > 2 (1.71 + .03 + d) / 20, d > .16."""
    assert for_article(np.arange(19) / 100, np.inf, rng()) == 0.161


def test_fewer_than_nineteen_others_find_nothing():
    """With 18 others no p is below 1/19, however large the shift; with 19 it is .05."""
    values = np.linspace(0, 0.3, 18)
    assert np.isnan(for_article(values, 1.0, rng()))
    assert for_article(np.append(values, 0.1), 1.0, rng()) > 0


def test_what_does_not_vary_has_no_smallest_difference():
    """Where all values are the same any shift would be found, which says nothing; so it is not said."""
    assert np.isnan(for_article(np.zeros(40), 1.0, rng()))
    assert np.isnan(for_group(np.zeros(40), deal(40, 5, rng()), 1.0))


@pytest.mark.parametrize("size", [1, 29])
def test_a_side_of_one_article_has_no_spread(size):
    """Welch's t needs two articles on either side."""
    assert np.isnan(for_group(np.linspace(0, 1, 30), deal(30, size, rng()), 1.0))


def test_a_bound_can_make_every_difference_too_small():
    """Where most articles stand at the bound, nothing can be shifted far enough."""
    values = np.repeat([1.0, 0.5], [25, 5])
    assert np.isnan(for_article(values, 1.0, rng()))
    assert np.isnan(for_group(values, deal(30, 6, rng()), 1.0))


@pytest.mark.parametrize("size", [6, 10])
def test_a_planted_difference_is_found_in_eight_of_ten_fresh_shuffles(size):
    """The stated size, planted under labels never seen before, is found by SciPy in 80 of 100 cases (74 to 86)."""
    values = rng(7).beta(1.5, 6, 31)
    stated = for_group(values, deal(31, size, rng(8)), 1.0)
    fresh = np.vstack([deal(31, size, rng(seed)) for seed in (9, 10)])
    assert found_by_welch(values, fresh, stated, 1.0) == pytest.approx(POWER, abs=0.06)


def test_a_sample_of_turns_speaks_for_all_of_them():
    """Of 500 articles 200 take turns; the stated size is found in 74 to 86 of 100 turns of all."""
    values = rng(11).gamma(2, 0.1, 500)
    stated = for_article(values, np.inf, rng(12))
    assert found_by_rank(values, stated, np.inf) == pytest.approx(POWER, abs=0.06)


def test_more_articles_find_smaller_differences():
    """Groups of 20 need less than groups of 5 of the same coverage."""
    values = rng(13).normal(0, 1, 60)
    assert for_group(values, deal(60, 20, rng()), np.inf) < for_group(values, deal(60, 5, rng()), np.inf)


@given(st.lists(st.integers(0, 25), min_size=19, max_size=40), st.randoms(use_true_random=False))
def test_the_order_of_articles_changes_nothing(counts, random):
    """Labels are dealt to places in the order of values, never to places in the input."""
    mixed = counts.copy()
    random.shuffle(mixed)
    members = deal(len(counts), 5, rng())[:20]
    for first, second in (
        (for_article(np.array(c) / 25, 1.0, rng()) for c in (counts, mixed)),
        (for_group(np.array(c) / 25, members, 1.0) for c in (counts, mixed)),
    ):
        assert first == second or (np.isnan(first) and np.isnan(second))


@given(st.integers(19, 60), st.integers(2, 12), st.floats(0.1, 3))
def test_the_unit_of_the_measure_is_carried_over(n, seed, scale):
    """Values stretched by a factor need a difference stretched by it, up to a step."""
    values = rng(seed).normal(0, 1, n)
    first, second = (for_article(values * factor, np.inf, rng()) for factor in (1.0, scale))
    assert second == pytest.approx(first * scale, abs=STEP * (1 + scale))
