"""The claim ladder: which sentence a row of numbers may carry. Findings are made here and nowhere else.

L0  in these texts: a description, no comparison.
L1  this article against those articles: the interval of the difference leaves out zero.
L2  than the other articles generally: besides L1, the article's rank among the others holds after correction.
L3  set of articles against set of articles: at least the minimum number of articles on either side.
Nothing reaches further: no cause, no intention, no verdict on an outlet.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from analyzer.codebook import Codebook
from analyzer.settings import Settings

Strength = Literal["clear", "likely", "unclear", "too little text"]
STRENGTHS: Mapping[Strength, str] = {
    "clear": "the range of the difference leaves out zero, and the article's rank among the others holds after "
    "correction for the number of comparisons",
    "likely": "the range of the difference leaves out zero; the article's rank, corrected for the number of "
    "comparisons, would not show it",
    "unclear": "the range of the difference includes zero",
    "too little text": "there is no range, because one side has too few sentences or articles",
}
_LEVEL = {"clear": "L2", "likely": "L1", "unclear": "L0", "too little text": "L0"}
_ALPHA = 0.05
_MOST = 4  # frame findings that are spelled out


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence that the numbers bear.

    Attributes
    ----------
    text : str
        The sentence, with n and range.
    measure, item : str
        The row it rests on; `item` leads to its evidence.
    difference, low, high : float
        Focal minus others, with its interval; NaN where there is none.
    strength : {"clear", "likely", "unclear", "too little text"}
        Defined in `STRENGTHS`.
    claim : {"L0", "L1", "L2"}
        Rung of the ladder.
    """

    text: str
    measure: str
    item: str
    difference: float
    low: float
    high: float
    strength: Strength
    claim: str


def strength(low: float, high: float, p_fdr: float) -> Strength:
    """The word for a difference with this interval and this corrected rank.

    >>> strength(0.1, 0.3, 0.2), strength(-0.1, 0.3, 0.01), strength(float("nan"), float("nan"), 0.01)
    ('likely', 'unclear', 'too little text')
    """
    if math.isnan(low) or math.isnan(high):
        return "too little text"
    if low <= 0 <= high:
        return "unclear"
    return "clear" if p_fdr <= _ALPHA else "likely"


def with_claims(contrasts: pd.DataFrame) -> pd.DataFrame:
    """The contrasts with the rung of the ladder that each row reaches."""
    words = [strength(*row) for row in contrasts[["low", "high", "p_fdr"]].to_numpy(float).tolist()]
    return contrasts.assign(claim=[_LEVEL[word] for word in words])


def mark(table: pd.DataFrame, contrasts: pd.DataFrame) -> pd.DataFrame:
    """A measure's table with `claim` filled: the focal rows from the contrasts, sets of articles by their interval."""
    reached = dict(zip(zip(contrasts["item"], contrasts["voice"], strict=True), contrasts["claim"], strict=True))
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


def findings(contrasts: pd.DataFrame, codebook: Codebook, voice: str) -> tuple[Finding, ...]:
    """What the numbers in this voice bear, surest first: frames, axis, tone, and what did not differ.

    Source of the form: natural frequencies with a range (van der Bles et al. 2019).
    """
    rows = contrasts[contrasts["voice"] == voice]
    records = [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]
    frames = [row for row in records if row["measure"] == "framing"]
    differing = [row for row in frames if row["claim"] != "L0"]
    shown = sorted(differing, key=lambda row: (row["claim"] != "L2", -abs(row["effect"])))[:_MOST]
    result = [_make(row, _framing_text(row, codebook)) for row in shown]
    result += [_make(row, _axis_text(row, codebook)) for row in records if row["measure"] == "axis"]
    result += [_make(row, _tone_text(row)) for row in records if row["measure"] == "tone"]
    return (*result, _rest(frames, shown, codebook)) if frames else tuple(result)


def _make(row: Mapping[str, Any], text: str) -> Finding:
    word = strength(row["low"], row["high"], row["p_fdr"])
    return Finding(
        f"{text} {_rank_text(row)}Strength: {word}.",
        row["measure"],
        row["item"],
        row["difference"],
        row["low"],
        row["high"],
        word,
        row["claim"],
    )


def _framing_text(row: Mapping[str, Any], codebook: Codebook) -> str:
    more = "more" if row["difference"] > 0 else "less"
    points = [_signed(100 * row[end], 0) for end in ("difference", "low", "high")]
    return (
        f"This article gives {more} room to {codebook.label(row['item']).lower()}: {100 * row['focal']:.0f} of 100 "
        f"sentences (n = {row['n_units']}), against {100 * row['others']:.0f} in the other coverage "
        f"({_mean_of(row)}); difference {points[0]} (range {points[1]} to {points[2]})."
    )


