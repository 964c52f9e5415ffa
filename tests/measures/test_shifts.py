"""Contributions sum to the differences that the tables of framing and tone show, and go to the right words."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analyzer import Comparison
from analyzer.article import Article
from analyzer.codebook import Codebook, Frame
from analyzer.errors import UsageError
from analyzer.features import Features, featurize
from analyzer.measures import check_table
from analyzer.measures._shift import normalised, word_shift
from analyzer.measures.framing import framing
from analyzer.measures.shifts import SCHEMA, SHIFT_BY, shifts
from analyzer.measures.tone import tone
from tests import helpers

BOOK = Codebook(
    name="small",
    version="1",
    frames={
        "law": Frame(label="Law", definition="Law.", patterns=("court*", "judge"), ambiguous=("charge", "suspect")),
        "trade": Frame(label="Trade", definition="Trade.", patterns=("trade",)),
    },
)
VOICES = ("narrator", "quoted", "all")


def read(focal: str, *others: str, groups: str = "") -> Features:
    texts = [focal, *others]
    names = groups or " " * len(texts)
    return featurize(
        [Article(f"a{at}", "", text, group=names[at].strip()) for at, text in enumerate(texts)], BOOK, focal="a0"
    )


def parts(table: pd.DataFrame, of: str) -> dict[str, float]:
    own = table[table["of"] == of]
    return dict(zip(own["item"], own["value"].round(9), strict=True))


@pytest.fixture(scope="module")
def features(shipped: Comparison) -> Features:
    return featurize(shipped.corpus.articles, shipped.codebook, focal=shipped.focal)


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("by", SHIFT_BY)
def test_contributions_sum_to_the_difference(features: Features, by: str, voice: str) -> None:
    """On the shipped texts rows sum to what the tables of framing and tone give, in every voice and at every level."""
    table = shifts(features, by=by, voice=voice)
    known = table.dropna(subset="value")
    articles = np.flatnonzero(~features.articles["focal"])
    for (name, of), rows in known.groupby(["name", "of"]):
        measure = tone if of == "lexical tone" else framing
        level = measure(features, by=by, voice=voice).query("name == @name and item == @of")
        each = measure(features, by="article", voice=voice).query("item == @of").set_index("name")["value"]
        ids = features.articles["id"]
        rest = ids[[at for at in articles if by == "focal" or features.articles[by][at] != name]]
        wanted = level["value"].iloc[0] - each[rest].mean()
        assert abs(rows["value"].sum() - wanted) < 1e-9
        np.testing.assert_allclose(rows["difference"], wanted, atol=1e-9)
        np.testing.assert_allclose(rows["own"].sum(), level["value"].iloc[0], atol=1e-9)
        np.testing.assert_allclose(rows["own"] - rows["reference"], rows["value"], atol=1e-12)
    assert len(known) or voice == "quoted"


def test_densities_sum_to_the_difference_in_density(features: Features) -> None:
    """`per_1000` of the patterns of a frame sums to the difference of the framing table's `per_1000`."""
    table = shifts(features, ambiguous_weight=0.3)
    per_1000 = framing(features, ambiguous_weight=0.3).pivot_table(values="per_1000", index="item", columns="level")
    sums = table[table["measure"] == "framing"].groupby("of")["per_1000"].sum()
    np.testing.assert_allclose(sums, (per_1000["focal"] - per_1000["others"])[sums.index], atol=1e-9)
    assert sums.abs().min() > 0


def test_framing_by_hand() -> None:
    """Two of three sentences against one of two: the patterns of a sentence share it, and ambiguous ones need a second.

    Focal: court + judge (1/2 each), suspect + charge (1/2 each), nothing. Other: court; a charge alone is nothing.
    """
    features = read("The court and a judge sat. A suspect, a charge. It rained.", "Courts sat. A charge was heard.")
    table = shifts(features)
    assert parts(table, "law") == {
        "court*": round(1 / 6 - 1 / 2, 9),
        "judge": round(1 / 6, 9),
        "suspect": round(1 / 6, 9),
        "charge": round(1 / 6, 9),
    }
    assert table["item"].tolist() == ["court*", "charge", "judge", "suspect"]
    row = table.set_index("item").loc["court*"]
    assert row[["own", "reference", "n_articles", "n_units", "against"]].tolist() == [1 / 6, 0.5, 2, 2, "others"]
    assert row["difference"] == pytest.approx(2 / 3 - 1 / 2)
    assert row["per_1000"] == pytest.approx(1000 / 12 - 1000 / 6)  # words of either side


def test_tone_by_hand() -> None:
    """Two units, one with good and sad: each word adds its value / sqrt(S * S + 15), halved, but for rounding."""
    features = read("It was good and sad. It rained.", "It was good.")
    root = np.sqrt(0.2**2 + 15)
    wanted = {"good": 0.5 * 1.9 / root - 1.9 / np.sqrt(1.9**2 + 15), "sad": 0.5 * -2.1 / root}
    found = parts(shifts(features), "lexical tone")
    assert found.keys() == wanted.keys()
    assert all(abs(found[word] - wanted[word]) < 1e-4 for word in wanted)


def test_codebook_words_and_emoticons() -> None:
    """What tone leaves out has no part in it; an emoticon, which is no word, has a name of its own."""
    features = read("A trade war :( and a good plan.", "It rained.")
    assert parts(shifts(features), "lexical tone").keys() == {"war", "good", "(emoticon)"}
    assert parts(shifts(features), "trade") == {"trade": 1.0}


