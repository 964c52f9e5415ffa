"""The claim ladder: which sentence a row of numbers may carry. Findings are made here and nowhere else.

L0  in these texts: a description, no comparison.
L1  this article against those articles: the interval of the difference leaves out zero.
L2  than such articles generally: besides L1, the article's rank among the others holds after correction.
L3  group against group: the interval leaves out zero, and so does a permutation of the articles.
Nothing reaches further: no cause, no intention, no verdict on an outlet.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

import numpy as np
import pandas as pd

from analyzer.codebook import Codebook
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
_NOTHING: Mapping[tuple[str, str], str] = MappingProxyType({})
_ALPHA = 0.05
_MOST = 4  # frame findings that are spelled out
_MOST_GROUPS = 3


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
    strength : {"clear", "likely", "in these texts", "unclear", "too little text"}
        Defined in `STRENGTHS`.
    claim : {"L0", "L1", "L2", "L3"}
        Rung of the ladder.
    level, name, against : str
        Whose difference it is: the focal article's against the others, or a group's.
    """

    text: str
    measure: str
    item: str
    difference: float
    low: float
    high: float
    strength: Strength
    claim: str
    level: str = "focal"
    name: str = ""
    against: str = "others"


def strength(low: float, high: float, p: float, p_max: float, floor: float) -> Strength:
    """The word for a difference with this interval, these p-values, and this smallest p that its design allows.

    >>> strength(0.1, 0.3, 0.03, 0.2, 0.03), strength(0.1, 0.3, 0.1, 0.4, 0.1), strength(-0.1, 0.3, 0.03, 0.03, 0.03)
    ('likely', 'in these texts', 'unclear')
    """
    if math.isnan(low) or math.isnan(high):
        return "too little text"
    if low <= 0 <= high or math.isnan(p):
        return "unclear"
    if floor > _ALPHA:
        return "in these texts"
    return "clear" if p_max <= _ALPHA else "likely" if p <= _ALPHA else "unclear"


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


def findings(
    contrasts: pd.DataFrame,
    codebook: Codebook,
    voice: str,
    robust: Mapping[tuple[str, str], str] = MappingProxyType({}),
) -> tuple[Finding, ...]:
    """What the numbers in this voice bear, surest first: frames, axis, tone, what did not differ, and groups.

    `robust` says of a measure and item how far its sign hangs on choices; it is told where a difference is claimed.
    Source of the form: natural frequencies with a range (van der Bles et al. 2019).
    """
    rows = contrasts[contrasts["voice"] == voice]
    records = [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]
    for row in records:
        claimed = row["level"] == "focal" and row["claim"] != "L0"
        row["robust"] = robust.get((row["measure"], row["item"]), "") if claimed else ""
    focal = [row for row in records if row["level"] == "focal"]
    frames = [row for row in focal if row["measure"] == "framing"]
    shown = _surest(frames)[:_MOST]
    result = [_make(row, _framing_text(row, codebook)) for row in shown]
    result += [_make(row, _axis_text(row, codebook)) for row in focal if row["measure"] == "axis"]
    result += [_make(row, _tone_text(row)) for row in focal if row["measure"] == "tone"]
    result += [_rest(frames, shown, codebook)] if frames else []
    return (*result, *_groups([row for row in records if row["level"] == "group"], codebook))


