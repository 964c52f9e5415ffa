from __future__ import annotations

import math

import pytest

from analyzer.charts import CHARTS
from analyzer.errors import UsageError

by_speaker = CHARTS["framing_by_speaker"]


def test_the_narrator_comes_first(tables, texts):
    """Then the categories, from the most to the fewest sentences, under the names that are given for them."""
    ax = by_speaker(tables["framing_by_speaker"], names={"narrator": "Narrator", "officials": "Officials"})
    assert texts(ax, "label") == ["Narrator", "Officials", "citizens"]


def test_few_sentences_are_counted_and_not_coloured(tables, texts):
    """Three sentences are so many of three; eight are a share in 100."""
    ax = by_speaker(tables["framing_by_speaker"])
    cells = texts(ax, "cell")
    assert sorted(cells) == sorted(["25", "33", "0", "25", "33", "0", "1 of 3", "1 of 3", "0 of 3"])
    assert "without colour: fewer than 5 sentences" in texts(ax, "key")
    heated = sum(len(patch.get_path().to_polygons()) for patch in ax.patches if str(patch.get_gid()).startswith("heat"))
    assert heated == 6


def test_a_mean_of_several_articles_is_no_count(tables, texts):
    """Of the others, few sentences are only said to be few; each row says of how many articles."""
    ax = by_speaker(tables["framing_by_speaker"], level="others")
    assert texts(ax, "cell").count("few") == 3
    assert texts(ax, "beside") == ["20 | 9", "8 | 9", "3 | 9"]


def test_who_does_not_speak_has_no_row(tables, texts):
    """A category without a sentence is left out."""
    table = tables["framing_by_speaker"].copy()
    table.loc[table["category"] == "citizens", ["value", "n_units"]] = (math.nan, 0)
    assert texts(by_speaker(table), "label") == ["narrator", "officials"]


def test_an_unknown_level_is_refused(tables):
    """Only the article and the others are drawn."""
    with pytest.raises(UsageError, match="focal, others"):
        by_speaker(tables["framing_by_speaker"], level="outlet")
