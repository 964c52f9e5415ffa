"""Ranges, contrasts and claims of the narrator's words against others'."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analyzer.features import Features
from analyzer.inference.attach import with_intervals
from analyzer.inference.contrasts import Contrasts, contrasts
from analyzer.inference.intervals import Interval, difference
from analyzer.inference.sides import sides
from analyzer.measures import MEASURES, axis, voices
from analyzer.measures._levels import By, sets
from analyzer.measures._schema import make_table
from analyzer.measures._statistic import Statistic, mean_rows
from analyzer.settings import Settings
from analyzer.text.voices import NARRATOR


def voices_with_ranges(
    features: Features, settings: Settings, chosen: Sequence[By]
) -> tuple[pd.DataFrame, list[Contrasts]]:
    """The measure `voices` at these levels with `low` and `high`, or why there are none; and its contrasts.

    The range of one article is made of those of its two sides (MOVER), which are taken for independent; sentences that
    both voices share make them a little alike, and the range a little too wide. A set of articles has the wider one of
    that range and of the t interval of the differences within its articles.
    """
    options = {"ambiguous_weight": settings.ambiguous_weight, "smoothing": settings.axis_smoothing}
    tables, compared = [], []
    articles = features.articles
    for voice in voices.VOICES:
        pairs = voices.statistics(features, voice=voice, **options)
        made = {name: voices.measured(name, pair, articles, voice) for name, pair in pairs.items()}
        for by in chosen:
            for name, pair in pairs.items():
                narrator, other = (
                    _side(name, of, articles, by, side, settings)
                    for side, of in zip((NARRATOR, voice), pair, strict=True)
                )
                table, statistic = made[name].table(by), made[name].statistic
                table = with_intervals(table, statistic, articles, by, voices.SCHEMA, settings)
                tables.append(_of_both(table, narrator, other, settings.min_group))
                if by == "focal":
                    given = (statistic, tables[-1], settings)
                    compared += [contrasts("voices", voice, side, *given) for side in sides(articles)]
    filled = [table for table in tables if len(table)] or tables[:1]
    return pd.concat(filled, ignore_index=True), compared


def _side(
    name: str, statistic: Statistic, articles: pd.DataFrame, by: By, voice: str, settings: Settings
) -> pd.DataFrame:
    """One side by itself, with its range."""
    schema = MEASURES[name].schema
    columns = mean_rows(statistic, articles, by, voice)
    if name == "axis":
        columns["se"] = axis.errors(statistic, sets(articles, by), smoothing=settings.axis_smoothing).ravel()
    return with_intervals(make_table(columns, schema), statistic, articles, by, schema, settings)


def _of_both(table: pd.DataFrame, narrator: pd.DataFrame, other: pd.DataFrame, fewest: int) -> pd.DataFrame:
    """The range of a difference of two estimates; of sets, at least the t interval that the table has.

    Where all quotations lack a frame, differences within articles vary less than they would with others.
    """
    ends = ["value", "low", "high"]
    both = zip(narrator[ends].to_numpy(np.float64), other[ends].to_numpy(np.float64), strict=True)
    found = np.array([difference(a[0], Interval(*a[1:]), b[0], Interval(*b[1:])) for a, b in both]).reshape(-1, 2)
    one = table["level"].isin(("focal", "article")).to_numpy()
    told = table["value"].notna().to_numpy() & (one | (table["n_articles"] >= fewest).to_numpy())
    # The sides of a set hold articles without the other voice as well, so their difference is not quite its value.
    shift = np.where(one, 0.0, table["value"] - (narrator["value"] - other["value"]))
    low = np.where(told, np.fmin(table["low"], found[:, 0] + shift), np.nan)
    high = np.where(told, np.fmax(table["high"], found[:, 1] + shift), np.nan)
    why = np.where(narrator["reason"] != "", narrator["reason"], other["reason"])
    reason = np.where(one & told, why, np.where(np.isnan(low), table["reason"], ""))
    return table.assign(low=low, high=high, reason=reason.astype(object))


def mark_differences(table: pd.DataFrame) -> pd.DataFrame:
    """The claims of a table whose values are differences: a set of articles reaches L3 only beyond zero."""
    beyond = ((table["low"] > 0) | (table["high"] < 0)).to_numpy()
    fallen = (table["claim"] == "L3").to_numpy() & ~beyond
    return table.assign(claim=np.where(fallen, "L0", table["claim"]).astype(object))
