"""The page stays small however many articles, outlets and groups there are, and says what it leaves out."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pandas as pd
import pytest

from analyzer import Comparison
from analyzer.corpus import Corpus, LedgerRow
from analyzer.report import render_html
from tests.report.pages import Page

ARTICLES, OUTLETS, GROUPS = 50_000, 2_000, 300
LEVELS = {
    "article": [f"a{at}" for at in range(ARTICLES)],
    "outlet": [f"Outlet {at}" for at in range(OUTLETS)],
    "group": [f"Group {at}" for at in range(GROUPS)],
}
ROWS = ("axis", "framing", "tone", "contrasts")  # the tables that are read row by row
SINGLE = ("axis",)  # the table whose rows of single articles are blown up as well


def _repeated(rows: pd.DataFrame, names: list[str], column: str) -> pd.DataFrame:
    """The rows of one name, once for each of these names."""
    own = rows[rows[column] == rows[column].iloc[0]]
    return own.iloc[np.tile(np.arange(len(own)), len(names))].assign(**{column: np.repeat(names, len(own))})


def _blown_up(name: str, table: pd.DataFrame, focal: str) -> pd.DataFrame:
    if name in ("evidence", "quotes", "speakers"):
        other = _repeated(table[table["article"] != focal], LEVELS["article"][:OUTLETS], "article")
        return pd.concat([table[table["article"] == focal], other])
    if name == "articles":
        others = table[~table["focal"].astype(bool)].iloc[np.arange(ARTICLES) % (len(table) - 1)]
        outlets, groups = (np.array(LEVELS[level]) for level in ("outlet", "group"))
        named = others.assign(id=LEVELS["article"], outlet=outlets[np.arange(ARTICLES) % OUTLETS])
        return pd.concat([table[table["focal"].astype(bool)], named.assign(group=groups[np.arange(ARTICLES) % GROUPS])])
    if name not in ROWS:
        return table
    parts = [table]
    for level, names in LEVELS.items():
        own = table[(table["level"] == level) & (table["name"] != focal)]
        if len(own) and (level != "article" or name in SINGLE):
            parts.append(_repeated(own, names, "name"))
    return pd.concat(parts, ignore_index=True)


@pytest.fixture(scope="module")
def large(shipped: Comparison) -> Comparison:
    """The shipped comparison as if there had been 50,000 articles of 2,000 outlets in 300 groups."""
    other = next(article for article in shipped.corpus.articles if article.id != shipped.focal)
    others = (
        replace(other, id=name, outlet=f"Outlet {at % OUTLETS}", group=f"Group {at % GROUPS}")
        for at, name in enumerate(LEVELS["article"])
    )
    ledger = tuple(LedgerRow("file.csv", f"row {at}", "skipped", "no text", ()) for at in range(ARTICLES))
    tables = {name: _blown_up(name, table, shipped.focal) for name, table in shipped.tables.items()}
    corpus = Corpus((shipped.article, *others), ledger)
    return replace(shipped, corpus=corpus, tables=MappingProxyType(tables))


@pytest.fixture(scope="module")
def page(large: Comparison) -> str:
    return render_html(large)


def test_the_page_is_at_most_two_megabytes(page: str) -> None:
    """50,000 articles, 2,000 outlets, 300 groups and as many files not read make a page of 2 MB at most."""
    assert len(page.encode()) <= 2_000_000


def test_what_is_left_out_is_counted_and_named(page: str) -> None:
    """Rows that a chart or a table has no room for are counted, with the file that holds them all."""
    text = Page(page).text
    assert "more in the table" in text
    for file in ("axis", "framing", "articles", "ledger", "evidence"):
        assert f"data/{file}.csv" in text
    assert "the other articles one by one" in text  # framing has 30 articles here


def test_captions_speak_of_ticks_only_where_there_are_some(shipped: Comparison) -> None:
    """With more articles and outlets than ticks fit, the caption says where the values are instead."""
    table = shipped.framing
    levels = ("article", "outlet")
    more = (_repeated(table[table["level"] == level], LEVELS[level][:121], "name") for level in levels)
    many = pd.concat([table, *more])
    text = Page(render_html(replace(shipped, tables=MappingProxyType(dict(shipped.tables) | {"framing": many})))).text
    assert "too many for a tick each, all are in data/framing.csv" in text
