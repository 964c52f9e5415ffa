"""Who speaks: whose words are given here and in the other coverage, in whose words the frames stand, and the people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from analyzer.comparison import Comparison
from analyzer.names import FOCAL
from analyzer.report.figure import Figure, figure
from analyzer.report.formats import count, interval, line, number, per_100, points
from analyzer.report.framing_map import percent
from analyzer.report.grid import Cell, Grid, grid
from analyzer.report.names import Names
from analyzer.report.speaking import VOICE, Row, on_narrator, on_speakers, rows_of
from analyzer.report.speech import Speaker
from analyzer.text.voices import NARRATOR

_AGAINST = {"quoted": "quoted words", "attributed": "quoted and paraphrased words"}


@dataclass(frozen=True, slots=True)
class WhoSpeaks:
    """The section: `says` are its sentences, `apart` the one on narrator against others."""

    says: tuple[str, ...]
    sourcing: Figure
    frames: tuple[Figure, ...]
    speakers: Grid
    apart: str
    voices: Grid


def who_speaks(comparison: Comparison, names: Names, marked: Iterable[Speaker]) -> WhoSpeaks:
    """The section; `marked` are the speakers that the marked-up article has a place for."""
    places = {speaker.key: f"#{speaker.place}" for speaker in marked}
    says = on_speakers(comparison, names)
    return WhoSpeaks(
        says,
        _sourcing(comparison, names, places, next((text for text in says if text.startswith("The largest")), says[0])),
        tuple(_frames(comparison, names, level) for level in ("focal", "others")),
        _speakers(comparison, names, places),
        on_narrator(comparison),
        _voices(comparison, names),
    )


def _sourcing(comparison: Comparison, names: Names, places: Mapping[str, str], alt: str) -> Figure:
    table = comparison.tables["sourcing"]
    own = table[table["voice"] == VOICE]
    return figure(
        "sourcing",
        own,
        name="chart-sourcing",
        title="Whose words are given: this article and the other coverage",
        alt=alt,
        caption=(
            f"Words in 100 of those quoted or paraphrased; lines: {percent(comparison)} ranges. The hatched part of a "
            "bar stands for attributions without a proper name. A row leads to the first such speaker in the article.",
            "The column of attributions counts those as well that only report what was said, without its words.",
            "Categories are told by the codebook’s words; who fits none stands under other speakers.",
        ),
        data=(_sourcing_grid(own, names),),
        links=_first_of(comparison, places),
        labels=names.categories,
    )


def _first_of(comparison: Comparison, places: Mapping[str, str]) -> dict[str, str]:
    """By category the place where the first of its speakers speaks."""
    first: dict[str, str] = {}
    for row in _own(comparison.tables["speakers"], comparison):
        if row["speaker"] in places:
            first.setdefault(str(row["category"]), places[row["speaker"]])
    return first


def _own(table: pd.DataFrame, comparison: Comparison) -> list[Row]:
    return table[table["article"] == comparison.focal].to_dict("records")


def _sourcing_grid(table: pd.DataFrame, names: Names) -> Grid:
    heads = [
        "Speakers", "Text", "Words in 100", "Range", "Words", "Attributions", "With a name, in 100",
        "First voice, in 100", "Articles", "Remark",
    ]  # fmt: skip
    rows = [
        (
            names.categories.get(row["item"], line(row["item"])),
            names.of(row["level"], row["name"]),
            per_100(row["value"]),
            interval(per_100(row["low"]), per_100(row["high"])),
            f"{row['words']:,}",
            f"{row['attributions']:,}",
            per_100(row["named_share"]),
            per_100(row["first_share"]),
            f"{row['n_articles']:,}",
            line(row["reason"]),
        )
        for row in table[table["level"].isin(("focal", "others", "group"))].to_dict("records")
    ]
    numeric = [head for head in heads if head not in ("Speakers", "Text", "Range", "Remark")]
    return grid("Quoted and paraphrased words by speakers", heads, rows, numeric=numeric, file="data/sourcing.csv")


def _frames(comparison: Comparison, names: Names, level: str) -> Figure:
    table = comparison.tables["framing_by_speaker"]
    own = table[(table["level"] == level) & (table["n_articles"] > 0)]
    text = FOCAL if level == "focal" else "The other coverage"
    amounts = own.drop_duplicates("category")
    said = int(amounts["n_units"][amounts["category"] != NARRATOR].sum())
    return figure(
        "framing_by_speaker",
        own if len(own) else table.iloc[:0],
        name=f"chart-by-speaker-{level}",
        title=f"{text}: in whose words the frames stand",
        alt=f"{text}: frames in the sentences of the narrator and of {count(len(amounts) - 1, 'kind')} of speakers.",
        caption=(
            "Sentences in 100 that carry the frame, by who speaks them. A frame in somebody’s words is not yet a view "
            "of theirs. Where there are few, they are counted and not coloured.",
            f"n = {count(said, 'sentence')} with words of others; each row says of how many. Ranges are in the data.",
        ),
        data=(_frames_grid(own, names),),
        level=level,
        labels=names.frames,
        names=names.categories,
    )


def _frames_grid(table: pd.DataFrame, names: Names) -> Grid:
    heads = ["Speakers", "Frame", "In 100", "Range", "Sentences", "Articles", "Of the frame’s hits, in 100", "Remark"]
    rows = [
        (
            names.categories.get(row["category"], line(row["category"])),
            names.frames.get(row["item"], line(row["item"])),
            per_100(row["value"]),
            interval(per_100(row["low"]), per_100(row["high"])),
            f"{row['n_units']:,}",
            f"{row['n_articles']:,}",
            per_100(row["hits_share"]),
            line(row["reason"]),
        )
        for row in table.to_dict("records")
    ]
    numeric = ["In 100", "Sentences", "Articles", "Of the frame’s hits, in 100"]
    return grid("Frames by speakers", heads, rows, numeric=numeric, file="data/framing_by_speaker.csv")


def _speakers(comparison: Comparison, names: Names, places: Mapping[str, str]) -> Grid:
    tiers = ("neutral", "assertive", "negative", "private")
    rows: list[Sequence[Cell | str]] = [
        (
            Cell(names.speaker(row["speaker"]), href=places.get(row["speaker"], "")),
            names.categories.get(row["category"], line(row["category"])),
            *(f"{row[name]:,}" for name in ("n_attributions", "n_words", "n_quoted", *tiers)),
        )
        for row in _own(comparison.tables["speakers"], comparison)
    ]
    heads = ["Speaker", "Category", "Attributions", "Words", "Of them quoted", *(f"Verbs: {tier}" for tier in tiers)]
    return grid(
        "Speakers of this article in the order of speaking", heads, rows, numeric=heads[2:], file="data/speakers.csv"
    )


def _voices(comparison: Comparison, names: Names) -> Grid:
    table = comparison.tables["voices"]
    labels = {**names.frames} | {key: line(axis.label) for key, axis in comparison.codebook.axes.items()}
    rows = [
        _voice_row(row, labels, names)
        for level in ("focal", "others")
        for voice in _AGAINST
        for row in rows_of(table, level, voice)
    ]
    heads = ["Measure", "Text", "Narrator against", "Narrator", "Others", "Difference", "Range", "Articles", "Remark"]
    numeric = ["Narrator", "Others", "Difference", "Articles"]
    caption = "Narrator against others’ words within each article; frames in 100 sentences"
    return grid(caption, heads, rows, numeric=numeric, file="data/voices.csv")


def _voice_row(row: Row, labels: Mapping[str, str], names: Names) -> tuple[str, ...]:
    frame = row["measure"] == "framing"
    value, difference = (per_100, points) if frame else (number, lambda at: number(at, 2, sign=True))
    return (
        labels.get(row["item"], line(row["item"])),
        names.of(row["level"], row["name"]),
        _AGAINST[row["voice"]],
        value(row["narrator"]),
        value(row["other"]),
        difference(row["value"]),
        interval(difference(row["low"]), difference(row["high"])),
        f"{row['n_articles']:,}",
        line(row["reason"]),
    )
