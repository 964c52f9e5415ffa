"""Which articles stand beside each other: their dates, groups and outlets."""

from __future__ import annotations

import pandas as pd

from analyzer.features import Features
from analyzer.inference.design.remarks import Remark, listed, plural, remark, worse
from analyzer.settings import Settings

_DAYS = 14
_MISSING = 0.1  # share of articles whose date or outlet is not known
_LARGEST = 0.25  # share of the others in one outlet


def dates(features: Features) -> list[Remark]:
    """How far dates lie apart, which are missing, and whether the article came early or late."""
    days = pd.to_datetime(features.articles["published"].str[:10], format="%Y-%m-%d", errors="coerce")
    known, n = days.dropna(), len(days)
    missing = n - len(known)
    text = "Every article has a date, so that all can be placed in time."
    if missing:
        text = f"{missing:,} of {n:,} articles have no date: they may tell of other events, earlier or later."
    undated = remark("dates", "without a date", text, missing, n=n, severity=worse(missing > _MISSING * n))
    if known.empty:
        return [undated]
    spread = (known.max() - known.min()).days
    first, last = (end.date().isoformat() for end in (known.min(), known.max()))
    follows = "later articles may report later events." if spread > _DAYS else "all can know of much the same events."
    text = f"Dates run from {first} to {last} ({plural(spread, 'day')}): {follows}"
    spread_row = remark("dates", "spread", text, spread, n=len(known), severity=worse(spread > _DAYS))
    return [spread_row, undated, *_place_in_time(days, features.articles)]


def _place_in_time(days: pd.Series, articles: pd.DataFrame) -> list[Remark]:
    focal = articles["focal"]
    own, others = days[focal].dropna(), days[~focal].dropna()
    if own.empty or others.empty:
        return []
    before, after = int((others < own.iloc[0]).sum()), int((others > own.iloc[0]).sum())
    n = len(others)
    late, early = before > (1 - _MISSING) * n, after > (1 - _MISSING) * n
    follows = "it stands among them in time."
    if late or early:
        follows = "it may know of events that they could not." if late else "they may know of events that it could not."
    text = f"Of {plural(n, 'other')} with a date, {before:,} came out earlier (by days), {after:,} later: {follows}"
    severity, name = worse(late or early), str(articles.loc[focal, "id"].iloc[0])
    return [remark("dates", "before and after", text, before / n, n=n, severity=severity, level="focal", name=name)]


def groups(features: Features, settings: Settings) -> list[Remark]:
    """Groups that are too small or of one outlet, outlets in several groups, articles in none."""
    others = features.articles[~features.articles["focal"]]
    grouped = others[others["group"] != ""]
    if grouped.empty:
        return [remark("groups", "articles", "No groups were given: groups are not compared.", n=0)]
    sizes = grouped.groupby("group").size()
    small = [f"{name} ({size})" for name, size in sizes.items() if size < settings.min_group]
    named = grouped[grouped["outlet"] != ""]
    single = named.groupby("group")["outlet"].agg(["nunique", "min"]).query("nunique == 1")["min"]
    shared = named.groupby("outlet")["group"].nunique()
    several = [str(name) for name in shared.index[shared > 1]]
    n, total, none = len(grouped), len(sizes), len(others) - len(grouped)
    said = [
        ("too few articles", f"Groups with fewer than {settings.min_group} articles", small,
         "they have no range", "every one has a range"),
        ("one outlet", "Groups of one outlet", [f"{g} ({o})" for g, o in single.items()],
         "what sets them apart is that outlet's", "none is a single outlet under another name"),
    ]  # fmt: skip
    rows = [_list_of_groups(*parts, total=total, n=n) for parts in said]
    text = f"In more than one group: {listed(several)}; groups that share an outlet are not independent."
    rows.append(
        remark("groups", "outlets in several", text if several else "Every outlet is in one group: groups share none.",
               len(several), n=n, severity=worse(bool(several)))
    )  # fmt: skip
    if none:
        text = f"{none:,} of {len(others):,} others belong to no group: groups are compared without them."
        rows.append(remark("groups", "in no group", text, none, n=len(others)))
    return rows


def _list_of_groups(item: str, what: str, names: list[str], follows: str, fine: str, *, total: int, n: int) -> Remark:
    count = len(names)
    text = f"{count} of {total}, {listed(names)}; {follows}" if count else f"none of {total}, so {fine}"
    return remark("groups", item, f"{what}: {text}.", count, n=n, severity=worse(count > 0))


def outlets(features: Features) -> list[Remark]:
    """How much of the coverage is of one outlet: articles count as independent, whoever published them."""
    others = features.articles[~features.articles["focal"]]
    sizes = others.loc[others["outlet"] != "", "outlet"].value_counts(sort=False).sort_index()
    n, missing = len(others), len(others) - int(sizes.sum())
    rows = []
    if len(sizes):
        share = sizes.max() / n
        follows = (
            "articles of one outlet count as independent though they may be alike, so ranges are too narrow."
            if share > _LARGEST
            else "articles of one outlet count as independent, which weighs little here."
        )
        text = f"{n:,} others from {plural(len(sizes), 'outlet')}, {sizes.max()} of {sizes.idxmax()}: {follows}"
        rows.append(remark("outlets", "largest", text, share, n=n, severity=worse(share > _LARGEST)))
    if missing:
        text = f"{missing:,} of {n:,} others have no outlet: several of them may be of one, and then count too often."
        rows.append(remark("outlets", "not known", text, missing, n=n, severity=worse(missing > _MISSING * n)))
    return rows
