"""Who says what: attributions with their source, cue and content, found by rules and without a parser."""

from __future__ import annotations

from analyzer.text.attribution.lexicon import verbs
from analyzer.text.attribution.page import Page, Span
from analyzer.text.attribution.records import Attribution
from analyzer.text.attribution.verbal import verb
from analyzer.text.attribution.words import VERB

__all__ = ["Attribution", "attributions_in"]


def attributions_in(
    text: str, paragraphs: list[Span], sentences: list[Span], quotations: list[Span]
) -> list[Attribution]:
    """Attributions of a normalised text."""
    page = Page(text, paragraphs, sentences, quotations)
    found: list[Attribution] = []
    cues = verbs()
    bounds, number = page.bounds, -1
    last = None
    source = None
    candidates = [at for at, flags in enumerate(page.flags) if flags & VERB]
    for at in candidates:
        while number + 1 < len(bounds) and bounds[number + 1][0] <= at:
            number += 1
            source = None
        zone = page.zone(at, bounds[number])
        result = verb(page, at, zone, cues[page.cores[at]], last, None if zone.inside else source)
        if result is not None:
            found.append(result[0])
            if not zone.inside:
                source = result[1] or source
    return found
