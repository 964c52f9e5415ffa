"""What holds for every measure of who speaks, whatever the texts."""

from __future__ import annotations

import random

import numpy as np
import pandas as pd
import pytest

from analyzer.article import Article
from analyzer.inference.attach import with_intervals
from analyzer.inference.contrasts import contrasts
from analyzer.inference.families import in_families
from analyzer.inference.sides import sides
from analyzer.measures._speakers import speakers
from analyzer.measures.framing_by_speaker import framing_by_speaker
from analyzer.measures.sourcing import SCHEMA, sourcing, statistic
from analyzer.measures.speech import speech
from analyzer.measures.voices import voices
from analyzer.settings import Settings
from tests.measures.speaking import NONE, articles, features

MEASURES = {
    "sourcing": sourcing,
    "speech": speech,
    "framing_by_speaker": framing_by_speaker,
    "voices": voices,
}


def sorted_rows(table: pd.DataFrame, *keys: str) -> pd.DataFrame:
    return table.sort_values(list(keys), ignore_index=True)


@pytest.mark.parametrize("name", MEASURES)
def test_the_order_of_articles_changes_no_value(name):
    """Shuffled articles give the same rows."""
    shuffled = articles()
    random.Random(3).shuffle(shuffled)
    for by in ("focal", "outlet", "group"):
        first, second = (MEASURES[name](made, by=by) for made in (features(), features(shuffled)))
        pd.testing.assert_frame_equal(first, second, check_exact=False, rtol=1e-12)


def test_the_order_of_articles_changes_no_row_of_speakers():
    """Only the order of articles."""
    shuffled = articles()
    random.Random(3).shuffle(shuffled)
    first, second = (sorted_rows(speakers(made), "article", "order") for made in (features(), features(shuffled)))
    pd.testing.assert_frame_equal(first, second)


@pytest.mark.parametrize("name", MEASURES)
def test_an_article_alone_has_the_row_that_it_has_among_others(name):
    """To take an article and to measure, or to measure and to take its row, is one."""
    made = features()
    whole = MEASURES[name](made, by="article")
    for at, article in enumerate(made.articles["id"]):
        own = whole[whole["name"] == article].reset_index(drop=True)
        pd.testing.assert_frame_equal(MEASURES[name](made.take([at]), by="article"), own, check_dtype=False)


@pytest.mark.parametrize("name", MEASURES)
def test_titles_change_nothing(name):
    """Without the titles every number stays."""
    made = features()
    pd.testing.assert_frame_equal(MEASURES[name](made.body), MEASURES[name](made))


@pytest.mark.parametrize("voice", ["quoted", "paraphrased"])
def test_to_ask_for_a_voice_or_to_keep_it_alone_is_one(voice):
    """A mask on units before the measure, and the option of the measure, give the same values."""
    made = features()
    columns = ["level", "name", "item", "value", "n_articles", "n_units"]
    for measure in (sourcing, framing_by_speaker):
        masked, asked = measure(made.where(voice=voice), voice=voice), measure(made, voice=voice)
        own, whole = (table.loc[table["voice"] == voice, columns] for table in (masked, asked))
        pd.testing.assert_frame_equal(own, whole)


def test_words_of_categories_are_the_attributed_words():
    """Sourcing and speech count the same words."""
    made = features()
    words = sourcing(made, by="article").groupby("name")["words"].sum()
    room = speech(made, by="article", voice="all").query("item == 'attributed'").set_index("name")
    np.testing.assert_allclose(words, (room["value"] * room["words"])[words.index])
    assert words.sum() > 0


@pytest.mark.parametrize("name", MEASURES)
def test_texts_without_speech_give_reasons_and_no_error(name):
    """Nobody speaks anywhere: rows are there, those of speakers without a value, each with its reason."""
    table = MEASURES[name](features([Article("x", "", NONE), Article("y", "", NONE)], "x"))
    silent = table[(table["voice"] != "narrator") & (table["voice"] != "all")]
    assert len(silent)
    assert silent["value"].isna().all()
    assert (silent["reason"] != "").all()


def test_sums_of_articles_are_the_same_whatever_is_held_at_once(monkeypatch):
    """Values by article do not depend on how many articles are made dense together."""
    made = statistic(features())
    whole = made.by_article()
    monkeypatch.setattr("analyzer.measures._statistic._BLOCK", 5)
    np.testing.assert_array_equal(made.by_article(), whole)


def test_contrasts_of_shares_of_words_are_those_of_shares():
    """Cohen's h, a rank and a family of all categories; no odds and no design effect of sentences."""
    made = features()
    for side in sides(made.articles):
        table = with_intervals(sourcing(made), statistic(made), made.articles, "focal", SCHEMA, Settings())
        part = contrasts("sourcing", "attributed", side, statistic(made), table, Settings())
        rows = in_families([part], made.articles, Settings())
        assert set(rows["effect_name"]) == {"Cohen's h"}
        assert rows[["log_odds", "icc", "deff"]].isna().all(axis=None)
        assert rows["p"].notna().all()
        assert rows["family"].str.endswith(": 4").all()
