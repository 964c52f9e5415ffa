from __future__ import annotations

import itertools

import numpy as np
import pytest
from scipy import sparse, stats

from analyzer.article import Article
from analyzer.codebook import load_codebook
from analyzer.features import featurize
from analyzer.inference.chance import of_articles, of_sets, with_chance
from analyzer.measures import similarity as module
from analyzer.measures._levels import BY
from analyzer.measures._schema import check_table
from tests.helpers import features


def texts(n, seed=0):
    """Random texts as unit vectors, all of one law."""
    rows = np.random.default_rng(seed).gamma(0.5, size=(n, 12))
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def cosine(a, b):
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


def attached(by, voice="all", given=None):
    given = given or features()
    return with_chance(module.similarity(given, by=by, voice=voice, bootstrap=0), given, seed=1)


def test_the_mean_cosine_of_every_article_with_the_others():
    """Equals the mean of the rows of the cosine matrix, its diagonal and empty articles left out."""
    rows = texts(9)
    rows[4] = 0
    cosines = rows @ rows.T
    expected = [cosines[at, [o for o in range(9) if o not in (at, 4)]].mean() for at in range(9)]
    expected[4] = np.nan
    assert of_articles(sparse.csr_array(rows)) == pytest.approx(expected, nan_ok=True)
    assert np.isnan(of_articles(sparse.csr_array(texts(1)))).all()


def test_few_articles_are_dealt_out_in_every_way():
    """Sets of two, two and one of six articles: level and p are those of a loop over every assignment."""
    rows, focal = texts(6), texts(1, seed=5)[0]
    pairs, single = of_sets(rows @ rows.T, [2, 2, 1], np.random.default_rng(0), focal=rows @ focal)
    ways = [
        (list(a), list(b))
        for a in itertools.combinations(range(6), 2)
        for b in itertools.combinations(sorted(set(range(6)) - set(a)), 2)
    ]
    values = np.array([cosine(rows[a].sum(axis=0), rows[b].sum(axis=0)) for a, b in ways])
    observed = cosine(rows[:2].sum(axis=0), rows[2:4].sum(axis=0))
    assert pairs.level[0] == pytest.approx(values.mean())
    far = np.abs(values - values.mean())
    assert pairs.p[0] == pytest.approx((far >= abs(observed - values.mean()) - 1e-9).mean())
    assert pairs.floor[0] == pytest.approx(2 / len(ways))
    alone = np.array([cosine(rows[list(a)].sum(axis=0), focal) for a in itertools.combinations(range(6), 2)])
    assert single.level[0] == pytest.approx(alone.mean())
    assert single.floor == pytest.approx([1 / 15, 1 / 15, 1 / 6])
    assert (single.p >= single.floor - 1e-12).all()


def test_many_articles_are_dealt_out_at_random():
    """Drawn levels agree with another thousand shuffles of the same articles."""
    rows = texts(40)
    pairs, _ = of_sets(rows @ rows.T, [10, 15], np.random.default_rng(0), focal=rows[:, 0])
    rng = np.random.default_rng(1)
    orders = [rng.permutation(40) for _ in range(1000)]
    values = [cosine(rows[order[:10]].sum(axis=0), rows[order[10:25]].sum(axis=0)) for order in orders]
    assert pairs.level[0] == pytest.approx(np.mean(values), abs=4 * np.std(values) / np.sqrt(1000))
    assert pairs.floor[0] == pytest.approx(1 / 1000)


def test_drawn_ways_show_no_more_than_there_are():
    """Of two articles that alone are the focal one's copies, p is 1 of the 780 pairs, not 1 of 1,000 draws."""
    rows = texts(40)
    rows[:2] = np.eye(12)[0]
    _, single = of_sets(rows @ rows.T, [2, 10], np.random.default_rng(0), focal=rows[:, 0])
    assert single.floor[0] == pytest.approx(1 / 780)
    assert single.p[0] == pytest.approx(1 / 780, abs=0.003)
    assert single.p[0] >= single.floor[0]


def test_p_is_uniform_where_labels_mean_nothing():
    """Sets dealt out at random have p below any level in that share of samples, give or take."""
    p = [
        of_sets(rows @ rows.T, [6, 7], np.random.default_rng(run), focal=rows @ texts(1, run + 1)[0], draws=199)
        for run in range(300)
        for rows in [texts(20, seed=run)]
    ]
    for found in ([pairs.p[0] for pairs, _ in p], [single.p[1] for _, single in p]):
        assert stats.kstest(found, "uniform").pvalue > 0.01
        assert np.mean(np.array(found) <= 0.05) <= 0.09


