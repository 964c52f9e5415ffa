from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest

from analyzer import Article, featurize, load_codebook
from analyzer.evidence import evidence, quotes
from analyzer.features import Features
from analyzer.many import MANY, left_out, levels_of
from analyzer.measures import BY, MEASURES, _candidates
from analyzer.settings import Settings

TEXT = "The court issued a warrant. Trade grew. The minister said: \u201cThe court is wrong.\u201d It rained."


def corpus(n: int) -> list[Article]:
    return [Article(f"a{at}", "", f"{TEXT} The army marched {at} times.", outlet=f"O{at % 3}") for at in range(n)]


def features_of(articles: list[Article]) -> Features:
    return featurize(articles, load_codebook(), focal="a0")


def test_few_articles_have_every_level():
    """With as many articles as are few, every measure has rows for single ones in every voice."""
    assert all(levels_of(name, voice, MANY, Settings()) == BY for name in MEASURES for voice in ("quoted", "narrator"))


def test_many_articles_have_rows_for_single_ones_in_one_voice():
    """With more, framing has rows for single articles in the voice of the findings alone, and topics in none."""
    settings = Settings(voice="quoted")
    assert levels_of("framing", "quoted", MANY + 1, settings) == BY
    assert "article" not in levels_of("framing", "narrator", MANY + 1, settings)
    assert "article" not in levels_of("topics", "quoted", MANY + 1, settings)


@pytest.mark.parametrize(("function", "most"), [(evidence, 4), (quotes, 3)])
def test_a_draw_is_the_same_for_any_order_of_articles(function, most):
    """Which sentences are shown depends on ids and places, not on the order in which articles come."""
    given = corpus(12)
    first, second = (function(features_of(order), order, most=most) for order in (given, given[::-1]))
    keys = ["article", "start", "end"]
    assert sorted(first[keys].to_numpy().tolist()) == sorted(second[keys].to_numpy().tolist())
    assert 0 < len(first) < len(function(features_of(given), given))


def test_a_draw_holds_everything_of_the_focal_article():
    """All hits of the article under study stay, and of each frame about as many of the others as were asked for."""
    given = corpus(12)
    every, drawn = (evidence(features_of(given), given, most=most) for most in (0, 4))
    assert (drawn["article"] == "a0").sum() == (every["article"] == "a0").sum()
    others = drawn[drawn["article"] != "a0"].groupby("frame").size()
    assert (others >= np.minimum(4, every[every["article"] != "a0"].groupby("frame").size())[others.index]).all()


def test_a_sentence_is_shown_with_all_hits_of_a_frame():
    """A sentence that is drawn for a frame brings every hit of that frame in it."""
    given = corpus(12)
    every, drawn = (evidence(features_of(given), given, most=most) for most in (0, 2))
    keys = ["article", "frame", "sentence_start"]
    counts = every.groupby(keys).size()
    assert (drawn.groupby(keys).size() == counts[drawn.groupby(keys).size().index]).all()


def test_what_is_left_out_is_said():
    """Of many articles the warnings name the rows that are left out; of few there is nothing to say."""
    features = features_of(corpus(3))
    assert left_out(features, {}, Settings()) == ()
    many = dataclasses.replace(features, articles=pd.concat([features.articles] * 70, ignore_index=True))
    tables = {"evidence": pd.DataFrame({"article": ["a0"]}), "quotes": pd.DataFrame({"article": ["a0"]})}
    said = left_out(many, tables, Settings())
    assert f"Of {len(features.hits)} hits the table evidence shows 1:" in said[1]
    assert len(said) == 3


def test_rare_terms_of_very_many_articles_are_left_out_but_not_those_of_the_focal_one(monkeypatch):
    """With one occurrence wanted in each article, what the focal article alone repeats is still a candidate."""
    monkeypatch.setattr(_candidates, "RARE", 1)
    others = [
        Article(f"a{at}", "", f"Trade grew. Trade grew. {'Old bridge. Bridge.' if at == 5 else ''}")
        for at in range(1, 9)
    ]
    features = features_of([Article("a0", "", "A zebra ran. One zebra sat. No zebra ate."), *others])
    found = _candidates.find_candidates(features, voice="all", min_count=2, collocations=False)
    assert {"trade", "grew", "zebra"} <= set(found.labels)
    assert "bridge" not in found.labels


def test_what_key_terms_leave_out_is_said():
    """A warning names the number of occurrences that a term needs, once that is more than the setting asks for."""
    given = features_of(corpus(MANY + 1))
    tables = {"evidence": given.hits, "quotes": given.units}
    assert not any("Key terms" in line for line in left_out(given, tables, Settings()))
    many = dataclasses.replace(given, articles=pd.concat([given.articles] * 20, ignore_index=True))
    said = [line for line in left_out(many, tables, Settings()) if "Key terms" in line]
    assert len(said) == 1
    assert "occur 8 times" in said[0]
