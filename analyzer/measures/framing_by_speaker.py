"""Whose frame is it: the share of the sentences spoken by each category of speakers that carry a frame (0 to 1).

Beside the categories stands the narrator, whose share is that of the measure framing. It says in whose words a frame
stands, not that the speaker holds the view: a frame may be brought up to be denied, and the article chose what to
quote. Most cells rest on few sentences; nothing is tested by itself.

Source: frames by sponsor after Gamson and Modigliani (1989), Media discourse and public opinion on nuclear power; the
count of sentences as in the measure framing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analyzer.errors import one_of
from analyzer.features import Features
from analyzer.features.speaking import categories
from analyzer.measures._levels import By, levels
from analyzer.measures._schema import Schema, make_table
from analyzer.measures._selected import carried
from analyzer.measures._statistic import Statistic, mean_rows
from analyzer.text.voices import NARRATOR

Floats = NDArray[np.float64]
VOICES = ("attributed", "quoted", "paraphrased")

SCHEMA = Schema(
    item="frame",
    unit="share of sentences",
    lowest=0.0,
    highest=1.0,
    units="sentences with words of this category",
    interval="Wilson interval on its sentences (focal, article); t on article means (outlet, group, others)",
    extra=(
        ("category", "category of speakers, or 'narrator'"),
        ("hits", "weighted hits in the words of this category, all articles of the row together"),
        ("hits_share", "the same over those of all categories and of the narrator: whose words the frame is made of"),
    ),
)


def speakers(features: Features) -> tuple[str, ...]:
    """Who may speak, in the order of the table: the narrator, then the categories."""
    return (NARRATOR, *categories(features.codebook))


def statistics(features: Features, *, voice: str = "attributed") -> Iterator[tuple[str, Statistic]]:
    """Sentence presence of every speaker of `speakers`, one `Statistic` each.

    Sentences count as far as they are spoken by the category in this voice; those of the narrator do not depend on it.
    """
    for speaker, chosen in _chosen(features, voice):
        yield speaker, _presence(speaker, chosen)


def _presence(speaker: str, chosen: Features) -> Statistic:
    nobody = "no sentence of the narrator" if speaker == NARRATOR else "nobody of this category speaks"
    return carried(chosen, undefined=nobody)


def _chosen(features: Features, voice: str) -> Iterator[tuple[str, Features]]:
    """The words of every speaker."""
    body = features.body
    said = body.where(voice=one_of("voice", voice, VOICES))
    yield NARRATOR, body.where(voice=NARRATOR)
    for category in categories(features.codebook):
        yield category, said.where(category=category)


def framing_by_speaker(
    features: Features, *, by: By = "focal", voice: str = "attributed", ambiguous_weight: float = 0.5
) -> pd.DataFrame:
    """Share of the sentences of each category of speakers, and of the narrator, that carry each frame.

    Parameters
    ----------
    features : Features
    by : {"focal", "article", "outlet", "group"}
    voice : {"attributed", "quoted", "paraphrased"}
        In which voice speakers are read; the rows of the narrator are the same whatever it is.
    ambiguous_weight : float
        Weight of ambiguous patterns in the hit counts; the share of sentences does not depend on it.

    Returns
    -------
    DataFrame
        Columns of `SCHEMA`, speaker by speaker as in `speakers`, each by level and frame; the value of several articles
        is the mean of the values of those in which the category speaks.

    Raises
    ------
    UsageError
        When `by` or `voice` is unknown.

    Examples
    --------
    >>> from analyzer import Article, featurize, load_codebook
    >>> text = "Ann Lee said the court was wrong. It rained. The court sat."
    >>> features = featurize([Article("a", "", text)], load_codebook(), focal="a")
    >>> rows = framing_by_speaker(features).query("item == 'legal_scrutiny' and hits > 0")
    >>> len(rows), rows["hits_share"].tolist()
    (2, [0.5, 0.5])
    """
    found = [
        (speaker, _presence(speaker, chosen), _hits(chosen, ambiguous_weight))
        for speaker, chosen in _chosen(features, voice)
    ]
    total = np.sum([hits for *_, hits in found], axis=0)
    rows: list[dict[str, Any]] = []
    for speaker, made, own in found:
        told = NARRATOR if speaker == NARRATOR else voice
        extra = [
            {"category": speaker, "hits": hits, "hits_share": hits / whole if whole else np.nan}
            for level in levels(features.articles, by)
            for hits, whole in zip(own[level.rows].sum(axis=0), total[level.rows].sum(axis=0), strict=True)
        ]
        rows += [row | more for row, more in zip(mean_rows(made, features.articles, by, told), extra, strict=True)]
    return make_table(rows, SCHEMA)


def _hits(chosen: Features, ambiguous_weight: float) -> Floats:
    """Weighted hits by article and frame: an array of shape (n_articles, n_frames)."""
    shape = (len(chosen.articles), len(chosen.codebook.frames))
    weight = np.where(chosen.hits["ambiguous"].to_numpy(bool), ambiguous_weight, 1.0)
    article = chosen.units["article"].to_numpy().astype(np.int64)[chosen.hits["unit"].to_numpy()]
    place = article * shape[1] + chosen.hits["frame"].cat.codes.to_numpy()
    return np.bincount(place, weight, shape[0] * shape[1]).reshape(shape).astype(np.float64)
