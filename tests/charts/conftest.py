"""Small tables as measures make them, and how to find things on an Axes."""

from __future__ import annotations

import math
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

NAN = math.nan
FRAMES = {"law": "Law and courts", "trade": "Trade", "past": "Shared past"}
OUTLETS = [f"Outlet {sign}" for sign in "ABCDEFG"]
GROUPS = {name: "North" if at < 4 else "South" for at, name in enumerate(OUTLETS)}


def make_row(level, name, item, value, low=NAN, high=NAN, *, voice="narrator", n=9, units=30, reason="", **extra):
    """One row of a result table."""
    if math.isnan(value) and not reason:
        reason = "no evidence: no word in this voice"
    return {
        "level": level, "name": name, "item": item, "voice": voice, "value": value, "low": low, "high": high,
        "n_articles": 1 if level in ("focal", "article") else n, "n_units": units, "claim": "", "reason": reason,
    } | extra  # fmt: skip


def _levels(item, voice="narrator", shift=0.0, **extra):
    rows = [
        make_row("focal", "a0", item, 0.5 + shift, 0.4 + shift, 0.6 + shift, voice=voice, units=34, **extra),
        make_row("others", "others", item, 0.2 + shift, 0.15 + shift, 0.25 + shift, voice=voice, n=7, **extra),
        make_row("group", "North", item, 0.3 + shift, 0.2 + shift, 0.4 + shift, voice=voice, n=4, **extra),
        make_row("group", "South", item, 0.1 + shift, voice=voice, n=3, reason="fewer than 5 articles", **extra),
        make_row("article", "a0", item, 0.5 + shift, 0.4 + shift, 0.6 + shift, voice=voice, units=34, **extra),
    ]
    for at, outlet in enumerate(OUTLETS):
        value = 0.05 * at + shift
        rows.append(make_row("article", f"a{at + 1}", item, value, value - 0.01, value + 0.02, voice=voice, **extra))
        rows.append(make_row("outlet", outlet, item, value, voice=voice, n=1, reason="fewer than 5 articles", **extra))
    return rows


def _keyness():
    terms = {
        "warrant": (4.0, 1.5),
        "court": (3.0, 2.0),
        "visit": (0.5, 0.0),
        "trade": (-2.0, -0.75),
        "gas": (-3.0, -1.0),
    }
    return [
        make_row(
            "focal", "a0", term, value, -math.inf if ratio == -3.0 else ratio - 2.5, ratio + 2.5,
            voice="all", units=400, log_ratio=ratio, count=7 + at, reference_count=2 * at,
            claim="L2" if term in ("warrant", "trade") else "L0",
        )
        for at, (term, (ratio, value)) in enumerate(terms.items())
    ]  # fmt: skip


def _similarity():
    names = ["a0", *(f"a{at + 1}" for at in range(len(OUTLETS)))]
    rows = [
        make_row("article", right, left, round(0.9 - 0.1 * at - 0.01 * other, 2), voice="all", masked=0.1, shared="")
        for at, left in enumerate(names)
        for other, right in enumerate(names[at + 1 :])
    ]
    for row in rows:
        if row["item"] == "a0":
            row["low"], row["high"] = row["value"] - 0.05, row["value"] + 0.05
    return [*rows, make_row("others", "others", "a0", 0.7, voice="all", masked=0.1, shared="")]


def make_way(item, choice, value, low=NAN, high=NAN, *, same_sign=True, default=False, **extra):
    """One row of the table of all ways."""
    row = {
        "measure": "framing",
        "item": item,
        "kind": "choice",
        "choice": choice,
        "value": value,
        "low": low,
        "high": high,
    }
    return row | {"same_sign": same_sign, "default": default, "n_articles": 9, "reason": ""} | extra


def _sensitivity():
    ways = [("dictionary", "two", 0.3), ("dictionary", "one", 0.1), ("key", "two", 0.25), ("key", "one", -0.02)]
    rows = [
        make_way(
            item, f"scope={scope}, ambiguous={rule}", value * size, value * size - 0.1, value * size + 0.2,
            same_sign=value > 0, default=at == 0,
        )
        for item, size in (("law", 0.5), ("trade", -1.0))
        for at, (scope, rule, value) in enumerate(ways)
    ]  # fmt: skip
    return [*rows, make_way("trade", "Outlet A", -0.2, kind="outlet")]


