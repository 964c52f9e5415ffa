"""From numbers back to sentences: every hit, everything that somebody says and every occurrence of a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from zlib import crc32

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analyzer.article import Article
from analyzer.features import Features
from analyzer.text.normalise import normalise
from analyzer.text.units import TITLE
from analyzer.text.voices import PARAPHRASED, QUOTED

EVIDENCE = (
    "article", "outlet", "group", "frame", "pattern", "match", "sentence", "start", "end", "sentence_start",
    "sentence_end", "paragraph", "place", "voice", "speaker", "category", "ambiguous", "negated",
)  # fmt: skip
QUOTES = (
    "article", "outlet", "group", "voice", "speaker", "category", "named", "verb_tier", "rule", "n_words", "start",
    "end", "source_start", "source_end", "place", "text",
)  # fmt: skip
_UNKNOWN: dict[str, Any] = {"named": False, "verb_tier": "", "rule": "", "source_start": -1, "source_end": -1}
_ODD, _FACTOR = np.uint64(0x9E3779B1), np.uint64(0x9E3779B97F4A7C15)
KWIC = ("article", "outlet", "group", "left", "match", "right", "start", "end")


def evidence(features: Features, articles: Sequence[Article], *, keep_text: bool = True, most: int = 0) -> pd.DataFrame:
    """One row a hit of the codebook: who, which frame, which words, in which sentence.

    Offsets lead into the article's text as read; where `place` is "title", into its title. With `most`, of each frame
    all hits of the focal article and about so many of the others, by whole sentences: the same for any order of input.
    """
    units, hits = _with_sentence(features), features.hits
    if most:
        kept = _spread(features, hits["unit"].to_numpy(), hits["frame"].cat.codes.to_numpy(), most)
        hits = hits[kept].reset_index(drop=True)
    rows = units.iloc[hits["unit"].to_numpy()].reset_index(drop=True)
    about = features.articles.iloc[rows["article"].to_numpy()].reset_index(drop=True)
    place = rows[["paragraph", "place", "voice", "speaker", "category", "sentence_start", "sentence_end"]]
    table = pd.concat([place, about[["outlet", "group"]]], axis=1)
    table["article"] = about["id"]
    table["frame"] = hits["frame"].astype(object).to_numpy()
    table["pattern"] = np.array([p.text for p in features.codebook.patterns], object)[hits["pattern"]]
    for name in ("start", "end", "ambiguous", "negated"):
        table[name] = hits[name].to_numpy()
    texts = _texts(articles, rows, keep_text=keep_text)
    spans = zip(texts, table["start"], table["end"], strict=True)
    table["match"] = np.array([text[start:end] for text, start, end in spans], object)
    spans = zip(texts, table["sentence_start"], table["sentence_end"], strict=True)
    table["sentence"] = np.array([text[start:end] for text, start, end in spans], object)
    return _plain(table)[list(EVIDENCE)]


def quotes(features: Features, articles: Sequence[Article], *, keep_text: bool = True, most: int = 0) -> pd.DataFrame:
    """One row a stretch of a sentence that somebody else than the narrator says, quoted or paraphrased.

    `rule` says which rule found the speaker, `source_start` and `source_end` where the speaker is named; "" and -1
    where no rule found one. With `most`, all of the focal article and about so many of the others, by whole sentences.
    """
    said = np.flatnonzero(features.units["voice"].isin((QUOTED, PARAPHRASED)).to_numpy())
    if most:
        said = said[_spread(features, said, np.zeros(len(said), np.int64), most)]
    rows = features.units.iloc[said].reset_index(drop=True)
    about = features.articles.iloc[rows["article"].to_numpy()].reset_index(drop=True)
    table = rows[["voice", "speaker", "category", "start", "end", "place"]].assign(
        article=about["id"], outlet=about["outlet"], group=about["group"], n_words=rows["n_tokens"]
    )
    for name, unknown in _UNKNOWN.items():
        told = np.append(features.attributions[name].to_numpy(), unknown)  # the last one: of no attribution, row -1
        table[name] = told[rows["attribution"].to_numpy()]
    spans = zip(_texts(articles, rows, keep_text=keep_text), rows["start"], rows["end"], strict=True)
    table["text"] = np.array([text[start:end] for text, start, end in spans], object)
    return _plain(table)[list(QUOTES)]


def _spread(features: Features, unit: NDArray[np.int64], kind: NDArray[np.integer], most: int) -> NDArray[np.bool_]:
    """Which rows to keep: all of the focal article, of each kind about `most` of the others.

    Sentences are drawn by a number made of the article's id and their place in it, so what is drawn depends on neither
    the order nor the other articles.
    """
    article = features.units["article"].to_numpy()[unit]
    focal = features.articles["focal"].to_numpy(bool)[article]
    ids = np.array([crc32(name.encode("utf-8", "surrogatepass")) for name in features.articles["id"]], np.uint64)
    sentence = features.units["sentence"].to_numpy().astype(np.uint64)[unit]
    number = (ids[article] + sentence * _ODD) * _FACTOR  # wraps around
    number ^= number >> np.uint64(29)
    number *= _FACTOR
    kept: NDArray[np.bool_] = focal.copy()
    for one in np.unique(kind):
        rows = np.flatnonzero(~focal & (kind == one))
        last = np.partition(number[rows], most - 1)[most - 1] if len(rows) > most else np.uint64(2**64 - 1)
        kept[rows[number[rows] <= last]] = True
    return kept


def kwic(articles: Sequence[Article], term: str, *, width: int = 60) -> pd.DataFrame:
    """Keyword in context: every occurrence of a word or phrase, with what stands around it; titles are not searched.

    Quotes, dashes and invisible characters make no difference; punctuation may stand between the words of a phrase.

    Parameters
    ----------
    term : str
        Words, case ignored; `*` stands for any run of letters, so ``warrant*`` finds "warrants".
    width : int
        Characters on either side.

    >>> kwic([Article("a", "", "The court spoke.")], "court")[["left", "match", "right"]].values.tolist()
    [['The ', 'court', ' spoke.']]
    """
    words = r"\W+".join(map(_expression, normalise(term).text.split()))
    if not words:
        return pd.DataFrame(columns=list(KWIC))
    pattern = re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
    rows = [
        (
            article.id,
            article.outlet,
            article.group,
            article.text[max(0, start - width) : start],
            article.text[start:end],
            article.text[end : end + width],
            start,
            end,
        )
        for article in articles
        for start, end in _found(pattern, article.text)
    ]
    return pd.DataFrame(rows, columns=list(KWIC))


def _expression(word: str) -> str:
    return re.escape(word).replace(r"\*", r"\w*").replace(r"\?", r"\w") if word.strip("*") else r"\w+"


def _found(pattern: re.Pattern[str], raw: str) -> Iterator[tuple[int, int]]:
    """Spans in the text as read of what the pattern matches in the normalised text."""
    normalised = normalise(raw)
    spans = np.array([match.span() for match in pattern.finditer(normalised.text)], np.int64).reshape(-1, 2)
    return zip(normalised.starts(spans[:, 0]).tolist(), normalised.ends(spans[:, 1]).tolist(), strict=True)


def _with_sentence(features: Features) -> pd.DataFrame:
    """The units with the span of the sentence they belong to."""
    number, _ = features.sentences()
    units = features.units
    first = units.groupby(number, sort=False)["start"].min().to_numpy()
    last = units.groupby(number, sort=False)["end"].max().to_numpy()
    return units.assign(sentence_start=first[number], sentence_end=last[number])


def _texts(articles: Sequence[Article], rows: pd.DataFrame, *, keep_text: bool) -> list[str]:
    if not keep_text:
        return [""] * len(rows)
    is_title = (rows["place"] == TITLE).to_numpy()
    owners = [articles[number] for number in rows["article"]]
    return [a.title if title else a.text for a, title in zip(owners, is_title, strict=True)]


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    for name in ("place", "voice", "speaker", "category"):
        table[name] = table[name].astype(object).where(table[name].notna(), "")
    return table
