"""Matching is that of the definition: a brute-force matcher on strings agrees with it on any stream of tokens."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analyzer.article import Article
from analyzer.codebook import Codebook, Frame, Pattern, load_codebook
from analyzer.features import Features, featurize
from analyzer.features.frames import SCOPES, Globs, Scope, find
from analyzer.features.presence import presence

free = settings(deadline=None, derandomize=True, max_examples=300)
GOLDEN = json.loads((Path(__file__).parent / "golden.json").read_text("utf-8"))
LITMUS = {
    "legal": ["arrest warrant*", "warrant*", "court", "international criminal court"],
    "rights": ["criminal", "war crime*"],
    "security": ["war"],
}


def book(frames: dict[str, list[str]], **ambiguous: list[str]) -> Codebook:
    """A codebook of these frames and nothing else."""
    made = {
        key: Frame(label=key, definition=key, patterns=tuple(texts), ambiguous=tuple(ambiguous.get(key, ())))
        for key, texts in frames.items()
    }
    return Codebook(name="test", version="1", frames=made)


def read(text: str, frames: dict[str, list[str]], scope: Scope = "dictionary") -> Features:
    return featurize([Article("a", "", text)], book(frames), scope=scope)


def counted(text: str, frames: dict[str, list[str]], scope: Scope = "dictionary") -> dict[str, int]:
    return dict(Counter(read(text, frames, scope).hits["frame"]))


def brute_force(
    patterns: Sequence[Pattern], tokens: Sequence[str], barred: Sequence[bool], scope: Scope
) -> list[tuple[int, int, int]]:
    """Every place where every pattern fits, longest first, then leftmost, then first in the codebook."""
    fits = [
        (len(pattern.words), start, number)
        for number, pattern in enumerate(patterns)
        for start in range(len(tokens) - len(pattern.words) + 1)
        if all(fnmatchcase(tokens[start + step], word) for step, word in enumerate(pattern.words))
        and not any(barred[start + 1 : start + len(pattern.words)])
    ]
    taken: dict[str, set[int]] = {}
    found = []
    for length, start, number in sorted(fits, key=lambda fit: (-fit[0], fit[1], fit[2])):
        own = taken.setdefault(patterns[number].key if scope == "key" else "", set())
        if own.isdisjoint(range(start, start + length)):
            own.update(range(start, start + length))
            found.append((start, number, start + length))
    return sorted(found)


WORDS = ("a", "ab", "abc", "b", "bc", "c")
PATTERNS = (
    "a",
    "ab",
    "a*",
    "*c",
    "a?",
    "?",
    "a b",
    "a* b",
    "a b c",
    "* b",
    "b *",
    "a * c",
    "b c",
    "b b",
    "* c",
    "ab* *",
)


@free
@given(
    st.lists(st.tuples(st.sampled_from(PATTERNS), st.sampled_from("xyz")), max_size=7, unique_by=lambda row: row[0]),
    st.lists(st.tuples(st.sampled_from(WORDS), st.booleans()), max_size=14),
    st.sampled_from(SCOPES),
)
@example([], [("a", True)], "key")
@example([("a b", "x")], [], "dictionary")
@example([("a b", "x"), ("b c", "x"), ("b", "y")], [("a", True), ("b", False), ("c", False)], "dictionary")
@example([("a b", "x"), ("b c", "y"), ("b", "y")], [("a", True), ("b", False), ("c", False)], "key")
def test_matches_are_those_of_brute_force(
    given_patterns: list[tuple[str, str]], stream: list[tuple[str, bool]], scope: Scope
) -> None:
    """Pattern, start and end of every match are those found by trying everything everywhere, in both scopes."""
    patterns = [Pattern(text=text, key=key) for text, key in given_patterns]
    tokens = [word for word, _ in stream]
    barred = [bar for _, bar in stream]
    vocabulary = sorted(set(tokens), reverse=True)
    ids = np.array([vocabulary.index(token) for token in tokens], np.int32)
    found = find(patterns, vocabulary, ids, np.array(barred, bool), scope=scope)
    rows = zip(found.start.tolist(), found.pattern.tolist(), found.stop.tolist(), strict=True)
    assert sorted(rows) == brute_force(patterns, tokens, barred, scope)
    assert (np.diff(found.start) >= 0).all()


@free
@given(
    st.text(alphabet="ab*?'-.", min_size=1, max_size=6),
    st.lists(st.text(alphabet="ab'-.é\n", max_size=6), max_size=12, unique=True),
)
@example("a*", ["a", "ab", "b", "A", "ba"])
@example("*", ["", "a"])
@example("ab?", ["ab", "abc", "abcd"])
@example("é*", ["é", "éa", "e"])
def test_globs_are_those_of_fnmatch(glob: str, vocabulary: list[str]) -> None:
    """`*` is any run of characters and `?` exactly one, on whole words; everything else is itself."""
    expected = [number for number, word in enumerate(vocabulary) if fnmatchcase(word, glob)]
    assert Globs(vocabulary).types(glob).tolist() == expected


@pytest.mark.parametrize("sign", list("[]().+^$|\\{}#-'"))
def test_other_signs_are_themselves(sign: str) -> None:
    """Signs that mean something in regular expressions or in shells mean themselves in a glob."""
    vocabulary = ["a", f"a{sign}b", "ab", "aab", f"a{sign}"]
    assert Globs(vocabulary).types(f"a{sign}*").tolist() == [1, 4]


def test_an_empty_vocabulary_has_no_types() -> None:
    """On no vocabulary a glob finds nothing."""
    assert Globs([]).types("a*").tolist() == []
    assert Globs([]).types("*").tolist() == []


LITMUS_TEXT = (
    "The International Criminal Court issued an arrest warrant over war crimes; the court's warrants bind members."
)


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ("dictionary", {"legal": 4, "rights": 1}),
        ("key", {"legal": 4, "rights": 2, "security": 1}),
    ],
)
def test_the_longest_match_wins(scope: Scope, expected: dict[str, int]) -> None:
    """Over all frames the longest match alone counts; within each frame, a shorter one of another counts as well."""
    assert len(read(LITMUS_TEXT, LITMUS, scope).tokens) == 16
    assert counted(LITMUS_TEXT, LITMUS, scope) == expected


@pytest.mark.parametrize("scope", SCOPES)
def test_a_phrase_never_reaches_across_punctuation(scope: Scope) -> None:
    """ "Manchester United, states the announcer" does not speak of the United States (the example of quanteda)."""
    frames = {"country": ["united states"], "team": ["manchester united", "arsenal"]}
    assert counted("It's Arsenal versus Manchester United, states the announcer.", frames, scope) == {"team": 2}


@pytest.mark.parametrize(("scope", "city"), [("dictionary", 1), ("key", 2)])
def test_a_shorter_phrase_inside_a_longer_one(scope: Scope, city: int) -> None:
    """The New York Times is a paper; whether it is New York as well depends on the scope (the example of quanteda)."""
    frames = {"paper": ["new york times"], "city": ["new york"]}
    assert counted("The New York Times is a New York paper.", frames, scope) == {"paper": 1, "city": city}


@pytest.mark.parametrize(
    "mark", [",", ";", ":", "!", "?", " (", ")", ' "', '"', " “", "...", "…", " [", "]", ".", "\n\n"]
)
def test_barriers(mark: str) -> None:
    """Punctuation, brackets, quotation marks and ends of sentences stop a phrase."""
    assert counted(f"They saw the united{mark} States of it.", {"country": ["united states"]}) == {}


@pytest.mark.parametrize("gap", [" ", "  ", "\n", " - ", "—", "\u00a0", " / ", " ’ "])
def test_what_is_no_barrier(gap: str) -> None:
    """White space, dashes, slashes and stray apostrophes do not stop a phrase."""
    assert counted(f"They saw the united{gap}states of it.", {"country": ["united states"]}) == {"country": 1}


def test_a_phrase_never_reaches_from_a_quotation_into_the_narration() -> None:
    """A change of voice stops a phrase, and so does the end of an article."""
    text = "‘We were never so united’ states went on to say."
    assert counted(text, {"country": ["united states"]}) == {}
    pair = [Article("a", "United", "The two are united"), Article("b", "States", "States were seen")]
    assert featurize(pair, book({"country": ["united states"]})).hits.empty


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("the COURT's view", "court"),
        ("the court’s view", "court"),
        ("a people’s party", "people's party"),
        ("a people's party", "people’s party"),
        ("counter‑terror squads", "counter-terror"),
        ("the U.S. view", "u.s."),
        ("an Orba\u0301n visit", "orbán"),
        ("an Orbán visit", "orba\u0301n"),
        ("war\u00adrants were out", "warrants"),
        ("they handed him over to it", "hand* * over to"),
        ("in 1939 it was", "1939"),
        ("they didn’t go", "*n't"),
    ],
)
def test_spelling_makes_no_difference(text: str, pattern: str) -> None:
    """Case, curly apostrophes, possessives, hyphens, accents and soft hyphens match as they are meant."""
    assert counted(text, {"f": [pattern]}) == {"f": 1}


def test_the_first_pattern_of_the_codebook_wins_a_tie() -> None:
    """Two patterns of one length on one word: the word belongs to the one that stands first."""
    hits = read("the warrants", {"x": ["warrants"], "y": ["warrant*"]}).hits
    assert hits["frame"].tolist() == ["x"]
    assert read("the warrants", {"y": ["warrant*"], "x": ["warrants"]}).hits["frame"].tolist() == ["y"]


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("No arrest was made.", True),
        ("There is no obligation to arrest him.", True),
        ("There was no good old legal arrest.", False),
        ("They did not really want arrest.", True),
        ("They didn’t arrest him.", True),
        ("He never came; arrest followed.", False),
        ("He said no, arrest followed.", False),
        ("He denied the arrest.", True),
        ("They rejected arrest.", True),
        ("Dismissing the arrest, he left.", True),
        ("Without arrest he left.", True),
        ("Arrest was not made.", False),
        ("He left. Not one arrest was made.", True),
        ("It is nothing. Arrest followed.", False),
        ("They noted the arrest.", False),
    ],
)
def test_negation(text: str, negated: bool) -> None:
    """A negator within three words before a hit, in the same clause, marks it; commas and stops lie between clauses."""
    hits = read(text, {"legal": ["arrest"]}).hits
    assert hits["negated"].tolist() == [negated]


@free
@given(st.lists(st.tuples(st.sampled_from(["no", "a", "didn't", "x"]), st.sampled_from(["", ","])), max_size=10))
def test_negation_is_that_of_brute_force(rows: list[tuple[str, str]]) -> None:
    """Looking back word by word until a comma or three words gives the same marks."""
    text = " ".join(word + mark for word, mark in rows)
    if not text:
        return
    expected = []
    for at, (word, _) in enumerate(rows):
        if word == "x":
            back = []
            for before, mark in reversed(rows[max(0, at - 3) : at]):
                if mark:
                    break
                back.append(before)
            expected.append(not {"no", "didn't"}.isdisjoint(back))
    assert read(text, {"f": ["x"]}).hits["negated"].tolist() == expected


def golden(scope: Scope) -> Features:
    return featurize([Article("golden", "", GOLDEN["text"])], load_codebook(), scope=scope)


def test_the_golden_text_has_its_hits() -> None:
    """Hits, weighted hits and sentences with each frame are those that were counted by hand."""
    features = golden("dictionary")
    assert len(features.tokens) == GOLDEN["n_tok"]
    assert dict(Counter(features.hits["frame"])) == GOLDEN["hits"]
    weights = np.where(features.hits["ambiguous"], 0.5, 1.0)
    sums = features.hits.assign(weight=weights).groupby("frame", observed=True)["weight"].sum()
    assert sums.to_dict() == GOLDEN["weighted"]
    carried = dict(zip(features.codebook.frames, presence(features).sum(axis=0).tolist(), strict=True))
    assert {frame: n for frame, n in carried.items() if n} == GOLDEN["sentence_presence"]


def test_the_golden_text_has_its_hits_sentence_by_sentence() -> None:
    """Every sentence holds the patterns that were found by hand, and no other."""
    features = golden("dictionary")
    sentence = features.sentences()[0][features.hits["unit"].to_numpy()]
    assert features.articles["n_sentences"].tolist() == [GOLDEN["n_sent"]]
    found: list[list[tuple[str, str]]] = [[] for _ in range(GOLDEN["n_sent"])]
    for number, frame, pattern in zip(sentence, features.hits["frame"], features.hits["pattern"], strict=True):
        found[number].append((frame, features.codebook.patterns[pattern].text))
    assert [sorted(rows) for rows in found] == [sorted(map(tuple, rows)) for rows in GOLDEN["per_sentence"]]


def test_the_golden_text_within_each_frame() -> None:
    """With scope "key", "criminal" in the name of the court is a hit of human rights as well."""
    expected = GOLDEN["hits"] | {"human_rights_accountability": 1}
    assert dict(Counter(golden("key").hits["frame"])) == expected


def test_the_golden_axis() -> None:
    """Five hits on either pole: the logit is 0 with a standard error of .603023."""
    hits = Counter(golden("dictionary").hits["frame"])
    axis = load_codebook().axes["scrutiny_economy"]
    positive = sum(hits[frame] for frame in axis.positive.frames)
    negative = sum(hits[frame] for frame in axis.negative.frames)
    assert (positive, negative) == (5, 5)
    assert np.log((positive + 0.5) / (negative + 0.5)) == 0
    assert np.sqrt(1 / (positive + 0.5) + 1 / (negative + 0.5)) == pytest.approx(0.603023, abs=1e-6)


def test_time_is_linear() -> None:
    """Two hundred thousand tokens that could all begin a phrase are matched in less than two seconds."""
    patterns = [Pattern(text=text, key="f") for text in ("a a a b", "a * a b", "* b a", "a a", "a")]
    ids = np.zeros(200_000, np.int32)
    before = time.process_time()
    found = find(patterns, ["a", "b"], ids, np.zeros(len(ids), bool))
    assert time.process_time() - before < 2
    assert len(found.start) == 100_000
