"""How alike texts of this coverage are anyhow: the level that a similarity has when labels mean nothing.

A cosine is positive by construction, and articles on one event share its names, places and numbers, so a cosine of .2
says nothing by itself. Its chance level is the mean over all ways of dealing out the labels anew: which article is the
focal one, which articles make up an outlet or a group. What lies above it is more alike than articles of this coverage
are to each other; it still does not say why.

Sources: Fisher (1935), The Design of Experiments; Phipson and Smyth (2010) for p-values that cannot be 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from scipy.special import gammaln

from analyzer.features import Features
from analyzer.inference.intervals import stream
from analyzer.inference.permutation import tally
from analyzer.inference.rank import rank
from analyzer.measures._article_terms import ArticleTerms, article_terms
from analyzer.measures._levels import By, levels
from analyzer.measures._schema import LEVELS
from analyzer.measures._text_pairs import ALL_PAIRS

Floats = NDArray[np.float64]
_DRAWS = 999
_MOST = 6000  # articles; the cosines of all pairs of more would fill the memory
_WORK = 1e9  # cosines added up over all draws; beyond it fewer are made, but never fewer than 99
_BLOCK = 4_000_000  # cosines held at a time


class Chance(NamedTuple):
    """The chance level of some numbers.

    Attributes
    ----------
    level : ndarray
        Mean over all ways of dealing out the labels.
    p : ndarray
        Share of the ways in which the number is at least as far from that mean, the observed one included.
    floor : ndarray
        The smallest p that so many ways allow.
    """

    level: Floats
    p: Floats
    floor: Floats


def with_chance(
    table: pd.DataFrame, features: Features, *, seed: int, terms: ArticleTerms | None = None
) -> pd.DataFrame:
    """The table of `similarity`, with the columns `chance`, `excess`, `p` and `floor` filled.

    Parameters
    ----------
    table : DataFrame
        Of `similarity`, for any levels and voices.
    features : Features
    seed : int
        Start of the random numbers, where there are too many ways to look at each.
    terms : ArticleTerms, optional
        The vectors of a table of one voice, where they are there already.

    Two articles get the chance level alone: a pair has no labels to deal out.
    """
    found = np.full((len(table), 3), np.nan)
    for voice in dict.fromkeys(table["voice"].tolist()):
        weights = (terms or article_terms(features, voice)).weights
        for level in LEVELS:
            there = ((table["voice"] == voice) & (table["level"] == level)).to_numpy(bool)
            if there.any():
                found[there] = _of_level(level, weights, features.articles, stream(seed, "chance", voice, level))
    value = table["value"].to_numpy(np.float64)
    chance, p, floor = np.where(np.isnan(value)[:, None], np.nan, found).T
    return table.assign(chance=chance, excess=value - chance, p=p, floor=floor)


def _of_level(level: str, weights: sparse.csr_array, articles: pd.DataFrame, rng: np.random.Generator) -> Floats:
    """Chance level, p and floor of the rows of a level, in the order of the table."""
    if level == "others":
        return _others(weights, articles)
    if level in ("outlet", "group"):
        return _sets(weights, articles, "outlet" if level == "outlet" else "group", rng)
    return _pairs(weights)


def _pairs(weights: sparse.csr_array) -> Floats:
    means = of_articles(weights)
    known = means[~np.isnan(means)]
    return np.array([known.mean() if len(known) else np.nan, np.nan, np.nan])


def _others(weights: sparse.csr_array, articles: pd.DataFrame) -> Floats:
    """Every article in turn as the focal one."""
    means, focal = of_articles(weights), articles["focal"].to_numpy(bool)
    if not focal.any() or np.isnan(means[focal]).any():
        return np.full(3, np.nan)
    place = rank(float(means[focal][0]), means[~focal])
    return np.array([_pairs(weights)[0], place.p, place.floor])


def _sets(weights: sparse.csr_array, articles: pd.DataFrame, by: By, rng: np.random.Generator) -> Floats:
    """Rows for pairs of sets, then for sets with the focal article, in the order of the table."""
    filled, focal = np.diff(weights.indptr) > 0, articles["focal"].to_numpy(bool)
    kept = [level.rows[filled[level.rows]] for level in levels(articles, by)]
    pairs, single = np.full((len(kept), len(kept), 3), np.nan), np.full((len(kept), 3), np.nan)
    present = np.flatnonzero([len(rows) for rows in kept])
    labelled = np.concatenate([np.zeros(0, np.int64), *kept])
    order = np.concatenate((labelled, np.setdiff1d(np.flatnonzero(filled & ~focal), labelled)))
    if len(present) and len(order) <= _MOST:
        own = weights[order]
        near = np.asarray(own @ weights[np.flatnonzero(focal)].sum(axis=0))
        draws = int(np.clip(_WORK / len(order) ** 2, 99, _DRAWS))
        sizes = [len(kept[at]) for at in present]
        between, with_focal = of_sets((own @ own.T).toarray(), sizes, rng, focal=near, draws=draws)
        one, other = np.triu_indices(len(present), 1)
        pairs[present[one], present[other]] = np.column_stack(between)
        single[present] = np.column_stack(with_focal)
    every = pairs[np.triu_indices(len(kept), 1)] if len(kept) <= ALL_PAIRS else pairs[0, :0]
    return np.vstack([every, single[: len(kept) * focal.any()]])


def of_articles(weights: sparse.csr_array) -> Floats:
    """Mean cosine of every article with all others that say anything.

    Parameters
    ----------
    weights : sparse array of shape (n_articles, n_terms)
        Rows of length 1, or 0 for an article that says nothing.

    Returns
    -------
    ndarray of shape (n_articles,)
        NaN for an article that says nothing, and where there is no other.

    >>> of_articles(sparse.csr_array(np.array([[1.0, 0.0], [0.6, 0.8], [0.0, 1.0], [0.0, 0.0]]))).round(2).tolist()
    [0.3, 0.7, 0.4, nan]
    """
    filled = np.diff(weights.indptr) > 0
    n = int(filled.sum())
    means = (weights @ weights.sum(axis=0) - filled) / max(1, n - 1)
    return np.where(filled & (n > 1), means, np.nan)


def of_sets(
    cosines: Floats, sizes: Sequence[int], rng: np.random.Generator, *, focal: Floats, draws: int = _DRAWS
) -> tuple[Chance, Chance]:
    """Chance level of the cosines of pairs of sets, and of every set with one text.

    Parameters
    ----------
    cosines : ndarray of shape (n_articles, n_articles)
        Of all articles, those of the first set first, then those of the second, and so on; last those in no set, which
        are dealt out as well.
    sizes : sequence of int
        Articles of each set, none empty.
    rng : Generator
        Used where there are more than `draws` ways to deal out the articles.
    focal : ndarray of shape (n_articles,)
        Cosine of each article with the one text.
    draws : int

    Returns
    -------
    pairs, with_focal : Chance
        Of the pairs in the order of `itertools.combinations`, and of the sets. A set is the sum of its articles.
    """
    n, k = len(cosines), len(sizes)
    orders, one, other = _orders(n, sizes, rng, draws), *np.triu_indices(k, 1)
    starts = np.concatenate(([0], np.cumsum(sizes)))[: k + (sum(sizes) < n)]
    pairs, single = [], []
    step = max(1, _BLOCK // max(1, n * k))
    for block in (orders[at : at + step] for at in range(0, len(orders), step)):
        sums = _summed(block[:, : sum(sizes)], sizes, cosines)
        length = np.sqrt(np.diagonal(sums, axis1=1, axis2=2))
        pairs.append(sums[:, one, other] / (length[:, one] * length[:, other]))
        single.append(np.add.reduceat(focal[block], starts, axis=1)[:, :k] / length)
    counts = np.array(sizes, np.float64)
    alike = np.where(counts[one] == counts[other], np.log(2), 0.0)  # two sets of one size may change places
    ways = _log_ways(n, counts[one], counts[other]) - alike
    return _chance(np.vstack(pairs), ways), _chance(np.vstack(single), _log_ways(n, counts))


def _summed(members: NDArray[np.int64], sizes: Sequence[int], cosines: Floats) -> Floats:
    """Cosines of the members of each set with those of each set added up: shape (n_draws, n_sets, n_sets)."""
    (draws, _), k, n = members.shape, len(sizes), len(cosines)
    rows = (_dealt(members, sizes, n) @ cosines).reshape(draws, k, n)
    apart = members + n * np.arange(draws)[:, None]  # the rows of each draw are its own
    total: Floats = _dealt(apart, sizes, n * draws) @ rows.transpose(0, 2, 1).reshape(n * draws, k)
    return total.reshape(draws, k, k)


def _dealt(members: NDArray[np.int64], sizes: Sequence[int], n: int) -> sparse.csr_array:
    """The matrix of shape (n_draws * n_sets, n) that sums the members of each set in each draw."""
    edges = np.concatenate(([0], np.cumsum(np.tile(sizes, len(members)))))
    return sparse.csr_array((np.ones(members.size), members.ravel(), edges), shape=(len(edges) - 1, n))


def _chance(values: Floats, log_ways: Floats) -> Chance:
    level = values.mean(axis=0)
    p, _ = tally([np.abs(values - level)])
    floor = np.maximum(1 / len(values), np.exp(-log_ways))
    return Chance(level, np.maximum(p, floor), floor)


def _log_ways(n: int, *sizes: Floats) -> Floats:
    """Log of the number of ways to deal out `n` articles to sets of these sizes and a rest."""
    rest = n - sum(sizes, np.zeros(1))
    ways: Floats = gammaln(n + 1) - gammaln(rest + 1) - sum((gammaln(size + 1) for size in sizes), np.zeros(1))
    return ways


def _orders(n: int, sizes: Sequence[int], rng: np.random.Generator, draws: int) -> NDArray[np.int64]:
    """Articles in their places, the observed order first: every way there is, or random ones."""
    if _log_ways(n, *(np.array([size], np.float64) for size in sizes))[0] <= np.log(draws + 1) + 1e-9:
        return np.array(list(_every(tuple(range(n)), tuple(sizes))), np.int64)
    return np.vstack([np.arange(n), rng.permuted(np.tile(np.arange(n), (draws, 1)), axis=1)])


def _every(articles: tuple[int, ...], sizes: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    if not sizes:
        yield articles
        return
    for chosen in combinations(articles, sizes[0]):
        rest = tuple(article for article in articles if article not in chosen)
        for tail in _every(rest, sizes[1:]):
            yield (*chosen, *tail)
