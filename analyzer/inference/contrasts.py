"""Differences: the focal article against the others, groups against each other; value, interval, effect size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analyzer.inference.clustering import clustering
from analyzer.inference.effects import cliff_delta, cohen_h, hedges_g, log_odds_ratio
from analyzer.inference.intervals import NONE, Interval, difference, means_interval, prediction_interval
from analyzer.inference.rank import unremarkable
from analyzer.inference.sides import Side
from analyzer.measures._statistic import Statistic
from analyzer.settings import Settings

Floats = NDArray[np.float64]
COLUMNS = (
    "measure", "item", "voice", "level", "name", "against", "value", "reference", "difference", "low", "high",
    "effect", "effect_name", "cliff_delta", "log_odds", "icc", "deff", "p", "p_max", "p_fdr", "floor", "family",
    "above", "n_articles", "n_reference", "n_units", "strength", "claim", "reason",
)  # fmt: skip
BLANK: Mapping[str, Any] = MappingProxyType(
    dict.fromkeys(("low", "high", "p", "p_max", "p_fdr", "floor"), np.nan)
    | dict.fromkeys(("family", "strength", "claim", "reason"), "")
)


@dataclass(frozen=True, slots=True, eq=False)
class Contrasts:
    """Differences of one measure in one voice between two sides, and the articles' values that a test needs.

    Attributes
    ----------
    side : Side
    measure, voice : str
    rows : DataFrame of shape (n_items, ...)
        `COLUMNS`; those on p-values and claims are filled in later.
    each : ndarray of shape (n_articles, n_items)
        The values of all articles.
    """

    side: Side
    measure: str
    voice: str
    rows: pd.DataFrame
    each: Floats


def contrasts(
    measure: str, voice: str, side: Side, statistic: Statistic, table: pd.DataFrame, settings: Settings
) -> Contrasts:
    """One row for each item of a measure in one voice.

    Parameters
    ----------
    measure, voice : str
    side : Side
    statistic : Statistic
        What the table was made of.
    table : DataFrame
        The measure by "focal", with intervals; needed for the focal article alone.
    settings : Settings

    Returns
    -------
    Contrasts
        `difference` = value - reference. For the focal article its interval allows for its own sentences, for the
        number of the others, and for how such articles differ from one another; for groups it is that of two means.
    """
    values, units = statistic.by_article(), statistic.rows()
    ends = focal_ends(table, values, side, statistic, settings) if side.level == "focal" else None
    extra = _pooled(statistic, side)
    records = []
    for at, item in enumerate(statistic.items):
        own, reference = values[side.own, at], values[side.reference, at]
        known = side.own[~np.isnan(own)]
        row = _row(own[~np.isnan(own)], reference[~np.isnan(reference)], share=statistic.is_share(at))
        row |= _group_ends(own, reference, settings) if ends is None else ends[at]
        row |= {name: float(column[at]) for name, column in extra.items()}
        records.append({"item": item, "n_units": int(units[known].sum())} | row)
    head = {"measure": measure, "voice": voice, "level": side.level, "name": side.name, "against": side.against}
    filled = [{**BLANK, **head, **record} for record in records]
    rows = pd.DataFrame({name: [row[name] for row in filled] for name in COLUMNS})
    return Contrasts(side, measure, voice, rows, values)


def _row(own: Floats, reference: Floats, *, share: bool) -> dict[str, Any]:
    """Both means, their difference and its size; of values that there are."""
    value, other = (float(part.mean()) if len(part) else np.nan for part in (own, reference))
    effect, name = (float(cohen_h(value, other)), "Cohen's h") if share else (hedges_g(own, reference), "Hedges' g")
    return {
        "value": value,
        "reference": other,
        "difference": value - other,
        "effect": effect,
        "effect_name": name,
        "cliff_delta": cliff_delta(own, reference),
        "above": int((reference > value).sum()),
        "n_articles": len(own),
        "n_reference": len(reference),
    }


def _pooled(statistic: Statistic, side: Side) -> dict[str, Floats]:
    """What sentences of both sides taken together tell: how alike those of one article are, and for shares the odds."""
    nothing = np.full(len(statistic.items), np.nan)
    if not statistic.is_mean:
        return {"icc": nothing, "deff": nothing, "log_odds": nothing}
    rows = np.concatenate((side.own, side.reference))
    totals, squares = (part[rows] for part in statistic.totals())
    found = clustering(totals[:, :-1], totals[:, -1], squares[:, :-1])
    own, other = (part.sum(axis=0) for part in np.split(totals, [len(side.own)]))
    share = statistic.interval == "wilson"
    odds = log_odds_ratio(own[:-1], own[-1], other[:-1], other[-1])[0] if share else nothing
    return {"icc": found.rho, "deff": found.deff, "log_odds": odds}


def _group_ends(own: Floats, reference: Floats, settings: Settings) -> dict[str, Any]:
    """The interval of two means, or why there is none."""
    a, b = own[~np.isnan(own)], reference[~np.isnan(reference)]
    if min(len(a), len(b)) < settings.min_group:
        return {"reason": f"fewer than {settings.min_group} articles on one side"}
    low, high = means_interval(a, b, confidence=settings.confidence)
    return {"low": low, "high": high, "reason": "all articles have the same value" if np.isnan(low) else ""}


def focal_ends(
    table: pd.DataFrame, values: Floats, side: Side, statistic: Statistic, settings: Settings
) -> list[dict[str, Any]]:
    """The interval of every item of the focal article, or why there is none."""
    focal, others = (_told(table, level) for level in ("focal", "others"))
    result = []
    for at, ((value, own, reason), (other, rest, why)) in enumerate(zip(focal, others, strict=True)):
        known = values[side.reference, at]
        ends = difference(value, own, other, rest)
        ends = _allowing_for_spread(ends, value, known[~np.isnan(known)], settings, share=statistic.is_share(at))
        result.append({"low": ends.low, "high": ends.high, "reason": reason or why})
    return result


def _told(table: pd.DataFrame, level: str) -> list[tuple[float, Interval, str]]:
    """Value, range and reason of every item of a level."""
    at = np.flatnonzero(table["level"].to_numpy() == level)
    value, low, high, reason = (table[name].to_numpy()[at].tolist() for name in ("value", "low", "high", "reason"))
    return list(zip(value, map(Interval, low, high), reason, strict=True))


def _allowing_for_spread(ends: Interval, value: float, others: Floats, settings: Settings, *, share: bool) -> Interval:
    """The interval widened to where articles like the others would lie, so that it leaves out 0 as rarely as it says.

    The rank turned round where there are articles enough for it (19 at 95 %); below, a normal range, which for shares
    is taken on either of two scales, as shares are skewed.
    """
    if np.isnan(ends.low):
        return NONE
    confidence = settings.confidence
    low, high = unremarkable(others, 1 - confidence)
    if np.isinf(low):
        low, high = prediction_interval(others, confidence=confidence)
        if share:
            angles = prediction_interval(np.arcsin(np.sqrt(others)), confidence=confidence)
            back = np.sin(np.clip(angles, 0, np.pi / 2)) ** 2
            low, high = min(low, float(back[0])), max(high, float(back[1]))
    return Interval(min(ends.low, value - high), max(ends.high, value - low))
