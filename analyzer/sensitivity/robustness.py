"""What the table of all ways comes to: does the sign hold, in how many combinations, and what takes it away?"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from analyzer.sensitivity.choices import in_words, options_of
from analyzer.sensitivity.leaving_out import KINDS, MOST

COLUMNS = (
    "measure", "item", "value", "combinations", "same_sign", "beyond_zero", "lowest", "highest", "turns", "missing",
    "outlets", "outlets_same", "outlet", "without_outlet", "outlets_turn",
    "articles", "articles_same", "article", "without_article", "articles_turn",
)  # fmt: skip
_NAMED = 3  # ways, outlets or articles
_APART, _AND = "; ", " and "


def robustness(table: pd.DataFrame) -> pd.DataFrame:
    """One row for each headline difference: how far it hangs on choices, on an outlet, on an article.

    Parameters
    ----------
    table : DataFrame
        As `sensitivity` makes it.

    Returns
    -------
    DataFrame
        `value` = the difference with the settings of the run. `combinations` that give a difference: with the same sign
        (`same_sign`), with a range that lies on that side of 0 as a whole (`beyond_zero`), from `lowest` to `highest`;
        `turns` = the fewest options that take the sign away, at most three such sets; `missing` = combinations that
        give no difference. `outlets` left out in turn, `outlets_same` of them with the same sign, `outlet` whose
        absence moves the difference most, to `without_outlet`, and `outlets_turn`, at most three of those without which
        the sign is gone; the same for articles.
    """
    groups = table.groupby(["measure", "item"], sort=False)
    rows = [{"measure": measure, "item": item} | _row(own) for (measure, item), own in groups]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _row(own: pd.DataFrame) -> dict[str, Any]:
    default = own[own["default"]].iloc[0]
    every = own[own["kind"] == "choice"]
    ways = every[every["value"].notna()]
    beyond = ways["same_sign"] & ((ways["low"] > 0) | (ways["high"] < 0))
    row = {
        "value": default["value"],
        "combinations": len(ways),
        "same_sign": int(ways["same_sign"].sum()),
        "beyond_zero": int(beyond.sum()),
        "lowest": ways["value"].min(),
        "highest": ways["value"].max(),
        "turns": _APART.join(_fewest(ways, options_of(default["choice"]))),
        "missing": len(every) - len(ways),
    }
    for kind in KINDS:
        row |= _less(kind, own[(own["kind"] == kind) & own["value"].notna()], default["value"])
    return row


def _fewest(ways: pd.DataFrame, default: Mapping[str, str]) -> list[str]:
    """Of the combinations without the sign, the options that differ from the default where fewest do."""
    lost = [options_of(choice) for choice in ways.loc[~ways["same_sign"], "choice"]]
    changed = [[f"{name}={option}" for name, option in way.items() if default.get(name) != option] for way in lost]
    fewest = min(map(len, changed), default=0)
    return [_AND.join(one) for one in changed if 0 < len(one) == fewest][:_NAMED]


def _less(kind: str, rows: pd.DataFrame, default: float) -> dict[str, Any]:
    moves = (rows["value"] - default).abs().to_numpy(np.float64)
    top = None if math.isnan(default) or rows.empty else rows.iloc[int(moves.argmax())]
    turning = rows.loc[~rows["same_sign"], "choice"].tolist()
    return {
        f"{kind}s": len(rows),
        f"{kind}s_same": int(rows["same_sign"].sum()),
        kind: "" if top is None else top["choice"],
        f"without_{kind}": math.nan if top is None else top["value"],
        f"{kind}s_turn": _APART.join(turning[:_NAMED]),
    }


def robustness_text(row: Mapping[str, Any]) -> str:
    """What one row of `robustness` says, as sentences. It speaks of the sign alone, not of how large a difference is.

    >>> row = dict(value=0.2, combinations=36, same_sign=34, turns="voice=all", missing=0)
    >>> row |= dict(outlets=25, outlets_same=25, outlets_turn="", articles=30, articles_same=30, articles_turn="")
    >>> print(*robustness_text(row).split(". "), sep="\\n")
    The sign holds in 34 of 36 combinations of settings, but not with every voice counted
    It holds whichever of 25 outlets or 30 articles is left out.
    """
    if math.isnan(row["value"]):
        return "With the settings of this run there is no difference whose sign could hold."
    if not row["value"]:
        return "With the settings of this run the difference is 0: there is no sign that could hold."
    return f"{_of_choices(row)} {_of_less(row)}"


def _of_choices(row: Mapping[str, Any]) -> str:
    same, n = row["same_sign"], row["combinations"]
    if n + row["missing"] == 1:
        return "No other setting would change anything here."
    give = "gives" if row["missing"] == 1 else "give"
    missing = f" ({row['missing']} more {give} no difference)" if row["missing"] else ""
    if same == n:
        every = f"all {n} combinations" if n > 1 else "the one combination"
        return f"The sign holds in {every} of settings{missing}."
    turns = ", or with ".join(_ways(row))
    return f"The sign holds in {same} of {n} combinations of settings{missing}, but not with {turns}."


def _ways(row: Mapping[str, Any]) -> list[str]:
    return [_AND.join(map(in_words, way.split(_AND))) for way in row["turns"].split(_APART) if way]


def what_turns(row: Mapping[str, Any]) -> list[str]:
    """What takes the sign of a row of `robustness` away, in a few words each; none where nothing does.

    >>> what_turns(dict(turns="voice=all; scope=key", outlets_turn="Herald", articles_turn=""))
    ['every voice counted', 'each frame matched by itself', 'leaving out Herald']
    """
    left = [name for kind in KINDS for name in row[f"{kind}s_turn"].split(_APART) if name]
    return _ways(row) + [f"leaving out {name}" for name in dict.fromkeys(left)]


def _of_less(row: Mapping[str, Any]) -> str:
    whichever, single, lost = [], [], []
    for kind in KINDS:
        n, same = row[f"{kind}s"], row[f"{kind}s_same"]
        if n != same:
            names = ", or without ".join(row[f"{kind}s_turn"].split(_APART))
            more = ", among others" if n - same > _NAMED else ""
            lost.append(f"without {names}{more} ({n - same} of {n} {kind}{'s' if n > 1 else ''})")
        elif n == 1:
            single.append(f"when the one {kind} is left out")
        elif n:
            whichever.append(f"the {n} {kind}s that weigh most" if n == MOST else f"{n} {kind}s")
    holds = single + ([f"whichever of {' or '.join(whichever)} is left out"] if whichever else [])
    parts = [f"It holds {', and '.join(holds)}."] if holds else []
    parts += [f"It does not hold {', nor '.join(lost)}."] if lost else []
    return " ".join(parts) or "There is too little other coverage to leave any of it out."
