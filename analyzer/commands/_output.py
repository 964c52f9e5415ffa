"""What a verb has to say, and how rows are put into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from analyzer.corpus import Corpus


@dataclass(frozen=True, slots=True)
class Output:
    """What a verb has to say: as text for people, as data for programs."""

    text: str
    data: Mapping[str, Any]


def skipped(corpus: Corpus) -> list[dict[str, str]]:
    """What was given and not read, with the reason."""
    return [{"origin": row.origin, "item": row.item, "reason": row.reason} for row in corpus.skipped]


def record(row: Mapping[Any, Any]) -> dict[str, Any]:
    """A row as JSON has it: a number that is not there is null."""
    return {str(k): None if isinstance(v, float) and v != v else v for k, v in row.items()}


def short(text: str, widest: int) -> str:
    """A text on one line that is not too long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= widest else flat[: widest - 1] + "…"
