from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.inference.rank import rank

OTHERS = np.array([0.08, 0.10, 0.12, 0.15, 0.18, 0.20, 0.22, 0.25, 0.30])


def test_one_article_above_nine_others():
    """An article above all nine others has p = 1/10, the smallest there is."""
    found = rank(0.36, OTHERS)
    assert (found.p, found.floor, found.above, found.n) == (pytest.approx(0.1), pytest.approx(0.1), 0, 9)


def test_nineteen_others_are_needed_for_a_twentieth():
    """p can reach .05 with nineteen others and not with eighteen."""
    assert rank(9.0, np.linspace(0, 1, 19)).p == pytest.approx(0.05)
    assert rank(9.0, np.linspace(0, 1, 18)).p > 0.05


def test_an_article_like_the_others_is_rarely_flagged():
    """Among exchangeable articles p is at or below .05 in no more than one in twenty draws, give or take."""
    rng = np.random.default_rng(3)
    p = [rank(x[0], x[1:]).p for x in rng.normal(size=(2000, 40))]
    assert np.mean(np.array(p) <= 0.05) <= 0.06


def test_missing_values_do_not_count_as_others():
    """Others without a value are not part of the ranking."""
    assert rank(1.0, np.array([0.0, np.nan, 0.2])).n == 2
    assert np.isnan(rank(np.nan, OTHERS).p)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30), st.floats(-1e6, 1e6))
def test_p_lies_between_its_floor_and_one(others, focal):
    """No rank falls below 1 / (m + 1)."""
    found = rank(focal, np.array(others))
    assert found.floor <= found.p <= 1
