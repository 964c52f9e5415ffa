"""Who speaks: one row a speaker of an article, so that every share of words leads to people."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analyzer.features import Features
from analyzer.measures._turns import TIERS, counted
from analyzer.text.voices import QUOTED

COLUMNS = (
    "article", "outlet", "group", "speaker", "category", "named", "order", "n_attributions", "n_words", "n_quoted",
    *TIERS, "start", "end",
)  # fmt: skip
_COUNTS = ("n_attributions", "n_words", "n_quoted", *TIERS)
_NEVER = np.iinfo(np.int64).max


def speakers(features: Features) -> pd.DataFrame:
    """Everybody who speaks in the texts, titles left out, by article and in the order of speaking.

    Returns
    -------
    DataFrame
        `COLUMNS`. `order` is 1 for the speaker whose words (or whose attribution) come first. Words of nobody who is
        known have one row an article, with "" as speaker. `start` and `end` lead to the first place in the text that
        names the speaker as a source; -1 where none does.
    """
    both = pd.concat([_words(features), _attributions(features)], ignore_index=True)
    # Within an article a speaker has one category: it is made of all that the article calls the speaker.
    table = both.groupby(["row", "speaker", "category"], as_index=False, sort=False).agg(
        {**dict.fromkeys(_COUNTS, "sum"), "named": "any", "at": "min", "start": "min", "end": "min"}
    )
    table = table.sort_values(["row", "at", "speaker"], ignore_index=True)
    about = features.articles.iloc[table["row"].to_numpy()].reset_index(drop=True)
    table = table.assign(
        article=about["id"],
        outlet=about["outlet"],
        group=about["group"],
        order=table.groupby("row").cumcount() + 1,
        start=table["start"].where(table["start"] < _NEVER, -1),
        end=table["end"].where(table["end"] < _NEVER, -1),
    )
    return table[list(COLUMNS)]


def _words(features: Features) -> pd.DataFrame:
    """What every unit adds to its speaker."""
    units = features.body.where(voice="attributed").units
    words = units["n_tokens"].to_numpy().astype(np.int64)
    quoted = words * (units["voice"] == QUOTED).to_numpy()
    return _rows(units, at=units["start"].to_numpy(), n_words=words, n_quoted=quoted)


def _attributions(features: Features) -> pd.DataFrame:
    """What every attribution that counts adds to its speaker."""
    found = counted(features, "attributed")
    spans = found[["source_start", "source_end", "cue_start", "content_start"]].astype(np.int64)
    spans = spans.where(spans >= 0, _NEVER)
    tiers = {tier: (found["verb_tier"] == tier).to_numpy().astype(np.int64) for tier in TIERS}
    return _rows(
        found,
        at=spans.min(axis=1).to_numpy(),
        start=spans["source_start"].to_numpy(),
        end=spans["source_end"].to_numpy(),
        named=found["named"].to_numpy(bool),
        n_attributions=np.ones(len(found), np.int64),
        **tiers,
    )


def _rows(table: pd.DataFrame, **given: np.ndarray) -> pd.DataFrame:
    """Rows to be summed by article and speaker; what is not given adds nothing."""
    blank = dict.fromkeys(_COUNTS, 0) | {"named": False, "start": _NEVER, "end": _NEVER}
    return pd.DataFrame(
        {
            "row": table["article"].to_numpy().astype(np.int64),
            "speaker": table["speaker"].astype(object).to_numpy(),
            "category": table["category"].astype(object).to_numpy(),
            **blank,
            **given,
        },
        index=range(len(table)),
    )
