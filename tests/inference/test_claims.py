from __future__ import annotations

import itertools
import math
import re

import pandas as pd
import pytest

from analyzer.codebook import load_codebook
from analyzer.inference.claims import STRENGTHS, strength, with_claims
from analyzer.inference.contrasts import BLANK, COLUMNS
from analyzer.inference.findings import findings

FORBIDDEN = re.compile(r"\b(bias\w*|true|false|significan\w*|prove\w*|slant\w*|propagand\w*)\b|\*\*", re.IGNORECASE)
BASE = {
    **BLANK, "voice": "narrator", "level": "focal", "name": "article", "against": "others", "value": 0.4,
    "reference": 0.2, "difference": 0.2, "low": 0.05, "high": 0.35, "effect": 0.44, "effect_name": "Cohen's h",
    "p": 0.05, "p_max": 0.4, "p_fdr": 0.4, "floor": 0.05, "family": "headline, narrator, others: 2", "above": 3,
    "n_articles": 1, "n_reference": 19, "n_units": 20,
}  # fmt: skip
GROUP = {"level": "group", "name": "A", "against": "B", "n_articles": 8, "n_reference": 9, "floor": 0.0001}


def contrasts(*rows: dict[str, object]) -> pd.DataFrame:
    return with_claims(pd.DataFrame([BASE | row for row in rows], columns=list(COLUMNS)))


def said(*rows: dict[str, object]) -> list[str]:
    return [finding.text for finding in findings(contrasts(*rows), load_codebook(), "narrator")]


@pytest.mark.parametrize(
    ("low", "high", "p", "p_max", "floor", "word", "rungs"),
    [
        (0.1, 0.3, 0.03, 0.04, 0.03, "clear", ("L2", "L3")),
        (0.1, 0.3, 0.03, 0.2, 0.03, "likely", ("L1", "L3")),
        (-0.3, -0.1, 0.05, 0.2, 0.03, "likely", ("L1", "L3")),
        (0.1, 0.3, 0.1, 0.2, 0.1, "in these texts", ("L1", "L0")),
        (0.1, 0.3, 0.06, 0.2, 0.03, "unclear", ("L0", "L0")),
        (-0.1, 0.3, 0.01, 0.01, 0.01, "unclear", ("L0", "L0")),
        (0.1, 0.3, math.nan, math.nan, math.nan, "unclear", ("L0", "L0")),
        (math.nan, math.nan, 0.01, 0.01, 0.01, "too little text", ("L0", "L0")),
    ],
)
def test_every_rung_has_its_word(low, high, p, p_max, floor, word, rungs):
    """An interval without zero and an exact test make a difference likely, a corrected one clear; too few others allow
    neither."""
    numbers = {"low": low, "high": high, "p": p, "p_max": p_max, "floor": floor}
    assert strength(**numbers) == word
    row = {"measure": "framing", "item": "legal_scrutiny", **numbers}
    table = contrasts(row, row | {"level": "group"})
    assert table["strength"].tolist() == [word, word]
    assert table["claim"].tolist() == list(rungs)


def test_the_sentence_of_a_difference_that_reaches_the_first_rung():
    """The sentence names both numbers, n, the range of the difference, the rank and the fixed word."""
    assert said({"measure": "framing", "item": "legal_scrutiny"})[0] == (
        "This article gives more room to legal scrutiny: 40 of 100 sentences (n = 20), against 20 in the other "
        "coverage (mean of 19 articles); difference +20 (range +5 to +35). 3 of 19 other articles have a larger value. "
        "Strength: likely."
    )


def test_the_sentence_of_a_difference_that_reaches_the_second_rung():
    """A clear difference is called clear."""
    text = said({"measure": "framing", "item": "legal_scrutiny", "p": 0.01, "p_max": 0.02})[0]
    assert text.endswith("Strength: clear.")


def test_with_few_others_the_rank_says_that_it_can_show_nothing():
    """Nine others cannot make a rank of .05, and the sentence says so."""
    text = said({"measure": "framing", "item": "legal_scrutiny", "floor": 0.1, "n_reference": 9})[0]
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
    row = {"measure": "axis", "item": "scrutiny_economy", "value": math.nan, "low": math.nan, "high": math.nan,
           "p": math.nan, "reason": "no evidence: no word of either pole in this voice"}  # fmt: skip
    assert "has no place: no evidence" in said(row)[0]


def test_an_axis_sentence_gives_both_places_and_the_range():
    """The axis sentence says which end is which."""
    row = {"measure": "axis", "item": "scrutiny_economy", "value": -1.2, "reference": 0.3, "difference": -1.5,
           "low": -2.0, "high": -1.0}  # fmt: skip
    text = said(row)[0]
    assert "economic emphasis (below 0) to Western scrutiny (above 0)" in text
    assert "-1.2" in text
    assert "(range -2.0 to -1.0)" in text


