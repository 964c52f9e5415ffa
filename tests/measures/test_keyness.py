"""Key terms are recounted from the raw text, word by word, with scipy for the statistics."""

from __future__ import annotations

import math
import random
import re
from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analyzer.article import Article
from analyzer.codebook import load_codebook
from analyzer.errors import UsageError
from analyzer.features import Features, featurize
from analyzer.features.terms import stopwords
from analyzer.measures._candidates import find_candidates
from analyzer.measures._schema import check_table
from analyzer.measures.keyness import SCHEMA, keyness

LAW = "The court issued a warrant. Judges read the warrant aloud.\n\n"
GAS = "The pipeline carries gas. Engineers met at the pipeline.\n\n"
TEA = "Guests drank tea in the square. A band played for guests.\n\n"


def articles() -> list[Article]:
    """One focal article on law, and others on gas and tea, of two outlets and two groups."""
    return [
        Article("focal", "Court", LAW * 8 + TEA * 2, "Focal Daily", "north"),
        Article("gas1", "Gas", GAS * 8 + TEA, "Gas Post", "north"),
        Article("gas2", "Gas again", GAS * 6 + TEA * 3, "Gas Post", "north"),
        Article("tea1", "Tea", TEA * 8 + GAS * 2, "Tea Times", "south"),
        Article("tea2", "Tea again", TEA * 7 + LAW, "Tea Times", "south"),
    ]


def features(given: list[Article] | None = None, *, focal: str | None = "focal") -> Features:
    return featurize(articles() if given is None else given, load_codebook(), focal=focal)


def table(given: list[Article] | None = None, *, focal: str | None = "focal", **options: Any) -> pd.DataFrame:
    made = keyness(features(given, focal=focal), **options)
    assert check_table(made, SCHEMA) == []
    return made


def words(texts: list[str]) -> list[str]:
    return [word for text in texts for word in re.findall(r"[a-z]+", text.lower())]


def row(made: pd.DataFrame, item: str, name: str | None = None) -> dict[Any, Any]:
    found = made[(made["item"] == item) & (True if name is None else made["name"] == name)]
    assert len(found) == 1
    return found.to_dict("records")[0]


def test_every_number_of_the_focal_article_can_be_recounted() -> None:
    """Counts, frequencies, ratios, interval and G2 are those of the raw words and of scipy."""
    given = articles()
    made = table(given, collocations=False)
    target, reference = words([given[0].text]), words([article.text for article in given[1:]])
    a, b, n1, n2 = Counter(target), Counter(reference), len(target), len(reference)
    terms = {word for word in a | b if word not in stopwords() and len(word) > 1 and a[word] + b[word] >= 3}
    assert set(made["item"]) <= terms
    assert {"warrant", "court", "pipeline", "gas"} <= set(made["item"])
    for found in made.to_dict("records"):
        x, y = a[found["item"]], b[found["item"]]
        assert (found["count"], found["reference_count"]) == (x, y)
        assert found["per_1000"] == pytest.approx(1000 * x / n1)
        assert found["reference_per_1000"] == pytest.approx(1000 * y / n2)
        assert found["n_units"] == n1
        exact = stats.binomtest(x, x + y).proportion_ci(confidence_level=1 - 0.05 / len(terms), method="exact")
        low, high = (
            math.log2(n2 / n1 * share / (1 - share)) if 0 < share < 1 else math.copysign(math.inf, share - 0.5)
            for share in (exact.low, exact.high)
        )
        if not math.isnan(found["value"]):
            assert (found["low"], found["high"]) == pytest.approx((low, high), rel=1e-9)
            assert found["value"] == pytest.approx(max(low, 0) + min(high, 0), rel=1e-9)
        likelihood = stats.chi2_contingency([[x, y], [n1 - x, n2 - y]], False, "log-likelihood").statistic
        assert found["g2"] == pytest.approx(math.copysign(likelihood, x * n2 - y * n1), rel=1e-9)
        prior = 100 * (x + y) / (n1 + n2)
        cells = (x + prior, n1 + 100 - x - prior, y + prior, n2 + 100 - y - prior)
        delta = math.log(cells[0] / cells[1]) - math.log(cells[2] / cells[3])
        assert found["log_odds"] == pytest.approx(delta)
        assert found["z"] == pytest.approx(delta / math.sqrt(sum(1 / cell for cell in cells)))


