"""Pairs of texts, each an article or several taken together, and the cosines of all pairs from sparse products."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analyzer.measures._article_terms import ArticleTerms
from analyzer.measures._levels import By, levels

ALL_PAIRS = 60  # articles (or outlets, groups) up to which every pair has a row
_BLOCK = 4096  # pairs whose products are held at a time
_SHOWN = 0.001  # a smaller contribution is not worth a word


class Side(NamedTuple):
    """One text, or several taken together: scaled to length 1 (`pool`), or a mean over their cosines."""

    level: str
    name: str
    rows: NDArray[np.int64]
    pool: bool = True


class Pair(NamedTuple):
    first: Side
    second: Side
    focal: bool  # whether `second` is the focal article


def pairs_of(articles: pd.DataFrame, by: By) -> list[Pair]:
    ids = articles["id"].tolist()
    focal = [Side("focal", str(ids[row]), np.array([row])) for row in np.flatnonzero(articles["focal"])]
    if by == "focal":
        others = [Side(*level) for level in levels(articles, "focal") if level.level == "others"]
        single = [Side("article", ids[row], np.array([row])) for side in others for row in side.rows]
        sides = single + [side._replace(pool=False) for side in others]
        return [Pair(side, item, True) for item in focal for side in sides]
    sides = [Side(*level) for level in levels(articles, by)]
    if by != "article":
        few = sides if len(sides) <= ALL_PAIRS else []
        pairs = [Pair(a, b, False) for n, a in enumerate(few) for b in few[n + 1 :]]
        return pairs + [Pair(side, item, True) for item in focal for side in sides]
    names = {side.name for side in focal}
    if len(sides) > ALL_PAIRS:
        return [Pair(side, item, True) for item in focal for side in sides if side.name not in names]
    ordered = [(a, b) if a.name not in names else (b, a) for n, a in enumerate(sides) for b in sides[n + 1 :]]
    return [Pair(a, b, b.name in names) for a, b in ordered]


class _Texts(NamedTuple):
    """The texts that are compared, one row each; `has_others`: whether any term but names of actors stands in it."""

    whole: sparse.csr_array
    masked: sparse.csr_array
    has_others: NDArray[np.bool_]
    filled: NDArray[np.int64]
    sentences: NDArray[np.int64]


def _made(terms: ArticleTerms, sides: Sequence[Side]) -> _Texts:
    """The vectors of texts, how many of their articles say anything, and sentences in these."""
    lengths = [len(side.rows) for side in sides]
    ones, edges = np.ones(sum(lengths)), np.concatenate(([0], np.cumsum(lengths)))
    rows = np.concatenate([side.rows for side in sides])
    members = sparse.csr_array((ones, rows, edges), shape=(len(sides), terms.weights.shape[0]))
    pool = np.array([side.pool for side in sides])
    says = (np.diff(terms.weights.indptr) > 0).astype(np.float64)
    n_sentences = np.bincount(terms.article, minlength=len(says)) * says
    whole, masked = (_vectors(matrix, members, pool) for matrix in (terms.weights, terms.masked))
    counts = ((members @ column).astype(np.int64) for column in (says, n_sentences))
    return _Texts(whole, masked, np.diff(masked.indptr) > 0, *counts)


def _vectors(matrix: sparse.csr_array, members: sparse.csr_array, pool: NDArray[np.bool_]) -> sparse.csr_array:
    """Means of the vectors of articles that have a term, those of a pool scaled to length 1."""
    n = members @ (np.diff(matrix.indptr) > 0).astype(np.float64)
    means = _scaled(sparse.csr_array(members @ matrix), 1 / np.maximum(1.0, n))
    means.sort_indices()
    length = np.sqrt(_like(means, means.data**2).sum(axis=1))
    return _scaled(means, np.divide(1.0, length, out=np.ones_like(length), where=pool & (length > 0)))


def _like(matrix: sparse.csr_array, data: NDArray[np.float64]) -> sparse.csr_array:
    """A matrix with other numbers in the same places."""
    return sparse.csr_array((data, matrix.indices, matrix.indptr), shape=matrix.shape)


def _scaled(matrix: sparse.csr_array, scale: NDArray[np.float64]) -> sparse.csr_array:
    return _like(matrix, matrix.data * np.repeat(scale, np.diff(matrix.indptr)))


def _products(
    vectors: sparse.csr_array, first: NDArray[np.int64], second: NDArray[np.int64]
) -> Iterator[sparse.csr_array]:
    """What each term adds to the cosine of each pair: an array for each run of pairs that have a text in common."""
    for run in _runs(first, second):
        one, others = (first, second) if (first[run] == first[run.start]).all() else (second, first)
        own = sparse.csr_array(vectors[others[run]])
        product = _like(own, own.data * vectors[one[run][:1]].toarray()[0][own.indices])
        product.eliminate_zeros()
        yield product


def _runs(first: NDArray[np.int64], second: NDArray[np.int64]) -> Iterator[slice]:
    """The pairs from front to back, cut where neither text stays the same."""
    ends = [np.append(np.flatnonzero(np.diff(side)) + 1, len(side)) for side in (first, second)]
    at = 0
    while at < len(first):
        end = max(int(own[np.searchsorted(own, at, side="right")]) for own in ends)
        yield slice(at, end)
        at = end


def columns_of(
    terms: ArticleTerms,
    sides: Sequence[Side],
    first: NDArray[np.int64],
    second: NDArray[np.int64],
    focal: NDArray[np.bool_],
    most: int,
) -> dict[str, NDArray[Any]]:
    """The columns of all pairs but their ranges; a block of pairs at a time, and the vectors that these need."""
    blocks = [slice(at, at + _BLOCK) for at in range(0, len(first), _BLOCK)]
    parts = [_columns(terms, sides, first[own], second[own], focal[own], most) for own in blocks]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _columns(
    terms: ArticleTerms,
    sides: Sequence[Side],
    first: NDArray[np.int64],
    second: NDArray[np.int64],
    focal: NDArray[np.bool_],
    most: int,
) -> dict[str, NDArray[Any]]:
    numbers, places = np.unique(np.concatenate((first, second)), return_inverse=True)
    here, (first, second) = [sides[number] for number in numbers], np.split(places, 2)
    texts = _made(terms, here)
    value, shared = [], []
    for product in _products(texts.whole, first, second):
        value.append(product.sum(axis=1))
        shared += _named(terms, product, most)
    masked = [product.sum(axis=1) for product in _products(texts.masked, first, second)]
    names = np.array([side.name for side in here], object)
    empty = texts.filled == 0
    none = empty[first] | empty[second]
    reason = np.full(len(first), "", object)
    for pair in np.flatnonzero(none):
        who = ", ".join(names[at] for at in (first[pair], second[pair]) if empty[at])
        reason[pair] = f"no content word in this voice: {who}"
    return {
        "level": np.array([side.level for side in here], object)[first],
        "name": names[first],
        "item": names[second],
        "value": np.where(none, np.nan, np.minimum(1.0, np.concatenate(value))),
        "n_articles": texts.filled[first] + np.where(focal, 0, texts.filled[second]),
        "n_units": texts.sentences[first] + texts.sentences[second],
        "reason": reason,
        "masked": np.where(
            texts.has_others[first] & texts.has_others[second], np.minimum(1.0, np.concatenate(masked)), np.nan
        ),
        "shared": np.array(shared, object),
    }


def _named(terms: ArticleTerms, product: sparse.csr_array, most: int) -> list[str]:
    """For each pair its terms with their contributions, to two digits: "warrant .12, court .083"."""
    cells = product.tocoo()
    kept = cells.data >= _SHOWN
    row, column, added = cells.row[kept], cells.col[kept], cells.data[kept]
    order = np.lexsort((column, -added.round(12), row))
    row, column, added = row[order], column[order], added[order]
    top = np.arange(len(row)) - np.searchsorted(row, row) < most
    names: list[list[str]] = [[] for _ in range(product.shape[0])]
    for at, term, share in zip(row[top].tolist(), terms.terms[column[top]], added[top].tolist(), strict=True):
        names[at].append(f"{term} {share:.2g}".replace(" 0.", " ."))
    return [", ".join(own) for own in names]
