from __future__ import annotations

import math

import pandas as pd
import pytest

from analyzer.charts import CHARTS
from analyzer.errors import UsageError

outlets = CHARTS["outlets"]


def _cells(ax):
    """Printed numbers by row from the top and column from the left."""
    rows = {}
    for text in ax.texts:
        if text.get_gid() == "cell":
            x, y = text.get_position()
            rows.setdefault(round(y, 2), {})[round(x)] = text.get_text()
    return [[row[x] for x in sorted(row)] for _, row in sorted(rows.items())]


def test_cells(tables, texts, given):
    """Each cell prints its value in 100; columns go from the most to the least used frame."""
    ax = outlets(tables["outlets"], labels=given.frames)
    assert texts(ax, "label") == ["This article", "Other coverage", *given.outlets]
    assert texts(ax, "column") == ["Shared past", "Trade", "Law and courts"]
    cells = _cells(ax)
    assert cells[:2] == [["70", "60", "50"], ["40", "30", "20"]]
    assert cells[2] == ["20", "10", "0"]
    assert cells[8] == ["50", "40", "30"]


def test_sizes(tables, texts):
    """Beside each row stands how many articles it rests on."""
    assert texts(outlets(tables["outlets"]), "beside") == ["34 sentences", "n = 7"] + ["n = 1"] * 7


def test_groups(tables, texts, given):
    """With groups, outlets stand under the row of their group."""
    ax = outlets(tables["outlets"], groups=given.groups)
    assert texts(ax, "label") == [
        "This article", "Other coverage", "North", *given.outlets[:4], "South", *given.outlets[4:],
    ]  # fmt: skip
    assert _cells(ax)[2] == ["50", "40", "30"]


def test_no_group(tables, texts, given):
    """Outlets without a group come last."""
    ax = outlets(tables["outlets"], groups=given.groups | {"Outlet A": ""})
    assert texts(ax, "label")[-1] == "Outlet A"


@pytest.mark.parametrize(("by", "last"), [("group", "South"), ("article", "a7"), ("outlet", "Outlet G")])
def test_by(by, last, tables, texts):
    """Rows are outlets, groups or articles."""
    assert texts(outlets(tables["outlets"], by=by), "label")[-1] == last


def test_unknown_by(tables):
    """What rows cannot be is refused."""
    with pytest.raises(UsageError, match="outlet, group, article"):
        outlets(tables["outlets"], by="country")


def test_missing_cell(row):
    """A cell without a value shows a dash and no colour."""
    table = pd.DataFrame([row("outlet", "A", "x", 0.5), row("outlet", "B", "x", math.nan)])
    ax = outlets(table)
    assert _cells(ax) == [["50"], ["–"]]
    assert len([patch for patch in ax.patches if str(patch.get_gid()).startswith("heat")]) == 1


def test_darkest(row):
    """The largest value has the darkest colour, and none at all the lightest."""
    table = pd.DataFrame([row("outlet", "A", "x", 0.5), row("outlet", "A", "y", 0.0)])
    gids = [patch.get_gid() for patch in outlets(table).patches if str(patch.get_gid()).startswith("heat")]
    assert gids == ["heat 0", "heat 8"]


def test_many_frames(row, texts):
    """Of many frames the most used are shown, and the others counted."""
    table = pd.DataFrame([row("outlet", "A", f"f{at:02d}", at / 20) for at in range(20)])
    ax = outlets(table)
    assert texts(ax, "column") == [f"f{at:02d}" for at in range(19, 7, -1)]
    assert texts(ax, "label")[-1] == "… 8 more frames"


def test_most_articles_stay(row, texts):
    """Of many outlets those with most articles stay."""
    rows = [row("outlet", f"o{at:03d}", "x", 0.2, n=at) for at in range(1, 61)]
    labels = texts(outlets(pd.DataFrame(rows)), "label")
    assert labels == [*(f"o{at:03d}" for at in range(21, 61)), "… 20 more in the table"]
