from __future__ import annotations

import pandas as pd
import pytest

from analyzer.charts import CHARTS

nearest = CHARTS["nearest"]


def test_ranked(tables, texts, marks, intervals):
    """The mean of the others comes first, then texts from the nearest down, with their intervals."""
    ax = nearest(tables["nearest"], names={"a1": "Morning"})
    assert texts(ax, "label") == ["Mean of the others", "Morning", *(f"a{at}" for at in range(2, 8))]
    assert [x for x, _ in marks(ax, "others hollow")] == [0.7]
    assert [x for x, _ in marks(ax, "near")] == pytest.approx([0.9, 0.89, 0.88, 0.87, 0.86, 0.85, 0.84])
    assert intervals(ax, "near interval")[0][:2] == pytest.approx((0.85, 0.95))
    assert texts(ax, "beside")[:2] == ["0.70", "0.90"]


def test_other_focal(tables, texts):
    """Any text can be the one that the others are near to, on either side of its pairs."""
    labels = texts(nearest(tables["nearest"], focal="a3"), "label")
    assert sorted(labels) == ["a0", "a1", "a2", "a4", "a5", "a6", "a7"]


def test_prefers_intervals(row, marks):
    """Of two rows of one pair the one with an interval is drawn."""
    rows = [row("article", "b", "a", 0.5, voice="all"), row("article", "b", "a", 0.5, 0.4, 0.6, voice="all")]
    ax = nearest(pd.DataFrame(rows), focal="a")
    assert [x for x, _ in marks(ax, "near")] == [0.5]


def test_unknown_focal(row, texts):
    """Where the table does not tell the focal text, the chart asks for it."""
    ax = nearest(pd.DataFrame([row("article", "b", "a", 0.5, voice="all")]))
    assert "does not say which article is the focal one" in texts(ax, "instead")[0]


def test_sets_apart(tables, row, texts):
    """Outlets and articles are never mixed in one ranking."""
    table = pd.concat([tables["nearest"], pd.DataFrame([row("outlet", "Morning", "a0", 0.3, voice="all")])])
    assert "Morning" not in texts(nearest(table), "label")
    assert texts(nearest(table, by="outlet"), "label") == ["Mean of the others", "Morning"]
