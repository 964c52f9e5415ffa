"""Features without what their reader does not need, so that selections of very many articles take little memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from analyzer.features import Features

_COUNTED = ("article", "paragraph", "sentence", "place", "voice", "start", "end", "n_tokens")
_SUMMED = ("article", "sentence", "place", "voice", "n_tokens", "tone", "tone_masked", "n_loaded")


def of_words(features: Features) -> Features:
    """What counting words needs: all tokens, but neither hits nor mentions nor scored words."""
    return lean(features, _COUNTED, without=("hits", "mentions", "loaded"))


def of_sentences(features: Features, *, loaded: bool = False) -> Features:
    """What counting hits and tone needs: neither where they stand nor mentions; scored words one by one if `loaded`."""
    without = ("mentions",) if loaded else ("mentions", "loaded")
    return lean(features, _SUMMED, without=without, hits=features.hits.drop(columns=["start", "end"]))


def lean(features: Features, columns: Sequence[str], *, without: Sequence[str], **other: Any) -> Features:
    """Some columns of the units, some tables left empty, and whatever else is to be replaced."""
    empty = {name: getattr(features, name).iloc[:0].copy() for name in without}
    return replace(features, units=features.units[list(columns)], **empty, **other)
