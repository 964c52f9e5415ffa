"""Attributions that a dependency parse shows: a verb of saying with its subject and its clause."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Protocol

from analyzer.text.attribution.contents import attribution, content
from analyzer.text.attribution.forms import group
from analyzer.text.attribution.lexicon import CLAUSE, PERSON, PERSON_TO, Cue, verbs
from analyzer.text.attribution.page import Page
from analyzer.text.attribution.records import Attribution, Span

PARSED = "parsed"
# A verb that takes nothing of these tells no more than that something is so ("this means that").
_REPORTS = CLAUSE | PERSON | PERSON_TO
_SUBJECT = "nsubj"
_CLAUSES = frozenset(("ccomp", "parataxis"))
_WITH_SUBJECT = "xcomp"  # "to act" alone tells of an act


class Token(Protocol):
    """What is asked of a token of a parse, under the names that spaCy gives it.

    Attributes
    ----------
    idx : int
        Offset into the text.
    text, lemma_, pos_, dep_ : str
        The word, its basic form, its part of speech, its relation to the word that it depends on.
    """

    idx: int
    text: str
    lemma_: str
    pos_: str
    dep_: str

    @property
    def children(self) -> Iterable[Token]:
        """What depends on it directly."""

    @property
    def left_edge(self) -> Token:
        """The first token of all that depends on it, which may be itself."""

    @property
    def right_edge(self) -> Token:
        """The last one."""


def parsed(page: Page, tokens: Iterable[Token], found: Iterable[Attribution]) -> list[Attribution]:
    """Attributions that are not among those found, in the order of their cues and without their speakers.

    Parameters
    ----------
    page : Page
    tokens : iterable of Token
        The parse of the text of the page.
    found : iterable of Attribution
        Nothing is given that shares a character with a cue or a content of these. Of two that overlap, the outer one is
        given, or else the first.
    """
    shown = sorted((one for token in tokens for one in _at(page, token)), key=_outer_first)
    if not shown:
        return []
    taken = bytearray(len(page.text))
    for one in found:
        _take(taken, one)
    more: list[Attribution] = []
    for one in shown:
        if all(taken.find(1, *span) < 0 for span in _spans(one)):
            _take(taken, one)
            more.append(one)
    return sorted(more, key=lambda one: one.cue or one.contents[0])


def _spans(one: Attribution) -> tuple[Span, ...]:
    return one.contents if one.cue is None else (one.cue, *one.contents)


def _take(taken: bytearray, one: Attribution) -> None:
    for start, end in _spans(one):
        taken[start:end] = b"\1" * (end - start)


def _outer_first(one: Attribution) -> tuple[int, int]:
    return one.contents[0][0], -one.contents[-1][1]


def _at(page: Page, token: Token) -> Iterator[Attribution]:
    """The attribution whose cue is a token, if source, cue and content are apart, in one sentence, and not quoted."""
    cue = _cue(token)
    source = next((child for child in token.children if child.dep_ == _SUBJECT), None) if cue else None
    clause = next(filter(_is_clause, token.children), None) if source else None
    if cue is None or source is None or clause is None:
        return
    at = _chunk(page, token.idx)
    low, high = page.bounds(page.sentence(token.idx))
    subject, said = _chunks(page, source), _chunks(page, clause)
    verb = (group(page, low, at), at + 1)
    if _are_apart((subject, verb, said), low, high) and _is_outside(page, at, said):
        yield attribution(page, subject, verb, content(page, *said), cue.tier, PARSED)


def _is_outside(page: Page, at: int, said: Span) -> bool:
    return page.quote[at] == page.quote[said[0]] == page.quote[said[1] - 1] == -1


def _cue(token: Token) -> Cue | None:
    """The verb of saying that a token is, if it can be followed by a clause or by somebody who is to do something."""
    if token.pos_ != "VERB":
        return None
    cue = verbs().get(token.text.lower()) or verbs().get(token.lemma_.lower())
    return cue if cue is not None and cue.takes & _REPORTS else None


def _is_clause(token: Token) -> bool:
    if token.dep_ == _WITH_SUBJECT:
        return any(child.dep_ == _SUBJECT for child in token.children)
    return token.dep_ in _CLAUSES


def _chunk(page: Page, position: int) -> int:
    return bisect_right(page.starts, position) - 1


def _chunks(page: Page, token: Token) -> Span:
    """The chunks of a token and of all that depends on it."""
    first, last = token.left_edge, token.right_edge
    blank = len(first.text) - len(first.text.lstrip())
    return _chunk(page, first.idx + blank), bisect_left(page.starts, last.idx + len(last.text))


def _are_apart(spans: Sequence[Span], low: int, high: int) -> bool:
    """Whether spans of chunks lie between two chunks, share none, and are not empty."""
    bounds = [low, *chain.from_iterable(sorted(spans)), high]
    return bounds == sorted(bounds) and all(start < end for start, end in spans)
