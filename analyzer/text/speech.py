"""Whose words each stretch of a text is: quotation marks and attributions laid over each other."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from analyzer.text.attribution import CONFIDENCE, Attribution
from analyzer.text.attribution.lexicon import read_table
from analyzer.text.voices import PARAPHRASED, QUOTED, VOICES

Span = tuple[int, int]
_WORD = re.compile(r"\w+(?:['-]\w+)*")
_OWN = 4  # fewer words than this beside source and cue, and a clause tells no more than who speaks
_QUOTED, _PARAPHRASED = VOICES.index(QUOTED), VOICES.index(PARAPHRASED)
_TRUSTED = frozenset(rule for rule, share in CONFIDENCE.items() if share >= 0.8)
_NESTED = "nested"
_HEAD_ENDS = frozenset(("at", "by", "for", "from", "in", "of", "on", "to", "with"))


class Stretch(NamedTuple):
    """The words ``start:end`` in a voice (a number of `VOICES`), of the attribution with this number (-1: of none)."""

    start: int
    end: int
    voice: int
    attribution: int


def stretches(quotations: Sequence[Span], attributions: Sequence[Attribution]) -> list[Stretch]:
    """All that is not the narrator's, in order and without overlap.

    Parameters
    ----------
    quotations : sequence of (int, int)
        In order and without overlap.
    attributions : sequence of Attribution

    Notes
    -----
    What stands between quotation marks is quoted, whichever rule tells the speaker. Words without marks are paraphrased
    where they are indirect speech, that is a reported clause, where the source is somebody who `can_speak`, and where
    the rule is one whose finds human coders confirmed at least four times in five. The rest stays the narrator's: in
    "dismissed these concerns" the words are those of the one who tells (Leech and Short 1981: the narrative report of
    a speech act). A quotation within a quotation is spoken by whoever speaks the outer one.

    >>> said = Attribution((0, 2), (3, 7), ((8, 30),), "mixed", "neutral", "finite", "Bold", named=True)
    >>> [tuple(one) for one in stretches([(20, 30)], [said])]
    [(8, 20, 2, 0), (20, 30, 1, 0)]
    """
    contents = _contents(attributions)
    quoted = list(_quoted(quotations, contents))
    rest = [one for one in contents if attributions[one.attribution].clause and speaks(attributions[one.attribution])]
    return sorted([*quoted, *_without(rest, quoted)])


def only_reports(text: str, span: Span, attributions: Sequence[Attribution]) -> bool:
    """Whether the narrator's words in a sentence of somebody else's tell no more than who speaks, as "he said" does.

    Such a reporting clause (Leech and Short 1981) is no statement of the narrator's.

    >>> said = Attribution((0, 2), (3, 7), ((24, 40),), "indirect", "neutral", "finite", "Bold", named=True)
    >>> only_reports("He said on Monday that it was so", (0, 17), [said])
    True
    """
    spans = [part for one in attributions for part in (one.source, one.cue) if part is not None]
    covered = [(start, end) for start, end in spans if start < span[1] and span[0] < end]
    if not covered:
        return False
    own = 0
    for word in _WORD.finditer(text, *span):
        own += not any(start <= word.start() < end for start, end in covered)
        if own >= _OWN:
            return False
    return True


def speaks(one: Attribution) -> bool:
    """Whether somebody speaks here who can, by a rule whose finds human coders confirmed four times in five.

    He, she and they can speak, whoever they are; "I" and "we" are the narrator's own words.
    """
    somebody = one.mention is not None if one.speaker == "" else one.named or can_speak(one.speaker)
    return somebody and one.rule in _TRUSTED


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


def _contents(attributions: Sequence[Attribution]) -> list[Stretch]:
    """What is said, piece by piece; where two overlap, the later begins where the earlier ends."""
    found = sorted(
        (start, end, number)
        for number, one in enumerate(attributions)
        if one.rule != _NESTED
        for start, end in one.contents
    )
    contents: list[Stretch] = []
    covered = 0
    for start, end, number in found:
        if end > covered:
            contents.append(Stretch(max(start, covered), end, _PARAPHRASED, number))
            covered = end
    return contents


def _quoted(quotations: Sequence[Span], contents: Sequence[Stretch]) -> Iterator[Stretch]:
    """Each quotation with the attribution of the first content that overlaps it."""
    ends = [one.end for one in contents]
    for start, end in quotations:
        at = bisect_right(ends, start)
        met = at < len(contents) and contents[at].start < end
        yield Stretch(start, end, _QUOTED, contents[at].attribution if met else -1)


def _without(contents: Sequence[Stretch], quoted: Sequence[Stretch]) -> Iterator[Stretch]:
    """What is left of the contents outside the quotations; both come in order."""
    first = 0
    for one in contents:
        start = one.start
        while first < len(quoted) and quoted[first].end <= start:
            first += 1
        at = first
        while at < len(quoted) and quoted[at].start < one.end:
            if start < quoted[at].start:
                yield one._replace(start=start, end=quoted[at].start)
            start = max(start, quoted[at].end)
            at += 1
        if start < one.end:
            yield one._replace(start=start)
