"""Attributions as a table: who says what, with which word."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analyzer.codebook import Codebook
from analyzer.features.speaking import SPANS, aliases
from analyzer.text.attribution import CONFIDENCE, Attribution, attributions_in
from analyzer.text.normalise import Normalised, normalise
from analyzer.text.paragraphs import paragraphs
from analyzer.text.sentences import sentences
from analyzer.text.voices import quotations

_MISSING = (-1, -1)
_WORDS = ("kind", "tier", "speaker", "rule")
_TEXT = pd.StringDtype(na_value=np.nan)


def attributions(text: str, *, codebook: Codebook | None = None) -> pd.DataFrame:
    """Who says what in a text: one row for each stretch of something said, thought or wanted.

    Found by rules over the words, without a parser. What somebody says inside the content of somebody else is left out,
    unless it is a quotation within a quotation. It says nothing of whether what is said is so.

    Parameters
    ----------
    text : str
        As read, in English; other languages give quotations without a cue only.
    codebook : Codebook, optional
        A speaker who goes by an alias of one of its actors gets the label of that actor.

    Returns
    -------
    DataFrame
        `attribution` (rows that share it are parts of one content), `source_start`, `source_end`, `cue_start`,
        `cue_end`, `content_start`, `content_end` (offsets into the text; NA where there is no source or no cue), `kind`
        (direct, mixed, indirect), `verb_tier` (neutral, assertive, negative, private, or ""), `speaker` ("" when not
        known), `rule`, `confidence` (share of what the rule finds that human coders had found too).

    Examples
    --------
    >>> text = 'The court said that Mongolia must act. "We will not," said Ms. Bold, a minister.'
    >>> found = attributions(text)
    >>> found[["speaker", "kind", "rule"]].values.tolist()
    [['court', 'indirect', 'finite'], ['Bold', 'direct', 'inverted']]
    >>> [text[start:end] for start, end in zip(found["content_start"], found["content_end"])]
    ['that Mongolia must act', '"We will not,"']
    """
    normalised = normalise(text)
    blocks, spans = paragraphs(normalised.marked), sentences(normalised.marked)
    quoted = quotations(normalised.marked, blocks, spans)
    found = attributions_in(normalised.text, blocks, spans, quoted, aliases=aliases(codebook))
    return _table(found, normalised)


def _table(found: list[Attribution], normalised: Normalised) -> pd.DataFrame:
    rows = [(number, one, part) for number, one in enumerate(found) for part in one.contents]
    parts = [at for _, one, part in rows for span in (one.source or _MISSING, one.cue or _MISSING, part) for at in span]
    spans = np.array(parts, np.int64).reshape(-1, len(SPANS)).T
    missing = spans < 0
    given = _as_given(spans, missing, normalised)
    size = len(rows)
    words = pd.array([getattr(one, name) for name in _WORDS for _, one, _ in rows], dtype=_TEXT)
    columns = {
        "attribution": np.array([number for number, _, _ in rows], np.int64),
        **{name: pd.arrays.IntegerArray(given[at], missing[at]) for at, name in enumerate(SPANS)},
        "kind": words[:size],
        "verb_tier": words[size : 2 * size],
        "speaker": words[2 * size : 3 * size],
        "rule": words[3 * size :],
        "confidence": np.array([CONFIDENCE[one.rule] for _, one, _ in rows], np.float64),
    }
    return pd.DataFrame(columns, index=pd.RangeIndex(size), copy=False)


def _as_given(spans: NDArray[np.int64], missing: NDArray[np.bool_], normalised: Normalised) -> NDArray[np.int64]:
    """Starts and ends, row by row, as offsets into the text as it was given."""
    given = np.where(missing, 1, spans)
    if len(normalised.edges) > 1:
        given[::2] = normalised.starts(given[::2])
        given[1::2] = normalised.ends(given[1::2])
    return given
