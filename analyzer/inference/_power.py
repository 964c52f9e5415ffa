"""Which differences would be found among these articles: remarks on frames, axes and tone, from `detectable`."""

from __future__ import annotations

from functools import cache, partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analyzer.features import Features
from analyzer.inference._remarks import OVERALL, Remark, plural, remark, worse
from analyzer.inference.detectable import ALPHA, deal, for_article, for_group
from analyzer.inference.intervals import stream
from analyzer.measures import axis, framing, tone
from analyzer.measures._levels import levels
from analyzer.settings import Settings

Floats = NDArray[np.float64]
_FOUND = "would be found in 8 of 10 cases"
_ALIKE = "all articles have the same value or none, so nothing is known of how it varies"
_WORDS = {"axis": "{:.2f} further up the axis", "tone": "{:.2f} more on the scale from -1 to 1"}


class _Item(NamedTuple):
    """A number that articles have; NaN where one has none."""

    measure: str
    name: str
    label: str
    values: Floats
    highest: float


class _Whom(NamedTuple):
    """Who would have to differ from whom; `none` says why no difference is large enough."""

    level: str
    name: str
    subject: str
    rest: str
    n: int
    none: str


def detectable(features: Features, settings: Settings) -> list[Remark]:
    """The smallest differences that would be found: of one article, and of each group that is large enough."""
    items = _items(features, settings)
    sizes = [
        for_article(_known(item.values), item.highest, stream(settings.seed, "detectable", item.name)) for item in items
    ]
    found = _remarks(_one_article(features), items, sizes)
    groups = levels(features.articles, "group")
    rows = np.concatenate([group.rows for group in groups] or [np.zeros(0, np.int64)])
    sizes_of = cache(partial(_sizes_of_group, items, rows, settings.seed))
    for group in groups if len(groups) > 1 else ():
        n = len(group.rows)
        if n >= settings.min_group:
            counts = tuple(len(_known(item.values[group.rows])) for item in items)
            none = f"no difference, however large, {_FOUND}"
            whom = _Whom("group", group.name, f"{group.name} ({n} articles)", "the other groups", n, none)
            found += _remarks(whom, items, sizes_of(counts))
    return found


def _items(features: Features, settings: Settings) -> list[_Item]:
    on_axis = {"ambiguous_weight": settings.ambiguous_weight, "smoothing": settings.axis_smoothing}
    made = (
        ("framing", framing.statistic(features, voice=settings.voice), framing.SCHEMA),
        ("axis", axis.statistic(features, voice=settings.voice, **on_axis), axis.SCHEMA),
        ("tone", tone.statistic(features, voice=settings.voice), tone.SCHEMA),
    )
    label = features.codebook.label
    return [
        _Item(measure, item, label(item)[:1].upper() + label(item)[1:], values, schema.highest)
        for measure, statistic, schema in made
        for item, values in zip(statistic.items, statistic.by_article().T, strict=True)
    ]


def _sizes_of_group(items: list[_Item], rows: NDArray[np.int64], seed: int, counts: tuple[int, ...]) -> list[float]:
    """For a group with so many values of each item, against the rest of `rows`; equal groups have equal answers."""
    dealt = cache(lambda n, size: deal(n, size, stream(seed, "detectable", f"{size} of {n}")))
    known = [_known(item.values[rows]) for item in items]
    return [
        for_group(values, dealt(len(values), count), item.highest)
        for item, values, count in zip(items, known, counts, strict=True)
    ]


def _known(values: Floats) -> Floats:
    return values[~np.isnan(values)]


def _one_article(features: Features) -> _Whom:
    name, n = str(features.articles["id"][features.articles["focal"]].iloc[0]), len(features.articles) - 1
    none = f"no difference, however large, {_FOUND}"
    if 1 / (n + 1) > ALPHA:
        none = f"no difference of one article, however large, is found by its rank among {plural(n, 'other')}"
    return _Whom("focal", name, "one article", "the others by its rank", n, none)


def _remarks(whom: _Whom, items: list[_Item], sizes: list[float]) -> list[Remark]:
    """One remark on all frames together, and one on each item."""
    frames = [(size, item) for size, item in zip(sizes, items, strict=True) if item.measure == "framing"]
    varied = [(size, float(_known(item.values).mean())) for size, item in frames if _varies(item)]
    return [_overall(whom, varied), *(_single(whom, item, size) for item, size in zip(items, sizes, strict=True))]


def _varies(item: _Item) -> bool:
    known = _known(item.values)
    return bool(len(known) and np.ptp(known) > 0)


def _overall(whom: _Whom, varied: list[tuple[float, float]]) -> Remark:
    """The median frame; one that no difference is large enough for counts as farther out than any."""
    of = partial(remark, "detectable", OVERALL, n=whom.n, level=whom.level, name=whom.name)
    sizes = np.array([np.inf if np.isnan(size) else size for size, _ in varied] or [np.inf])
    middle, low, high = float(np.median(sizes)), float(sizes.min()), float(sizes.max())
    if np.isinf(middle):
        return of(f"Frames: {whom.none if varied else _ALIKE}.")
    usual = float(np.median([share for _, share in varied]))
    reach = f"from {100 * low:.0f} to {'more than there are' if np.isinf(high) else f'{100 * high:.0f}'}"
    text = (
        f"To be told from {whom.rest} in 8 of 10 cases, {whom.subject} would have to carry a frame in "
        f"{100 * middle:.0f} more of 100 sentences, where {100 * usual:.0f} are usual (median of "
        f"{plural(len(varied), 'frame')}; {reach}): smaller differences are mostly missed, and one not found may well "
        "be there."
    )
    high = high if np.isfinite(high) else float("nan")
    return of(text, middle, low=low, high=high, severity=worse(middle > usual))


def _single(whom: _Whom, item: _Item, size: float) -> Remark:
    text = f"{whom.none if _varies(item) else _ALIKE}."
    if not np.isnan(size):
        words = _WORDS.get(item.measure, "{:.0f} more of 100 sentences")
        text = f"{words.format(100 * size if item.measure == 'framing' else size)} {_FOUND}."
    return remark("detectable", item.name, f"{item.label}: {text}", size, n=whom.n, level=whom.level, name=whom.name)