def test_terms_of_the_article_lead_and_terms_of_the_others_close() -> None:
    """What only the focal article dwells on is key, what it lacks is key for the others, and shared words are not."""
    made = table(collocations=False).set_index("item")
    assert {"warrant", "court"} <= set(made.index[made["value"] > 0])
    assert "pipeline" in set(made.index[made["value"] < 0])
    assert made["value"].is_monotonic_decreasing
    assert made.index[0] == "warrant"


def test_fisher_rejects_what_is_key() -> None:
    """No term is key that Fisher's exact test would let pass at the 5 % level."""
    given = articles()
    n1, n2 = len(words([given[0].text])), len(words([article.text for article in given[1:]]))
    made = table(given)
    key = made[made["value"].fillna(0) != 0]
    assert len(key) > 3
    for found in key.to_dict("records"):
        x, y = found["count"], found["reference_count"]
        assert stats.fisher_exact(np.array([[x, y], [n1 - x, n2 - y]])).pvalue < 0.05


def test_range_of_an_article_counts_paragraphs_and_of_the_others_articles() -> None:
    """In one article a term's range is over its paragraphs, in several over the articles."""
    warrant = row(table(), "warrant")
    assert (warrant["range"], warrant["reference_range"]) == (8, 1)
    guests = row(table(by="outlet", most=200), "guests", "Gas Post")
    assert (guests["range"], guests["reference_range"]) == (2, 2)


def test_range_falls_back_to_sentences_in_an_article_of_one_paragraph() -> None:
    """A text pasted without paragraphs still shows that a term recurs."""
    flat = replace(articles()[0], text=articles()[0].text.replace("\n\n", " "))
    warrant = row(table([flat, *articles()[1:]]), "warrant")
    assert warrant["range"] >= 2
    assert warrant["value"] > 0


def test_dispersion_is_that_of_gries_over_paragraphs() -> None:
    """DP_norm recomputed by hand over the ten paragraphs of the focal article."""
    counts, sizes = np.array([2.0] * 8 + [0] * 2), np.array([10.0] * 8 + [11] * 2)
    share = sizes / sizes.sum()
    expected = 0.5 * np.abs(counts / counts.sum() - share).sum() / (1 - share.min())
    assert row(table(), "warrant")["dispersion"] == pytest.approx(expected)


def test_term_of_one_paragraph_has_no_value_but_is_shown() -> None:
    """A term that fills one passage is named, with its counts and the reason why it has no value."""
    burst = "The comet comet comet comet comet comet comet comet comet comet passed.\n\n"
    given = articles()
    given[0] = replace(given[0], text=given[0].text + burst)
    comet = row(table(given), "comet")
    assert math.isnan(comet["value"])
    assert math.isnan(comet["low"])
    assert (comet["count"], comet["range"]) == (10, 1)
    assert comet["reason"] == "found in 1 paragraph only"
    assert row(table(given, min_range=1), "comet")["value"] > 0


def test_term_of_one_other_article_is_not_what_the_focal_article_lacks() -> None:
    """A word that one other article repeats is that article's quirk."""
    given = articles()
    given[1] = replace(given[1], text=given[1].text + "Comets crossed comets while comets fell.\n\n" * 30)
    comets = row(table(given), "comets")
    assert math.isnan(comets["value"])
    assert comets["reason"] == "found in 1 article only, among the articles compared with"
    given[2] = replace(given[2], text=given[2].text + "Comets crossed comets while comets fell.\n\n" * 30)
    assert row(table(given), "comets")["value"] < 0


def test_terms_of_one_article_take_no_place_in_the_other_rows() -> None:
    """Rows other than the focal one show sound terms alone, so that quirks crowd nothing out."""
    given = articles()
    given[1] = replace(given[1], text=given[1].text + "Comets crossed comets while comets fell.\n\n" * 30)
    for by in ("article", "outlet", "group"):
        made = table(given, by=by)
        assert (made["reason"] == "").all()
    assert row(table(given, by="article"), "comets", "gas1")["range"] == 30
    assert "comets" not in set(table(given, by="outlet")["item"])


