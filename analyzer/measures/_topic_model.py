"""Topics fitted on units: terms that tend to stand together, guided by the codebook or free."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analyzer.codebook import Codebook
from analyzer.errors import UsageError, one_of
from analyzer.features import Features
from analyzer.measures._coherence import pairing
from analyzer.measures._nmf import Floats, factors, loadings
from analyzer.measures._topic_number import DIGITS, DRAWS, stability, tried
from analyzer.measures._topic_units import SEED_UNITS, SEEDS, TERMS, Problem, seed_rows, topic_units
from analyzer.measures._topic_words import discoveries, guides, heaviest, labels

Kind = Literal["guided", "free"]
KINDS: tuple[Kind, ...] = ("guided", "free")

_MIN_ARTICLES, _MIN_VOCABULARY = 6, 30
_MOST = 50  # topics that may be asked for


@dataclass(frozen=True, slots=True, eq=False)
class TopicModel:
    """Topics, largest first, and how much of each unit belongs to them.

    Attributes
    ----------
    kind : {"guided", "free"}
    weights : ndarray of shape (n_rows, n_topics)
        Share of each topic in the terms of a unit; a row sums to 1. Only units with three kept terms have a row.
    mass : ndarray of shape (n_rows,)
        TF-IDF weight of the unit's terms that the topics account for; 0 where they account for none, then the row of
        `weights` is 0 and does not count.
    unit, article : int64 ndarrays of shape (n_rows,)
        Rows in ``features.units`` and ``features.articles``.
    sentence : int64 ndarray of shape (n_rows,)
        Number of the sentence within the article.
    n_units : int
        Number of units of the features that the topics were fitted on.
    labels : tuple of str
        The three heaviest terms of each topic; more where two topics would have the same label.
    terms : tuple of tuple of str
        The fifteen heaviest terms of each topic.
    seeds : tuple of tuple of str
        Those of them that the patterns of the topic's frame match.
    discovered : tuple of tuple of str
        Terms that the codebook lacks and whose units belong to the topic more than other units do, clearest first.
    frames : tuple of str
        Key of the frame that guided each topic, or "".
    k_table : DataFrame
        One row for each number of topics that was tried: k; stability, the mean agreement with the topics of ten draws
        of 80 % of the articles; low and high, the lowest and highest of the ten (NaN without draws); npmi and
        exclusivity of the top terms; chosen.
    reason : str
        Why there are no topics; "" when there are.
    """

    kind: Kind
    weights: Floats
    mass: Floats
    unit: NDArray[np.int64]
    article: NDArray[np.int64]
    sentence: NDArray[np.int64]
    n_units: int
    labels: tuple[str, ...]
    terms: tuple[tuple[str, ...], ...]
    seeds: tuple[tuple[str, ...], ...]
    discovered: tuple[tuple[str, ...], ...]
    frames: tuple[str, ...]
    k_table: pd.DataFrame
    reason: str = ""


def fit_topics(
    features: Features,
    *,
    kind: Kind = "guided",
    k: int = 0,
    seed: int = 20240902,
    min_units: int = 150,
    draws: int = DRAWS,
) -> TopicModel:
    """Fit topics on the units of the body, whatever their voice.

    Parameters
    ----------
    features : Features
    kind : {"guided", "free"}
        One topic for each frame whose seeds occur often enough, and a free one for the rest; or free topics alone.
    k : int
        Number of topics. 0 takes as many frames as guide a topic and one more (guided), or the smallest number whose
        stability is within one standard error of the best (free). A guided model never has fewer.
    seed : int
        Start of the random numbers that draw articles for the stability; nothing else depends on chance.
    min_units : int
        Fewer sentences than this, and topics are refused.
    draws : int
        How often topics are fitted again on 80 % of the articles, to see whether they come back. 0 asks no such thing,
        which is faster; a free model then needs `k`.

    Returns
    -------
    TopicModel
        Without topics and with a reason on fewer than `min_units` sentences that hold a unit with three terms, on fewer
        than 6 articles, or when no frame has three seeds in ten units (guided).

    Raises
    ------
    UsageError
        When `kind` is unknown, `k` is below 0 or above 50, or there are neither draws nor a `k`.

    Notes
    -----
    TF-IDF of content terms joined by stem, factorised without negative numbers (Lee and Seung 1999). The seeds of a
    frame are a further row of the matrix (Vendrow et al. 2021); topics and frames are paired so that these rows load
    highest. The number of free topics follows Greene, O'Callaghan and Cunningham (2014).
    """
    _check(kind, k, draws)
    units = topic_units(features)
    guiding, seeds = seed_rows(units, len(features.codebook.frames) if kind == "guided" else 0)
    problem = Problem(units, guiding, seeds)
    reason = refusal(problem, kind, min_units)
    if reason:
        return _no_topics(kind, len(features.units), reason)
    with _one_thread():
        numbers = tried(problem, k, _MOST)
        k_table = stability(problem, numbers, seed, draws)
        chosen = int(k_table.loc[k_table["chosen"], "k"].iloc[0])
        rows, topics = factors(problem.matrix(), chosen, most=max(numbers), seeds=len(guiding))
    return _describe(features, problem, kind, rows, topics, k_table)


def _check(kind: Kind, k: int, draws: int) -> None:
    one_of("kind", kind, KINDS)
    if not 0 <= k <= _MOST:
        raise UsageError(f"k: there cannot be {k} topics.", fix=f"Use 1 to {_MOST}, or 0 to let the texts decide.")
    if not draws and not k and kind == "free":
        raise UsageError("draws: without any, nothing tells how many topics there are.", fix="Give k, or some draws.")


def _one_thread() -> AbstractContextManager[Any]:
    """Sums in the order of one thread: the same digits on any number of cores, and faster on matrices this small."""
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    limits: AbstractContextManager[Any] = threadpool_limits(limits=1, user_api="blas")
    return limits


def refusal(problem: Problem, kind: Kind, min_units: int) -> str:
    """Why there can be no topics on these units; "" when there can."""
    units = problem.units
    n_sentences, n_articles = units.n_sentences, len(np.unique(units.article))
    if n_sentences < min_units:
        return f"topics need {min_units} sentences with {TERMS} content terms; there are {n_sentences}"
    if n_articles < _MIN_ARTICLES:
        return f"topics need {_MIN_ARTICLES} articles; there are {n_articles}"
    if len(units.terms) < _MIN_VOCABULARY:
        return f"topics need {_MIN_VOCABULARY} terms that occur more than once; there are {len(units.terms)}"
    if kind == "guided" and not problem.guiding:
        return f"no frame of the codebook has {SEEDS} of its single words in {SEED_UNITS} units of these texts"
    return ""


def _no_topics(kind: Kind, n_units: int, reason: str) -> TopicModel:
    none = np.zeros(0, np.int64)
    columns = ["k", "stability", "low", "high", "npmi", "exclusivity", "chosen"]
    return TopicModel(
        kind, np.zeros((0, 0)), np.zeros(0), none, none, none, n_units, (), (), (), (), (),
        pd.DataFrame(columns=columns), reason,
    )  # fmt: skip


def _describe(
    features: Features, problem: Problem, kind: Kind, rows: Floats, topics: Floats, k_table: pd.DataFrame
) -> TopicModel:
    """The model in words: topics by size, each with its terms and its frame."""
    units, book = problem.units, features.codebook
    n_rows = len(units.unit)
    frame = _frames(problem, rows[n_rows:])
    parts = loadings(units.weights, rows[:n_rows], topics).round(DIGITS)
    size = parts.sum(axis=0).round(DIGITS - 4)
    order = np.array([topic for topic in np.argsort(-size, kind="stable") if size[topic] > 0])
    parts, topics, frame = parts[:, order], topics[order].round(DIGITS), frame[order]
    mass = parts.sum(axis=1)
    weights = np.divide(parts, mass[:, None], out=np.zeros_like(parts), where=mass[:, None] > 0).round(DIGITS)
    terms = heaviest(units, topics)
    return TopicModel(
        kind=kind,
        weights=weights,
        mass=mass.round(DIGITS),
        unit=units.unit,
        article=units.article,
        sentence=features.units["sentence"].to_numpy()[units.unit].astype(np.int64),
        n_units=len(features.units),
        labels=labels(terms),
        terms=terms,
        seeds=guides(units, topics, frame),
        discovered=discoveries(units, weights, frame),
        frames=tuple(_key(book, number) for number in frame),
        k_table=k_table,
    )


def _key(book: Codebook, frame: int) -> str:
    return list(book.frames)[frame] if frame >= 0 else ""


def _frames(problem: Problem, loads: Floats) -> NDArray[np.int64]:
    """For each topic the frame that guided it, or -1: the pairing with the highest loads of the seed rows."""
    frame = np.full(loads.shape[1], -1, np.int64)
    for row, topic in zip(*pairing(loads), strict=True):
        if loads[row, topic] > 0:
            frame[topic] = problem.guiding[row]
    return frame
