"""Cosines are those of scikit-learn on the same tokens, and of six sums worked by hand."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from analyzer.article import Article
from analyzer.codebook import load_codebook
from analyzer.errors import UsageError
from analyzer.features import Features, featurize
from analyzer.features.terms import content, stems
from analyzer.measures import similarity as module
from analyzer.measures._article_terms import ArticleTerms, article_terms
from analyzer.measures._cosine_interval import cosine_interval, draw
from analyzer.measures._levels import BY
from analyzer.measures._schema import check_table

similarity = module.similarity

LAW = "The court issued its warrant. Judges read the warrant aloud. A lawyer objected. The clerk wrote. They rose. "
GAS = "The pipeline carries gas. Engineers met at the pipeline. Gas prices fell. A valve froze. Crews repaired it. "
TEA = "Guests drank tea. A band played for the guests. The square was full. Children waved flags. Rain fell at night. "


def made(texts: dict[str, str], *, focal: str | None = None, outlets: dict[str, str] | None = None) -> Features:
    """Features of articles with these ids and texts."""
    named = outlets or {}
    articles = [Article(name, "", text, named.get(name, "")) for name, text in texts.items()]
    return featurize(articles, load_codebook(), focal=focal)


def six() -> Features:
    """A focal article and five others of two outlets and two groups; one of them has no outlet."""
    rows = [
        ("focal", LAW * 2 + GAS, "Own Daily", ""),
        ("law", LAW + TEA, "North Post", "north"),
        ("gas", GAS * 2 + TEA, "North Post", "south"),
        ("tea", TEA, "South Post", "south"),
        ("both", LAW + GAS + '"The judges drank tea with us all night," said a guest.', "South Post", "north"),
        ("none", TEA + LAW, "", ""),
    ]
    return featurize([Article(i, "Title", text, o, g) for i, text, o, g in rows], load_codebook(), focal="focal")


def tokens(features: Features, row: int) -> list[str]:
    """Content terms of one article, each as the form that its stem goes by."""
    body = features.body
    counts = np.bincount(body.tokens, minlength=len(body.vocabulary))
    kept = content(body.vocabulary.tolist()) & (counts > 0)
    ids, labels = stems(body.vocabulary[kept].tolist(), counts[kept])
    form = dict(zip(np.flatnonzero(kept), (labels[at] for at in ids), strict=True))
    article = np.repeat(body.units["article"].to_numpy(), np.diff(body.offsets))
    return [form[token] for token in body.tokens[article == row] if token in form]


def test_three_texts_of_three_words():
    """The cosines of three headlines are 0, .273450 and .597969."""
    table = module.matrix(made({"a": "ICC arrest warrant.", "b": "Gas pipeline deal.", "c": "ICC gas deal."}))
    found = [table.loc[pair] for pair in (("a", "b"), ("a", "c"), ("b", "c"))]
    assert found == pytest.approx([0, 0.273450, 0.597969], abs=1e-6)


def test_cosines_are_those_of_scikit_learn():
    """`TfidfVectorizer` as it comes gives the same matrix on the same tokens."""
    features = six()
    vectors = TfidfVectorizer(analyzer=lambda row: tokens(features, row)).fit_transform(range(6))
    assert module.matrix(features).to_numpy() == pytest.approx((vectors @ vectors.T).toarray())


def test_a_matrix_is_symmetric_with_ones_on_its_diagonal():
    """A text is as like another as the other is like it, and exactly like itself."""
    table = module.matrix(six())
    assert table.index.tolist() == table.columns.tolist() == ["focal", "law", "gas", "tea", "both", "none"]
    assert (table.to_numpy() == table.to_numpy().T).all()
    assert (np.diag(table) == 1).all()


def test_identical_texts_are_one_and_disjoint_texts_zero():
    """The same words in another order give 1; no common content word gives 0, however many stop words are shared."""
    table = similarity(made({"a": LAW, "same": LAW[30:] + LAW[:30], "other": "The tea of the guests."}, focal="a"))
    values = dict(zip(table["name"], table["value"], strict=True))
    assert values["same"] == pytest.approx(1)
    assert values["other"] == 0
    assert table.loc[table["name"] == "other", "shared"].item() == ""
    assert table.loc[table["name"] == "other", "reason"].item() == ""


def test_forms_of_a_word_are_one_term():
    """ "warrants" is like "warrant"; the row names the form that occurs most."""
    table = similarity(made({"a": "Warrants and tea.", "b": "A warrant of old.", "c": "Warrants again."}, focal="a"))
    assert table.loc[0, "value"] > 0
    assert table.loc[0, "shared"].startswith("warrants ")


def test_the_focal_article_is_compared_with_every_other_one():
    """One row for each other article with the focal one as item, and their mean, whose terms sum to it as well."""
    features = six()
    table, cosines = similarity(features, most=0), module.matrix(features)
    others = table[table["level"] == "article"]
    assert others["name"].tolist() == ["law", "gas", "tea", "both", "none"]
    assert set(table["item"]) == {"focal"}
    assert others["value"].to_numpy() == pytest.approx(cosines.loc[others["name"], "focal"].to_numpy())
    mean = table[table["level"] == "others"]
    assert mean["value"].item() == pytest.approx(others["value"].mean())
    assert mean["masked"].item() == pytest.approx(others["masked"].mean())
    assert (mean["n_articles"].item(), set(others["n_articles"])) == (5, {1})


def test_every_pair_of_articles_has_a_row():
    """Six articles make fifteen pairs; those with the focal article have it as item, and they alone an interval."""
    table = similarity(six(), by="article")
    assert len(table) == 15
    assert {frozenset(pair) for pair in zip(table["name"], table["item"], strict=True)} == {
        frozenset(pair) for pair in combinations(["focal", "law", "gas", "tea", "both", "none"], 2)
    }
    with_focal = table["item"] == "focal"
    assert with_focal.sum() == 5
    assert "focal" not in set(table["name"])
    assert table["low"].notna().tolist() == with_focal.tolist()


def test_with_many_articles_only_pairs_with_the_focal_one_are_listed():
    """61 articles make 60 rows; without a focal article there is one row that says why there are no more."""
    texts = {f"a{n:02d}": f"Word{n} and the court." for n in range(61)}
    assert len(similarity(made(texts, focal="a07"), by="article")) == 60
    table = similarity(made(texts), by="article")
    assert table["reason"].tolist() == ["no article is marked as focal"]


def test_sets_are_means_of_their_articles():
    """The vector of an outlet is the mean of its articles' vectors scaled to length 1."""
    features = six()
    terms = article_terms(features, "all").weights.toarray()
    table = similarity(features, by="outlet")
    assert table[["name", "item"]].apply(tuple, axis=1).tolist() == [
        ("North Post", "South Post"),
        ("North Post", "focal"),
        ("South Post", "focal"),
    ]
    north, south = terms[1] + terms[2], terms[3] + terms[4]
    north, south = north / np.linalg.norm(north), south / np.linalg.norm(south)
    assert table["value"].to_numpy() == pytest.approx([north @ south, north @ terms[0], south @ terms[0]])
    assert table["n_articles"].tolist() == [4, 2, 2]


