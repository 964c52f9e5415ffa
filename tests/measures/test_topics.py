"""Planted topics are found again; scores of topics are recounted by hand."""

from __future__ import annotations

import math
from functools import cache
from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from analyzer.article import Article
from analyzer.codebook import Codebook, Frame, load_codebook
from analyzer.errors import UsageError
from analyzer.features import Features, featurize
from analyzer.measures import topics as module
from analyzer.measures._coherence import agreement, average_jaccard, exclusivity, npmi, top_terms
from analyzer.measures._levels import BY
from analyzer.measures._nmf import factorise, factors, loadings, singular
from analyzer.measures._schema import check_table
from analyzer.measures._topic_model import fit_topics

topics = module.topics

FRAMES = 4
SUBJECTS = ("p", "q", "r", "t")
WORDS = {subject: [f"{subject}{number:02d}x" for number in range(25)] for subject in SUBJECTS}
COMMON = [f"c{number:02d}x" for number in range(60)]
# Words that no stemmer alters; the first four of each subject are in the codebook.
BOOK = Codebook(
    name="planted",
    version="1",
    frames={s: Frame(label=s, definition=s, patterns=tuple(WORDS[s][:4]), ambiguous=(WORDS[s][4],)) for s in SUBJECTS},
)


def planted(n_articles: int, n_sentences: int, *, noise: float, seed: int = 7) -> tuple[list[Article], np.ndarray]:
    """Articles of 14-word sentences, each sentence on one of four subjects; and the subject of each."""
    rng = np.random.default_rng(seed)
    subject = rng.integers(FRAMES, size=(n_articles, n_sentences))
    texts = []
    for own in subject:
        lines = []
        for true in own:
            words = []
            for _ in range(14):
                if rng.random() < 0.45:
                    words.append(COMMON[rng.integers(60)])
                else:
                    kind = true if rng.random() < 1 - noise else rng.integers(FRAMES)
                    words.append(WORDS[SUBJECTS[kind]][int(25 * rng.beta(1, 2.2))])
            lines.append(" ".join(words).capitalize() + ".")
        texts.append("\n\n".join(lines))
    outlets = ("Red Paper", "Blue Paper")
    groups = ("North", "South", "")
    given_articles = [Article(f"a{n:02d}", "", text, outlets[n % 2], groups[n % 3]) for n, text in enumerate(texts)]
    return given_articles, subject.ravel()


@cache
def noisy() -> tuple[Features, np.ndarray]:
    """160 sentences in which a fifth of the words on a subject are on another."""
    given_articles, subject = planted(10, 16, noise=0.2)
    return featurize(given_articles, BOOK, focal="a00"), subject


@cache
def clean() -> tuple[Features, np.ndarray]:
    """270 sentences that keep to their subject."""
    given_articles, subject = planted(18, 15, noise=0.0)
    return featurize(given_articles, BOOK, focal="a00"), subject


def accuracy(model: module.TopicModel, guess: np.ndarray, subject: np.ndarray) -> float:
    """Share of units whose guess is their subject."""
    true = subject.reshape(model.article.max() + 1, -1)[model.article, model.sentence]
    return float((guess == true).mean())


def test_guided_topics_recover_planted_frames():
    """At least .85 of 160 noisy sentences get the topic of their subject, though only four words of 25 are seeds."""
    features, subject = noisy()
    model = fit_topics(features, kind="guided")
    assert sorted(model.frames) == ["", *SUBJECTS]
    columns = [model.frames.index(frame) for frame in SUBJECTS]
    assert accuracy(model, model.weights[:, columns].argmax(axis=1), subject) >= 0.85


def test_stability_finds_the_planted_number_of_topics():
    """With four subjects kept apart, four topics are chosen, and they are the subjects."""
    features, subject = clean()
    model = fit_topics(features, kind="free")
    table = model.k_table
    assert table["k"].tolist() == [3, 4, 5, 6]
    assert table.loc[table["chosen"], "k"].tolist() == [4]
    assert table["stability"].idxmax() == 1
    assert (table["low"] <= table["stability"]).all()
    assert (table["high"] >= table["stability"]).all()
    best = model.weights.argmax(axis=1)
    assert max(accuracy(model, np.array(order)[best], subject) for order in permutations(range(4))) >= 0.95
    assert all(len({term[0] for term in own[:5]} - {"c"}) == 1 for own in model.terms)