def test_single_reference_article_counts_its_paragraphs() -> None:
    """Where the rest of the others is one article, its paragraphs tell whether a term is a quirk."""
    made = table([articles()[0], articles()[1], articles()[3]], by="article", most=500)
    pipeline = row(made, "pipeline", "tea1")
    assert (pipeline["range"], pipeline["reference_range"]) == (2, 8)
    assert pipeline["value"] < 0


def test_reference_range_is_that_of_the_rest() -> None:
    """Articles of the row are taken out of the range of the reference."""
    made = table(by="article", most=500)
    assert row(made, "pipeline", "gas1")["reference_range"] == 2
    assert row(made, "pipeline", "tea2")["reference_range"] == 3
    assert row(made, "pipeline", "focal")["reference_range"] == 3


def test_paragraphs_of_an_article_do_not_depend_on_the_voice() -> None:
    """Quotations of a single paragraph are one part, although that paragraph is the only one that quotes."""
    once = '"Comet after comet," he noted. Nothing moved. "Comet upon comet," she noted. ' * 3
    others = [Article(f"b{n}", "", '"Tea warms," he noted.\n\n' * 5) for n in (1, 2)]
    given = [Article("focal", "", LAW + once), *others]
    comet = row(table(given, voice="quoted", min_range=1), "comet")
    assert comet["range"] == 1
    assert "comet" not in set(table(given, voice="quoted").query("value > 0")["item"])


def test_rows_are_sorted_by_value_then_g2_then_term() -> None:
    """The value comes first: a term with more evidence and a smaller ratio stands below."""
    much, little = "Oil and ore. Rain on hills at dusk.\n\n", "Silk came. Rain on hills at dusk.\n\n"
    given = [
        Article("focal", "", much * 200 + little * 14),
        *(Article(f"b{n}", "", much * 45 + "Fog came. Rain on hills at dusk.\n\n" * 62) for n in (1, 2)),
    ]
    made = table(given, most=500)
    silk, oil = row(made, "silk"), row(made, "oil")
    assert silk["value"] > oil["value"] > 0
    assert silk["g2"] < oil["g2"]
    places = [
        (math.isnan(v), 0 if math.isnan(v) else -v, -g, item)
        for v, g, item in zip(made["value"], made["g2"], made["item"], strict=True)
    ]
    assert places == sorted(places)
    assert made["item"].tolist().index("oil") < made["item"].tolist().index("ore")


def test_collocations_are_terms_like_others() -> None:
    """A pair of words has a row of its own, with its own counts."""
    given = articles()
    given[0] = replace(given[0], text=given[0].text + "An arrest warrant stood.\n\n" * 9)
    pair = row(table(given), "arrest warrant")
    assert (pair["count"], pair["reference_count"], pair["range"]) == (9, 0, 9)
    assert pair["value"] > 0
    assert "arrest warrant" not in set(table(given, collocations=False)["item"])


def test_swapping_target_and_reference_turns_signs() -> None:
    """With two groups and no focal article, each group's table is the other's with all signs turned."""
    made = table(focal=None, by="group", most=1000)
    north, south = (made[made["name"] == name].set_index("item").sort_index() for name in ("north", "south"))
    assert list(north.index) == list(south.index)
    assert len(north) > 8
    for name in ("log_ratio", "log_odds", "value", "z", "g2"):
        assert north[name].to_numpy() == pytest.approx(-south[name].to_numpy(), nan_ok=True)
    assert north["low"].to_numpy() == pytest.approx(-south["high"].to_numpy(), nan_ok=True)
    for here, there in (("count", "reference_count"), ("range", "reference_range")):
        assert north[here].tolist() == south[there].tolist()


def test_two_articles_are_each_the_others_mirror() -> None:
    """Of two articles, whichever is focal: the same terms are key, with signs turned."""
    pair = [Article("a", "", LAW * 12), Article("b", "", GAS * 12)]
    here, there = (table(pair, focal=name).set_index("item")["value"].sort_index() for name in ("a", "b"))
    assert here.to_dict() == pytest.approx((-there).to_dict())
    assert here["warrant"] > 0 > here["pipeline"]


