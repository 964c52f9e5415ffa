from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analyzer import Article, Settings, featurize, load_codebook
from analyzer.errors import UsageError
from analyzer.features import Features
from analyzer.inference.design import CHECKS, COLUMNS, SEVERITIES, design_check, headlines
from analyzer.measures._schema import LEVELS
from tests.helpers import LAW, PLAIN, TRADE, features

BOOK = load_codebook()


def made(*others: Article, focal: str = LAW, **about: str) -> Features:
    """A focal article and others, which get ids of their own."""
    given = [Article("focal", "", focal, **about), *(replace(a, id=f"o{at:03}") for at, a in enumerate(others))]
    return featurize(given, BOOK, focal="focal")


def other(text: str = TRADE, **about: str) -> Article:
    return Article("", "", text, **about)


def row(found: Features, check: str, item: str, *, level: str | None = None, **settings: object) -> pd.Series:
    """The one remark of a check on an item."""
    table = design_check(found, Settings(**settings))
    rows = table[(table["check"] == check) & (table["item"] == item)]
    rows = rows if level is None else rows[rows["level"] == level]
    assert len(rows) == 1, rows
    return rows.iloc[0]


def test_every_remark_is_a_sentence_with_a_known_severity(shipped):
    """Checks, levels and severities are those that are defined; a sentence has a capital, a full stop and no NaN."""
    table = shipped.design
    assert tuple(table.columns) == COLUMNS
    assert set(table["check"]) == set(CHECKS)
    assert set(table["severity"]) <= set(SEVERITIES)
    assert set(table["level"]) <= set(LEVELS)
    assert table["text"].str.fullmatch(r"[A-Z0-9].*[^.]\.").all()
    assert not table["text"].str.contains(r"\b(?:nan|inf)\b", regex=True).any()
    assert not table.duplicated(["check", "level", "name", "item"]).any()


def test_value_lies_between_low_and_high(shipped):
    """A range holds its number, but where it is the range of the others and the number the article's own."""
    table = shipped.design[shipped.design["level"] != "focal"].dropna(subset=["value", "low", "high"])
    assert len(table) >= 3
    assert ((table["low"] <= table["value"]) & (table["value"] <= table["high"])).all()


@pytest.mark.parametrize(("n", "p", "severity"), [(4, 0.2, "obstacle"), (18, 1 / 19, "obstacle"), (19, 0.05, "note")])
def test_a_rank_needs_nineteen_others(n, p, severity):
    """With m others no p is below 1/(m + 1)."""
    found = row(made(*[other()] * n), "rank", "one comparison")
    assert (found["value"], found["severity"]) == (pytest.approx(p), severity)


@pytest.mark.parametrize(
    ("n", "said"), [(19, "no other differs as far"), (38, "no other differs"), (39, "no more than 1 other differ")]
)
def test_a_clear_difference_is_one_of_the_largest_of_all(n, said):
    """At .05 one article of 20, and two of 40, may be the most outlying in any comparison, itself included."""
    found = row(made(*[other()] * n), "rank", "11 comparisons")
    assert said in found["text"]
    assert found["value"] == pytest.approx(1 / (n + 1))


@pytest.mark.parametrize(
    ("n", "severity", "said"), [(2, "obstacle", "asks for 3"), (4, "obstacle", "no range"), (5, "note", "")]
)
def test_few_others_are_said(n, severity, said):
    """Fewer than `min_articles` and `min_group` are obstacles, each with what follows."""
    found = row(made(*[other()] * n), "others", "articles")
    assert (found["value"], found["severity"]) == (n, severity)
    assert said in found["text"]


def test_sentences_that_never_differ_within_articles_count_once_an_article():
    """Six articles of three sentences, all of law or none: 18 sentences weigh like 6."""
    law = "The court ruled. The court ruled again. The court ruled at last."
    plain = "It was mild. It was dry. It was late."
    found = row(made(*[other(law)] * 3, *[other(plain)] * 3), "effective n", "all frames")
    assert (found["value"], found["n_articles"]) == (6, 6)
    assert found["text"].startswith("18 sentences in 6 articles weigh like 6 ")


