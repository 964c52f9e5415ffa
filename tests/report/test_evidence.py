from __future__ import annotations

from collections import Counter

from analyzer.features import featurize
from analyzer.features.presence import presence
from analyzer.report.evidence import Sentence, frame_evidence, sentences, spread
from analyzer.report.marking import Hit
from analyzer.report.names import make_names
from tests.report.pages import compare


def sentence(at: int, outlet: str, group: str, *, note: str = "", patterns: int = 1) -> Sentence:
    hits = tuple(Hit(n, n + 1, "law", f"pattern {n}") for n in range(patterns))
    return Sentence("law", f"a{at}", outlet, group, (("narrator", "", ""),), note, f"Sentence {at}.", 0, hits)


def test_counted_sentences_are_those_of_the_measure(shipped):
    """Sentences without a note are as many as the framing measure counts, in every article and frame."""
    rows = shipped.tables["evidence"].to_dict("records")
    found = Counter((s.article, s.frame) for s in sentences(rows, "narrator") if not s.note)
    features = featurize(shipped.corpus.articles, shipped.codebook, focal=shipped.focal).body.where(voice="narrator")
    carried, owners = presence(features), features.sentences()[1]
    for row, article in enumerate(features.articles["id"]):
        for column, frame in enumerate(shipped.codebook.frames):
            assert found[article, frame] == carried[owners == row, column].sum()


def test_evidence_comes_from_many_groups_and_outlets():
    """Of three groups each gives one sentence before any gives two, and no outlet of two gives both."""
    found = [sentence(at, f"O{at // 4}", f"G{at // 8}") for at in range(24)]
    chosen = spread(found, 3)
    assert [s.group for s in chosen] == ["G0", "G1", "G2"]
    assert len({s.outlet for s in spread(found, 6)}) == 6


def test_counted_sentences_come_first_and_copies_once():
    """A sentence that is not counted fills up only; a sentence that two articles share is shown once."""
    found = [sentence(0, "A", "", note="a title"), sentence(1, "B", ""), sentence(2, "C", "", patterns=3)]
    assert spread(found, 2) == found[1:]
    assert spread(found, 9) == found
    twin = [sentence(1, "A", ""), sentence(1, "B", "")]
    assert spread(twin, 2) == twin[:1]


def test_every_frame_has_its_evidence_in_the_order_of_the_codebook():
    """Frames without a hit are there as well, and say so."""
    comparison = compare()
    made = frame_evidence(comparison, make_names(comparison))
    assert [frame.label for frame in made] == [frame.label for frame in comparison.codebook.frames.values()]
    legal = made[0]
    assert len(legal.focal) == 2
    assert made[4].summary == "This article: 0 sentences. Other coverage: 0 sentences."


def test_a_very_long_sentence_is_cut_around_its_first_hit():
    """A text without a stop is no reason for a page without an end."""
    from analyzer.article import Article

    text = "word " * 1000 + "arrest warrant " + "word " * 1000
    others = [Article(f"b{at}", "", f"{text} number {at}.", outlet=f"O{at}") for at in range(3)]
    comparison = compare([Article("a", "", text + "."), *others])
    proof = frame_evidence(comparison, make_names(comparison))[0].focal[0]
    shown = "".join(piece.text for run in proof.block for piece in run.pieces)
    assert "arrest warrant" in shown
    assert len(shown) == 600
    assert proof.cut == (True, True)
