"""Word shifts: what each pattern adds to a difference in a frame's share of sentences, and each word to one in tone.

The parts of a comparison sum exactly to its difference. They say by which words two numbers differ, not why the words
were chosen, nor what other words would have said the same; a part rests on a few sentences, and none is tested by
itself.

Source: the idea of word shifts, a difference of two averages taken apart by words, after Gallagher et al. (2021).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analyzer.errors import one_of
from analyzer.features import Features
from analyzer.measures._levels import Level, levels
from analyzer.measures._parts import Parts, Side, framing_parts, sides, tone_parts
from analyzer.measures._schema import Schema, make_table
from analyzer.measures._shift import word_shift

ShiftBy = Literal["focal", "outlet", "group"]
SHIFT_BY: tuple[ShiftBy, ...] = ("focal", "outlet", "group")

SCHEMA = Schema(
    item="pattern of the codebook (framing), word (tone)",
    unit="share of sentences (framing), VADER compound (tone)",
    lowest=-np.inf,
    highest=np.inf,
    units="sentences or units in which the item counts, on both sides",
    interval="t on both sides' means: of its sentences or units (focal), of articles (all others)",
    extra=(
        ("measure", "'framing' or 'tone'"),
        ("of", "the frame, or 'lexical tone'"),
        ("against", "'others' (focal) or 'rest': the others that are not in this outlet or group"),
        ("own", "what the item adds to the value of this side"),
        ("reference", "what it adds to the value of the side it is compared with"),
        ("difference", "own value minus reference value: the sum of `value` over the items"),
        ("per_1000", "what the item adds to the difference in weighted hits or scored words in 1,000 words"),
    ),
)


@dataclass(frozen=True, slots=True, eq=False)
class Shifts:
    """Comparisons of one measure, item by item; arrays are of shape (n_comparisons, n_items).

    Attributes
    ----------
    parts : Parts
    levels : list of Level
        The sets of articles that are compared, each with the rest.
    own, rest : Side
    comparison, item, of : int64 ndarray of shape (n_rows,)
        The rows of the table: comparison, item, number that it is a part of; item -1 stands for a number that cannot be
        compared.
    """

    parts: Parts
    levels: list[Level]
    own: Side
    rest: Side
    comparison: NDArray[np.int64]
    item: NDArray[np.int64]
    of: NDArray[np.int64]

    def values(self) -> NDArray[np.float64]:
        """What each item adds to the difference."""
        return self.own.mean() - self.rest.mean()


def compare_parts(parts: Parts, articles: pd.DataFrame, by: ShiftBy) -> Shifts:
    """Every set of articles at a level against the rest, with the rows of the table in their order.

    Items come by number (frames in the order of the codebook), then from the largest contribution to the smallest; what
    occurs on neither side is left out.
    """
    one_of("by", by, SHIFT_BY)
    compared = [level for level in levels(articles, by) if level.level != "others"]
    everybody = np.ones(len(articles)) if by == "focal" else (~articles["focal"].to_numpy(bool)).astype(np.float64)
    own, rest = sides(parts, _members(compared, len(articles)), everybody)
    there = (own.units + rest.units + own.hits + rest.hits > 0) & (own.n > 0) & (rest.n > 0)
    comparison, item = np.nonzero(there)
    size = np.abs((own.mean() - rest.mean())[comparison, item]).round(10)
    names = np.array(parts.statistic.items, object)[item]
    rows = np.lexsort((names.astype(str), -size, parts.of[item], comparison))
    comparison, item = comparison[rows], item[rows]
    bare = np.flatnonzero(((own.n == 0) | (rest.n == 0))[:, 0])
    numbers = np.arange(len(parts.numbers))
    return Shifts(
        parts,
        compared,
        own,
        rest,
        np.concatenate((comparison, np.repeat(bare, len(numbers)))),
        np.concatenate((item, np.full(len(bare) * len(numbers), -1))),
        np.concatenate((parts.of[item], np.tile(numbers, len(bare)))),
    )


def _members(compared: list[Level], n_articles: int) -> sparse.csr_array:
    rows = np.repeat(np.arange(len(compared)), [len(level.rows) for level in compared])
    columns = np.concatenate([level.rows for level in compared]) if compared else rows
    return sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(compared), n_articles))


def shift_rows(found: Shifts, voice: str) -> list[dict[str, Any]]:
    """The rows of one measure."""
    own, rest = found.own, found.rest
    value = found.values()
    columns = {
        "value": value,
        "own": own.mean(),
        "reference": rest.mean(),
        "n_articles": own.articles + rest.articles,
        "n_units": own.units + rest.units,
        "per_1000": word_shift(rest.density(), own.density(), 1000.0, 1000.0),
    }
    total = value @ (found.parts.of[:, None] == np.arange(len(found.parts.numbers)))
    rows = []
    for comparison, item, of in zip(found.comparison.tolist(), found.item.tolist(), found.of.tolist(), strict=True):
        level = found.levels[comparison]
        row = {"level": level.level, "name": level.name, "voice": voice, "measure": found.parts.measure}
        row |= {"of": found.parts.numbers[of], "against": "others" if level.level == "focal" else "rest"}
        if item < 0:
            rows.append(row | {"reason": _why(found, comparison)})
            continue
        row |= {"item": found.parts.statistic.items[item], "difference": total[comparison, of]}
        rows.append(row | {name: column[comparison, item] for name, column in columns.items()})
    return rows


def _why(found: Shifts, comparison: int) -> str:
    undefined = found.parts.statistic.undefined
    return undefined if not found.own.n[comparison, 0] else f"{undefined} on the other side"


def parts_of(features: Features, *, voice: str = "narrator", ambiguous_weight: float = 0.5) -> tuple[Parts, ...]:
    """All numbers that can be taken apart, in one voice."""
    return framing_parts(features, voice=voice, ambiguous_weight=ambiguous_weight), tone_parts(features, voice=voice)


def shifts(
    features: Features, *, by: ShiftBy = "focal", voice: str = "narrator", ambiguous_weight: float = 0.5
) -> pd.DataFrame:
    """Which patterns and words carry the differences in framing and tone.

    Parameters
    ----------
    features : Features
    by : {"focal", "outlet", "group"}
        The focal article against the others, or every outlet or group against the rest of the others.
    voice : {"narrator", "quoted", "paraphrased", "attributed", "unquoted", "all"}
    ambiguous_weight : float
        Weight of ambiguous patterns in `per_1000`; the contributions do not depend on it.

    Returns
    -------
    DataFrame
        Columns of `SCHEMA`; one row for each item that occurs on either side.

    Raises
    ------
    UsageError
        When `by` or `voice` is unknown.

    Examples
    --------
    >>> from analyzer import Article, featurize, load_codebook
    >>> texts = {"a": "The court sat. It rained.", "b": "Judges met. The court sat. It rained. It snowed."}
    >>> features = featurize([Article(id, "", text) for id, text in texts.items()], load_codebook(), focal="a")
    >>> shifts(features)[["of", "item", "own", "reference", "value"]].values.tolist()
    [['legal_scrutiny', 'court', 0.5, 0.25, 0.25], ['legal_scrutiny', 'judges', 0.0, 0.25, -0.25]]
    """
    rows = [
        row
        for parts in parts_of(features, voice=voice, ambiguous_weight=ambiguous_weight)
        for row in shift_rows(compare_parts(parts, features.articles, by), voice)
    ]
    return make_table(rows, SCHEMA)