def test_contributions_sum_to_the_cosine():
    """All terms together make the cosine, each the product of its two weights; the heaviest comes first."""
    features = six()
    table = module.contributions(features, "focal", "both", most=0)
    assert table["contribution"].sum() == pytest.approx(module.matrix(features).loc["focal", "both"])
    assert table["contribution"].to_numpy() == pytest.approx((table["weight_a"] * table["weight_b"]).to_numpy())
    assert table["contribution"].is_monotonic_decreasing
    assert (table["contribution"] > 0).all()
    assert len(module.contributions(features, "focal", "both", most=2)) == 2


def test_shared_terms_are_named_with_their_contributions():
    """Two terms that weigh the same in two of three texts add half of .597969 each."""
    features = made({"b": "Gas pipeline deal.", "c": "ICC gas deal.", "a": "ICC arrest warrant."}, focal="b")
    table = similarity(features)
    assert table.loc[0, "shared"] == "deal .3, gas .3"
    assert similarity(features, most=1).loc[0, "shared"] == "deal .3"


def test_masking_leaves_out_the_names_of_actors():
    """Two texts that share nothing but names have a cosine and no masked cosine to speak of."""
    features = made(
        {"a": "Vladimir Putin drank tea.", "b": "President Putin and the ICC met.", "c": "He drank."}, focal="a"
    )
    table = similarity(features)
    assert table.loc[0, "value"] > 0
    assert table.loc[0, "masked"] == 0
    assert table.loc[1, "masked"] == pytest.approx(module.matrix(features, masked=True).loc["a", "c"])


