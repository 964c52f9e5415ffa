from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from analyzer.inference.multiplicity import adjust

PUBLISHED = np.array([0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216])


def test_adjusted_p_values_are_those_of_benjamini_and_hochberg():
    """The published example of ten p-values."""
    expected = [0.01, 0.04, 0.084, 0.084, 0.084, 0.1, 0.105714, 0.216, 0.216, 0.216]
    assert adjust(PUBLISHED) == pytest.approx(expected, abs=1e-5)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_adjusted_p_values_are_those_of_statsmodels(p):
    """In any order and with ties, the numbers are those of statsmodels' fdr_bh."""
    assert adjust(np.array(p)) == pytest.approx(multipletests(p, method="fdr_bh")[1])


def test_undefined_p_values_do_not_enlarge_the_family():
    """A p-value that is not there corrects nothing and stays undefined."""
    assert adjust(np.array([0.01, np.nan])).tolist() == pytest.approx([0.01, np.nan], nan_ok=True)
    assert np.isnan(adjust(np.array([np.nan]))).all()
