from __future__ import annotations

import numpy as np
import pytest

from analyzer.article import Article
from analyzer.errors import UsageError
from analyzer.measures import framing as module
from analyzer.measures._levels import BY
from analyzer.measures._schema import check_table
from tests.helpers import LAW, articles, features, value

framing = module.framing


def test_presence_by_hand():
    """Two of three sentences of the first article carry the legal frame: one by a warrant, one by judges."""
    table = framing(features())
    assert value(table, level="focal", item="legal_scrutiny") == pytest.approx(2 / 3)
    assert value(table, level="focal", item="energy_infrastructure") == 0


def test_one_ambiguous_word_is_not_enough_two_different_ones_are():
    """ "China" alone carries no geopolitics; "China" with "Washington" does; "China" twice does not."""
    texts = {"one": "He flew to China.", "two": "China answered Washington.", "same": "China is not China."}
    for name, text in texts.items():
        table = framing(features([Article("x", "", text), Article("y", "", "Nothing.")], "x"))
        assert value(table, level="focal", item="geopolitics_great_power") == (1.0 if name == "two" else 0.0)


def test_others_are_the_mean_of_articles_not_of_sentences():
    """A long article counts as much as a short one."""
    given = [Article("x", "", "Nothing."), Article("y", "", "The court spoke."), Article("z", "", "It rained. " * 9)]
    table = framing(features(given, "x"))
    assert value(table, level="others", item="legal_scrutiny") == pytest.approx(0.5)


def test_voice_decides_which_sentences_count():
    """A court named in a quotation alone is quoted, not narrated."""
    given = [
        Article("x", "", 'The minister left. "The court has issued its warrant again," he said.'),
        Article("y", "", "No."),
    ]
    table = features(given, "x")
    assert value(framing(table, voice="narrator"), level="focal", item="legal_scrutiny") == 0
    assert value(framing(table, voice="quoted"), level="focal", item="legal_scrutiny") == 1
    assert value(framing(table, voice="all"), level="focal", item="legal_scrutiny") == pytest.approx(0.5)


def test_no_sentence_in_a_voice_is_not_zero():
    """An article without quotations has no share of quoted frames, and the row says why."""
    table = framing(features(), voice="quoted")
    row = table[(table["level"] == "focal") & (table["item"] == "legal_scrutiny")].iloc[0]
    assert np.isnan(row["value"])
    assert row["reason"] == "no sentence in this voice"


def test_titles_count_only_in_their_own_column():
    """A warrant in the headline changes title_hits and nothing else."""
    given = [Article("x", "Arrest warrant", "It rained."), Article("y", "", "It rained.")]
    table = framing(features(given, "x")).set_index(["level", "item"])
    row = table.loc[("focal", "legal_scrutiny")]
    assert (row["title_hits"], row["hits"], row["value"]) == (1, 0, 0)


def test_extra_columns_by_hand():
    """Hits, their cap, density, breadth, top pattern and negation of a text that can be counted by eye."""
    given = [Article("x", "", "Court, court, court, court. No judge came."), Article("y", "", "No.")]
    row = framing(features(given, "x")).set_index(["level", "item"]).loc[("focal", "legal_scrutiny")]
    assert (row["hits"], row["hits_capped"], row["breadth"]) == (5, 4, 2)
    assert row["per_1000"] == pytest.approx(1000 * 5 / 7)
    assert (row["top_pattern"], row["top_share"]) == ("court", pytest.approx(0.8))
    assert row["negated_share"] == pytest.approx(0.2)
    assert row["share"] == 1


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("voice", ["all", "narrator", "quoted"])
def test_every_table_fits_its_schema(by, voice):
    """Columns, bounds and reasons are as the schema says, for every level and voice."""
    assert check_table(framing(features(), by=by, voice=voice), module.SCHEMA) == []


def test_shuffled_articles_give_the_same_numbers():
    """The order in which articles are read changes no number."""
    given = articles()
    first = framing(features(given), by="article").set_index(["name", "item"])["value"]
    second = framing(features(given[::-1]), by="article").set_index(["name", "item"])["value"]
    assert second.reindex(first.index).equals(first)


def test_an_article_more_changes_no_other_article():
    """A frame score depends on its own text alone."""
    first = framing(features(), by="article").set_index(["name", "item"])["value"]
    more = framing(features([*articles(), Article("new", "", LAW * 3)]), by="article").set_index(["name", "item"])[
        "value"
    ]
    assert more.loc[first.index].equals(first)


def test_unknown_options_are_refused_with_every_choice():
    """A wrong level names the right ones."""
    with pytest.raises(UsageError, match="focal, article, outlet, group"):
        framing(features(), by="country")  # type: ignore[arg-type]
