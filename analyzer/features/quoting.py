"""Attributions as a table: who says what, with which word."""

from __future__ import annotations

from functools import cache
from operator import attrgetter

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analyzer.codebook import Codebook
from analyzer.features.parsing import Parser, parse
from analyzer.features.reading import no_collection
from analyzer.features.speaking import SPANS, categories, categorised, labelled, make_said
from analyzer.text.attribution import CONFIDENCE, Attribution, attributions_in
from analyzer.text.attribution.rows import make_rows
from analyzer.text.normalise import Normalised, normalise
from analyzer.text.paragraphs import paragraphs
from analyzer.text.sentences import sentences
from analyzer.text.tokens import chunks, words
from analyzer.text.voices import quotations

_MISSING = (-1, -1)
_WORDS = ("kind", "tier", "speaker", "rule")
_TEXT = pd.StringDtype(na_value=np.nan)


def attributions(text: str, *, codebook: Codebook | None = None, parser: str | Parser | None = None) -> pd.DataFrame:
    """Who says what in a text: one row for each stretch of something said, thought or wanted.

    Found by rules over the words, without a parser unless one is given. What somebody says inside the content of
    somebody else is left out, unless it is a quotation within a quotation. Says nothing of whether what is said is so.

    Parameters
    ----------
    text : str
        As read, in English; other languages give quotations without a cue only.
    codebook : Codebook, optional
        A speaker who goes by an alias of one of its actors gets the label of that actor, and a category of speakers.
    parser : str or callable, optional
        Name of an installed spaCy model, or a pipeline that turns a text into a spaCy `Doc`. What it shows beyond the
        rules comes behind all other rows, with the rule `parsed`; the others stay as they are.

    Returns
    -------
    DataFrame
        `attribution` (rows that share it are parts of one content), `source_start`, `source_end`, `cue_start`,
        `cue_end`, `content_start`, `content_end` (offsets into the text; NA where there is no source or no cue), `kind`
        (direct, mixed, indirect), `verb_tier` (neutral, assertive, negative, private, or ""), `speaker` ("" when not
        known), `rule`, `confidence` (share of what the rule finds that human coders had found too); with a codebook
        also `category` ("other" where none fits, "unknown" where the speaker is).

    Raises
    ------
    MissingPartError
        When spaCy or the model named is not installed; only with `parser`.
    UsageError, AnalyzerError
        When the parser gives no parse of this text, or fails.

    Examples
    --------
    >>> text = 'The court said that Mongolia must act. "We will not," said Ms. Bold, a minister.'
    >>> found = attributions(text)
    >>> found[["speaker", "kind", "rule"]].values.tolist()
    [['court', 'indirect', 'finite'], ['Bold', 'direct', 'inverted']]
    >>> [text[start:end] for start, end in zip(found["content_start"], found["content_end"])]
    ['that Mongolia must act', '"We will not,"']
    """
    with no_collection():
        return _attributions(text, codebook, parser)


def _attributions(text: str, codebook: Codebook | None, parser: str | Parser | None) -> pd.DataFrame:
    normalised = normalise(text)
    blocks, spans = paragraphs(normalised.marked), sentences(normalised.marked)
    quoted = quotations(normalised.marked, blocks, spans)
    tokens = () if parser is None else parse(normalised.text, parser)
    found = attributions_in(normalised.text, blocks, spans, quoted, parse=tokens)
    table = _table(found, normalised)
    return table if codebook is None else _coded(table, found, normalised, codebook)


def _coded(table: pd.DataFrame, found: list[Attribution], normalised: Normalised, codebook: Codebook) -> pd.DataFrame:
    """The table with the labels and categories that a codebook has for speakers."""
    pieces, _ = chunks([normalised.text])
    said = labelled(make_said(make_rows([found], np.zeros(1, np.int64)), normalised), codebook)
    names = np.array(categories(codebook), object)[categorised(said, pieces, words(pieces.types), codebook)]
    rows = table["attribution"].to_numpy()
    table["speaker"] = pd.array(np.array(said.speakers, object)[rows], dtype=_TEXT)
    table["category"] = pd.array(names[rows], dtype=_TEXT)
    return table


@cache
def _columns() -> pd.Index:
    """Made once: an index of names costs as much as three columns."""
    return pd.Index(["attribution", *SPANS, "kind", "verb_tier", "speaker", "rule", "confidence"])


def _table(found: list[Attribution], normalised: Normalised) -> pd.DataFrame:
    rows = [one for one in found for _ in one.contents]
    words = pd.array([word for name in _WORDS for word in map(attrgetter(name), rows)], dtype=_TEXT)
    given, missing = _as_given(found, normalised)
    size = len(rows)
    columns = (
        np.repeat(np.arange(len(found)), [len(one.contents) for one in found]),
        *map(pd.arrays.IntegerArray, given, missing),
        *(words[at * size : (at + 1) * size] for at in range(len(_WORDS))),
        np.array([CONFIDENCE[one.rule] for one in rows], np.float64),
    )
    table = pd.DataFrame(dict(enumerate(columns)), index=pd.RangeIndex(size), copy=False)
    table.columns = _columns().copy()
    return table


def _as_given(found: list[Attribution], normalised: Normalised) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Starts and ends, row by row, as offsets into the text as it was given, and which of them are missing."""
    parts = [
        at for one in found for part in one.contents for span in (one.source, one.cue, part) for at in span or _MISSING
    ]
    spans = np.array(parts, np.int64).reshape(-1, len(SPANS)).T
    missing = spans < 0
    given = np.where(missing, 1, spans)
    if len(normalised.edges) > 1:
        given[::2] = normalised.starts(given[::2])
        given[1::2] = normalised.ends(given[1::2])
    return given, missing