def test_an_unrelated_article_leaves_counts_unchanged() -> None:
    """Another article with other words changes frequencies among the others, and no count of the terms shown."""
    extra = Article("extra", "", "Rain fell on hills. Rivers rose after rain.\n\n" * 5)
    before, after = (
        table(given, collocations=False, most=500).set_index("item") for given in (articles(), [*articles(), extra])
    )
    shared = before.index
    assert set(shared) <= set(after.index)
    for name in ("count", "reference_count", "range", "reference_range", "per_1000"):
        assert after.loc[shared, name].tolist() == before[name].tolist()
    assert (after.loc[["gas"], "reference_per_1000"] < before.loc[["gas"], "reference_per_1000"]).all()


def test_copies_of_the_others_leave_ratios_unchanged() -> None:
    """Every other article twice: as frequent as before, in twice as many articles."""
    copies = [replace(article, id=f"{article.id}-copy") for article in articles()[1:]]
    before, after = (
        table(given, collocations=False, most=500).set_index("item") for given in (articles(), [*articles(), *copies])
    )
    found = before.index[before["reference_count"] > 0]
    for name in ("per_1000", "reference_per_1000"):
        assert after.loc[found, name].to_numpy() == pytest.approx(before.loc[found, name].to_numpy())
    assert after.loc["warrant", "log_ratio"] == pytest.approx(before.loc["warrant", "log_ratio"])
    assert (after.loc[found, "reference_range"] == 2 * before.loc[found, "reference_range"]).all()


def test_order_of_articles_leaves_no_trace() -> None:
    """Shuffled articles give the identical table, to the last digit."""
    expected = table(most=500)
    for seed in range(5):
        shuffled = random.Random(seed).sample(articles(), len(articles()))
        pd.testing.assert_frame_equal(table(shuffled, most=500), expected, check_exact=True)


def test_measuring_leaves_the_features_as_they_were() -> None:
    """The same features give the same table again."""
    made = features()
    tokens, offsets = made.tokens.copy(), made.offsets.copy()
    first = keyness(made)
    assert np.array_equal(made.tokens, tokens)
    assert np.array_equal(made.offsets, offsets)
    pd.testing.assert_frame_equal(keyness(made), first, check_exact=True)


def test_sets_are_compared_with_the_rest_of_the_others() -> None:
    """An outlet's reference holds neither itself nor the focal article; the focal article's holds all others."""
    options: dict[str, Any] = {"most": 500, "min_count": 1, "min_range": 1, "collocations": False}
    made = table(by="outlet", **options)
    assert set(made["name"]) == {"Gas Post", "Tea Times"}
    texts = {article.id: article.text for article in articles()}
    tea = Counter(words([texts["tea1"], texts["tea2"]]))
    assert row(made, "pipeline", "Gas Post")["reference_count"] == tea["pipeline"]
    assert row(made, "warrant", "Gas Post")["reference_count"] == tea["warrant"]
    single = table(by="article", **options)
    assert list(dict.fromkeys(single["name"])) == ["focal", "gas1", "gas2", "tea1", "tea2"]
    rest = Counter(words([texts[name] for name in ("gas2", "tea1", "tea2")]))
    assert row(single, "gas", "gas1")["reference_count"] == rest["gas"]
    assert row(single, "gas", "focal")["reference_count"] == rest["gas"] + Counter(words([texts["gas1"]]))["gas"]


def test_level_focal_has_a_row_for_the_focal_article_alone() -> None:
    """The others are the reference and have no row; without a focal article there is no row at all."""
    made = table()
    assert set(zip(made["level"], made["name"], strict=True)) == {("focal", "focal")}
    assert set(made["n_articles"]) == {1}
    empty = table(focal=None)
    assert len(empty) == 0
    assert tuple(empty.columns) == SCHEMA.columns


def test_terms_shown_are_the_largest_z_each_way_and_all_that_are_key() -> None:
    """`most` limits each direction; key terms of the focal article are never cut."""
    everything = table(most=500)
    key = set(everything.loc[everything["value"].fillna(0) != 0, "item"])
    assert set(table(most=0)["item"]) == key
    sound = everything[everything["reason"] == ""]
    top = set(sound.nlargest(1, "z")["item"]) | set(sound.nsmallest(1, "z")["item"])
    assert set(table(most=1)["item"]) >= key | top
    assert (table(by="article", most=4).groupby("name").size() <= 4).all()


