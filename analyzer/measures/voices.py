"""Narrator against speakers: frames, axis and tone in the narrator's words minus those in others' words, by article.

It says whether an article tells in its own voice what it lets others say. Both sides are the article's doing: it wrote
the one and chose the other, so a difference is no distance between a writer and those quoted, and no difference is no
agreement.

Source: the separation of the narrator's words from reported speech after Leech and Short (1981), Style in Fiction.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analyzer.errors import one_of
from analyzer.features import Features
from analyzer.measures._levels import By, sets
from analyzer.measures._schema import Schema, make_table
from analyzer.measures._selected import carried, mean_tone, poles
from analyzer.measures._statistic import Measured, Statistic, mean_rows
from analyzer.text.voices import NARRATOR

Floats = NDArray[np.float64]
VOICES = ("quoted", "attributed")

SCHEMA = Schema(
    item="frame, axis, or 'lexical tone'",
    unit="difference in the unit of the measure",
    lowest=-np.inf,
    highest=np.inf,
    units="sentences (framing, axis) or units (tone) of both voices, in the articles that have both",
    interval="from the ranges of both sides; of sets (outlet, group, others) no narrower than t on the differences "
    "within articles",
    extra=(
        ("measure", "'framing', 'axis' or 'tone'"),
        ("narrator", "the value in the narrator's words; of several articles the mean of those that have both"),
        ("other", "the value in the words of the voice, of the same articles"),
    ),
)
_UNDEFINED: Mapping[str, str] = {
    "framing": "no sentence in one of the two voices",
    "axis": "no word of either pole in one of the two voices",
    "tone": "no words in one of the two voices",
}


def statistics(
    features: Features, *, voice: str = "quoted", ambiguous_weight: float = 0.5, smoothing: float = 0.5
) -> dict[str, tuple[Statistic, Statistic]]:
    """The statistic of every measure in the narrator's words, and in those of the voice."""
    one_of("voice", voice, VOICES)
    body = features.body
    sides = [
        _measured(body.where(voice=side), ambiguous_weight=ambiguous_weight, smoothing=smoothing)
        for side in (NARRATOR, voice)
    ]
    return {name: (sides[0][name], sides[1][name]) for name in sides[0]}


def _measured(chosen: Features, *, ambiguous_weight: float, smoothing: float) -> dict[str, Statistic]:
    weights: dict[str, Any] = {"ambiguous_weight": ambiguous_weight, "smoothing": smoothing}
    made = {
        "framing": carried(chosen, undefined=_UNDEFINED["framing"]),
        "axis": poles(chosen, undefined=_UNDEFINED["axis"], **weights),
        "tone": mean_tone(chosen, chosen.units["tone_masked"].to_numpy(), undefined=_UNDEFINED["tone"]),
    }
    return {name: statistic for name, statistic in made.items() if statistic.items}  # a codebook may have no axis


def paired(first: Statistic, second: Statistic) -> Statistic:
    """The difference of two statistics within each article, as a `Statistic`; rows are those of both."""
    width = first.sums.shape[1]

    def minus(sums: Floats) -> Floats:
        return first.formula(sums[..., :width]) - second.formula(sums[..., width:])

    return Statistic(
        items=first.items,
        sums=sparse.csr_array(sparse.block_diag((first.sums, second.sums))),
        article=np.concatenate((first.article, second.article)),
        n_articles=first.n_articles,
        formula=minus,
        undefined=first.undefined,
        whole=(-1,) * len(first.items),  # the range of one article is made of those of both sides
    )


def voices(
    features: Features,
    *,
    by: By = "focal",
    voice: str = "quoted",
    ambiguous_weight: float = 0.5,
    smoothing: float = 0.5,
) -> pd.DataFrame:
    """Narrator minus speakers, for every frame, every axis and tone.

    Parameters
    ----------
    features : Features
    by : {"focal", "article", "outlet", "group"}
    voice : {"quoted", "attributed"}
        What the narrator is set against: words between quotation marks, or paraphrased ones as well.
    ambiguous_weight, smoothing : float
        As on the axis.

    Returns
    -------
    DataFrame
        Columns of `SCHEMA`, measure by measure; the value of several articles is the mean of the differences of those
        that have both voices.

    Raises
    ------
    UsageError
        When `by` or `voice` is unknown.

    Examples
    --------
    >>> from analyzer import Article, featurize, load_codebook
    >>> text = 'It rained. "The court is wrong," an aide said. The court sat. It was cold.'
    >>> features = featurize([Article("a", "", text)], load_codebook(), focal="a")
    >>> row = voices(features).query("item == 'legal_scrutiny' and measure == 'framing'")
    >>> row[["value", "narrator", "other"]].round(2).values.tolist()
    [[-0.67, 0.33, 1.0]]
    """
    pairs = statistics(features, voice=voice, ambiguous_weight=ambiguous_weight, smoothing=smoothing)
    tables = [measured(name, pair, features.articles, voice).table(by) for name, pair in pairs.items()]
    return pd.concat(tables, ignore_index=True)


def measured(name: str, pair: tuple[Statistic, Statistic], articles: pd.DataFrame, voice: str) -> Measured:
    """The difference in one measure, counted once for tables of every level."""
    difference = paired(*pair)
    known = ~np.isnan(difference.by_article())
    sides = {
        column: np.where(known, side.by_article(), 0.0)
        for column, side in zip(("narrator", "other"), pair, strict=True)
    }

    def table(by: By) -> pd.DataFrame:
        found = sets(articles, by)
        n = found.sum(known.astype(np.float64))
        means = {column: (found.sum(side) / np.where(n, n, np.nan)).ravel() for column, side in sides.items()}
        rows = mean_rows(difference, articles, by, voice)
        return make_table(rows | {"measure": np.full(n.size, name, object)} | means, SCHEMA)

    return Measured(difference, table)
