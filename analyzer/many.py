"""What tables leave out when there are very many articles, and how that is said.

A row for every article in every voice, or every sentence with a hit, is more than anybody reads, and of a hundred
thousand articles more than a machine holds. Nothing that a number rests on is left out.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analyzer.features import Features
from analyzer.measures import BY, By
from analyzer.measures._candidates import RARE, least_of
from analyzer.settings import Settings
from analyzer.text.voices import PARAPHRASED, QUOTED

MANY = 200  # articles
MOST_HITS, MOST_QUOTES = 10_000, 20_000  # rows of the others: hits of each frame, stretches of others' words
BY_ARTICLE = ("framing", "axis", "tone")  # what still has a row for every article, in the voice of the findings


def levels_of(measure: str, voice: str, n_articles: int, settings: Settings) -> tuple[By, ...]:
    """The levels that the table of a measure has in a voice: all, or of many articles mostly none for single ones.

    >>> levels_of("tone", "quoted", 201, Settings()), levels_of("tone", "narrator", 201, Settings()) == BY
    (('focal', 'outlet', 'group'), True)
    """
    if n_articles <= MANY or (measure in BY_ARTICLE and voice == settings.voice):
        return BY
    return tuple(by for by in BY if by != "article")


def left_out(features: Features, tables: Mapping[str, pd.DataFrame], settings: Settings) -> tuple[str, ...]:
    """What these tables leave out because there are many articles, and how to get it; nothing with few."""
    if len(features.articles) <= MANY:
        return ()
    rows = (
        f"With more than {MANY} articles, tables have rows for single ones in {', '.join(BY_ARTICLE)} alone, in one "
        f"voice ({settings.voice}), and in similarity, where the {MANY} most alike have a range; for the others call "
        "the measure: analyzer.MEASURES['topics'].function(features, by='article')."
    )
    n_quotes = int(features.units["voice"].isin((QUOTED, PARAPHRASED)).sum())
    counts = {"evidence": ("hits", len(features.hits)), "quotes": ("stretches of others' words", n_quotes)}
    return (
        rows,
        *_rare(len(features.articles), settings),
        *(_drawn(name, what, n, len(tables[name])) for name, (what, n) in counts.items() if len(tables[name]) < n),
    )


def _rare(n_articles: int, settings: Settings) -> tuple[str, ...]:
    least = least_of(n_articles, settings.min_count)
    if least == settings.min_count:
        return ()
    return (
        f"Key terms are those that occur {least} times or more (one occurrence in {RARE} articles), or "
        f"{settings.min_count} times in the article under study.",
    )


def _drawn(name: str, what: str, n: int, kept: int) -> str:
    return (
        f"Of {n:,} {what} the table {name} shows {kept:,}: all of the article under study and a draw of the others; "
        f"every count rests on all of them, and analyzer.evidence.{name}(features, articles) gives all."
    )
