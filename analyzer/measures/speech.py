"""How much and how others speak: shares of words that are not the narrator's, and how many voices share them (0 to 1).

It tells how much room others get, whether they have names, and whether one of them speaks most of it. It does not say
that many quotations make a text fair, or few a text unfair; what the rules of attribution do not find counts as the
narrator's.

Source: diversity after Gini (1912), Variabilità e mutabilità, and Shannon (1948), A mathematical theory of
communication; of sources in news after Benson (2009), What makes news more multiperspectival?
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from analyzer.errors import one_of
from analyzer.features import Features
from analyzer.features.selecting import in_voice
from analyzer.features.speaking import UNKNOWN, categories
from analyzer.measures._levels import By, Sets, sets
from analyzer.measures._schema import Schema, make_table
from analyzer.measures._statistic import Measured, Statistic, mean_rows, per_row
from analyzer.measures._turns import turns

Floats = NDArray[np.float64]
VOICES = ("all", "attributed")
_ROOM = ("attributed", "quoted")
_OF_WORDS = ("named", "unknown")
_DIVERSITY = ("diversity", "diversity_categories")

SCHEMA = Schema(
    item="'attributed' and 'quoted' (voice 'all'); 'named', 'unknown', 'diversity', 'diversity_categories'",
    unit="share of words; of diversity, the chance that two words are of two speakers or categories",
    lowest=0.0,
    highest=1.0,
    units="sentences (voice 'all'); attributions, and sentences of others' words without one",
    interval="shares: Wilson interval on sentences or attributions, as many as there would be if all were of one "
    "length, and none for the diversity of one article (focal, article); t on article means (outlet, group, others)",
    extra=(
        ("words", "words that the value is a share of, or that the diversity is of; all articles of the row together"),
        ("shannon", "Shannon's H (natural logarithm) of the same shares, of diversity alone; mean of articles"),
        ("between", "of diversity alone, the chance for words of two different attributions; mean of articles"),
        ("speakers", "how many speakers or categories share the words, of diversity alone; mean of articles"),
    ),
)
_NOBODY = "nobody is quoted or paraphrased"
_NOBODY_KNOWN = "nobody who is known is quoted or paraphrased"


def statistic(features: Features, *, voice: str = "attributed") -> Statistic:
    """Room, names and diversity as a `Statistic`: sums are words, rows are sentences or attributions.

    In the voice "all", the words of others in all words; in "attributed", what those words are made of.
    """
    one_of("voice", voice, VOICES)
    return _room(features) if voice == "all" else _made_of(features)


def _room(features: Features) -> Statistic:
    body = features.body
    sentence, article = body.sentences()
    words = body.units["n_tokens"].to_numpy()
    columns = (words * in_voice(body.units, "attributed"), words * in_voice(body.units, "quoted"), words)
    return Statistic(
        items=_ROOM,
        sums=sparse.csr_array(np.column_stack([np.bincount(sentence, column, len(article)) for column in columns])),
        article=article,
        n_articles=len(features.articles),
        formula=per_row,
        undefined="no words",
        whole=(2, 2),
    )


def _made_of(features: Features) -> Statistic:
    """Sums: words of named, unknown and all speakers, squares of turns, words of categories and of speakers."""
    chosen = features.body.where(voice="attributed")
    turn, article = turns(chosen)
    units, keys = chosen.units, categories(features.codebook)
    named = np.append(features.attributions["named"].to_numpy(bool), False)[units["attribution"].to_numpy()]
    known = (units["category"] != UNKNOWN).to_numpy()
    words = units["n_tokens"].to_numpy().astype(np.float64)
    speaker = _numbered(units, known)
    of_turns = [np.bincount(turn, words * of, len(article)) for of in (named, ~known, 1.0, known)]
    blocks = (
        sparse.coo_array(np.column_stack([*of_turns[:3], of_turns[3] ** 2])),
        _spread(words, turn, units["category"].cat.codes.to_numpy(), known, (len(article), len(keys) - 1)),
        _spread(words, turn, speaker, known, (len(article), int(speaker.max(initial=-1)) + 1)),
    )
    return Statistic(
        items=(*_OF_WORDS, *_DIVERSITY),
        sums=sparse.csr_array(sparse.hstack(blocks)),
        article=article,
        n_articles=len(features.articles),
        formula=partial(_values, n_categories=len(keys) - 1),
        undefined=_NOBODY,
        whole=(2, 2, -1, -1),
        unit="attributions",
    )


def _numbered(units: pd.DataFrame, known: NDArray[np.bool_]) -> NDArray[np.int64]:
    """A number for each known speaker that begins anew in every article, so that sums stay narrow; -1 for the rest."""
    pairs = units["article"].to_numpy().astype(np.int64) * (len(units) + 1)
    codes, _ = pd.factorize(units["speaker"])
    whole, pair = np.unique((pairs + codes)[known], return_inverse=True)
    article = whole // (len(units) + 1)
    number = np.full(len(units), -1, np.int64)
    number[known] = (np.arange(len(whole)) - np.searchsorted(article, article))[pair]
    return number


def _spread(
    words: Floats, row: NDArray[np.int64], column: NDArray[np.integer], keep: NDArray[np.bool_], shape: tuple[int, int]
) -> sparse.coo_array:
    return sparse.coo_array((words[keep], (row[keep], column[keep])), shape=shape)


def _values(sums: Floats, *, n_categories: int) -> Floats:
    diversity = [_of_shares(words, _gini_simpson) for words in _sharing(sums, n_categories)]
    return np.concatenate((per_row(sums[..., :3]), np.stack(diversity, axis=-1)), axis=-1)


def _sharing(sums: Floats, n_categories: int) -> tuple[Floats, Floats]:
    """The words of each speaker, and of each category."""
    return sums[..., 4 + n_categories :], sums[..., 4 : 4 + n_categories]


def _of_shares(words: Floats, formula: Callable[[Floats], Floats]) -> Floats:
    """A formula of the shares of a sum; NaN where it is 0."""
    total = words.sum(axis=-1, keepdims=True)
    shares = np.divide(words, total, out=np.zeros(words.shape), where=total > 0)
    return np.where(total[..., 0] > 0, formula(shares), np.nan)


def _gini_simpson(shares: Floats) -> Floats:
    index: Floats = np.maximum(0.0, 1 - (shares**2).sum(axis=-1))
    return index


def _shannon(shares: Floats) -> Floats:
    entropy: Floats = -(shares * np.log(np.where(shares > 0, shares, 1.0))).sum(axis=-1)
    return entropy


def _richness(shares: Floats) -> Floats:
    number: Floats = (shares > 0).sum(axis=-1).astype(np.float64)
    return number


def speech(features: Features, *, by: By = "focal", voice: str = "attributed") -> pd.DataFrame:
    """How much others speak, how much of it by name, and how many share it.

    Parameters
    ----------
    features : Features
    by : {"focal", "article", "outlet", "group"}
    voice : {"attributed", "all"}
        "all": which part of all words is attributed, and which stands between quotation marks. "attributed": which part
        of the attributed words has a named speaker and which an unknown one, and the diversity of the known speakers.

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
    >>> text = 'Ann Lee said the court was wrong. "We will see," an aide said. It rained.'
    >>> features = featurize([Article("a", "", text)], load_codebook(), focal="a")
    >>> speech(features, voice="all")["value"].round(3).tolist()
    [0.467, 0.2]
    >>> speech(features)[["item", "value"]].round(3).values.tolist()[:3]
    [['named', 0.571], ['unknown', 0.0], ['diversity', 0.49]]
    """
    return measured(features, voice=voice).table(by)


def measured(features: Features, *, voice: str = "attributed") -> Measured:
    """Shares and diversity in one voice, counted once for tables of every level."""
    made = statistic(features, voice=voice)
    further = replace(made, formula=partial(_further, n_categories=len(categories(features.codebook)) - 1)).by_article()

    def table(by: By) -> pd.DataFrame:
        rows = mean_rows(made, features.articles, by, voice)
        nobody_known = (rows["reason"] != "") & np.isin(rows["item"], _DIVERSITY)
        reason = np.where(nobody_known, _NOBODY_KNOWN, rows["reason"]).astype(object)
        return make_table(rows | _extra(further, sets(features.articles, by)) | {"reason": reason}, SCHEMA)

    return Measured(made, table)


def _extra(further: Floats, found: Sets) -> dict[str, NDArray[Any]]:
    """The extra columns of every set and item: the words together, the means of what articles have."""
    columns = {"words": found.sum(further[..., 0]).astype(np.int64).ravel()}
    for at, name in enumerate(("shannon", "between", "speakers"), 1):
        known = ~np.isnan(further[..., at])
        n, total = found.sum(known.astype(np.float64)), found.sum(np.where(known, further[..., at], 0.0))
        columns[name] = np.divide(total, n, out=np.full(n.shape, np.nan), where=n > 0).ravel()
    return columns


def _further(sums: Floats, *, n_categories: int) -> Floats:
    """The further columns of every item: an array of shape (n_articles, n_items, 4)."""
    none = np.full(sums.shape[:-1], np.nan)
    whole = np.stack((sums[..., 2], none, none, none), axis=-1)
    if sums.shape[-1] == 3:  # the room of others: no speakers
        return np.stack((whole, whole), axis=-2)
    diversity = [
        np.stack(
            (
                words.sum(axis=-1),
                _of_shares(words, _shannon),
                _between(words, sums[..., 3]),
                _of_shares(words, _richness),
            ),
            axis=-1,
        )
        for words in _sharing(sums, n_categories)
    ]
    return np.stack((whole, whole, *diversity), axis=-2)


def _between(words: Floats, squares: Floats) -> Floats:
    """The chance that words of two different attributions are of two speakers; `squares`: of the attributions."""
    total = words.sum(axis=-1) ** 2
    pairs = total - squares
    chance: Floats = np.divide(
        total - (words**2).sum(axis=-1), pairs, out=np.full(pairs.shape, np.nan), where=pairs > 0
    )
    return chance
