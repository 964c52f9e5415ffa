"""Frames by regular expressions: one for each frame, and one alternation of everything."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from benchmarks.job import Job


def expression(pattern: str) -> str:
    """A pattern of a codebook as a regular expression; `*` stands for letters to the end of the word."""
    words = (re.escape(word[:-1]) + r"\w*" if word.endswith("*") else re.escape(word) for word in pattern.split())
    return r"\b" + r"\s+".join(words) + r"\b"


def alternation(patterns: Sequence[str]) -> str:
    """One regular expression for several patterns, longer ones first."""
    return "|".join(expression(pattern) for pattern in sorted(patterns, key=lambda p: (-len(p), p)))


def by_letter(frames: dict[str, list[str]]) -> tuple[re.Pattern[str], dict[str, str]]:
    """One expression that tries only patterns with the letter that a word begins with; and the frame of each group."""
    letters: dict[str, list[tuple[str, str]]] = {}
    for frame, patterns in frames.items():
        for pattern in patterns:
            letters.setdefault(pattern[0], []).append((pattern, frame))
    groups, parts = {}, []
    for letter, listed in sorted(letters.items()):
        found = []
        for frame in dict.fromkeys(frame for _, frame in listed):
            name = f"g{len(groups)}"
            groups[name] = frame
            own = alternation([pattern for pattern, other in listed if other == frame])
            found.append(f"(?P<{name}>{own})")
        parts.append(f"(?={re.escape(letter)})(?:{'|'.join(found)})")
    return re.compile(r"\b(?:" + "|".join(parts) + ")"), groups


def a_regex_each(job: Job) -> Any:
    """The first thing one writes: an expression for each frame, whatever the capitals."""
    texts, frames = job.texts(), job.frames()
    compiled = {name: re.compile(alternation(patterns), re.IGNORECASE) for name, patterns in frames.items()}
    yield
    counts = {name: [len(found.findall(text)) for text in texts] for name, found in compiled.items()}
    yield
    return {"hits": sum(map(sum, counts.values()))}


def one_alternation(job: Job) -> Any:
    """One pass over the lower-cased text."""
    texts, (compiled, groups) = job.texts(), by_letter(job.frames())
    yield
    rows = [count(compiled, groups, text.lower()) for text in texts]
    yield
    return {"hits": sum(sum(row.values()) for row in rows)}


def count(compiled: re.Pattern[str], groups: dict[str, str], text: str) -> dict[str, int]:
    """How often each frame is found in a text by the one expression."""
    row: dict[str, int] = {}
    for match in compiled.finditer(text):
        frame = groups[match.lastgroup or ""]
        row[frame] = row.get(frame, 0) + 1
    return row
