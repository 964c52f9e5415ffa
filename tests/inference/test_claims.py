from __future__ import annotations

import itertools
import math
import re

import pandas as pd
import pytest

from analyzer.codebook import load_codebook
from analyzer.inference.claims import STRENGTHS, findings, strength, with_claims
from analyzer.inference.contrasts import COLUMNS

FORBIDDEN = re.compile(r"\b(bias\w*|true|false|significan\w*|prove\w*|slant\w*|propagand\w*)\b|\*\*", re.IGNORECASE)
BASE = {
    "voice": "narrator", "focal": 0.4, "others": 0.2, "difference": 0.2, "low": 0.05, "high": 0.35, "effect": 0.44,
    "effect_name": "Cohen's h", "p": 0.2, "p_fdr": 0.4, "floor": 0.05, "family": "framing, narrator: 2", "above": 3,
    "n_articles": 19, "n_units": 20, "claim": "", "reason": "",
}  # fmt: skip


def contrasts(*rows: dict[str, object]) -> pd.DataFrame:
    return with_claims(pd.DataFrame([BASE | row for row in rows], columns=list(COLUMNS)))


def said(*rows: dict[str, object]) -> list[str]:
    return [finding.text for finding in findings(contrasts(*rows), load_codebook(), "narrator")]


@pytest.mark.parametrize(
    ("low", "high", "p", "word", "rung"),
    [
        (0.1, 0.3, 0.04, "clear", "L2"),
        (0.1, 0.3, 0.2, "likely", "L1"),
        (-0.3, -0.1, 0.2, "likely", "L1"),
        (-0.1, 0.3, 0.01, "unclear", "L0"),
        (math.nan, math.nan, 0.01, "too little text", "L0"),
        (0.1, 0.3, math.nan, "likely", "L1"),
    ],
)
def test_every_rung_has_its_word(low, high, p, word, rung):
    """An interval that leaves out zero reaches L1, a corrected rank besides it L2, nothing else climbs."""
    assert strength(low, high, p) == word
    table = contrasts({"measure": "framing", "item": "legal_scrutiny", "low": low, "high": high, "p_fdr": p})
    assert table["claim"].tolist() == [rung]


def test_the_sentence_of_a_difference_that_reaches_the_first_rung():
    """The sentence names both numbers, n, the range of the difference, the rank and the fixed word."""
    assert said({"measure": "framing", "item": "legal_scrutiny"})[0] == (
        "This article gives more room to legal scrutiny: 40 of 100 sentences (n = 20), against 20 in the other "
        "coverage (mean of 19 articles); difference +20 (range +5 to +35). 3 of 19 other articles have a larger value. "
        "Strength: likely."
    )


def test_the_sentence_of_a_difference_that_reaches_the_second_rung():
    """A clear difference is called clear."""
    text = said({"measure": "framing", "item": "legal_scrutiny", "p": 0.01, "p_fdr": 0.02})[0]
    assert text.endswith("Strength: clear.")


def test_with_few_others_the_rank_says_that_it_can_show_nothing():
    """Nine others cannot make a rank of .05, and the sentence says so."""
    text = said({"measure": "framing", "item": "legal_scrutiny", "floor": 0.1, "n_articles": 9})[0]
    assert "with so few, a rank alone can show nothing" in text


def test_less_room_is_said_as_less():
    """A negative difference reads as less room."""
    row = {"measure": "framing", "item": "legal_scrutiny", "difference": -0.2, "low": -0.35, "high": -0.05}
    assert said(row)[0].startswith("This article gives less room to legal scrutiny")


def test_what_did_not_differ_is_always_said():
    """The last line lists the frames whose range includes zero."""
    flat = {"measure": "framing", "item": "historical_ties", "low": -0.1, "high": 0.3}
    texts = said({"measure": "framing", "item": "legal_scrutiny"}, flat)
    assert texts[-1] == "No difference could be told from chance for: historical ties (1 of 2 frames)."


def test_too_little_text_is_said_as_such():
    """Without a range there is no comparison, and no word of strength but one."""
    short = {"measure": "framing", "item": "historical_ties", "low": math.nan, "high": math.nan}
    assert said(short) == ["Too little text to compare: historical ties."]


def test_an_axis_without_evidence_is_no_middle():
    """An article without a word of either pole has no place on the axis."""
    row = {"measure": "axis", "item": "scrutiny_economy", "focal": math.nan, "low": math.nan, "high": math.nan,
           "p": math.nan, "reason": "no evidence: no word of either pole in this voice"}  # fmt: skip
    assert "has no place: no evidence" in said(row)[0]


def test_an_axis_sentence_gives_both_places_and_the_range():
    """The axis sentence says which end is which."""
    row = {"measure": "axis", "item": "scrutiny_economy", "focal": -1.2, "others": 0.3, "difference": -1.5,
           "low": -2.0, "high": -1.0}  # fmt: skip
    text = said(row)[0]
    assert "economic emphasis (below 0) to Western scrutiny (above 0)" in text
    assert "-1.2" in text
    assert "(range -2.0 to -1.0)" in text


def test_no_sentence_passes_a_verdict():
    """Whatever the numbers, no finding calls anything biased, true or false, or claims significance."""
    book = load_codebook()
    ends = [(0.1, 0.3), (-0.3, -0.1), (-0.1, 0.1), (math.nan, math.nan)]
    for (low, high), p, floor in itertools.product(ends, [0.01, 0.5, math.nan], [0.02, 0.2]):
        rows = [
            {
                "measure": measure,
                "item": item,
                "low": low,
                "high": high,
                "p": p,
                "p_fdr": p,
                "floor": floor,
                "difference": (low + high) / 2,
            }
            for measure, item in [
                *(("framing", f) for f in book.frames),
                ("axis", "scrutiny_economy"),
                ("tone", "lexical tone"),
            ]
        ]
        for text in said(*rows):
            assert not FORBIDDEN.search(text), text


def test_words_of_strength_are_four_and_defined():
    """Each word that a finding can end with has one definition."""
    assert list(STRENGTHS) == ["clear", "likely", "unclear", "too little text"]
    assert all(STRENGTHS.values())


def test_numbers_are_written_as_people_write_them():
    """What rounds to zero has no sign, one article "has", one stretch is no plural."""
    row = {"measure": "tone", "item": "lexical tone", "focal": -0.001, "others": 0.2, "n_units": 1, "above": 1}
    text = said(row)[0]
    assert "is 0.00 here (n = 1 stretch of text) and +0.20" in text
    assert "1 of 19 other articles has a larger value" in text
