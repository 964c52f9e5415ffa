"""Every default in one place; what a run used is echoed in its manifest."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from analyzer.errors import UsageError

FILE = "analyzer.toml"


def _day(text: str) -> str:
    try:
        written = not text or date.fromisoformat(text).isoformat() == text
    except ValueError:
        written = False
    if not written:
        raise ValueError("a day is written YYYY-MM-DD")
    return text


class Settings(BaseModel):
    """Settings of a run; frozen, and every field has a default.

    Attributes
    ----------
    seed : int
        Start of every random number; each method derives its own stream from it.
    language : str
        ISO 639-1 code of the articles that are compared; others are set aside with a reason. "" keeps all.
    scope : {"dictionary", "key"}
        Whether the longest codebook match wins across all frames, or within each frame.
    ambiguous_weight : float
        Weight of a hit of an ambiguous pattern in counts and on the axis.
    axis_smoothing : float
        Added to both poles before the log ratio.
    speech : {"attributed", "marked"}
        Whether paraphrases are told from the narrator's words and speakers are looked for, or units are cut at
        quotation marks alone.
    voice : {"narrator", "all", "quoted", "paraphrased"}
        The voice of the headline findings; all are always computed.
    confidence : float
        Level of every interval.
    bootstrap : int
        Replicates of the sentence bootstrap within an article.
    permutations : int
        Times that labels are dealt out anew where there are more than 20,000 ways; else every way is looked at.
    strata : {"", "language", "day"}
        What articles must have in common to change places in a permutation; "" asks for nothing.
    min_articles : int
        Fewer others than this end the run, unless `allow_small`.
    allow_small : bool
        Compare with fewer others all the same.
    min_group : int
        Fewer articles than this give a group no interval.
    min_sentences : int
        Fewer sentences than this give an article no interval.
    keyness_prior : float
        Sum of the prior of the log odds.
    background : str
        A table of terms with frequency or count in other texts, for that prior; "" takes the articles compared.
    min_count : int
        Fewer occurrences than this keep a term out of keyness.
    topic_units : int
        Fewer sentences than this, and topics are refused.
    topics : int
        Number of topics; 0 lets stability choose.
    evidence : int
        Sentences shown for each cell of the report; 0 shows all.
    since, until : str
        Others published before or after these days (YYYY-MM-DD) are set aside; "" sets no limit.
    keep_copies : bool
        Compare an article again that has the same words as another one; else it is set aside.
    strict : bool
        Whether anything skipped is an error.
    keep_text : bool
        Whether article text is written to the output folder.

    >>> Settings(seed=1).bootstrap
    2000
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    seed: int = Field(20240902, ge=0)
    language: str = "en"
    scope: Literal["dictionary", "key"] = "dictionary"
    ambiguous_weight: float = Field(0.5, ge=0, le=1)
    axis_smoothing: float = Field(0.5, gt=0)
    speech: Literal["attributed", "marked"] = "attributed"
    voice: Literal["narrator", "all", "quoted", "paraphrased"] = "narrator"
    confidence: float = Field(0.95, gt=0.5, lt=1)
    bootstrap: int = Field(2000, ge=100, le=100_000)
    permutations: int = Field(9999, ge=99, le=1_000_000)
    strata: Literal["", "language", "day"] = ""
    min_articles: int = Field(3, ge=1)
    allow_small: bool = False
    min_group: int = Field(5, ge=2)
    min_sentences: int = Field(5, ge=2)
    keyness_prior: float = Field(100.0, gt=0)
    background: str = ""
    min_count: int = Field(3, ge=1)
    topic_units: int = Field(150, ge=20)
    topics: int = Field(0, ge=0, le=50)
    evidence: int = Field(5, ge=0)
    since: Annotated[str, AfterValidator(_day)] = ""
    until: Annotated[str, AfterValidator(_day)] = ""
    keep_copies: bool = False
    strict: bool = False
    keep_text: bool = True


def make_settings(given: dict[str, Any], *, origin: str = "options") -> Settings:
    """Settings from a mapping.

    Raises
    ------
    UsageError
        When a name is unknown or a value is out of its range; the message names it.

    >>> make_settings({"seed": 7}).seed
    7
    """
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        fix = f"Settings: {', '.join(Settings.model_fields)}." if first["type"] == "extra_forbidden" else ""
        raise UsageError(f"{origin}: {name}: {first['msg']} (given: {first['input']!r}).", fix=fix) from error


def choose_settings(settings: Settings | None, options: dict[str, Any]) -> Settings:
    """The settings given, or those made of single options.

    Raises
    ------
    UsageError
        When both are given, which would hide one of them; or when an option is none.

    >>> choose_settings(None, {"seed": 7}).seed
    7
    """
    if settings is not None and options:
        raise UsageError("Give either settings or single options, not both.", fix=f"Leave out: {', '.join(options)}.")
    return settings or make_settings(options)


def read_settings(path: str | Path) -> dict[str, Any]:
    """The settings written in an ``analyzer.toml``, or in the ``[settings]`` table of a manifest.

    Raises
    ------
    UsageError
        When the file cannot be read or is no TOML.
    """
    table = _read(path)
    settings = table.get("settings", {} if "inputs" in table else table)
    return dict(settings) if isinstance(settings, dict) else {}


def read_inputs(path: str | Path) -> dict[str, Any]:
    """The ``[inputs]`` of a manifest: article, others, codebook, columns, outlets; empty where there are none."""
    inputs = _read(path).get("inputs", {})
    return dict(inputs) if isinstance(inputs, dict) else {}


def _read(path: str | Path) -> dict[str, Any]:
    try:
        return tomllib.loads(Path(path).read_text("utf-8-sig"))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read.", why=error.strerror or str(error)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: not valid TOML.", why=str(error)) from error