def _shifts():
    parts = {"warrant": (0.08, 9), "court": (0.05, 7), "judge*": (-0.01, 2), "arrest*": (-0.04, 6)}
    rows = [
        make_row(
            "focal", "a0", item, value, value - 0.06, value + 0.06, n=3, units=units,
            measure="framing", of="law", against="others", difference=0.08,
        )
        for item, (value, units) in parts.items()
    ]  # fmt: skip
    small = {"measure": "framing", "of": "trade", "against": "others", "difference": -0.02}
    return [*rows, make_row("focal", "a0", "gas", -0.02, -0.1, 0.06, units=2, **small)]


def _contrasts():
    words = {"law": ("likely", 0.2), "trade": ("unclear", -0.05), "past": ("clear", -0.3)}
    return [
        make_row(
            level, name, item, 0.4, size - 0.1, size + 0.1, n=3,
            measure="framing", against=against, difference=size, strength=strength,
        )
        for level, name, against in (("focal", "a0", "others"), ("group", "A", "rest"))
        for item, (strength, size) in words.items()
    ]  # fmt: skip


def _sourcing():
    shares = {"officials": (0.6, 0.3, 0.5), "citizens": (0.4, 0.5, 1.0), "unknown": (0.0, 0.2, 0.0)}
    rows = []
    for item, (here, there, named) in shares.items():
        more = {"words": 40, "attributions": 5, "attributions_share": here, "named_share": named}
        rows.append(make_row("focal", "a0", item, here, here / 2, here / 2 + 0.5, voice="attributed", units=9, **more))
        ends = (there - 0.1, there + 0.1)
        rows.append(make_row("others", "others", item, there, *ends, voice="attributed", n=7, units=61, **more))
    return rows


def _by_speaker():
    said = {"narrator": ("narrator", 20), "officials": ("attributed", 8), "citizens": ("attributed", 3)}
    return [
        make_row(level, name, frame, share, voice=voice, units=units, reason="few", category=category)
        for level, name in (("focal", "a0"), ("others", "others"))
        for category, (voice, units) in said.items()
        for frame, share in (("law", 0.25), ("trade", 1 / 3), ("past", 0.0))
    ]


def _tables():
    framing = [row for at, frame in enumerate(FRAMES) for row in _levels(frame, shift=0.1 * at)]
    framing += [row for frame in FRAMES for row in _levels(frame, voice="all", shift=0.3)]
    topics = [row for at in range(3) for row in _levels(f"topic {at}", "all", 0.1 * at, terms="court, visit, gas")]
    tone = [
        row
        for voice, shift in (("narrator", -0.3), ("quoted", 0.1))
        for row in _levels("lexical tone", voice, shift, zero_share=0.47 if voice == "narrator" else 0.3)
    ]
    return {
        "axis": _levels("scrutiny"),
        "framing": framing,
        "contrasts": _contrasts(),
        "outlets": framing,
        "tone": tone,
        "keyness": _keyness(),
        "topics": topics,
        "similarity": _similarity(),
        "nearest": _similarity(),
        "shifts": _shifts(),
        "sensitivity": _sensitivity(),
        "sourcing": _sourcing(),
        "framing_by_speaker": _by_speaker(),
    }


@pytest.fixture(scope="session")
def tables():
    """One table for each chart."""
    return {name: pd.DataFrame(rows) for name, rows in _tables().items()}


@pytest.fixture(scope="session")
def row():
    """How to make a row of a table."""
    return make_row


@pytest.fixture(scope="session")
def given():
    """Names and labels that go with the tables."""
    return SimpleNamespace(frames=FRAMES, outlets=OUTLETS, groups=GROUPS)


@pytest.fixture(scope="session")
def marks():
    """Points drawn under a name: a list of (x, y), from the top down."""

    def find(ax, gid):
        lines = [line for line in ax.lines if line.get_gid() == gid]
        points = [point for line in lines for point in zip(*map(np.asarray, line.get_data()), strict=True)]
        return sorted(((float(x), float(y)) for x, y in points), key=lambda point: point[1])

    return find


@pytest.fixture(scope="session")
def intervals():
    """Lines drawn under a name: a list of (low, high, y), from the top down."""

    def find(ax, gid):
        found = [part for lines in ax.collections if lines.get_gid() == gid for part in lines.get_segments()]
        return sorted(((float(a[0]), float(b[0]), float(a[1])) for a, b in found), key=lambda part: part[2])

    return find


@pytest.fixture(scope="session")
def texts():
    """Words written under a name, in the order in which they were written."""
    return lambda ax, gid: [text.get_text() for text in ax.texts if text.get_gid() == gid]
