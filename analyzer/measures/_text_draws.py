"""Ranges of cosines: which pairs have one, and the texts that are drawn for it."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analyzer.measures._article_terms import ArticleTerms
from analyzer.measures._cosine_interval import NONE, Drawn, as_it_is, cosine_interval, draw, pooled
from analyzer.measures._text_pairs import Pair


class Drawing(NamedTuple):
    """How ranges are made: see the options of `similarity`."""

    most_ranges: int = 200
    bootstrap: int = 200
    confidence: float = 0.95
    min_sentences: int = 5
    seed: int = 20240902


def ranges_of(
    terms: ArticleTerms, articles: pd.DataFrame, pairs: list[Pair], columns: dict[str, NDArray[Any]], drawing: Drawing
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

    def interval(self, value: float, pair: Pair) -> tuple[float, float]:
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
