"""Whose frame is it: the share of the sentences spoken by each category of speakers that carry a frame (0 to 1).

Beside the categories stands the narrator, whose share is that of the measure framing. It says in whose words a frame
stands, not that the speaker holds the view: a frame may be brought up to be denied, and the article chose what to
quote. Most cells rest on few sentences; nothing is tested by itself.

Source: frames by sponsor after Gamson and Modigliani (1989), Media discourse and public opinion on nuclear power; the
count of sentences as in the measure framing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analyzer.errors import one_of
from analyzer.features import Features
from analyzer.features.speaking import categories
from analyzer.measures._levels import By, sets
from analyzer.measures._schema import Schema, make_table
from analyzer.measures._selected import carried
from analyzer.measures._statistic import Measured, Statistic, mean_rows
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
    made = measured(features, voice=voice, ambiguous_weight=ambiguous_weight)
    return pd.concat([own.table(by) for _, own in made], ignore_index=True)


def measured(
    features: Features, *, voice: str = "attributed", ambiguous_weight: float = 0.5
) -> list[tuple[str, Measured]]:
    """Every speaker's frames, counted once for tables of every level."""
    chosen = list(_chosen(features, voice))
    hits = [_hits(own, ambiguous_weight) for _, own in chosen]
    total = np.sum(hits, axis=0)

    def table(by: By, *, speaker: str, made: Statistic, own: Floats) -> pd.DataFrame:
        found = sets(features.articles, by)
        counted, whole = found.sum(own), found.sum(total)
        share = np.divide(counted, whole, out=np.full(whole.shape, np.nan), where=whole > 0)
        rows = mean_rows(made, features.articles, by, NARRATOR if speaker == NARRATOR else voice)
        category = np.full(counted.size, speaker, object)
        return make_table(rows | {"category": category, "hits": counted.ravel(), "hits_share": share.ravel()}, SCHEMA)

    found = []
    for (speaker, units), own in zip(chosen, hits, strict=True):
        made = _presence(speaker, units)
        found.append((speaker, Measured(made, partial(table, speaker=speaker, made=made, own=own))))
    return found


def _hits(chosen: Features, ambiguous_weight: float) -> Floats:
    """Weighted hits by article and frame: an array of shape (n_articles, n_frames)."""
    shape = (len(chosen.articles), len(chosen.codebook.frames))
    weight = np.where(chosen.hits["ambiguous"].to_numpy(bool), ambiguous_weight, 1.0)
    article = chosen.units["article"].to_numpy().astype(np.int64)[chosen.hits["unit"].to_numpy()]
    place = article * shape[1] + chosen.hits["frame"].cat.codes.to_numpy()
    return np.bincount(place, weight, shape[0] * shape[1]).reshape(shape).astype(np.float64)
