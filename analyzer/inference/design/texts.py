"""What else than the telling could make texts differ: length, quotation, too little for topics, words not known."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analyzer.features import Features
from analyzer.features.presence import presence
from analyzer.inference.design.remarks import Remark, listed, plural, remark, worse
from analyzer.measures._topic_model import refusal
from analyzer.measures._topic_units import Problem, TopicUnits, seed_rows
from analyzer.settings import Settings
from analyzer.text.voices import QUOTED

_LONGER = 2  # times; beyond it lengths are unlike
_LENGTHS = "short texts vary more by chance, and keyness and similarity grow with length."
_QUOTES = 0.2  # difference of the shares of quoted words
_ENOUGH = 2  # times the fewest sentences that topics are fitted on
_SPOKEN = 0.5  # share of sentences that carry a frame
_RARE = 3  # articles that carry a frame


def length(features: Features) -> list[Remark]:
    """Words of the article against those of the others, and of groups against one another."""
    table = features.articles[features.articles["n_words"] > 0]
    focal, others = table[table["focal"]], table[~table["focal"]]
    return [*_length_of_focal(focal, others), *_length_of_groups(others[others["group"] != ""])]


def _length_of_focal(focal: pd.DataFrame, others: pd.DataFrame) -> list[Remark]:
    if focal.empty or others.empty:
        return []
    words = int(focal["n_words"].iloc[0])
    low, middle, high = _quartiles(others["n_words"].to_numpy(np.float64))
    ratio = words / middle
    unlike = not 1 / _LONGER <= ratio <= _LONGER
    follows = _LENGTHS if unlike else "lengths are near enough to matter little."
    text = (
        f"This article has {words:,} words, {ratio:.1f} times the median of the others ({middle:,.0f}; half of them "
        f"have {low:,.0f} to {high:,.0f}): {follows}"
    )
    ends = {"low": low / middle, "high": high / middle}
    name = str(focal["id"].iloc[0])
    return [
        remark("length", "words", text, ratio, **ends, n=len(others), severity=worse(unlike), level="focal", name=name)
    ]


def _length_of_groups(grouped: pd.DataFrame) -> list[Remark]:
    medians = grouped.groupby("group")["n_words"].median()
    if len(medians) < 2:
        return []
    least, most = medians.min(), medians.max()
    ratio = float(most / least)
    follows = _LENGTHS if ratio > _LONGER else "lengths are near enough to matter little."
    text = (
        f"The median length of groups runs from {least:,.0f} words ({medians.idxmin()}) to {most:,.0f} "
        f"({medians.idxmax()}), {ratio:.1f} times as many: {follows}"
    )
    return [remark("length", "words of groups", text, ratio, n=len(grouped), severity=worse(ratio > _LONGER))]


def voice(features: Features, settings: Settings) -> list[Remark]:
    """Whether article and others quote alike, as different kinds of articles do not; and who is silent in the voice."""
    units, focal = features.body.units, features.articles["focal"].to_numpy(bool)
    words = features.articles["n_words"].to_numpy(np.float64)
    quoted = np.bincount(units["article"], units["n_tokens"] * (units["voice"] == QUOTED), len(words))
    share = np.divide(quoted, words, out=np.full(len(words), np.nan), where=words > 0)
    own, others = share[focal & (words > 0)], share[~focal & (words > 0)]
    rows = []
    if len(own) and len(others):
        low, middle, high = _quartiles(others)
        unlike = abs(float(own[0]) - middle) > _QUOTES
        follows = (
            "they may be of different kinds, such as an interview and a report; compare each voice by itself."
            if unlike
            else "they quote alike enough to be of one kind."
        )
        text = (
            f"In quotation marks stand {100 * own[0]:.0f} of 100 words of this article and {100 * middle:.0f} of the "
            f"others (median; half of them have {100 * low:.0f} to {100 * high:.0f}): {follows}"
        )
        rows.append(
            remark("voice", "quoted words", text, own[0], low=low, high=high, n=len(others), severity=worse(unlike),
                   level="focal", name=str(features.articles["id"][focal].iloc[0]))
        )  # fmt: skip
    return [*rows, _silent(features, settings)]


def _silent(features: Features, settings: Settings) -> Remark:
    spoken = np.zeros(len(features.articles), bool)
    spoken[features.body.where(voice=settings.voice).units["article"].to_numpy()] = True
    names = features.articles["id"][~spoken].tolist()
    in_voice = "" if settings.voice == "all" else f" in the voice that is compared ({settings.voice})"
    text = f"Articles without a sentence{in_voice}: {listed(names)}; they have no value there and count nowhere."
    if not names:
        text = f"Every article has a sentence{in_voice}, so every one counts."
    return remark("voice", "no sentence", text, len(names), n=len(spoken), severity=worse(bool(names)))


def topics(units: TopicUnits, settings: Settings) -> list[Remark]:
    """Whether there are sentences enough to fit topics on."""
    reason = refusal(Problem(units, *seed_rows(units, 0)), "free", settings.topic_units)
    n, articles = units.n_sentences, len(np.unique(units.article))
    few = n < _ENOUGH * settings.topic_units
    follows = "few, so that topics change with single articles." if few else "enough to fit topics on."
    text = f"{n:,} sentences are long enough for topics, and {settings.topic_units} are needed: {follows}"
    if reason:
        text = f"There are no topics: {reason}."
    return [remark("topics", "sentences", text, n, n=articles, severity="obstacle" if reason else worse(few))]


def codebook(features: Features, settings: Settings) -> list[Remark]:
    """How much of the others the codebook speaks of, and which frames hardly any of them carries."""
    chosen = features.body.where(voice=settings.voice)
    carried, article = presence(chosen), chosen.sentences()[1]
    theirs = ~features.articles["focal"].to_numpy(bool)[article]
    carried, article = carried[theirs], article[theirs]
    if not len(carried):
        return []
    sentences = np.bincount(article)
    shares = (np.bincount(article, carried.any(axis=1)) / np.maximum(sentences, 1))[sentences > 0]
    low, middle, high = _quartiles(shares)
    follows = "of most of what they say, frames tell nothing." if middle < _SPOKEN else "frames speak of most of it."
    text = (
        f"{100 * middle:.0f} of 100 sentences of the others carry a frame (median of {plural(len(shares), 'article')}; "
        f"half of them {100 * low:.0f} to {100 * high:.0f}): {follows}"
    )
    whole = remark(
        "codebook", "any frame", text, middle, low=low, high=high, n=len(shares), severity=worse(middle < _SPOKEN)
    )
    return [whole, _rare(features, carried, article, len(shares))]


def _rare(features: Features, carried: NDArray[np.bool_], article: NDArray[np.int64], n: int) -> Remark:
    frames = features.codebook.frames
    articles = [len(np.unique(article[carried[:, at]])) for at in range(len(frames))]
    names = [f"{f.label} ({m})" for f, m in zip(frames.values(), articles, strict=True) if m < _RARE]
    text = f"Every frame stands in {_RARE} others or more, so that a difference in it rests on both sides."
    if names:
        follows = "a difference in them rests on the article alone."
        text = f"Frames that fewer than {_RARE} others carry: {listed(names)}; {follows}"
    return remark("codebook", "rare frames", text, len(names), n=n, severity=worse(bool(names)))


def _quartiles(values: NDArray[np.float64]) -> tuple[float, float, float]:
    """Lower quartile, median, upper quartile."""
    low, middle, high = np.quantile(values, (0.25, 0.5, 0.75))
    return float(low), float(middle), float(high)
