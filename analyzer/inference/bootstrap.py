"""Bootstrap: what a number would have been, had other sentences been written or other articles run.

A replicate is not a new text but a vector of weights (how often each row was drawn) times the sums of the rows, so two
thousand of them are one matrix product. Sentences are drawn within their article, which says how firmly the number of
that article stands; articles are drawn from their set, which says how firmly the number of the set does. Sentences are
never drawn across articles.

Sources: Efron and Tibshirani (1993), An Introduction to the Bootstrap; Benoit, Laver and Mikhaylov (2009), American
Journal of Political Science 53, for sentences of a text as one draw of many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from analyzer.inference.intervals import NONE, Interval
from analyzer.measures._statistic import Statistic

Floats = NDArray[np.float64]
_FEWEST = 20  # articles; with fewer, replicates of the standard error are too rough to divide by


def weights(n_rows: int, n: int, rng: np.random.Generator) -> Floats:
    """How often each row is drawn when as many are drawn as there are: an array of shape (n, n_rows).

    >>> weights(5, 3, np.random.default_rng(0)).sum(axis=1).tolist()
    [5.0, 5.0, 5.0]
    """
    drawn = rng.integers(n_rows, size=(n, n_rows)) + n_rows * np.arange(n)[:, None]
    return np.bincount(drawn.ravel(), minlength=n * n_rows).reshape(n, n_rows).astype(np.float64)


def article_replicates(values: Floats, weights: Floats) -> Floats:
    """Means of articles' values, as often as articles were drawn.

    Parameters
    ----------
    values : ndarray of shape (n_articles, n_items)
        NaN where an article has no value; it is then drawn in vain.
    weights : ndarray of shape (n_replicates, n_articles)

    Returns
    -------
    ndarray of shape (n_replicates, n_items)
        NaN where no article that was drawn has a value.

    >>> article_replicates(np.array([[1.0], [3.0], [np.nan]]), np.array([[2.0, 1.0, 0.0], [0.0, 0.0, 3.0]])).tolist()
    [[1.6666666666666667], [nan]]
    """
    known = ~np.isnan(values)
    total, n = weights @ np.where(known, values, 0.0), weights @ known.astype(np.float64)
    means: Floats = np.divide(total, n, out=np.full(total.shape, np.nan), where=n > 0)
    return means


def sentence_replicates(
    sums: Floats, formula: Callable[[Floats], Floats], *, n: int, rng: np.random.Generator
) -> Floats:
    """Values of one article, rewritten from its own rows.

    Parameters
    ----------
    sums : ndarray of shape (n_rows, n_sums)
        What each sentence or unit of the article adds.
    formula : callable
        Of the `Statistic`.
    n : int
        Replicates.
    rng : Generator

    Returns
    -------
    ndarray of shape (n, n_items)
    """
    values: Floats = formula(weights(len(sums), n, rng) @ sums)
    return values


def by_article(
    statistic: Statistic, stream: Callable[[int], np.random.Generator], *, n: int
) -> Iterator[tuple[int, Floats]]:
    """Every article that has rows, with its replicates of shape (n, n_items), one after the other.

    Parameters
    ----------
    statistic : Statistic
    stream : callable
        The random numbers of an article, from its row; made of the article's id, they do not depend on the others.
    n : int

    Only one article's rows and replicates are held at a time.
    """
    order = np.argsort(statistic.article, kind="stable")
    ordered = statistic.sums[order]
    ends = np.cumsum(statistic.rows())
    for article, (start, end) in enumerate(zip(np.append(0, ends[:-1]), ends, strict=True)):
        if end > start:
            own = ordered[start:end].toarray()
            yield article, sentence_replicates(own, statistic.formula, n=n, rng=stream(article))


def t_bootstrap(values: Floats, rng: np.random.Generator, *, n: int = 2000, confidence: float = 0.95) -> Interval:
    """The bootstrap-t interval of the mean of articles' values: how far means lie from the mean in their own errors.

    Unlike mean ± t it follows values that are skewed to one side. With fewer than 20 articles, or values all alike,
    there is none; with as many, both hold their level and the t interval is the simpler one.

    Parameters
    ----------
    values : ndarray of shape (n_articles,)
        Without NaN.
    rng : Generator
    n : int
        Replicates.
    confidence : float

    >>> [round(end, 2) for end in t_bootstrap(np.arange(30.0), np.random.default_rng(0))]
    [11.26, 17.94]
    """
    articles = len(values)
    if articles < _FEWEST or np.ptp(values) <= 0:
        return NONE
    drawn = weights(articles, n, rng) / articles
    away = values - values.mean()
    shift = drawn @ away
    error = np.sqrt(np.maximum(0.0, drawn @ away**2 - shift**2) / (articles - 1))
    far = np.divide(shift, error, out=np.full(n, np.nan), where=error > 0)
    tail = (1 - confidence) / 2
    low, high = np.nanquantile(far, [tail, 1 - tail])
    own = float(values.std(ddof=1) / np.sqrt(articles))
    return Interval(float(values.mean() - high * own), float(values.mean() - low * own))
