from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analyzer.sensitivity import leaving_out
from analyzer.sensitivity.leaving_out import _moves, to_leave_out


def table(outlets, focal=0):
    ids = [f"a{at}" for at in range(len(outlets))]
    return pd.DataFrame({"id": ids, "outlet": outlets, "focal": [at == focal for at in range(len(outlets))]})


def test_names_come_in_their_order_and_the_focal_article_stays():
    """Outlets of others alone, each with its articles."""
    left = to_leave_out(np.zeros((4, 1)), table(["X", "Z", "X", "Y"]), "outlet")
    assert [(name, rows.tolist()) for name, rows in left] == [
        ("X", [False, False, True, False]),
        ("Y", [False, False, False, True]),
        ("Z", [False, True, False, False]),
    ]


def test_where_there_are_too_many_the_strongest_of_each_item_stay(monkeypatch):
    """With room for two, the article that moves the first item most and the one that moves the second most."""
    monkeypatch.setattr(leaving_out, "MOST", 2)
    values = np.array([[9.0, 9.0], [0.0, 0.0], [0.1, -50.0], [5.0, 0.1], [0.2, 0.2]])
    assert [name for name, _ in to_leave_out(values, table(["X"] * 5), "article")] == ["a2", "a3"]


@given(st.lists(st.tuples(st.integers(0, 3), st.one_of(st.none(), st.floats(-5, 5))), min_size=2, max_size=12))
def test_a_move_is_the_change_of_the_mean(rows):
    """Against means of what is left, one owner at a time; where nothing is left the move is infinite."""
    owner = np.array([at for at, _ in rows])
    values = np.array([np.nan if value is None else value for _, value in rows])
    found = _moves(values[:, None], owner, 4)[:, 0]
    known = ~np.isnan(values)
    for one in range(4):
        rest = values[(owner != one) & known]
        if not len(rest):
            assert np.isinf(found[one])
        else:
            np.testing.assert_allclose(found[one], abs(rest.mean() - values[known].mean()), atol=1e-9)
