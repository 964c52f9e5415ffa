from __future__ import annotations

import pandas as pd
import pytest

from analyzer.report.words import _reach


def terms(*rows, floor=0.02, others=49):
    made = pd.DataFrame(rows, columns=["item", "value", "p_max", "claim"])
    return made.assign(floor=floor, reference_articles=others, n_terms=300)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (
            terms(("court", 2.0, 0.02, "L2"), ("gas", -1.0, 0.4, "L0"), ("tea", 0.0, 0.9, "L0")),
            "Beyond these texts, against 49 other articles, at .05: court (p = 0.020). The p is corrected for all 300 "
            "terms compared; the smallest possible is 0.020. The other key term describes these texts only.",
        ),
        (
            terms(("court", 2.0, 0.2, "L0")),
            "With 49 other articles, no term reaches .05: the terms shown describe these texts only. The p is "
            "corrected for all 300 terms compared; the smallest possible is 0.020.",
        ),
        (
            terms(("court", 2.0, 0.1, "L0"), floor=0.1, others=9),
            "With 9 other articles no term can reach .05 (the smallest p is 0.100): the terms shown describe these "
            "texts only.",
        ),
        (
            terms(("court", 2.0, float("nan"), "L0"), floor=float("nan")),
            "There is no article that could change places with this one: the terms shown describe these texts only.",
        ),
        (terms(("tea", 0.0, 0.9, "L0")), ""),
    ],
)
def test_the_page_says_which_terms_reach_past_these_texts(table, said):
    """Named with p, number of terms and floor; where none can or does reach, one sentence says so."""
    assert _reach(table) == said
