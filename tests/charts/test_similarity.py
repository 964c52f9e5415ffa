from __future__ import annotations

import math

import pandas as pd
import pytest

from analyzer.charts import CHARTS
from analyzer.errors import UsageError

similarity = CHARTS["similarity"]


def _cells(ax):
    return [text for text in ax.texts if text.get_gid() == "cell"]


def _table(n, row):
    rows = [row("article", f"t{b:02d}", f"t{a:02d}", 1 / (1 + b - a), voice="all") for b in range(n) for a in range(b)]
    return pd.DataFrame([*rows, row("others", "others", "t00", 0.4, voice="all")])


def test_every_pair_once(tables):
    """Every pair of texts has one cell, with its cosine in hundredths."""
    cells = _cells(similarity(tables["similarity"]))
    values = tables["similarity"].query("level == 'article'")["value"]
    assert sorted(int(cell.get_text()) for cell in cells) == sorted(round(100 * value) for value in values)


def test_cell_stands_between_its_texts(tables, texts):
    """A cell stands in the row of the later text and in the column of the earlier one."""
    ax = similarity(tables["similarity"], names={f"a{at}": f"text {at}" for at in range(8)})
    assert texts(ax, "label") == [f"text {at}" for at in range(8)]
    printed = {tuple(map(round, cell.get_position())): cell.get_text() for cell in _cells(ax)}
    assert printed[0, 1] == "90"
    assert printed[3, 7] == "57"
    assert (7, 3) not in printed


def test_groups(tables, texts):
    """Texts stand in the order of their groups, each under its group's name; the focal one is named."""
    groups = {"a0": "", "a1": "South", "a2": "North", "a3": "South", "a4": "North"}
    ax = similarity(tables["similarity"], groups=groups)
    assert texts(ax, "label")[:4] == ["a2", "a4", "a1", "a3"]
    assert texts(ax, "group") == ["North", "South"]
    assert "This article" in texts(ax, "label")


def test_numbers_only_where_they_fit(row):
    """Up to 31 texts cells have numbers; of up to 40 the colours alone are drawn."""
    assert len(_cells(similarity(_table(31, row)))) == 31 * 30 / 2
    ax = similarity(_table(32, row))
    assert _cells(ax) == []
    assert any(str(patch.get_gid()).startswith("heat") for patch in ax.patches)


def test_many_texts(row, texts, marks):
    """Of more than 40 texts only the nearness to the focal one is drawn."""
    ax = similarity(_table(41, row))
    assert texts(ax, "label")[:3] == ["Mean of the others", "t01", "t02"]
    assert [x for x, _ in marks(ax, "near hollow")][:2] == [0.5, pytest.approx(1 / 3)]


def test_missing_pair(tables):
    """A pair without a value has a dash."""
    table = tables["similarity"].copy()
    table.loc[0, "value"] = math.nan
    assert "–" in [cell.get_text() for cell in _cells(similarity(table))]


def test_level(tables, row, texts):
    """Outlets can take the place of articles."""
    table = pd.concat([tables["similarity"], pd.DataFrame([row("outlet", "Morning", "Evening", 0.3, voice="all")])])
    assert texts(similarity(table, by="outlet"), "label") == ["Evening", "Morning"]
    with pytest.raises(UsageError, match="article, outlet, group"):
        similarity(table, by="country")


def test_size_with_links(row):
    """The largest heat table with numbers, all its rows linked, is small enough for a page."""
    from analyzer.charts.svg import to_svg

    ax = similarity(_table(31, row), names={f"t{at:02d}": f"Morning Observer {at}" for at in range(31)})
    links = {f"t{at:02d}": f"#article-{at}" for at in range(31)}
    page = to_svg(ax, title="t", description="d", links=links)
    assert page.count("<a ") == 31
    assert len(page) < 40_000
