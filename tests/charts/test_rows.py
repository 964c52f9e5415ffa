from __future__ import annotations

import math

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analyzer.charts._canvas import plain
from analyzer.charts._rows import cut, estimates, number, ranked


@given(st.lists(st.integers()), st.integers(2, 30))
def test_cut(rows, room):
    """Cutting keeps both ends and counts what it leaves out."""
    first, missing, last = cut(rows, room)
    assert len(first) + missing + len(last) == len(rows)
    assert len(first) + len(last) == min(room, len(rows))
    assert first == rows[: len(first)]
    assert last == rows[len(rows) - len(last) :]


@given(st.lists(st.one_of(st.floats(-5, 5), st.just(math.nan)), max_size=20))
def test_ranked(row, values):
    """Rows go from the largest value down; those without one come last."""
    table = pd.DataFrame([row("article", f"a{at}", "x", value) for at, value in enumerate(values)])
    found = [one.value for one in ranked(estimates(table, voices=("narrator",)))]
    known = [value for value in found if not math.isnan(value)]
    assert known == sorted((value for value in values if not math.isnan(value)), reverse=True)
    assert all(math.isnan(value) for value in found[len(known) :])
    assert len(found) == len(values)


def test_number():
    """What is no number is NaN, not 0."""
    assert number("2.5") == 2.5
    assert all(math.isnan(number(cell)) for cell in (None, "", "many", pd.NA, math.nan))


def test_plain():
    """Printed numbers have a real minus, no minus zero, and a dash for what is missing."""
    assert [plain(-0.4), plain(-1.0), plain(1234.5, 1), plain(math.nan), plain(-math.inf)] == [
        "0", "\u22121", "1,234.5", "–", "\u2212∞",
    ]  # fmt: skip
