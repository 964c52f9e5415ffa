"""How every number came about: measures, claims, codebook, settings, versions."""

from __future__ import annotations

import inspect
import sys
from dataclasses import dataclass

from analyzer import __version__
from analyzer.codebook import Frame
from analyzer.comparison import Comparison
from analyzer.inference import claims
from analyzer.manifest import versions
from analyzer.measures import MEASURES, Measure
from analyzer.report.formats import count, line
from analyzer.report.grid import Grid, grid
from analyzer.settings import Settings

_RUNGS = ("L0", "L1", "L2", "L3")


@dataclass(frozen=True, slots=True)
class MeasureText:
    """A measure in its own words: what it says, what it does not say, its unit, its interval, where it comes from."""

    name: str
    says: str
    not_says: str
    source: str
    unit: str
    units: str
    interval: str


@dataclass(frozen=True, slots=True)
class FrameText:
    """A frame of the codebook."""

    label: str
    definition: str
    include: str
    exclude: str
    patterns: str


@dataclass(frozen=True, slots=True)
class Method:
    """The section on method."""

    measures: tuple[MeasureText, ...]
    claims: tuple[tuple[str, str], ...]
    frames: tuple[FrameText, ...]
    codebook_note: str
    codebook_hash: str
    settings: Grid
    versions: Grid
    cite: str


def method(comparison: Comparison) -> Method:
    """Everything that is needed to argue with the numbers, or to repeat them."""
    book = comparison.codebook
    return Method(
        tuple(_measure(name, measure) for name, measure in MEASURES.items() if name in comparison.tables),
        _ladder(),
        tuple(_frame(frame) for frame in book.frames.values()),
        line(book.note),
        book.sha256,
        _settings(comparison),
        grid("Versions that the numbers depend on", ["Package", "Version"], list(versions().items())),
        f"media-coverage-analyzer, version {__version__}; codebook {line(book.name)}, version {line(book.version)}, "
        f"SHA-256 {book.sha256[:12]}.",
    )


def _measure(name: str, measure: Measure) -> MeasureText:
    """The docstring of the measure's module holds what is said of it; the first paragraph says what is measured."""
    paragraphs = [" ".join(part.replace("`", "").split()) for part in _doc(measure).split("\n\n") if part.strip()]
    first, *rest = paragraphs or [""]
    sources = [part for part in rest if part.startswith("Source")]
    schema = measure.schema
    told = " ".join(part for part in rest if part not in sources)
    return MeasureText(name, first, told, " ".join(sources), schema.unit, schema.units, schema.interval)


def _doc(measure: Measure) -> str:
    return sys.modules[measure.function.__module__].__doc__ or ""


def _ladder() -> tuple[tuple[str, str], ...]:
    """The rungs, in the words of the module that holds them."""
    rungs = []
    for text in (claims.__doc__ or "").splitlines():
        name, _, meaning = text.strip().partition(" ")
        if name in _RUNGS:
            rungs.append((name, meaning.strip()))
    return tuple(rungs)


def _frame(frame: Frame) -> FrameText:
    patterns = count(len(frame.patterns), "pattern")
    ambiguous = f" and {len(frame.ambiguous):,} ambiguous" if frame.ambiguous else ""
    label, definition = line(frame.label), line(frame.definition)
    return FrameText(label, definition, line(frame.include), line(frame.exclude), patterns + ambiguous)


def _settings(comparison: Comparison) -> Grid:
    meanings = _meanings()
    rows = [
        (name, _written(value), meanings.get(name, "").replace("`", ""))
        for name, value in comparison.settings.model_dump().items()
    ]
    return grid("Settings of this run", ["Setting", "Value", "What it does"], rows)


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if value != "" else "(none)"


def _meanings() -> dict[str, str]:
    """What each setting does, from the docstring of `Settings`."""
    meanings: dict[str, str] = {}
    names: list[str] = []
    for text in inspect.cleandoc(Settings.__doc__ or "").partition("----------\n")[2].splitlines():
        if not text.strip():
            break
        if not text.startswith(" "):
            names = text.partition(" : ")[0].split(", ")
            continue
        meanings |= {name: f"{meanings.get(name, '')} {text.strip()}".strip() for name in names}
    return meanings