def _axis_text(row: Mapping[str, Any], codebook: Codebook) -> str:
    axis = codebook.axes[row["item"]]
    name = f"On the axis from {axis.negative.label.lower()} (below 0) to {axis.positive.label} (above 0)"
    if math.isnan(row["focal"]):
        return f"{name} this article has no place: {row['reason']}."
    text = (
        f"{name} this article stands at {_signed(row['focal'], 1)} and the other coverage at "
        f"{_signed(row['others'], 1)} ({_mean_of(row)})"
    )
    return text + _range_text(row, 1)


def _tone_text(row: Mapping[str, Any]) -> str:
    if math.isnan(row["focal"]):
        return f"Lexical tone of this article: not estimable, because: {row['reason']}."
    stretches = "stretch" if row["n_units"] == 1 else "stretches"
    text = (
        f"Lexical tone (friendly against unfriendly words, -1 to 1) is {_signed(row['focal'], 2)} here "
        f"(n = {row['n_units']} {stretches} of text) and {_signed(row['others'], 2)} in the other coverage "
        f"({_mean_of(row)})"
    )
    return text + _range_text(row, 2)


def _range_text(row: Mapping[str, Any], digits: int) -> str:
    if math.isnan(row["low"]):
        return f"; no range, because: {row['reason'] or 'too little text'}."
    difference, low, high = (_signed(row[end], digits) for end in ("difference", "low", "high"))
    return f"; difference {difference} (range {low} to {high})."


def _mean_of(row: Mapping[str, Any]) -> str:
    return "1 article" if row["n_articles"] == 1 else f"mean of {row['n_articles']} articles"


def _signed(value: float, digits: int) -> str:
    """A number with its sign; what rounds to zero has none."""
    rounded = round(value, digits)
    return f"{rounded:+.{digits}f}" if rounded else f"{0:.{digits}f}"


def _rank_text(row: Mapping[str, Any]) -> str:
    if math.isnan(row["p"]):
        return ""
    have = "has" if row["above"] == 1 else "have"
    text = f"{row['above']} of {row['n_articles']} other articles {have} a larger value"
    if row["floor"] > _ALPHA:
        return f"{text}; with so few, a rank alone can show nothing. "
    return f"{text}. "


def _rest(frames: list[dict[str, Any]], shown: list[dict[str, Any]], codebook: Codebook) -> Finding:
    """The line on what did not differ: always there."""
    named = {row["item"] for row in shown}
    flat = [row for row in frames if row["item"] not in named and row["claim"] == "L0" and not math.isnan(row["low"])]
    short = [row for row in frames if math.isnan(row["low"])]
    parts = []
    if flat:
        names = ", ".join(codebook.label(row["item"]).lower() for row in flat)
        parts.append(f"No difference could be told from chance for: {names} ({len(flat)} of {len(frames)} frames).")
    if len(flat) + len(short) + len(shown) < len(frames):
        parts.append(f"{len(frames) - len(flat) - len(short) - len(shown)} more frames differ; see the framing table.")
    if short:
        parts.append(f"Too little text to compare: {', '.join(codebook.label(r['item']).lower() for r in short)}.")
    text = " ".join(parts) or "Every frame that was compared differs; all of them are named above."
    return Finding(text, "framing", "", math.nan, math.nan, math.nan, "unclear" if flat else "too little text", "L0")


def mark_terms(table: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """The table of key terms with `claim` filled.

    A term reaches past these texts only where it is key (its value is not 0) and `p_max`, which is corrected for all
    terms compared, is at most .05: L2 for the focal article, L3 for an outlet or group where either side has at least
    `min_group` articles. Any other term with a value is descriptive (L0).
    """
    value, p_max = table["value"].to_numpy(np.float64), table["p_max"].to_numpy(np.float64)
    holds = (np.nan_to_num(value) != 0) & (p_max <= _ALPHA)
    focal = (table["level"] == "focal").to_numpy()
    enough = (table[["n_articles", "reference_articles"]] >= settings.min_group).all(axis=1).to_numpy()
    sets = table["level"].isin(["outlet", "group"]).to_numpy() & enough
    claims = np.select([np.isnan(value), holds & focal, holds & sets], ["", "L2", "L3"], "L0")
    return table.assign(claim=claims.astype(object))
