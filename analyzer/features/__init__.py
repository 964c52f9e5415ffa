"""Text read once, row by row: everything that the measures count.

`featurize` turns a corpus into `Features`; masks (`where`, `take`) give Features again, so a measure works on any
selection without knowing of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analyzer.article import Article
from analyzer.codebook import Codebook
from analyzer.engines import Run
from analyzer.errors import UnreadableError, UsageError, one_of
from analyzer.features._indicator import indicator as indicator
from analyzer.features.blocks import Block
from analyzer.features.frames import SCOPES, Scope
from analyzer.features.running import coded_blocks
from analyzer.features.selecting import TokenStore, in_voice
from analyzer.features.speaking import categories
from analyzer.features.tables import (
    Terms,
    articles_table,
    attributions_table,
    hits_table,
    loaded_table,
    mentions_table,
    units_table,
)
from analyzer.strings import plain_strings
from analyzer.text.units import PLACES, TITLE

Bools = NDArray[np.bool_]
Speech = Literal["attributed", "marked"]
SPEECH: tuple[Speech, ...] = ("attributed", "marked")
_HERE = Run()


@dataclass(frozen=True, eq=False)
class Features:
    """Everything counted, on units (the stretch of one sentence spoken in one voice).

    Attributes
    ----------
    articles : DataFrame of shape (n_articles, ...)
        id, outlet, group, title, published, language, origin, agency, focal, n_words, n_sentences, dropped.
    units : DataFrame of shape (n_units, ...)
        article, paragraph, sentence, place, voice, attribution, speaker, category, start, end, n_tokens, tone,
        tone_masked, n_loaded. `article` is the row in `articles`, `attribution` that in `attributions` (-1: in none),
        `sentence` counts within the article, offsets lead into the text as it was read (into the title where place is
        "title"). Speaker and category are "" in the narrator's voice.
    store : TokenStore
        `tokens`, `barred` and `offsets`; a selection cuts its own out of those of the corpus whenever it is asked.
    vocabulary : ndarray of str
    hits : DataFrame of shape (n_hits, ...)
        unit, frame, pattern (row in ``codebook.patterns``), start, end, ambiguous, negated.
    mentions : DataFrame of shape (n_mentions, ...)
        unit, actor, start, end.
    loaded : DataFrame of shape (n_scored, ...)
        unit, term (row in `vocabulary`; -1 for an emoticon), contribution: the words that `tone_masked` is made of, and
        what each adds to that of its unit.
    attributions : DataFrame of shape (n_attributions, ...)
        article, title (whether the offsets lead into it), kind, verb_tier, rule, speaker, named, category, speaks, and
        start and end of source, cue and content (-1 where there is none). Also those whose words stayed the narrator's;
        `speaks` says whether the source is somebody who can speak, by a rule that is mostly right.
    codebook : Codebook
    """

    articles: pd.DataFrame
    units: pd.DataFrame
    store: TokenStore
    vocabulary: NDArray[np.object_]
    hits: pd.DataFrame
    mentions: pd.DataFrame
    loaded: pd.DataFrame
    attributions: pd.DataFrame
    codebook: Codebook

    @property
    def tokens(self) -> NDArray[np.int32]:
        """Index into `vocabulary`; those of unit u are ``tokens[offsets[u]:offsets[u + 1]]``."""
        return self.store.tokens

    @property
    def barred(self) -> NDArray[np.bool_]:
        """Whether punctuation or the beginning of a unit stands before each token."""
        return self.store.barred

    @property
    def offsets(self) -> NDArray[np.int64]:
        """Where the tokens of each unit begin, and the end of the last: shape (n_units + 1,)."""
        return self.store.offsets

    def where(
        self, *, voice: str | None = None, place: str | Sequence[str] | None = None, category: str | None = None
    ) -> Features:
        """The features of those units alone that are in a voice, at a place, and spoken by a category of speakers.

        Parameters
        ----------
        voice : str, optional
            A voice, "attributed" (quoted or paraphrased), "unquoted" (not quoted) or "all".
        place : str or sequence of str, optional
        category : str, optional
            A category of the codebook, "other" (a speaker who fits none) or "unknown" (nobody knows who speaks).

        Raises
        ------
        UsageError
            When there is no such voice, place or category.
        """
        places = (place,) if place is None or isinstance(place, str) else tuple(place)
        return self._selected((voice, places, category), lambda: self._mask(voice, place, category))

    @property
    def body(self) -> Features:
        """Without the titles: what every measure counts unless it says otherwise."""
        return self._selected("body", lambda: (self.units["place"] != TITLE).to_numpy())

    def forget(self) -> None:
        """Drop what was selected and remembered, which takes as much memory as the features."""
        self._selections.clear()

    def _selected(self, key: Any, mask: Callable[[], Bools]) -> Features:
        if key not in self._selections:
            self._selections[key] = None if (made := self._units(mask())) is self else made  # a circle would stay long
        return self._selections[key] or self

    @cached_property
    def _selections(self) -> dict[Any, Features | None]:
        return {}  # measures ask for the same few hundreds of times; None stands for all units

    def _mask(self, voice: str | None, place: str | Sequence[str] | None, category: str | None) -> NDArray[np.bool_]:
        keep = np.ones(len(self.units), bool) if voice is None else in_voice(self.units, voice)
        if place is not None:
            places = [place] if isinstance(place, str) else list(place)
            keep = keep & self.units["place"].isin([one_of("place", p, PLACES) for p in places]).to_numpy()
        if category is not None:
            keep = keep & (self.units["category"] == one_of("category", category, categories(self.codebook))).to_numpy()
        return keep

    @plain_strings
    def take(self, articles: Iterable[int]) -> Features:
        """The features of some articles (row numbers, each once), in the order of the corpus; -1 is the last."""
        rows = np.unique(np.arange(len(self.articles))[np.fromiter(articles, np.int64)])
        kept = self._units(np.isin(self.units["article"].to_numpy(), rows))
        owner = np.searchsorted(rows, kept.units["article"].to_numpy())
        there = np.isin(self.attributions["article"].to_numpy(), rows)
        said = self.attributions[there].reset_index(drop=True)
        said["article"] = np.searchsorted(rows, said["article"].to_numpy()).astype(np.int32)
        names = sorted({"", *said["speaker"]})
        said["speaker"] = said["speaker"].cat.set_categories(names)
        number = np.append(np.cumsum(there) - 1, -1)[kept.units["attribution"].to_numpy()]
        units = kept.units.assign(
            article=owner.astype(np.int32),
            attribution=number.astype(np.int32),
            speaker=kept.units["speaker"].cat.set_categories(names),
        )
        table = self.articles.iloc[rows].reset_index(drop=True)
        return replace(kept, articles=table, units=units, attributions=said)

    def _units(self, keep: NDArray[np.bool_]) -> Features:
        """The features of the units that `keep` marks; articles stay, even with no unit left."""
        if keep.all():
            return self
        number = np.cumsum(keep) - 1
        within = []
        for table in (self.hits, self.mentions, self.loaded):
            rows = table[keep[table["unit"].to_numpy()]]
            within.append(rows.assign(unit=number[rows["unit"].to_numpy()]).reset_index(drop=True))
        return replace(
            self,
            units=self.units[keep].reset_index(drop=True),
            store=self.store.of(keep),
            hits=within[0],
            mentions=within[1],
            loaded=within[2],
        )

    def __getstate__(self) -> dict[str, Any]:
        """What was counted; what was selected of it and remembered stays behind."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def counts(self) -> sparse.csr_array:
        """Terms counted in units: an int32 matrix of shape (n_units, n_terms)."""
        tokens, shape = self.tokens, (len(self.units), len(self.vocabulary))
        ones = np.ones(len(tokens), np.int32)
        matrix = sparse.csr_array((ones, tokens, self.offsets), shape=shape, copy=True)  # it sorts in place
        matrix.sum_duplicates()
        return matrix

    def sentences(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The sentence of each unit, as a number without gaps over all articles; and the article of each sentence."""
        return self._sentences

    @cached_property
    def _sentences(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        article = self.units["article"].to_numpy()
        number = self.units["sentence"].to_numpy()
        new = np.ones(len(article), bool)
        new[1:] = (article[1:] != article[:-1]) | (number[1:] != number[:-1])
        return np.cumsum(new) - 1, article[new].astype(np.int64)


@plain_strings
def featurize(
    articles: Sequence[Article],
    codebook: Codebook,
    *,
    focal: str | None = None,
    scope: Scope = "dictionary",
    speech: Speech = "attributed",
    run: Run = _HERE,
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
    speech : {"attributed", "marked"}
        Whether attributions are looked for, so that paraphrases are told from the narrator's words and speakers are
        known; or units are cut at quotation marks alone, which is faster.
    run : Run, optional
        Engine, cache and progress; see `analyzer.engines`.

    Raises
    ------
    UsageError
        When `focal` is no article's id, or there is no such scope or speech.
    UnreadableError
        When there is no article, or none with a word.
    EngineError
        When workers were lost.

    Examples
    --------
    >>> from analyzer.codebook import load_codebook
    >>> features = featurize([Article("a", "", "The court issued a warrant. He smiled.")], load_codebook())
    >>> len(features.units), features.hits["frame"].tolist()
    (2, ['legal_scrutiny', 'legal_scrutiny'])
    """
    one_of("scope", scope, SCOPES)
    one_of("speech", speech, SPEECH)
    if focal is not None and all(article.id != focal for article in articles):
        raise UsageError(f"focal: no article has the id {focal!r}.", fix="See the ids: analyzer inspect PATH")
    coded = coded_blocks(articles, codebook, scope=scope, attribute=speech == "attributed", run=run)
    features = assemble(articles, coded, codebook, focal=focal) if articles else None
    if features is None or not len(features.tokens):
        raise UnreadableError("There is no article with a word in it.", fix="See what was read: analyzer inspect PATH")
    return features


def assemble(
    articles: Sequence[Article], coded: Iterable[Block], codebook: Codebook, *, focal: str | None = None
) -> Features:
    """The features of articles from their blocks, which may come one by one."""
    terms = Terms()
    blocks = [terms.numbered(block) for block in coded]
    vocabulary, rank = terms.sorted()
    said = attributions_table(blocks, codebook)
    units = units_table(blocks, said)
    firsts = np.cumsum([0, *(len(block.units) for block in blocks)])
    return Features(
        articles=articles_table(articles, blocks, units, focal),
        units=units,
        store=TokenStore(
            rank[np.concatenate([block.tokens for block in blocks])],
            np.concatenate([block.barred for block in blocks]),
            np.concatenate(([0], np.cumsum(units["n_tokens"].to_numpy()))),
        ),
        vocabulary=vocabulary,
        hits=hits_table([block.hits for block in blocks], firsts, codebook),
        mentions=mentions_table([block.mentions for block in blocks], firsts, codebook),
        loaded=loaded_table([block.loaded for block in blocks], firsts, rank),
        attributions=said,
        codebook=codebook,
    )
