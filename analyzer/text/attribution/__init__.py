"""Who says what: attributions with their source, cue and content, found by rules and without a parser."""

from __future__ import annotations

from analyzer.text.attribution.adjectival import adjective
from analyzer.text.attribution.according import STARTS, according
from analyzer.text.attribution.floating import floating
from analyzer.text.attribution.labels import label
from analyzer.text.attribution.lexicon import verbs
from analyzer.text.attribution.nominal import noun
from analyzer.text.attribution.page import Page, Span
from analyzer.text.attribution.records import Attribution
from analyzer.text.attribution.verbal import verb
from analyzer.text.attribution.words import ADJECTIVE, COLON, NOUN, VERB, adjectives, nouns

__all__ = ["Attribution", "attributions_in"]

_NESTED = ("trailing", "middle", "according", "inverted")


def attributions_in(
    text: str, paragraphs: list[Span], sentences: list[Span], quotations: list[Span]
) -> list[Attribution]:
    """Attributions of a normalised text."""
    page = Page(text, paragraphs, sentences, quotations)
    found: list[Attribution] = []
    cues, names, opinions = verbs(), nouns(), adjectives()
    bounds, number = page.bounds, -1
    source, covered = None, 0
    for at in page.candidates():
        while number + 1 < len(bounds) and bounds[number + 1][0] <= at:
            number += 1
            source = None
        hidden = page.start(at) < covered and page.quote[at] < 0
        if hidden and not page.closes(at, bounds[number][1]):
            continue
        zone, core, flags = page.zone(at, bounds[number]), page.cores[at], page.flags[at]
        one = None
        if flags & VERB:
            result = verb(page, at, zone, cues[core], None, None if zone.inside else source)
            if result is not None:
                one = result[0]
                if not zone.inside:
                    source = result[1] or source
        if one is None and flags & NOUN:
            one = noun(page, at, zone, names[core])
        if one is None and core in STARTS:
            one = according(page, at, zone)
        if one is None and flags & ADJECTIVE:
            one = adjective(page, at, zone, opinions[core])
        if one is None and flags & COLON and not zone.inside and at - zone.low < 8:
            one = label(page, at, zone)
        if hidden and one is not None and one.rule not in _NESTED:
            continue
        if one is not None and (not zone.inside or one.rule in _NESTED):
            if not zone.inside:
                covered = max(covered, one.contents[-1][1])
                first = one.contents[0][0]
                while found and found[-1].rule != "nested" and found[-1].cue and first <= found[-1].cue[0] < one.contents[0][1]:
                    found.pop()
            found.append(one._replace(rule="nested") if zone.inside else one)
    return floating(page, found)
