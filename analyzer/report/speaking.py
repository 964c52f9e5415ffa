"""What may be said of who speaks, in sentences: limits first, then shares with their ranges and what they rest on."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from analyzer.comparison import Comparison
from analyzer.features.speaking import OTHER, UNKNOWN
from analyzer.report.formats import count, interval, line, per_100
from analyzer.report.names import Names

VOICE = "attributed"
_MARKED = (
    "Texts were cut at quotation marks alone (setting speech): paraphrases count as the narrator’s here, and of nobody "
    "is it known who speaks."
)
Row = dict[Any, Any]


def on_speakers(comparison: Comparison, names: Names) -> tuple[str, ...]:
    """How much others speak here, who of them most, who first, and how much of it nobody is known to say."""
    sourcing, speech = comparison.tables["sourcing"], comparison.tables["speech"]
    here = [row for row in rows_of(sourcing, "focal") if not math.isnan(row["value"])]
    there = {row["item"]: row for row in rows_of(sourcing, "others")}
    if comparison.settings.speech == "marked":
        return (_MARKED, _room(speech))
    if not here:
        return ("Nobody but the narrator was found to speak in this article.", _room(speech), _unknown(speech))
    said = (
        _too_few(here[0]["n_units"], comparison.settings.min_sentences),
        _room(speech),
        _largest(here, there, comparison, names),
        _first(here, there, names),
        _unknown(speech),
    )
    return tuple(text for text in said if text)


def on_narrator(comparison: Comparison) -> str:
    """In how many measures the narrator's words differ from those of others; none is picked out."""
    rows = rows_of(comparison.tables["voices"], "focal")
    ranged = [row for row in rows if not math.isnan(row["low"])]
    if not ranged:
        why = next((row["reason"] for row in rows if row["reason"]), "no sentence in one of the two voices")
        return f"The narrator of this article cannot be set against those who are given words: {line(why)}."
    beyond = sum(row["low"] > 0 or row["high"] < 0 for row in ranged)
    return (
        f"In {beyond} of {count(len(ranged), 'difference')} between the narrator of this article and those who are "
        "given words the range leaves out zero; so many were looked at, and nothing here makes up for that."
    )


def rows_of(table: pd.DataFrame, level: str, voice: str = VOICE) -> list[Row]:
    """The rows of a level in a voice."""
    return table[(table["level"] == level) & (table["voice"] == voice)].to_dict("records")


def _too_few(n: int, needed: int) -> str:
    if n >= needed:
        return ""
    return (
        f"Too little text to compare: others are given words in {count(n, 'attribution')} of this article, and fewer "
        f"than {needed} give no range."
    )


def _room(speech: pd.DataFrame) -> str:
    here, there = (_one(speech, level, VOICE, "all") for level in ("focal", "others"))
    return (
        f"Words that are quoted or paraphrased: {_share(here, 'sentence')} here, against {_share(there)} in the other "
        "coverage."
    )


def _unknown(speech: pd.DataFrame) -> str:
    here, there = (_one(speech, level, UNKNOWN, VOICE) for level in ("focal", "others"))
    return (
        f"Of these words, those with an unknown speaker: {_share(here, 'attribution')} here, {_share(there)} in the "
        "other coverage."
    )


def _largest(here: list[Row], there: Mapping[Any, Row], comparison: Comparison, names: Names) -> str:
    row = max(here, key=lambda row: (row["item"] != UNKNOWN, row["value"]))
    if not row["value"]:
        return ""
    table = comparison.contrasts.query("measure == 'sourcing' and level == 'focal' and voice == @VOICE")
    strength = next(iter(table[table["item"] == row["item"]]["strength"]), "") or "no comparison"
    against = _share(there.get(row["item"], {"value": math.nan}))
    return (
        f"The largest part of them here goes to {_category(row, names)}: {_share(row, 'attribution')}, against "
        f"{against} in the other coverage. Strength: {strength}."
    )


def _first(here: list[Row], there: Mapping[Any, Row], names: Names) -> str:
    row = next((row for row in here if row["first_share"] == 1), None)
    if row is None:
        return ""
    text = f"The first voice here is of {_category(row, names)}"
    other = there.get(row["item"], {})
    if not other.get("n_articles"):
        return f"{text}."
    first = round(other["first_share"] * other["n_articles"])
    return f"{text}; so it is in {first:,} of {count(other['n_articles'], 'other article')} in which others speak."


def _one(table: pd.DataFrame, level: str, item: str, voice: str) -> Row:
    return next((row for row in rows_of(table, level, voice) if row["item"] == item), {"value": math.nan})


def _share(row: Row, unit: str = "") -> str:
    """A share with its range, or without one, and what it rests on: units of one article, or articles."""
    if math.isnan(row["value"]):
        return "none"
    ends = interval(per_100(row["low"]), per_100(row["high"]))
    spread = "no range" if math.isnan(row["low"]) else f"range {ends}"
    n = f"n = {count(row['n_units'], unit)}" if unit else f"mean of {count(row['n_articles'], 'article')}"
    return f"{per_100(row['value'])} of 100 ({spread}, {n})"


def _category(row: Row, names: Names) -> str:
    label = names.categories.get(row["item"], line(row["item"]))
    return label.lower() if row["item"] in (OTHER, UNKNOWN) else label
