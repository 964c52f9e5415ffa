"""The tone scores are those of vaderSentiment 3.3.2, which is the independent implementation here."""

from __future__ import annotations

import time
from functools import cache

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from vaderSentiment.vaderSentiment import (
    BOOSTER_DICT,
    NEGATE,
    SPECIAL_CASES,
    SentimentIntensityAnalyzer,
    SentiText,
)

from analyzer.features.tone import Scored, _rounded, compound, contributions, scored, tone_types, vader, valences

LITMUS = {
    "good": 0.4404,
    "not good": -0.3412,
    "very good": 0.4927,
    "not very good": -0.3865,
    "isn't good": -0.3412,
    "isn\u2019t good": 0.4404,
    'Russia is a "great" partner.': 0.6249,
    "Russia is a \u201cgreat\u201d partner.": 0.0,
    "The International Criminal Court": -0.5267,
    "The International Criminal Court issued an arrest warrant for him.": -0.7003,
    "Mongolia and Russia agreed to strengthen security cooperation.": 0.7003,
    "No concerns were raised.": -0.296,
    "The deal is good, but the war is bad.": -0.8793,
    "The visit was good. The visit was not good.": 0.1265,
    "The summit had no major problems.": 0.0903,
}

RULES = (
    "no good|no very good|no bad or good|no bad nor good|no|no no no|NO good|no, good|it is no GOOD plan",
    "never so good|never this good|never was so good|never was this good|he was this good|so good|never good",
    "without doubt good|without a doubt good|without doubt a good|without good|despite a good plan|doubt good",
    "least good|the least good|at least good|very least good|at the least good|LEAST good|in least good",
    "kind of good|kind of a good plan|a kind of good|kind man|Kind OF good|sort of good|it is sort of a good",
    "just enough good|this is just enough good|this is just enough of good|what sort of kind of good",
    "that is the shit|that is the bomb|this one is a bad ass guy|a very bad ass|they saw the bus stop there",
    "they all said yeah right|it was the kiss of death|this is a plan to die for|oh my beating heart",
    "they give the shit and bomb good|he saw a kiss of death good|we went to die for good|bad ass good",
    "VERY good|very GOOD|VERY GOOD|very GOOD!!|SLIGHTLY bad plan|NOT good plan|GOOD :D|:) GOOD|a :( day",
    "good!|good!!!!|good!!!!!!!|good?|good??|good???|good????|good!?!?|bad! bad? bad?|bad ! ? ? ?|! ? good",
    "good but bad|bad but good|but good|good but|good but bad but good|great but good but|bad BUT good",
    "terrible bad but good|love but 2 kind|no but good|but but but|good good but good good|bad: but; bad",
    "\U0001f600|so\U0001f600good|not \U0001f600!|\U0001f602\U0001f602 bad|\u2764|\u2122 good\u00a9bad|\u203c good",
    "isnt good|isn't it good|cannot be good|ain't no good|hardly any good|uh-uh good|n't good|N'T GOOD plan",
    "most extremely very good|barely so slightly bad|GOOD,|(good)|'good'|good-bad|(a) ok|ok.|x) :-) ;) =D",
)

ORDINARY = (
    "the",
    "Plan",
    "talks,",
    "UN",
    "3.5",
    "Mongolia",
    "\u2014",
    "-",
    "''",
    "\u00e9t\u00e9",
    "\u0130zmir",
    "n't",
    "'s",
)
SPECIAL = ("no", "or", "nor", "never", "so", "this", "without", "doubt", "least", "at", "very", "but", "kind", "of")
PHRASES = (*SPECIAL_CASES, *(phrase for phrase in BOOSTER_DICT if " " in phrase))
EMOJIS = (
    "\U0001f600",
    "\U0001f621",
    "\u2764",
    "\u2764\ufe0f",
    "\u203c",
    "\u00a9",
    "\U0001f1f2\U0001f1f3",
    "\U0001f51b",
)
PUNCTUATION = ("", "", "", "", ",", ".", "!", "!!!", "?", "??", "\u2019", '"', ")", ":", "\x00", "...")


@cache
def analyser() -> SentimentIntensityAnalyzer:
    return SentimentIntensityAnalyzer()


def expected(text: str) -> float:
    return float(analyser().polarity_scores(text)["compound"])


