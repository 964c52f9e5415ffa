from __future__ import annotations

import numpy as np
import pytest

from analyzer.measures._schema import Schema, make_table

SCHEMA = Schema("an item", "shares", 0.0, 1.0, "units", "none", (("hits", "how many"), ("pole", "which")))
ROWS = [
    {
        "level": "focal",
        "name": "a",
        "item": "law",
        "voice": "all",
        "value": 0.5,
        "n_articles": 1,
        "n_units": 2,
        "hits": 3,
    },
    {"level": "others", "name": "b", "item": "law", "voice": "all", "value": None, "reason": "no words", "hits": 0},
]


def columns(rows):
    return {name: [row.get(name) for row in rows] for name in {name: 0 for row in rows for name in row}}


@pytest.mark.parametrize("given", [ROWS, columns(ROWS)], ids=["rows", "columns"])
def test_what_is_lacking_is_nan_or_empty(given):
    """From rows and from columns: a number that is not there is NaN, a count 0, a word empty."""
    table = make_table(given, SCHEMA)
    assert tuple(table.columns) == SCHEMA.columns
    assert table["value"].tolist() == pytest.approx([0.5, np.nan], nan_ok=True)
    assert table[["low", "high"]].isna().all(axis=None)
    assert table[["n_articles", "n_units"]].to_numpy().tolist() == [[1, 2], [0, 0]]
    assert table[["claim", "reason"]].to_numpy().tolist() == [["", ""], ["", "no words"]]
    assert table["hits"].tolist() == [3, 0]
    assert table["pole"].isna().all()


def test_a_table_of_nothing_has_its_columns():
    """Without a row there are all columns, and numbers are numbers."""
    table = make_table([], SCHEMA)
    assert tuple(table.columns) == SCHEMA.columns
    assert len(table) == 0
    assert [table[name].dtype.kind for name in ("value", "n_units", "level")] == ["f", "i", "O"]


def test_words_are_plain_objects():
    """Words are looked at one by one, so they are kept as Python has them, not as pandas packs them."""
    table = make_table(ROWS, SCHEMA)
    assert {table[name].dtype for name in ("level", "name", "item", "voice", "claim", "reason")} == {np.dtype(object)}
