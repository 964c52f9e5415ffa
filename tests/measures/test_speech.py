from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from analyzer.inference.attach import with_intervals
from analyzer.inference.intervals import weighted_wilson
from analyzer.measures import speech as module
from analyzer.measures._levels import BY
from analyzer.measures._schema import check_table
from analyzer.settings import Settings
from tests.helpers import value
from tests.measures.speaking import MIXED, NONE, ONE, features
from tests.measures.speaking import Article as Text

speech, statistic = module.speech, module.statistic
LONG = "\n\n".join(["“Gas is the point,” the minister insisted.", "Professor Lee said it rained."] * 4)


def test_the_room_of_others_is_their_words_over_all_words():
    """Of 29 words 18 are quoted or paraphrased and 12 stand between quotation marks."""
    table = speech(features(), voice="all")
    assert value(table, level="focal", item="attributed") == pytest.approx(18 / 29)
    assert value(table, level="focal", item="quoted") == pytest.approx(12 / 29)


def test_named_and_unknown_are_shares_of_the_words_of_others():
    """Six of 18 words are those of a named expert, eight of nobody who is known."""
    table = speech(features())
    assert value(table, level="focal", item="named") == pytest.approx(6 / 18)
    assert value(table, level="focal", item="unknown") == pytest.approx(8 / 18)


def test_diversity_is_the_chance_that_two_words_are_of_two_speakers():
    """Six and four words: 1 - .36 - .16; Shannon's H is that of SciPy; the unknown take no part."""
    rows = speech(features()).query("level == 'focal' and item == 'diversity'")
    assert rows["value"].item() == pytest.approx(0.48)
    assert rows["shannon"].item() == pytest.approx(stats.entropy([6, 4]))
    assert rows[["words", "speakers"]].values.tolist() == [[10, 2]]


def test_one_speaker_in_two_attributions_is_no_diversity():
    """All words of one mouth: 0, and 0 for words of different attributions as well."""
    rows = speech(features([Text("x", "", ONE), Text("y", "", NONE)], "x")).query("item == 'diversity'")
    assert rows[["value", "between", "shannon", "speakers"]].iloc[0].tolist() == [0, 0, 0, 1]


def test_between_counts_pairs_of_words_of_two_attributions_only():
    """Over all pairs of words of different attributions, one by one."""
    given = [Text("x", "", f"{LONG}\n\n{ONE}"), Text("y", "", NONE)]
    made = features(given, "x")
    units = made.where(voice="attributed").units
    owner = np.repeat(units["attribution"].to_numpy(), units["n_tokens"])
    speaker = np.repeat(units["speaker"].astype(str).to_numpy(), units["n_tokens"])
    apart = owner[:, None] != owner
    expected = (speaker[:, None] != speaker)[apart].mean()
    rows = speech(made).query("level == 'focal' and item == 'diversity'")
    assert rows["between"].item() == pytest.approx(expected)
    assert expected > rows["value"].item()


def test_two_speakers_of_one_category_are_diverse_as_speakers_alone():
    """Categories are coarser than people."""
    text = "Minister Jan Roth said gas was cheap. Minister Eva Holm said gas was dear."
    table = speech(features([Text("x", "", text), Text("y", "", NONE)], "x"))
    assert value(table, level="focal", item="diversity") == pytest.approx(0.5)
    assert value(table, level="focal", item="diversity_categories") == 0


def test_speakers_of_one_name_in_two_articles_are_numbered_in_each():
    """Sums of an article know its own speakers only, whatever other articles hold."""
    alone = speech(features([Text("x", "", LONG), Text("y", "", NONE)], "x")).query("level == 'focal'")
    beside = speech(features([Text("x", "", LONG), Text("y", "", ONE), Text("z", "", MIXED)], "x"))
    np.testing.assert_allclose(beside.query("level == 'focal'")["value"], alone["value"])


def test_values_of_others_are_means_of_articles():
    """The table by article, averaged with pandas, is the row of the others."""
    made = features()
    for voice in module.VOICES:
        own = speech(made, by="article", voice=voice).query("name != 'a00'")
        others = speech(made, voice=voice).query("level == 'others'").set_index("item")
        for column in ("value", "shannon", "between", "speakers"):
            expected = own.groupby("item")[column].mean()[others.index]
            np.testing.assert_allclose(others[column], expected)


def test_reasons_tell_nobody_from_nobody_known():
    """Without speech nothing is defined; with unknown speakers alone, only diversity is missing."""
    unknown = "Rain fell on the “wide and empty square of the old town”."
    made = features([Text("x", "", unknown), Text("y", "", NONE)], "x")
    rows = speech(made, by="article").set_index(["name", "item"])
    assert rows.loc[("x", "unknown"), "value"] == 1
    assert rows.loc[("x", "diversity"), "reason"] == "nobody who is known is quoted or paraphrased"
    assert rows.loc[("y", "named"), "reason"] == "nobody is quoted or paraphrased"


def test_ranges_are_there_for_shares_and_not_for_the_diversity_of_one_article():
    """Wilson's on attributions (on sentences for the room); diversity says why it has none."""
    made = features([Text("x", "", LONG), Text("y", "", NONE)], "x")
    for voice in module.VOICES:
        table = with_intervals(
            speech(made, voice=voice), statistic(made, voice=voice), made.articles, "focal", module.SCHEMA, Settings()
        )
        assert check_table(table, module.SCHEMA) == []
        rows = table.query("level == 'focal'").set_index("item")
        shares = rows.drop(index=["diversity", "diversity_categories"], errors="ignore")
        assert (shares["high"] > shares["low"]).all()
    assert rows.loc["diversity", "reason"] == "no range can be told from one article's attributions"
    words = np.array([4.0, 2.0] * 4)
    assert rows.loc["named", ["low", "high"]].tolist() == pytest.approx([*weighted_wilson(8 / 24, words)])


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("voice", module.VOICES)
def test_every_table_fits_its_schema(by, voice):
    """Columns, bounds and reasons are as the schema says, for every level and voice."""
    assert check_table(speech(features(), by=by, voice=voice), module.SCHEMA) == []
