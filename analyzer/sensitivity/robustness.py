"""What the table of all ways comes to: does the sign hold, in how many combinations, and what turns it?"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from analyzer.sensitivity.choices import options_of

COLUMNS = (
    "measure", "item", "value", "combinations", "same_sign", "lowest", "highest", "turns", "missing",
    "outlets", "outlets_same", "outlet", "without_outlet", "outlets_turn",
    "articles", "articles_same", "article", "without_article", "articles_turn",
)  # fmt: skip
_MOST = 3  # ways that are named
_APART = "; "


def robustness(table: pd.DataFrame) -> pd.DataFrame:
    """One row for each headline difference: how far it hangs on choices, on an outlet, on an article.

    Parameters
    ----------
    table : DataFrame
        As `sensitivity` makes it.

    Returns
    -------
    DataFrame
        `value` = the difference with the settings of the run. `combinations` that give a difference, in how many of
        them it has the same sign (`same_sign`), from `lowest` to `highest`; `turns` = the fewest options that take the
        sign away, at most three such sets; `missing` = combinations that give no difference. `outlets` left out in turn
        with a difference, `outlets_same` of them with the same sign, `outlet` whose absence moves it most, to
        `without_outlet`, and `outlets_turn` = those without which the sign is gone; the same for articles.
    """
    groups = table.groupby(["measure", "item"], sort=False)
    rows = [{"measure": measure, "item": item} | _row(own) for (measure, item), own in groups]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _row(own: pd.DataFrame) -> dict[str, Any]:
    kinds = {kind: own[(own["kind"] == kind) & own["value"].notna()] for kind in ("choice", "outlet", "article")}
    ways = kinds["choice"]
    default = own[own["default"]].iloc[0]
    row = {
        "value": default["value"],
        "combinations": len(ways),
        "same_sign": int(ways["same_sign"].sum()),
        "lowest": ways["value"].min(),
        "highest": ways["value"].max(),
        "turns": _APART.join(_fewest(ways, options_of(default["choice"]))),
        "missing": int((own["kind"] == "choice").sum() - len(ways)),
    }
    return row | _less("outlet", kinds["outlet"], default["value"]) | _less("article", kinds["article"], default["value"])


def _fewest(ways: pd.DataFrame, default: Mapping[str, str]) -> list[str]:
    """The options that differ from the default, of those combinations without the sign that differ in fewest."""
    lost = [options_of(choice) for choice in ways.loc[~ways["same_sign"], "choice"]]
    changed = [[f"{name}={option}" for name, option in way.items() if default.get(name) != option] for way in lost]
    fewest = min(map(len, changed), default=0)
    return [" and ".join(one) for one in changed if 0 < len(one) == fewest][:_MOST]


def _less(kind: str, rows: pd.DataFrame, default: float) -> dict[str, Any]:
    moves = (rows["value"] - default).abs().to_numpy(np.float64)
    top = rows.iloc[int(moves.argmax())] if len(rows) and not np.isnan(moves).all() else None
    turning = rows.loc[~rows["same_sign"], "choice"].tolist()
    return {
        f"{kind}s": len(rows),
        f"{kind}s_same": int(rows["same_sign"].sum()),
        kind: "" if top is None else top["choice"],
        f"without_{kind}": math.nan if top is None else top["value"],
        f"{kind}s_turn": _APART.join(turning[:_MOST]),
    }


def robustness_text(row: Mapping[str, Any]) -> str:
    """What one row of `robustness` says, as sentences.

    >>> row = dict(value=0.2, combinations=36, same_sign=34, turns="voice=all and scope=key", missing=0)
    >>> row |= dict(outlets=25, outlets_same=25, outlets_turn="", articles=30, articles_same=30, articles_turn="")
    >>> print(robustness_text(row))
    The sign holds in 34 of 36 combinations of settings, but not with voice=all and scope=key. It holds whichever of 25
    outlets or 30 articles is left out.
    """
    if math.isnan(row["value"]):
        return "There is no difference to check: with the settings of this run none can be computed."
    if not row["value"]:
        return "With the settings of this run the difference is 0: there is no sign that could hold."
    return " ".join(part for part in (_of_choices(row), _of_less(row)) if part)


def _of_choices(row: Mapping[str, Any]) -> str:
    same, n = row["same_sign"], row["combinations"]
    if n == 1 and not row["missing"]:
        return "No setting that was tried could change anything here."
    missing = f" ({row['missing']} more give no difference)" if row["missing"] else ""
    if same == n:
        return f"The sign holds in all {n} combinations of settings{missing}."
    turns = row["turns"].replace(_APART, ", or with ")
    return f"The sign holds in {same} of {n} combinations of settings{missing}, but not with {turns}."


def _of_less(row: Mapping[str, Any]) -> str:
    holding, turning = [], []
    for kind in ("outlet", "article"):
        n, same = row[f"{kind}s"], row[f"{kind}s_same"]
        if not n:
            continue
        if same == n:
            holding.append(f"{n} {kind}s")
        else:
            named = row[f"{kind}s_turn"].replace(_APART, ", or without ")
            more = f" ({n - same} of {n} {kind}s)" if n - same > 1 else f" (1 of {n} {kind}s)"
            turning.append(f"without {named}{more}")
    parts = [f"It holds whichever of {' or '.join(holding)} is left out."] if holding else []
    parts += [f"It does not hold {' nor '.join(turning)}."] if turning else []
    return " ".join(parts) or "There is too little other coverage to leave any of it out."
