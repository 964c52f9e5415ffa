from __future__ import annotations

import math

import pandas as pd
import pytest

from analyzer.charts import CHARTS
from tests.charts.conftest import make_way

sensitivity = CHARTS["sensitivity"]


def test_the_item_with_the_largest_difference_is_drawn(tables, marks):
    """Without an item it is trade, whose difference of -0.3 is larger than that of law; smallest first."""
    ax = sensitivity(tables["sensitivity"], labels={"trade": "Trade"})
    assert ax.get_title().startswith("Trade: difference from the others")
    (run,) = marks(ax, "run")
    others = sorted(marks(ax, "way"))
    assert run[0] == 0  # -30, the smallest
    assert [x for x, _ in others] == [1, 2, 3]
    assert run[1] > others[0][1] > others[2][1]  # heights grow downwards


def test_item_and_measure_choose(tables):
    """Each can be named."""
    assert sensitivity(tables["sensitivity"], item="law").get_title().startswith("law:")
    table = pd.concat(
        [tables["sensitivity"], pd.DataFrame([make_way("tone", "as set", 9.0, measure="tone", default=True)])]
    )
    assert sensitivity(table).get_title().startswith("trade:")
    assert sensitivity(table, measure="tone").get_title().startswith("tone:")
    assert sensitivity(table, item="tone").get_title().startswith("tone:")


def test_every_combination_has_a_stroke_in_the_row_of_each_option(tables, intervals, texts):
    """Four combinations of two choices: eight strokes, of which the two of the run are set apart."""
    ax = sensitivity(tables["sensitivity"], item="law")
    strokes = [part for lines in ax.collections if lines.get_gid() == "taken" for part in lines.get_segments()]
    own = [part for lines in ax.collections if lines.get_gid() == "run taken" for part in lines.get_segments()]
    assert (len(strokes), len(own)) == (6, 2)
    assert {float(part[0][0]) for part in own} == {3.0}  # the largest difference stands at the right
    assert texts(ax, "label") == ["scope: dictionary", "scope: key", "ambiguous: two", "ambiguous: one"]
    assert texts(ax, "beside") == ["2 of 2", "1 of 2", "2 of 2", "1 of 2"]


def test_options_of_the_run_are_bold(tables):
    """Colour is not the only sign of the run."""
    ax = sensitivity(tables["sensitivity"])
    bold = [text.get_text() for text in ax.texts if text.get_gid() == "label" and text.get_fontweight() == "bold"]
    assert bold == ["scope: dictionary", "ambiguous: two"]


def test_zero_lies_where_the_numbers_say(tables, marks):
    """The line at 0 stands at the height of a difference of 0, and is there even when all lie on one side."""
    table = pd.DataFrame([make_way("law", "scope=a", 0.0, default=True), make_way("law", "scope=b", 0.4)])
    ax = sensitivity(table)
    (zero,) = [line for line in ax.lines if line.get_gid() == "zero"]
    assert marks(ax, "run hollow")[0][1] == pytest.approx(zero.get_ydata()[0])
    assert marks(ax, "way hollow")[0][1] == pytest.approx(0.0)


def test_what_is_missing_is_counted(tables, texts):
    """Combinations without a difference are not drawn, and the foot says how many; n is always there."""
    ax = sensitivity(
        pd.DataFrame([make_way("law", "scope=a", 0.1, default=True), make_way("law", "scope=b", math.nan)])
    )
    assert texts(ax, "below") == [
        "1 combination of settings in the order of their difference; n = 9 other articles; 1 without one"
    ]


def test_the_foot_says_on_how_many_articles_it_rests(texts):
    """Where copies are left out the number differs."""
    rows = [make_way("law", "copies=in", 0.1, default=True), make_way("law", "copies=out", 0.2, n_articles=7)]
    assert "n = 7 to 9 other articles" in texts(sensitivity(pd.DataFrame(rows)), "below")[0]
