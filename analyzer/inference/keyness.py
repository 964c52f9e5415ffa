"""P-values of key terms: attached to the table of the measure, one comparison at a time.

The focal article changes places with every other article; an outlet or group of two articles and more exchanges its
articles with those it is compared with. A single article that is not focal gets no p-value: it was not singled out
before the texts were read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analyzer.features import Features
from analyzer.inference.exchange import Exchanged, Words, exchange
from analyzer.inference.intervals import stream
from analyzer.measures._candidates import Candidates, find_candidates
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
    focal: bool
    members: NDArray[np.bool_]  # what the other side is taken from, as in `Sides`


def with_p_values(
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
    candidates: Mapping[str, Candidates] = MappingProxyType({}),
    tables: int = 1,
) -> pd.DataFrame:
    """The table of `keyness` with `p`, `p_max`, `p_fdr` and `floor`; the stream of a comparison depends on its name.

    Parameters
    ----------
    table : DataFrame
        Of `keyness`, of any levels and voices.
    features : Features
    against, prior, min_count, min_range, background, collocations : see `keyness`, as the table was made
    strata : object ndarray of shape (n_articles,), optional
        Articles change places only within a stratum, such as a language or a day.
    draws, seed : most ways to deal out the articles besides the observed one; `floor` tells how many were looked at
    candidates, tables : candidates by voice, where they are known; how many such tables share what may be spent

    Returns
    -------
    DataFrame
        `p_max` of a set is times the sets of its level, read together. NaN without a value, with nothing to exchange
        (no words in the voice, a set or stratum of one article), and where it would take minutes.

    Examples
    --------
    >>> from analyzer import Article, MEASURES, featurize, load_codebook
    >>> given = [Article(f"{at}", "", f"The {'train' if at else 'warrant'} came.\\n\\n" * 9) for at in range(25)]
    >>> features = featurize(given, load_codebook(), focal="0")
    >>> made = with_p_values(MEASURES["keyness"].function(features), features)
    >>> made.loc[made["item"] == "warrant", ["p", "p_max", "floor"]].values.tolist()
    [[0.04, 0.04, 0.04]]
    """
    columns, ids = np.full((len(table), len(COLUMNS)), np.nan), features.articles["id"].to_numpy(str)
    order = np.argsort(ids, kind="stable")
    compared = _compared(table, features.articles, against)
    together, n_sets = _together(compared), Counter(one.names[1] for one in compared if len(one.articles) > 1)
    find = partial(find_candidates, min_count=min_count, collocations=collocations)
    options: dict[str, Any] = {"prior": prior, "min_count": min_count, "min_range": min_range}
    for voice in dict.fromkeys(one.names[0] for one in compared):
        found = candidates.get(voice) or find(features, voice=voice)
        given, number = _words(found), {label: at for at, label in enumerate(found.labels)}
        options["background"] = frequencies(background, found.labels)
        for one in (one for one in compared if one.names[0] == voice):
            if most := min(draws, _affordable(one, given, tables * n_sets[one.names[1]])):
                made = _exchanged(one, together, given, order, strata, partial(exchange, draws=most, **options), seed)
                columns[one.rows] = made[[number.get(item, -1) for item in table["item"].iloc[one.rows]]]
    columns[table["value"].isna(), : COLUMNS.index("floor")] = np.nan
    return table.assign(**dict(zip(COLUMNS, columns.T, strict=True)))


def _words(found: Candidates) -> Words:
    return Words(found.by_article, found.words, found.spread())


def _together(compared: list[_Comparison]) -> Counter[tuple[str, str]]:
    """How many comparisons of sets of one voice and level are read together.

    Two groups against each other are one, either way round.
    """
    sides = set()
    for one in compared:
        inside = np.zeros(len(one.members), bool)
        inside[one.articles] = True
        sides.add((one.names[:2], frozenset((inside.tobytes(), (one.members & ~inside).tobytes()))))
    return Counter(names for names, _ in sides)


def _exchanged(
    one: _Comparison,
    together: Mapping[tuple[str, str], int],
    given: Words,
    order: NDArray[np.int64],
    strata: NDArray[np.object_] | None,
    test: Callable[..., Exchanged],
    seed: int,
) -> NDArray[np.float64]:
    """The columns of one comparison: one row a term, and a last one for what is no term."""
    labelled = np.zeros(len(order), bool)
    labelled[one.articles] = True
    articles = order[(labelled | one.members)[order]]
    dealt = None if strata is None else strata[articles]
    made = test(given.take(articles), labelled[articles], stream(seed, "keyness", *one.names), strata=dealt)
    p_max = np.minimum(1.0, made.p_max * (1 if one.focal else together[one.names[:2]]))
    rows = np.column_stack((made.p, p_max, made.p_fdr, np.full(len(made.p), made.floor)))
    return np.vstack((rows, np.full(len(COLUMNS), np.nan)))


def _compared(table: pd.DataFrame, articles: pd.DataFrame, against: Against) -> list[_Comparison]:
    """The comparisons of a table, voice by voice."""
    focal = articles["focal"].to_numpy(bool)
    every = {
        (level.level, level.name, other): (level.rows, bool(focal[level.rows].any()), members)
        for by in BY
        if by in set(table["level"])
        for members, compared in comparisons(articles, by, against if by in ("outlet", "group") else "rest")
        for level, other in compared
    }
    rows: dict[tuple[str, str, str, str], list[int]] = {}
    for row, names in enumerate(zip(*(table[name] for name in ("voice", "level", "name", "against")), strict=True)):
        rows.setdefault(names, []).append(row)
    return [_Comparison(names, rows[names], *every[names[1:]]) for names in rows]


def _affordable(one: _Comparison, given: Words, n_sets: int) -> int:
    """How many relabelings to look at; 0 where there is nothing to exchange, or too much."""
    size = int((given.words[one.articles] > 0).sum())
    if not size or (size == 1 and not one.focal):
        return 0
    cost = max(1.0, size / len(given.words) * given.counts.nnz + given.counts.shape[1] / 4)
    if one.focal:
        return int(min(_MOST, max(_LEAST, _FOCAL / cost)))
    most = int(max(_LEAST, _SET / cost))
    return most if most * cost * n_sets <= _ALL else 0
