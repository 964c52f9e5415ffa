from __future__ import annotations

import pandas as pd
import pytest

from analyzer.charts import CHARTS

topics = CHARTS["topics"]


def test_positions_and_terms(tables, marks, texts):
    """Topics go from the article's largest share down, the top terms under each name."""
    ax = topics(tables["topics"])
    assert texts(ax, "label") == ["topic 2", "topic 1", "topic 0"]
    assert texts(ax, "second") == ["court, visit, gas"] * 3
    assert [x for x, _ in marks(ax, "focal")] == pytest.approx([70, 60, 50])


def test_terms_once(row, texts):
    """Terms that make up the name of a topic are not repeated under it."""
    table = pd.DataFrame([row("focal", "a0", "court, visit", 0.3, voice="all", terms="court, visit, gas, oil")])
    assert texts(topics(table), "second") == ["gas, oil"]


def test_list_of_terms(row, texts):
    """Terms may be a list, and may be missing."""
    table = pd.DataFrame(
        [
            row("focal", "a0", "x", 0.3, voice="all", terms=["gas", "oil"]),
            row("focal", "a0", "y", 0.2, voice="all", terms=None),
        ]
    )
    assert texts(topics(table), "second") == ["gas, oil"]


def test_reason(row, texts):
    """Where topics were refused, the chart gives the reason of the table."""
    reason = "topics need 150 sentences; there are 12"
    table = pd.DataFrame([row("focal", "a0", "topics", float("nan"), voice="all", reason=reason)])
    assert texts(topics(table), "instead") == [reason]
