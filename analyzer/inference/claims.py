"""The claim ladder: which word a row of numbers may carry.

L0  in these texts: a description, no comparison.
L1  this article against those articles: the interval of the difference leaves out zero.
L2  than such articles generally: besides L1, the article's rank among the others holds after correction.
L3  group against group: the interval leaves out zero, and so does a permutation of the articles.
Nothing reaches further: no cause, no intention, no verdict on an outlet.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Literal

import numpy as np
import pandas as pd

from analyzer.settings import Settings

Strength = Literal["clear", "likely", "in these texts", "unclear", "too little text"]
STRENGTHS: Mapping[Strength, str] = {
    "clear": "the range of the difference leaves out zero; were articles to change places, so large a difference would "
    "come up anywhere among these comparisons in at most 5 of 100 cases",
    "likely": "the range of the difference leaves out zero; were articles to change places, this one difference would "
    "come out so large in at most 5 of 100 cases, and among as many comparisons as here that may be chance",
    "in these texts": "the range of the difference leaves out zero, but with so few other articles no test can tell "
    "whether another such article would differ: it describes these texts",
    "unclear": "the range of the difference includes zero, or were articles to change places, so large a difference "
    "would come up in more than 5 of 100 cases",
    "too little text": "there is no range, because one side has too few sentences or articles",
}
_REACHED = {"clear": "L2", "likely": "L1", "in these texts": "L1"}  # by the focal article; groups reach L3
ALPHA = 0.05


def strength(low: float, high: float, p: float, p_max: float, floor: float) -> Strength:
    """The word for a difference with this interval, these p-values, and this smallest p that its design allows.

    >>> strength(0.1, 0.3, 0.03, 0.2, 0.03), strength(0.1, 0.3, 0.1, 0.4, 0.1), strength(-0.1, 0.3, 0.03, 0.03, 0.03)
    ('likely', 'in these texts', 'unclear')
    """
    if math.isnan(low) or math.isnan(high):
        return "too little text"
    if low <= 0 <= high or math.isnan(p):
        return "unclear"
    if floor > ALPHA:
        return "in these texts"
    return "clear" if p_max <= ALPHA else "likely" if p <= ALPHA else "unclear"


def with_claims(contrasts: pd.DataFrame) -> pd.DataFrame:
    """The contrasts with the word of strength and the rung of the ladder that each row reaches."""
    numbers = contrasts[["low", "high", "p", "p_max", "floor"]].to_numpy(float).tolist()
    words = [strength(*row) for row in numbers]
    focal = (contrasts["level"] == "focal").tolist()
    rungs = [_rung(word, focal=one) for word, one in zip(words, focal, strict=True)]
    return contrasts.assign(strength=np.array(words, object), claim=np.array(rungs, object))


def _rung(word: Strength, *, focal: bool) -> str:
    if focal:
        return _REACHED.get(word, "L0")
    return "L3" if word in ("clear", "likely") else "L0"


def mark(table: pd.DataFrame, contrasts: pd.DataFrame) -> pd.DataFrame:
    """A measure's table with `claim` filled: the focal rows from the contrasts, sets of articles by their interval."""
    own = contrasts[contrasts["level"] == "focal"]
    reached = dict(zip(zip(own["item"], own["voice"], strict=True), own["claim"], strict=True))
    claims = []
    for level, item, voice, value, low in zip(
        *(table[name].tolist() for name in ("level", "item", "voice", "value", "low")), strict=True
    ):
        if math.isnan(value):
            claims.append("")
        elif level == "focal":
            claims.append(reached.get((item, voice), "L0"))
        else:
            claims.append("L0" if math.isnan(low) or level == "article" else "L3")
    return table.assign(claim=np.array(claims, object))


def mark_terms(table: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """The table of key terms with `claim` filled.

    A term reaches past these texts only where it is key (its value is not 0) and `p_max`, which is corrected for all
    terms compared, is at most .05: L2 for the focal article, L3 for an outlet or group where either side has at least
    `min_group` articles. Any other term with a value is descriptive (L0).
    """
    value, p_max = table["value"].to_numpy(np.float64), table["p_max"].to_numpy(np.float64)
    holds = (np.nan_to_num(value) != 0) & (p_max <= ALPHA)
    focal = (table["level"] == "focal").to_numpy()
    enough = (table[["n_articles", "reference_articles"]] >= settings.min_group).all(axis=1).to_numpy()
    sets = table["level"].isin(["outlet", "group"]).to_numpy() & enough
    claims = np.select([np.isnan(value), holds & focal, holds & sets], ["", "L2", "L3"], "L0")
    return table.assign(claim=claims.astype(object))
