"""Texts with their attributions written in: "[S He] [Q said] [C that they came]."; a digit tells several apart."""

from __future__ import annotations

import re

from analyzer.text.attribution import Attribution, attributions_in
from analyzer.text.normalise import normalise
from analyzer.text.paragraphs import paragraphs
from analyzer.text.sentences import sentences
from analyzer.text.voices import quotations

_TAG = re.compile(r"\[([SQC])(\d?) |\]")
Spans = tuple[tuple[int, int], ...]


def parse(marked: str) -> tuple[str, list[tuple[Spans, Spans, Spans]]]:
    """The bare text, and the spans of source, cue and content of each attribution, in order of their numbers."""
    text, at, open_tags = "", 0, []
    spans: dict[str, dict[str, list[tuple[int, int]]]] = {}
    for tag in _TAG.finditer(marked):
        text += marked[at : tag.start()]
        at = tag.end()
        if tag.group() == "]":
            role, number, start = open_tags.pop()
            spans.setdefault(number, {}).setdefault(role, []).append((start, len(text)))
        else:
            open_tags.append((tag[1], tag[2], len(text)))
    rows = [tuple(tuple(sorted(roles.get(role, []))) for role in "SQC") for _, roles in sorted(spans.items())]
    return text + marked[at:], rows


def find(text: str) -> list[Attribution]:
    """Attributions of a text that normalising leaves as it is."""
    normalised = normalise(text)
    assert len(normalised.text) == len(text)
    blocks, spans = paragraphs(normalised.marked), sentences(normalised.marked)
    return attributions_in(normalised.text, blocks, spans, quotations(normalised.marked, blocks, spans))


def found(text: str) -> list[tuple[Spans, Spans, Spans]]:
    """What is found, in the shape that `parse` gives."""
    return [(*(((span,) if span else ()) for span in (a.source, a.cue)), a.contents) for a in find(text)]


def show(text: str, rows: list[tuple[Spans, Spans, Spans]]) -> list[list[list[str]]]:
    """Spans as words, so that a failing test can be read."""
    return [[[text[start:end] for start, end in spans] for spans in row] for row in rows]
