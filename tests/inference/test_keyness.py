"""Every p-value is recounted by dealing out the articles one way at a time, with dense counts and plain loops."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy import sparse, stats

from analyzer.article import Article
from analyzer.codebook import load_codebook
from analyzer.features import featurize
from analyzer.inference import exchange as module
from analyzer.inference.claims import mark_terms
from analyzer.inference.exchange import Words, exchange
from analyzer.inference.keyness import COLUMNS, with_p_values
from analyzer.measures._contingency import g2
from analyzer.measures._schema import check_table
from analyzer.measures.keyness import SCHEMA, keyness
from analyzer.settings import Settings

RNG = np.random.default_rng(7)


def bursty(n_articles, n_terms=60, *, length=80, seed=0):
    """Articles of one process whose words come in bursts, cut into parts."""
    rng = np.random.default_rng(seed)
    rate = 1 / np.arange(1, n_terms + 1)
    counts = rng.poisson(rng.gamma(0.4, 2.5, (n_articles, n_terms)) * rate / rate.sum() * length)
    parts = np.where(counts > 0, rng.binomial(np.maximum(counts, 1) - 1, 0.6) + 1, 0)
    return counts, counts.sum(axis=1) + rng.integers(20, 60, n_articles), parts


def given(counts, words, parts):
    return Words(sparse.csr_array(counts.astype(float)), words.astype(float), sparse.csr_array(parts.astype(float)))


def size_of(counts, words, parts, own, *, prior, min_range, background=None):
    """The statistic of one way of dealing, term by term, from the definition."""
    own = np.asarray(own)
    sizes = []
    for term in range(counts.shape[1]):
        a, b = counts[own, term].sum(), counts[~own, term].sum()
        if not a + b:
            sizes.append(0.0)
            continue
        n1, n2 = words[own].sum(), words[~own].sum()
        side = own if a / n1 > b / n2 or a * n2 == b * n1 else ~own
        carriers = parts[side, term].sum() if side.sum() == 1 else (counts[side, term] > 0).sum()
        alpha = prior * ((a + b) / (n1 + n2) if background is None else background[term])
        odds = np.log((a + alpha) / (n1 + prior - a - alpha)) - np.log((b + alpha) / (n2 + prior - b - alpha))
        spread = 1 / (a + alpha) + 1 / (n1 + prior - a - alpha) + 1 / (b + alpha) + 1 / (n2 + prior - b - alpha)
        sizes.append(abs(odds) / np.sqrt(spread) if carriers >= min_range else 0.0)
    return np.array(sizes)


def ways(labelled, strata=None):
    """All ways of dealing out the label, with as many in each stratum as observed."""
    n = len(labelled)
    names = np.zeros(n, int) if strata is None else np.asarray(strata)
    for members in itertools.combinations(range(n), int(labelled.sum())):
        own = np.isin(np.arange(n), members)
        if all(own[names == name].sum() == labelled[names == name].sum() for name in set(names.tolist())):
            yield own


@pytest.mark.parametrize(("n", "size"), [(2, 1), (9, 1), (7, 2), (6, 3), (5, 4), (6, 5)])
@pytest.mark.parametrize("informed", [False, True])
@pytest.mark.parametrize("in_strata", [False, True])
def test_p_values_are_those_of_a_plain_loop_over_all_ways(n, size, informed, in_strata):
    """Sides of one article and of many, gate on either side, prior from elsewhere, strata: the same shares."""
    counts, words, parts = bursty(n, seed=n + size)
    labelled = np.isin(np.arange(n), np.random.default_rng(n).permutation(n)[:size])
    background = np.linspace(0.0005, 0.02, counts.shape[1]) if informed else None
    strata = np.array([str(at % 2) for at in range(n)], object) if in_strata else None
    every = [own for own in ways(labelled, strata) if not (own == labelled).all()]
    options = {"prior": 40.0, "min_range": 2, "background": background}
    made = exchange(given(counts, words, parts), labelled, RNG, min_count=3, strata=strata, **options)
    fits = counts.sum(axis=0) >= 3
    if not every:
        assert np.isnan(made.p).all()
        assert np.isnan(made.floor)
        return
    table = np.array([size_of(counts, words, parts, own, **options)[fits] for own in [labelled, *every]])
    edge = table[0] - 1e-9
    assert made.p[fits] == pytest.approx((table >= edge).mean(axis=0))
    assert made.p_max[fits] == pytest.approx((table.max(axis=1)[:, None] >= edge).mean(axis=0))
    assert made.p_fdr[fits] == pytest.approx(stats.false_discovery_control((table >= edge).mean(axis=0)))
    assert np.isnan(made.p[~fits]).all()
    assert made.floor <= np.nanmin(made.p) + 1e-12


def test_floor_of_sides_of_equal_size_counts_the_mirror_image():
    """Three against three: turned round, the sides differ as much, so that no p falls below 2 of 20."""
    counts, words, parts = bursty(6)
    counts[:3, 0], counts[3:, 0] = 40, 0
    parts[:, 0] = counts[:, 0]
    made = exchange(given(counts, words + 100, parts), np.arange(6) < 3, RNG)
    assert made.floor == made.p[0] == made.p_max[0] == 0.1


def test_sides_can_change_names():
    """What tells one side from the other tells the other from the one."""
    counts, words, parts = bursty(8, seed=3)
    here, there = (exchange(given(counts, words, parts), side, RNG) for side in (np.arange(8) < 3, np.arange(8) >= 3))
    for one, other in zip(here, there, strict=True):
        np.testing.assert_allclose(one, other)


@pytest.mark.parametrize("block", [1, 50, 10_000_000])
def test_blocks_leave_no_trace(monkeypatch, block):
    """However many relabelings are held at once, the p-values are the same."""
    counts, words, parts = bursty(24, seed=5)
    expected = exchange(given(counts, words, parts), np.arange(24) < 6, np.random.default_rng(1), draws=150)
    monkeypatch.setattr(module, "_BLOCK", block)
    made = exchange(given(counts, words, parts), np.arange(24) < 6, np.random.default_rng(1), draws=150)
    for one, other in zip(expected, made, strict=True):
        np.testing.assert_array_equal(one, other)


def test_draws_limit_the_ways_and_the_floor_says_so():
    """Of 200 articles that could be the focal one, 49 others are looked at, each once."""
    counts, words, parts = bursty(200)
    made = exchange(given(counts, words, parts), np.arange(200) == 3, np.random.default_rng(0), draws=49)
    assert made.floor == 1 / 50
    fewer = module._dealt(np.arange(200) == 3, np.random.default_rng(0), None, 49)
    assert fewer.members[0].tolist() == [3]
    assert len(np.unique(fewer.members)) == 50
    assert not fewer.exact


def test_articles_without_words_take_no_part():
    """An article that is silent in a voice could not have been the one that speaks."""
    counts, words, parts = bursty(6)
    more = [np.concatenate([part, np.zeros_like(part[:2])]) for part in (counts, words, parts)]
    expected = exchange(given(counts, words, parts), np.arange(6) == 0, RNG)
    made = exchange(given(*more), np.arange(8) == 0, RNG)
    np.testing.assert_array_equal(made.p, expected.p)
    assert made.floor == expected.floor == 1 / 6


@pytest.mark.parametrize(("size", "n"), [(1, 25), (6, 24)])
def test_where_articles_are_alike_no_term_is_found_oftener_than_promised(size, n):
    """Bursty words of one process, 120 times: some term reaches p_max .05 in about 5 of 100, G2 in nearly all."""
    found, by_g2 = [], []
    for seed in range(120):
        counts, words, parts = bursty(n, 120, length=150, seed=seed)
        own = np.arange(n) < size
        made = exchange(given(counts, words, parts), own, np.random.default_rng(seed), draws=99)
        found.append((made.p_max <= 0.05).any())
        a, b, n1, n2 = counts[own].sum(axis=0), counts[~own].sum(axis=0), words[own].sum(), words[~own].sum()
        by_g2.append((stats.chi2.sf(g2(a, b, n1, n2), 1) * len(a) <= 0.05).any())
    assert np.mean(found) <= 0.05 + 2.5 * np.sqrt(0.05 * 0.95 / 120)
    assert np.mean(by_g2) > 0.5


WORDS = ["river", "bridge", "market", "school", "garden", "window", "street", "letter", "harbour", "engine", "winter"]


def corpus(n=24, *, planted=True, seed=0):
    """Articles of ten paragraphs of common words; the first one dwells on a volcano."""
    rng = random.Random(seed)
    texts = ["\n\n".join(f"The {' and the '.join(rng.choices(WORDS, k=6))}." for _ in range(10)) for _ in range(n)]
    if planted:
        texts[0] = texts[0].replace("and the", "volcano", 30)
    return [
        Article(f"a{at:02d}", "", text, outlet=f"Outlet {at % 5}", group="North" if at % 2 else "South")
        for at, text in enumerate(texts)
    ]


def attached(articles, *, voice="all", by="focal", against="rest", **options):
    features = featurize(articles, load_codebook(), focal="a00")
    made = keyness(features, by=by, voice=voice, against=against, collocations=False, most=200)
    return with_p_values(made, features, against=against, collocations=False, **options)


def test_a_planted_term_is_found_and_nothing_else():
    """One of 24 articles writes of a volcano in every paragraph: that term reaches the test, no other does."""
    made = mark_terms(attached(corpus()), Settings())
    assert check_table(made, SCHEMA) == []
    row = made.set_index("item").loc["volcano"]
    assert row["p"] == row["p_max"] == row["floor"] == pytest.approx(1 / 24)
    assert made.loc[made["claim"] == "L2", "item"].tolist() == ["volcano"]
    assert set(made["claim"]) == {"L2", "L0"}


def test_a_term_that_one_passage_repeats_is_no_more_than_described():
    """The gate holds in every relabeling: a burst in one paragraph has no value and no p."""
    articles = corpus(planted=False)
    articles[0] = replace(articles[0], text=articles[0].text + "\n\n" + "The comet comet comet comet comet comet.")
    row = attached(articles).set_index("item").loc["comet"]
    assert np.isnan(row[["value", "p", "p_max", "p_fdr"]].astype(float)).all()
    assert row["floor"] == pytest.approx(1 / 24)


def test_with_nine_others_no_term_reaches():
    """The smallest p of ten articles is a tenth, however often the term occurs."""
    made = mark_terms(attached(corpus(10)), Settings())
    assert made["floor"].unique().tolist() == [0.1]
    assert made.set_index("item").loc["volcano", "value"] > 0
    assert set(made["claim"]) == {"L0"}


def test_the_z_that_is_tested_is_the_one_shown():
    """P-values of the focal article are shares of articles whose z in the table by article is as large."""
    articles = corpus()
    made = attached(articles).set_index("item")
    z = {
        article.id: keyness(
            featurize(articles, load_codebook(), focal=article.id), collocations=False, most=500, min_range=1
        ).set_index("item")["z"]
        for article in articles
    }
    for item in ("volcano", *WORDS):
        sizes = np.array([abs(own.get(item, 0.0)) for own in z.values()])
        assert made.loc[item, "p"] == pytest.approx((sizes >= sizes[0] - 1e-9).mean())


def test_sets_exchange_their_articles_and_single_articles_do_not():
    """Outlets and groups of two articles and more get p-values; an article has them only if it is the focal one."""
    made = attached(corpus(), by="group")
    assert made["p"].notna().all()
    assert set(made["against"]) == {"rest"}
    single = attached(corpus(), by="article")
    assert set(single.loc[single["p"].notna(), "name"]) == {"a00"}
    assert attached(corpus(6), by="outlet")["p"].isna().all()


def test_each_against_each_has_both_names_and_its_own_p():
    """Pairs of outlets: ten of five, each once, with the articles of these two alone."""
    made = attached(corpus(), by="outlet", against="each")
    pairs = made[["name", "against"]].drop_duplicates()
    assert len(pairs) == 10
    assert (pairs["name"] < pairs["against"]).all()
    assert made["p"].notna().all()
    two = made[(made["name"] == "Outlet 1") & (made["against"] == "Outlet 2")]
    assert set(two["n_articles"] + two["reference_articles"]) == {10}
    assert set(two["floor"]) == {2 / 252}


def test_sets_that_are_read_together_pay_for_each_other():
    """With five outlets in the table the corrected p is five times that of one alone, up to 1; p itself is the same."""
    articles = corpus()
    features = featurize(articles, load_codebook(), focal="a00")
    table = keyness(features, by="outlet", collocations=False)
    one = table[table["name"] == "Outlet 1"]
    alone = with_p_values(one, features, collocations=False)
    among = with_p_values(table, features, collocations=False).loc[one.index]
    n_sets = table["name"].nunique()
    assert n_sets == 5
    assert among["p"].tolist() == alone["p"].tolist()
    assert among["p_max"].to_numpy() == pytest.approx(np.minimum(1.0, n_sets * alone["p_max"].to_numpy()))


def test_two_groups_against_each_other_are_one_comparison():
    """What makes one group differ from the other makes the other differ from it: nothing is paid for twice."""
    articles = [replace(article, group="A" if at % 2 else "B") for at, article in enumerate(corpus())]
    features = featurize(articles, load_codebook(), focal="a00")
    table = keyness(features, by="group", collocations=False)
    one = table[table["name"] == "A"]
    alone = with_p_values(one, features, collocations=False)
    among = with_p_values(table, features, collocations=False).loc[one.index]
    assert set(table["name"]) == {"A", "B"}
    assert among["p_max"].tolist() == alone["p_max"].tolist()


def test_claims_of_sets_need_enough_articles_on_either_side():
    """L3 from `min_group` articles a side on; below, and without a small p_max, a term is descriptive."""
    rows = [("group", 5, 5, 1.0, 0.01), ("outlet", 4, 9, 1.0, 0.01), ("group", 9, 4, 1.0, 0.01)]
    rows += [("group", 9, 9, 1.0, 0.06), ("group", 9, 9, 0.0, 0.01), ("group", 9, 9, np.nan, np.nan)]
    rows += [("focal", 1, 30, -1.0, 0.05), ("article", 1, 30, 1.0, 0.01), ("focal", 1, 30, 1.0, np.nan)]
    table = pd.DataFrame(rows, columns=["level", "n_articles", "reference_articles", "value", "p_max"])
    claims = mark_terms(table, Settings())["claim"].tolist()
    assert claims == ["L3", "L0", "L0", "L0", "L0", "", "L2", "L0", "L0"]


def test_strata_hold_the_focal_article_among_its_like():
    """Exchanged within its stratum of six, an article's p cannot fall below a sixth; alone in it, it has none."""
    strata = np.array(["x" if at < 6 else "y" for at in range(24)], object)
    assert set(attached(corpus(), strata=strata)["floor"]) == {1 / 6}
    strata[0] = "alone"
    assert attached(corpus(), strata=strata)[list(COLUMNS)].isna().all().all()


def test_order_of_articles_leaves_no_trace_in_p():
    """Shuffled articles give the same numbers, also where relabelings are drawn."""
    expected = attached(corpus(), by="group", draws=99)
    shuffled = random.Random(3).sample(corpus(), 24)
    pd.testing.assert_frame_equal(attached(shuffled, by="group", draws=99), expected, check_exact=True)


def test_a_voice_nobody_speaks_in_has_no_p():
    """Without words on one side there is nothing to exchange."""
    made = attached(corpus(), voice="quoted")
    assert made[list(COLUMNS)].isna().all().all()


def test_so_many_sets_that_it_would_take_minutes_get_no_p(monkeypatch):
    """The cost of a level is bounded; the focal article is tested all the same."""
    monkeypatch.setattr("analyzer.inference.keyness._ALL", 1000)
    assert attached(corpus(), by="outlet")["p"].isna().all()
    assert attached(corpus())["p"].notna().all()
