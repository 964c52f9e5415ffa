"""Selections of units cut their tokens out of those of the corpus."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analyzer.features.selecting import TokenStore

UNITS = st.lists(st.lists(st.tuples(st.integers(0, 9), st.booleans()), max_size=4), min_size=1, max_size=8)


def made(units: list[list[tuple[int, bool]]]) -> TokenStore:
    ids = np.array([term for unit in units for term, _ in unit], np.int32)
    bars = np.array([bar for unit in units for _, bar in unit], bool)
    return TokenStore(ids, bars, np.concatenate(([0], np.cumsum([len(unit) for unit in units]))).astype(np.int64))


def taken(stream: TokenStore) -> list[list[tuple[int, bool]]]:
    pairs = list(zip(stream.tokens.tolist(), stream.barred.tolist(), strict=True))
    edges = stream.offsets.tolist()
    return [pairs[low:high] for low, high in pairwise(edges)]


@given(UNITS, st.data())
def test_a_selection_of_a_selection_holds_the_tokens_of_its_units(units, data):
    """Cutting twice gives what a list comprehension gives."""
    first = data.draw(st.lists(st.booleans(), min_size=len(units), max_size=len(units)))
    second = data.draw(st.lists(st.booleans(), min_size=sum(first), max_size=sum(first)))
    chosen = made(units).of(np.array(first, bool)).of(np.array(second, bool))
    left = [unit for unit, keep in zip(units, first, strict=True) if keep]
    assert taken(chosen) == [unit for unit, keep in zip(left, second, strict=True) if keep]


@given(UNITS, st.data())
def test_units_stay_when_their_tokens_go(units, data):
    """Without some tokens, also of a selection, every unit keeps its place, even with none left."""
    keep = data.draw(st.lists(st.booleans(), min_size=len(units), max_size=len(units)))
    left = [unit for unit, kept in zip(units, keep, strict=True) if kept]
    drop = data.draw(st.lists(st.booleans(), min_size=sum(map(len, left)), max_size=sum(map(len, left))))
    marks = iter(drop)
    wanted = [[token for token in unit if not next(marks)] for unit in left]
    assert taken(made(units).of(np.array(keep, bool)).without(np.array(drop, bool))) == wanted
