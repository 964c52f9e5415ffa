"""The arrays of blocks put together as the tables of `Features`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analyzer.article import Article
from analyzer.codebook import Codebook
from analyzer.features.blocks import Block, Loaded, Spans
from analyzer.features.speaking import RULES, SPANS, UNKNOWN, categories
from analyzer.text.attribution import KINDS, TIERS
from analyzer.text.units import PLACES, TITLE
from analyzer.text.voices import NARRATOR, REPORTING, VOICES


class Terms:
    """One vocabulary for all blocks, sorted: the same corpus gives the same ids however it was cut into blocks."""

    def __init__(self) -> None:
        self._number: defaultdict[str, int] = defaultdict()
        self._number.default_factory = self._number.__len__

    def numbered(self, block: Block) -> Block:
        """The block with numbers of this vocabulary, in order of first appearance, and none of its own."""
        own = map(self._number.__getitem__, block.vocabulary)
        number = np.array([*own, -1], np.int32)  # no term (-1) stays none
        loaded = replace(block.loaded, term=number[block.loaded.term])
        return replace(block, vocabulary=[], tokens=number[block.tokens], loaded=loaded)

    def sorted(self) -> tuple[NDArray[np.object_], NDArray[np.int32]]:
        """The vocabulary in its order, and the number there of each number given so far, with -1 at the end."""
        vocabulary = sorted(self._number)
        rank = np.full(len(vocabulary) + 1, -1, np.int32)
        rank[np.fromiter(map(self._number.__getitem__, vocabulary), np.int64)] = np.arange(len(vocabulary))
        return np.array(vocabulary, object), rank


def _firsts(blocks: Sequence[Block]) -> NDArray[np.int64]:
    """The row of the first article of each block."""
    return np.cumsum([0, *(len(block.agencies) for block in blocks)])


def units_table(blocks: Sequence[Block], said: pd.DataFrame) -> pd.DataFrame:
    """The units of all blocks, with who speaks them according to the attributions."""
    columns = np.concatenate([block.units for block in blocks]).T
    attribution = _attribution_of(blocks)
    narrated = np.isin(columns[3], [VOICES.index(NARRATOR), VOICES.index(REPORTING)])
    return pd.DataFrame(
        {
            "article": _owners([block.article for block in blocks], blocks),
            "paragraph": columns[0].astype(np.int32),
            "sentence": columns[1].astype(np.int32),
            "place": _coded(columns[2], PLACES),
            "voice": _coded(columns[3], VOICES),
            "attribution": attribution,
            "speaker": _who(said["speaker"], "", attribution, narrated),
            "category": _who(said["category"], UNKNOWN, attribution, narrated),
            "start": columns[4],
            "end": columns[5],
            "n_tokens": np.concatenate([block.lengths for block in blocks]).astype(np.int32),
            "tone": np.concatenate([block.tone for block in blocks]),
            "tone_masked": np.concatenate([block.tone_masked for block in blocks]),
            "n_loaded": np.concatenate([block.n_loaded for block in blocks]).astype(np.int32),
        }
    )


def _owners(own: Sequence[NDArray[np.int64]], blocks: Sequence[Block]) -> NDArray[np.int32]:
    """Rows of articles, from their numbers in each block."""
    rows = [numbers + first for numbers, first in zip(own, _firsts(blocks), strict=False)]
    return np.concatenate(rows).astype(np.int32)


def _attribution_of(blocks: Sequence[Block]) -> NDArray[np.int32]:
    """The row in the table of attributions of each unit, -1 without one."""
    first = np.cumsum([0, *(len(block.said.speakers) for block in blocks)])
    numbers = [
        np.where(own < 0, -1, own + at) for own, at in zip((block.units[:, 6] for block in blocks), first, strict=False)
    ]
    return np.concatenate(numbers).astype(np.int32)


def _who(
    told: pd.Series[Any], nobody: str, attribution: NDArray[np.int32], narrated: NDArray[np.bool_]
) -> pd.Categorical:
    """What attributions tell about the units they cover; `nobody` for those of none, missing for the narrator."""
    names = list(told.cat.categories)
    codes = np.append(told.cat.codes.to_numpy(), names.index(nobody))[attribution]
    who: pd.Categorical = _coded(np.where(narrated, -1, codes), names)
    return who


def attributions_table(blocks: Sequence[Block], codebook: Codebook) -> pd.DataFrame:
    """The attributions of all blocks."""
    parts = [block.said for block in blocks]
    kind, tier, rule = np.concatenate([part.words for part in parts]).T
    speakers = [speaker for part in parts for speaker in part.speakers]
    names = sorted({"", *speakers})
    number = {name: at for at, name in enumerate(names)}
    title = np.concatenate([part.part % 2 == 0 for part in parts])
    table = pd.DataFrame(
        {
            "article": _owners([part.part // 2 for part in parts], blocks),
            "title": title,
            "kind": _coded(kind, KINDS),
            "verb_tier": _coded(tier, TIERS),
            "rule": _coded(rule, RULES),
            "speaker": _coded(np.array([number[speaker] for speaker in speakers], np.int64), names),
            "named": np.concatenate([part.named for part in parts]),
            "speaks": np.concatenate([part.speaks for part in parts]),
            "category": _coded(np.concatenate([block.category for block in blocks]), categories(codebook)),
        }
    )
    table[[*SPANS]] = np.concatenate([part.spans for part in parts])
    return table


def articles_table(
    articles: Sequence[Article], blocks: list[Block], units: pd.DataFrame, focal: str | None
) -> pd.DataFrame:
    """One row an article."""
    body = units[units["place"] != TITLE]
    names = ("id", "outlet", "group", "title", "published", "language", "origin")
    table = pd.DataFrame({name: [getattr(article, name) for article in articles] for name in names}, dtype=object)
    table["agency"] = np.array([agency for block in blocks for agency in block.agencies], object)
    table["focal"] = np.array([article.id == focal for article in articles], bool)
    rows = body["article"].to_numpy()
    table["n_words"] = np.bincount(rows, body["n_tokens"].to_numpy(), len(articles)).astype(np.int64)
    distinct = body[["article", "sentence"]].drop_duplicates()["article"].to_numpy()
    table["n_sentences"] = np.bincount(distinct, minlength=len(articles)).astype(np.int64)
    table["dropped"] = np.concatenate([block.dropped for block in blocks])
    return table


def hits_table(parts: list[Spans], firsts: NDArray[np.int64], codebook: Codebook) -> pd.DataFrame:
    """One row a hit of a frame."""
    table, pattern = _spans_table(parts, firsts)
    keys = list(codebook.frames)
    frame = np.array([keys.index(p.key) for p in codebook.patterns], np.int16)
    table.insert(1, "frame", _coded(frame[pattern], keys))
    table.insert(2, "pattern", pattern)
    table["ambiguous"] = np.array([p.ambiguous for p in codebook.patterns], bool)[pattern]
    table["negated"] = np.concatenate([part.negated for part in parts])
    return table


def mentions_table(parts: list[Spans], firsts: NDArray[np.int64], codebook: Codebook) -> pd.DataFrame:
    """One row a mention of an actor."""
    table, pattern = _spans_table(parts, firsts)
    keys = list(codebook.actors)
    actor = np.array([keys.index(p.key) for p in codebook.aliases], np.int16)
    table.insert(1, "actor", _coded(actor[pattern], keys))
    return table


def loaded_table(parts: list[Loaded], firsts: NDArray[np.int64], rank: NDArray[np.int32]) -> pd.DataFrame:
    """One row a scored word; `rank` leads from the numbers of terms in the parts to those of the vocabulary."""
    return pd.DataFrame(
        {
            "unit": np.concatenate([part.unit + first for part, first in zip(parts, firsts, strict=False)]),
            "term": rank[np.concatenate([part.term for part in parts])],
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
    small = np.int16 if len(names) < np.iinfo(np.int16).max else np.int32
    return pd.Categorical.from_codes(codes.astype(small), list(names))  # type: ignore[call-overload]
