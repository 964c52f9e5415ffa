"""How much room each frame has: the share of sentences that carry it (0 to 1).

A sentence carries a frame when it holds a clear pattern of it, or two different ambiguous ones. The number says where
words of the codebook stand, not what readers make of them: until the codebook has been checked against human coding,
it counts vocabulary. A frame that is brought up to be denied counts like any other; `negated_share` tells how often.

Source: codebook scoring as in quanteda's dictionaries (Benoit et al. 2018); sentence presence after Semetko and
Valkenburg (2000), whose items are answered yes or no.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analyzer.codebook import Codebook
from analyzer.features import Features
from analyzer.measures._levels import By, Sets, sets
from analyzer.measures._schema import Schema, make_table
from analyzer.measures._selected import carried
from analyzer.measures._statistic import Measured, Statistic, mean_rows, per_row
from analyzer.text.units import LEAD, TITLE

Floats = NDArray[np.float64]
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
    voice : {"narrator", "quoted", "paraphrased", "attributed", "unquoted", "all"}
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
    return measured(features, voice=voice, ambiguous_weight=ambiguous_weight).table(by)


def measured(features: Features, *, voice: str = "narrator", ambiguous_weight: float = 0.5) -> Measured:
    """Framing in one voice, counted once for tables of every level."""
    made, hits = statistic(features, voice=voice), _Hits.of(features, voice, ambiguous_weight)
    return Measured(
        made,
        lambda by: make_table(
            mean_rows(made, features.articles, by, voice) | hits.columns(sets(features.articles, by)), SCHEMA
        ),
    )


@dataclass(frozen=True, eq=False)
class _Hits:
    """Hits of each pattern in each article, summed for any sets of articles.

    Each but `words` is a sparse array of shape (n_articles, n_patterns).
    """

    book: Codebook
    weights: Floats
    body: sparse.csr_array
    title: sparse.csr_array
    lead: sparse.csr_array
    negated: sparse.csr_array
    words: Floats

    @classmethod
    def of(cls, features: Features, voice: str, ambiguous_weight: float) -> _Hits:
        chosen, book = features.where(voice=voice), features.codebook
        unit = chosen.hits["unit"].to_numpy()
        title, lead = ((chosen.units["place"] == name).to_numpy()[unit] for name in (TITLE, LEAD))
        negated = chosen.hits["negated"].to_numpy(bool)
        body = chosen.body.units
        return cls(
            book=book,
            weights=np.array([ambiguous_weight if p.ambiguous else 1.0 for p in book.patterns]),
            body=_counted(chosen, ~title),
            title=_counted(chosen, title),
            lead=_counted(chosen, lead),
            negated=_counted(chosen, ~title & negated),
            words=np.bincount(body["article"], body["n_tokens"], len(features.articles)).astype(np.float64),
        )

    def columns(self, found: Sets) -> dict[str, NDArray[Any]]:
        """The extra columns of every set and frame, row by row."""
        keys = list(self.book.frames)
        frame = np.array([keys.index(p.key) for p in self.book.patterns], np.int64)
        weighted = sparse.csr_array((self.weights, (np.arange(len(frame)), frame)), shape=(len(frame), len(keys)))
        capped = sparse.csr_array(
            (np.minimum(self.body.data, _CAP), self.body.indices, self.body.indptr), shape=self.body.shape
        )
        parts = (found.sum(part @ weighted) for part in (self.body, capped, self.title, self.lead, self.negated))
        hits, cap, title, lead, negated = (part.toarray() for part in parts)
        breadth, top, top_hits = self._top(sparse.csr_array(found.sum(self.body)), frame)
        names = np.array([p.text for p in self.book.patterns] or [""], object)
        columns = {
            "per_1000": _ratio(1000 * hits, found.sum(self.words)[:, None]),
            "hits": hits,
            "hits_capped": cap,
            "share": _ratio(hits, hits.sum(axis=1, keepdims=True)),
            "breadth": breadth,
            "top_pattern": np.where(top_hits > 0, names[top], "").astype(object),
            "top_share": _ratio(top_hits, hits),
            "title_hits": title,
            "lead_hits": lead,
            "negated_share": _ratio(negated, hits),
        }
        return {name: column.ravel() for name, column in columns.items()}

    def _top(self, counts: sparse.csr_array, frame: NDArray[np.int64]) -> tuple[NDArray[Any], NDArray[Any], Floats]:
        """How many patterns of each frame occur in each set, which is the first with most hits, and how many it has."""
        shape = (counts.shape[0], len(self.book.frames))
        breadth, top, most = np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.zeros(shape)
        for number in range(shape[1]):
            own = np.flatnonzero(frame == number)
            if len(own):
                held = counts[:, own].toarray() * self.weights[own]
                best = held.argmax(axis=1)
                breadth[:, number] = (held > 0).sum(axis=1)
                top[:, number], most[:, number] = own[best], held.max(axis=1)
        return breadth, top, most


def _counted(features: Features, keep: NDArray[np.bool_]) -> sparse.csr_array:
    hits = features.hits[keep]
    article = features.units["article"].to_numpy()[hits["unit"].to_numpy()]
    shape = (len(features.articles), len(features.codebook.patterns))
    return sparse.csr_array((np.ones(len(hits)), (article, hits["pattern"].to_numpy())), shape=shape)


def _ratio(part: Floats, whole: Floats) -> Floats:
    ratio: Floats = np.divide(
        part, whole, out=np.full(part.shape, np.nan), where=np.broadcast_to(whole != 0, part.shape)
    )
    return ratio
