"""The focal article against the others: difference, interval, effect size, rank."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analyzer.inference.intervals import Interval, difference
from analyzer.inference.rank import adjust, rank
from analyzer.measures._statistic import Statistic

COLUMNS = (
    "measure", "item", "voice", "focal", "others", "difference", "low", "high", "effect", "effect_name",
    "p", "p_fdr", "floor", "family", "above", "n_articles", "n_units", "claim", "reason",
)  # fmt: skip


_FAMILIES = {"framing": "headline", "axis": "headline", "tone": "headline"}


def contrasts(measure: str, table: pd.DataFrame, statistic: Statistic, articles: pd.DataFrame) -> pd.DataFrame:
    """One row for each item of a measure in one voice.

    Parameters
    ----------
    measure : str
    table : DataFrame
        The measure by "focal", with intervals: a row "focal" and a row "others" for each item.
    statistic : Statistic
        What the table was made of.
    articles : DataFrame
        Of the features.

    Returns
    -------
    DataFrame
        `difference` = focal - others with the interval of two independent estimates; `p` = share of articles at least
        as far from the mean as the focal one, `floor` its smallest possible value, `above` = others with a larger
        value. `p_fdr` and `family` are filled by `in_families`.
    """
    focal = table[table["level"] == "focal"].reset_index(drop=True)
    others = table[table["level"] == "others"].reset_index(drop=True)
    if len(focal) != len(others) or focal.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    values = statistic.by_article()
    is_focal = articles["focal"].to_numpy(bool)
    rows = []
    for at, (own, rest) in enumerate(zip(focal.to_dict("records"), others.to_dict("records"), strict=True)):
        ends = difference(
            own["value"], Interval(own["low"], own["high"]), rest["value"], Interval(rest["low"], rest["high"])
        )
        place = rank(own["value"], values[~is_focal, at])
        share = statistic.interval == "wilson"
        rows.append(
            {
                "measure": measure,
                "item": own["item"],
                "voice": own["voice"],
                "focal": own["value"],
                "others": rest["value"],
                "difference": own["value"] - rest["value"],
                "low": ends.low,
                "high": ends.high,
                "effect": _cohen_h(own["value"], rest["value"]) if share else np.nan,
                "effect_name": "Cohen's h" if share else "",
                "p": place.p,
                "p_fdr": np.nan,
                "floor": place.floor,
                "family": "",
                "above": place.above,
                "n_articles": place.n,
                "n_units": own["n_units"],
                "claim": "",
                "reason": own["reason"] or rest["reason"],
            }
        )
    return pd.DataFrame(rows)[list(COLUMNS)]


def in_families(rows: pd.DataFrame) -> pd.DataFrame:
    """The contrasts with `p_fdr`: corrected for everything that is looked at together in one voice.

    Frames, axes and tone are one family, since a reader sees them side by side; topics are another. `family` names it
    with its size.
    """
    names = rows["measure"].map(lambda measure: _FAMILIES.get(measure, measure)) + ", " + rows["voice"]
    result = rows.copy()
    for name in names.unique():
        own = (names == name).to_numpy()
        result.loc[own, "p_fdr"] = adjust(rows.loc[own, "p"].to_numpy(np.float64))
        result.loc[own, "family"] = f"{name}: {own.sum()}"
    return result


def _cohen_h(a: float, b: float) -> float:
    """Difference of two shares on the scale where all shares are equally precise (Cohen 1988)."""
    return float(2 * np.arcsin(np.sqrt(a)) - 2 * np.arcsin(np.sqrt(b)))
