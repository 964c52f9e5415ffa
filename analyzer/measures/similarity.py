"""How alike two texts are in their choice of words: the cosine of their TF-IDF weights (0 to 1).

It says which terms two texts share and how much these weigh. It does not say that the texts agree: a report and its
denial share nearly all their words. Texts about one event share its names whatever they make of them; `masked` is the
cosine without the names of actors. The weights come from the compared articles alone, so with few articles a term has
one of a few idf values, and one article more moves every number. Long texts are more alike than short ones, and texts
that share agency copy are alike because of it. The name of an outlet does not count in its own articles.

Source: Salton and Buckley (1988), with the weights of scikit-learn's `TfidfVectorizer` as it comes.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analyzer.errors import one_of
from analyzer.features import Features
from analyzer.measures._article_terms import ArticleTerms, article_terms
from analyzer.measures._levels import BY, By
from analyzer.measures._schema import Schema, make_table
from analyzer.measures._text_draws import Drawing, ranges_of
from analyzer.measures._text_pairs import columns_of, pairs_of

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


def table_of(
    terms: ArticleTerms, articles: pd.DataFrame, *, by: By, voice: str, most: int = 5, drawing: Drawing
) -> pd.DataFrame:
    """The table of `similarity` from vectors that are there already."""
    pairs = pairs_of(articles, by)
    if not pairs:
        return make_table([_nothing(articles, voice)], SCHEMA)
    sides = {side[:2]: side for pair in pairs for side in (pair.first, pair.second)}
    number = {key: at for at, key in enumerate(sides)}
    first = np.array([number[pair.first[:2]] for pair in pairs])
    second = np.array([number[pair.second[:2]] for pair in pairs])
    texts = list(sides.values())
    columns = columns_of(terms, texts, first, second, np.array([pair.focal for pair in pairs]), most)
    columns |= ranges_of(terms, articles, pairs, columns, drawing)
    return make_table(columns | {"voice": np.full(len(pairs), voice, object)}, SCHEMA)


def _nothing(articles: pd.DataFrame, voice: str) -> dict[str, Any]:
    reason = "there is no other text to compare with" if articles["focal"].any() else "no article is marked as focal"
    return {"level": "others", "name": "others", "voice": voice, "reason": reason, "shared": ""}


def _order(product: NDArray[np.float64], most: int) -> NDArray[np.int64]:
    """Terms that contribute, most first; all of them when `most` is 0."""
    order = np.argsort(-product.round(12), kind="stable")
    return order[: np.count_nonzero(product)][: most or None]


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