def test_nothing_is_known_of_frames_that_nobody_carries():
    """Without a hit there is no correlation, and the remark says so instead of a number."""
    found = row(made(*[other(PLAIN)] * 6), "effective n", "all frames")
    assert np.isnan(found["value"])
    assert np.isnan(row(made(*[other(PLAIN)] * 30), "detectable", "all frames", level="focal")["value"])


def test_what_is_detectable_does_not_depend_on_the_article():
    """Another focal text of the same length changes no remark on precision, power and codebook."""
    others = [other(text) for text in (LAW, TRADE, PLAIN, LAW + " " + TRADE) * 6]
    one, two = (design_check(made(*others, focal=text), Settings()) for text in (LAW, PLAIN))
    same = [table[table["check"].isin(["rank", "effective n", "detectable", "codebook"])] for table in (one, two)]
    pd.testing.assert_frame_equal(*same)
    assert same[0]["value"].notna().sum() >= 10


def test_every_large_group_has_its_row():
    """Groups of five and more are told from the rest; smaller ones, and a group alone, are not."""
    texts = [LAW, TRADE, PLAIN, LAW + " " + TRADE, PLAIN + " " + LAW]
    others = [other(text, group=name) for name in "AB" for text in texts] + [other(group="C")] * 4
    table = design_check(made(*others), Settings()).query("check == 'detectable' and level == 'group'")
    assert table["name"].unique().tolist() == ["A", "B"]
    assert table[table["name"] == "A"]["value"].tolist() == pytest.approx(
        table[table["name"] == "B"]["value"], nan_ok=True
    )
    alone = design_check(made(*[other(text, group="A") for text in texts]), Settings())
    assert "group" not in alone["level"].tolist()


def test_length_is_counted_in_medians_of_the_others():
    """30 words against 10, 10, 10, 20: three times the median, which the middle half has 1 to 1.25 times."""
    words = "word " * 10
    found = row(made(*[other(words)] * 3, other(words * 2), focal=words * 3), "length", "words")
    assert found[["value", "low", "high"]].tolist() == [3, 1, 1.25]
    assert (found["severity"], found["level"], found["n_articles"]) == ("caution", "focal", 4)


def test_length_of_groups_is_the_longest_median_over_the_shortest():
    """Medians of 10 and 30 words: three times."""
    words = "word " * 10
    given = [other(words, group="A"), other(words, group="A"), other(words * 3, group="B"), other("", group="B")]
    found = row(made(*given), "length", "words of groups")
    assert (found["value"], found["severity"], found["n_articles"]) == (3, "caution", 3)
    assert "10 words (A) to 30 (B)" in found["text"]


def test_dates_say_spread_gaps_and_place():
    """From 1 to 20 September are 19 days; one of five has no date; the article came before three of three."""
    given = [other(published=day) for day in ("2024-09-03", "2024-09-04T10:00", "2024-09-20", "")]
    found = made(*given, published="2024-09-01")
    assert row(found, "dates", "spread")[["value", "severity", "n_articles"]].tolist() == [19, "caution", 4]
    assert row(found, "dates", "without a date")[["value", "severity", "n_articles"]].tolist() == [1, "caution", 5]
    place = row(found, "dates", "before and after")
    assert place[["value", "severity", "n_articles"]].tolist() == [0, "caution", 3]
    assert "they may know" in place["text"]


def test_without_any_date_only_that_is_said():
    """No spread and no place are made up."""
    table = design_check(made(other(), other()), Settings()).query("check == 'dates'")
    assert table["item"].tolist() == ["without a date"]


def test_groups_say_what_is_wrong_with_them():
    """One of two groups is small, the other of one outlet, one outlet is in both, one article in none."""
    given = [other(group="Big", outlet="X")] * 5 + [other(group="Few", outlet=o) for o in "XY"] + [other(outlet="Z")]
    found = made(*given)
    for item, said in (("too few articles", "Few (2)"), ("one outlet", "Big (X)"), ("outlets in several", ": X;")):
        remark = row(found, "groups", item)
        assert (remark["value"], remark["severity"]) == (1, "caution")
        assert said in remark["text"]
    assert row(found, "groups", "in no group")["value"] == 1


def test_no_groups_are_no_fault():
    """Without groups one note says so."""
    table = design_check(made(other(), other()), Settings()).query("check == 'groups'")
    assert table["severity"].tolist() == ["note"]