def test_a_text_of_names_alone_has_no_masked_cosine():
    """When nothing is left without the names, the masked cosine is missing and not 0."""
    table = similarity(made({"a": "Vladimir Putin.", "b": "Vladimir Putin left."}, focal="a"))
    assert table.loc[0, "value"] > 0
    assert np.isnan(table.loc[0, "masked"])


def test_an_outlet_does_not_resemble_others_by_its_own_name():
    """The name counts where another outlet prints it, and not in the outlet's own articles."""
    texts = {"a": "The Harbour Courier saw rain.", "b": "The Harbour Courier saw snow."}
    plain = similarity(made(texts, focal="a")).loc[0, "shared"]
    one = similarity(made(texts, focal="a", outlets={"a": "Harbour Courier"})).loc[0, "shared"]
    assert "courier" in plain
    assert "harbour" in plain
    assert "courier" not in one
    assert "harbour" not in one


@pytest.mark.parametrize("outlet", ["*", "?", "***", "A*", "(", "Yahoo?", "\u2014", " "])
def test_odd_outlet_names_remove_nothing_else(outlet):
    """Marks in the name of an outlet are no globs."""
    table = similarity(made({"a": LAW, "b": LAW}, focal="a", outlets={"a": outlet, "b": outlet}))
    assert table.loc[0, "value"] == pytest.approx(1)
    assert "warrant" in table.loc[0, "shared"]


def test_a_voice_without_a_word_is_not_zero():
    """Articles that quote nobody have no cosine in quoted speech, and the row says whose words are missing."""
    table = similarity(six(), voice="quoted")
    assert table["value"].isna().all()
    assert table.loc[0, "reason"] == "no content word in this voice: law, focal"
    assert check_table(table, module.SCHEMA) == []
    cosines = module.matrix(six(), voice="quoted")
    assert cosines.notna().to_numpy().sum() == 1
    assert cosines.loc["both", "both"] == 1


def test_voices_are_compared_apart():
    """Words of a quotation count in quoted speech and in all, not in the narrator's."""
    quote = ' He said: "The pipeline carries gas to the east." '
    features = made({"a": LAW + quote, "b": TEA + quote, "c": TEA}, focal="a")
    values = {voice: similarity(features, voice=voice).loc[0, "value"] for voice in ("narrator", "all", "quoted")}
    assert values["narrator"] == 0
    assert 0 < values["all"] < 1
    assert values["quoted"] == pytest.approx(1)


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("voice", ["all", "narrator", "quoted"])
def test_tables_fit_their_schema(by, voice):
    """Every level and voice gives a table in the columns of the schema, with or without a focal article."""
    assert check_table(similarity(six(), by=by, voice=voice), module.SCHEMA) == []
    nobody = made({"a": LAW, "b": GAS})
    assert check_table(similarity(nobody, by=by, voice=voice), module.SCHEMA) == []
    alone = made({"a": LAW}, focal="a")
    table = similarity(alone, by=by, voice=voice)
    assert check_table(table, module.SCHEMA) == []
    assert table["reason"].tolist() == ["there is no other text to compare with"]


def test_intervals_do_not_depend_on_what_else_is_compared():
    """The drawn texts of an article are its own: two runs, and a run in another order, agree to the last bit."""
    features = six()
    table = similarity(features).set_index("name")
    again = similarity(features, by="article").query("item == 'focal'").set_index("name")
    for name in ("low", "value", "high"):
        assert table.loc[again.index, name].tolist() == again[name].tolist()
    assert not similarity(features, seed=1)["low"].equals(similarity(features)["low"])