def test_swapped_sides_swap_signs() -> None:
    """The other article in the focal place: the same items, the opposite contributions."""
    given = [Article("a", "", helpers.LAW), Article("b", "", helpers.TRADE + " A good day. A judge sat.")]
    one, other = (
        shifts(featurize(given, BOOK, focal=name)).sort_values(["of", "item"], ignore_index=True) for name in "ab"
    )
    for name in ("value", "difference", "per_1000"):
        np.testing.assert_allclose(one[name], -other[name], atol=1e-12)
    np.testing.assert_allclose(one["own"], other["reference"], atol=1e-12)
    assert one["item"].tolist() == other["item"].tolist()


def test_every_sentence_twice_changes_no_share() -> None:
    """Written twice, an article has the contributions that it had, with twice the sentences."""
    texts = [helpers.LAW + " It was a good day.", helpers.TRADE, helpers.PLAIN]
    once, twice = shifts(read(*texts)), shifts(read(*(f"{text} {text}" for text in texts)))
    pd.testing.assert_frame_equal(once.drop(columns="n_units"), twice.drop(columns="n_units"))
    assert (2 * once["n_units"] == twice["n_units"]).all()


def test_the_order_of_articles_changes_nothing() -> None:
    """Shuffled articles give the same rows in the same order."""
    given = helpers.articles()
    one, other = (shifts(helpers.features(order), by="group") for order in (given, given[::-1]))
    pd.testing.assert_frame_equal(one, other, rtol=0, atol=1e-12)


def test_groups_are_compared_with_the_rest_of_the_others() -> None:
    """The focal article is on neither side; the parts of two groups are opposite."""
    features = read("The court sat.", "The court sat. It rained.", "Trade grew.", groups="xAB")
    table = shifts(features, by="group")
    assert set(table["name"]) == {"A", "B"}
    assert set(table["against"]) == {"rest"}
    assert parts(table[table["name"] == "A"], "law") == {"court*": 0.5}
    assert parts(table[table["name"] == "B"], "law") == {"court*": -0.5}
    assert parts(table[table["name"] == "A"], "trade") == {"trade": -1.0}


def test_what_cannot_be_compared_says_why() -> None:
    """Without words in a voice there is one row a number, without a value, with the reason; so for a lone group."""
    quoted = shifts(read("The court sat.", "It rained."), voice="quoted")
    assert quoted["of"].tolist() == ["law", "trade", "lexical tone"]
    assert quoted["value"].isna().all()
    assert quoted["reason"].tolist() == ["no sentence in this voice"] * 2 + ["no words in this voice"]
    lone = shifts(read("The court sat.", "The court sat.", groups="xA"), by="group")
    assert set(lone["reason"]) == {
        "no sentence in this voice on the other side",
        "no words in this voice on the other side",
    }
    for table in (quoted, lone, shifts(read("It rained.", "It snowed."))):
        assert check_table(table, SCHEMA) == []


def test_nothing_found_is_no_row() -> None:
    """Without a hit or a scored word there is nothing to take apart; without a group, nothing to compare."""
    assert len(shifts(read("It rained.", "It snowed."))) == 0
    assert len(shifts(read("The court sat.", "It snowed."), by="group")) == 0


@pytest.mark.parametrize("wrong", [{"by": "article"}, {"by": "all"}, {"voice": "loud"}])
def test_unknown_levels_and_voices_are_errors(wrong: dict[str, str]) -> None:
    """An article is compared as the focal one, or not at all."""
    with pytest.raises(UsageError, match=r"focal, outlet, group|narrator"):
        shifts(read("The court sat.", "It rained."), **wrong)  # type: ignore[arg-type]


def test_many_articles_are_fast(features: Features) -> None:
    """The number of comparisons does not multiply the work: five hundred outlets in seconds."""
    import time

    texts = [helpers.LAW, helpers.TRADE, helpers.PLAIN + " A good day."]
    given = [Article(f"a{at}", "", texts[at % 3], outlet=f"Outlet {at % 500}") for at in range(2000)]
    many = featurize(given, BOOK, focal="a0")
    start = time.process_time()
    table = shifts(many, by="outlet")
    assert time.process_time() - start < 3
    assert table["name"].nunique() == 500


# METHODS: f1 {peace 2, war 1, trade 1}, f2 {1, 3, 4}, scores 2, -2, .5
P1, P2, PHI = np.array([2, 1, 1]) / 4, np.array([1, 3, 4]) / 8, np.array([2.0, -2.0, 0.5])


def test_word_shift_of_three_words() -> None:
    """The worked case: averages .625 and -.25, contributions from 0 and from the average of the first side."""
    shift = word_shift(P1, P2, PHI, PHI)
    np.testing.assert_allclose(shift, [-0.75, -0.25, 0.125])
    np.testing.assert_allclose(normalised(shift), [-0.666667, -0.222222, 0.111111], atol=1e-6)
    average = word_shift(P1, P2, PHI, PHI, reference=P1 @ PHI)
    np.testing.assert_allclose(average, [-0.515625, -0.328125, -0.03125])
    assert shift.sum() == average.sum() == P2 @ PHI - P1 @ PHI == -0.875


@pytest.mark.parametrize("reference", [0.0, -3.0, 0.625, 100.0])
def test_word_shift_sums_for_any_reference(reference: float) -> None:
    """Scores that differ between the sides: the sum is Phi2 - Phi1 wherever scores are seen from."""
    rng = np.random.default_rng(1)
    p1, p2 = rng.dirichlet(np.ones(50), 2)
    phi1, phi2 = rng.normal(size=(2, 50))
    assert word_shift(p1, p2, phi1, phi2, reference=reference).sum() == pytest.approx(p2 @ phi2 - p1 @ phi1)


def test_normalised_of_nothing() -> None:
    """Where nothing moved the parts are 0, not undefined."""
    assert normalised(np.zeros(3)).tolist() == [0.0, 0.0, 0.0]
