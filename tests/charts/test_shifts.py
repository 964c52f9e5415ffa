from __future__ import annotations

import math

import pandas as pd
import pytest

from analyzer.charts import CHARTS

shifts = CHARTS["shifts"]


def test_largest_difference_first(tables, texts):
    """Without being asked, the chart takes apart the frame that differs most; from the largest part to the smallest."""
    ax = shifts(tables["shifts"], labels={"law": "Law and courts"})
    assert texts(ax, "label") == ["all together", "warrant", "court", "judge*", "arrest*"]
    assert ax.get_title() == "Which words carry the difference: Law and courts"


def test_of(tables, texts):
    """Another number is taken apart when it is named."""
    assert texts(shifts(tables["shifts"], of="trade"), "label") == ["all together", "gas"]
    assert "Nothing to show" in texts(shifts(tables["shifts"], of="past"), "instead")[0]


def test_positions(tables, marks, intervals):
    """Parts are bars in sentences of 100 with their intervals; the whole is their sum, without an interval."""
    ax = shifts(tables["shifts"])
    assert [x for x, _ in marks(ax, "more")] == pytest.approx([8.0, 5.0])
    assert [x for x, _ in marks(ax, "less")] == pytest.approx([-1.0, -4.0])
    assert [high for _, high, _ in intervals(ax, "bar")] == pytest.approx([8.0, 5.0, -1.0, -4.0])
    assert [high for _, high, _ in intervals(ax, "whole")] == pytest.approx([8.0])
    low, high, _ = intervals(ax, "more interval")[0]
    assert (low, high) == pytest.approx((2.0, 14.0))


def test_counts(tables, texts):
    """Beside each row stand what it adds, and the sentences and articles that it rests on."""
    beside = texts(shifts(tables["shifts"]), "beside")
    assert beside[:5] == ["8.0", "8.0", "5.0", "\u22121.0", "\u22124.0"]
    assert beside[5:] == ["", "9 | 1", "7 | 1", "2 | 1", "6 | 1"]


def test_tone(row, texts, marks):
    """Tone is drawn in its own unit."""
    more = {"measure": "tone", "of": "lexical tone", "against": "others", "difference": 0.02}
    table = pd.DataFrame([row("focal", "a0", "good", 0.02, 0.0, 0.04, **more)])
    ax = shifts(table)
    assert [x for x, _ in marks(ax, "more")] == [0.02]
    assert any("VADER" in text for text in texts(ax, "below"))


def test_groups(row, texts):
    """A group stands against the rest, and both are named."""
    more = {"measure": "framing", "of": "law", "against": "rest", "difference": 0.1}
    table = pd.DataFrame([row("group", name, "court", 0.1, 0.0, 0.2, **more) for name in ("North", "South")])
    ax = shifts(table, name="South")
    assert "South against the rest" in ax.get_title()
    assert texts(ax, "pole") == ["← more in the rest", "more in South →"]


def test_fifteen_each_way_and_the_rest(row, texts):
    """Thirty rows are drawn at most; what the others add together is printed, so that the column sums to the whole."""
    values = [at / 1000 for at in range(1, 21)] + [-at / 1000 for at in range(1, 19)]
    more = {"measure": "framing", "of": "law", "against": "others", "difference": sum(values)}
    rows = [row("focal", "a0", f"w{at:02d}", value, **more) for at, value in enumerate(values)]
    ax = shifts(pd.DataFrame(rows))
    assert len(texts(ax, "label")) == 1 + 30 + 1
    printed = [float(text.replace("\u2212", "-")) for text in texts(ax, "beside")[:32]]
    assert "… 8 more in the table" in texts(ax, "label")
    assert sum(printed[1:]) == pytest.approx(printed[0], abs=0.05 * 32)
    assert printed[-1] == pytest.approx(100 * (0.015 - 0.006), abs=0.051)


def test_without_intervals(tables, marks, texts):
    """Parts without a range are hollow, and the key says so."""
    ax = shifts(tables["shifts"].assign(low=math.nan, high=math.nan, reason="fewer than 5 sentences"))
    assert len(marks(ax, "more hollow")) == 2
    assert any("no interval" in text for text in texts(ax, "key"))


def test_nothing_counts(row, texts):
    """Where nothing adds to either side, the chart says so."""
    table = pd.DataFrame([row("focal", "a0", "visit", 0.0, measure="framing", of="law", difference=0.0)])
    assert "no item counts" in texts(shifts(table), "instead")[0]
