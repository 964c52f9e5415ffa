from __future__ import annotations

import numpy as np
import pytest

from analyzer.codebook import load_codebook
from analyzer.features import blocks
from tests.helpers import articles


@pytest.mark.parametrize("size", [1, 2, 5, 10_000])
def test_slices_of_any_size_give_the_same_block(monkeypatch, size):
    """How many units are worked on at a time changes no token, hit, tone, loaded word or offset."""
    whole = blocks.read_block(articles(), load_codebook(), "dictionary")
    monkeypatch.setattr(blocks, "_SLICE", size)
    sliced = blocks.read_block(articles(), load_codebook(), "dictionary")
    for name in ("article", "units", "tokens", "barred", "lengths", "tone", "tone_masked", "n_loaded"):
        np.testing.assert_array_equal(getattr(sliced, name), getattr(whole, name), err_msg=name)
    for layer in ("hits", "mentions"):
        for name in ("unit", "pattern", "start", "end", "negated"):
            np.testing.assert_array_equal(
                getattr(getattr(sliced, layer), name), getattr(getattr(whole, layer), name), err_msg=f"{layer}.{name}"
            )
    for name in ("unit", "term", "contribution"):
        np.testing.assert_array_equal(getattr(sliced.loaded, name), getattr(whole.loaded, name), err_msg=name)
    assert len(whole.loaded.term)
