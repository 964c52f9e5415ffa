from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.article import Article
from analyzer.features.packing import pack, unpack
from analyzer.features.reading import Reading, read_articles
from tests.helpers import articles


def same(a: object, b: object) -> bool:
    """Field by field: equal arrays of one dtype, equal lists."""
    for field in fields(a):  # type: ignore[arg-type]
        x, y = getattr(a, field.name), getattr(b, field.name)
        if is_dataclass(x):
            if not same(x, y):
                return False
        elif isinstance(x, np.ndarray):
            if x.dtype != y.dtype or x.shape != y.shape or not np.array_equal(x, y):
                return False
        elif x != y:
            return False
    return True


def test_a_reading_comes_back_whole() -> None:
    """Every array with its dtype, every string, at any depth."""
    reading = read_articles(articles())
    back = unpack(Reading, pack(reading))
    assert back is not None
    assert same(reading, back)
    assert len(back.said.speakers) > 0


@settings(deadline=None, max_examples=40)
@given(st.lists(st.text(max_size=80), min_size=1, max_size=4))
def test_any_text_comes_back(texts: list[str]) -> None:
    """Whatever characters texts are made of, lone surrogates included."""
    reading = read_articles([Article(str(n), "\udcff", text) for n, text in enumerate(texts)])
    back = unpack(Reading, pack(reading))
    assert back is not None
    assert same(reading, back)


@dataclass(frozen=True)
class Numbers:
    wide: np.ndarray


@pytest.mark.parametrize("values", [[0], [-(2**31) + 1, 2**31 - 1], [2**31], [-(2**40)], []])
def test_wide_numbers_keep_their_value_and_width(values: list[int]) -> None:
    """What fits into four bytes is stored in four, what does not in eight; both come back in eight."""
    back = unpack(Numbers, pack(Numbers(np.array(values, np.int64))))
    assert back is not None
    assert back.wide.dtype == np.int64
    assert back.wide.tolist() == values


@pytest.mark.parametrize("harm", ["cut", "flipped", "empty", "other"])
def test_damaged_bytes_are_nothing(harm: str) -> None:
    """Half a file, one changed bit, no bytes, and another result all count as not kept."""
    data = pack(read_articles(articles()))
    middle = len(data) // 2
    damaged = {
        "cut": data[:middle],
        "flipped": data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :],
        "empty": b"",
        "other": pack(Numbers(np.arange(3))),
    }[harm]
    assert unpack(Reading, damaged) is None


def test_nothing_is_ever_unpickled() -> None:
    """An array of objects, which only a pickle could hold, is refused."""
    import io

    buffer = io.BytesIO()
    np.savez(buffer, wide=np.array([print], object))
    assert unpack(Numbers, buffer.getvalue()) is None
