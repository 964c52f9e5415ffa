"""Who can speak: a person, a body or a text does, a visit or a railway does not."""

from __future__ import annotations

from functools import cache, lru_cache

from analyzer.text.attribution.lexicon import read_table
from analyzer.text.attribution.records import CONFIDENCE, Attribution

_TRUSTED = frozenset(rule for rule, share in CONFIDENCE.items() if share >= 0.8)
_HEAD_ENDS = frozenset(("at", "by", "for", "from", "in", "of", "on", "to", "with"))


def speaks(one: Attribution) -> bool:
    """Whether somebody speaks here who can, by a rule whose finds human coders confirmed four times in five.

    He, she and they can speak, whoever they are; "I" and "we" are the narrator's own words.
    """
    if one.rule not in _TRUSTED:
        return False
    return one.mention is not None if one.speaker == "" else one.named or can_speak(one.speaker)


@lru_cache(maxsize=1 << 15)
def can_speak(speaker: str) -> bool:
    """Whether a speaker without a name is a person, a body or a text: "the visit underscores" is the narrator's remark.

    >>> can_speak("senior officials"), can_speak("spokesman for the visit"), can_speak("visit of the president")
    (True, True, False)
    """
    words = speaker.lower().split()
    end = next((at for at, word in enumerate(words) if word in _HEAD_ENDS), len(words))
    return any(word in _nouns() or word.removesuffix("s") in _nouns() for word in words[:end])


@cache
def _nouns() -> frozenset[str]:
    table = read_table("speakers")
    return frozenset(f"{table['can_speak']} {table['several']} {table['he']} {table['she']}".split())
