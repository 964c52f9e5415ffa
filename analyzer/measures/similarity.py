"""How alike two texts are in their choice of words: the cosine of their TF-IDF weights (0 to 1).

It says which terms two texts share and how much these weigh. It does not say that the texts agree: a report and its
denial share nearly all their words. Texts about one event share its names whatever they make of them; `masked` is the
cosine without the names of actors. The weights come from the compared articles alone, so with few articles a term has
one of a few idf values, and one article more moves every number. Long texts are more alike than short ones, and texts
that share agency copy are alike because of it. The name of an outlet does not count in its own articles.

Source: Salton and Buckley (1988), with the weights of scikit-learn's `TfidfVectorizer` as it comes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analyzer.errors import one_of
from analyzer.features import Features
from analyzer.measures._article_terms import ArticleTerms, article_terms
from analyzer.measures._cosine_interval import NONE, Drawn, as_it_is, cosine_interval, draw, pooled
from analyzer.measures._levels import BY, By, levels
from analyzer.measures._schema import Schema, make_table

ALL_PAIRS = 60  # articles (or outlets, groups) up to which every pair has a row
_BLOCK = 4096  # pairs whose products are held at a time
_SHOWN = 0.001  # a smaller contribution is not worth a word

SCHEMA = Schema(
    item="the other text",
    unit="cosine",
    lowest=0.0,
    highest=1.0,
    units="sentences of both texts in this voice",
    interval="sentences of both texts resampled, median moved to the value; pairs with the focal article alone, "
    "with more than 200 articles the 200 most alike",
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
    most_ranges: int = 200,
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
        articles. "outlet", "group": every pair of sets, and every set with the focal article; a set is the mean of its
        articles' vectors, scaled to length 1. With more than 60 articles, outlets or groups, pairs with the focal
        article alone.
    voice : {"narrator", "quoted", "paraphrased", "attributed", "unquoted", "all"}
    most : int
        Terms named in `shared`.
    most_ranges : int
        With more articles than this, only so many single ones, the most alike, have a range, and outlets and groups are
        taken as they are: the sentences of the focal article alone are drawn.
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
    own = Drawing(most_ranges, bootstrap, confidence, min_sentences, seed)
    return table_of(article_terms(features, voice), features.articles, by=by, voice=voice, most=most, drawing=own)


class Drawing(NamedTuple):
    """How ranges are made: see the options of `similarity`."""

    most_ranges: int = 200
    bootstrap: int = 200
    confidence: float = 0.95
    min_sentences: int = 5
    seed: int = 20240902


def table_of(
    terms: ArticleTerms, articles: pd.DataFrame, *, by: By, voice: str, most: int = 5, drawing: Drawing
) -> pd.DataFrame:
    """The table of `similarity` from vectors that are there already."""
    pairs = _pairs(articles, by)
    if not pairs:
        return make_table([_nothing(articles, voice)], SCHEMA)
    number = {key: at for at, key in enumerate(dict.fromkeys(side[:2] for pair in pairs for side in pair[:2]))}
    sides = list({side[:2]: side for pair in pairs for side in pair[:2]}.values())
    first, second = (np.array([number[pair[at][:2]] for pair in pairs]) for at in (0, 1))
    texts = make_texts(terms, sides)
    columns = _columns(terms, sides, texts, first, second, np.array([pair.focal for pair in pairs]), most)
    columns |= _ranges(terms, articles, pairs, columns, drawing)
    return make_table(columns | {"voice": np.full(len(pairs), voice, object)}, SCHEMA)


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
        few = sides if len(sides) <= ALL_PAIRS else []
        pairs = [_Pair(a, b, False) for n, a in enumerate(few) for b in few[n + 1 :]]
        return pairs + [_Pair(side, item, True) for item in focal for side in sides]
    names = {side.name for side in focal}
    if len(sides) > ALL_PAIRS:
        return [_Pair(side, item, True) for item in focal for side in sides if side.name not in names]
    ordered = [(a, b) if a.name not in names else (b, a) for n, a in enumerate(sides) for b in sides[n + 1 :]]
    return [_Pair(a, b, b.name in names) for a, b in ordered]


class _Texts(NamedTuple):
    """The texts that are compared, one row each; `has_others`: whether any term but names of actors stands in it."""

    whole: sparse.csr_array
    masked: sparse.csr_array
    has_others: NDArray[np.bool_]
    filled: NDArray[np.int64]
    sentences: NDArray[np.int64]


def make_texts(terms: ArticleTerms, sides: Sequence[_Side]) -> _Texts:
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
    means = sparse.csr_array(sparse.diags_array(1 / np.maximum(1.0, n)) @ (members @ matrix))
    means.sort_indices()
    length = np.sqrt(np.asarray(means.multiply(means).sum(axis=1)))
    scale = np.where(pool & (length > 0), np.divide(1.0, length, out=np.ones_like(length), where=length > 0), 1.0)
    return sparse.csr_array(sparse.diags_array(scale) @ means)


def _columns(
    terms: ArticleTerms,
    sides: Sequence[_Side],
    texts: _Texts,
    first: NDArray[np.int64],
    second: NDArray[np.int64],
    focal: NDArray[np.bool_],
    most: int,
) -> dict[str, NDArray[Any]]:
    """The columns of all pairs but their ranges."""
    value, masked, shared = np.empty(len(first)), np.empty(len(first)), np.full(len(first), "", object)
    for at in range(0, len(first), _BLOCK):
        part = slice(at, at + _BLOCK)
        product = texts.whole[first[part]].multiply(texts.whole[second[part]]).tocsr()  # what each term adds
        value[part] = np.minimum(1.0, np.asarray(product.sum(axis=1)))
        other = texts.masked[first[part]].multiply(texts.masked[second[part]]).tocsr()
        masked[part] = np.minimum(1.0, np.asarray(other.sum(axis=1)))
        shared[part] = _named(terms, product, most)
    names = np.array([side.name for side in sides], object)
    empty = texts.filled == 0
    silent = [
        ", ".join(names[[at for at in pair if empty[at]]]) for pair in zip(first.tolist(), second.tolist(), strict=True)
    ]
    none = empty[first] | empty[second]
    return {
        "level": np.array([side.level for side in sides], object)[first],
        "name": names[first],
        "item": names[second],
        "value": np.where(none, np.nan, value),
        "n_articles": texts.filled[first] + np.where(focal, 0, texts.filled[second]),
        "n_units": texts.sentences[first] + texts.sentences[second],
        "reason": np.array([f"no content word in this voice: {who}" if who else "" for who in silent], object),
        "masked": np.where(texts.has_others[first] & texts.has_others[second], masked, np.nan),
        "shared": shared,
    }


def _order(product: NDArray[np.float64], most: int) -> NDArray[np.int64]:
    """Terms that contribute, most first; all of them when `most` is 0."""
    order = np.argsort(-product.round(12), kind="stable")
    return order[: np.count_nonzero(product)][: most or None]


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


def _ranges(
    terms: ArticleTerms, articles: pd.DataFrame, pairs: list[_Pair], columns: dict[str, NDArray[Any]], drawing: Drawing
) -> dict[str, NDArray[Any]]:
    """The columns low, high and reason: ranges of pairs with the focal article, of many articles the most alike."""
    value = columns["value"]
    many = len(articles) > drawing.most_ranges
    single = np.array([pair.first.level == "article" for pair in pairs])
    left_out = np.zeros(len(pairs), bool)
    if many:
        left_out[np.argsort(np.where(single, -value, np.inf), kind="stable")[drawing.most_ranges :]] = True
    left_out &= single & ~np.isnan(value)
    draws = _Draws(terms, articles["id"].tolist(), drawing, fixed=many)
    asked = zip(value.tolist(), pairs, left_out.tolist(), strict=True)
    ends = np.array([NONE if without else draws.interval(own, pair) for own, pair, without in asked])
    why = f"a range for the {drawing.most_ranges} most alike alone"
    return {"low": ends[:, 0], "high": ends[:, 1], "reason": np.where(left_out, why, columns["reason"]).astype(object)}


class _Draws:
    """Texts drawn from articles, each article once; with `fixed` a set of articles is taken as it is."""

    def __init__(self, terms: ArticleTerms, ids: list[str], drawing: Drawing, *, fixed: bool) -> None:
        self._terms, self._ids, self._drawing, self._fixed = terms, ids, drawing, fixed
        self._enough = np.bincount(terms.article, minlength=len(ids)) >= drawing.min_sentences
        self._known: dict[int, Drawn] = {}

    def interval(self, value: float, pair: _Pair) -> tuple[float, float]:
        """Both ends for a pair with the focal article, where both texts have sentences enough."""
        if not (self._drawing.bootstrap and pair.focal and pair.first.pool) or np.isnan(value):
            return NONE
        rows = [self._terms.filled(side.rows) for side in (pair.first, pair.second)]
        if not self._enough[np.concatenate(rows)].all():
            return NONE
        first, second = (self._text(own) for own in rows)
        return cosine_interval(value, first, second, self._drawing.confidence)

    def _text(self, rows: NDArray[np.int64]) -> Drawn:
        if self._fixed and len(rows) > 1:
            return as_it_is(self._terms, rows)
        return pooled([self._draw(int(row)) for row in rows])

    def _draw(self, row: int) -> Drawn:
        if row not in self._known:
            own = self._drawing
            self._known[row] = draw(self._terms, row, self._ids[row], n=own.bootstrap, seed=own.seed)
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
