from __future__ import annotations

import math

import pandas as pd
import pytest

from analyzer.charts import CHARTS
from analyzer.errors import UsageError

keyness = CHARTS["keyness"]


def test_chosen_and_ordered(tables, texts):
    """Terms are ranked by the conservative ratio; a term that is not key is left out."""
    assert texts(keyness(tables["keyness"]), "label") == ["court", "warrant", "trade", "gas"]


def test_by_log_ratio(tables, texts):
    """By the log ratio, all terms are drawn."""
    ax = keyness(tables["keyness"], by="log_ratio")
    assert texts(ax, "label") == ["warrant", "court", "visit", "trade", "gas"]


def test_positions(tables, marks, intervals):
    """Points are log ratios, bars reach to the conservative ratio, lines are intervals; sides differ in shape."""
    ax = keyness(tables["keyness"])
    assert [x for gid in ("more hollow", "more") for x, _ in marks(ax, gid)] == [3.0, 4.0]
    assert [x for gid in ("less", "less hollow") for x, _ in marks(ax, gid)] == [-2.0, -3.0]
    assert [high for _, high, _ in intervals(ax, "stem")] == [2.0, 1.5, -0.75, -1.0]
    assert [part[:2] for part in intervals(ax, "more interval")] == [(0.5, 5.5), (1.5, 6.5)]


def test_terms_of_these_texts_only_are_hollow(tables, marks):
    """Filled points reach the test over all terms, hollow ones do not, and the key says which is which."""
    ax = keyness(tables["keyness"])
    assert [len(marks(ax, gid)) for gid in ("more", "more hollow", "less", "less hollow")] == [1, 1, 1, 1]
    words = " ".join(text.get_text() for text in ax.texts)
    assert "hollow: these texts only" in words
    assert "filled: reaches the test over all terms" in words
    ax = keyness(tables["keyness"].assign(claim="L0"))
    assert marks(ax, "more") == marks(ax, "less") == []
    assert "filled" not in " ".join(text.get_text() for text in ax.texts)


def test_open_interval(tables, marks, intervals):
    """An interval without an end reaches to the edge of the plot, where an arrow says that it goes on."""
    ax = keyness(tables["keyness"])
    edge = ax.get_xlim()[0]
    assert intervals(ax, "less interval")[1][0] == edge
    assert [x for x, _ in marks(ax, "less open")] == [edge]
    assert edge < -3.0


def test_counts(tables, texts):
    """Both counts are printed beside each term."""
    assert texts(keyness(tables["keyness"]), "beside") == ["8 : 2", "7 : 0", "10 : 6", "11 : 8"]


def test_fifteen_each_way(row, texts):
    """Each side has 15 terms at most, those with the largest ratios."""
    rows = [row("focal", "a0", f"m{at:02d}", 9 - at / 10, 0.1, 20, voice="all") for at in range(40)]
    rows += [row("focal", "a0", f"l{at:02d}", at / 10 - 9, -20, -0.1, voice="all") for at in range(40)]
    labels = texts(keyness(pd.DataFrame(rows)), "label")
    assert labels == [f"m{at:02d}" for at in range(15)] + [f"l{at:02d}" for at in range(14, -1, -1)]


def test_none_key(row, texts):
    """Where no term is key, the chart says so in place of drawing noise."""
    ax = keyness(pd.DataFrame([row("focal", "a0", "visit", 0.0, -1, 2, voice="all", log_ratio=0.5)]))
    assert "No term is key" in texts(ax, "instead")[0]


def test_name(tables, row, texts):
    """Another article, outlet or group can be drawn by its name; without one the focal article is."""
    other = [row("outlet", "A", "coal", 2.0, 1, 3, voice="all"), row("outlet", "A", "none", math.nan, voice="all")]
    table = pd.concat([pd.DataFrame(other), tables["keyness"]])
    assert texts(keyness(table), "label") == ["court", "warrant", "trade", "gas"]
    ax = keyness(table, name="A")
    assert texts(ax, "label") == ["coal"]
    assert ax.get_title() == "Terms that tell A from the others"


def test_unknown_name(tables, texts):
    """A name that the table does not hold is said to be missing."""
    assert "Nothing to show" in texts(keyness(tables["keyness"], name="nobody"), "instead")[0]


def test_unknown_rank(tables):
    """Terms are ranked by one of two columns."""
    with pytest.raises(UsageError, match="value, log_ratio"):
        keyness(tables["keyness"], by="z")
