"""From single runs to medians, ratios, exponents of growth, and goals that are met or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import log, nan
from operator import attrgetter
from statistics import median
from typing import Any, NamedTuple

from benchmarks.goals import EXPONENT, GOALS, K10, RATIOS, Goal
from benchmarks.stages import STAGES

Key = tuple[str, str, int]  # stage, method, articles
_SHORTEST = 0.01  # seconds


class Median(NamedTuple):
    """The runs of one method at one size; seconds and megabytes are NaN where none ended."""

    cpu: float
    wall: float
    peak: float
    n: int
    facts: Mapping[str, Any]
    reason: str


class Ratio(NamedTuple):
    """How many times as long as ours a peer takes, by articles; with what is asked for, where something is."""

    stage: str
    ours: str
    peer: str
    values: Mapping[int, float]
    goals: Mapping[int, float]


class Met(NamedTuple):
    """A goal, what was reached, and whether that is enough (None: not measured)."""

    what: str
    articles: int
    limit: float
    value: float
    met: bool | None
    at_least: bool


def medians(runs: Sequence[Mapping[str, Any]]) -> dict[Key, Median]:
    """Of every method at every size, in the order in which they were run first."""
    found: dict[Key, list[Mapping[str, Any]]] = {}
    for run in runs:
        found.setdefault((run["stage"], run["method"], run["articles"]), []).append(run)
    return {key: _median(own) for key, own in found.items()}


def _median(runs: Sequence[Mapping[str, Any]]) -> Median:
    ended = [run for run in runs if run["status"] == "ok"]
    if not ended:
        return Median(nan, nan, nan, 0, {}, runs[-1]["reason"])
    cpu, wall, peak = (median(run[name] for run in ended) for name in ("cpu", "wall", "peak"))
    return Median(cpu, wall, peak, len(ended), ended[-1]["facts"], "")


def ratios(found: Mapping[Key, Median], *, clock: str = "cpu") -> list[Ratio]:
    """Every peer of every stage beside every method of ours, where both were run."""
    sizes = sorted({articles for _, _, articles in found})
    rows = []
    for stage, held in STAGES.items():
        for ours in held.ours:
            for peer in held.peers:
                pairs = [(n, found.get((stage, ours, n)), found.get((stage, peer, n))) for n in sizes]
                read = attrgetter(clock_of(stage, clock))
                values = {n: read(b) / max(read(a), 1e-9) for n, a, b in pairs if a and b}
                values = {n: value for n, value in values.items() if value == value}
                goals = RATIOS.get((stage, ours, peer), {})
                if values:
                    rows.append(Ratio(stage, ours, peer, values, goals))
    return rows


def exponents(found: Mapping[Key, Median], *, clock: str = "cpu") -> dict[Key, float]:
    """How time grows from the size before: 1 is in proportion. Times of less than 10 ms tell nothing."""
    grown = {}
    for key, (small, before, after) in _steps(found).items():
        first, second = (getattr(own, clock_of(key[0], clock)) for own in (before, after))
        if min(first, second) >= _SHORTEST:
            grown[key] = log(second / first) / log(key[2] / small)
    return grown


def clock_of(stage: str, clock: str) -> str:
    """The clock of a stage: the one of the table, unless the stage has its own."""
    return STAGES[stage].clock or clock


def kilobytes(found: Mapping[Key, Median]) -> dict[Key, float]:
    """How much memory each further article takes, from the size before."""
    return {
        key: 1024 * (after.peak - before.peak) / (key[2] - small)
        for key, (small, before, after) in _steps(found).items()
    }


def _steps(found: Mapping[Key, Median]) -> dict[Key, tuple[int, Median, Median]]:
    """Each method at each size with the size before it, where there is one."""
    steps = {}
    for stage, method in dict.fromkeys(key[:2] for key in found):
        known = sorted((n, own) for (s, m, n), own in found.items() if (s, m) == (stage, method) and n and own.n)
        for (small, before), (large, after) in pairwise(known):
            steps[stage, method, large] = small, before, after
    return steps


def goals(data: Mapping[str, Any], *, clock: str = "cpu") -> list[Met]:
    """Everything that is asked for, with what this run reached."""
    found = medians(data["runs"])
    rows = [
        Met(f"{row.stage}: {row.ours} / {row.peer}", n, goal, row.values[n], row.values[n] >= goal, True)
        for row in ratios(found, clock=clock)
        for n, goal in row.goals.items()
        if n in row.values
    ]
    sizes = {one["articles"]: one["bytes"] / 1e6 for one in data["sets"]}
    rows += [met for goal in GOALS for met in _met(goal, found, sizes, clock)]
    for (stage, method, n), value in exponents(found, clock=clock).items():
        if n > K10 and method in STAGES[stage].ours:
            rows.append(Met(f"{stage}: {method}, growth", n, EXPONENT, value, value <= EXPONENT, False))
    return rows


def _met(goal: Goal, found: Mapping[Key, Median], sizes: Mapping[int, float], clock: str) -> list[Met]:
    rows = []
    for (stage, method, n), own in found.items():
        if (stage, method) != (goal.stage, goal.method) or (goal.articles and n != goal.articles) or not own.n:
            continue
        seconds = getattr(own, clock_of(stage, clock))
        value = {
            "MB/s": sizes.get(n, 0.0) / seconds if seconds else 0.0,
            "s": seconds,
            "MB": own.peak,
            "kB/article": kilobytes(found).get((stage, method, n), float("nan")),
            "page MB": own.facts.get("megabytes", float("nan")),
        }[goal.quantity]
        if value != value:
            continue
        enough = value >= goal.limit if goal.at_least else value <= goal.limit
        rows.append(Met(f"{stage}: {method}, {goal.quantity}", n, goal.limit, value, enough, goal.at_least))
    return rows
