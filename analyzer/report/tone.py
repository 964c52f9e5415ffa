"""Lexical tone, with what it cannot say before what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from analyzer.comparison import Comparison
from analyzer.report.figure import Figure, figure
from analyzer.report.formats import interval, line, number, per_100
from analyzer.report.framing_map import percent, spoken
from analyzer.report.grid import Grid, grid
from analyzer.report.names import Names
from analyzer.report.shifts import tone_shift

_VOICES = ("narrator", "quoted")


@dataclass(frozen=True, slots=True)
class Tone:
    """The section on tone; `silent` says how many stretches hold no word that the lexicon knows."""

    figure: Figure
    silent: str
    shift: Figure | None


def tone(comparison: Comparison, names: Names) -> Tone:
    """Tone of the narrator and of quoted speech."""
    table = comparison.tone
    table = table[table["voice"].isin(_VOICES)]
    return Tone(
        figure(
            "tone",
            table,
            name="chart-tone",
            title="Lexical tone: friendly against unfriendly words, narrator and quoted speech",
            alt=spoken(comparison, "tone"),
            caption=(
                f"Each row is a text or a set of texts; lines are {percent(comparison)} ranges. At the right: what the "
                "row rests on, and how many stretches in 100 hold no word that the lexicon knows (narrator | quoted).",
            ),
            data=(_grid(comparison, names),),
            links={name: f"#{row}" for name, row in names.rows.items()},
            voices=_VOICES,
            names=names.articles,
        ),
        _silent(comparison),
        tone_shift(comparison, names),
    )


def _silent(comparison: Comparison) -> str:
    table = comparison.tone
    rows = table[(table["voice"] == "narrator") & table["level"].isin(("focal", "others"))].to_dict("records")
    shares = {row["level"]: row["zero_share"] for row in rows}
    here, there = (per_100(float(shares.get(level, float("nan")))) for level in ("focal", "others"))
    where = "stretches of the narrator's voice here"
    return f"Without any such word: {here} of 100 {where}, {there} in the other coverage."


def _grid(comparison: Comparison, names: Names) -> Grid:
    table = comparison.tone
    table = table[table["level"].isin(("focal", "others", "group"))]
    heads = [
        "Text",
        "Voice",
        "Tone",
        "Range",
        "Names scored too",
        "No tone word, in 100",
        "Articles",
        "Stretches",
        "Remark",
    ]
    numeric = ["Tone", "Names scored too", "No tone word, in 100", "Articles", "Stretches"]
    rows = [_row(row, names) for row in table.to_dict("records")]
    return grid("Mean tone of stretches of text, -1 to 1", heads, rows, numeric=numeric, file="data/tone.csv")


def _row(row: dict[Any, Any], names: Names) -> tuple[str, ...]:
    return (
        names.of(row["level"], row["name"]),
        str(row["voice"]),
        number(row["value"], 2, sign=True),
        interval(number(row["low"], 2, sign=True), number(row["high"], 2, sign=True)),
        number(row["unmasked"], 2, sign=True),
        per_100(row["zero_share"]),
        f"{row['n_articles']:,}",
        f"{row['n_units']:,}",
        line(row["reason"]),
    )
