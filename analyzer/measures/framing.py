"""How much room each frame has: the share of sentences that carry it (0 to 1).

A sentence carries a frame when it holds a clear pattern of it, or two different ambiguous ones. The number says where
words of the codebook stand, not what readers make of them: until the codebook has been checked against human coding,
it counts vocabulary. A frame that is brought up to be denied counts like any other; `negated_share` tells how often.

Source: codebook scoring as in quanteda's dictionaries (Benoit et al. 2018); sentence presence after Semetko and
Valkenburg (2000), whose items are answered yes or no.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analyzer.features import Features
from analyzer.measures._levels import By, Level, levels
from analyzer.measures._schema import Schema, make_table
from analyzer.measures._selected import carried
from analyzer.measures._statistic import Statistic, mean_rows, per_row
from analyzer.text.units import LEAD, TITLE

_CAP = 3  # occurrences of one pattern in one article that count in `hits_capped`

SCHEMA = Schema(
    item="frame",
    unit="share of sentences",
    lowest=0.0,
    highest=1.0,
    units="sentences with words in this voice",
    interval="Wilson interval on its sentences (focal, article); t on article means (outlet, group, others)",
    extra=(
        ("per_1000", "weighted hits in 1,000 words, all articles of the row together"),
        ("hits", "weighted hits: clear ones count 1, ambiguous ones the ambiguous weight"),
        ("hits_capped", "the same, each pattern counted three times an article at most"),
        ("share", "hits of this frame in the hits of all frames"),
        (
            "share_low",
            "lower end of the range of `share`; NaN until it is attached, and where there is too little text",
        ),
        ("share_high", "upper end of the range of `share`"),
        ("breadth", "number of different patterns that occur"),
        ("top_pattern", "the pattern with most weighted hits"),
        ("top_share", "its share of the hits; above one half the frame rests on one pattern"),
        ("title_hits", "weighted hits in titles, which count nowhere else"),
        ("lead_hits", "weighted hits in the first three paragraphs"),
        ("negated_share", "share of hits with a negator within three words before them"),
    ),
)
_UNDEFINED = "no sentence in this voice"


def statistic(features: Features, *, voice: str = "narrator", needed: float = 2) -> Statistic:
    """Sentence presence as a `Statistic`: sums are sentences that carry each frame, and sentences.

    `needed` different ambiguous patterns make a sentence carry a frame, as one clear pattern does.
    """
    return carried(features.body.where(voice=voice), undefined=_UNDEFINED, needed=needed)


def _of_all(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    return per_row(np.concatenate((sums, sums.sum(axis=-1, keepdims=True)), axis=-1))


def composition(features: Features, *, voice: str = "narrator", ambiguous_weight: float = 0.5) -> Statistic:
    """What the hits are made of, the column `share`, as a `Statistic`: sums are the weighted hits of each frame."""
    chosen = features.body.where(voice=voice)
    sentence, owner = chosen.sentences()
    hits = chosen.hits
    weight = np.where(hits["ambiguous"].to_numpy(bool), ambiguous_weight, 1.0)
    place = (sentence[hits["unit"].to_numpy()], hits["frame"].cat.codes.to_numpy())
    sums = sparse.csr_array((weight, place), shape=(len(owner), len(features.codebook.frames)))
    return Statistic(
        items=tuple(features.codebook.frames),
        sums=sums,
        article=owner,
        n_articles=len(features.articles),
        formula=_of_all,
        undefined="no hit in this voice",
    )


def framing(
    features: Features, *, by: By = "focal", voice: str = "narrator", ambiguous_weight: float = 0.5
) -> pd.DataFrame:
    """Share of sentences that carry each frame.

    Parameters
    ----------
    features : Features
    by : {"focal", "article", "outlet", "group"}
        Rows: the focal article and the others, or every article, outlet or group.
    voice : {"narrator", "quoted", "all"}
        Sentences count as far as they are spoken in this voice.
    ambiguous_weight : float
        Weight of ambiguous patterns in the hit counts; the share of sentences does not depend on it.

    Returns
    -------
    DataFrame
        Columns of `SCHEMA`; the value of several articles is the mean of their values.

    Raises
    ------
    UsageError
        When `by` or `voice` is unknown.

    Examples
    --------
    >>> from analyzer import Article, featurize, load_codebook
    >>> features = featurize([Article("a", "", "The court issued a warrant. He smiled.")], load_codebook(), focal="a")
    >>> framing(features).set_index("item")["value"]["legal_scrutiny"].item()
    0.5
    """
    rows = mean_rows(statistic(features, voice=voice), features.articles, by, voice)
    counts = _Counts(features, voice, ambiguous_weight)
    extra = [row for level in levels(features.articles, by) for row in counts.rows(level)]
    return make_table([row | more for row, more in zip(rows, extra, strict=True)], SCHEMA)


class _Counts:
    """Hits of each pattern in each article, summed for any set of articles."""

    def __init__(self, features: Features, voice: str, ambiguous_weight: float) -> None:
        chosen = features.where(voice=voice)
        self._book = features.codebook
        self._frames = np.array([list(self._book.frames).index(p.key) for p in self._book.patterns])
        self._weights = np.array([ambiguous_weight if p.ambiguous else 1.0 for p in self._book.patterns])
        place = chosen.units["place"].to_numpy()[chosen.hits["unit"].to_numpy()]
        negated = chosen.hits["negated"].to_numpy(bool)
        self._all = self._matrix(chosen, place != TITLE)
        self._title = self._matrix(chosen, place == TITLE)
        self._lead = self._matrix(chosen, place == LEAD)
        self._negated = self._matrix(chosen, (place != TITLE) & negated)
        body = chosen.body.units
        self._words = np.bincount(body["article"], body["n_tokens"], len(features.articles))

    def _matrix(self, features: Features, keep: NDArray[np.bool_]) -> sparse.csr_array:
        hits = features.hits[keep]
        article = features.units["article"].to_numpy()[hits["unit"].to_numpy()]
        shape = (len(features.articles), len(self._book.patterns))
        return sparse.csr_array((np.ones(len(hits)), (article, hits["pattern"].to_numpy())), shape=shape)

    def _by_frame(self, patterns: NDArray[Any]) -> NDArray[Any]:
        return np.bincount(self._frames, patterns * self._weights, len(self._book.frames))

    def rows(self, level: Level) -> list[dict[str, Any]]:
        """The extra columns of every frame for one set of articles."""
        own = self._all[level.rows]
        patterns = own.sum(axis=0)
        hits, words = self._by_frame(patterns), self._words[level.rows].sum()
        capped = self._by_frame(_capped(own).sum(axis=0))
        negated = self._by_frame(self._negated[level.rows].sum(axis=0))
        title = self._by_frame(self._title[level.rows].sum(axis=0))
        lead = self._by_frame(self._lead[level.rows].sum(axis=0))
        rows = []
        for frame in range(len(self._book.frames)):
            weighted = np.where(self._frames == frame, patterns * self._weights, 0.0)
            top = int(weighted.argmax())
            rows.append(
                {
                    "per_1000": _ratio(1000 * hits[frame], words),
                    "hits": hits[frame],
                    "hits_capped": capped[frame],
                    "share": _ratio(hits[frame], hits.sum()),
                    "breadth": int((weighted > 0).sum()),
                    "top_pattern": self._book.patterns[top].text if weighted[top] else "",
                    "top_share": _ratio(weighted[top], hits[frame]),
                    "title_hits": title[frame],
                    "lead_hits": lead[frame],
                    "negated_share": _ratio(negated[frame], hits[frame]),
                }
            )
        return rows


def _capped(counts: sparse.csr_array) -> sparse.csr_array:
    return sparse.csr_array((np.minimum(counts.data, _CAP), counts.indices, counts.indptr), shape=counts.shape)


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")
