"""How alike two texts are in their choice of words: the cosine of their TF-IDF weights (0 to 1).

It says which terms two texts share and how much these weigh. It does not say that the texts agree: a report and its
denial share nearly all their words. Texts about one event share its names whatever they make of them; `masked` is the
cosine without the names of actors. The weights come from the compared articles alone, so with few articles a term has
one of a few idf values, and one article more moves every number. Long texts are more alike than short ones, and texts
that share agency copy are alike because of it. The name of an outlet does not count in its own articles.

Source: Salton and Buckley (1988), with the weights of scikit-learn's `TfidfVectorizer` as it comes.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analyzer.errors import one_of
from analyzer.features import Features
from analyzer.measures._article_terms import ArticleTerms, article_terms
from analyzer.measures._cosine_interval import Drawn, cosine_interval, draw, pooled
from analyzer.measures._levels import BY, By, levels
from analyzer.measures._schema import Schema, make_table

_ALL_PAIRS = 60  # articles up to which every pair has a row
_SHOWN = 0.001  # a smaller contribution is not worth a word

SCHEMA = Schema(
    item="the other text",
    unit="cosine",
    lowest=0.0,
    highest=1.0,
    units="sentences of both texts in this voice",
    interval="sentences of both texts resampled, median moved to the value; pairs with the focal article alone",
    extra=(
        ("masked", "the cosine without the names of actors"),
        ("shared", "the shared terms that contribute most to the cosine, each with its contribution"),
        (
            "chance",
            "the cosine to be expected in this coverage when labels are dealt out anew; NaN until it is attached",
        ),
        ("excess", "value - chance: how much more alike than articles of this coverage are anyhow"),
        ("p", "share of the ways to deal out the labels with a value as far from chance; none for two articles"),
        ("floor", "the smallest p that so many ways allow"),
    ),
)


class _Side(NamedTuple):
    """One text, or several taken together: scaled to length 1 (`pool`), or a mean over their cosines."""

    level: str
    name: str
    rows: NDArray[np.int64]
    pool: bool = True


class _Pair(NamedTuple):
    first: _Side
    second: _Side
    focal: bool  # whether `second` is the focal article


def similarity(
    features: Features,
    *,
    by: By = "focal",
    voice: str = "all",
    most: int = 5,
    bootstrap: int = 200,
    confidence: float = 0.95,
    min_sentences: int = 5,
    seed: int = 20240902,
) -> pd.DataFrame:
    """Cosines of texts, with the terms that make them.

    Parameters
    ----------
    features : Features
    by : {"focal", "article", "outlet", "group"}
        "focal": the focal article with every other one, and their mean as level "others". "article": every pair of
        articles; with more than 60 of them only those with the focal one. "outlet", "group": every pair of sets, and
        every set with the focal article; a set is the mean of its articles' vectors, scaled to length 1.
    voice : {"narrator", "quoted", "paraphrased", "attributed", "unquoted", "all"}
    most : int
        Terms named in `shared`.
    bootstrap, confidence : int, float
        Texts drawn for an interval (0 gives none), and its level.
    min_sentences, seed : int
        Fewer sentences than this in an article give no interval; start of the random numbers.

    Returns
    -------
    DataFrame
        Columns of `SCHEMA`. `name` and `item` are the two texts; the focal article is `item` and not in `n_articles`.

    Raises
    ------
    UsageError
        When `by` or `voice` is unknown.

    Examples
    --------
    >>> from analyzer.article import Article
    >>> from analyzer.codebook import load_codebook
    >>> from analyzer.features import featurize
    >>> articles = [Article("a", "", "Gas pipeline deal."), Article("b", "", "ICC gas deal.")]
    >>> features = featurize(articles, load_codebook(), focal="a")
    >>> row = similarity(features).iloc[0]
    >>> row["name"], round(float(row["value"]), 3), row["shared"]
    ('b', 0.503, 'deal .25, gas .25')
    """
    one_of("by", by, BY)
    terms = article_terms(features, voice)
    pairs = _pairs(features.articles, by)
    if not pairs:
        return make_table([_nothing(features.articles, voice)], SCHEMA)
    draws = _Draws(terms, features.articles["id"].tolist(), bootstrap, seed, min_sentences)
    known = {side: _know(terms, held) for side, held in {s[:2]: s for pair in pairs for s in pair[:2]}.items()}
    rows = [_row(terms, pair, known[pair.first[:2]], known[pair.second[:2]], most) for pair in pairs]
    extra = [draws.interval(row["value"], pair, confidence) for row, pair in zip(rows, pairs, strict=True)]
    return make_table([row | more | {"voice": voice} for row, more in zip(rows, extra, strict=True)], SCHEMA)


def _nothing(articles: pd.DataFrame, voice: str) -> dict[str, Any]:
    reason = "there is no other text to compare with" if articles["focal"].any() else "no article is marked as focal"
    return {"level": "others", "name": "others", "voice": voice, "reason": reason, "shared": ""}


def _pairs(articles: pd.DataFrame, by: By) -> list[_Pair]:
    focal = [_Side("focal", str(articles["id"][row]), np.array([row])) for row in np.flatnonzero(articles["focal"])]
    if by == "focal":
        others = [_Side(*level) for level in levels(articles, "focal") if level.level == "others"]
        single = [_Side("article", articles["id"][row], np.array([row])) for side in others for row in side.rows]
        sides = single + [side._replace(pool=False) for side in others]
        return [_Pair(side, item, True) for item in focal for side in sides]
    sides = [_Side(*level) for level in levels(articles, by)]
    if by != "article":
        pairs = [_Pair(a, b, False) for n, a in enumerate(sides) for b in sides[n + 1 :]]
        return pairs + [_Pair(side, item, True) for item in focal for side in sides]
    names = {side.name for side in focal}
    if len(sides) > _ALL_PAIRS:
        return [_Pair(side, item, True) for item in focal for side in sides if side.name not in names]
    ordered = [(a, b) if a.name not in names else (b, a) for n, a in enumerate(sides) for b in sides[n + 1 :]]
    return [_Pair(a, b, b.name in names) for a, b in ordered]


class _Known(NamedTuple):
    """What every pair of a side needs: its vectors, its articles that say anything, and their sentences."""

    vector: NDArray[np.float64]
    masked: NDArray[np.float64] | None
    filled: NDArray[np.int64]
    sentences: int


def _know(terms: ArticleTerms, side: _Side) -> _Known:
    filled = terms.filled(side.rows)
    named_only = not np.diff(terms.masked[side.rows].indptr).any()
    return _Known(
        _vector(terms, side),
        None if named_only else _vector(terms, side, masked=True),
        filled,
        int(np.isin(terms.article, filled).sum()),
    )


def _row(terms: ArticleTerms, pair: _Pair, first: _Known, second: _Known, most: int) -> dict[str, Any]:
    """The row of a pair, without its interval."""
    product = first.vector * second.vector  # what each term adds to the cosine
    sides = ((pair.first, first), (pair.second, second))
    empty = [side.name for side, known in sides if not len(known.filled)]
    return {
        "level": pair.first.level,
        "name": pair.first.name,
        "item": pair.second.name,
        "value": np.nan if empty else _cosine(product),
        "n_articles": len(first.filled) + (0 if pair.focal else len(second.filled)),
        "n_units": first.sentences + second.sentences,
        "reason": f"no content word in this voice: {', '.join(empty)}" if empty else "",
        "masked": np.nan if first.masked is None or second.masked is None else _cosine(first.masked * second.masked),
        "shared": _named(terms, product, most),
    }


def _vector(terms: ArticleTerms, side: _Side, *, masked: bool = False) -> NDArray[np.float64]:
    vector = terms.vector(side.rows, masked=masked)
    length = np.sqrt((vector * vector).sum()) if side.pool else 1.0  # a BLAS norm depends on the number of threads
    return vector / length if length else vector


def _cosine(product: NDArray[np.float64]) -> float:
    return min(1.0, float(product.sum()))


def _order(product: NDArray[np.float64], most: int) -> NDArray[np.int64]:
    """Terms that contribute, most first; all of them when `most` is 0."""
    order = np.argsort(-product.round(12), kind="stable")
    return order[: np.count_nonzero(product)][: most or None]


def _named(terms: ArticleTerms, product: NDArray[np.float64], most: int) -> str:
    """Terms with their contributions, to two digits: "warrant .12, court .083"."""
    shown = [at for at in _order(product, most) if most and product[at] >= _SHOWN]
    return ", ".join(f"{terms.terms[at]} {product[at]:.2g}".replace(" 0.", " .") for at in shown)


class _Draws:
    """Texts drawn from articles, each article once."""

    def __init__(self, terms: ArticleTerms, ids: list[str], n: int, seed: int, min_sentences: int) -> None:
        self._terms, self._ids, self._n, self._seed = terms, ids, n, seed
        self._enough = np.bincount(terms.article, minlength=len(ids)) >= min_sentences
        self._known: dict[int, Drawn] = {}

    def interval(self, value: float, pair: _Pair, confidence: float) -> dict[str, float]:
        """The columns low and high of a pair with the focal article, where both texts have sentences enough."""
        if not (self._n and pair.focal and pair.first.pool) or np.isnan(value):
            return {}
        rows = [self._terms.filled(side.rows) for side in (pair.first, pair.second)]
        if not self._enough[np.concatenate(rows)].all():
            return {}
        first, second = (pooled([self._draw(int(row)) for row in own]) for own in rows)
        low, high = cosine_interval(value, first, second, confidence)
        return {"low": low, "high": high}

    def _draw(self, row: int) -> Drawn:
        if row not in self._known:
            self._known[row] = draw(self._terms, row, self._ids[row], n=self._n, seed=self._seed)
        return self._known[row]


def contributions(features: Features, a: str, b: str, *, voice: str = "all", most: int = 20) -> pd.DataFrame:
    """The terms that two articles share, and what each adds to their cosine.

    Parameters
    ----------
    features : Features
    a, b : str
        Ids of articles.
    voice : {"narrator", "quoted", "paraphrased", "attributed", "unquoted", "all"}
    most : int
        Number of terms; 0 gives all of them, and then the contributions sum to the cosine.

    Returns
    -------
    DataFrame
        term, contribution (the product of the weights), weight_a, weight_b; most first.

    Raises
    ------
    UsageError
        When there is no such article or voice.
    """
    ids = features.articles["id"].tolist()
    rows = [ids.index(one_of("article", name, ids)) for name in (a, b)]
    terms = article_terms(features, voice)
    weight_a, weight_b = (terms.vector(np.array([row])) for row in rows)
    product = weight_a * weight_b
    order = _order(product, most)
    return pd.DataFrame(
        {
            "term": terms.terms[order],
            "contribution": product[order],
            "weight_a": weight_a[order],
            "weight_b": weight_b[order],
        }
    )


def matrix(features: Features, *, voice: str = "all", masked: bool = False) -> pd.DataFrame:
    """Cosines of all articles: symmetric, with ids as rows and columns; NaN for an article without a content word.

    Raises
    ------
    UsageError
        When `voice` is unknown.
    """
    terms = article_terms(features, voice)
    weights = terms.masked if masked else terms.weights
    upper = np.triu((weights @ weights.T).toarray(), 1)
    cosines = np.clip(upper + upper.T, 0.0, 1.0)
    np.fill_diagonal(cosines, 1.0)
    empty = np.diff(weights.indptr) == 0
    cosines[empty, :] = np.nan
    cosines[:, empty] = np.nan
    ids = features.articles["id"].to_numpy()
    return pd.DataFrame(cosines, index=ids, columns=ids)
