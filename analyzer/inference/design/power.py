"""Which differences would be found among these articles: remarks on frames, axes and tone, from `detectable`."""

from __future__ import annotations

from functools import cache, partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analyzer.features import Features
from analyzer.inference.design.detectable import ALPHA, deal, for_article, for_group
from analyzer.inference.design.remarks import OVERALL, Remark, listed, plural, remark, worse
from analyzer.inference.intervals import stream
from analyzer.measures import axis, framing, tone
from analyzer.measures._levels import levels
from analyzer.settings import Settings

Floats = NDArray[np.float64]
_FOUND = "would be found in 8 of 10 cases"
_ALIKE = "all articles have the same value or none, so nothing is known of how it varies"
_WORDS = {"axis": "{:.2f} further up the axis", "tone": "{:.2f} more on the scale from -1 to 1"}


class _Item(NamedTuple):
    """A number that articles have; NaN where one has none, and of the focal one, which nothing here may depend on."""

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
    follows: str = ""


def detectable(features: Features, settings: Settings) -> list[Remark]:
    """The smallest differences that would be found: of one article, and of each group that is large enough."""
    others = ~features.articles["focal"].to_numpy(bool)
    items = [item._replace(values=np.where(others, item.values, np.nan)) for item in _items(features, settings)]
    sizes = [
        for_article(_known(item.values), item.highest, stream(settings.seed, "detectable", item.name)) for item in items
    ]
    found = _remarks(_one_article(features), items, sizes)
    groups = levels(features.articles, "group")
    rows = np.concatenate([group.rows for group in groups] or [np.zeros(0, np.int64)])
    sizes_of = cache(partial(_sizes_of_group, items, rows, settings.seed))
    of_groups: list[Remark] = []
    for group in groups if len(groups) > 1 else ():
        n = len(group.rows)
        if n >= settings.min_group:
            counts = tuple(len(_known(item.values[group.rows])) for item in items)
            none = f"no difference, however large, {_FOUND}"
            whom = _Whom("group", group.name, f"{group.name} ({n} articles)", "the other groups", n, none)
            of_groups += _remarks(whom, items, sizes_of(counts))
    return [*found, *_groups_together(of_groups, _usual(items)), *of_groups]


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
    return _Whom(
        "focal", name, "One article", "the others by its rank", n, none, ", and one not found may well be there"
    )


def _remarks(whom: _Whom, items: list[_Item], sizes: list[float]) -> list[Remark]:
    """One remark on all frames together, and one on each item."""
    frames = [(size, item) for size, item in zip(sizes, items, strict=True) if item.measure == "framing"]
    varied = [size for size, item in frames if _varies(item)]
    return [
        _overall(whom, varied, _usual(items)),
        *(_single(whom, item, size) for item, size in zip(items, sizes, strict=True)),
    ]


def _varies(item: _Item) -> bool:
    known = _known(item.values)
    return bool(len(known) and np.ptp(known) > 0)


def _usual(items: list[_Item]) -> float:
    """Share of sentences that the median frame stands in, of those that any article carries."""
    return float(np.median([_known(i.values).mean() for i in items if i.measure == "framing" and _varies(i)] or [0.0]))


def _overall(whom: _Whom, varied: list[float], usual: float) -> Remark:
    """The median frame; one that no difference is large enough for counts as farther out than any."""
    of = partial(remark, "detectable", OVERALL, n=whom.n, level=whom.level, name=whom.name)
    sizes = np.array([np.inf if np.isnan(size) else size for size in varied] or [np.inf])
    middle, low, high = float(np.median(sizes)), float(sizes.min()), float(sizes.max())
    if np.isinf(middle):
        return of(f"Frames: {whom.none if varied else _ALIKE}.")
    reach = f"from {_points(low)} to {'more than there are' if np.isinf(high) else _points(high)}"
    text = (
        f"{whom.subject} would have to carry a frame in {_points(middle)} more of 100 sentences, where "
        f"{_points(usual)} are usual, to be told from {whom.rest} in 8 of 10 cases (median of "
        f"{plural(len(varied), 'frame')}; {reach}): smaller differences are mostly missed{whom.follows}."
    )
    high = high if np.isfinite(high) else float("nan")
    grave = middle > usual and whom.level == "focal"  # of groups, one remark on all of them says it
    return of(text, middle, low=low, high=high, severity=worse(grave))


def _groups_together(remarks: list[Remark], usual: float) -> list[Remark]:
    """One remark on all groups: from the easiest to tell from the rest to the hardest."""
    rows = [row for row in remarks if row.item == OVERALL]
    known = sorted((row for row in rows if not np.isnan(row.value)), key=lambda row: (row.value, row.name))
    if not rows:
        return []
    n = sum(row.n_articles for row in rows)
    if not known:
        return [remark("detectable", OVERALL, f"Groups: no difference between them, however large, {_FOUND}.", n=n)]
    first, last = (f"{_points(row.value)} ({row.name}, {row.n_articles} articles)" for row in (known[0], known[-1]))
    none = [row.name for row in rows if np.isnan(row.value)]
    reach = f"{first} to {last}" if len(known) > 1 else first
    missed = f"mostly missed, and any of {listed(none)}" if none else "mostly missed"
    text = (
        f"A group would have to carry a frame in {reach} more of 100 sentences, where {_points(usual)} are usual, to "
        f"be told from the other groups in 8 of 10 cases: smaller differences are {missed}."
    )
    low, high, middle = known[0].value, known[-1].value, float(np.median([row.value for row in known]))
    grave = worse(bool(none) or high > usual)
    return [remark("detectable", OVERALL, text, middle, low=low, high=high, n=n, severity=grave)]


def _points(share: float) -> str:
    """A share in 100, in two digits; a whole number as such."""
    return f"{100 * share:.0f}" if share >= 0.0995 else f"{100 * share:.1f}".removesuffix(".0")


def _single(whom: _Whom, item: _Item, size: float) -> Remark:
    text = f"{whom.none if _varies(item) else _ALIKE}."
    if not np.isnan(size):
        words = _WORDS.get(item.measure, f"{_points(size)} more of 100 sentences")
        text = f"{words.format(size)} {_FOUND}."
    return remark("detectable", item.name, f"{item.label}: {text}", size, n=whom.n, level=whom.level, name=whom.name)
