"""Attributions as a table: who says what, with which word."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analyzer.codebook import Codebook
from analyzer.text.attribution import Attribution, attributions_in
from analyzer.text.normalise import normalise
from analyzer.text.paragraphs import paragraphs
from analyzer.text.sentences import sentences
from analyzer.text.voices import quotations

_SPANS = [f"{role}_{edge}" for role in ("source", "cue", "content") for edge in ("start", "end")]


def attributions(text: str, *, codebook: Codebook | None = None) -> pd.DataFrame:
    """Who says what in a text."""
    normalised = normalise(text)
    blocks, spans = paragraphs(normalised.marked), sentences(normalised.marked)
    found = attributions_in(normalised.text, blocks, spans, quotations(normalised.marked, blocks, spans))
    rows = [(number, one, part) for number, one in enumerate(found) for part in one.contents]
    table = np.array(
        [(*(one.source or (-1, -1)), *(one.cue or (-1, -1)), *part) for _, one, part in rows], np.int64
    ).reshape(-1, 6)
    missing = table < 0
    back = np.where(missing, 0, table)
    back[:, ::2] = normalised.starts(back[:, ::2])
    back[:, 1::2] = normalised.ends(back[:, 1::2])
    columns = {name: pd.arrays.IntegerArray(back[:, at].copy(), missing[:, at].copy()) for at, name in enumerate(_SPANS)}
    return pd.DataFrame(
        {
            "attribution": [number for number, _, _ in rows],
            **columns,
            "kind": [one.kind for _, one, _ in rows],
            "verb_tier": [one.tier for _, one, _ in rows],
            "rule": [one.rule for _, one, _ in rows],
        }
    )
