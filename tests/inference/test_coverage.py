from __future__ import annotations

import itertools

import numpy as np

from evaluation.coverage import KINDS, rows


def test_articles_cover_and_pooled_sentences_do_not():
    """With five articles t holds the share in nine of ten samples or more; pooled sentences in clearly fewer."""
    found = list(itertools.islice(rows(runs=150, seed=1), 10))
    five = dict(zip(KINDS, found[5].coverage, strict=True))
    assert (found[5].icc, found[5].articles) == (0.1, 5)
    assert five["t"] >= 0.9
    assert five["difference"] >= 0.9
    assert five["pooled"] <= 0.8
    assert np.isnan(five["bootstrap-t"])
    assert found[8].coverage[KINDS.index("bootstrap-t")] >= 0.9
