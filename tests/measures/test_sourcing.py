from __future__ import annotations

import numpy as np
import pytest

from analyzer.inference.attach import with_intervals
from analyzer.inference.intervals import wilson
from analyzer.measures import sourcing as module
from analyzer.measures._levels import BY
from analyzer.measures._schema import check_table
from analyzer.settings import Settings
from tests.helpers import value
from tests.measures.speaking import MIXED, NONE, ONE, features
from tests.measures.speaking import Article as Text

sourcing, statistic = module.sourcing, module.statistic
SHARES = {"official": 4 / 18, "expert": 6 / 18, "other": 0.0, "unknown": 8 / 18}  # words of MIXED, counted by hand


def test_the_share_of_a_category_is_its_words_over_all_words_of_speakers():
    """Six words of the expert, four of the minister, eight of nobody who is known."""
    table = sourcing(features()).query("level == 'focal'").set_index("item")
    assert table["value"].to_dict() == pytest.approx(SHARES)
    assert table["words"].to_dict() == {"official": 4, "expert": 6, "other": 0, "unknown": 8}


def test_quoted_and_paraphrased_words_are_told_apart():
    """The expert is paraphrased alone, the minister quoted alone."""
    made = features()
    assert value(sourcing(made, voice="paraphrased"), level="focal", item="expert") == 1
    assert value(sourcing(made, voice="quoted"), level="focal", item="official") == pytest.approx(4 / 12)
    assert value(sourcing(made, voice="quoted"), level="focal", item="expert") == 0


def test_the_further_columns_are_counts_of_attributions():
    """Two attributions: the expert's is first, has a name and a neutral verb, the minister's an assertive one."""
    table = sourcing(features()).query("level == 'focal'").set_index("item")
    expert, official, nobody = (table.loc[key] for key in ("expert", "official", "unknown"))
    columns = ["attributions", "attributions_share", "first_share", "named_share", "neutral", "assertive", "private"]
    assert expert[columns].tolist() == [1, 0.5, 1, 1, 1, 0, 0]
    assert official[columns].tolist() == [1, 0.5, 0, 0, 0, 1, 0]
    assert nobody[["attributions", "attributions_share", "first_share"]].tolist() == [0, 0, 0]
    assert nobody[["named_share", "neutral"]].isna().all()


def test_the_first_voice_of_several_articles_is_a_share_of_those_with_words_of_others():
    """Of two articles in which somebody speaks, the expert is first in one; the third counts for nobody."""
    given = [Text("x", "", NONE), Text("a", "", MIXED), Text("b", "", ONE), Text("c", "", NONE)]
    others = sourcing(features(given, "x")).query("level == 'others'").set_index("item")
    assert others["first_share"].to_dict() == {"official": 0.5, "expert": 0.5, "other": 0, "unknown": 0}
    assert others["n_articles"].tolist() == [2] * 4


def test_values_are_those_of_a_table_summed_by_hand():
    """Words grouped by article and category with pandas, divided, and averaged over articles."""
    made = features()
    units = made.body.where(voice="attributed").units
    words = units.groupby(["article", "category"], observed=False)["n_tokens"].sum().unstack()
    shares = words[words.sum(axis=1) > 0].div(words.sum(axis=1), axis=0).drop(index=0)
    table = sourcing(made).query("level == 'others'").set_index("item")["value"]
    np.testing.assert_allclose(table, shares.mean()[table.index])


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("voice", module.VOICES)
def test_shares_of_all_categories_sum_to_one_and_the_table_fits_its_schema(by, voice):
    """At every level and in every voice, wherever somebody speaks."""
    table = sourcing(features(), by=by, voice=voice)
    assert check_table(table, module.SCHEMA) == []
    sums = table.groupby(["level", "name"])["value"].sum(min_count=1).dropna()
    np.testing.assert_allclose(sums, 1.0)
    assert len(sums)


def test_where_nobody_speaks_there_is_no_share():
    """Missing with its reason, and never 0."""
    made = features([Text("x", "", NONE), Text("y", "", ONE)], "x")
    for voice, reason in (("attributed", "nobody is quoted or paraphrased"), ("quoted", "nobody is quoted")):
        rows = sourcing(made, voice=voice).query("level == 'focal'")
        assert rows["value"].isna().all()
        assert set(rows["reason"]) == {reason}


def test_three_attributions_have_no_range():
    """What so few attributions tell of an article is a description."""
    made = features()
    table = with_intervals(sourcing(made), statistic(made), made.articles, "focal", module.SCHEMA, Settings())
    rows = table.query("level == 'focal'")
    assert rows["low"].isna().all()
    assert set(rows["reason"]) == {"fewer than 5 attributions"}


def test_the_range_is_wilsons_on_attributions_of_one_length():
    """Six quotations of four words, two of them the minister's, are six draws; a category without words has a width."""
    said = ["“Gas is the point,” the minister insisted."] * 2 + ["“Gas is the point,” an analyst insisted."] * 4
    made = features([Text("x", "", "\n\n".join(said)), Text("y", "", NONE)], "x")
    table = with_intervals(sourcing(made), statistic(made), made.articles, "focal", module.SCHEMA, Settings())
    rows = table.query("level == 'focal'").set_index("item")
    assert rows.loc["official", ["low", "high"]].tolist() == pytest.approx([*wilson(2, 6)])
    assert rows.loc["other", ["low", "high"]].tolist() == pytest.approx([*wilson(0, 6)])


def test_sentences_of_one_attribution_are_one_draw():
    """A quotation of three sentences is one attribution, so three of them are too few for a range."""
    said = "“Gas is the point. Trade is good. We shall see,” the minister insisted.\n\n"
    made = features([Text("x", "", said * 3), Text("y", "", NONE)], "x")
    assert statistic(made).rows().tolist() == [3, 0]


def test_a_share_of_words_is_no_mean_of_rows():
    """The last sum counts words: no design effect of sentences may be made of it."""
    made = statistic(features())
    assert not made.is_mean
    assert all(made.is_share(at) for at in range(len(made.items)))