def _surest(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows that climb above the bottom of the ladder, clear ones first, then by size of effect."""
    order = list(STRENGTHS)
    return sorted(
        (row for row in rows if row["claim"] != "L0"),
        key=lambda row: (order.index(row["strength"]), -abs(row["effect"])),
    )


def _make(row: Mapping[str, Any], text: str) -> Finding:
    return Finding(
        " ".join(part for part in (text, _rank_text(row), row["robust"], f"Strength: {row['strength']}.") if part),
        row["measure"],
        row["item"],
        row["difference"],
        row["low"],
        row["high"],
        row["strength"],
        row["claim"],
        row["level"],
        row["name"],
        row["against"],
    )


def _framing_text(row: Mapping[str, Any], codebook: Codebook) -> str:
    more = "more" if row["difference"] > 0 else "less"
    points = [_signed(100 * row[end], 0) for end in ("difference", "low", "high")]
    size = f"n = {row['n_units']}" if row["level"] == "focal" else _mean_of(row["n_articles"])
    who, against = _whose(row)
    return (
        f"{who} gives {more} room to {codebook.label(row['item']).lower()}: {100 * row['value']:.0f} of 100 "
        f"sentences ({size}), against {100 * row['reference']:.0f} in {against} "
        f"({_mean_of(row['n_reference'])}); difference {points[0]} (range {points[1]} to {points[2]})."
    )


def _whose(row: Mapping[str, Any]) -> tuple[str, str]:
    if row["level"] == "focal":
        return "This article", "the other coverage"
    return f"The group {row['name']}", "the other groups" if row["against"] == "rest" else f"the group {row['against']}"


def _axis_text(row: Mapping[str, Any], codebook: Codebook) -> str:
    axis = codebook.axes[row["item"]]
    name = f"On the axis from {axis.negative.label.lower()} (below 0) to {axis.positive.label} (above 0)"
    if math.isnan(row["value"]):
        return f"{name} this article has no place: {row['reason']}."
    text = (
        f"{name} this article stands at {_signed(row['value'], 1)} and the other coverage at "
        f"{_signed(row['reference'], 1)} ({_mean_of(row['n_reference'])})"
    )
    return text + _range_text(row, 1)


def _tone_text(row: Mapping[str, Any]) -> str:
    if math.isnan(row["value"]):
        return f"Lexical tone of this article: not estimable, because: {row['reason']}."
    stretches = "stretch" if row["n_units"] == 1 else "stretches"
    text = (
        f"Lexical tone (friendly against unfriendly words, -1 to 1) is {_signed(row['value'], 2)} here "
        f"(n = {row['n_units']} {stretches} of text) and {_signed(row['reference'], 2)} in the other coverage "
        f"({_mean_of(row['n_reference'])})"
    )
    return text + _range_text(row, 2)


def _range_text(row: Mapping[str, Any], digits: int) -> str:
    if math.isnan(row["low"]):
        return f"; no range, because: {row['reason'] or 'too little text'}."
    difference, low, high = (_signed(row[end], digits) for end in ("difference", "low", "high"))
    return f"; difference {difference} (range {low} to {high})."


def _mean_of(n: int) -> str:
    return "1 article" if n == 1 else f"mean of {n} articles"


def _signed(value: float, digits: int) -> str:
    """A number with its sign; what rounds to zero has none."""
    rounded = round(value, digits)
    return f"{rounded:+.{digits}f}" if rounded else f"{0:.{digits}f}"


def _rank_text(row: Mapping[str, Any]) -> str:
    if row["level"] != "focal" or math.isnan(row["p"]):
        return ""
    have = "has" if row["above"] == 1 else "have"
    text = f"{row['above']} of {row['n_reference']} other articles {have} a larger value"
    if row["floor"] > _ALPHA:
        return f"{text}; with so few, a rank alone can show nothing."
    return f"{text}."


def _groups(rows: list[dict[str, Any]], codebook: Codebook) -> list[Finding]:
    """Frames in which groups differ, and how many comparisons show nothing."""
    frames = [row for row in rows if row["measure"] == "framing"]
    compared = [row for row in frames if not math.isnan(row["low"])]
    if not compared:
        return []
    differing = _surest(frames)
    said = [_make(row, _framing_text(row, codebook)) for row in differing[:_MOST_GROUPS]]
    n, sets = len(compared), len({(row["name"], row["against"]) for row in compared})
    clear = sum(row["strength"] == "clear" for row in differing)
    text = (
        f"Between groups, {n} differences of frames were looked at ({sets} {'pair' if sets == 1 else 'pairs'} of "
        f"sides): {clear} clear, {len(differing) - clear} likely, the rest neither. Were articles dealt out to the "
        f"groups at random, up to {math.ceil(_ALPHA * n)} would be likely by chance."
    )
    return [*said, _without_row(text, "unclear", level="group")]


def _without_row(text: str, word: Strength, *, level: str = "focal") -> Finding:
    """A sentence on several rows."""
    return Finding(text, "framing", "", math.nan, math.nan, math.nan, word, "L0", level)


def _rest(frames: list[dict[str, Any]], shown: list[dict[str, Any]], codebook: Codebook) -> Finding:
    """The line on what did not differ: always there."""
    named = {row["item"] for row in shown}
    flat = [row for row in frames if row["item"] not in named and row["claim"] == "L0" and not math.isnan(row["low"])]
    short = [row for row in frames if math.isnan(row["low"])]
    parts = []
    if flat:
        names = ", ".join(codebook.label(row["item"]).lower() for row in flat)
        tested = any(row["floor"] <= _ALPHA for row in frames)
        said = "No difference could be told from chance" if tested else "The range of the difference includes zero"
        parts.append(f"{said} for: {names} ({len(flat)} of {len(frames)} frames).")
    if len(flat) + len(short) + len(shown) < len(frames):
        parts.append(f"{len(frames) - len(flat) - len(short) - len(shown)} more frames differ; see the framing table.")
    if short:
        reasons = sorted({row["reason"] for row in short} - {""})
        why = f" ({'; '.join(reasons)})" if reasons else ""
        parts.append(f"Too little text to compare{why}: {', '.join(codebook.label(r['item']).lower() for r in short)}.")
    text = " ".join(parts) or "Every frame that was compared differs; all of them are named above."
    return _without_row(text, "unclear" if flat else "too little text")


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
