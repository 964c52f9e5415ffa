"""Every row of evidence can be walked back to the characters of the text as it was read."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analyzer.article import Article
from analyzer.codebook import load_codebook, parse_codebook
from analyzer.evidence import EVIDENCE, KWIC, QUOTES, evidence, kwic, quotes
from analyzer.features import featurize
from analyzer.text.normalise import normalise

free = settings(deadline=None, derandomize=True, max_examples=200)
BOOK = load_codebook()
ARTICLES = [
    Article(
        "a",
        "Court issues “arrest warrant”",
        "“We see no duty to arrest him here,” he said—twice. It rained.",
        "One",
        "N",
    ),
    Article("b", "", "Rain fell.\n\nThey spoke of\u00a0gas and of a pipe\u00adline. Talks went on.", "Two", "S"),
    Article("c", "Rain", "Nothing happened.", "Two", "S"),
]
FEATURES = featurize(ARTICLES, BOOK)


def owner(row: object) -> str:
    """The text or title that a row of evidence leads into."""
    article = next(article for article in ARTICLES if article.id == row.article)  # type: ignore[attr-defined]
    return article.title if row.place == "title" else article.text  # type: ignore[attr-defined]


def test_evidence_has_one_row_for_each_hit() -> None:
    """Hits, in their order, with frame, pattern, voice and place."""
    table = evidence(FEATURES, ARTICLES)
    assert tuple(table.columns) == EVIDENCE
    assert table["start"].tolist() == FEATURES.hits["start"].tolist()
    assert list(table[["article", "frame", "pattern", "place", "voice"]].itertuples(index=False, name=None)) == [
        ("a", "legal_scrutiny", "court", "title", "narrator"),
        ("a", "legal_scrutiny", "arrest warrant*", "title", "narrator"),
        ("a", "legal_scrutiny", "arrest", "lead", "quoted"),
        ("b", "energy_infrastructure", "gas", "lead", "narrator"),
        ("b", "energy_infrastructure", "pipeline*", "lead", "narrator"),
        ("b", "diplomatic_relations", "talks", "lead", "narrator"),
    ]
    assert table["negated"].tolist() == [False, False, True, False, False, False]
    assert table["ambiguous"].tolist() == [False, False, False, True, False, False]
    assert table["outlet"].tolist() == ["One"] * 3 + ["Two"] * 3
    assert table["group"].tolist() == ["N"] * 3 + ["S"] * 3


def test_matches_and_sentences_are_the_characters_at_their_offsets() -> None:
    """Match and sentence are cut out of the text as read, and the match lies in the sentence."""
    table = evidence(FEATURES, ARTICLES)
    for row in table.itertuples():
        assert row.match == owner(row)[row.start : row.end]
        assert row.sentence == owner(row)[row.sentence_start : row.sentence_end]
        assert row.sentence_start <= row.start < row.end <= row.sentence_end
    assert table["match"].tolist() == ["Court", "arrest warrant", "arrest", "gas", "pipe\u00adline", "Talks"]
    assert table["sentence"].tolist()[2] == "“We see no duty to arrest him here,” he said—twice."
    assert table["sentence"].tolist()[0] == ARTICLES[0].title


def test_without_text_offsets_stay() -> None:
    """When no text may be written, matches and sentences are empty and everything else is as it was."""
    for made in (evidence, quotes):
        full, bare = made(FEATURES, ARTICLES), made(FEATURES, ARTICLES, keep_text=False)
        words = [name for name in ("match", "sentence", "text") if name in full]
        assert (bare[words] == "").to_numpy().all()
        pd.testing.assert_frame_equal(full.drop(columns=words), bare.drop(columns=words))


def test_quotes_are_the_units_of_others_than_the_narrator() -> None:
    """One row for each stretch of quoted speech, marks included, with its number of words."""
    table = quotes(FEATURES, ARTICLES)
    assert tuple(table.columns) == QUOTES
    assert table[["article", "text", "voice", "n_words", "place"]].to_dict("records") == [
        {
            "article": "a",
            "text": "“We see no duty to arrest him here,”",
            "voice": "quoted",
            "n_words": 8,
            "place": "lead",
        },
    ]
    for row in table.itertuples():
        assert row.text == owner(row)[row.start : row.end]


SPOKEN = "Anna Bold, a spokeswoman for the Kremlin, said that there was “no duty” to arrest him. It rained."


def test_quotes_say_who_speaks_and_by_which_rule() -> None:
    """Paraphrase and quotation have their speaker, his category and where he is named; a floating one has nobody."""
    book = parse_codebook(
        'name = "b"\nversion = "1"\n[frames.law]\nlabel = "Law"\ndefinition = "Law."\n'
        'patterns = ["arrest", "rained"]\n[speakers.russian]\nlabel = "Russian official"\npatterns = ["kremlin"]',
        "test",
    )
    spoken = [Article("a", "“Late”", SPOKEN)]
    made = featurize(spoken, book)
    table = quotes(made, spoken)
    told = table[["text", "voice", "speaker", "category", "named", "verb_tier"]]
    assert told.iloc[1:].to_numpy().tolist() == [
        ["that there was", "paraphrased", "Anna Bold", "russian", True, "neutral"],
        ["“no duty”", "quoted", "Anna Bold", "russian", True, "neutral"],
        ["to arrest him.", "paraphrased", "Anna Bold", "russian", True, "neutral"],
    ]
    named = {SPOKEN[start:end] for start, end in table[["source_start", "source_end"]].iloc[1:].to_numpy()}
    assert named == {"Anna Bold, a spokeswoman for the Kremlin,"}
    nobody = ["", "unknown", False, "", "", -1, -1]
    columns = ["speaker", "category", "named", "verb_tier", "rule", "source_start", "source_end"]
    assert table[columns].iloc[0].tolist() == nobody
    said = evidence(made, spoken)
    assert said[["match", "speaker", "category"]].to_numpy().tolist() == [
        ["arrest", "Anna Bold", "russian"],
        ["rained", "", ""],
    ]


@pytest.mark.parametrize("made", [evidence, quotes])
def test_no_row_is_a_table_all_the_same(made: object) -> None:
    """Where nothing was found, the columns are there and no row is."""
    alone = ARTICLES[2:]
    table = made(featurize(alone, BOOK), alone)  # type: ignore[operator]
    assert len(table) == 0
    assert tuple(table.columns) in (EVIDENCE, QUOTES)
    nothing = made(FEATURES.take([]), [])  # type: ignore[operator]
    assert len(nothing) == 0


def test_evidence_of_some_articles() -> None:
    """Features of some articles, with these articles, give the rows of these articles."""
    some = evidence(FEATURES.take([1, 2]), ARTICLES[1:])
    whole = evidence(FEATURES, ARTICLES)
    pd.testing.assert_frame_equal(some, whole[whole["article"] == "b"].reset_index(drop=True))


def shown(text: str, term: str, **options: int) -> list[str]:
    return kwic([Article("a", "Title of courts", text)], term, **options)["match"].tolist()


@pytest.mark.parametrize(
    ("text", "term", "matches"),
    [
        ("The court and the Court’s courts.", "court", ["court", "Court"]),
        ("The court and the courts.", "court*", ["court", "courts"]),
        ("The court and the courts.", "COURT?", ["courts"]),
        ("A people’s party and a people's party", "people's party", ["people’s party", "people's party"]),
        ("A people’s party", "people’s PARTY", ["people’s party"]),
        ("An arrest\u00a0warrant, an arrest\nwarrant", "arrest warrant*", ["arrest\u00a0warrant", "arrest\nwarrant"]),
        ("war\u00adrant", "warrant", ["war\u00adrant"]),
        ("The cafe\u0301", "café", ["cafe\u0301"]),
        ("The café", "cafe\u0301", ["café"]),
        ("A court—warrant", "court warrant", ["court—warrant"]),
        ("(court)", "court", ["court"]),
        ("courtyard discourt", "court", []),
        ("re-arrest", "arrest", ["arrest"]),
        ("one two", "*", ["one", "two"]),
        ("one two three", "one * three", ["one two three"]),
        ("a.b axb", "a.b", ["a.b"]),
        ("a+b (x", "(x", ["(x"]),
        ("anything", "", []),
        ("anything", "  ", []),
        ("", "court", []),
    ],
)
def test_kwic_finds_words_and_phrases(text: str, term: str, matches: list[str]) -> None:
    """Whole words, any case, quotes and dashes; `*` is any run of letters, alone a whole word; `?` is one letter."""
    assert shown(text, term) == matches


def test_kwic_shows_what_stands_around() -> None:
    """The context is cut out of the text as read, at most as wide as asked for."""
    text = "“One” two court three—four"
    row = kwic([Article("a", "", text, "One", "N")], "court", width=5).iloc[0]
    assert row.to_dict() == {
        "article": "a", "outlet": "One", "group": "N", "left": " two ", "match": "court", "right": " thre",
        "start": 10, "end": 15,
    }  # fmt: skip
    assert tuple(kwic([], "court").columns) == tuple(kwic([], "").columns) == KWIC
    assert kwic([Article("a", "", text)], "court", width=0)[["left", "right"]].iloc[0].tolist() == ["", ""]
    assert kwic([Article("a", "", text)], "court", width=99)[["left", "right"]].iloc[0].tolist() == [
        "“One” two ",
        " three—four",
    ]


@free
@given(st.text(alphabet="abAB ’'-—.\u00ad\u0301\n_é", max_size=40), st.sampled_from(["a", "b", "ab", "a*", "b?", "*"]))
@example("a\u00ad", "a")
@example("a_ a", "a")
def test_kwic_counts_runs_of_letters(raw: str, term: str) -> None:
    """The matches of one word are the runs of letters, digits and underscores that it fits, each at its own offsets."""
    from fnmatch import fnmatchcase

    text = "".join(sign if sign.isalnum() or sign == "_" else " " for sign in normalise(raw).text.lower())
    table = kwic([Article("a", "", raw)], term)
    assert len(table) == sum(fnmatchcase(run, term) for run in text.split())
    for row in table.itertuples():
        assert raw[row.start : row.end] == row.match
        assert fnmatchcase(normalise(row.match).text.lower(), term)
    assert table["start"].is_monotonic_increasing
