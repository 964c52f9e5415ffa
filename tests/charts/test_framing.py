from __future__ import annotations

import math

import pandas as pd
import pytest

from analyzer.charts import CHARTS

framing = CHARTS["framing"]


def test_positions(tables, marks, intervals):
    """Points stand at sentences in 100, the article above the line of its row and the others below."""
    ax = framing(tables["framing"])
    assert [x for x, _ in marks(ax, "focal")] == pytest.approx([70, 60, 50])
    assert [x for x, _ in marks(ax, "others")] == pytest.approx([40, 30, 20])
    assert all(a < b for (_, a), (_, b) in zip(marks(ax, "focal"), marks(ax, "others"), strict=True))
    assert [part[:2] for part in intervals(ax, "focal interval")] == [
        pytest.approx(ends) for ends in ((60, 80), (50, 70), (40, 60))
    ]


def test_order_and_labels(tables, texts, given):
    """Frames go from the article's largest value down, under the names that are given for them."""
    assert texts(framing(tables["framing"], labels=given.frames), "label") == ["Shared past", "Trade", "Law and courts"]


def test_ticks(tables, intervals):
    """Behind the points stands one tick for each other article, and none for the focal one."""
    table = tables["framing"]
    ticks = [low for low, _, _ in intervals(framing(table), "each")]
    others = table[(table["level"] == "article") & (table["name"] != "a0") & (table["voice"] == "narrator")]
    assert sorted(ticks) == pytest.approx(sorted(100 * others["value"]))


def test_ticks_of_outlets(tables, intervals, texts):
    """Where there are no articles in the table, ticks are outlets, and the key says so."""
    table = tables["framing"][tables["framing"]["level"] != "article"]
    ax = framing(table)
    assert len(intervals(ax, "each")) == 21
    assert "one outlet" in texts(ax, "key")


def test_numbers(tables, texts):
    """Both numbers are printed at the right of each row, and the key says what they rest on."""
    ax = framing(tables["framing"])
    assert texts(ax, "beside") == ["70", "60", "50", "40", "30", "20"]  # the article's column, then the others'
    assert {"this article, 34 sentences", "mean of the others, n = 7 articles"} <= set(texts(ax, "key"))


def test_voice(tables, marks):
    """All voices are drawn on demand."""
    assert [x for x, _ in marks(framing(tables["framing"], voice="all"), "focal")] == pytest.approx([80, 80, 80])


def test_starts_at_zero(tables):
    """The axis of a share starts at 0 and never passes 100."""
    low, high = framing(tables["framing"], voice="all").get_xlim()
    assert low == 0
    assert high <= 100


def test_half_missing(row, marks, texts):
    """A frame that only the others have a value for is drawn all the same, after the rest."""
    table = pd.DataFrame(
        [
            row("focal", "a0", "x", math.nan), row("others", "others", "x", 0.9, 0.8, 1.0),
            row("focal", "a0", "y", 0.1, 0.0, 0.2), row("others", "others", "y", math.nan),
            row("focal", "a0", "z", math.nan), row("others", "others", "z", math.nan),
        ]
    )  # fmt: skip
    ax = framing(table)
    assert texts(ax, "label") == ["y", "x", "z"]
    assert texts(ax, "beside") == ["10", "–", "–", "–", "90", "–"]  # the article's column, then the others'
    assert texts(ax, "instead") == ["no evidence"]
    assert [x for x, _ in marks(ax, "others")] == [90]


def test_without_both(tables, texts):
    """A table of outlets alone holds nothing to compare, and the chart says so."""
    table = tables["framing"][tables["framing"]["level"] == "outlet"]
    assert "neither of the article nor of the others" in texts(framing(table), "instead")[0]
