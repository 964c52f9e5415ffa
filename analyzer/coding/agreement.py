"""How far coders agree beyond chance: Krippendorff's alpha (1 = always, 0 = as by chance), from the codes of units.

It says whether the coders read the codebook in the same way; it does not say that they read it rightly. For rare codes
98 % agreement can be an alpha of .49, so prevalence and positive agreement stand beside it.

Source: Krippendorff (2004), Content Analysis; Hayes and Krippendorff (2007). The coefficient is NLTK's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
from scipy import special

from analyzer.errors import UsageError, one_of

Level = Literal["nominal", "ordinal", "interval"]
LEVELS: tuple[Level, ...] = ("nominal", "ordinal", "interval")
_SMALL = 30  # units below which the interval is a jackknife
_REPLICATES = 1000


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement of coders on one variable.

    Attributes
    ----------
    alpha, low, high : float
        Krippendorff's alpha and its 95 % interval; NaN where undefined.
    n_units, n_coders : int
        Units that at least two coders coded; coders.
    percent : float
        Share of pairs of codes that are equal.
    prevalence : float
        Share of codes that are not 0; for codes 0 and 1 the share of 1.
    positive : float
        For codes 0 and 1: 2a / (2a + b + c), agreement on the 1s alone; else NaN.
    reason : str
        Why alpha is undefined.
    """

    alpha: float
    low: float
    high: float
    n_units: int
    n_coders: int
    percent: float
    prevalence: float
    positive: float
    reason: str = ""


def agreement(codes: pd.DataFrame, *, level: Level = "nominal", seed: int = 20240902) -> Agreement:
    """Krippendorff's alpha of a table of codes.

    Parameters
    ----------
    codes : DataFrame of shape (n_units, n_coders)
        One row a unit, one column a coder, numbers or NaN where a coder did not code the unit.
    level : {"nominal", "ordinal", "interval"}
        How far two codes are apart.
    seed : int
        Of the bootstrap over units (30 units or more; below that a jackknife, Hughes 2022).

    Raises
    ------
    UsageError
        When there are fewer than two coders or the level is unknown.

    Examples
    --------
    >>> table = pd.DataFrame({"anna": [1, 1, 0, 0], "bold": [1, 0, 0, 0]})
    >>> round(agreement(table).alpha, 3)
    0.533
    """
    one_of("level", level, LEVELS)
    if codes.shape[1] < 2:
        raise UsageError("Agreement needs at least two coders.", fix="Give one column for each coder.")
    both = codes[codes.notna().sum(axis=1) >= 2].reset_index(drop=True)
    value = _alpha(both, level)
    low, high = _interval(both, level, value, seed)
    percent, positive = _pairs(both)
    given = both.to_numpy(float)
    prevalence = float((given[~np.isnan(given)] != 0).mean()) if len(both) else float("nan")
    reason = "" if not np.isnan(value) else "all codes are the same" if len(both) else "no unit has two codes"
    return Agreement(value, low, high, len(both), codes.shape[1], percent, prevalence, positive, reason)


def _alpha(codes: pd.DataFrame, level: Level) -> float:
    from nltk.metrics.agreement import AnnotationTask

    rows = [
        (coder, unit, float(code))
        for coder in codes.columns
        for unit, code in enumerate(codes[coder])
        if not np.isnan(code)
    ]
    if len({code for _, _, code in rows}) < 2:
        return float("nan")
    return float(AnnotationTask(rows, distance=_distance(level, Counter(code for _, _, code in rows))).alpha())


def _distance(level: Level, counts: Counter[float]) -> Callable[[float, float], float]:
    if level == "nominal":
        return lambda a, b: float(a != b)
    if level == "interval":
        return lambda a, b: (a - b) ** 2
    return lambda a, b: (
        (sum(n for code, n in counts.items() if min(a, b) <= code <= max(a, b)) - (counts[a] + counts[b]) / 2) ** 2
    )


def _interval(codes: pd.DataFrame, level: Level, value: float, seed: int) -> tuple[float, float]:
    if np.isnan(value) or len(codes) < 3:
        return float("nan"), float("nan")
    if len(codes) < _SMALL:
        se = jackknife_se(codes, level=level)
        reach = float(special.stdtrit(len(codes) - 1, 0.975)) * se
        return max(-1.0, value - reach), min(1.0, value + reach)
    rng = np.random.default_rng(seed)
    draws = [_alpha(codes.iloc[rng.integers(0, len(codes), len(codes))], level) for _ in range(_REPLICATES)]
    known = [draw for draw in draws if not np.isnan(draw)]
    if len(known) < 0.9 * _REPLICATES:
        return float("nan"), float("nan")
    low, high = np.quantile(known, [0.025, 0.975])
    return float(min(low, value)), float(max(high, value))


def jackknife_se(codes: pd.DataFrame, *, level: Level = "nominal") -> float:
    """Standard error of alpha from leaving out one unit at a time."""
    left = np.array([_alpha(codes.drop(index=unit), level) for unit in codes.index])
    return float(np.sqrt((len(left) - 1) / len(left) * ((left - left.mean()) ** 2).sum()))


def _pairs(codes: pd.DataFrame) -> tuple[float, float]:
    """Share of equal pairs, and positive agreement where codes are 0 and 1."""
    values: Any = codes.to_numpy(float)
    pairs = [
        (a, b)
        for row in values
        for at, a in enumerate(row)
        for b in row[at + 1 :]
        if not np.isnan(a) and not np.isnan(b)
    ]
    if not pairs:
        return float("nan"), float("nan")
    equal = sum(a == b for a, b in pairs) / len(pairs)
    if not set(values[~np.isnan(values)]) <= {0.0, 1.0}:
        return equal, float("nan")
    both = sum(a == b == 1 for a, b in pairs)
    one = sum(a != b for a, b in pairs)
    return equal, 2 * both / (2 * both + one) if both or one else float("nan")