def test_the_largest_outlet_is_named_with_its_share():
    """Three of eight of one outlet are more than a quarter; two have none."""
    found = made(*[other(outlet="X")] * 3, *[other(outlet=name) for name in "ABC"], other(), other())
    largest = row(found, "outlets", "largest")
    assert largest[["value", "severity"]].tolist() == [0.375, "caution"]
    assert "3 of X" in largest["text"]
    assert row(found, "outlets", "not known")[["value", "severity"]].tolist() == [2, "caution"]


def test_quoted_words_are_shares_of_words():
    """An article of quoted speech alone against others without: 8 of 10 words."""
    talk = 'He said: "The trade deal is a very good one."'
    found = row(made(*[other(PLAIN)] * 4, focal=talk), "voice", "quoted words")
    assert found[["value", "low", "high", "severity"]].tolist() == [0.8, 0, 0, "caution"]


def test_who_says_nothing_in_the_voice_is_named():
    """An article that is one quotation has no sentence of the narrator, and one of quoted speech."""
    found = made(other('"The trade deal is a very good one for all."'), other())
    assert row(found, "voice", "no sentence")[["value", "severity"]].tolist() == [1, "caution"]
    assert "o000" in row(found, "voice", "no sentence")["text"]
    assert row(found, "voice", "no sentence", voice="all")["value"] == 0


def test_topics_are_refused_as_the_measure_refuses_them(shipped):
    """Too few sentences are an obstacle with the reason of the measure; the number is that of the shipped model."""
    refused = row(features(), "topics", "sentences")
    assert refused["severity"] == "obstacle"
    assert "topics need 150 sentences" in refused["text"]
    given = featurize(shipped.corpus.articles, shipped.codebook, focal=shipped.focal)
    assert row(given, "topics", "sentences")["severity"] == "note"
    assert row(given, "topics", "sentences", topic_units=400)["severity"] == "caution"


def test_the_codebook_says_how_much_it_speaks_of():
    """Of LAW and TRADE two of three sentences carry a frame, of PLAIN none; three articles carry the frame of law."""
    found = made(*[other(LAW)] * 3, other(TRADE), other(PLAIN))
    whole = row(found, "codebook", "any frame")
    assert whole["value"] == pytest.approx(2 / 3)
    rare = row(found, "codebook", "rare frames")
    assert rare["severity"] == "caution"
    assert "Energy and infrastructure (1)" in rare["text"]
    assert "Legal scrutiny" not in rare["text"]


def test_the_order_of_articles_changes_nothing(shipped):
    """Shuffled input gives the same remarks."""
    given = list(shipped.corpus.articles)
    mixed = [given[at] for at in np.random.default_rng(3).permutation(len(given))]
    one, two = (design_check(featurize(a, shipped.codebook, focal=shipped.focal), Settings()) for a in (given, mixed))
    pd.testing.assert_frame_equal(one, two)


def test_articles_without_a_word_break_nothing():
    """Empty articles are named, and every other remark still stands."""
    table = design_check(made(other(""), other(), other("")), Settings())
    assert set(table["severity"]) == set(SEVERITIES)
    empty = table.query("item == 'no sentence'").iloc[0]
    assert empty["value"] == 2


def test_an_article_alone_has_obstacles_and_nothing_made_up():
    """Without any other article there is no number on others but that there are none."""
    table = design_check(made(), Settings())
    assert table.query("severity == 'obstacle'")["check"].tolist() == ["others", "rank", "topics"]
    assert table.query("check == 'others'")["value"].tolist() == [0]
    assert {"length", "codebook", "outlets"}.isdisjoint(table["check"])


def test_without_a_focal_article_there_is_no_design():
    """The fault is named with what to do."""
    with pytest.raises(UsageError, match="focal=ID"):
        design_check(featurize([other(), other()], BOOK), Settings())


def test_headlines_leave_out_what_is_summed_up(shipped):
    """One row sums the frames up, and one the groups; the cautions among them are the warnings of the comparison."""
    shown = headlines(shipped.design)
    assert shown.query("check == 'detectable'")["level"].tolist() == ["focal", "others"]
    grave = shown[shown["severity"] != "note"]["text"].tolist()
    assert grave
    assert list(shipped.warnings[: len(grave)]) == grave
