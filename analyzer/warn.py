"""What a reader should know before trusting a number: plain sentences on the design of a comparison."""

from __future__ import annotations

import pandas as pd

from analyzer.corpus import Corpus
from analyzer.features import Features
from analyzer.features.shingles import overlaps
from analyzer.inference.design import headlines
from analyzer.settings import Settings

_PAIRS = 2000  # articles up to which every pair is looked at
_SHOWN = 3


def design_warnings(design: pd.DataFrame, features: Features, corpus: Corpus, settings: Settings) -> tuple[str, ...]:
    """One sentence for each weakness of the material, with what follows from it, the gravest first.

    Says nothing of what the texts contain. What is weak in the design stands in the table of the design check; the rest
    is about reading, languages, copies and the codebook.
    """
    remarks = headlines(design)
    found = [
        *(text for grave in ("obstacle", "caution") for text in remarks.loc[remarks["severity"] == grave, "text"]),
        _skipped(corpus),
        _languages(features, settings),
        _copies(features),
        "Frames are counted by a codebook that has not been checked against human coding: read them as vocabulary.",
    ]
    return tuple(sentence for sentence in found if sentence)


def _skipped(corpus: Corpus) -> str:
    n = len(corpus.skipped)
    return f"{n} of {corpus.n_given} things given were not used; they are listed with their reasons." if n else ""


def _languages(features: Features, settings: Settings) -> str:
    known = sorted(set(features.articles["language"]) - {"", "en"})
    if not known:
        return ""
    return f"Articles in {', '.join(known)} are compared with English word lists: their numbers are not comparable."


def _copies(features: Features) -> str:
    if len(features.articles) > _PAIRS:
        return (
            f"With more than {_PAIRS:,} articles, texts that share agency copy are not looked for: articles with much "
            "text in common each count."
        )
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
