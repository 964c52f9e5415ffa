from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from analyzer.article import Article
from analyzer.codebook import load_codebook
from analyzer.features import featurize
from analyzer.inference.attach import with_intervals
from analyzer.inference.claims import with_claims
from analyzer.inference.contrasts import COLUMNS, contrasts
from analyzer.inference.families import in_families
from analyzer.inference.intervals import t_interval, wilson
from analyzer.inference.rank import rank, unremarkable
from analyzer.inference.sides import sides
from analyzer.measures import framing as module
from analyzer.measures._levels import BY
from analyzer.measures._schema import check_table
from analyzer.settings import Settings
from tests.helpers import features
from tests.inference.test_permutation import larger

SETTINGS = Settings(min_sentences=2, min_group=3)


def attached(by="focal", voice="all", settings=SETTINGS):
    table = features()
    made = module.statistic(table, voice=voice)
    plain = module.framing(table, by=by, voice=voice)
    return with_intervals(plain, made, table.articles, by, module.SCHEMA, settings), made, table


def compared(given, settings=SETTINGS, voice="all"):
    made = module.statistic(given, voice=voice)
    plain = module.framing(given, by="focal", voice=voice)
    table = with_intervals(plain, made, given.articles, "focal", module.SCHEMA, settings)
    parts = [contrasts("framing", voice, side, made, table, settings) for side in sides(given.articles)]
    return with_claims(in_families(parts, given.articles, settings)), made


def grouped(shares_a, shares_b, n=20):
    """Articles of n sentences in two groups, so many of them on the court, and a focal one without any."""
    shares = [("focal", "", 0), *(("A", "A", k) for k in shares_a), *(("B", "B", k) for k in shares_b)]
    articles = [
        Article(
            f"{name}{at}", "", "The court spoke. " * k + "It rained again. " * (n - k), outlet=f"o{at}", group=group
        )
        for at, (name, group, k) in enumerate(shares)
    ]
    return featurize(articles, load_codebook(), focal="focal0")


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
    """Difference, rank, family and effect sizes come out of the two rows and the articles' values."""
    table, made = compared(features())
    row = table[table["level"] == "focal"].set_index("item").loc["legal_scrutiny"]
    others = made.by_article()[1:, 0]
    assert tuple(table.columns) == COLUMNS
    assert row["difference"] == pytest.approx(row["value"] - others.mean())
    assert row["low"] < row["difference"] < row["high"]
    assert row["floor"] == pytest.approx(1 / 8)
    assert row["p"] == pytest.approx(rank(row["value"], others).p)
    assert row["family"] == "headline, all, others: 9"
    assert row["effect"] == pytest.approx(2 * np.arcsin(np.sqrt(row["value"])) - 2 * np.arcsin(np.sqrt(others.mean())))


def test_two_groups_are_compared_once_and_as_scipy_compares_them():
    """Difference, interval (here Welch's is the wider one) and permutation p of two groups equal scipy's."""
    a, b = [9, 7, 8, 10, 6], [3, 2, 5, 4, 1, 3]
    table, _ = compared(grouped(a, b))
    rows = table[table["level"] == "group"].set_index("item")
    row = rows.loc["legal_scrutiny"]
    first, second = np.array(a) / 20, np.array(b) / 20
    welch = stats.ttest_ind(first, second, equal_var=False)
    ends = welch.confidence_interval()
    found = stats.permutation_test((first, second), larger, alternative="greater", n_resamples=10_000)
    assert (row["name"], row["against"], len(rows)) == ("A", "B", 9)
    assert (row["low"], row["high"]) == pytest.approx((ends.low, ends.high))
    assert row["p"] == pytest.approx(found.pvalue)
    assert row["floor"] == pytest.approx(1 / 462)
    assert row["cliff_delta"] == 1.0
    assert (row["n_articles"], row["n_reference"], row["n_units"]) == (5, 6, 100)
    assert (row["strength"], row["claim"]) == ("clear", "L3")


def test_groups_below_the_minimum_are_not_claimed_to_differ():
    """With three articles on one side there is no range, its reason, and no word but one."""
    table, _ = compared(grouped([9, 7, 8], [3, 2, 5, 4, 1]), Settings())
    row = table[table["level"] == "group"].set_index("item").loc["legal_scrutiny"]
    assert np.isnan(row["low"])
    assert row["reason"] == "fewer than 5 articles on one side"
    assert row["strength"] == "too little text"


def test_of_three_groups_each_stands_against_the_rest():
    """The rest are the other groups, without the focal article and without articles of no group."""
    given = grouped([9, 7, 8, 6, 7], [3, 2, 5, 4, 1])
    articles = given.articles.assign(group=["", *["A"] * 5, *["B"] * 2, *["C"] * 2, ""])
    found = [(side.name, side.against, side.reference.tolist()) for side in sides(articles) if side.level == "group"]
    assert found == [
        ("A", "rest", [6, 7, 8, 9]),
        ("B", "rest", [1, 2, 3, 4, 5, 8, 9]),
        ("C", "rest", [1, 2, 3, 4, 5, 6, 7]),
    ]


def test_labels_change_places_within_strata_alone():
    """Where groups are a matter of the day, articles of two days cannot change places, and nothing can be told."""
    given = grouped([9, 7, 8, 6, 7], [3, 2, 5, 4, 1])
    days = given.articles.assign(published=["2024-09-01", *["2024-09-01"] * 5, *["2024-09-02"] * 5])
    made = module.statistic(given, voice="all")
    parts = [contrasts("framing", "all", side, made, None, SETTINGS) for side in sides(days) if side.level == "group"]
    table = in_families(parts, days, Settings(strata="day"))
    assert set(table["p"]) == {1.0}
    assert set(table["floor"]) == {1.0}


@pytest.mark.parametrize("n_others", [5, 18, 19, 60])
def test_the_range_of_one_article_rarely_leaves_out_zero_by_chance(n_others):
    """Among articles that are alike, the range leaves out zero for one in twenty at most, give or take."""
    rng = np.random.default_rng(n_others)
    hits = rng.binomial(20, rng.beta(0.6, 6, (60, n_others + 1)))
    flagged = []
    for row in hits.tolist():
        articles = [
            Article(f"a{at}", "", "The court spoke. " * k + "It rained. " * (20 - k)) for at, k in enumerate(row)
        ]
        given = featurize(articles, load_codebook(), focal="a0")
        made = module.statistic(given, voice="all")
        plain = module.framing(given, by="focal", voice="all")
        table = with_intervals(plain, made, given.articles, "focal", module.SCHEMA, Settings())
        found = contrasts("framing", "all", sides(given.articles)[0], made, table, Settings()).rows.iloc[0]
        flagged.append(found["low"] > 0 or found["high"] < 0)
    assert np.mean(flagged) <= 0.12


def test_the_range_is_the_rank_turned_round():
    """A value lies within the ends exactly when its rank p is above the level."""
    others = np.random.default_rng(2).exponential(size=40).round(1)
    low, high = unremarkable(others, 0.05)
    for value in np.linspace(-2, 8, 400):
        assert (low <= value <= high) == (rank(value, others).p > 0.05)
