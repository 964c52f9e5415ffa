"""Who is given words: the share of the quoted and paraphrased words that each category of speakers speaks (0 to 1).

It counts words, not weight: a short warning may matter more than a long greeting. It does not say whether the words
were given fairly, nor who else was asked; a speaker whose words the text does not mark as anybody's is not seen, and
categories are only as good as the codebook's words for them.

Source: counts of sources and of the room they get after Sigal (1973), Reporters and Officials; for quoted words by
category of speaker, Asr et al. (2021), The Gender Gap Tracker.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analyzer.errors import one_of
from analyzer.features import Features
from analyzer.features.speaking import categories
from analyzer.measures._levels import By, Sets, sets
from analyzer.measures._schema import Schema, make_table
from analyzer.measures._statistic import Measured, Statistic, mean_rows, per_row
from analyzer.measures._turns import TIERS, cells, counted, turns

Floats = NDArray[np.float64]
VOICES = ("attributed", "quoted", "paraphrased")

SCHEMA = Schema(
    item="category of speakers",
    unit="share of the words in this voice",
    lowest=0.0,
    highest=1.0,
    units="attributions with words in this voice, and sentences of it without an attribution",
    interval="Wilson interval on its attributions, as many as there would be if all were of one length (focal, "
    "article); t on article means (outlet, group, others)",
    extra=(
        ("words", "words of this category in this voice, all articles of the row together"),
        ("attributions", "attributions to this category, also those that only report what was said"),
        ("attributions_share", "the same over the attributions to all categories"),
        ("first_share", "share of the articles with words in this voice in which this category has the first of them"),
        ("named_share", "share of its attributions whose speaker has a proper name"),
        ("neutral", "share of its attributions with a neutral verb (say, tell)"),
        ("assertive", "the same with an assertive verb (claim, insist)"),
        ("negative", "the same with a negative verb (accuse, dismiss)"),
        ("private", "the same with a verb of believing or wanting"),
    ),
)
_UNDEFINED = {
    "attributed": "nobody is quoted or paraphrased",
    "quoted": "nobody is quoted",
    "paraphrased": "nobody is paraphrased",
}


def statistic(features: Features, *, voice: str = "attributed") -> Statistic:
    """Shares of words as a `Statistic`: sums are the words of each category, and of all; rows are attributions."""
    chosen = features.body.where(voice=one_of("voice", voice, VOICES))
    turn, article = turns(chosen)
    units, keys = chosen.units, categories(features.codebook)
    words = units["n_tokens"].to_numpy().astype(np.float64)
    place = (turn, units["category"].cat.codes.to_numpy())
    by_category = sparse.csr_array(sparse.coo_array((words, place), shape=(len(article), len(keys))))
    total = sparse.csr_array(by_category.sum(axis=1)[:, None])
    return Statistic(
        items=keys,
        sums=sparse.csr_array(sparse.hstack((by_category, total))),
        article=article,
        n_articles=len(features.articles),
        formula=per_row,
        undefined=_UNDEFINED[voice],
        whole=(len(keys),) * len(keys),
        unit="attributions",
    )


def sourcing(features: Features, *, by: By = "focal", voice: str = "attributed") -> pd.DataFrame:
    """Share of the words in a voice that each category of speakers speaks.

    Parameters
    ----------
    features : Features
    by : {"focal", "article", "outlet", "group"}
    voice : {"attributed", "quoted", "paraphrased"}

    Returns
    -------
    DataFrame
        Columns of `SCHEMA`; the value of several articles is the mean of the values of those that have words in this
        voice. Values of all categories sum to 1.

    Raises
    ------
    UsageError
        When `by` or `voice` is unknown.

    Examples
    --------
    >>> from analyzer import Article, featurize, load_codebook
    >>> text = 'Ann Lee said the court was wrong. "We will see," an aide said.'
    >>> features = featurize([Article("a", "", text)], load_codebook(), focal="a")
    >>> round(sourcing(features)["value"].sum().item(), 3), sourcing(features)["words"].sum().item()
    (1.0, 7)
    """
    return measured(features, voice=voice).table(by)


def measured(features: Features, *, voice: str = "attributed") -> Measured:
    """Shares of words in one voice, counted once for tables of every level."""
    made, counts = statistic(features, voice=voice), _counts(features, voice)

    def table(by: By) -> pd.DataFrame:
        rows = mean_rows(made, features.articles, by, voice)
        return make_table(rows | _extra(counts, sets(features.articles, by)), SCHEMA)

    return Measured(made, table)


def _counts(features: Features, voice: str) -> dict[str, Floats]:
    """Words, first voices and attributions of every article by category: arrays of shape (n_articles, n_categories)."""
    units, n = features.body.where(voice=voice).units, len(features.articles)
    found = counted(features, voice)
    firsts = units[~units["article"].duplicated()]
    kinds = {"attributions": found, "named": found[found["named"]]}
    kinds |= {tier: found[found["verb_tier"] == tier] for tier in TIERS}
    return {
        "words": cells(units["article"].to_numpy(), units["category"], n, units["n_tokens"].to_numpy()),
        "first": cells(firsts["article"].to_numpy(), firsts["category"], n),
    } | {name: cells(table["article"].to_numpy(), table["category"], n) for name, table in kinds.items()}


def _extra(counts: dict[str, Floats], found: Sets) -> dict[str, NDArray[Any]]:
    """The extra columns of every set and category."""
    own = {name: found.sum(table) for name, table in counts.items()}
    columns = {
        "words": own["words"].astype(np.int64),
        "attributions": own["attributions"].astype(np.int64),
        "attributions_share": _over(own["attributions"], own["attributions"].sum(axis=1, keepdims=True)),
        "first_share": _over(own["first"], own["first"].sum(axis=1, keepdims=True)),
        "named_share": _over(own["named"], own["attributions"]),
        **{tier: _over(own[tier], own["attributions"]) for tier in TIERS},
    }
    return {name: column.ravel() for name, column in columns.items()}


def _over(part: Floats, whole: Floats) -> Floats:
    there = np.broadcast_to(whole > 0, part.shape)
    shares: Floats = np.divide(part, whole, out=np.full(part.shape, np.nan), where=there)
    return shares
