"""The table of speakers leads from every share to people and places."""

from __future__ import annotations

import numpy as np

from analyzer.measures._speakers import COLUMNS, speakers
from analyzer.measures.sourcing import sourcing
from tests.measures.speaking import MIXED, NONE, ONE, articles, features
from tests.measures.speaking import Article as Text


def test_one_row_a_speaker_in_the_order_of_speaking():
    """The expert, the minister, and words of nobody who is known; counted by hand."""
    table = speakers(features([Text("x", "", MIXED), Text("y", "", NONE)], "x"))
    assert tuple(table.columns) == COLUMNS
    columns = ["article", "speaker", "category", "named", "order", "n_attributions", "n_words", "n_quoted"]
    assert table[columns].values.tolist() == [
        ["x", "Ann Lee", "expert", True, 1, 1, 6, 0],
        ["x", "minister", "official", False, 2, 1, 4, 4],
        ["x", "", "unknown", False, 3, 0, 8, 8],
    ]
    assert table[["neutral", "assertive"]].values.tolist() == [[1, 0], [0, 1], [0, 0]]


def test_a_speaker_of_several_attributions_has_one_row_with_all_of_them():
    """Roth is paraphrased with three words and quoted with five; the offsets lead to where he is named first."""
    table = speakers(features([Text("x", "", ONE), Text("y", "", NONE)], "x"))
    row = table.iloc[0]
    assert row[["n_attributions", "n_words", "n_quoted", "neutral"]].tolist() == [2, 8, 5, 2]
    assert ONE[row["start"] : row["end"]] == "President Jan Roth"
    assert len(table) == 1


def test_a_speaker_whose_words_are_only_reported_has_a_row_without_words():
    """To dismiss concerns is to speak, in the narrator's words."""
    table = speakers(features([Text("x", "", "Minister Jan Roth dismissed these concerns."), Text("y", "", NONE)], "x"))
    assert table[["speaker", "n_attributions", "n_words", "negative"]].values.tolist() == [["Jan Roth", 1, 0, 1]]


def test_words_and_attributions_sum_to_those_of_sourcing():
    """By article and category, the two tables are one."""
    made = features()
    own = speakers(made).groupby(["article", "category"])[["n_words", "n_attributions"]].sum()
    table = sourcing(made, by="article").set_index(["name", "item"])[["words", "attributions"]]
    there = table[(table > 0).any(axis=1)]
    np.testing.assert_array_equal(own.loc[there.index], there)
    assert own.to_numpy().sum() == table.to_numpy().sum()


def test_the_offsets_lead_to_the_source_and_titles_have_no_speakers():
    """What stands there begins with the speaker's name, or is -1."""
    given = [Text("x", "Roth said gas was cheap", MIXED), *articles()]
    texts = {article.id: article.text for article in given}
    table = speakers(features(given, "x"))
    for row in table.to_dict("records"):
        held = texts[row["article"]][row["start"] : row["end"]] if row["start"] >= 0 else ""
        assert row["speaker"].rpartition(" ")[2] in held
    assert "Roth" not in set(table.query("article == 'x'")["speaker"])


def test_no_speaker_gives_an_empty_table_with_its_columns():
    """Nobody speaks: no row."""
    table = speakers(features([Text("x", "", NONE), Text("y", "", NONE)], "x"))
    assert tuple(table.columns) == COLUMNS
    assert not len(table)