def test_a_set_that_holds_all_others_can_show_nothing():
    """There is one way to deal out all articles to one set: p and floor are 1, and chance is the value."""
    rows = texts(7)
    pairs, single = of_sets(rows @ rows.T, [7], np.random.default_rng(0), focal=rows[:, 0])
    assert len(pairs.p) == 0
    assert (single.p[0], single.floor[0]) == (1.0, 1.0)


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("voice", ["all", "narrator", "quoted"])
def test_tables_with_chance_fit_their_schema(by, voice):
    """Value = chance + excess, p is never below its floor, and two articles have no p."""
    table = attached(by, voice)
    assert check_table(table, module.SCHEMA) == []
    known = table[table["value"].notna()]
    assert (known["chance"] + known["excess"]).to_numpy() == pytest.approx(known["value"].to_numpy())
    labelled = known[known["level"] != "article"]
    assert (labelled["p"] >= labelled["floor"] - 1e-12).all()
    assert table[table["level"] == "article"]["p"].isna().all()
    assert table[table["value"].isna()]["chance"].isna().all()


def test_the_others_are_ranked_with_every_article_as_the_focal_one():
    """The chance of the others is the mean of what each article would have; p its rank among these."""
    given = features()
    row = attached("focal").set_index("level").loc["others"]
    values = []
    for article in given.articles["id"]:
        turn = features(focal=article)
        table = module.similarity(turn, bootstrap=0)
        values.append(table[table["level"] == "others"]["value"].iloc[0])
    assert row["chance"] == pytest.approx(np.mean(values))
    far = np.abs(np.array(values) - np.mean(values))
    assert row["p"] == pytest.approx((far >= far[0] - 1e-9).mean())
    assert row["floor"] == pytest.approx(1 / 8)


def test_rows_stand_where_their_sets_do():
    """What is attached to a pair of outlets is what this pair has when it is looked at alone."""
    given = features()
    table = attached("outlet")
    weights = module.article_terms(given, "all").weights
    sets = {f"Outlet {k}": [at for at in range(1, 8) if at % 4 == k] for k in range(4)}
    for row in table.to_dict("records"):
        first = sets[row["name"]]
        if row["item"] == "a0":
            order, sizes = [*first, *sorted(set(range(1, 8)) - set(first))], [len(first)]
            focal = (weights[order] @ weights[[0]].T).toarray()[:, 0]
        else:
            second = sets[row["item"]]
            order = [*first, *second, *sorted(set(range(1, 8)) - set(first) - set(second))]
            sizes, focal = [len(first), len(second)], np.zeros(7)
        cosines = (weights[order] @ weights[order].T).toarray()
        pairs, single = of_sets(cosines, sizes, np.random.default_rng(0), focal=focal, draws=5000)
        found = single if row["item"] == "a0" else pairs
        assert (row["chance"], row["p"], row["floor"]) == pytest.approx((found.level[0], found.p[0], found.floor[0]))


def test_copies_within_an_outlet_stand_out():
    """Two outlets that print one text each time, unlike the other's, are less alike than chance, at the smallest p."""
    one, other = "The court issued a warrant for him.", "A pipeline brings gas and oil to town."
    given = [Article("focal", "", "It rained on the parade.", outlet="Z")]
    given += [
        Article(f"{name}{at}", "", text, outlet=name) for name, text in (("A", one), ("B", other)) for at in range(4)
    ]
    table = attached("outlet", given=featurize(given, load_codebook(), focal="focal"))
    row = table[(table["name"] == "A") & (table["item"] == "B")].iloc[0]
    assert row["excess"] < -0.5
    assert row["p"] == pytest.approx(row["floor"])
    assert row["floor"] == pytest.approx(2 / 70)


def test_without_a_focal_article_or_words_there_is_no_chance():
    """No text to compare with, and a focal article that says nothing in a voice, give NaN and no failure."""
    alone = features([Article("a0", "", "The court issued a warrant.")])
    assert np.isnan(attached("focal", given=alone)["chance"]).all()
    assert attached("focal", "quoted")["chance"].isna().all()
    assert attached("outlet", "quoted")["p"].isna().all()
