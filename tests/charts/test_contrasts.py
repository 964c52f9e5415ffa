from __future__ import annotations

import pytest

from analyzer.charts import CHARTS

contrasts = CHARTS["contrasts"]


def test_points_stand_at_differences(tables, marks, intervals):
    """Claimed differences are filled, others hollow, all in sentences of 100 with their ranges."""
    ax = contrasts(tables["contrasts"])
    assert [x for x, _ in marks(ax, "focal")] == pytest.approx([20, -30])
    assert [x for x, _ in marks(ax, "focal hollow")] == pytest.approx([-5])
    assert sorted(part[:2] for part in intervals(ax, "focal interval")) == [
        pytest.approx(ends) for ends in ((-40, -20), (-15, 5), (10, 30))
    ]


def test_rows_go_from_more_to_less_with_their_words(tables, texts):
    """The largest difference stands at the top, number and word of strength beside it."""
    ax = contrasts(tables["contrasts"], labels={"law": "Law"})
    assert texts(ax, "label") == ["Law", "trade", "past"]
    assert texts(ax, "beside") == ["20", "−5", "−30", "likely", "unclear", "clear"]


def test_a_group_is_drawn_by_its_name(tables, marks, texts):
    """Given a name, the differences of that group are drawn, against the other groups."""
    ax = contrasts(tables["contrasts"], name="A")
    assert len(marks(ax, "group")) == 2
    assert ax.get_title() == "A and the other groups: differences in the room of each frame"


def test_without_the_focal_article_the_first_group_comes(tables, marks):
    """A table of groups alone draws the first of them."""
    table = tables["contrasts"]
    assert len(marks(contrasts(table[table["level"] == "group"]), "group")) == 2


def test_a_difference_without_a_range_is_hollow(tables, marks):
    """Too little text leaves a hollow mark and no line."""
    table = tables["contrasts"].assign(low=float("nan"), high=float("nan"), strength="too little text")
    assert len(marks(contrasts(table), "focal hollow")) == 3