@st.composite
def chunks(draw: st.DrawFn) -> str:
    """A word that means something to VADER, or does not, with capitals and punctuation around it."""
    words = st.one_of(
        st.sampled_from(LEXICON),
        st.sampled_from(("good", "bad", "great", "2", "fine", "no", "like", "war")),
        st.sampled_from(SPECIAL),
        st.sampled_from(sorted(BOOSTER_DICT)),
        st.sampled_from(sorted(NEGATE)),
        st.sampled_from(PHRASES),
        st.sampled_from(EMOJIS),
        st.sampled_from(ORDINARY),
    )
    word = str(draw(words))
    cased = draw(st.sampled_from((word, word, word, word.upper(), word.title(), word.lower())))
    before, after = draw(st.sampled_from(("", "", "", "(", '"', "!"))), draw(st.sampled_from(PUNCTUATION))
    return f"{before}{cased}{after}"


LEXICON = sorted(analyser().lexicon)
sentences = st.lists(chunks(), max_size=14).map(" ".join)
mixed_text = st.lists(st.one_of(sentences, st.text(max_size=12)), max_size=3).map("".join)


def compounds(texts: list[str], muted: list[bool] | None = None) -> NDArray[np.float64]:
    """Scores through ids that are numbered here, in another order than `vader` numbers them."""
    split = [text.split() for text in texts]
    types = sorted({chunk for words in split for chunk in words})
    ids = np.array([types.index(chunk) for words in split for chunk in words], np.int32)
    offsets = np.cumsum([0, *map(len, split)], dtype=np.int64)
    mask = None if muted is None else np.array(muted, bool)
    return compound(tone_types(types), ids, offsets, muted=mask)


def replace_values(found: Scored, values: list[float]) -> Scored:
    """The same words with other values, and the scores that follow."""
    sums = np.bincount(found.segment, values, len(found.compound))
    return found._replace(value=np.array(values), compound=sums / np.sqrt(sums * sums + 15))


def placeholder(chunk: str) -> str:
    """A chunk that is not in the lexicon, with the capitals and the punctuation that VADER sees in the given one."""
    word: str = SentiText._strip_punc_if_word(chunk)
    if word.lower() not in analyser().lexicon:
        return chunk
    return ("ZXQZ" if word.isupper() else "zxqz") + "!" * chunk.count("!") + "?" * chunk.count("?")


@pytest.mark.parametrize(("text", "value"), LITMUS.items())
def test_litmus(text: str, value: float) -> None:
    """The fifteen published sentences have their published scores."""
    assert vader([text])[0] == value


@pytest.mark.parametrize("line", RULES)
def test_each_rule(line: str) -> None:
    """Every rule, phrase, emphasis and quirk of the package gives the package's number."""
    texts = line.split("|")
    assert dict(zip(texts, vader(texts).tolist(), strict=True)) == {text: expected(text) for text in texts}


def test_every_lexicon_word() -> None:
    """Every entry of the lexicon scores as in the package, alone and after a negator and a booster."""
    texts = [before + word for word in LEXICON for before in ("", "not ", "SO ")]
    assert vader(texts).tolist() == [expected(text) for text in texts]


def test_every_emoji() -> None:
    """Every emoji is read as its description."""
    texts = [form.format(emoji) for emoji in analyser().emojis for form in ("{}", "not{}good", "very {}! ")]
    assert vader(texts).tolist() == [expected(text) for text in texts]


@settings(max_examples=300, deadline=None)
@given(st.lists(sentences, max_size=6))
def test_random_sentences(texts: list[str]) -> None:
    """Sentences composed of all that VADER knows score as in the package, to the last digit."""
    assert vader(texts).tolist() == [expected(text) for text in texts]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(("glad", "dream", "awful", "cancel", "but", "good", "no", "very", "x")), max_size=14))
@example(["glad", "but", "dream"])
@example(["awful", "cancel", "glad", "x", "but", "dream", "dream", "cancel", "awful"])
def test_but_mistakes_equal_values(words: list[str]) -> None:
    """Where "but" makes a value equal to another (2 before it, 1 after it), its mistaken look-up is repeated."""
    text = " ".join(words)
    assert vader([text])[0] == expected(text)


