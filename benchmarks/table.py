"""The tables of a run, ratios first: ``python -m benchmarks.table FILE.json`` prints those of an earlier one."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.summary import exponents, goals, kilobytes, medians, ratios


def render(data: Mapping[str, Any]) -> str:
    """Everything that a run found, as text."""
    parts = [_head(data), _sets(data), _ratios(data), _goals(data), _checks(data), _seconds(data), _missing(data)]
    return "\n\n".join(part for part in parts if part) + "\n"


def short(articles: int) -> str:
    """A number of articles as it is typed: 10k.

    >>> short(10_000), short(250), short(0)
    ('10k', '250', '-')
    """
    if not articles:
        return "-"
    return f"{articles // 1000}k" if articles % 1000 == 0 else str(articles)


def _head(data: Mapping[str, Any]) -> str:
    machine = data["machine"]
    lines = [f"{data['made']}, {machine['processor']}, {machine['cores']} cores, {machine['system']}"]
    lines += [", ".join(f"{name} {version}" for name, version in data["versions"].items())]
    lines += [f"Seconds are {data['clock']} seconds, medians; one thread each. Load when it began: {machine['load']}."]
    counts = (f"{name} {number / 1e6:.0f} million" for name, number in data["instructions"].items())
    lines += [f"Instructions of start-up: {', '.join(counts) or 'cannot be counted on this machine'}."]
    return "\n".join(lines)


def _sets(data: Mapping[str, Any]) -> str:
    rows = [["articles", "MB", "words", "types", "growth of types"]]
    before: Mapping[str, Any] | None = None
    for one in data["sets"]:
        grown = "" if before is None else f"{one['exponent']:.2f}"
        rows.append([short(one["articles"]), f"{one['bytes'] / 1e6:.1f}", str(one["words"]), str(one["types"]), grown])
        before = one
    return _grid("Sets", rows) if len(rows) > 1 else ""


def _ratios(data: Mapping[str, Any]) -> str:
    found = ratios(medians(data["runs"]), clock=data["clock"])
    sizes = sorted({n for row in found for n in row.values})
    rows = [["stage", "ours", "peer", *map(short, sizes), "asked for"]]
    for row in found:
        cells = [_number(row.values.get(n)) + _mark(row.values.get(n), row.goals.get(n)) for n in sizes]
        asked = " / ".join(f"{goal:.3g}" for n, goal in row.goals.items() if n in row.values)
        rows.append([row.stage, row.ours, row.peer, *cells, asked])
    title = "How many times as long each peer takes (! below what is asked for)"
    return _grid(title, rows) if len(rows) > 1 else ""


def _mark(value: float | None, goal: float | None) -> str:
    return "!" if value is not None and goal is not None and value < goal else ""


def _goals(data: Mapping[str, Any]) -> str:
    rows = [["goal", "articles", "asked for", "reached", ""]]
    for met in goals(data, clock=data["clock"]):
        sign = ">=" if met.at_least else "<="
        met_word = "met" if met.met else "NOT MET"
        rows.append([met.what, short(met.articles), f"{sign} {met.limit:.3g}", _number(met.value), met_word])
    return _grid("Goals", rows) if len(rows) > 1 else ""


def _checks(data: Mapping[str, Any]) -> str:
    rows = [["the same result?", "compared", "different"]]
    for one in data["checks"]:
        facts = one["facts"]
        outcome = str(facts.get("different", f"{one['status']}: {one['reason']}"))
        rows.append([one["check"], str(facts.get("compared", "-")), outcome])
    return _grid("Checks", rows) if len(rows) > 1 else ""


def _seconds(data: Mapping[str, Any]) -> str:
    found = medians(data["runs"])
    grown, taken = exponents(found, clock=data["clock"]), kilobytes(found)
    sizes = {one["articles"]: one["bytes"] / 1e6 for one in data["sets"]}
    rows = [["stage", "method", "articles", "s", "wall s", "MB/s", "growth", "MB", "kB/article", "runs", "facts"]]
    for key, own in found.items():
        seconds = getattr(own, data["clock"])
        if own.n:
            speed = sizes[key[2]] / seconds if key[2] in sizes and seconds else None
            cells = map(_number, (seconds, own.wall, speed, grown.get(key), own.peak, taken.get(key)))
            facts = ", ".join(f"{name} {value}" for name, value in own.facts.items())
            rows.append([*key[:2], short(key[2]), *cells, str(own.n), facts])
    return _grid("Seconds and memory", rows) if len(rows) > 1 else ""


def _missing(data: Mapping[str, Any]) -> str:
    rows = [["stage", "method", "articles", "why there is no figure"]]
    rows += [[*key[:2], short(key[2]), own.reason] for key, own in medians(data["runs"]).items() if not own.n]
    return _grid("Not measured", rows) if len(rows) > 1 else ""


def _number(value: float | None) -> str:
    if value is None or value != value:
        return ""
    if value >= 100:
        return f"{value:.0f}"
    digits = 3 if value < 0.1 else 2 if value < 10 else 1
    return f"{value:.{digits}f}"


def _grid(title: str, rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as their widest cell; those of numbers to the right."""
    columns = list(zip(*rows, strict=True))
    widths = [max(map(len, column)) for column in columns]
    right = [all(not cell or cell[0].isdigit() for cell in column[1:]) for column in columns]
    lines = [
        "  ".join(
            cell.rjust(width) if to_right else cell.ljust(width)
            for cell, width, to_right in zip(row, widths, right, strict=True)
        ).rstrip()
        for row in rows
    ]
    return "\n".join([title, *lines[:1], "-" * len(lines[0]), *lines[1:]])


def main() -> int:
    """Print the tables of a file."""
    if len(sys.argv) != 2:
        print("python -m benchmarks.table FILE.json", file=sys.stderr)
        return 2
    print(render(json.loads(Path(sys.argv[1]).read_text("utf-8"))), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
