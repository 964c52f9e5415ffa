"""Measures: features in, tidy tables out.

One file a measure; its name is the noun in the interface, the test, the page in the docs and the key in `MEASURES`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from analyzer.measures import (
    axis,
    framing,
    framing_by_speaker,
    keyness,
    shifts,
    similarity,
    sourcing,
    speech,
    tone,
    topics,
    voices,
)
from analyzer.measures._levels import BY, By
from analyzer.measures._schema import Schema, check_table


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure as it is registered: the function, how to read its table, and the voices that its table holds."""

    function: Callable[..., pd.DataFrame]
    schema: Schema
    voices: tuple[str, ...] = ("narrator", "quoted", "all")


MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        "framing": Measure(framing.framing, framing.SCHEMA),
        "axis": Measure(axis.axis, axis.SCHEMA),
        "tone": Measure(tone.tone, tone.SCHEMA),
        "keyness": Measure(keyness.keyness, keyness.SCHEMA),
        "topics": Measure(topics.topics, topics.SCHEMA),
        "similarity": Measure(similarity.similarity, similarity.SCHEMA),
        "shifts": Measure(shifts.shifts, shifts.SCHEMA),
        "sourcing": Measure(sourcing.sourcing, sourcing.SCHEMA, sourcing.VOICES),
        "speech": Measure(speech.speech, speech.SCHEMA, speech.VOICES),
        "framing_by_speaker": Measure(
            framing_by_speaker.framing_by_speaker, framing_by_speaker.SCHEMA, ("narrator", "attributed")
        ),
        "voices": Measure(voices.voices, voices.SCHEMA, voices.VOICES),
    }
)

__all__ = ["BY", "MEASURES", "By", "Measure", "Schema", "check_table"]
