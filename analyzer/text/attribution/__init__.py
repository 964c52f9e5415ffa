"""Who says what: attributions with their source, cue and content, found by rules and without a parser."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.text.attribution.according import according
from analyzer.text.attribution.adjectival import adjective
from analyzer.text.attribution.contents import is_clause
from analyzer.text.attribution.flags import ADJECTIVE, COLON, MARKER, NOUN, VERB
from analyzer.text.attribution.floating import floating
from analyzer.text.attribution.labels import label
from analyzer.text.attribution.lexicon import adjectives, nouns, verbs
from analyzer.text.attribution.nested import nested
from analyzer.text.attribution.nominal import noun
from analyzer.text.attribution.page import Page, Span
from analyzer.text.attribution.parsed import Token, parsed
from analyzer.text.attribution.records import CONFIDENCE, KINDS, TIERS, Attribution
from analyzer.text.attribution.speakers import speakers
from analyzer.text.attribution.verbal import verb

__all__ = ["CONFIDENCE", "KINDS", "TIERS", "Attribution", "attributions_in"]

_WHOLE = frozenset(("trailing", "middle", "according", "inverted"))  # these speak for all that stands before them
_LABEL = 8  # chunks


def attributions_in(
    text: str,
    paragraphs: list[Span],
    sentences: list[Span],
    quotations: list[Span],
    *,
    parse: Iterable[Token] = (),
) -> list[Attribution]:
    """Attributions of a normalised text, in the order of their cues; quotations without a cue come last.

    Parameters
    ----------
    text : str
        `Normalised.text`: straight marks, plain spaces.
    paragraphs, sentences, quotations : list of (int, int)
        Spans in the text, as `paragraphs`, `sentences` and `voices.quotations` give them.
    parse : iterable of Token, optional
        The text as a dependency parser reads it; what it adds comes behind all others, which stay as they are.
    """
    page = Page(text, paragraphs, sentences, quotations)
    found: list[Attribution] = []
    turn = 0  # end of the turn of a transcript
    for low, high, cues in page.by_sentence():
        found += _in_sentence(page, (low, high), cues, turn)
        if found and found[-1].rule == "label":
            turn = found[-1].contents[-1][1]
    told = speakers(page, floating(page, found))
    if more := parsed(page, parse, told):
        told += speakers(page, told + more)[len(told) :]
    return [one if _is_clause(page, one) else one._replace(clause=False) for one in told]


def _is_clause(page: Page, one: Attribution) -> bool:
    return one.kind == "direct" or one.rule in _WHOLE or any(is_clause(page, span) for span in one.contents)


def _in_sentence(page: Page, zone: tuple[int, int], cues: list[int], covered: int) -> list[Attribution]:
    """Those of one sentence: what lies inside another content, or before the offset `covered`, is left out."""
    found: list[Attribution] = []
    source: tuple[int, int] | None = None
    for at in cues:
        if page.quote[at] >= 0:
            found += nested(page, at, *zone)
            continue
        hidden = page.starts[at] < covered
        if hidden and not page.closes(at, zone[1]):
            continue
        one, source = _at(page, at, zone, source)
        if one is None or (hidden and one.rule not in _WHOLE):
            continue
        _leave_out(found, one.contents[0])
        found.append(one)
        covered = max(covered, one.contents[-1][1])
    return found


def _at(
    page: Page, at: int, zone: tuple[int, int], source: tuple[int, int] | None
) -> tuple[Attribution | None, tuple[int, int] | None]:
    """The attribution whose cue is chunk `at`, and the last source of the sentence, in chunks."""
    flags, core = page.flags[at], page.cores[at]
    one = adjective(page, at, *zone, adjectives()[core]) if flags & ADJECTIVE else None
    if one is None and flags & VERB:
        result = verb(page, at, *zone, verbs()[core], source)
        if result is not None:
            return result[0], result[1] or source
    if one is None and flags & NOUN:
        one = noun(page, at, *zone, nouns()[core])
    if one is None and flags & MARKER:
        one = according(page, at, *zone)
    if one is None and flags & COLON and at - zone[0] < _LABEL:
        one = label(page, at, *zone)
    return one, source


def _leave_out(found: list[Attribution], content: Span) -> None:
    """Drop the last ones as long as their cue lies inside a content that was found later."""
    start, end = content
    while found and found[-1].cue is not None and start <= found[-1].cue[0] < end and found[-1].rule != "nested":
        found.pop()
