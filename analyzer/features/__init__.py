"""Text read once, row by row: everything that the measures count.

`featurize` turns a corpus into `Features`; masks (`where`, `take`) give Features again, so a measure works on any
selection without knowing of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analyzer.article import Article
from analyzer.codebook import Codebook
from analyzer.errors import UnreadableError, UsageError, one_of
from analyzer.features.blocks import Block, Loaded, Spans, read_block
from analyzer.features.frames import SCOPES, Scope
from analyzer.text.units import PLACES, TITLE
from analyzer.text.voices import VOICES

_BLOCK = 4096  # articles: enough to pay for the arrays, few enough to stay small


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """Everything counted, on units (the stretch of one sentence spoken in one voice).

    Attributes
    ----------
    articles : DataFrame of shape (n_articles, ...)
        id, outlet, group, title, published, language, origin, agency, focal, n_words, n_sentences, dropped.
    units : DataFrame of shape (n_units, ...)
        article, paragraph, sentence, place, voice, speaker, start, end, n_tokens, tone, tone_masked, n_loaded.
        `article` is the row in `articles`, `sentence` counts within the article, offsets lead into the text as it
        was read (into the title where place is "title").
    tokens : int32 ndarray of shape (n_tokens,)
        Index into `vocabulary`; those of unit u are ``tokens[offsets[u]:offsets[u + 1]]``.
    barred : bool ndarray of shape (n_tokens,)
        Whether punctuation or the beginning of a unit stands before the token.
    offsets : int64 ndarray of shape (n_units + 1,)
    vocabulary : ndarray of str
    hits : DataFrame of shape (n_hits, ...)
        unit, frame, pattern (row in ``codebook.patterns``), start, end, ambiguous, negated.
    mentions : DataFrame of shape (n_mentions, ...)
        unit, actor, start, end.
    loaded : DataFrame of shape (n_scored, ...)
        unit, term (row in `vocabulary`; -1 for an emoticon), contribution: the words that `tone_masked` is made of, and
        what each adds to that of its unit.
    codebook : Codebook
    """

    articles: pd.DataFrame
    units: pd.DataFrame
    tokens: NDArray[np.int32]
    barred: NDArray[np.bool_]
    offsets: NDArray[np.int64]
    vocabulary: NDArray[np.object_]
    hits: pd.DataFrame
    mentions: pd.DataFrame
    loaded: pd.DataFrame
    codebook: Codebook

    def where(self, *, voice: str | None = None, place: str | Sequence[str] | None = None) -> Features:
        """The features of those units alone that are in a voice and at a place; ``voice="all"`` keeps every voice.

        Raises
        ------
        UsageError
            When there is no such voice or place.
        """
        keep = np.ones(len(self.units), bool)
        if voice is not None and one_of("voice", voice, ("all", *VOICES)) != "all":
            keep &= (self.units["voice"] == voice).to_numpy()
        if place is not None:
            places = [place] if isinstance(place, str) else list(place)
            keep &= self.units["place"].isin([one_of("place", p, PLACES) for p in places]).to_numpy()
        return self._units(keep)

    @property
    def body(self) -> Features:
        """Without the titles: what every measure counts unless it says otherwise."""
        return self._units((self.units["place"] != TITLE).to_numpy())

    def take(self, articles: Iterable[int]) -> Features:
        """The features of some articles (row numbers, each once), in the order of the corpus; -1 is the last."""
        rows = np.unique(np.arange(len(self.articles))[np.fromiter(articles, np.int64)])
        kept = self._units(np.isin(self.units["article"].to_numpy(), rows))
        owner = np.searchsorted(rows, kept.units["article"].to_numpy())
        units = kept.units.assign(article=owner.astype(np.int32))
        return replace(kept, articles=self.articles.iloc[rows].reset_index(drop=True), units=units)

    def _units(self, keep: NDArray[np.bool_]) -> Features:
        """The features of the units that `keep` marks; articles stay, even with no unit left."""
        if keep.all():
            return self
        number = np.cumsum(keep) - 1
        tokens = np.repeat(keep, np.diff(self.offsets))
        lengths = np.diff(self.offsets)[keep]
        within = []
        for table in (self.hits, self.mentions, self.loaded):
            rows = table[keep[table["unit"].to_numpy()]]
            within.append(rows.assign(unit=number[rows["unit"].to_numpy()]).reset_index(drop=True))
        return replace(
            self,
            units=self.units[keep].reset_index(drop=True),
            tokens=self.tokens[tokens],
            barred=self.barred[tokens],
            offsets=np.concatenate(([0], np.cumsum(lengths))),
            hits=within[0],
            mentions=within[1],
            loaded=within[2],
        )

    def counts(self) -> sparse.csr_array:
        """Terms counted in units: an int32 matrix of shape (n_units, n_terms)."""
        ones = np.ones(len(self.tokens), np.int32)
        shape = (len(self.units), len(self.vocabulary))
        matrix = sparse.csr_array((ones, self.tokens, self.offsets), shape=shape, copy=True)  # it sorts in place
        matrix.sum_duplicates()
        return matrix

    def sentences(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The sentence of each unit, as a number without gaps over all articles; and the article of each sentence."""
        article = self.units["article"].to_numpy()
        number = self.units["sentence"].to_numpy()
        new = np.ones(len(article), bool)
        new[1:] = (article[1:] != article[:-1]) | (number[1:] != number[:-1])
        return np.cumsum(new) - 1, article[new].astype(np.int64)


