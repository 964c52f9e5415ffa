from __future__ import annotations

import math

import pandas as pd
import pytest

from analyzer import Settings
from analyzer.sensitivity import robustness, robustness_text, what_turns
from analyzer.sensitivity.choices import specifications

BASE = {
    "value": 0.2, "combinations": 36, "same_sign": 36, "turns": "", "missing": 0,
    "outlets": 25, "outlets_same": 25, "outlets_turn": "", "articles": 30, "articles_same": 30, "articles_turn": "",
}  # fmt: skip


def way(choice, value, low=math.nan, high=math.nan, *, kind="choice", default=False, base=0.1):
    return {
        "measure": "framing", "item": "law", "kind": kind, "choice": choice, "value": value, "low": low, "high": high,
        "same_sign": value * base > 0, "default": default, "n_articles": 5, "reason": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        (
            {},
            "The sign holds in all 36 combinations of settings. It holds whichever of 25 outlets or 30 articles is "
            "left out.",
        ),
        (
            {"same_sign": 34, "turns": "voice=all"},
            "The sign holds in 34 of 36 combinations of settings, but not with every voice counted. "
            "It holds whichever of 25 outlets or 30 articles is left out.",
        ),
        (
            {"same_sign": 0, "turns": "scope=key and ambiguous=one; copies=out", "missing": 2},
            "The sign holds in 0 of 36 combinations of settings (2 more give no difference), but not with each frame "
            "matched by itself and one ambiguous pattern being enough, or with copies left out. "
            "It holds whichever of 25 outlets or 30 articles is left out.",
        ),
        (
            {"outlets_same": 24, "outlets_turn": "Herald", "articles_same": 25, "articles_turn": "a; b; c"},
            "The sign holds in all 36 combinations of settings. It does not hold without Herald (1 of 25 outlets), nor "
            "without a, or without b, or without c, among others (5 of 30 articles).",
        ),
        (
            {"outlets": 1, "outlets_same": 1, "articles": 60, "articles_same": 60},
            "The sign holds in all 36 combinations of settings. It holds when the one outlet is left out, and "
            "whichever of the 60 articles that weigh most is left out.",
        ),
        (
            {"outlets": 0, "outlets_same": 0, "articles": 0, "articles_same": 0, "combinations": 1, "same_sign": 1},
            "No other setting would change anything here. There is too little other coverage to leave any of it out.",
        ),
        (
            {"outlets": 1, "outlets_same": 0, "outlets_turn": "X", "combinations": 1, "same_sign": 1, "missing": 1},
            "The sign holds in the one combination of settings (1 more gives no difference). It holds whichever of 30 "
            "articles is left out. It does not hold without X (1 of 1 outlet).",
        ),
        ({"value": 0.0}, "With the settings of this run the difference is 0: there is no sign that could hold."),
        ({"value": math.nan}, "With the settings of this run there is no difference whose sign could hold."),
    ],
)
def test_sentences(changes, text):
    """Word for word, at the edges too."""
    assert robustness_text(BASE | changes) == text


def test_every_option_has_words():
    """No sentence shows a name of an option as it stands in the table, but for numbers."""
    for measure in ("framing", "axis", "tone"):
        for voice in ("narrator", "all", "quoted"):
            for spec in specifications(measure, Settings(voice=voice, ambiguous_weight=0.3)):
                for option in spec.label.split(", "):
                    (words,) = what_turns({"turns": option, "outlets_turn": "", "articles_turn": ""})
                    assert "=" not in words
                    assert " " in words


def test_a_row_counts_what_the_table_holds():
    """Counts, ends, influence and what takes the sign away, in a table made by hand."""
    rows = [
        way("scope=a, voice=x", 0.1, 0.05, 0.2, default=True),
        way("scope=a, voice=y", 0.3, -0.1, 0.5),
        way("scope=b, voice=x", -0.2, -0.3, -0.1),
        way("scope=b, voice=y", 0.0),
        way("scope=c, voice=x", math.nan),
        way("Herald", 0.4, kind="outlet"),
        way("Post", -0.1, kind="outlet"),
        way("a1", 0.1, kind="article"),
        way("a2", math.nan, kind="article"),
    ]
    (row,) = robustness(pd.DataFrame(rows)).to_dict("records")
    assert row == {
        "measure": "framing", "item": "law", "value": 0.1, "combinations": 4, "same_sign": 2, "beyond_zero": 1,
        "lowest": -0.2, "highest": 0.3, "turns": "scope=b", "missing": 1,
        "outlets": 2, "outlets_same": 1, "outlet": "Herald", "without_outlet": 0.4, "outlets_turn": "Post",
        "articles": 1, "articles_same": 1, "article": "a1", "without_article": 0.1, "articles_turn": "",
    }  # fmt: skip
    assert what_turns(row) == ["scope b", "leaving out Post"]


def test_only_the_fewest_changes_are_named():
    """Where no single option takes the sign away, pairs are named."""
    rows = [
        way("s=1, v=1, w=1", 0.1, default=True),
        way("s=2, v=1, w=1", 0.1),
        way("s=2, v=2, w=1", -0.1),
        way("s=2, v=2, w=2", -0.1),
    ]
    assert robustness(pd.DataFrame(rows))["turns"].tolist() == ["s=2 and v=2"]


def test_a_difference_of_zero_or_none_has_no_sign_to_lose():
    """Nothing is said to take it away, and the most influential article is named only where there is a number."""
    zero = robustness(pd.DataFrame([way("as set", 0.0, default=True), way("a1", 0.2, kind="article")]))
    none = robustness(pd.DataFrame([way("as set", math.nan, default=True), way("a1", math.nan, kind="article")]))
    assert zero["article"].tolist() == ["a1"]
    assert none[["combinations", "missing", "article"]].to_numpy().tolist() == [[0, 1, ""]]
    assert none["lowest"].isna().all()
