"""Findings: the sentences that the numbers bear, made here and nowhere else."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pandas as pd

from analyzer.codebook import Codebook
from analyzer.inference.claims import ALPHA, STRENGTHS, Strength

_SPEECH = {"speech": "all", "sourcing": "attributed"}
_ROOM = ("speech", "attributed")
_OUTSIDE = {"other": "speakers of no category", "unknown": "speakers who are not known"}
_MOST = 4  # frame findings that are spelled out
_MOST_GROUPS = 3
_MOST_CATEGORIES = 2


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


def findings(
    contrasts: pd.DataFrame,
    codebook: Codebook,
    voice: str,
    robust: Mapping[tuple[str, str], str] = MappingProxyType({}),
) -> tuple[Finding, ...]:
    """What the numbers in this voice bear: frames, axis, tone, who speaks, what did not differ, and groups.

    `robust` says of a measure and item how far its sign hangs on choices; it is told where a difference is claimed.
    Source of the form: natural frequencies with a range (van der Bles et al. 2019).
    """
    of_speech = contrasts["measure"].map(_SPEECH)  # these have voices of their own
    rows = contrasts[contrasts["voice"] == of_speech.fillna(voice)]
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
    result += [_make(row, _speech_text(row)) for row in focal if (row["measure"], row["item"]) == _ROOM]
    categories = _surest([row for row in focal if row["measure"] == "sourcing"])[:_MOST_CATEGORIES]
    result += [_make(row, _sourcing_text(row, codebook)) for row in categories]
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


def _speech_text(row: Mapping[str, Any]) -> str:
    size = f"n = {row['n_units']} {'sentence' if row['n_units'] == 1 else 'sentences'}"
    return _words_text(row, "Of the words of this article", "are quoted or paraphrased", size)


def _sourcing_text(row: Mapping[str, Any], codebook: Codebook) -> str:
    size = f"n = {row['n_units']} attributions"
    said = f"are said by {_OUTSIDE.get(row['item']) or codebook.label(row['item'])}"
    return _words_text(row, "Of the words quoted or paraphrased in this article", said, size)


def _words_text(row: Mapping[str, Any], of: str, said: str, size: str) -> str:
    if math.isnan(row["value"]):
        return f"{of}: not estimable, because: {row['reason']}."
    text = (
        f"{of}, {100 * row['value']:.0f} of 100 {said} ({size}), against {100 * row['reference']:.0f} in the other "
        f"coverage ({_mean_of(row['n_reference'])})"
    )
    if math.isnan(row["low"]):
        return f"{text}; no range, because: {row['reason'] or 'too little text'}."
    points = [_signed(100 * row[end], 0) for end in ("difference", "low", "high")]
    return f"{text}; difference {points[0]} (range {points[1]} to {points[2]})."


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
    if row["floor"] > ALPHA:
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
        f"groups at random, up to {math.ceil(ALPHA * n)} would be likely by chance."
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
        tested = any(row["floor"] <= ALPHA for row in frames)
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
