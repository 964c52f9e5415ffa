"""P-values of key terms: attached to the table of the measure, one comparison at a time.

The focal article changes places with every other article; an outlet or group of two articles and more exchanges its
articles with those it is compared with. A single article that is not focal gets no p-value: it was not singled out
before the texts were read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analyzer.features import Features
from analyzer.inference.exchange import Exchanged, Words, exchange
from analyzer.inference.intervals import stream
from analyzer.measures._candidates import find_candidates
from analyzer.measures._levels import BY
from analyzer.measures._selection import frequencies
from analyzer.measures._sides import Against, comparisons

COLUMNS = ("p", "p_max", "p_fdr", "floor")
# Cost in numbers to be computed: of the focal article's comparison, of another one, of all of a level together.
_FOCAL, _SET, _ALL = 12_000_000, 300_000, 60_000_000
_MOST, _LEAST = 999, 199  # relabelings of the focal article at most; of any comparison, unless fewer are asked for


class _Comparison(NamedTuple):
    """Rows of the table that share both sides, and the articles of these sides."""

    names: tuple[str, str, str, str]  # voice, level, name, against
    rows: list[int]
    articles: NDArray[np.int64]
    members: NDArray[np.bool_]  # what the other side is taken from, as in `Sides`


def with_p(
    table: pd.DataFrame,
    features: Features,
    *,
    against: Against = "rest",
    prior: float = 100.0,
    min_count: int = 3,
    min_range: int = 2,
    background: Mapping[str, float] | None = None,
    collocations: bool = True,
    strata: NDArray[np.object_] | None = None,
    draws: int = 999,
    seed: int = 20240902,
) -> pd.DataFrame:
    """The table of `keyness` with `p`, `p_max`, `p_fdr` and `floor`.

    Parameters
    ----------
    table : DataFrame
        Of `keyness`, of any levels and voices.
    features : Features
    against, prior, min_count, min_range, background, collocations
        As the table was made.
    strata : object ndarray of shape (n_articles,), optional
        Articles change places only within a stratum, such as a language or a day.
    draws : int
        Ways of dealing out the articles that are looked at besides the observed one, where there are more; fewer where
        there are very many terms, which `floor` then tells.
    seed : int
        The stream of a comparison depends on its name, not on what else is compared, nor on the order of articles.

    Returns
    -------
    DataFrame
        NaN in rows without a value, and where there is nothing to exchange: one side without words in the voice, an
        outlet or group with one article, a stratum with no other article; also for outlets and groups that are so many,
        with so many terms, that it would take minutes.

    Examples
    --------
    >>> from analyzer import Article, featurize, load_codebook
    >>> from analyzer.measures.keyness import keyness
    >>> given = [Article("a", "", "The warrant stood.\\n\\n" * 9)]
    >>> given += [Article(f"b{at}", "", "The train left.\\n\\n" * 9) for at in range(24)]
    >>> features = featurize(given, load_codebook(), focal="a")
    >>> made = with_p(keyness(features, collocations=False), features, collocations=False)
    >>> made.loc[made["item"] == "warrant", ["p", "p_max", "floor"]].values.tolist()
    [[0.04, 0.04, 0.04]]
    """
    columns = np.full((len(table), len(COLUMNS)), np.nan)
    order = np.argsort(features.articles["id"].to_numpy(str), kind="stable")
    compared = list(_compared(table, features.articles, against))
    n_sets = Counter(one.names[1] for one in compared if len(one.articles) > 1)
    test = partial(exchange, prior=prior, min_count=min_count, min_range=min_range)
    for voice in dict.fromkeys(one.names[0] for one in compared):
        found = find_candidates(features, voice=voice, min_count=min_count, collocations=collocations)
        given = Words(found.by_article, found.words, found.spread()).terms(np.arange(len(found.labels)))
        known, number = frequencies(background, found.labels), {label: at for at, label in enumerate(found.labels)}
        for one in (one for one in compared if one.names[0] == voice):
            labelled = np.zeros(len(order), bool)
            labelled[one.articles] = True
            focal = bool(features.articles["focal"].iloc[one.articles].any())
            most = _affordable(given, labelled, n_sets[one.names[1]], focal=focal)
            if not most:
                continue
            articles = order[(labelled | one.members)[order]]
            made = test(
                given.take(articles),
                labelled[articles],
                stream(seed, "keyness", *one.names),
                background=known,
                strata=None if strata is None else strata[articles],
                draws=min(draws, most),
            )
            columns[one.rows] = _columns(made)[[number.get(item, -1) for item in table["item"].iloc[one.rows]]]
    columns[table["value"].isna(), : COLUMNS.index("floor")] = np.nan
    return table.assign(**dict(zip(COLUMNS, columns.T, strict=True)))


def _compared(table: pd.DataFrame, articles: pd.DataFrame, against: Against) -> Iterator[_Comparison]:
    """The comparisons of a table, voice by voice."""
    every = {
        (level.level, level.name, other): (level.rows, members)
        for by in BY
        if by in set(table["level"])
        for members, compared in comparisons(articles, by, against if by in ("outlet", "group") else "rest")
        for level, other in compared
    }
    places: dict[tuple[str, str, str, str], list[int]] = {}
    for row, names in enumerate(zip(*(table[name] for name in ("voice", "level", "name", "against")), strict=True)):
        places.setdefault(names, []).append(row)
    for names, rows in places.items():
        yield _Comparison(names, rows, *every[names[1:]])


def _affordable(given: Words, labelled: NDArray[np.bool_], n_sets: int, *, focal: bool) -> int:
    """How many relabelings to look at; 0 where there is nothing to exchange, or too much."""
    size = int((given.words[labelled] > 0).sum())
    if not size or (size == 1 and not focal):
        return 0
    cost = size / len(labelled) * given.counts.nnz + given.counts.shape[1] / 4
    most = max(_LEAST, int((_FOCAL if focal else _SET) / max(1.0, cost)))
    if focal:
        return min(_MOST, most)
    return most if most * cost * n_sets <= _ALL else 0


def _columns(made: Exchanged) -> NDArray[np.float64]:
    """One row a term, and a last one for what is no term."""
    rows = np.column_stack((made.p, made.p_max, made.p_fdr, np.full(len(made.p), made.floor)))
    return np.vstack((rows, np.full(len(COLUMNS), np.nan)))