def indicator(rows: NDArray[np.int64], n_rows: int) -> sparse.csr_array:
    """The matrix of shape (n_rows, len(rows)) that sums columns into the rows they are assigned to.

    >>> (indicator(np.array([0, 1, 0]), 2) @ np.array([1, 2, 3])).tolist()
    [4.0, 2.0]
    """
    columns = np.arange(len(rows))
    return sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=(n_rows, len(rows)))


def featurize(
    articles: Sequence[Article], codebook: Codebook, *, focal: str | None = None, scope: Scope = "dictionary"
) -> Features:
    """Read every article once.

    Parameters
    ----------
    articles : sequence of Article
        With distinct ids.
    codebook : Codebook
    focal : str, optional
        Id of the article under study.
    scope : {"dictionary", "key"}
        Whether the longest codebook match wins across all frames, or within each frame.

    Raises
    ------
    UsageError
        When `focal` is no article's id, or there is no such scope.
    UnreadableError
        When there is no article, or none with a word.

    Examples
    --------
    >>> from analyzer.codebook import load_codebook
    >>> features = featurize([Article("a", "", "The court issued a warrant. He smiled.")], load_codebook())
    >>> len(features.units), features.hits["frame"].tolist()
    (2, ['legal_scrutiny', 'legal_scrutiny'])
    """
    one_of("scope", scope, SCOPES)
    if focal is not None and all(article.id != focal for article in articles):
        raise UsageError(f"focal: no article has the id {focal!r}.", fix="See the ids: analyzer inspect PATH")
    blocks = [read_block(articles[at : at + _BLOCK], codebook, scope) for at in range(0, len(articles), _BLOCK)]
    if not sum(len(block.tokens) for block in blocks):
        raise UnreadableError("There is no article with a word in it.", fix="See what was read: analyzer inspect PATH")
    vocabulary, terms = _merge([block.vocabulary for block in blocks])
    units = pd.concat([_units_table(block, at * _BLOCK) for at, block in enumerate(blocks)], ignore_index=True)
    firsts = np.cumsum([0, *(len(block.units) for block in blocks)])
    return Features(
        articles=_articles_table(articles, blocks, units, focal),
        units=units,
        tokens=np.concatenate([known[block.tokens] for known, block in zip(terms, blocks, strict=True)]),
        barred=np.concatenate([block.barred for block in blocks]),
        offsets=np.concatenate(([0], np.cumsum(units["n_tokens"].to_numpy()))),
        vocabulary=vocabulary,
        hits=_hits_table([block.hits for block in blocks], firsts, codebook),
        mentions=_mentions_table([block.mentions for block in blocks], firsts, codebook),
        loaded=_loaded_table([block.loaded for block in blocks], firsts, terms),
        codebook=codebook,
    )


