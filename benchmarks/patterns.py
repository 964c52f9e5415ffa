"""A codebook of 600 patterns in 15 frames, made of the words of the texts: stems, words and phrases.

Of each ten patterns of a frame five are a stem ("negotia*"), two or three a word, and the rest a phrase of two words
that stand side by side in the texts, every other one with a star. Actors and categories of speakers are the shipped
ones.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

FRAMES, PATTERNS = 15, 40
_STEMS, _WORDS = 20, 10  # of the 40 of a frame; the rest are phrases
_WORD = re.compile(r"[a-z]{4,}")
_PAIR = re.compile(r"\b([a-z]{4,}) (?=([a-z]{4,})\b)")
_SKIPPED = 2000  # the most frequent words and pairs, which no codebook would name


def make_frames(texts: Iterable[str]) -> dict[str, list[str]]:
    """The patterns of each frame; the same texts give the same ones."""
    words, pairs = Counter[str](), Counter[tuple[str, str]]()
    for text in texts:
        lower = text.lower()
        words.update(_WORD.findall(lower))
        pairs.update(match.groups() for match in _PAIR.finditer(lower))  # type: ignore[misc]
    ranked = [word for word, _ in sorted(words.items(), key=lambda item: (-item[1], item[0]))][_SKIPPED:]
    stems = list(dict.fromkeys(f"{word[:-2]}*" for word in ranked if len(word) > 6))
    used = {word for word in ranked if len(word) > 6}
    plain = [word for word in ranked if word not in used]
    phrases = [pair for pair, _ in sorted(pairs.items(), key=lambda item: (-item[1], item[0]))][_SKIPPED:]
    written = [f"{a} {b[:-1]}*" if at % 2 else f"{a} {b}" for at, (a, b) in enumerate(phrases)]
    written = list(dict.fromkeys(written))
    counts = (_STEMS, _WORDS, PATTERNS - _STEMS - _WORDS)
    return {
        f"frame_{number:02}": [
            pattern
            for listed, n in zip((stems, plain, written), counts, strict=True)
            for pattern in listed[number : n * FRAMES : FRAMES]
        ]
        for number in range(FRAMES)
    }


def to_toml(frames: Mapping[str, Sequence[str]], shipped: str) -> str:
    """A codebook with these frames, one axis, and the actors and speakers of a shipped codebook's text."""
    names = list(frames)
    lines = ['name = "benchmark"', 'version = "1"', ""]
    for name, patterns in frames.items():
        lines += [f"[frames.{name}]", f'label = "{name}"', 'definition = "Words of the texts, for timing alone."']
        lines += [f"patterns = {json.dumps(patterns)}", ""]
    lines += ["[axes.one]", 'label = "One"']
    lines += [f'positive = {{ label = "more", frames = {json.dumps(names[:2])} }}']
    lines += [f'negative = {{ label = "less", frames = {json.dumps(names[2:4])} }}', ""]
    tables = re.split(r"^(?=\[)", shipped, flags=re.MULTILINE)
    return "\n".join(lines) + "".join(table for table in tables if table.startswith(("[actors", "[speakers")))