def test_topics_come_by_size_with_shares_that_sum_to_one():
    """Each counted unit is divided between the topics; the first topic is the largest; labels differ."""
    model = fit_topics(noisy()[0])
    assert model.weights.sum(axis=1) == pytest.approx(np.ones(len(model.unit)))
    size = (model.weights * model.mass[:, None]).sum(axis=0)
    assert (np.diff(size) <= 0).all()
    assert len(set(model.labels)) == len(model.labels)
    assert model.labels[0] == ", ".join(model.terms[0][:3])


def test_seeds_are_clear_single_words_and_discoveries_are_not_in_the_codebook():
    """The seeds of a topic are its frame's clear words; discoveries are in no pattern, nearly all on the subject."""
    model = fit_topics(noisy()[0])
    for number, frame in enumerate(model.frames):
        if frame:
            assert set(model.seeds[number]) == set(WORDS[frame][:4])
            found = model.discovered[number]
            assert not set(found) & {word for words in WORDS.values() for word in words[:4]}
            assert WORDS[frame][4] not in found
            assert sum(term in WORDS[frame] for term in found) >= 0.8 * len(found) > 0
        else:
            assert model.seeds[number] == ()


def test_a_frame_without_enough_seeds_guides_no_topic():
    """Two words, or three that stand in hardly any unit, are too little to guide a topic."""
    frames = {
        "p": BOOK.frames["p"],
        "few": Frame(label="few", definition="", patterns=tuple(WORDS["q"][:2])),
        "rare": Frame(label="rare", definition="", patterns=tuple(WORDS["r"][22:25])),
        "phrases": Frame(label="phrases", definition="", patterns=tuple(f"{word} {word}" for word in COMMON[:9])),
    }
    features = featurize(planted(10, 16, noise=0.2)[0], Codebook(name="b", version="1", frames=frames))
    assert set(fit_topics(features).frames) == {"p", ""}


def test_more_topics_than_frames_are_free():
    """k counts all topics; a guided model keeps one for each frame and one free topic, however small k is."""
    features = noisy()[0]
    assert sorted(fit_topics(features, k=7).frames) == ["", "", "", *SUBJECTS]
    assert sorted(fit_topics(features, k=2).frames) == ["", *SUBJECTS]
    assert len(fit_topics(features, kind="free", k=5).labels) == 5


def test_values_are_means_of_shares():
    """The value of an article is the mean over its units; that of an outlet the mean over its articles."""
    features = noisy()[0]
    model = fit_topics(features)
    by_article = {
        (f"a{row:02d}", label): model.weights[model.article == row, number].mean()
        for row in range(10)
        for number, label in enumerate(model.labels)
    }
    table = topics(features, by="article", model=model)
    assert len(table) == 50
    expected = [by_article[pair] for pair in zip(table["name"], table["item"], strict=True)]
    assert table["value"].tolist() == pytest.approx(expected)
    outlet = topics(features, by="outlet", model=model)
    blue = outlet[(outlet["name"] == "Blue Paper") & (outlet["topic"] == 1)]["value"].item()
    assert blue == pytest.approx(np.mean([by_article[f"a{row:02d}", model.labels[0]] for row in range(1, 10, 2)]))


@pytest.mark.parametrize("kind", ["guided", "free"])
@pytest.mark.parametrize("by", BY)
def test_tables_fit_their_schema(by, kind):
    """Every level gives a table in the columns of the schema; shares of a row's topics sum to one."""
    table = topics(noisy()[0], by=by, kind=kind)
    assert check_table(table, module.SCHEMA) == []
    sums = table.groupby(["level", "name"])["value"].sum()
    assert sums.to_numpy() == pytest.approx(np.ones(len(sums)))
    assert set(table["kind"]) == {kind}


def voiced() -> Features:
    """Articles that quote a subject and narrate another; the last article quotes nobody."""
    given_articles, _ = planted(12, 15, noise=0.2, seed=3)
    quote = f'The speaker said: "{" ".join(WORDS["q"][:6])} again and again."'
    texts = [f"{a.text}\n\n{quote}\n\n{quote}" for a in given_articles[:-1]] + [given_articles[-1].text]
    return featurize([Article(f"a{n:02d}", "", text) for n, text in enumerate(texts)], BOOK, focal="a00")


