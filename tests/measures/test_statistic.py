from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from analyzer.inference.attach import with_intervals
from analyzer.inference.intervals import jackknife_se, quantile, t_interval, wilson
from analyzer.measures._levels import levels, sets
from analyzer.measures._schema import Schema, make_table
from analyzer.measures._statistic import Statistic, mean_rows, per_row
from analyzer.settings import Settings

SCHEMA = Schema("item", "share", 0.0, 1.0, "rows", "as said")
CORPUS = pd.DataFrame(
    {
        "id": list("abcdefgh"),
        "outlet": ["", "X", "Y", "X", "X", "X", "", "X"],
        "group": "",
        "focal": [True] + [False] * 7,
    }
)


def statistic(seed: int, interval: str = "bootstrap") -> Statistic:
    rng = np.random.default_rng(seed)
    article = np.sort(rng.integers(0, 7, 90))  # the last article has no row
    values = rng.integers(0, 2, (90, 2)) if interval == "wilson" else rng.random((90, 2)).round(1)
    sums = sparse.csr_array(np.column_stack((values, np.ones(90))))
    return Statistic(("p", "q"), sums, article, 8, per_row, "no row", interval)


@pytest.mark.parametrize("by", ["focal", "article", "outlet"])
def test_sums_over_sets_are_those_of_their_articles(by):
    """Sets give what a loop over levels gives, by whatever articles are put together."""
    values = np.arange(16.0).reshape(8, 2)
    found = sets(CORPUS, by)
    assert found.sum(values).tolist() == [values[level.rows].sum(axis=0).tolist() for level in levels(CORPUS, by)]
    assert found.name.tolist() == [level.name for level in levels(CORPUS, by)]


@given(st.integers(0, 50))
@settings(max_examples=15, deadline=None)
def test_a_row_is_the_mean_of_the_values_of_its_articles(seed):
    """Every row of every level is a mean over articles with a value, counted one level and item at a time."""
    made = statistic(seed)
    values = made.by_article()
    for by in ("focal", "article", "outlet"):
        table = make_table(mean_rows(made, CORPUS, by, "all"), SCHEMA).set_index(["name", "item"])
        for level in levels(CORPUS, by):
            for at, item in enumerate(made.items):
                own = values[level.rows, at]
                row = table.loc[(level.name, item)]
                assert row["n_articles"] == (~np.isnan(own)).sum()
                assert row["value"] == pytest.approx(
                    own[~np.isnan(own)].mean() if row["n_articles"] else np.nan, nan_ok=True
                )


@given(st.integers(0, 50))
@settings(max_examples=15, deadline=None)
def test_ranges_of_all_articles_are_those_of_each_by_itself(seed):
    """The closed form of leaving out one row at a time gives the range that leaving them out gives."""
    made, chosen = statistic(seed), Settings(min_sentences=2)
    table = with_intervals(
        make_table(mean_rows(made, CORPUS, "article", "all"), SCHEMA), made, CORPUS, "article", SCHEMA, chosen
    )
    for article in range(7):
        sums = made.of(article)
        if len(sums) < 2:
            continue
        reach = quantile(0.95, len(sums) - 1) * jackknife_se(sums, per_row, blocks=len(sums))
        rows = table[table["name"] == CORPUS["id"][article]]
        assert rows["low"].to_numpy() == pytest.approx(np.maximum(0.0, rows["value"] - reach), abs=1e-9)


def test_ranges_of_sets_and_shares_are_those_of_their_formulas():
    """A set has a t interval on its articles' values, one article Wilson's interval on its rows."""
    made = statistic(3, "wilson")
    values = made.by_article()
    chosen = Settings(min_sentences=2, min_group=2)
    outlets = with_intervals(
        make_table(mean_rows(made, CORPUS, "outlet", "all"), SCHEMA), made, CORPUS, "outlet", SCHEMA, chosen
    )
    own = values[[1, 3, 4, 5], 0]
    assert outlets[["low", "high"]].iloc[0].tolist() == pytest.approx(np.clip(t_interval(own), 0, 1).tolist())
    single = with_intervals(
        make_table(mean_rows(made, CORPUS, "article", "all"), SCHEMA), made, CORPUS, "article", SCHEMA, chosen
    )
    sums = made.of(2)
    assert single[["low", "high"]].iloc[4].tolist() == pytest.approx(list(wilson(sums[:, 0].sum(), len(sums))))
