"""What a reader should know before trusting a number: plain sentences on the design of a comparison."""

from __future__ import annotations

import pandas as pd

from analyzer.codebook import Codebook
from analyzer.corpus import Corpus
from analyzer.features import Features
from analyzer.features.shingles import overlaps
from analyzer.settings import Settings

_DAYS = 14
_ALPHA = 0.05
_MANY = 2000  # articles up to which every pair is looked at
_SHOWN = 3


def design_warnings(features: Features, corpus: Corpus, codebook: Codebook, settings: Settings) -> tuple[str, ...]:
    """One sentence for each weakness of the material, with what follows from it.

    Says nothing of what the texts contain.
    """
    others = features.articles[~features.articles["focal"]]
    found = [
        _few(len(others), codebook, settings),
        _skipped(corpus),
        _languages(features, settings),
        _dates(features.articles["published"]),
        _groups(others, settings),
        _empty(features),
        _copies(features),
        "Frames are counted by a codebook that has not been checked against human coding: read them as vocabulary.",
    ]
    return tuple(sentence for sentence in found if sentence)


def _few(n: int, codebook: Codebook, settings: Settings) -> str:
    if n < settings.min_group:
        return f"Only {n} other articles: no range can be given for them; every number describes these texts alone."
    family = len(codebook.frames) + len(codebook.axes) + 1
    if family / (n + 1) > _ALPHA:
        needed = round(family / _ALPHA) - 1
        return (
            f"With {n} other articles a single difference can be called likely at most: among {family} comparisons one "
            f"article's rank could be called clear from {needed} others on."
        )
    return ""


def _skipped(corpus: Corpus) -> str:
    n = len(corpus.skipped)
    return f"{n} of {len(corpus.ledger)} things given were not used; they are listed with their reasons." if n else ""


def _languages(features: Features, settings: Settings) -> str:
    known = sorted(set(features.articles["language"]) - {"", "en"})
    if not known:
        return ""
    return f"Articles in {', '.join(known)} are compared with English word lists: their numbers are not comparable."


def _dates(published: pd.Series) -> str:
    days = pd.to_datetime(published.str[:10], format="%Y-%m-%d", errors="coerce").dropna()
    missing = len(published) - len(days)
    parts = []
    if missing:
        parts.append(f"{missing} of {len(published)} articles have no date.")
    if len(days) and (days.max() - days.min()).days > _DAYS:
        first, last = days.min().date().isoformat(), days.max().date().isoformat()
        parts.append(f"Dates run from {first} to {last}: later articles may report later events.")
    return " ".join(parts)


def _groups(others: pd.DataFrame, settings: Settings) -> str:
    sizes = others[others["group"] != ""].groupby("group").size()
    small = [f"{name} ({size})" for name, size in sizes.items() if size < settings.min_group]
    return f"Groups with fewer than {settings.min_group} articles have no range: {', '.join(small)}." if small else ""


def _empty(features: Features) -> str:
    none = features.articles[features.articles["n_sentences"] == 0]
    return f"Articles without a sentence: {', '.join(none['id'])}." if len(none) else ""


def _copies(features: Features) -> str:
    if len(features.articles) > _MANY:
        return ""
    found = overlaps(features)
    if found.empty:
        return ""
    names = features.articles["id"]
    pairs = [
        f"{names[a]} and {names[b]} ({100 * share:.0f} % of the shorter one)"
        for a, b, share in zip(found["a"], found["b"], found["contained"], strict=True)
    ]
    more = f" and {len(pairs) - _SHOWN} more" if len(pairs) > _SHOWN else ""
    noun = "pair" if len(pairs) == 1 else "pairs"
    return (
        f"{len(pairs)} {noun} of articles with much text in common, as in agency copy; each article still counts: "
        f"{'; '.join(pairs[:_SHOWN])}{more}."
    )