def test_voices_divide_the_units():
    """Topics are the same for every voice; narrator and quoted units, weighted by their number, make up all."""
    features = voiced()
    model = fit_topics(features)
    some = {}
    for voice in ("all", "narrator", "quoted"):
        table = topics(features, by="article", voice=voice, model=model)
        some[voice] = table[table["name"] != "a11"].reset_index()
    both = sum(some[v]["value"] * some[v]["n_units"] for v in ("narrator", "quoted"))
    assert (both / some["all"]["n_units"]).to_numpy() == pytest.approx(some["all"]["value"].to_numpy())
    on_q = some["quoted"][some["quoted"]["frame"] == "q"]["value"]
    assert (on_q > 0.5).all()


def test_a_voice_that_is_missing_has_a_reason():
    """An article without quotations has no shares of topics in quoted speech."""
    features = voiced()
    table = topics(features, by="article", voice="quoted")
    row = table[table["name"] == "a11"].iloc[0]
    assert np.isnan(row["value"])
    assert row["reason"] == "no sentence with three content terms in this voice"
    assert check_table(table, module.SCHEMA) == []


@pytest.mark.parametrize("by", BY)
def test_too_little_text_is_refused_in_plain_words(by):
    """On 60 sentences there are no topics but a reason, one row for each level."""
    features = featurize(planted(10, 6, noise=0.2)[0], BOOK, focal="a00")
    table = topics(features, by=by)
    assert table["value"].isna().all()
    assert set(table["reason"]) == {"topics need 150 sentences with 3 content terms; there are 60"}
    assert not table.duplicated(["level", "name"]).any()
    assert check_table(table, module.SCHEMA) == []


def test_few_articles_few_terms_and_foreign_codebooks_are_refused():
    """Five articles, twenty terms, or a codebook of which no word occurs: each has its own reason."""
    five = featurize(planted(5, 40, noise=0.2)[0], BOOK)
    assert fit_topics(five).reason == "topics need 6 articles; there are 5"
    line = " ".join(WORDS["p"][:20]).capitalize() + ".\n\n"
    same = featurize([Article(f"a{n}", "", line * 30) for n in range(6)], BOOK)
    assert fit_topics(same).reason == "topics need 30 terms that occur more than once; there are 20"
    foreign = featurize(planted(10, 16, noise=0.2)[0], load_codebook())
    assert fit_topics(foreign).reason.startswith("no frame of the codebook has 3 of its single words in 10 units")
    assert fit_topics(foreign, kind="free").reason == ""


def test_the_same_texts_give_the_same_numbers():
    """Fitted twice, on one thread and on two, all numbers are the same to the last bit."""
    from threadpoolctl import threadpool_limits

    features = noisy()[0]
    first = fit_topics(features, kind="free")
    with threadpool_limits(limits=2, user_api="blas"):
        second = fit_topics(features, kind="free")
    assert first.weights.tobytes() == second.weights.tobytes()
    assert first.labels == second.labels
    assert first.k_table.equals(second.k_table)


def test_topics_do_not_depend_on_the_seed_nor_on_the_order_of_articles():
    """The seed draws articles for the stability alone; shuffled articles give the same shares up to rounding."""
    given_articles, _ = planted(10, 16, noise=0.2)
    features, shuffled = noisy()[0], featurize(given_articles[::-1], BOOK, focal="a00")
    model, other = fit_topics(features), fit_topics(features, seed=1)
    assert model.weights.tobytes() == other.weights.tobytes()
    assert not model.k_table.equals(other.k_table)
    keys = ["name", "item"]
    one, two = (topics(f, by="article").set_index(keys)["value"].sort_index() for f in (features, shuffled))
    assert one.index.equals(two.index)
    assert one.to_numpy() == pytest.approx(two.to_numpy(), abs=1e-5)


def test_titles_are_not_counted():
    """A title neither counts as a sentence nor changes a share."""
    given_articles, _ = planted(10, 16, noise=0.2)
    titled = [Article(a.id, " ".join(WORDS["p"]), a.text, a.outlet) for a in given_articles]
    with_titles = fit_topics(featurize(titled, BOOK))
    plain = fit_topics(noisy()[0])
    assert with_titles.weights.tobytes() == plain.weights.tobytes()
    assert (with_titles.unit == plain.unit + 1 + with_titles.article).all()


