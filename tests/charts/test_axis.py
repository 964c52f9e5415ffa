from __future__ import annotations

import math

import pandas as pd
import pytest

from analyzer.charts import CHARTS
from analyzer.errors import UsageError

axis = CHARTS["axis"]


def test_positions(tables, marks, intervals):
    """Points stand at the values of the table, lines at the ends of its intervals."""
    ax = axis(tables["axis"])
    assert marks(ax, "focal") == [(0.5, 0.0)]
    assert marks(ax, "others") == [(0.2, 1.0)]
    assert intervals(ax, "focal interval") == [(0.4, 0.6, 0.0)]
    assert intervals(ax, "others interval") == [(0.15, 0.25, 1.0)]
    assert [x for x, _ in marks(ax, "single")] == pytest.approx([0.3, 0.25, 0.2, 0.15, 0.1, 0.05, 0.0])
    assert intervals(ax, "single interval")[0][:2] == pytest.approx((0.29, 0.32))


def test_order(tables, texts):
    """The article first, then the others, groups, and articles from the largest value down, the focal one not twice."""
    ax = axis(tables["axis"], names={"a7": "Outlet G, 3 May"})
    articles = ["Outlet G, 3 May", "a6", "a5", "a4", "a3", "a2", "a1"]
    assert texts(ax, "label") == ["This article", "Other coverage", "North", "South", *articles]


def test_outlets(tables, texts):
    """By outlet, outlets take the place of articles."""
    assert texts(axis(tables["axis"], by="outlet"), "label")[4:6] == ["Outlet G", "Outlet F"]


def test_outlets_where_articles_are_many(row, texts):
    """Of more articles than a page can hold, the outlets are drawn."""
    rows = [row("article", f"a{at}", "x", 0.1, 0.0, 0.2) for at in range(41)] + [row("outlet", "O", "x", 0.1)]
    assert texts(axis(pd.DataFrame(rows)), "label") == ["O"]
    assert len(texts(axis(pd.DataFrame(rows[1:])), "label")) == 40


def test_unknown_level(tables):
    """Only articles and outlets can be single rows."""
    with pytest.raises(UsageError, match="article, outlet"):
        axis(tables["axis"], by="group")


def test_sizes(tables, texts):
    """Beside each row stands what it rests on: articles for a set, sentences for one article."""
    beside = texts(axis(tables["axis"]), "beside")
    assert beside[:4] == ["34 sentences", "n = 7", "n = 4", "n = 3"]
    assert set(beside[4:]) == {"30 sentences"}


def test_hollow(tables, marks, texts):
    """A row without an interval is hollow, and the key says what that means."""
    ax = axis(tables["axis"])
    assert [x for x, _ in marks(ax, "group")] == [0.3]
    assert [x for x, _ in marks(ax, "group hollow")] == [0.1]
    assert "hollow: no interval" in texts(ax, "key")


def test_no_evidence(row, marks, texts):
    """A row without a value says so in words and gets no point; it comes last."""
    table = pd.DataFrame(
        [
            row("focal", "a0", "x", 0.4, 0.1, 0.7),
            row("article", "b", "x", math.nan),
            row("article", "c", "x", -1.0, -2, 0),
        ]
    )
    ax = axis(table)
    assert texts(ax, "label") == ["This article", "c", "b"]
    assert texts(ax, "instead") == ["no evidence"]
    assert marks(ax, "single") == [(-1.0, 1.45)]


def test_poles_and_zero(tables, texts):
    """Zero lies in the middle, each pole on its own side."""
    ax = axis(tables["axis"], poles=("Trade", "Law"))
    low, high = ax.get_xlim()
    assert low == -high
    assert texts(ax, "pole") == ["← Trade", "Law →"]
    assert [tuple(line.get_xdata()) for line in ax.lines if line.get_gid() == "zero"] == [(0.0, 0.0)]
    assert ax.get_title() == "From Trade to Law: where the article stands"


def test_long_poles(tables, texts):
    """Names of poles that would run into each other go on two lines."""
    ax = axis(
        tables["axis"], poles=("A pole with a name that is very long indeed", "Another pole with a very long name")
    )
    heights = [text.by[1] for text in ax.texts if text.get_gid() == "pole"]
    assert heights[0] > heights[1]


def test_item(tables, row, marks):
    """Of several axes the one that is asked for is drawn, else the first."""
    table = pd.concat([tables["axis"], pd.DataFrame([row("focal", "a0", "second", -0.7, -0.9, -0.5)])])
    assert marks(axis(table), "focal") == [(0.5, 0.0)]
    assert marks(axis(table, item="second"), "focal") == [(-0.7, 0.0)]


def test_voice(tables, row, marks):
    """Only rows in the voice that is asked for are drawn."""
    table = pd.concat([tables["axis"], pd.DataFrame([row("focal", "a0", "scrutiny", -0.7, voice="quoted")])])
    assert marks(axis(table, voice="quoted"), "focal hollow") == [(-0.7, 0.0)]


def test_extremes_stay(row, texts):
    """Of too many rows the largest and the smallest stay, and those without a value go first."""
    rows = [row("article", f"a{at:02d}", "x", 1 - at / 20, -1, 1) for at in range(50)]
    rows += [row("article", f"n{at}", "x", math.nan) for at in range(5)]
    labels = texts(axis(pd.DataFrame(rows)), "label")
    first, last = [f"a{at:02d}" for at in range(20)], [f"a{at}" for at in range(30, 50)]
    assert labels == [*first, "… 15 more in the table", *last]
