from __future__ import annotations

import pytest

from analyzer.charts import CHARTS

sourcing = CHARTS["sourcing"]


def test_bars_are_words_in_100_and_solid_as_far_as_speakers_have_names(tables, intervals):
    """A bar is as long as the share; solid is that share times the named part of the attributions, the rest hatched."""
    ax = sourcing(tables["sourcing"])
    for name, solid, unnamed in (
        ("focal", [(0, 30), (0, 40)], [(30, 60)]),
        ("others", [(0, 15), (0, 50)], [(15, 30), (0, 20)]),
    ):
        assert [line[:2] for line in intervals(ax, f"{name} bar")] == [pytest.approx(ends) for ends in solid]
        assert [line[:2] for line in intervals(ax, f"{name} unnamed")] == [pytest.approx(ends) for ends in unnamed]
    (hatched,) = [lines for lines in ax.collections if lines.get_gid() == "focal unnamed"]
    (solid,) = [lines for lines in ax.collections if lines.get_gid() == "focal bar"]
    assert hatched.get_linestyle() != solid.get_linestyle()


def test_ranges_lie_over_the_bars(tables, intervals):
    """Both sides have their range."""
    ax = sourcing(tables["sourcing"])
    assert [part[:2] for part in intervals(ax, "others interval")] == [
        pytest.approx(ends) for ends in ((20, 40), (40, 60), (10, 30))
    ]
    assert len(intervals(ax, "focal interval")) == 3


def test_who_is_not_known_comes_last(tables, texts):
    """The rest goes from the article's largest share down, however much nobody is known to have said."""
    table = tables["sourcing"].copy()
    table.loc[table["item"] == "unknown", "value"] = 0.9
    ax = sourcing(table, labels={"unknown": "Speaker not known"})
    assert texts(ax, "label") == ["officials", "citizens", "Speaker not known"]


def test_n_is_said(tables, texts):
    """What both sides rest on, and the attributions of each row."""
    ax = sourcing(tables["sourcing"])
    assert {"this article, 9 attributions with words", "mean of the others, n = 7 articles"} <= set(texts(ax, "key"))
    assert texts(ax, "beside")[-3:] == ["5 | 5"] * 3


def test_without_a_range_the_key_says_so(tables, texts, intervals):
    """Few attributions give no range, and a bar without one says why."""
    table = tables["sourcing"].assign(low=float("nan"), high=float("nan"))
    ax = sourcing(table)
    assert "no line: no range" in texts(ax, "key")
    assert intervals(ax, "focal interval") == []


def test_one_side_alone(tables, intervals):
    """Where the article gives nobody words, the others are drawn all the same."""
    table = tables["sourcing"]
    ax = sourcing(table[table["level"] == "others"])
    assert intervals(ax, "focal bar") == []
    assert len(intervals(ax, "others bar")) == 2
