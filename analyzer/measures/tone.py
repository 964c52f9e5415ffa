"""Lexical tone: the mean VADER score of units (-1 to 1), names and codebook words left out of the scoring.

It counts friendly and unfriendly words. It does not say whether a text is for or against anybody: news of a war scores
low whoever tells it, and no word list for tone has reached acceptable validity on news (van Atteveldt, van der Velden
and Boukes 2021; Boukes et al. 2020). Nearly half of all news sentences hold no such word: `zero_share` says how many.

Source: Hutto and Gilbert (2014); masking of words that define the subject after Balahur et al. (2010).
"""

from __future__ import annotations

from functools import partial
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analyzer.errors import one_of
from analyzer.features import Features
from analyzer.measures._levels import By, Sets, sets
from analyzer.measures._schema import Schema, make_table
from analyzer.measures._selected import mean_tone
from analyzer.measures._statistic import Measured, Statistic, mean_rows

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
    voice : {"narrator", "quoted", "paraphrased", "attributed", "unquoted", "all"}

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
    return measured(features, voice=voice).table(by)


def measured(features: Features, *, voice: str = "narrator") -> Measured:
    """Tone in one voice, counted once for tables of every level."""
    made, whole = (statistic(features, voice=voice, lexicon=lexicon) for lexicon in ("masked", "whole"))
    units = features.body.where(voice=voice).units

    def table(by: By) -> pd.DataFrame:
        found = sets(features.articles, by)
        unmasked = mean_rows(whole, features.articles, by, voice)["value"]
        columns = mean_rows(made, features.articles, by, voice) | _spread(units, found) | {"unmasked": unmasked}
        return make_table(columns, SCHEMA)

    return Measured(made, table)


def _spread(units: pd.DataFrame, found: Sets) -> dict[str, NDArray[Any]]:
    """How the scores of the units of each set are spread."""
    owner = found.owner[units["article"].to_numpy()]
    scores, loaded = units["tone_masked"].to_numpy()[owner >= 0], units["n_loaded"].to_numpy()[owner >= 0]
    owner = owner[owner >= 0]
    count = partial(np.bincount, owner, minlength=len(found))
    n = np.where(count() > 0, count(), np.nan)
    away = scores - (count(scores) / n)[owner]
    with np.errstate(divide="ignore", invalid="ignore"):
        sd = np.where(n > 1, np.sqrt(count(away**2) / (n - 1)), np.nan)
    return {
        "sd": sd,
        "negative_share": count(scores <= -_EDGE) / n,
        "zero_share": count(loaded == 0) / n,
        "positive_share": count(scores >= _EDGE) / n,
        "n_loaded": count(loaded).astype(np.int64),
    }
