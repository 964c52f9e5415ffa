from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analyzer.measures import framing_by_speaker as module
from analyzer.measures._levels import BY
from analyzer.measures._schema import check_table
from analyzer.measures.framing import framing
from tests.measures.speaking import MIXED, NONE, features
from tests.measures.speaking import Article as Text

framing_by_speaker = module.framing_by_speaker


def rows(table: pd.DataFrame, level: str = "focal") -> pd.DataFrame:
    return table[table["level"] == level].set_index(["category", "item"])


def test_a_frame_is_carried_by_whoever_speaks_its_words():
    """The expert's one sentence has the court, the minister's one the gas; the narrator's three have neither."""
    own = rows(framing_by_speaker(features()))["value"]
    assert own["expert"].tolist() == [1, 0]
    assert own["official"].tolist() == [0, 1]
    assert own["narrator"].tolist() == [0, 0]
    assert own["other"].isna().all()


def test_whose_frame_it_is_is_a_share_of_its_hits():
    """Court and warrant are the expert's; a court of the narrator's takes a third."""
    given = [Text("x", "", f"{MIXED} A court sat."), Text("y", "", NONE)]
    own = rows(framing_by_speaker(features(given, "x")))
    assert own.loc[("expert", "law"), ["hits", "hits_share"]].tolist() == pytest.approx([2, 2 / 3])
    assert own.loc[("narrator", "law"), ["hits", "hits_share"]].tolist() == pytest.approx([1, 1 / 3])


@pytest.mark.parametrize("by", BY)
def test_shares_of_hits_sum_to_one_over_speakers(by):
    """Of each frame that occurs, the narrator included; of one that does not, none is defined."""
    table = framing_by_speaker(features(), by=by)
    sums = table.groupby(["level", "name", "item"])[["hits", "hits_share"]].sum(min_count=1)
    np.testing.assert_allclose(sums.loc[sums["hits"] > 0, "hits_share"], 1.0)
    assert sums.loc[sums["hits"] == 0, "hits_share"].isna().all()


def test_the_rows_of_the_narrator_are_those_of_framing():
    """One measure of frames, whoever speaks."""
    made = features()
    for by in BY:
        own = framing_by_speaker(made, by=by).query("category == 'narrator'").reset_index(drop=True)
        columns = ["level", "name", "item", "voice", "value", "n_articles", "n_units", "hits"]
        pd.testing.assert_frame_equal(own[columns], framing(made, by=by)[columns], check_dtype=False)


def test_values_of_a_category_are_those_counted_by_hand():
    """Sentences with units of the category, and with hits in these units, grouped with pandas."""
    made = features()
    chosen = made.body.where(voice="attributed", category="official")
    units = chosen.units.assign(law=False)
    units.loc[chosen.hits.query("frame == 'law'")["unit"], "law"] = True
    sentences = units.groupby(["article", "sentence"])["law"].any()
    shares = sentences.groupby("article").mean().drop(index=0)
    assert rows(framing_by_speaker(made), "others").loc[("official", "law"), "value"] == pytest.approx(shares.mean())


def test_voices_of_a_category_are_read_apart():
    """The minister is quoted and not paraphrased."""
    assert rows(framing_by_speaker(features(), voice="quoted")).loc[("official", "trade"), "value"] == 1
    missing = rows(framing_by_speaker(features(), voice="paraphrased")).loc[("official", "trade")]
    assert np.isnan(missing["value"])
    assert missing["reason"] == "nobody of this category speaks"


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("voice", module.VOICES)
def test_every_table_fits_its_schema(by, voice):
    """Columns, bounds and reasons are as the schema says, for every level and voice."""
    assert check_table(framing_by_speaker(features(), by=by, voice=voice), module.SCHEMA) == []
