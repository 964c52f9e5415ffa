from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analyzer.report.marking import Block, Hit, Speech, abbreviations, blocks, mark

TEXT = st.text(st.sampled_from("ab \n.\u0301\x00\u202e😀"), max_size=60)
PLACE = st.integers(-5, 70)
HITS = st.lists(st.builds(Hit, PLACE, PLACE, st.sampled_from("xyz"), negated=st.booleans()), max_size=8)
SPOKEN = st.lists(st.builds(Speech, PLACE, PLACE, speaker=st.integers(0, 3)), max_size=5)


def pieces(block: Block) -> list:
    return [piece for run in block for piece in run.pieces]


def test_a_hit_in_a_sentence_by_hand():
    """Words before, between and after stay; each hit is one piece that names its frame once."""
    found = pieces(mark("The court saw gas.", [Hit(14, 17, "energy"), Hit(4, 9, "law")]))
    assert [(p.text, [h.frame for h in p.begins]) for p in found] == [
        ("The ", []), ("court", ["law"]), (" saw ", []), ("gas", ["energy"]), (".", [])
    ]  # fmt: skip


def test_overlapping_hits_share_their_words():
    """Where two hits overlap, the shared stretch belongs to both, and neither is named twice."""
    found = pieces(mark("energy security council", [Hit(0, 15, "energy"), Hit(7, 23, "security")]))
    assert [p.text for p in found] == ["energy ", "security", " council"]
    assert [[h.frame for h in p.hits] for p in found] == [["energy"], ["energy", "security"], ["security"]]
    assert [[h.frame for h in p.begins] for p in found] == [["energy"], ["security"], []]


def test_a_hit_across_the_edge_of_a_quotation_is_cut_there():
    """Quoted and unquoted parts of a hit are separate pieces, in separate runs."""
    runs = mark('He said "the court" twice.', [Hit(5, 15, "law")], [Speech(8, 19, "quoted", 1)])
    assert [(run.speech is not None, [p.text for p in run.pieces]) for run in runs] == [
        (False, ["He sa", "id "]), (True, ['"the co', 'urt"']), (False, [" twice."])
    ]  # fmt: skip


def test_speech_of_two_people_is_two_runs():
    """Where two stretches touch or overlap, the later begins where the earlier ends, and each keeps its speaker."""
    runs = mark("one two three", [], [Speech(4, 13, "paraphrased", 2), Speech(0, 7, "quoted", 1)])
    assert [(run.pieces[0].text, run.speech) for run in runs] == [
        ("one two", Speech(0, 7, "quoted", 1)),
        (" three", Speech(7, 13, "paraphrased", 2)),
    ]


def test_a_hit_over_two_paragraphs_is_named_in_both():
    """A paragraph never hides where a mark comes from."""
    first, second = blocks("one\n\ntwo", [Hit(0, 8, "law")], [])
    assert [[h.frame for h in p.begins] for p in (*pieces(first), *pieces(second))] == [["law"], ["law"]]


@given(TEXT, HITS, SPOKEN)
def test_no_character_is_lost_or_doubled(text, hits, spoken):
    """The pieces of a text are the text, whatever the offsets are."""
    assert "".join(p.text for p in pieces(mark(text, hits, spoken))) == text


@given(TEXT, HITS, SPOKEN)
def test_paragraphs_hold_all_that_can_be_seen(text, hits, spoken):
    """Only the space between paragraphs is left out."""
    shown = "".join(p.text for block in blocks(text, hits, spoken) for p in pieces(block))
    assert "".join(shown.split()) == "".join(text.split())


@given(TEXT, HITS, SPOKEN)
def test_every_character_has_the_marks_of_the_hits_over_it(text, hits, spoken):
    """Character by character the pieces agree with the spans that were given."""
    at = 0
    for run in mark(text, hits, spoken):
        for piece in run.pieces:
            for _ in piece.text:
                assert {h.frame for h in piece.hits} == {h.frame for h in hits if h.start <= at < h.end}
                assert (run.speech is not None) == any(one.start <= at < one.end for one in spoken)
                at += 1


@given(st.lists(st.text(max_size=12), max_size=12))
def test_no_two_frames_have_the_same_abbreviation(labels):
    """However labels begin, what stands at a mark names one frame."""
    short = abbreviations(labels)
    assert len(set(short)) == len(labels)
    assert all(short)
