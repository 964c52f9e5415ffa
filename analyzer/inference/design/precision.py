"""What the number of articles allows: ranges, ranks, and sentences that count for less than they are.

Nothing here depends on which article is the focal one, so none of it gives a result away.
"""

from __future__ import annotations

import numpy as np

from analyzer.features import Features, indicator
from analyzer.inference.clustering import clustering
from analyzer.inference.design.detectable import ALPHA
from analyzer.inference.design.remarks import OVERALL, Remark, plural, remark, worse
from analyzer.measures import framing
from analyzer.settings import Settings

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
    """How small p can get for one article among the others; and what a family of comparisons asks for."""
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
    allowed = int(ALPHA * (n + 1) + 1e-9) - 1
    who = f"no more than {plural(allowed, 'other')} differ" if allowed else "no other differs"
    together = (
        f"Among {family} comparisons a difference can be called clear only if {who} as far in any of them, each "
        "measured in its own spread, and likely if this holds in that one comparison."
    )
    return [
        remark("rank", "one comparison", alone, floor, n=n),
        remark("rank", f"{family} comparisons", together, floor, n=n),
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
    worth = clustering(hits, sizes).effective
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