def test_examples_show_their_topic():
    """Examples are units of different articles in which their topic has the largest part."""
    features = noisy()[0]
    model = fit_topics(features)
    chosen = module.examples(model, n=3)
    assert [len(rows) for rows in chosen] == [3] * 5
    for number, rows in enumerate(chosen):
        assert features.units["article"].iloc[list(rows)].is_unique
        assert (model.weights[np.isin(model.unit, rows)].argmax(axis=1) == number).all()
    assert module.examples(fit_topics(features, min_units=999)) == ()


def test_unknown_choices_are_named():
    """A wrong kind, voice, number or model says what would be right."""
    features = noisy()[0]
    with pytest.raises(UsageError, match="Use one of: guided, free"):
        fit_topics(features, kind="seeded")
    with pytest.raises(UsageError, match="Use 1 to 50, or 0"):
        fit_topics(features, k=51)
    with pytest.raises(
        UsageError, match="Use one of: all, attributed, unquoted, narrator, quoted, paraphrased, reporting"
    ):
        topics(features, voice="speaker")
    with pytest.raises(UsageError, match="fitted on other features"):
        topics(clean()[0], model=fit_topics(features))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(max_size=300), min_size=6, max_size=9), st.sampled_from(["guided", "free"]))
def test_any_text_gives_a_valid_table(texts, kind):
    """Whatever stands in the articles, the table fits its schema."""
    articles = [Article(str(n), "", f"court {text}") for n, text in enumerate(texts)]
    features = featurize(articles, load_codebook(), focal="0")
    assert check_table(topics(features, kind=kind, min_units=1), module.SCHEMA) == []


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from(["guided", "free"]))
def test_any_small_vocabulary_gives_a_valid_table(seed, kind):
    """Whatever words are drawn from a few, with topics asked for on next to nothing, the table fits its schema."""
    rng = np.random.default_rng(seed)
    words = [*COMMON[:20], *WORDS["p"][:8], *WORDS["q"][:8]]
    texts = ["\n\n".join(" ".join(rng.choice(words, 5)).capitalize() + "." for _ in range(12)) for _ in range(7)]
    features = featurize([Article(str(n), "", text) for n, text in enumerate(texts)], BOOK, focal="0")
    table = topics(features, kind=kind, k=int(rng.integers(0, 51)), min_units=1)
    assert check_table(table, module.SCHEMA) == []
    assert not table.duplicated(["level", "name", "item"]).any()


LITMUS = [
    {"icc", "warrant", "arrest"},
    {"icc", "warrant"},
    {"gas", "pipeline"},
    {"gas", "pipeline", "china"},
    {"icc", "gas"},
    {"soviet", "wreath"},
]


def presence(*terms: str) -> np.ndarray:
    """Which of the six sentences holds which term."""
    return np.array([[term in sentence for term in terms] for sentence in LITMUS])


def test_npmi_of_six_sentences():
    """Pairs of court, warrant and arrest are worth .630930, .386853 and .613147, their mean .543643."""
    pairs = {("icc", "warrant"): 0.630930, ("icc", "arrest"): 0.386853, ("warrant", "arrest"): 0.613147}
    for pair, score in pairs.items():
        assert npmi(presence(*pair)) == pytest.approx(score, abs=1e-6)
    assert npmi(presence("icc", "warrant", "arrest")) == pytest.approx(0.543643, abs=1e-6)
    assert npmi(presence("icc", "soviet")) == -1


@given(st.lists(st.lists(st.booleans(), min_size=3, max_size=3), min_size=1, max_size=12))
def test_npmi_is_what_its_formula_says(rows):
    """Pair by pair, ln(p_ij / (p_i p_j)) / -ln p_ij; -1 for never together, 1 for always."""
    present = np.array(rows)
    scores = []
    for i, j in combinations(range(3), 2):
        p_i, p_j, p_ij = present[:, i].mean(), present[:, j].mean(), (present[:, i] & present[:, j]).mean()
        scores.append(-1.0 if p_ij == 0 else 1.0 if p_ij == 1 else math.log(p_ij / (p_i * p_j)) / -math.log(p_ij))
    assert npmi(present) == pytest.approx(np.mean(scores))


def test_average_jaccard_of_two_lists():
    """Five terms each, three of them shared: .154286."""
    album, music, best, award, win, sport, medal = range(7)
    one, other = np.array([[album, music, best, award, win]]), np.array([[sport, best, win, medal, award]])
    assert average_jaccard(one, other).item() == pytest.approx(0.154286, abs=1e-6)


