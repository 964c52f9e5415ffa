"""How many topics: as many as come back when some of the articles are left out."""

from __future__ import annotations

from zlib import crc32

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analyzer.measures._coherence import agreement, exclusivity, mean_npmi, top_terms
from analyzer.measures._nmf import Floats, factorise, singular
from analyzer.measures._topic_units import Problem

DIGITS = 10  # what lies beyond depends on the machine
_SMALLEST, _LARGEST = 3, 12
_ARTICLES_A_TOPIC, _UNITS_A_TOPIC = 3, 40  # with fewer, the topics are but articles
DRAWS, _SHARE = 10, 0.8
_STEPS = 30
_SCANNED, _FEWEST = 2000, 6  # units (and articles) that numbers are tried on: more cost time and tell little more


def tried(problem: Problem, k: int, most: int) -> list[int]:
    """The numbers of topics to try: one where it is given or follows from the frames, else all that the text allows."""
    largest = min(most, *problem.units.weights.shape)
    if problem.guiding:
        return [min(largest, max(k, len(problem.guiding) + 1))]
    if k:
        return [min(largest, k)]
    n_units = problem.units.weights.shape[0]
    room = min(len(np.unique(problem.units.article)) // _ARTICLES_A_TOPIC, n_units // _UNITS_A_TOPIC)
    return list(range(_SMALLEST, max(_SMALLEST, min(_LARGEST, room)) + 1))


def stability(problem: Problem, numbers: list[int], seed: int, draws: int = DRAWS) -> pd.DataFrame:
    """Each number of topics with its scores, one of them chosen; without draws no stability, and the first number."""
    rng = np.random.default_rng([seed, crc32(b"topics")])
    articles = _scanned(problem.units.article, rng)
    drawn, terms = _within(problem, articles)
    whole = _topics(drawn, articles, numbers)
    tops = [top_terms(topics) for topics in whole]
    named = np.unique(np.concatenate([top[top >= 0] for top in tops]))
    present = problem.units.present(terms[named])
    scores = np.full((max(1, draws), len(numbers)), np.nan)
    for draw in range(draws):
        some = rng.permutation(articles)[: round(_SHARE * len(articles))]
        again = _topics(drawn, some, numbers)
        scores[draw] = [agreement(top, top_terms(topics)) for top, topics in zip(tops, again, strict=True)]
    return pd.DataFrame(
        {
            "k": numbers,
            "stability": scores.mean(axis=0).round(DIGITS),
            "low": scores.min(axis=0).round(DIGITS),
            "high": scores.max(axis=0).round(DIGITS),
            "npmi": [round(mean_npmi(_places(top, named), present), DIGITS) for top in tops],
            "exclusivity": [round(exclusivity(*pair), DIGITS) for pair in zip(whole, tops, strict=True)],
            "chosen": np.arange(len(numbers)) == _plateau(scores),
        }
    )


def _scanned(article: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.int64]:
    """All articles, or so many drawn ones that they have about 2,000 units."""
    articles, n_units = np.unique(article, return_counts=True)
    if n_units.sum() <= _SCANNED:
        return articles
    order = rng.permutation(len(articles))
    enough = int(np.searchsorted(np.cumsum(n_units[order]), _SCANNED)) + 1
    return np.sort(articles[order[: max(_FEWEST, enough)]])


def _within(problem: Problem, articles: NDArray[np.int64]) -> tuple[Problem, NDArray[np.int64]]:
    """The units of some articles and the terms that stand there, without the columns of all others; and these terms."""
    units = problem.units
    rows = np.isin(units.article, articles)
    if rows.all():
        return problem, np.arange(len(units.terms))
    weights = units.weights[rows]
    terms = np.unique(weights.indices).astype(np.int64)
    cut = units._replace(
        weights=weights[:, terms],
        unit=units.unit[rows],
        article=units.article[rows],
        sentence=np.unique(units.sentence[rows], return_inverse=True)[1],
        terms=units.terms[terms],
        owner=units.owner[terms],
        known=units.known[:, terms],
    )
    return Problem(cut, problem.guiding, problem.seeds[:, terms]), terms


def _places(tops: NDArray[np.int64], named: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where terms stand among those named; -1 stays."""
    return np.where(tops >= 0, np.searchsorted(named, tops), -1)


def _topics(problem: Problem, articles: NDArray[np.int64], numbers: list[int]) -> list[Floats]:
    """Weights of terms in the topics of some articles for each number of topics.

    A few steps are enough to tell the top terms.
    """
    matrix = problem.matrix(np.isin(problem.units.article, articles))
    vectors = singular(matrix, max(numbers))
    return [factorise(matrix, vectors, k, _STEPS)[1].round(DIGITS) for k in numbers]


def _plateau(scores: Floats) -> int:
    """Where the plateau begins: the first column whose mean is within one standard error of the best one."""
    if np.isnan(scores).all():
        return 0
    means = scores.mean(axis=0)
    best = int(means.argmax())
    error = scores[:, best].std(ddof=1) / np.sqrt(len(scores))
    return int((means >= means[best] - error).argmax())