def test_voice_counts_its_own_words_on_both_sides() -> None:
    """Quoted words alone: both sides' sizes and counts are those inside quotation marks."""
    said = '"Warrant follows warrant," she noted. Nothing moved.\n\n'
    given = [
        Article("focal", "", LAW + said * 6),
        Article("b", "", GAS + '"Tea warms guests," he added.\n\n' * 6),
        Article("c", "", TEA + '"Tea cools guests," he added.\n\n' * 6),
    ]
    made = table(given, voice="quoted")
    assert set(made["n_units"]) == {18}
    assert row(made, "warrant")["count"] == 12
    assert row(made, "tea")["reference_count"] == 12
    assert "court" not in set(made["item"])


QUOTING = [*articles()[1:], Article("focal", "", LAW + '"Warrant," she noted.')]
ALIKE = [Article(name, "", LAW) for name in ("focal", "b", "c")]


@pytest.mark.parametrize(
    ("given", "options", "reason"),
    [
        (articles(), {"voice": "quoted"}, "no word in this voice"),
        (QUOTING, {"voice": "quoted"}, "no word in this voice in the articles compared with"),
        (articles()[:1], {}, "no other article to compare with"),
        (articles(), {"min_count": 10_000}, "no term occurs 10000 times or more"),
        (ALIKE, {}, "no term differs"),
    ],
)
def test_what_cannot_be_compared_says_why(given: list[Article], options: dict[str, Any], reason: str) -> None:
    """One row without a term, with NaN and a plain reason."""
    made = table(given, **options)
    assert len(made) == 1
    only = made.iloc[0]
    assert (only["item"], only["reason"], only["level"], only["name"]) == ("", reason, "focal", "focal")
    assert math.isnan(only["value"])
    assert math.isnan(only["log_ratio"])
    assert only["count"] == 0


def test_column_types_do_not_depend_on_the_data() -> None:
    """A table with nothing to tell has the types of one that has."""
    full, empty = table(), table(voice="quoted")
    assert full.dtypes.to_dict() == empty.dtypes.to_dict()


def test_an_empty_article_among_the_others_changes_nothing() -> None:
    """An article without a word adds no evidence."""
    silent = Article("silent", "Title alone", "")
    pd.testing.assert_frame_equal(table([*articles(), silent]), table())


def test_titles_do_not_count() -> None:
    """Words of titles are in no count."""
    given = [replace(article, title="Zeppelin zeppelin zeppelin zeppelin") for article in articles()]
    assert "zeppelin" not in set(table(given)["item"])
    pd.testing.assert_frame_equal(table(given), table())


def test_smaller_prior_lets_rare_terms_speak_up() -> None:
    """A larger prior draws all log odds towards 0 and leaves the value alone."""
    loose, tight = (row(table(prior=prior), "warrant") for prior in (10.0, 5000.0))
    assert abs(tight["log_odds"]) < abs(loose["log_odds"])
    assert tight["value"] == loose["value"]


def test_background_informs_the_log_odds_alone() -> None:
    """A background in which the term is common draws its odds; value and counts stay."""
    plain = row(table(), "warrant")
    common, rare = (
        row(table(background={"warrant": share, "pipeline": 0.001}, prior=1000.0), "warrant") for share in (0.2, 0.0001)
    )
    assert common["log_odds"] < rare["log_odds"]
    assert common["value"] == rare["value"] == plain["value"]
    given = articles()
    n1, n2 = len(words([given[0].text])), len(words([article.text for article in given[1:]]))
    cells = 17 - 1 + 200, n1 + 1000 - 216, 2 + 200, n2 + 1000 - 202
    expected = math.log(cells[0] / cells[1]) - math.log(cells[2] / cells[3])
    assert common["log_odds"] == pytest.approx(expected)


