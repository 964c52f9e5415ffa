"""What the texts dwell on: the share of each topic in the terms of sentences (0 to 1).

A topic is a set of terms that tend to stand in the same sentences. It is not a frame: terms say what is spoken of, not
how it is told, and topic models have failed as measures of frames (Eisele et al. 2023; Nicholls and Culpepper 2021).
Guided topics show how far the words of the codebook reach and which words it lacks; what they discover is for a human
coder to judge, never for the codebook to swallow. Labels are the heaviest terms, nothing more.

Source: guided factorisation by Vendrow et al. (2021); number of topics by Greene, O'Callaghan and Cunningham (2014).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analyzer.errors import UsageError
from analyzer.features import Features
from analyzer.features.selecting import in_voice
from analyzer.measures._levels import By, Sets, sets
from analyzer.measures._schema import Schema, make_table
from analyzer.measures._statistic import Measured, Statistic, compressed, mean_rows
from analyzer.measures._topic_model import Kind, TopicModel, fit_topics

__all__ = ["SCHEMA", "Kind", "TopicModel", "examples", "fit_topics", "statistic", "topics"]

SCHEMA = Schema(
    item="label of the topic: its heaviest terms",
    unit="share of the terms of a sentence",
    lowest=0.0,
    highest=1.0,
    units="units with three kept terms: stretches of a sentence in this voice",
    interval="units resampled within the article (focal, article); t on article means (outlet, group, others); "
    "the topics themselves are held fixed",
    extra=(
        ("topic", "number of the topic, 1 the largest; 0 when topics were refused"),
        ("kind", "guided by the codebook, or free"),
        ("frame", "key of the frame that guided the topic; empty for a free one"),
        ("terms", "its fifteen heaviest terms"),
        ("discovered", "terms that the codebook lacks and whose units belong to the topic more than others do"),
    ),
)
_UNDEFINED = "no sentence with three content terms in this voice"
_REFUSED = "topics"


def statistic(features: Features, model: TopicModel, *, voice: str = "all") -> Statistic:
    """Topics as a `Statistic`: sums are the shares of topics in units, and units.

    Raises
    ------
    UsageError
        When `voice` is unknown, or the model was fitted on other features.
    """
    spoken = in_voice(features.units, voice)
    if model.n_units != len(features.units):
        raise UsageError("model: fitted on other features.", fix="Fit it on these: fit_topics(features).")
    counted = (model.mass > 0) & spoken[model.unit]
    weights = model.weights[counted]
    return Statistic(
        items=model.labels,
        sums=compressed(np.column_stack((weights, np.ones(len(weights))))),
        article=model.article[counted],
        n_articles=len(features.articles),
        formula=_means,
        undefined=_UNDEFINED,
    )


def _means(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    n = sums[..., -1:]
    shape = sums[..., :-1].shape
    means: NDArray[np.float64] = np.divide(sums[..., :-1], n, out=np.full(shape, np.nan), where=n > 0)
    return means


def topics(
    features: Features,
    *,
    by: By = "focal",
    voice: str = "all",
    model: TopicModel | None = None,
    kind: Kind = "guided",
    k: int = 0,
    seed: int = 20240902,
    min_units: int = 150,
) -> pd.DataFrame:
    """Mean share of each topic in the sentences of articles.

    Parameters
    ----------
    features : Features
    by : {"focal", "article", "outlet", "group"}
    voice : {"narrator", "quoted", "paraphrased", "attributed", "unquoted", "all"}
        Which units are averaged; the topics are fitted on all of them.
    model : TopicModel, optional
        As fitted on the same features; then `kind`, `k`, `seed` and `min_units` are not used.
    kind, k, seed, min_units
        See `fit_topics`.

    Returns
    -------
    DataFrame
        Columns of `SCHEMA`; the value of several articles is the mean of their values. When topics are refused, one row
        for each level, without a value and with the reason.

    Raises
    ------
    UsageError
        When `by`, `voice` or `kind` is unknown, or the model was fitted on other features.

    Examples
    --------
    >>> from analyzer.article import Article
    >>> from analyzer.codebook import load_codebook
    >>> from analyzer.features import featurize
    >>> features = featurize([Article("a", "", "The court issued a new warrant.")], load_codebook(), focal="a")
    >>> topics(features)["reason"][0]
    'topics need 150 sentences with 3 content terms; there are 0'
    """
    fitted = model or fit_topics(features, kind=kind, k=k, seed=seed, min_units=min_units)
    return measured(features, fitted, voice=voice).table(by)


def measured(features: Features, model: TopicModel, *, voice: str = "all") -> Measured:
    """Topics in one voice, for tables of every level."""
    made = statistic(features, model, voice=voice)

    def table(by: By) -> pd.DataFrame:
        found = sets(features.articles, by)
        if model.reason:
            return make_table(_refused(found, model, voice), SCHEMA)
        columns = {name: np.tile(column, len(found)) for name, column in _extra(model).items()}
        return make_table(mean_rows(made, features.articles, by, voice) | columns, SCHEMA)

    return Measured(made, table)


def _extra(model: TopicModel) -> dict[str, NDArray[Any]]:
    return {
        "topic": np.arange(1, len(model.labels) + 1),
        "kind": np.full(len(model.labels), model.kind, object),
        "frame": np.array(model.frames, object),
        "terms": np.array([", ".join(terms) for terms in model.terms], object),
        "discovered": np.array([", ".join(terms) for terms in model.discovered], object),
    }


def _refused(found: Sets, model: TopicModel, voice: str) -> list[dict[str, Any]]:
    row = {"item": _REFUSED, "voice": voice, "reason": model.reason, "topic": 0, "kind": model.kind}
    return [
        {"level": level, "name": name, **row, "frame": "", "terms": "", "discovered": ""}
        for level, name in zip(found.level, found.name, strict=True)
    ]


def examples(model: TopicModel, *, n: int = 3) -> tuple[tuple[int, ...], ...]:
    """For each topic, rows in ``features.units`` of the units that show it best, from different articles if possible.

    Units come in the order of the TF-IDF weight that the topic accounts for: long ones that hold many of its terms
    come before short ones that hold one.
    """
    chosen = []
    for share in model.weights.T:
        order = np.argsort(-(share * model.mass).round(8), kind="stable")
        order = order[share[order] > 0]
        first = np.zeros(len(order), bool)
        first[np.unique(model.article[order], return_index=True)[1]] = True
        ranked = np.concatenate((order[first], order[~first]))[:n]
        chosen.append(tuple(model.unit[ranked].tolist()))
    return tuple(chosen)
