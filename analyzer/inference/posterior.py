"""Shares of counts that add up to a whole, as a posterior: a Dirichlet prior and counts worth less than they look.

Counts of several kinds (hits of frames, codes of sentences) are taken as draws from unknown shares. Before any count,
every kind has `prior` counts (.5: Jeffreys); counts that come in clumps are divided by their design effect first.
Source: Gelman et al. (2013), Bayesian Data Analysis, sections 3.4 and 5.3.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import sparse, special

from analyzer.features import indicator
from analyzer.inference.clustering import composition_effect
from analyzer.measures._levels import By, levels
from analyzer.measures._statistic import Statistic
from analyzer.settings import Settings

Floats = NDArray[np.float64]
PRIORS = (0.1, 0.5, 1.0)  # of a sensitivity check: a share that moves with them rests on few counts
_POINTS = 4000


class Shares(NamedTuple):
    """Posterior shares; each an array of the shape of the counts."""

    mean: Floats
    low: Floats
    high: Floats


def credible(counts: ArrayLike, *, prior: float = 0.5, deff: ArrayLike = 1.0, confidence: float = 0.95) -> Shares:
    """Posterior mean and equal-tailed interval of every share.

    Parameters
    ----------
    counts : array-like of shape (..., n_kinds)
    prior : float
        Counts that every kind has beforehand.
    deff : array-like of shape (...)
        Design effect: so many counts are worth one.
    confidence : float

    Returns
    -------
    Shares
        NaN where the design effect is.

    >>> [part[0].round(6).item() for part in credible([8, 3, 1])]
    [0.62963, 0.367791, 0.855182]
    """
    own, rest = _beta(counts, prior, deff)
    low, high = (
        np.asarray(special.betaincinv(own, rest, p), np.float64) for p in ((1 - confidence) / 2, (1 + confidence) / 2)
    )
    return Shares(own / (own + rest), low, high)


def probability_greater(
    a: ArrayLike, b: ArrayLike, *, prior: float = 0.5, deff_a: ArrayLike = 1.0, deff_b: ArrayLike = 1.0
) -> Floats:
    """Posterior probability, kind by kind, that its share is larger in `a` than in `b`.

    Parameters
    ----------
    a, b : array-like of shape (..., n_kinds)
        Counts.
    prior : float
    deff_a, deff_b : array-like of shape (...)
        Design effects of the counts.

    Returns
    -------
    ndarray of shape (..., n_kinds)
        The integral of the distribution of one share over quantiles of the other, off by 1 / 8,000 at most; no random
        numbers. Not a p-value: it says how probable a difference in this direction is, given these counts, not how
        often counts like these would come without one.

    >>> probability_greater([8, 3, 1], [4, 4, 4]).round(3).tolist()
    [0.946, 0.329, 0.065]
    """
    own, rest = _beta(a, prior, deff_a)
    at = (np.arange(_POINTS) + 0.5) / _POINTS
    quantiles = special.betaincinv(own[..., None], rest[..., None], at)
    other, remainder = _beta(b, prior, deff_b)
    below = np.asarray(special.betainc(other[..., None], remainder[..., None], quantiles), np.float64)
    result: Floats = below.mean(axis=-1)
    return result


def _beta(counts: ArrayLike, prior: float, deff: ArrayLike) -> tuple[Floats, Floats]:
    """Both parameters of the marginal distribution of every share."""
    worth = np.asarray(counts, np.float64) / np.asarray(deff, np.float64)[..., None]
    own = worth + prior
    return own, own.sum(axis=-1, keepdims=True) - own


def with_shares(
    table: pd.DataFrame, hits: Statistic, articles: pd.DataFrame, by: By, settings: Settings
) -> pd.DataFrame:
    """The framing table with `share_low` and `share_high`: credible intervals of what the hits are made of.

    The clumps are the sentences of one article, and the articles of a set. With few of them the design effect is itself
    uncertain, so intervals are widened as t is wider than the normal. They always hold the share.
    """
    chosen = levels(articles, by)
    level = np.full(len(articles), -1)
    for at, part in enumerate(chosen):
        level[part.rows] = at
    single = np.array([part.level in ("focal", "article") for part in chosen], bool)
    parts = sparse.csr_array(indicator(hits.article, hits.n_articles) @ hits.sums)
    in_sentences = composition_effect(hits.sums, level[hits.article], len(chosen))
    in_articles = composition_effect(parts, level, len(chosen))
    deff, clumps = (np.where(single, one, many) for one, many in zip(in_sentences, in_articles, strict=True))
    sentences = np.bincount(level[hits.article] + 1, minlength=len(chosen) + 1)[1:]
    enough = np.where(single, sentences >= settings.min_sentences, clumps >= settings.min_group)
    tail = (1 + settings.confidence) / 2
    wider = (special.stdtrit(np.maximum(1, clumps - 1), tail) / special.ndtri(tail)) ** 2
    held = np.flatnonzero(level >= 0)
    counts = (indicator(level[held], len(chosen)) @ parts[held]).toarray()
    found = credible(counts, deff=np.where(enough, deff * wider, np.nan), confidence=settings.confidence)
    value = table["share"].to_numpy(np.float64)
    low, high = np.minimum(value, found.low.ravel()), np.maximum(value, found.high.ravel())
    return table.assign(share_low=low, share_high=high)
