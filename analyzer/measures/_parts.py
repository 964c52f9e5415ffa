"""Numbers taken apart: what each pattern adds to a frame's share of sentences, and each word to tone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from analyzer.features import Features, indicator
from analyzer.features.presence import carriers
from analyzer.measures._selected import TONE
from analyzer.measures._statistic import Statistic, per_row

Floats = NDArray[np.float64]
EMOTICON = "(emoticon)"


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """A measure as sums over items, before it is applied to anything.

    Attributes
    ----------
    measure : {"framing", "tone"}
    numbers : tuple of str
        What is taken apart: frames, or "lexical tone".
    of : int64 ndarray of shape (n_items,)
        The number that each item is a part of.
    statistic : Statistic
        The parts of one article; those of one number sum to the number.
    counts : sparse array of shape (n_articles, n_items)
        Weighted hits, or scored words.
    words : float64 ndarray of shape (n_articles,)
        All words in the voice.
    """

    measure: str
    numbers: tuple[str, ...]
    of: NDArray[np.int64]
    statistic: Statistic
    counts: sparse.csr_array
    words: Floats

    def by_article(self) -> tuple[sparse.csr_array, Floats]:
        """The parts of every article's value, and which articles have one (1 or 0)."""
        made = self.statistic
        totals = indicator(made.article, made.n_articles) @ made.sums
        n = made.rows().astype(np.float64)
        scale = sparse.diags_array(np.divide(1.0, n, out=np.zeros(len(n)), where=n > 0))
        return sparse.csr_array(scale @ totals[:, :-1]), (n > 0).astype(np.float64)

    def occurring(self) -> sparse.csr_array:
        """In how many sentences or units of each article an item counts: shape (n_articles, n_items)."""
        made = self.statistic
        return sparse.csr_array(indicator(made.article, made.n_articles) @ ones_of(made.sums[:, :-1]))


def ones_of(matrix: sparse.csr_array) -> sparse.csr_array:
    """1 for every number that is not 0."""
    return sparse.csr_array(((matrix.data != 0).astype(np.float64), matrix.indices, matrix.indptr), shape=matrix.shape)


def framing_parts(features: Features, *, voice: str = "narrator", ambiguous_weight: float = 0.5) -> Parts:
    """Each sentence that carries a frame gives its 1 in equal parts to the patterns that make it carry the frame."""
    chosen, book = features.body.where(voice=voice), features.codebook
    found, article = carriers(chosen), chosen.sentences()[1]
    shape = (len(article), len(book.patterns))
    weights = np.array([ambiguous_weight if p.ambiguous else 1.0 for p in book.patterns])
    pattern = chosen.hits["pattern"].to_numpy()
    return Parts(
        "framing",
        tuple(book.frames),
        np.array([list(book.frames).index(p.key) for p in book.patterns], np.int64),
        _statistic(
            [p.text for p in book.patterns],
            sparse.coo_array((found.share, (found.sentence, found.pattern)), shape=shape),
            article,
            features,
            "no sentence in this voice",
        ),
        *_counts(chosen, chosen.hits["unit"].to_numpy(), pattern, weights),
    )


def tone_parts(features: Features, *, voice: str = "narrator") -> Parts:
    """Each unit's score goes to its scored words as `features.tone.contributions` parts it."""
    chosen = features.body.where(voice=voice)
    unit = chosen.loaded["unit"].to_numpy()
    terms, item = np.unique(chosen.loaded["term"].to_numpy(), return_inverse=True)
    shape = (len(chosen.units), len(terms))
    return Parts(
        "tone",
        (TONE,),
        np.zeros(len(terms), np.int64),
        _statistic(
            np.append(chosen.vocabulary, EMOTICON)[terms].tolist(),
            sparse.coo_array((chosen.loaded["contribution"].to_numpy(), (unit, item)), shape=shape),
            chosen.units["article"].to_numpy().astype(np.int64),
            features,
            "no words in this voice",
        ),
        *_counts(chosen, unit, item, np.ones(len(terms))),
    )


def _statistic(
    items: list[str], parts: sparse.coo_array, article: NDArray[np.int64], features: Features, undefined: str
) -> Statistic:
    ones = sparse.coo_array(np.ones((len(article), 1)))
    sums = sparse.csr_array(sparse.hstack((parts, ones)))
    return Statistic(tuple(items), sums, article, len(features.articles), per_row, undefined)


def _counts(
    chosen: Features, unit: NDArray[np.int64], item: NDArray[np.int64], weights: Floats
) -> tuple[sparse.csr_array, Floats]:
    """Weighted occurrences of items in articles, and the words of articles."""
    article, n_articles = chosen.units["article"].to_numpy(), len(chosen.articles)
    shape = (n_articles, len(weights))
    counts = sparse.csr_array(sparse.coo_array((weights[item], (article[unit], item)), shape=shape))
    return counts, np.bincount(article, chosen.units["n_tokens"].to_numpy(), n_articles).astype(np.float64)


class Side(NamedTuple):
    """What one side of each comparison holds: sums over its articles, one row a comparison.

    Attributes
    ----------
    n : ndarray of shape (n_comparisons, 1)
        Articles with a value.
    first, second : ndarray of shape (n_comparisons, n_items)
        Sums of their parts, and of the squares of these.
    articles, units : ndarray of shape (n_comparisons, n_items)
        Articles, and sentences or units, in which the item counts.
    hits : ndarray of shape (n_comparisons, n_items)
        Weighted occurrences.
    words : ndarray of shape (n_comparisons, 1)
    """

    n: Floats
    first: Floats
    second: Floats
    articles: Floats
    units: Floats
    hits: Floats
    words: Floats

    def mean(self) -> Floats:
        """What each item adds to the value of this side: exactly 0 where it occurs nowhere, NaN without any article."""
        whole = np.where(self.n > 0, self.n, np.nan)
        means: Floats = np.where(self.units > 0, self.first, 0.0) / whole
        return means

    def density(self) -> Floats:
        """Weighted occurrences in one word, all articles of the side together."""
        result: Floats = np.divide(self.hits, self.words, out=np.full(self.hits.shape, np.nan), where=self.words > 0)
        return result


def sides(parts: Parts, members: sparse.csr_array, everybody: Floats) -> tuple[Side, Side]:
    """Each set of articles (a row of `members`), and the rest of `everybody` (1 or 0 for each article)."""
    values, known = parts.by_article()
    units = parts.occurring()
    columns = (
        known[:, None], values, values.power(2), ones_of(units), units, parts.counts, parts.words[:, None],
    )  # fmt: skip
    own = Side(*(_dense(members @ column) for column in columns))
    whole = Side(*(_dense(everybody[None, :] @ column) for column in columns))
    return own, Side(*(both - mine for both, mine in zip(whole, own, strict=True)))


def _dense(product: Any) -> Floats:
    result: Floats = np.asarray(product if isinstance(product, np.ndarray) else product.toarray(), np.float64)
    return result