def test_short_articles_and_no_draws_give_no_interval():
    """Fewer than five sentences, or no draws, leave low and high empty."""
    features = made({"a": LAW, "short": "The court issued its warrant. Judges read it.", "long": LAW + TEA}, focal="a")
    table = similarity(features).set_index("name")
    assert table["low"].notna().to_dict() == {"short": False, "long": True, "others": False}
    assert similarity(features, bootstrap=0)["high"].isna().all()
    assert similarity(features, min_sentences=2).set_index("name")["low"].notna()["short"]


def test_drawn_texts_are_less_alike_and_the_interval_holds_the_value_all_the_same():
    """Nearly all drawn cosines of these texts lie below the value; the interval is moved to where the value is."""
    features = six()
    terms = article_terms(features, "all")
    one, other = (draw(terms, row, str(row), n=200, seed=1) for row in (0, 4))
    _, a, b = np.intersect1d(one.columns, other.columns, return_indices=True)
    cosines = (one.vectors[:, a] * other.vectors[:, b]).sum(axis=1)
    value = module.matrix(features).loc["focal", "both"]
    assert np.median(cosines) < value
    low, high = cosine_interval(value, one, other, 0.95)
    assert 0 <= low < value < high <= 1


def test_intervals_hold_the_mean_cosine_of_such_texts():
    """Of 200 pairs of texts written by the same two dice, at least nine in ten intervals hold the mean cosine."""
    rng = np.random.default_rng(11)
    chances = np.array([rng.permutation(1 / np.arange(3, 303)) for _ in range(6)])
    chances /= chances.sum(axis=1, keepdims=True)
    rows = []
    for _ in range(200):
        subjects = np.concatenate((rng.integers(0, 4, 25), rng.integers(2, 6, 25)))
        counts = np.array([rng.multinomial(9, chances[subject]) for subject in subjects], np.float64)
        texts = np.array([counts[:25].sum(axis=0), counts[25:].sum(axis=0)])
        weights = sparse.csr_array(texts / np.linalg.norm(texts, axis=1, keepdims=True))
        article = np.repeat([0, 1], 25)
        terms = ArticleTerms(np.zeros(300, object), sparse.csr_array(counts), article, np.ones(300), weights, weights)
        value = float((weights.toarray()[0] * weights.toarray()[1]).sum())
        one, other = (draw(terms, row, "same" * row, n=200, seed=1) for row in (0, 1))
        rows.append((value, *cosine_interval(value, one, other, 0.95)))
    value, low, high = np.array(rows).T
    assert ((low <= value.mean()) & (value.mean() <= high)).mean() >= 0.9
    assert (high - low).mean() < 0.4


def test_unknown_choices_are_named():
    """A wrong level, voice or article says what would be right."""
    features = six()
    with pytest.raises(UsageError, match="Use one of: focal, article, outlet, group"):
        similarity(features, by="paper")
    with pytest.raises(
        UsageError, match="Use one of: all, attributed, unquoted, narrator, quoted, paraphrased, reporting"
    ):
        similarity(features, voice="loud")
    with pytest.raises(UsageError, match="Use one of: focal, law, gas, tea, both, none"):
        module.contributions(features, "focal", "coffee")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text(max_size=200), min_size=1, max_size=5),
    st.sampled_from(BY),
    st.sampled_from(["all", "narrator", "quoted"]),
    st.text(max_size=12),
)
def test_any_text_gives_a_valid_table(texts, by, voice, outlet):
    """Whatever stands in the articles and in the names of outlets, the table fits its schema."""
    articles = [Article(str(n), "", f"court {text}", outlet if n else "x") for n, text in enumerate(texts)]
    features = featurize(articles, load_codebook(), focal="0")
    assert check_table(similarity(features, by=by, voice=voice, min_sentences=1), module.SCHEMA) == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from(["Gas.", "Tea.", "Court.", "Rain."]), min_size=1, max_size=6), min_size=2, max_size=4
    )
)
def test_intervals_hold_their_values(texts):
    """However few words the sentences hold, 0 <= low <= value <= high <= 1."""
    features = made({str(n): "\n\n".join(lines) for n, lines in enumerate(texts)}, focal="0")
    table = similarity(features, min_sentences=1).dropna(subset=["low"])
    assert (table["low"] >= 0).all()
    assert (table["low"] <= table["value"]).all()
    assert (table["value"] <= table["high"]).all()
    assert (table["high"] <= 1).all()
