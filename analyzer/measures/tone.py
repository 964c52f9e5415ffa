"""Lexical tone: the mean VADER score of units (-1 to 1), names and codebook words left out of the scoring.

It counts friendly and unfriendly words. It does not say whether a text is for or against anybody: news of a war scores
low whoever tells it, and no word list for tone has reached acceptable validity on news (van Atteveldt, van der Velden
and Boukes 2021; Boukes et al. 2020). Nearly half of all news sentences hold no such word: `zero_share` says how many.

Source: Hutto and Gilbert (2014); masking of words that define the subject after Balahur et al. (2010).
"""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import pandas as pd

from analyzer.errors import one_of
from analyzer.features import Features
from analyzer.measures._levels import By, levels
from analyzer.measures._schema import Schema, make_table
from analyzer.measures._selected import mean_tone
from analyzer.measures._statistic import Statistic, mean_rows

_EDGE = 0.05  # scores beyond it are called positive or negative by VADER's authors
Lexicon = Literal["masked", "whole", "signs"]
LEXICONS: tuple[Lexicon, ...] = ("masked", "whole", "signs")

SCHEMA = Schema(
    item="always 'lexical tone'",
    unit="VADER compound, -1 to 1",
    lowest=-1.0,
    highest=1.0,
    units="stretches of a sentence in this voice",
    interval="units resampled (focal) or left out in turn (article); t on article means (outlet, group, others)",
    extra=(
        ("sd", "standard deviation of the scores of units"),
        ("negative_share", "share of units scored -0.05 or below"),
        ("zero_share", "share of units without a word of the lexicon"),
        ("positive_share", "share of units scored 0.05 or above"),
        ("unmasked", "the value with names and codebook words scored as well"),
        ("n_loaded", "words of the lexicon that were scored"),
    ),
)
_UNDEFINED = "no words in this voice"


def statistic(features: Features, *, voice: str = "narrator", lexicon: Lexicon = "masked") -> Statistic:
    """Tone as a `Statistic`: sums are the scores of units, and units.

    With the whole `lexicon`, names and codebook words are scored as well; of "signs" only the side counts, so that the
    value is the share of positive units less that of negative ones.
    """
    one_of("lexicon", lexicon, LEXICONS)
    chosen = features.body.where(voice=voice)
    scores = chosen.units["tone" if lexicon == "whole" else "tone_masked"].to_numpy()
    if lexicon == "signs":
        scores = np.where(np.abs(scores) >= _EDGE, np.sign(scores), 0.0)
    return mean_tone(chosen, scores, undefined=_UNDEFINED)


def tone(features: Features, *, by: By = "focal", voice: str = "narrator") -> pd.DataFrame:
    """Mean lexical tone of units, those without a word of the lexicon included as 0.

    Parameters
    ----------
    features : Features
    by : {"focal", "article", "outlet", "group"}
    voice : {"narrator", "quoted", "all"}

    Returns
    -------
    DataFrame
        Columns of `SCHEMA`; the value of several articles is the mean of their values.

    Raises
    ------
    UsageError
        When `by` or `voice` is unknown.

    Examples
    --------
    >>> from analyzer import Article, featurize, load_codebook
    >>> features = featurize([Article("a", "", "It was a good day. It rained.")], load_codebook(), focal="a")
    >>> tone(features)["value"][0].item()
    0.2202
    """
    units = features.body.where(voice=voice).units
    masked = mean_rows(statistic(features, voice=voice), features.articles, by, voice)
    plain = mean_rows(statistic(features, voice=voice, lexicon="whole"), features.articles, by, voice)
    article = units["article"].to_numpy()
    extra = [_extra(units[np.isin(article, level.rows)]) for level in levels(features.articles, by)]
    rows = [row | more | {"unmasked": p["value"]} for row, more, p in zip(masked, extra, plain, strict=True)]
    return make_table(rows, SCHEMA)


def _extra(units: pd.DataFrame) -> dict[str, Any]:
    scores = units["tone_masked"].to_numpy()
    if not len(scores):
        return {"n_loaded": 0}
    return {
        "sd": scores.std(ddof=1) if len(scores) > 1 else np.nan,
        "negative_share": (scores <= -_EDGE).mean(),
        "zero_share": (units["n_loaded"].to_numpy() == 0).mean(),
        "positive_share": (scores >= _EDGE).mean(),
        "n_loaded": int(units["n_loaded"].sum()),
    }
