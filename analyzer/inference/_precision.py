"""What the number of articles allows: ranges, ranks, and sentences that count for less than they are.

Nothing here depends on which article is the focal one, so none of it gives a result away.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analyzer.features import Features, indicator
from analyzer.inference._remarks import OVERALL, Remark, plural, remark, worse
from analyzer.inference.detectable import ALPHA
from analyzer.measures import framing
from analyzer.settings import Settings

Floats = NDArray[np.float64]
_NEEDED = round(1 / ALPHA) - 1  # others that a rank needs


def number_of_others(features: Features, settings: Settings) -> list[Remark]:
    """Whether there are enough to compare with at all."""
    n = int((~features.articles["focal"]).sum())
    follows = "ranges are given for them."
    if n < settings.min_group:
        follows = "no range can be given for them; every number describes these texts alone."
    if n < settings.min_articles:
        follows = f"a comparison asks for {settings.min_articles}; {follows}"
    only = "Only " if n < settings.min_group else ""
    text = f"{only}{plural(n, 'other article')}: {follows}"
    return [remark("others", "articles", text, n, n=n, severity=worse(n < settings.min_group, "obstacle"))]


def rank_floor(features: Features) -> list[Remark]:
    """How small p can get for one article among the others; and corrected for a family of comparisons."""
    n, book = int((~features.articles["focal"]).sum()), features.codebook
    floor = 1 / (n + 1)
    if floor > ALPHA:
        text = (
            f"With {plural(n, 'other')}, the p of a rank is {floor:.2g} at least, and {ALPHA} needs {_NEEDED} others: "
            "no difference of one article, however large, can be told from chance by its rank."
        )
        return [remark("rank", "one comparison", text, floor, n=n, severity="obstacle")]
    family = len(book.frames) + len(book.axes) + 1
    alone = f"With {n:,} others, the p of a rank can be {floor:.2g}: enough for {ALPHA} if one comparison is made."
    enough = round(family / ALPHA) - 1
    together = (
        f"Among {family} comparisons a single difference can be called likely at most: one article's rank could be "
        f"called clear from {enough:,} others on, and there are {n:,}."
        if n < enough
        else f"Among {family} comparisons one article's rank can be called clear, since there are {n:,} others."
    )
    return [
        remark("rank", "one comparison", alone, floor, n=n),
        remark("rank", f"{family} comparisons", together, family * floor, n=n, severity=worse(n < enough)),
    ]


def effective_n(features: Features, settings: Settings) -> list[Remark]:
    """How many independent sentences those of the others are worth, since sentences of one article resemble each other.

    Analysis of variance of each frame's presence; the effect of the design after Kish (1965).
    """
    made = framing.statistic(features, voice=settings.voice)
    others = ~features.articles["focal"].to_numpy(bool)
    sums = (indicator(made.article, made.n_articles) @ made.sums).toarray()[others]
    hits, sizes = sums[sums[:, -1] > 0, :-1], sums[sums[:, -1] > 0, -1]
    n, articles = int(sizes.sum()), len(sizes)
    worth = n / _design_effect(hits, sizes) if articles > 1 and n > articles else np.zeros(0)
    worth = worth[~np.isnan(worth)]
    if not len(worth):
        text = (
            "How alike sentences of one article are cannot be told from so few; numbers rest on articles all the same."
        )
        return [remark("effective n", OVERALL, text, n=articles)]
    middle, low, high = float(np.median(worth)), float(worth.min()), float(worth.max())
    text = (
        f"{n:,} sentences in {plural(articles, 'article')} weigh like {middle:,.0f} independent ones (median of "
        f"{plural(len(worth), 'frame')}; from {low:,.0f} to {high:,.0f}): to count them singly would make ranges "
        f"{np.sqrt(n / middle):.1f} times too narrow, so ranges here are made of articles."
    )
    return [remark("effective n", OVERALL, text, middle, low=low, high=high, n=articles)]


def _design_effect(hits: Floats, sizes: Floats) -> Floats:
    """1 + (m0 - 1) x intra-class correlation for each frame, not below 1; NaN where no sentence or every one has it.

    Parameters
    ----------
    hits : ndarray of shape (n_articles, n_frames)
        Sentences that carry each frame.
    sizes : ndarray of shape (n_articles,)
        Sentences.
    """
    n, groups, shares, whole = sizes.sum(), len(sizes), hits / sizes[:, None], hits.sum(axis=0) / sizes.sum()
    between = (sizes[:, None] * (shares - whole) ** 2).sum(axis=0) / (groups - 1)
    inside = (hits * (1 - shares)).sum(axis=0) / (n - groups)
    size = (n - (sizes**2).sum() / n) / (groups - 1)
    varies = (whole > 0) & (whole < 1)
    alike = (between - inside) / np.where(varies, between + (size - 1) * inside, 1.0)
    return np.where(varies, 1 + (size - 1) * np.maximum(alike, 0.0), np.nan)