def _merge(parts: list[list[str]]) -> tuple[NDArray[np.object_], list[NDArray[np.int32]]]:
    """One vocabulary, sorted: the same corpus gives the same ids however it was cut into blocks.

    And for each block the new number of each of its terms, with -1 at the end, so that no term (-1) stays none.
    """
    vocabulary = sorted({term for terms in parts for term in terms})
    number = {term: at for at, term in enumerate(vocabulary)}
    return np.array(vocabulary, object), [np.array([*map(number.get, terms), -1], np.int32) for terms in parts]


def _units_table(block: Block, first_article: int) -> pd.DataFrame:
    columns = block.units.T
    return pd.DataFrame(
        {
            "article": (block.article + first_article).astype(np.int32),
            "paragraph": columns[0].astype(np.int32),
            "sentence": columns[1].astype(np.int32),
            "place": _coded(columns[2], PLACES),
            "voice": _coded(columns[3], VOICES),
            "speaker": _coded(np.full(len(block.units), -1), [""]),
            "start": columns[4],
            "end": columns[5],
            "n_tokens": block.lengths.astype(np.int32),
            "tone": block.tone,
            "tone_masked": block.tone_masked,
            "n_loaded": block.n_loaded.astype(np.int32),
        }
    )


def _articles_table(
    articles: Sequence[Article], blocks: list[Block], units: pd.DataFrame, focal: str | None
) -> pd.DataFrame:
    body = units[units["place"] != TITLE]
    names = ("id", "outlet", "group", "title", "published", "language", "origin")
    table = pd.DataFrame({name: [getattr(article, name) for article in articles] for name in names}, dtype=object)
    table["agency"] = np.array([agency for block in blocks for agency in block.agencies], object)
    table["focal"] = np.array([article.id == focal for article in articles], bool)
    rows = body["article"].to_numpy()
    table["n_words"] = np.bincount(rows, body["n_tokens"].to_numpy(), len(articles)).astype(np.int64)
    distinct = body[["article", "sentence"]].drop_duplicates()["article"].to_numpy()
    table["n_sentences"] = np.bincount(distinct, minlength=len(articles)).astype(np.int64)
    table["dropped"] = np.array([count for block in blocks for count in block.dropped], np.int64)
    return table


def _hits_table(parts: list[Spans], firsts: NDArray[np.int64], codebook: Codebook) -> pd.DataFrame:
    table, pattern = _spans_table(parts, firsts)
    keys = list(codebook.frames)
    frame = np.array([keys.index(p.key) for p in codebook.patterns], np.int16)
    table.insert(1, "frame", _coded(frame[pattern], keys))
    table.insert(2, "pattern", pattern)
    table["ambiguous"] = np.array([p.ambiguous for p in codebook.patterns], bool)[pattern]
    table["negated"] = np.concatenate([part.negated for part in parts])
    return table


def _mentions_table(parts: list[Spans], firsts: NDArray[np.int64], codebook: Codebook) -> pd.DataFrame:
    table, pattern = _spans_table(parts, firsts)
    keys = list(codebook.actors)
    actor = np.array([keys.index(p.key) for p in codebook.aliases], np.int16)
    table.insert(1, "actor", _coded(actor[pattern], keys))
    return table


def _loaded_table(parts: list[Loaded], firsts: NDArray[np.int64], terms: list[NDArray[np.int32]]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "unit": np.concatenate([part.unit + first for part, first in zip(parts, firsts, strict=False)]),
            "term": np.concatenate([known[part.term] for known, part in zip(terms, parts, strict=True)]),
            "contribution": np.concatenate([part.contribution for part in parts]),
        }
    )


def _spans_table(parts: list[Spans], firsts: NDArray[np.int64]) -> tuple[pd.DataFrame, NDArray[np.int32]]:
    table = pd.DataFrame(
        {
            "unit": np.concatenate([part.unit + first for part, first in zip(parts, firsts, strict=False)]),
            "start": np.concatenate([part.start for part in parts]),
            "end": np.concatenate([part.end for part in parts]),
        }
    )
    return table, np.concatenate([part.pattern for part in parts])


def _coded(codes: NDArray[Any], names: Sequence[str]) -> Any:
    """Names stored as small integers; -1 stands for none."""
    return pd.Categorical.from_codes(codes.astype(np.int16), list(names))  # type: ignore[call-overload]
