from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from analyzer.coding.agreement import agreement, jackknife_se
from analyzer.errors import UsageError

N = np.nan
THREE = pd.DataFrame(
    [
        [N, N, N, N, N, 3, 4, 1, 2, 1, 1, 3, 3, N, 3],
        [1, N, 2, 1, 3, 3, 4, 3, N, N, N, N, N, N, N],
        [N, N, 2, 1, 3, 4, 4, N, 2, 1, 1, 3, 3, N, 4],
    ]
).T
FOUR = pd.DataFrame(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
        [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
    ]
).T


@pytest.mark.parametrize(
    ("codes", "level", "alpha"),
    [
        (THREE, "nominal", 0.691358),
        (THREE, "ordinal", 0.806721),
        (THREE, "interval", 0.810845),
        (FOUR, "nominal", 0.743421),
        (FOUR, "ordinal", 0.815388),
        (FOUR, "interval", 0.849107),
    ],
)
def test_alpha_of_published_tables(codes, level, alpha):
    """The two tables printed with Krippendorff's coefficient give its printed values."""
    assert agreement(codes, level=level).alpha == pytest.approx(alpha, abs=1e-5)


@pytest.mark.parametrize(("level", "se"), [("nominal", 0.146327), ("interval", 0.140840)])
def test_jackknife_of_a_published_table(level, se):
    """Leaving out each unit with two codes in turn gives the known standard error."""
    codes = FOUR[FOUR.notna().sum(axis=1) >= 2].reset_index(drop=True)
    assert jackknife_se(codes, level=level) == pytest.approx(se, abs=1e-5)


def test_rare_codes_can_agree_often_and_still_be_unreliable():
    """98 of 100 equal codes with one code in fifty have an alpha of .49."""
    codes = pd.DataFrame({"a": [1, 1] + [0] * 98, "b": [1, 0, 1] + [0] * 97})
    found = agreement(codes)
    assert found.percent == pytest.approx(0.98)
    assert found.alpha == pytest.approx(0.492347, abs=1e-5)
    assert found.positive == pytest.approx(0.5)
    assert found.low <= found.alpha <= found.high


def test_constant_codes_have_no_alpha():
    """Coders who always give the same code cannot be told from chance."""
    found = agreement(pd.DataFrame({"a": [0, 0], "b": [0, 0]}))
    assert math.isnan(found.alpha)
    assert found.reason == "all codes are the same"


def test_one_coder_is_refused():
    """Nobody agrees alone."""
    with pytest.raises(UsageError, match="two coders"):
        agreement(pd.DataFrame({"a": [0, 1]}))