@settings(max_examples=200, deadline=None)
@given(st.lists(mixed_text, max_size=4))
@example(["", " ", "\x00", "\ud800 good \udfff", "\x1fgood\x85bad\u00a0no\u2003good", "\u200bgood", "\ufeffgood bad"])
@example(["GOOD \U0001f600", "isn\u2019t good", "good\u00a0\u00a0bad", "\u2028good", "\u0130 GOOD", "\ufb01ne good"])
def test_hostile_text(texts: list[str]) -> None:
    """Any text at all, with control characters, lone surrogates and odd spaces, scores as in the package."""
    assert vader(texts).tolist() == [expected(text) for text in texts]


def test_long_input() -> None:
    """A megabyte of "!", and the same words ten thousand times and more, are scored at once."""
    start = time.process_time()
    texts = ["!" * 1_000_000, "good " + "!" * 1_000_000, "no " * 10_000, "good but bad " * 50_000, "good " * 100_000]
    values = vader(texts)
    assert time.process_time() - start < 5
    assert values[:2].tolist() == [0.0, expected("good!!!!")]
    # each "no" but the first is a lexicon word (-1.2) after a "no": +0.888, and the sum over ten thousand is 8879.1
    assert values[2] == 1.0
    assert expected("no " * 100) == vader(["no " * 100])[0]
    assert values[3:].tolist() == [-1.0, 1.0]
    assert expected("good but bad " * 30) == vader(["good but bad " * 30])[0]


def test_no_text() -> None:
    """Zero segments have zero scores; a segment of no words has 0, wherever it stands."""
    assert vader([]).shape == (0,)
    assert valences(tone_types([])).shape == (0,)
    assert vader(["", "good", "", "", "bad", ""]).tolist() == [0.0, 0.4404, 0.0, 0.0, -0.5423, 0.0]


def test_offsets_choose_a_part() -> None:
    """Words before the first and after the last offset are neither scored nor seen; the muted ones move along."""
    types = tone_types(["not", "good", "\u2764"])
    ids = np.array([0, 1, 1, 0, 1], np.int32)
    assert compound(types, ids, np.array([1, 2, 4])).tolist() == [0.4404, 0.4404]
    muted = np.array([False, True, False, False, False])
    assert compound(types, ids, np.array([1, 2, 4]), muted=muted).tolist() == [0.0, 0.4404]


@settings(deadline=None)
@given(st.lists(sentences, min_size=1, max_size=6))
def test_segments_are_independent(texts: list[str]) -> None:
    """Segments scored together have the scores that they have alone."""
    assert compounds(texts).tolist() == [compounds([text])[0] for text in texts]


@settings(deadline=None)
@given(st.data())
def test_order_does_not_matter(data: st.DataObject) -> None:
    """Another order of the segments, and another numbering of the types, gives the same scores in that order."""
    texts = data.draw(st.lists(sentences, min_size=1, max_size=6))
    order = data.draw(st.permutations(range(len(texts))))
    assert compounds([texts[k] for k in order]).tolist() == vader(texts)[order].tolist()


def test_muting_a_name() -> None:
    """With the name of the court muted, the sentence on the warrant keeps the tone of "arrest" alone."""
    text = "The International Criminal Court issued an arrest warrant for him."
    muted = [chunk in ("International", "Criminal", "Court") for chunk in text.split()]
    assert compounds([text], muted).tolist() == [-0.34]
    assert compounds([text], [False] * len(muted)).tolist() == [-0.7003]


def test_muting_leaves_modifiers() -> None:
    """A muted negator or booster acts as before; a muted lexicon word, be it "no", acts no more."""
    assert compounds(["not very good"], [True, True, False]).tolist() == [expected("not very good")]
    assert compounds(["no good"], [True, False]).tolist() == [expected("good")]
    assert compounds(["the WAR is good"], [False, True, False, False]).tolist() == [expected("the XXX is good")]
    assert compounds(["very GOOD plan!!"], [False, True, False]).tolist() == [0.0]
    assert compounds(["WAR GOOD"], [True, False]).tolist() == [expected("good")]


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_muting_is_another_word(data: st.DataObject) -> None:
    """Muting a lexicon word is putting in its place a word that the lexicon does not have."""
    words = data.draw(sentences.filter(lambda text: not set("".join(analyser().emojis)) & set(text))).split()
    muted = data.draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    text = " ".join(placeholder(chunk) if mute else chunk for chunk, mute in zip(words, muted, strict=True))
    assert compounds([" ".join(words)], muted).tolist() == [expected(text)]


