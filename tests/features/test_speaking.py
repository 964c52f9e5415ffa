"""Who speaks: the category of a speaker comes from all that the article calls him, and every unit knows its speaker."""

from __future__ import annotations

import numpy as np
import pytest

from analyzer.article import Article
from analyzer.codebook import Codebook, load_codebook, parse_codebook
from analyzer.errors import UsageError
from analyzer.features import Features, featurize
from analyzer.features.speaking import OTHER, UNKNOWN, called, categories
from analyzer.text.tokens import chunks, words
from tests.speakers import PHRASES

BOOK = parse_codebook(
    """
name = "small"
version = "1"
[frames.law]
label = "Law"
definition = "Law."
patterns = ["court"]
[actors.bold]
label = "Anna Bold"
aliases = ["the iron lady"]
[speakers.official]
label = "Official"
patterns = ["minister", "government", "spokes*"]
[speakers.rights]
label = "Rights group"
patterns = ["spokes* for prisoners", "rights watch"]
[speakers.anonymous]
label = "Anonymous"
patterns = ["officials"]
""",
    "small",
)
TEXT = (
    "Anna Bold, the minister, said that the line would be built. “It will be cheap,” she said. "
    "Carl Gold, a spokesman for prisoners, said that the court was slow. Gold warned that it would stay slow.\n\n"
    "Officials said that nothing was known. A baker said that bread was dear. “Who knows what will come of it?”"
)


def features(text: str = TEXT, book: Codebook = BOOK) -> Features:
    return featurize([Article("a", "Minister: we will build it", text)], book)


def test_an_alias_gives_the_label() -> None:
    """Names are compared whole and without regard to case; a pronoun means whoever was named, by the same label."""
    text = "Putin said that it was late. He denied the rest. Joanna Putin said that it was not."
    told = features(text, load_codebook()).attributions.query("not title")
    assert told["speaker"].tolist() == ["Vladimir Putin", "Vladimir Putin", "Joanna Putin"]


def test_the_longest_pattern_of_any_mention_gives_the_category() -> None:
    """A pronoun and a bare surname belong to who was introduced before; no match is other, no speaker unknown."""
    told = features().attributions.query("not title")
    assert list(zip(told["speaker"], told["category"], strict=True)) == [
        ("Anna Bold", "official"),
        ("Anna Bold", "official"),
        ("Carl Gold", "rights"),
        ("Carl Gold", "rights"),
        ("officials", "anonymous"),
        ("baker", OTHER),
        ("baker", OTHER),
    ]


def test_nobody_known_is_unknown() -> None:
    """A quotation before anybody has spoken is somebody's words, but nobody knows whose."""
    units = features("“We will never do such a thing again.” The weather was mild.").units.query("place != 'title'")
    assert units["category"].tolist()[0] == UNKNOWN
    assert units["speaker"].tolist()[0] == ""
    assert units["category"].isna().tolist() == [False, True]


def test_units_lead_to_their_attribution() -> None:
    """Speaker and category of a unit are those of the attribution whose row it names."""
    made = features()
    spoken = made.units[made.units["attribution"] >= 0]
    rows = made.attributions.iloc[spoken["attribution"].to_numpy()]
    assert spoken["speaker"].tolist() == rows["speaker"].tolist()
    assert spoken["category"].tolist() == rows["category"].tolist()
    assert set(spoken["voice"]) == {"quoted", "paraphrased"}


def test_taking_articles_keeps_their_attributions() -> None:
    """The features of one of several articles are those of this article read alone."""
    several = featurize([Article("z", "", "Bold said that it was so."), Article("a", "", TEXT)], BOOK).take([1])
    alone = featurize([Article("a", "", TEXT)], BOOK)
    for name in ("units", "attributions"):
        one, other = (getattr(made, name).astype(object) for made in (several, alone))
        assert one.fillna("").values.tolist() == other.fillna("").values.tolist()


def test_a_category_selects_its_words_alone() -> None:
    """Every category together with the narrator's words makes the whole; an unknown category is refused by name."""
    made = features()
    parts = [made.where(category=category) for category in categories(BOOK)]
    assert sum(len(part.units) for part in parts) == len(made.where(voice="attributed").units)
    assert made.where(category="official").units["n_tokens"].sum() > 0
    with pytest.raises(UsageError, match="rights"):
        made.where(category="right")


def test_by_quotation_marks_alone_nobody_speaks() -> None:
    """With speech="marked" there are no attributions, no paraphrases and no reporting clauses; words stay the same."""
    plain = featurize([Article("a", "", TEXT)], BOOK, speech="marked")
    told = featurize([Article("a", "", TEXT)], BOOK)
    assert not len(plain.attributions)
    assert set(plain.units["voice"]) == {"narrator", "quoted"}
    assert plain.tokens.tolist() == told.tokens.tolist()


def test_names_of_categories_of_a_block_do_not_depend_on_the_others() -> None:
    """The same speaker in two articles is put into a category by each article's own words."""
    made = featurize(
        [Article("a", "", "Bold, a minister, said it was so."), Article("b", "", "Bold said it was so.")], BOOK
    )
    assert made.attributions["category"].tolist() == ["official", OTHER]


def test_a_speaker_with_a_name_is_no_unnamed_source() -> None:
    """What keeps out the named does so whatever else they are called."""
    book = parse_codebook(
        'name="x"\nversion="1"\n[frames.f]\nlabel="F"\ndefinition="d"\npatterns=["x"]\n'
        '[speakers.nameless]\nlabel="N"\nunnamed=true\npatterns=["official*"]',
        "x",
    )
    text = "Anna Bold, an official, said it was so. An official said that it was not."
    assert features(text, book).attributions.query("not title")["category"].tolist() == [OTHER, "nameless"]


@pytest.mark.parametrize(("phrase", "category"), PHRASES)
def test_phrases_have_the_category_that_a_person_gave_them(phrase: str, category: str) -> None:
    """Said to say something, each is put where a reader puts it."""
    book = load_codebook()
    pieces, _ = chunks([phrase])
    held = words(pieces.types)
    _, pattern = called(np.array([[0, len(phrase)]]), pieces, held, book.callings)
    longest = max((len(book.callings[at].words) for at in pattern), default=0)
    first = min((at for at in pattern if len(book.callings[at].words) == longest), default=-1)
    assert (book.callings[first].key if first >= 0 else OTHER) == category