@given(st.permutations(range(8)), st.permutations(range(8)), st.integers(1, 5))
def test_average_jaccard_is_what_its_formula_says(one, other, depth):
    """The mean, over depths, of the Jaccard index of the tops of two lists."""
    expected = np.mean([len({*one[:d]} & {*other[:d]}) / len({*one[:d]} | {*other[:d]}) for d in range(1, depth + 1)])
    assert average_jaccard(np.array([one[:depth]]), np.array([other[:depth]])).item() == pytest.approx(expected)


def test_a_missing_term_agrees_with_nothing():
    """Topics with fewer terms than are compared do not agree in what they lack."""
    assert average_jaccard(np.array([[1, -1]]), np.array([[1, -1]])).item() == pytest.approx(0.75 - 1 / 12)


@given(st.integers(0, 2**32 - 1), st.integers(1, 4))
def test_topics_are_paired_for_the_best_agreement(seed, k):
    """No other pairing of the topics agrees more."""
    rng = np.random.default_rng(seed)
    one, other = (np.array([rng.permutation(8)[:4] for _ in range(k)]) for _ in range(2))
    scores = average_jaccard(one, other)
    best = max(np.mean([scores[n, at] for n, at in enumerate(order)]) for order in permutations(range(k)))
    assert agreement(one, other) == pytest.approx(best)


def test_exclusivity_by_hand():
    """A term of one topic alone counts 1, a term that both have alike counts one half."""
    weights = np.array([[3.0, 1.0, 0.0], [0.0, 1.0, 3.0]])
    assert exclusivity(weights, top_terms(weights, 2)) == pytest.approx((1 + 0.5 + 1 + 0.5) / 4)


def test_factors_are_those_of_scikit_learn():
    """From the same start, rank and number of steps, the factors are those of scikit-learn's NMF."""
    from sklearn.decomposition import NMF

    dense = np.random.default_rng(5).random((40, 25)) * (np.random.default_rng(6).random((40, 25)) < 0.3)
    rows, columns = factorise(sparse.csr_array(dense), singular(sparse.csr_array(dense), 4), 4, 50)
    model = NMF(4, init="nndsvda", random_state=0, tol=0, max_iter=50)
    assert rows == pytest.approx(model.fit_transform(dense), abs=1e-6)
    assert columns == pytest.approx(model.components_, abs=1e-6)


def test_without_draws_the_topics_are_the_same():
    """What is tried again says nothing about the topics themselves; without it a free model needs a number."""
    articles, _ = planted(12, 20, noise=0.1)
    features = featurize(articles, BOOK)
    one, other = (fit_topics(features, kind="free", k=4, draws=draws) for draws in (10, 0))
    assert one.terms == other.terms
    assert one.k_table["stability"].notna().all()
    assert other.k_table["stability"].isna().all()
    with pytest.raises(UsageError, match="without any"):
        fit_topics(features, kind="free", draws=0)


def test_a_part_of_many_rows_tells_the_topics():
    """Of 6,000 rows some are read first, the seeds among them; the error is within a thousandth of scikit-learn's."""
    from sklearn.decomposition import NMF

    rng = np.random.default_rng(11)
    mixture, words = rng.dirichlet(np.full(5, 0.2), 6000), rng.dirichlet(np.full(120, 0.1), 5)
    dense = rng.poisson(20 * mixture @ words).astype(float)
    seed = np.zeros((1, 120))
    seed[0, words[3].argsort()[-3:]] = 30.0  # the heaviest words of one subject
    matrix = sparse.csr_array(np.vstack((dense, seed)))
    rows, columns = factors(matrix, 5, seeds=1)
    model = NMF(5, random_state=0)
    apart = np.linalg.norm(matrix.toarray() - model.fit_transform(matrix) @ model.components_)
    assert np.linalg.norm(matrix.toarray() - rows @ columns) ** 2 <= 1.001 * apart**2
    guided = rows[-1].argmax()
    assert rows[:-1, guided].argmax() in np.argsort(-mixture[:, 3])[:300]


def test_loadings_divide_each_term():
    """A term that one topic alone explains is its own; one that both explain is halved; absent terms do not count."""
    matrix = sparse.csr_array(np.array([[2.0, 4.0, 0.0]]))
    parts = loadings(matrix, np.array([[1.0, 1.0]]), np.array([[1.0, 1.0, 0.0], [0.0, 1.0, 9.0]]))
    assert parts.tolist() == [[4.0, 2.0]]