def test_muting_an_emoji() -> None:
    """All words of a muted emoji lose their valence, and the words after it keep theirs."""
    assert expected("\U0001f600 good") != expected("good")
    assert compounds(["\U0001f600 good"], [True, False]).tolist() == [expected("good")]


@settings(max_examples=300, deadline=None)
@given(st.lists(sentences, max_size=6))
@example(["good bad", "good bad!", "great but awful!!", "", "love hate love hate?!?!"])
def test_contributions_sum_to_the_score(texts: list[str]) -> None:
    """What the words of a segment add is its rounded score, and no word gets more than its valence allows."""
    split = [text.split() for text in texts]
    ids = np.arange(sum(map(len, split)), dtype=np.int32)
    offsets = np.cumsum([0, *map(len, split)], dtype=np.int64)
    found = scored(tone_types([chunk for words in split for chunk in words]), ids, offsets)
    shares = contributions(found)
    sums = np.bincount(found.segment, shares, len(texts))
    np.testing.assert_allclose(sums, [expected(text) for text in texts], rtol=0, atol=1e-12)
    assert (np.abs(shares) <= (np.abs(found.value) + 4 * 0.292 + 0.96 + 1e-3) / np.sqrt(15)).all()


def test_contributions_by_hand() -> None:
    """Good (1.9) and bad (-2.5) sum to -0.6; the mark (-0.292) makes the bad worse and leaves the good alone."""
    found = scored(tone_types(["good", "bad", "plan!"]), np.array([0, 1, 2], np.int32), np.array([0, 3]))
    good = 1.9 / np.sqrt(0.6**2 + 15)
    assert found.chunk.tolist() == [0, 1]
    np.testing.assert_allclose(contributions(found), [good, round(-0.892 / np.sqrt(0.892**2 + 15), 4) - good])


def test_words_that_cancel_out() -> None:
    """Where the values sum to 0 each word adds its value / sqrt(15), and a mark of exclamation adds nothing."""
    found = scored(tone_types(["good", "sad", "plan!"]), np.array([0, 1, 0, 1, 2], np.int32), np.array([0, 2, 5]))
    assert valences(tone_types(["good", "sad"])).tolist() == [1.9, -2.1]
    both = replace_values(found, [1.9, -1.9, 1.9, -1.9])
    np.testing.assert_allclose(contributions(both), np.array([1, -1, 1, -1]) * 1.9 / np.sqrt(15))


def test_scored_words_of_an_emoji_stand_in_its_chunk() -> None:
    """The words of an emoji's description are scored where the emoji stands, also in the middle of a stream."""
    types = tone_types(["good", "\U0001f600", "bad"])
    assert scored(types, np.array([0, 1, 2, 0], np.int32), np.array([1, 4])).chunk.tolist() == [1, 2, 3]


def test_valences() -> None:
    """The valence of a chunk type is the lexicon's, whatever its capitals and punctuation; others have none."""
    lexicon = analyser().lexicon
    found = valences(tone_types(["Good!", "(war)", "very", "not", "bridge", ":D", "no,", "\U0001f600"]))
    smile = lexicon["grinning"]  # the emoji is the "grinning face"; "face" is not in the lexicon
    wanted = [lexicon["good"], lexicon["war"], np.nan, np.nan, np.nan, lexicon.get(":d", np.nan), np.nan, smile]
    np.testing.assert_array_equal(found, wanted)


def test_rounding_is_that_of_python() -> None:
    """Rounding to four decimals is that of `round`, also next to a tie, where multiplying by 10,000 is not exact."""
    values = np.arange(-19_999, 20_000, 2) / 20_000
    near = np.concatenate([values, np.nextafter(values, 1), np.nextafter(values, -1), values / 7])
    assert _rounded(near).tolist() == [round(value, 4) for value in near.tolist()]


def test_types_are_cheap() -> None:
    """A hundred thousand distinct chunks are looked up in well under a second."""
    chunks_ = [f"word{k}" for k in range(100_000)]
    vader([""])
    start = time.process_time()
    tone_types(chunks_)
    assert time.process_time() - start < 0.5