@pytest.mark.parametrize("background", [None, {"warrant": 0.01, "gas": 0.002, "court": 0.004, "tea": 0.001}])
def test_ranking_takes_short_cuts_that_change_nothing(background: dict[str, float] | None) -> None:
    """The z that selects terms is the z that is shown, whatever the level."""
    for by in ("article", "outlet"):
        wide = table(by=by, most=1000, background=background)
        narrow = table(by=by, most=6, background=background)
        for name, part in wide[wide["reason"] == ""].groupby("name"):
            shown = narrow[narrow["name"] == name]["z"]
            for sign in (1, -1):
                z = (sign * part["z"]).sort_values(ascending=False)
                expected = z[z > 0].to_numpy()[:3]
                assert sorted(sign * shown[sign * shown > 0], reverse=True) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"by": "country"}, "focal, article, outlet, group"),
        ({"voice": "loud"}, "all, attributed, unquoted, narrator, quoted"),
        ({"prior": 0.0}, "prior"),
        ({"prior": math.nan}, "prior"),
        ({"min_count": 0}, "min_count"),
        ({"min_range": 0}, "min_range"),
        ({"most": -1}, "most"),
        ({"confidence": 1.0}, "confidence"),
        ({"background": {}}, "background"),
        ({"background": {"a": 0.0}}, "background"),
        ({"background": {"a": math.nan}}, "background"),
    ],
)
def test_wrong_options_are_refused_with_their_name(options: dict[str, Any], named: str) -> None:
    """An option out of its range ends in an error that names it."""
    with pytest.raises(UsageError, match=named):
        keyness(features(), **options)


def test_pairs_compare_two_sets_and_nothing_else() -> None:
    """With "each", the reference is the other outlet alone; each pair has one set of rows, named on both ends."""
    options: dict[str, Any] = {"most": 500, "min_count": 1, "min_range": 1, "collocations": False}
    extra = Article("law1", "", LAW * 4, "Law Letter", "south")
    made = table([*articles(), extra], by="outlet", against="each", **options)
    pairs = list(dict.fromkeys(zip(made["name"], made["against"], strict=True)))
    assert pairs == [("Gas Post", "Law Letter"), ("Gas Post", "Tea Times"), ("Law Letter", "Tea Times")]
    pair = made[made["against"].eq("Tea Times") & made["name"].eq("Gas Post")]
    texts = {article.id: article.text for article in articles()}
    gas, tea = (Counter(words([texts[f"{name}1"], texts[f"{name}2"]])) for name in ("gas", "tea"))
    found = row(pair, "pipeline")
    assert (found["count"], found["reference_count"]) == (gas["pipeline"], tea["pipeline"])
    assert (found["n_articles"], found["reference_articles"]) == (2, 2)
    assert set(pair["n_terms"]) == {sum(w not in stopwords() and len(w) > 1 for w in gas | tea)}


def test_what_a_row_is_compared_with_is_named() -> None:
    """The focal article against the others, any other set against the rest of them."""
    made = table(by="article")
    assert dict(zip(made["name"], made["against"], strict=True)) == {
        "focal": "others", "gas1": "rest", "gas2": "rest", "tea1": "rest", "tea2": "rest",
    }  # fmt: skip
    assert set(table(by="outlet")["against"]) == {"rest"}
    assert set(table()["reference_articles"]) == {4}


@pytest.mark.parametrize(
    ("options", "named"), [({"against": "all"}, "rest, each"), ({"against": "each"}, "by='outlet'")]
)
def test_only_outlets_and_groups_go_in_pairs(options: dict[str, Any], named: str) -> None:
    """Articles in pairs would be a table as long as the square of their number."""
    with pytest.raises(UsageError, match=named):
        keyness(features(), **options)


def test_spread_counts_paragraphs_or_sentences_of_each_article() -> None:
    """For every article at once, the parts that have a term are those of the article alone."""
    given = articles()
    given[1] = replace(given[1], text=given[1].text.replace("\n\n", " "))
    found = find_candidates(features(given), voice="all", min_count=1, collocations=True)
    spread = found.spread().toarray()
    for at in range(len(given)):
        assert spread[at].tolist() == found.parts(np.array([at])).side().range.tolist()
    assert ((spread > 0) == (found.by_article.toarray() > 0)).all()
