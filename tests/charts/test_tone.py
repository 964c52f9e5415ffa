from __future__ import annotations

import math

import pandas as pd
import pytest

from analyzer.charts import CHARTS

tone = CHARTS["tone"]


def test_positions(tables, marks, intervals):
    """Each row has a point for the narrator and one for the quoted voices, with their intervals."""
    ax = tone(tables["tone"])
    narrator, quoted = marks(ax, "narrator"), marks(ax, "quoted")
    assert narrator[0][0] == pytest.approx(0.2)
    assert quoted[0][0] == pytest.approx(0.6)
    assert narrator[0][1] < 0 < quoted[0][1]
    assert intervals(ax, "narrator interval")[0][:2] == pytest.approx((0.1, 0.3))
    assert intervals(ax, "quoted interval")[0][:2] == pytest.approx((0.5, 0.7))


def test_shapes_differ(tables):
    """The two voices differ in shape, not in colour alone."""
    shapes = {line.get_gid(): line.get_marker() for line in tone(tables["tone"]).lines if line.get_gid()}
    assert shapes["narrator"] != shapes["quoted"]


def test_order(tables, texts):
    """Rows are ordered by the narrator's tone."""
    labels = texts(tone(tables["tone"]), "label")
    assert labels == ["This article", "Other coverage", "North", "South", *(f"a{at}" for at in range(7, 0, -1))]


def test_zero_share(tables, texts):
    """The share of units without a word of the lexicon is printed for both voices."""
    assert "47 | 30" in texts(tone(tables["tone"]), "beside")


def test_one_voice(tables, marks, texts):
    """One voice alone can be drawn, on the line of its row."""
    ax = tone(tables["tone"], voices=("quoted",))
    assert marks(ax, "quoted")[0] == pytest.approx((0.6, 0.0))
    assert "30" in texts(ax, "beside")


def test_voice_without_words(row, marks, texts):
    """A voice that says nothing has no point and a dash, and hides no other."""
    table = pd.DataFrame(
        [
            row("focal", "a0", "lexical tone", -0.1, -0.2, 0.0, zero_share=0.5),
            row("focal", "a0", "lexical tone", math.nan, voice="quoted", zero_share=math.nan),
        ]
    )
    ax = tone(table)
    assert [x for x, _ in marks(ax, "narrator")] == [-0.1]
    assert marks(ax, "quoted") == []
    assert "50 | –" in texts(ax, "beside")


def test_range(tables, row):
    """Zero lies in the middle, and small differences are not blown up to the full width."""
    low, high = tone(tables["tone"]).get_xlim()
    assert low == -high
    small = pd.DataFrame([row("focal", "a0", "lexical tone", 0.001, 0.0, 0.002)])
    assert tone(small).get_xlim()[1] >= 0.2
