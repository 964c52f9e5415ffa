from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analyzer.features import featurize
from analyzer.inference.intervals import Interval, difference, wilson
from analyzer.inference.voices import mark_differences, voices_with_ranges
from analyzer.measures import voices as module
from analyzer.measures._levels import BY
from analyzer.measures._schema import check_table
from analyzer.measures.axis import axis
from analyzer.measures.framing import framing
from analyzer.measures.tone import tone
from analyzer.settings import Settings
from tests.measures.speaking import BOOK, NONE, features
from tests.measures.speaking import Article as Text

voices = module.voices
SPOKEN = "It rained. A court sat. The day was good. “Gas is the point,” the minister insisted. It was cold."


def row(table: pd.DataFrame, measure: str, item: str, level: str = "focal") -> pd.Series:
    found = table[(table["measure"] == measure) & (table["item"] == item) & (table["level"] == level)]
    assert len(found) == 1
    return found.iloc[0]


def test_the_value_is_the_narrators_share_minus_that_of_the_quoted():
    """Of the narrator's four sentences one has the court, of the single quoted one all have the gas."""
    table = voices(features([Text("x", "", SPOKEN), Text("y", "", NONE)], "x"))
    assert row(table, "framing", "law")[["value", "narrator", "other"]].tolist() == pytest.approx([0.25, 0.25, 0.0])
    assert row(table, "framing", "trade")[["value", "narrator", "other"]].tolist() == pytest.approx([-1, 0, 1])
    assert row(table, "axis", "scale")["value"] == pytest.approx(2 * np.log(3))  # one hit to none, on either side


def test_both_sides_are_those_of_framing_axis_and_tone():
    """Nothing is measured anew: narrator and other are the values of the measures, article by article."""
    made = features()
    table = voices(made, by="article", voice="attributed").dropna(subset="value").set_index(["name", "item"])
    for name, measure in (("framing", framing), ("axis", axis), ("tone", tone)):
        own = table[table["measure"] == name]
        assert len(own)
        for column, voice in (("narrator", "narrator"), ("other", "attributed")):
            whole = measure(made, by="article", voice=voice).set_index(["name", "item"])["value"]
            np.testing.assert_allclose(own[column], whole[own.index])
        np.testing.assert_allclose(own["value"], own["narrator"] - own["other"])


def test_articles_without_one_of_the_voices_count_for_nothing():
    """Means of several articles are those of the articles that have both, as with pandas."""
    made = features()
    single = voices(made, by="article").query("name != 'a00'")
    others = voices(made).query("level == 'others'").set_index(["measure", "item"])
    for column in ("value", "narrator", "other"):
        expected = single.groupby(["measure", "item"])[column].mean()[others.index]
        np.testing.assert_allclose(others[column], expected)
    assert (others["n_articles"] < 11).all()


def test_an_article_without_quotations_has_no_difference():
    """Missing, with the reason in the words of the measure."""
    table = voices(features([Text("x", "", NONE), Text("y", "", SPOKEN)], "x"))
    assert row(table, "framing", "law")["reason"] == "no sentence in one of the two voices"
    assert row(table, "axis", "scale")["reason"] == "no word of either pole in one of the two voices"
    assert row(table, "tone", "lexical tone")["reason"] == "no words in one of the two voices"
    assert table.query("level == 'focal'")["value"].isna().all()


def test_the_range_of_one_article_is_that_of_a_difference_of_both_sides():
    """Wilson's interval on either side, put together after Zou and Donner; the frame is 1 of 6 against 0 of 5."""
    said = "\n\n".join(["“Gas is the point,” the minister insisted."] * 5)
    made = features([Text("x", "", f"A court sat. {5 * 'It rained. '}\n\n{said}"), Text("y", "", NONE)], "x")
    table, _ = voices_with_ranges(made, Settings(), ["focal"])
    found = row(table[table["voice"] == "quoted"], "framing", "law")
    assert found[["low", "high"]].tolist() == pytest.approx([*difference(1 / 6, wilson(1, 6), 0.0, wilson(0, 5))])


def test_few_sentences_on_one_side_leave_no_range():
    """One quoted sentence says nothing of what is quoted in general, however much the narrator says."""
    made = features([Text("x", "", SPOKEN), Text("y", "", NONE)], "x")
    table, _ = voices_with_ranges(made, Settings(), ["focal"])
    rows = table.query("level == 'focal' and voice == 'quoted' and measure == 'framing'")
    assert rows["low"].isna().all()
    assert set(rows["reason"]) == {"fewer than 5 sentences"}


def test_the_range_of_a_set_is_no_narrower_than_t_on_its_differences():
    """And where all quotations lack a frame, wider: as far as so few articles can tell what quotations hold."""
    lacking = "A court sat. It rained. It was cold. “Gas is the point,” the minister insisted."
    wet = "A court sat. It rained. “Gas is the point,” the minister insisted."
    made = features([Text("x", "", NONE), *(Text(f"y{at}", "", (lacking, wet)[at % 2]) for at in range(8))], "x")
    table, _ = voices_with_ranges(made, Settings(), ["focal"])
    found = row(table[table["voice"] == "quoted"], "framing", "law", "others")
    each = np.array([1 / 3, 1 / 2] * 4)
    low, high = stats.t.interval(0.95, 7, each.mean(), stats.sem(each))
    assert found["value"] == pytest.approx(each.mean())
    assert found["low"] < low
    assert found["high"] == pytest.approx(high, abs=1e-9) or found["high"] > high
    wide = difference(each.mean(), Interval(low, high), 0.0, wilson(0, 8))
    assert found["low"] == pytest.approx(wide.low)


def test_contrasts_are_differences_of_differences():
    """Focal minus others, of what the narrator has more than the quoted; one family in each voice."""
    made = features()
    table, parts = voices_with_ranges(made, Settings(), ["focal"])
    for part in parts:
        if part.side.level != "focal":
            continue
        rows = part.rows.set_index("item")
        own = table[(table["voice"] == part.voice) & table["item"].isin(rows.index)]
        focal, others = (own[own["level"] == level].set_index("item")["value"] for level in ("focal", "others"))
        np.testing.assert_allclose(rows["difference"], (focal - others)[rows.index])
    assert {part.voice for part in parts} == set(module.VOICES)


def test_a_set_claims_a_difference_only_beyond_zero():
    """A mean with a range around zero is a description."""
    table = pd.DataFrame({"low": [0.1, -0.1, np.nan], "high": [0.2, 0.1, np.nan], "claim": ["L3", "L3", "L0"]})
    assert mark_differences(table)["claim"].tolist() == ["L3", "L0", "L0"]


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("voice", module.VOICES)
def test_every_table_fits_its_schema(by, voice):
    """Columns, bounds and reasons are as the schema says, for every level and voice, and with ranges."""
    assert check_table(voices(features(), by=by, voice=voice), module.SCHEMA) == []
    assert check_table(voices_with_ranges(features(), Settings(min_sentences=2), [by])[0], module.SCHEMA) == []


def test_a_codebook_without_axes_has_no_rows_of_axes():
    """Frames and tone are compared all the same, with ranges."""
    book = BOOK.model_copy(update={"axes": {}})
    made = featurize([Text("x", "", SPOKEN * 5), Text("y", "", NONE)], book, focal="x")
    table, _ = voices_with_ranges(made, Settings(), ["focal", "article"])
    assert set(table["measure"]) == {"framing", "tone"}
    assert table["low"].notna().any()
