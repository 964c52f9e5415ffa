"""Features do not depend on how a corpus is cut, ordered or added to, and every number leads to its characters."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analyzer.article import Article
from analyzer.codebook import Codebook, Frame, load_codebook
from analyzer.errors import UnreadableError, UsageError
from analyzer.features import Features, featurize, indicator, kept
from analyzer.features import blocks as block_module
from analyzer.text.boilerplate import boilerplate
from analyzer.text.normalise import normalise
from analyzer.text.tokens import WORD
from analyzer.text.voices import VOICES

free = settings(deadline=None, derandomize=True, max_examples=60)
BOOK = load_codebook()
SMALL = Codebook(
    name="small",
    version="1",
    frames={
        "law": Frame(label="Law", definition="Law.", patterns=("court", "arrest warrant*", "cafe\u0301")),
        "trade": Frame(label="Trade", definition="Trade.", patterns=("trade deal*", "gas"), ambiguous=("market",)),
    },
)
TEXTS = [
    "HARBOUR CITY (Northern Wire) - The court’s judges issued an “arrest warrant” for him. “We see no legal duty to "
    "arrest anybody here,” he said.\n\nAdvertisement\n\nVladimir Putin spoke of trade—and of gas.\n\nMongolia agreed.",
    "They signed a trade deal on gas. The pipeline needs investment; it isn’t cheap.\n\nBy Ann Lee\n\nThe war went on.",
    "",
    "...\n\n?!",
    "Court",
    "One cafe\u0301 opened. It was a wor\u00adthy cafe\u0301",
    '‘We are friends,’ he said. "No deal" was signed (“we will never do that again”).',
    "The weather was mild.",
]
PARTS = (
    "The court ", "issued. ", "“We will come back,” ", "said Putin. ", "“", "”", '"', "(", ")", "-\"", "...", "—", ", ",
    "arrest warrant ", "no ", "gas ", "cafe\u0301 ", "wor\u00adthy ", "\n\n", "\n", "Advertisement\n", "war", "’s ",
    "x",
    ":\"", ".", "_", "国际。刑事", "U.S.",
)  # fmt: skip
texts = st.lists(st.sampled_from(PARTS), max_size=14).map("".join) | st.text(max_size=30)


def made(*texts: str, title: str = "The court met") -> list[Article]:
    return [
        Article(f"a{number}", title if number % 3 else "", text, outlet=f"Outlet {number % 2}")
        for number, text in enumerate(texts)
    ]


def read(*texts: str, book: Codebook = BOOK, title: str = "") -> Features:
    return featurize([Article(f"a{number}", title, text) for number, text in enumerate(texts)], book)


def says(word: str) -> bool:
    """A rule drawn with underscores says nothing, and need not be in a unit."""
    return any(map(str.isalnum, word))


def rows(table: pd.DataFrame) -> list[tuple[object, ...]]:
    """The rows of a table, to compare with rows worked by hand."""
    return list(table.itertuples(index=False, name=None))


def terms(features: Features) -> list[list[str]]:
    """The words of each unit."""
    cuts = np.split(features.vocabulary[features.tokens], features.offsets[1:-1])
    return [cut.tolist() for cut in cuts] if len(features.units) else []


def same(one: Features, other: Features) -> None:
    """Everything in both is equal, to the type."""
    for name in ("articles", "units", "hits", "mentions", "loaded", "attributions"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))
    for name in ("tokens", "barred", "offsets", "vocabulary"):
        left, right = getattr(one, name), getattr(other, name)
        assert left.dtype == right.dtype
        assert left.tolist() == right.tolist()


def of_article(features: Features, number: int) -> tuple[object, ...]:
    """All that features say of one article, whatever its number and its neighbours."""
    part = features.take([number])
    return (
        part.articles.drop(columns="focal").to_dict("records"),
        part.units.drop(columns="article").astype(object).where(part.units.notna(), None).to_dict("records"),
        terms(part),
        part.barred.tolist(),
        part.hits.to_dict("records"),
        part.mentions.to_dict("records"),
        loaded_words(part),
        part.attributions.drop(columns="article").astype(object).to_dict("records"),
    )


def loaded_words(features: Features) -> list[tuple[int, str, float]]:
    """Unit, word ("" for an emoticon) and contribution of each word that the masked tone is made of."""
    table = features.loaded
    words = np.append(features.vocabulary, "")[table["term"].to_numpy()]
    return list(zip(table["unit"].tolist(), words.tolist(), table["contribution"].tolist(), strict=True))


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_blocks_of_any_size_give_the_same_features(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """How many articles are read at once changes nothing."""
    articles = made(*TEXTS)
    whole = featurize(articles, BOOK, focal="a1")
    monkeypatch.setattr(kept, "_MOST", size)
    same(whole, featurize(articles, BOOK, focal="a1"))


@pytest.mark.parametrize("size", [1, 2, 5])
def test_slices_of_any_size_give_the_same_features(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """How many units are counted at once changes nothing."""
    articles = made(*TEXTS)
    whole = featurize(articles, BOOK)
    assert isinstance(block_module._SLICE, int)
    monkeypatch.setattr(block_module, "_SLICE", size)
    same(whole, featurize(articles, BOOK))


def test_the_order_of_articles_makes_no_difference() -> None:
    """Shuffled articles have the numbers that they had."""
    articles = made(*TEXTS)
    shuffled = random.Random(1).sample(articles, len(articles))
    first, second = featurize(articles, BOOK), featurize(shuffled, BOOK)
    assert first.vocabulary.tolist() == second.vocabulary.tolist()
    for number, article in enumerate(articles):
        assert of_article(first, number) == of_article(second, shuffled.index(article))


@free
@given(st.lists(texts, min_size=1, max_size=3), texts)
@example(["The cafe\u0301"], "Court.")
@example(["The court\u00ad"], "\u00adCourt.")
@example(["The united"], "states")
def test_another_article_changes_nothing(raws: list[str], other: str) -> None:
    """Hits, tone, units and offsets of the articles are what they are without the one that was added."""
    articles = [*made(*raws), Article("one", "Court", "The court met.")]
    alone = featurize(articles, SMALL)
    together = featurize([*articles, Article("more", "", other)], SMALL)
    before = featurize([Article("more", other[:5], other), *articles], SMALL)
    for number in range(len(articles)):
        assert of_article(alone, number) == of_article(together, number) == of_article(before, number + 1)


@free
@given(st.lists(texts, min_size=1, max_size=3))
def test_articles_taken_are_articles_read_alone(raws: list[str]) -> None:
    """What `take` keeps is what reading those articles alone gives."""
    articles = [*made(*raws), Article("one", "Court", "The court met.")]
    whole = featurize(articles, SMALL)
    rows = list(range(0, len(articles), 2))
    if len(articles) - 1 not in rows:
        rows.append(len(articles) - 1)
    taken, alone = whole.take(rows), featurize([articles[row] for row in rows], SMALL)
    for name in ("articles", "units", "hits", "mentions"):
        pd.testing.assert_frame_equal(getattr(taken, name), getattr(alone, name))
    assert terms(taken) == terms(alone)
    assert loaded_words(taken) == loaded_words(alone)
    assert taken.barred.tolist() == alone.barred.tolist()
    assert taken.offsets.tolist() == alone.offsets.tolist()


def test_taking_twice_backwards_or_nothing() -> None:
    """Rows are taken once and in the order of the corpus, -1 is the last, and no row gives no unit."""
    whole = featurize(made(*TEXTS), BOOK)
    same(whole.take([4, 0, 4]), whole.take([0, 4]))
    same(whole.take([-1]), whole.take([len(TEXTS) - 1]))
    same(whole.take(range(len(TEXTS))), whole)
    nothing = whole.take([])
    assert (len(nothing.articles), len(nothing.units), len(nothing.tokens), len(nothing.hits)) == (0, 0, 0, 0)
    assert nothing.offsets.tolist() == [0]
    assert nothing.counts().shape == (0, len(whole.vocabulary))
    with pytest.raises(IndexError):
        whole.take([len(TEXTS)])


@pytest.mark.parametrize("voice", ["all", *VOICES])
@pytest.mark.parametrize("place", ["title", "lead", "body", ("title", "body"), ()])
def test_where_keeps_the_units_it_says(voice: str, place: str | tuple[str, ...]) -> None:
    """Units, words and hits of a voice and a place are those that a loop over all units picks."""
    whole = featurize(made(*TEXTS), BOOK)
    part = whole.where(voice=voice, place=place)
    places = [place] if isinstance(place, str) else place
    kept = [
        number
        for number, unit in enumerate(whole.units.itertuples())
        if voice in ("all", unit.voice) and unit.place in places
    ]
    assert terms(part) == [terms(whole)[number] for number in kept]
    columns = ["article", "sentence", "start", "end", "n_tokens", "tone"]
    assert rows(part.units[columns]) == rows(whole.units.iloc[kept][columns])
    hits = whole.hits[whole.hits["unit"].isin(kept)]
    assert part.hits["unit"].tolist() == [kept.index(unit) for unit in hits["unit"]]
    assert part.hits["start"].tolist() == hits["start"].tolist()
    assert len(part.articles) == len(whole.articles)


def test_masks_follow_one_another_in_any_order() -> None:
    """A voice of some articles is some articles of a voice; the body is all places but the title."""
    whole = featurize(made(*TEXTS), BOOK)
    same(whole.where(voice="quoted").take([0, 6]), whole.take([0, 6]).where(voice="quoted"))
    same(whole.body, whole.where(place=("lead", "body")))
    same(whole.where(), whole)
    same(whole.body.body, whole.body)


@pytest.mark.parametrize("wrong", [{"voice": "loud"}, {"place": "foot"}, {"place": ["body", "foot"]}])
def test_unknown_voices_and_places_are_errors(wrong: dict[str, str]) -> None:
    """A voice or a place that there is not is an error that lists those there are."""
    with pytest.raises(UsageError, match="Use one of: "):
        read("The court met.").where(**wrong)


@free
@given(st.lists(texts, min_size=1, max_size=2))
def test_counts_are_the_words_of_units(raws: list[str]) -> None:
    """Row sums are the numbers of tokens, columns are terms, and counting changes nothing in the features."""
    features = featurize([*made(*raws), Article("one", "Court", "The court met the court.")], SMALL)
    before = features.tokens.tolist()
    counts = features.counts().toarray()
    assert features.tokens.tolist() == before
    assert counts.sum(axis=1).tolist() == features.units["n_tokens"].tolist() == np.diff(features.offsets).tolist()
    for row, unit in zip(counts, terms(features), strict=True):
        assert dict(zip(features.vocabulary, row.tolist(), strict=True)) == {
            t: unit.count(t) for t in features.vocabulary
        }


def test_sentences_are_numbered_without_gaps() -> None:
    """Units of one sentence share a number, numbers have no gap, and title and text share none."""
    features = featurize(made(*TEXTS), BOOK)
    number, owner = features.sentences()
    assert sorted(set(number.tolist())) == list(range(len(owner)))
    assert owner[number].tolist() == features.units["article"].tolist()
    for _, unit in features.units.assign(number=number).groupby("number"):
        assert unit[["article", "sentence"]].drop_duplicates().shape[0] == 1
        assert set(unit["place"]) in ({"title"}, {"lead"}, {"body"})
    assert (
        np.bincount(features.body.sentences()[1], minlength=len(TEXTS)).tolist()
        == features.articles["n_sentences"].tolist()
    )


@free
@given(texts)
@example('-"We will go there now," he said.')
@example('He said:"We will go."')
@example("*“We will go there now” he said.")
@example("国际。刑事")
@example("_“We will come back,”_ he said.")
def test_no_word_is_lost_and_none_counted_twice(raw: str) -> None:
    """The words of all units are the words of the normalised text without its boilerplate, in order."""
    normalised = normalise(raw)
    kept = list(normalised.text)
    for start, end in boilerplate(normalised.marked)[0]:
        kept[start:end] = " " * (end - start)
    expected = [m.group().lower() for piece in "".join(kept).split() for m in WORD.finditer(piece)]
    expected = [word[:-2] if word.endswith("'s") else word for word in expected]
    found = [word for unit in terms(read(raw, "Court.", book=SMALL)) for word in unit][:-1]
    assert [word for word in found if says(word)] == [word for word in expected if says(word)]


@free
@given(st.lists(texts, min_size=1, max_size=3))
@example(["The cafe\u0301", "cafe\u0301"])
@example(["“Court”—gas", "arrest\u00a0warrant\u00ads"])
@example(["cafe\u00ad\u0301\u00ad", "\u00adcourt"])
def test_every_hit_leads_to_the_words_of_its_pattern(raws: list[str]) -> None:
    """The characters of a hit in the text as read, normalised and in lower case, are words that its pattern matches."""
    articles = made(*raws, "The court.")
    features = featurize(articles, SMALL)
    for hit in features.hits.itertuples():
        unit = features.units.iloc[hit.unit]
        article = articles[unit["article"]]
        raw = article.title if unit["place"] == "title" else article.text
        words = [m.group().lower() for m in WORD.finditer(normalise(raw[hit.start : hit.end]).text)]
        pattern = SMALL.patterns[hit.pattern].words
        assert len(words) == len(pattern)
        assert all(
            word.removesuffix("'s").startswith(glob.rstrip("*")) for word, glob in zip(words, pattern, strict=True)
        )
        assert unit["start"] <= hit.start < hit.end <= unit["end"] <= len(raw)


@pytest.mark.parametrize(
    ("text", "pattern", "read_as"),
    [
        ("The “court” met", "court", "court"),
        ("The court’s view", "court", "court"),
        ("An arrest\u00a0warrant", "arrest warrant", "arrest\u00a0warrant"),
        ("An arrest—warrant", "arrest warrant", "arrest—warrant"),
        ("The cafe\u0301", "café", "cafe\u0301"),
        ("The cafe\u0301.", "café", "cafe\u0301"),
        ("A wor\u00adthy one", "worthy", "wor\u00adthy"),
        ("They left.“Court”", "court", "Court"),
        ("\ufeffCourt", "court", "Court"),
        ("1939–1945", "1939 * 1945", None),
        ("the court\u2014", "court", "court"),
    ],
)
def test_offsets_are_those_of_the_text_as_read(text: str, pattern: str, read_as: str | None) -> None:
    """Curly quotes, dashes, accents apart from their letters and soft hyphens: offsets mark what the reader sees."""
    book = Codebook(name="x", version="1", frames={"f": Frame(label="F", definition="F.", patterns=(pattern,))})
    for articles in ([Article("a", "", text)], [Article("a", text, ""), Article("b", "Next", "More")]):
        hits = featurize(articles, book).hits
        assert [text[hit.start : hit.end] for hit in hits.itertuples()] == ([] if read_as is None else [read_as])


STRAIGHT = str.maketrans("“”‘’", "\"\"''")


@pytest.mark.parametrize("text", [TEXTS[0], TEXTS[1], TEXTS[6]])
def test_curly_and_straight_quotes_give_the_same(text: str) -> None:
    """Units, voices, words, hits and tone do not depend on the shape of quotation marks and apostrophes."""
    curly, straight = read(text), read(text.translate(STRAIGHT))
    assert terms(curly) == terms(straight)
    for name in ("units", "hits", "mentions"):
        pd.testing.assert_frame_equal(getattr(curly, name), getattr(straight, name))


def test_glued_quotations_come_apart_in_either_shape() -> None:
    """Where the space before or behind a quotation was lost, its words are quoted, and those around it are not."""
    text = "He said:“We will go there.”He left.“No one ever came.”She “did,”he said.“Why should I come?”"
    curly, straight = read(text), read(text.translate(STRAIGHT))
    spoken = [" ".join(unit) for unit in terms(curly.where(voice="quoted"))]
    assert " ".join(spoken) == "we will go there no one ever came did why should i come"
    assert spoken == [" ".join(unit) for unit in terms(straight.where(voice="quoted"))]
    assert [w for unit in terms(curly) for w in unit] == [w for unit in terms(straight) for w in unit]


def test_odd_articles_have_empty_rows() -> None:
    """An article without a title, a text, a word or a sentence is a row with zeros, and others are as they are."""
    features = featurize(made(*TEXTS, title="?"), BOOK)
    assert features.articles["n_words"].tolist()[2:5] == [0, 0, 1]
    assert features.articles["n_sentences"].tolist()[2:5] == [0, 0, 1]
    assert features.articles["dropped"].tolist()[0] == len("HARBOUR CITY (Northern Wire) - ") + len("Advertisement")
    assert features.articles["agency"].tolist()[:2] == ["Northern Wire", ""]
    assert set(features.units["article"]) == {0, 1, 4, 5, 6, 7}


def test_units_say_where_they_stand() -> None:
    """Article, paragraph, sentence, place, voice and offsets are those worked out by hand, and who speaks."""
    articles = [
        Article("a", "Court: “we will wait here”", "It met. “We will wait here,” he said.\n\nRain fell."),
        Article("b", "", "One.\n\nTwo.\n\nThree.\n\nFour."),
    ]
    units = featurize(articles, BOOK).units
    columns = ["article", "paragraph", "sentence", "place", "voice", "start", "end", "n_tokens"]
    assert rows(units[columns]) == [
        (0, 0, 0, "title", "reporting", 0, 6, 1),
        (0, 0, 0, "title", "quoted", 7, 26, 4),
        (0, 1, 1, "lead", "narrator", 0, 7, 2),
        (0, 1, 2, "lead", "quoted", 8, 28, 4),
        (0, 1, 2, "lead", "reporting", 29, 37, 2),
        (0, 2, 3, "lead", "narrator", 39, 49, 2),
        (1, 1, 0, "lead", "narrator", 0, 4, 1),
        (1, 2, 1, "lead", "narrator", 6, 10, 1),
        (1, 3, 2, "lead", "narrator", 12, 18, 1),
        (1, 4, 3, "body", "narrator", 20, 25, 1),
    ]
    assert units["speaker"].astype(object).fillna("-").tolist()[:6] == ["-", "Court", "-", "", "-", "-"]


def test_the_title_is_not_counted_in_the_text() -> None:
    """Words and sentences of an article are those of its text; its title is in the units, at its own place."""
    features = featurize([Article("a", "The court met. It sat", "Rain fell.")], BOOK)
    assert rows(features.articles[["n_words", "n_sentences"]]) == [(2, 1)]
    assert features.units["place"].tolist()[-1] == "lead"
    assert set(features.units["place"].tolist()[:-1]) == {"title"}
    assert features.hits["unit"].tolist() == [0]


@pytest.mark.parametrize(
    "articles", [[], [Article("a", "", "")], [Article("a", "...", "?! - “”"), Article("b", "", "")]]
)
def test_nothing_to_count_is_an_error(articles: list[Article]) -> None:
    """No article, or none with a word, is an error that says where to look."""
    with pytest.raises(UnreadableError, match="no article with a word"):
        featurize(articles, BOOK)


def test_unknown_focal_and_scope_are_errors() -> None:
    """A focal article that is not there, or a scope that there is not, is an error and not silence."""
    with pytest.raises(UsageError, match="'zz'"):
        featurize(made("Court."), BOOK, focal="zz")
    with pytest.raises(UsageError, match="dictionary, key"):
        featurize(made("Court."), BOOK, scope="word")  # type: ignore[arg-type]
    assert featurize(made("Court.", "Gas."), BOOK, focal="a1").articles["focal"].tolist() == [False, True]


def test_types_of_the_tables() -> None:
    """Tables and arrays have the types that the measures rely on, also when nothing was found."""
    for features in (read("The court met."), read("Nothing of it."), read("Nothing of it.").take([])):
        assert features.tokens.dtype == np.int32
        assert features.offsets.dtype == np.int64
        assert features.barred.dtype == bool
        assert features.units["article"].dtype == np.int32
        assert list(features.units["voice"].cat.categories) == list(VOICES)
        assert list(features.hits["frame"].cat.categories) == list(BOOK.frames)
        assert list(features.mentions["actor"].cat.categories) == list(BOOK.actors)
        assert features.hits["ambiguous"].dtype == features.hits["negated"].dtype == bool
        assert list(features.hits.columns) == ["unit", "frame", "pattern", "start", "end", "ambiguous", "negated"]
        assert list(features.mentions.columns) == ["unit", "actor", "start", "end"]


def test_a_codebook_without_actors_has_no_mentions() -> None:
    """Actors may be left out; then nobody is mentioned."""
    assert read("Putin met the court.", book=SMALL).mentions.empty


def test_mentions_are_those_of_the_longest_alias() -> None:
    """A full name is one mention, not two, and an actor's words may be a frame's words as well."""
    features = read("Vladimir Putin met the International Criminal Court in Mongolia.")
    assert features.mentions["actor"].tolist() == ["russia_leader", "court", "mongolia"]
    assert features.hits["frame"].tolist() == ["legal_scrutiny"]


def test_a_corpus_in_another_article_type_order_is_untouched() -> None:
    """Reading changes nothing in the articles."""
    articles = made(*TEXTS)
    copies = [replace(article) for article in articles]
    featurize(articles, BOOK)
    assert articles == copies


VADER = SentimentIntensityAnalyzer()


@pytest.mark.parametrize(
    ("text", "plain", "loaded"),
    [
        ("The International Criminal Court issued an arrest warrant for him.", "The x x x issued an x x for him.", 0),
        ("The minister met Joy Hope at noon in the square.", "The minister met x x at noon in the square.", 0),
        ("The minister met joy and hope at noon there.", "The minister met joy and hope at noon there.", 2),
        ("Great news came from the square.", "Great news came from the square.", 1),
        ("Great Hope came to the old square by noon.", "x x came to the old square by noon.", 0),
        ("GREAT HOPE FOR ALL", "GREAT HOPE FOR ALL", 2),
        ("Great Hope For All of them", "Great Hope For All of them", 2),
        ("Russia agreed to strengthen security cooperation.", "x agreed to strengthen x x.", 2),
        ("The talks weren’t good.", "The x weren't good.", 1),
        ("The great war was no great success!", "The great x was no great success!", 4),
        ("The bridge is long.", "The bridge is long.", 0),
    ],
)
def test_tone_is_masked(text: str, plain: str, loaded: int) -> None:
    """Words of the codebook, of actors and of names do not count in the masked tone.

    In headlines capitals are no names. The package gives the same score to a text with other words in their place.
    """
    units = read(text).units
    assert units["tone"].tolist() == [VADER.polarity_scores(normalise(text).text)["compound"]]
    assert units["tone_masked"].tolist() == [VADER.polarity_scores(plain)["compound"]]
    assert units["n_loaded"].tolist() == [loaded]


def test_the_name_of_a_court_is_no_tone() -> None:
    """ "The International Criminal Court issued an arrest warrant for him." has -.7003 unmasked, and 0 masked."""
    units = read("The International Criminal Court issued an arrest warrant for him.").units
    assert rows(units[["tone", "tone_masked"]]) == [(-0.7003, 0.0)]


def test_the_words_behind_the_tone() -> None:
    """Each scored word is named as in the vocabulary, an emoticon has no name, and a muted word is not there."""
    features = read("The court made a good, sad :( plan. It rained. They won't win!")
    assert [(unit, word) for unit, word, _ in loaded_words(features)] == [(0, "good"), (0, "sad"), (0, ""), (2, "win")]


@free
@given(
    texts
    | st.lists(st.sampled_from(("good", "bad", "war", ":(", "no", "but", "!", "\U0001f600", "a")), max_size=9).map(
        " ".join
    )
)
def test_the_words_of_a_unit_sum_to_its_tone(raw: str) -> None:
    """Contributions of a unit sum to its masked tone, also after units were taken away."""
    for features in (whole := read(raw, "Good."), whole.where(voice="narrator"), whole.take([0])):
        sums = np.bincount(features.loaded["unit"], features.loaded["contribution"], len(features.units))
        np.testing.assert_allclose(sums, features.units["tone_masked"], rtol=0, atol=1e-12)


@free
@given(texts)
def test_tone_is_that_of_the_characters_of_the_unit(raw: str) -> None:
    """The tone of a unit is the score that the package gives to its characters by themselves."""
    article = Article("a", "", raw)
    features = featurize([article, Article("b", "", "Good.")], SMALL)
    for unit in features.units[features.units["article"] == 0].itertuples():
        text = normalise(raw[unit.start : unit.end]).text
        assert unit.tone == VADER.polarity_scores(text)["compound"]
        assert abs(unit.tone_masked) <= 1
        assert unit.n_loaded <= len(text.split())


def test_indicator_sums_rows() -> None:
    """The indicator matrix sums what is assigned to each row, and empty rows are zero."""
    matrix = indicator(np.array([2, 0, 2]), 4)
    assert (matrix @ np.array([1.0, 10.0, 100.0])).tolist() == [10.0, 0.0, 101.0, 0.0]
    assert indicator(np.zeros(0, np.int64), 2).shape == (2, 0)
