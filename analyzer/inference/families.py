"""P-values of contrasts: articles exchange their labels; corrected for everything that a reader sees side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analyzer.inference.contrasts import COLUMNS, Contrasts
from analyzer.inference.intervals import stream
from analyzer.inference.multiplicity import adjust
from analyzer.inference.permutation import Relabelings, relabelings, separation, tally, within
from analyzer.inference.sides import Side
from analyzer.settings import Settings

# Frames, axes and tone are read side by side; any other measure is a family of its own.
_FAMILIES: Mapping[str, str] = MappingProxyType({"framing": "headline", "axis": "headline", "tone": "headline"})


def strata_of(articles: pd.DataFrame, settings: Settings) -> NDArray[np.object_] | None:
    """What articles must have in common to change places, or nothing."""
    if not settings.strata:
        return None
    column = {"language": "language", "day": "published"}[settings.strata]
    names = articles[column].astype(str)
    return (names.str[:10] if settings.strata == "day" else names).to_numpy(object)


def in_families(parts: Sequence[Contrasts], articles: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """All contrasts in one table, with `p`, `p_max`, `p_fdr`, `floor` and `family`.

    Labels change places between all articles of both sides, within strata where the settings say so. `p_max` is that of
    the largest difference of the family (max-T), times the number of sets of the level that are compared; `p_fdr` is
    corrected after Benjamini and Hochberg for the same. `family` names it with its size.
    """
    strata = strata_of(articles, settings)
    sides = {part.side[:3]: part.side for part in parts}
    ways = {name: _ways(side, strata, settings) for name, side in sides.items()}
    families: dict[tuple[str, str, str], list[Contrasts]] = {}
    for part in parts:
        key = (_FAMILIES.get(part.measure, part.measure), part.voice, part.side.level)
        families.setdefault(key, []).append(part)
    tables = [_family(key, members, ways, strata) for key, members in families.items()]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=list(COLUMNS))


def _rows(side: Side) -> NDArray[np.int64]:
    """The articles of both sides, in the order of the corpus."""
    return np.sort(np.concatenate((side.own, side.reference)))


def _ways(side: Side, strata: NDArray[np.object_] | None, settings: Settings) -> Relabelings:
    rows = _rows(side)
    rng = stream(settings.seed, "permutation", *side[:3])
    own = None if strata is None else strata[rows]
    return relabelings(np.isin(rows, side.own), rng, strata=own, draws=settings.permutations)


def _family(
    key: tuple[str, str, str],
    members: list[Contrasts],
    ways: Mapping[tuple[str, str, str], Relabelings],
    strata: NDArray[np.object_] | None,
) -> pd.DataFrame:
    sets = {name: [part for part in members if part.side[:3] == name] for name in {p.side[:3]: 0 for p in members}}
    table = pd.concat([_tested(own, ways[name], len(sets), strata) for name, own in sets.items()], ignore_index=True)
    against = "others" if key[2] == "focal" else f"{key[2]}s"
    name = f"{key[0]}, {key[1]}, {against}: {len(table)}"
    return table.assign(p_fdr=adjust(table["p"].to_numpy(np.float64)), family=name)


def _tested(parts: list[Contrasts], ways: Relabelings, n_sets: int, strata: NDArray[np.object_] | None) -> pd.DataFrame:
    """The contrasts of one side, all items together."""
    rows = _rows(parts[0].side)
    values = within(np.hstack([part.each for part in parts])[rows], None if strata is None else strata[rows])
    p, p_max = tally(separation(values, members) for members in ways.blocks())
    table = pd.concat([part.rows for part in parts], ignore_index=True)
    # Of single articles only those with a value change places.
    single = ways.exact and ways.members.shape[1] == 1
    floor = np.maximum(ways.floor, 1 / (1 + table["n_reference"])) if single else np.full(len(table), ways.floor)
    return table.assign(p=p, p_max=np.minimum(1.0, p_max * n_sets), floor=np.where(np.isnan(p), np.nan, floor))
