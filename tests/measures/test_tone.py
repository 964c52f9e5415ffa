from __future__ import annotations

import numpy as np
import pytest
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analyzer.article import Article
from analyzer.measures import tone as module
from analyzer.measures._levels import BY
from analyzer.measures._schema import check_table
from tests.helpers import features, value

tone = module.tone


def test_tone_is_the_mean_score_of_units_zeros_included():
    """Two sentences, one good and one without a loaded word, average to half the score of the good one."""
    given = [Article("x", "", "It was a good day. It rained."), Article("y", "", "No.")]
    score = SentimentIntensityAnalyzer().polarity_scores("It was a good day.")["compound"]
    assert value(tone(features(given, "x")), level="focal") == pytest.approx(score / 2)


def test_names_and_codebook_words_are_left_out_and_both_variants_kept():
    """A war and a Friendship Square lower or raise the unmasked tone only."""
    given = [Article("x", "", "The war went on near Friendship Square."), Article("y", "", "No.")]
    row = tone(features(given, "x")).iloc[0]
    assert row["value"] == 0
    assert row["unmasked"] != 0
    assert row["zero_share"] == 1


def test_quoted_tone_is_apart_from_the_narrators():
    """Praise in a quotation leaves the narrator's tone as it was."""
    given = [Article("x", "", 'He spoke. "This is a wonderful and happy day," he said.'), Article("y", "", "No.")]
    table = features(given, "x")
    assert value(tone(table, voice="narrator"), level="focal") == 0
    assert value(tone(table, voice="quoted"), level="focal") > 0.5


def test_shares_of_units_sum_to_one():
    """Negative, positive and in-between shares are shares of the same units."""
    given = [Article("x", "", "A good day. A bad day. A day."), Article("y", "", "No.")]
    row = tone(features(given, "x")).iloc[0]
    assert (row["negative_share"], row["positive_share"], row["zero_share"]) == pytest.approx((1 / 3, 1 / 3, 1 / 3))


def test_no_words_in_a_voice_is_not_neutral():
    """An article without quotations has no quoted tone."""
    row = tone(features(), voice="quoted").iloc[0]
    assert np.isnan(row["value"])
    assert row["reason"] == "no words in this voice"


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("voice", ["all", "narrator", "quoted"])
def test_every_table_fits_its_schema(by, voice):
    """Columns, bounds and reasons are as the schema says, for every level and voice."""
    assert check_table(tone(features(), by=by, voice=voice), module.SCHEMA) == []