def test_no_sentence_passes_a_verdict():
    """Whatever the numbers, no finding calls anything biased, true or false, or claims significance."""
    book = load_codebook()
    ends = [(0.1, 0.3), (-0.3, -0.1), (-0.1, 0.1), (math.nan, math.nan)]
    levels = [{}, GROUP, GROUP | {"against": "rest"}]
    for (low, high), p, floor, level in itertools.product(ends, [0.01, 0.5, math.nan], [0.02, 0.2], levels):
        rows = [
            {
                "measure": measure,
                "item": item,
                "low": low,
                "high": high,
                "p": p,
                "p_max": p,
                "floor": floor,
                **level,
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


def test_words_of_strength_are_five_and_defined():
    """Each word that a finding can end with has one definition."""
    assert list(STRENGTHS) == ["clear", "likely", "in these texts", "unclear", "too little text"]
    assert all(STRENGTHS.values())


def test_numbers_are_written_as_people_write_them():
    """What rounds to zero has no sign, one article "has", one stretch is no plural."""
    row = {"measure": "tone", "item": "lexical tone", "value": -0.001, "reference": 0.2, "n_units": 1, "above": 1}
    text = said(row)[0]
    assert "is 0.00 here (n = 1 stretch of text) and +0.20" in text
    assert "1 of 19 other articles has a larger value" in text


def test_with_few_others_a_difference_describes_these_texts():
    """Where no test can reach .05, the range alone decides and the sentence claims no more than these texts."""
    row = {"measure": "framing", "item": "legal_scrutiny", "p": 0.1, "p_max": 0.1, "floor": 0.1, "n_reference": 9}
    assert said(row)[0] == (
        "This article gives more room to legal scrutiny: 40 of 100 sentences (n = 20), against 20 in the other "
        "coverage (mean of 9 articles); difference +20 (range +5 to +35). 3 of 9 other articles have a larger value; "
        "with so few, a rank alone can show nothing. Strength: in these texts."
    )


def test_groups_are_compared_in_sentences_of_their_own():
    """Two groups that differ are named with both numbers of articles, and how many comparisons there were is said."""
    row = {"measure": "framing", "item": "legal_scrutiny", **GROUP}
    assert said(row, row | {"item": "historical_ties", "p": 0.4}) == [
        "The group A gives more room to legal scrutiny: 40 of 100 sentences (mean of 8 articles), against 20 in the "
        "group B (mean of 9 articles); difference +20 (range +5 to +35). Strength: likely.",
        "Between groups, 2 differences of frames were looked at (1 pair of sides): 0 clear, 1 likely, the rest "
        "neither. Were articles dealt out to the groups at random, up to 1 would be likely by chance.",
    ]


def test_groups_without_a_range_are_not_spoken_of():
    """Sides below their minimum make no sentence."""
    row = {"measure": "framing", "item": "legal_scrutiny", **GROUP, "low": math.nan, "high": math.nan}
    assert said(row) == []


def test_the_surest_difference_comes_first():
    """A clear difference is named before a larger one that is likely."""
    clear = {"measure": "framing", "item": "legal_scrutiny", "p": 0.01, "p_max": 0.01, "effect": 0.2}
    texts = said({"measure": "framing", "item": "historical_ties", "effect": 0.9}, clear)
    assert "legal scrutiny" in texts[0]
    assert "historical ties" in texts[1]


def test_a_claim_says_how_far_it_hangs_on_choices():
    """Where a difference is claimed, the sentence on its sign stands before the word of strength, and nowhere else."""
    row = {"measure": "framing", "item": "legal_scrutiny"}
    flat = {"measure": "framing", "item": "historical_ties", "low": -0.1}
    robust = {("framing", item): "The sign holds always." for item in ("legal_scrutiny", "historical_ties")}
    texts = [found.text for found in findings(contrasts(row, flat), load_codebook(), "narrator", robust)]
    assert texts[0].endswith("have a larger value. The sign holds always. Strength: likely.")
    assert not any("holds always" in text for text in texts[1:])


def test_where_nothing_can_be_tested_nothing_is_told_from_chance():
    """With too few others the last line speaks of ranges, not of chance."""
    flat = {"measure": "framing", "item": "historical_ties", "low": -0.1, "high": 0.3, "floor": 0.1, "n_reference": 9}
    assert said(flat) == ["The range of the difference includes zero for: historical ties (1 of 1 frames)."]


def test_too_little_says_what_there_is_too_little_of():
    """The reason for a missing range stands with the frames that have none."""
    row = {"measure": "framing", "item": "historical_ties", "low": math.nan, "high": math.nan}
    assert said(row | {"reason": "fewer than 5 articles"}) == [
        "Too little text to compare (fewer than 5 articles): historical ties."
    ]


def test_who_speaks_is_told_in_words_given_to_others():
    """The room of others is always told, a category only where its difference reaches a rung."""
    room = {"measure": "speech", "item": "attributed", "voice": "all", "n_units": 19, "value": 0.07, "reference": 0.28}
    told, *_ = said(room | {"low": -0.4, "high": -0.1, "difference": -0.21, "p": 0.03, "p_max": 0.2, "floor": 0.03})
    assert told.startswith(
        "Of the words of this article, 7 of 100 are quoted or paraphrased (n = 19 sentences), against 28 in the other "
        "coverage (mean of 19 articles); difference -21 (range -40 to -10)."
    )
    kind = {
        "measure": "sourcing",
        "item": "expert",
        "voice": "attributed",
        "n_units": 12,
        "value": 0.5,
        "reference": 0.1,
    }
    sure = kind | {"low": 0.1, "high": 0.7, "difference": 0.4, "p": 0.03, "p_max": 0.2, "floor": 0.03}
    assert any("50 of 100 are said by Experts" in text for text in said(sure))
    assert not any("said by" in text for text in said(sure | {"low": -0.1, "p": 0.4, "p_max": 0.9}))
    silent = room | {"value": float("nan"), "reason": "no words"}
    assert said(silent)[0].startswith("Of the words of this article: not estimable, because: no words.")
