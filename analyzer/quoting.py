"""Attributions as a table: who says what, with which word."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analyzer.codebook import Codebook
from analyzer.text.attribution import CONFIDENCE, Attribution, attributions_in
from analyzer.text.normalise import Normalised, normalise
from analyzer.text.paragraphs import paragraphs
from analyzer.text.sentences import sentences
from analyzer.text.voices import quotations

_SPANS = [f"{role}_{edge}" for role in ("source", "cue", "content") for edge in ("start", "end")]
_NONE = (-1, -1)
_TEXT = pd.StringDtype(na_value=np.nan)


def attributions(text: str, *, codebook: Codebook | None = None) -> pd.DataFrame:
    """Who says what in a text."""
    normalised = normalise(text)
    blocks, spans = paragraphs(normalised.marked), sentences(normalised.marked)
    quoted = quotations(normalised.marked, blocks, spans)
    found = attributions_in(normalised.text, blocks, spans, quoted, aliases=_aliases(codebook))
    return _table(found, normalised)


def _aliases(codebook: Codebook | None) -> dict[str, str]:
    """Names of the actors of a codebook; globs name nobody."""
    patterns = codebook.aliases if codebook else ()
    return {" ".join(p.words): codebook.label(p.key) for p in patterns} if codebook else {}


def _table(found: list[Attribution], normalised: Normalised) -> pd.DataFrame:
    rows = [(number, one, part) for number, one in enumerate(found) for part in one.contents]
    flat = [at for _, one, part in rows for span in (one.source or _NONE, one.cue or _NONE, part) for at in span]
    spans = np.array(flat, np.int64).reshape(-1, 6)
    missing = spans < 0
    back = _as_given(spans, missing, normalised)
    words = pd.array(
        [w for name in ("kind", "tier", "speaker", "rule") for _, one, _ in rows for w in (getattr(one, name),)],
        dtype=_TEXT,
    )
    size = len(rows)
    columns = {
        "attribution": np.array([number for number, _, _ in rows], np.int64),
        **{name: pd.arrays.IntegerArray(back[at], missing[:, at]) for at, name in enumerate(_SPANS)},
        "kind": words[:size],
        "verb_tier": words[size : 2 * size],
        "speaker": words[2 * size : 3 * size],
        "rule": words[3 * size :],
        "confidence": np.array([CONFIDENCE[one.rule] for _, one, _ in rows], np.float64),
    }
    return pd.DataFrame(columns, index=pd.RangeIndex(size), copy=False)


def _as_given(spans: NDArray[np.int64], missing: NDArray[np.bool_], normalised: Normalised) -> NDArray[np.int64]:
    """The six columns as rows, with offsets into the text as it was given."""
    back = np.where(missing, 1, spans).T.copy()
    if len(normalised.edges) > 1:
        back[::2] = normalised.starts(back[::2])
        back[1::2] = normalised.ends(back[1::2])
    return back
