from __future__ import annotations

import numpy as np
import pytest

from analyzer.inference.attach import with_intervals
from analyzer.inference.contrasts import contrasts, in_families
from analyzer.inference.intervals import t_interval, wilson
from analyzer.measures import framing as module
from analyzer.measures._levels import BY
from analyzer.measures._schema import check_table
from analyzer.settings import Settings
from tests.helpers import features

SETTINGS = Settings(min_sentences=2, min_group=3)


def attached(by="focal", voice="all", settings=SETTINGS):
    table = features()
    made = module.statistic(table, voice=voice)
    plain = module.framing(table, by=by, voice=voice)
    return with_intervals(plain, made, table.articles, by, module.SCHEMA, settings), made, table


def test_one_article_has_the_interval_of_its_sentences():
    """The focal row's ends are Wilson's for two of three sentences."""
    table, _, _ = attached()
    row = table[(table["level"] == "focal") & (table["item"] == "legal_scrutiny")].iloc[0]
    assert (row["low"], row["high"]) == pytest.approx(wilson(2, 3))


def test_the_others_have_the_interval_of_their_articles():
    """The ends for the others are the t interval of seven articles' shares."""
    table, made, _ = attached()
    values = made.by_article()[1:, 0]
    row = table[(table["level"] == "others") & (table["item"] == "legal_scrutiny")].iloc[0]
    low, high = t_interval(values)
    assert (row["low"], row["high"]) == pytest.approx((max(low, 0), min(high, 1)))


def test_below_the_minimum_there_is_a_reason_and_no_interval():
    """Three sentences under a minimum of five, and seven others under a minimum of nine, have no ends."""
    table, _, _ = attached(settings=Settings(min_sentences=5, min_group=9))
    assert table["low"].isna().all()
    assert set(table["reason"]) == {"fewer than 5 sentences", "fewer than 9 articles"}


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("voice", ["all", "narrator", "quoted"])
def test_tables_with_intervals_fit_their_schema(by, voice):
    """Every interval holds its value and keeps within the bounds of the measure."""
    table, _, _ = attached(by, voice)
    assert check_table(table, module.SCHEMA) == []


def test_a_contrast_is_focal_minus_others():
    """Difference, rank and family come out of the two rows and the articles' values."""
    table, made, given = attached()
    result = in_families(contrasts("framing", table, made, given.articles)).set_index("item")
    row = result.loc["legal_scrutiny"]
    assert row["difference"] == pytest.approx(row["focal"] - row["others"])
    assert row["low"] < row["difference"] < row["high"]
    assert row["floor"] == pytest.approx(1 / 8)
    assert row["family"] == "headline, all: 9"
    assert row["effect"] == pytest.approx(2 * np.arcsin(np.sqrt(row["focal"])) - 2 * np.arcsin(np.sqrt(row["others"])))


def test_cohens_h_of_known_shares():
    """Cohen's h of .3 and .1 is .515778."""
    from analyzer.inference.contrasts import _cohen_h

    assert _cohen_h(0.3, 0.1) == pytest.approx(0.515778, abs=1e-5)
