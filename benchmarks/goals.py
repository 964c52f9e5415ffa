"""What the analyzer is meant to reach, so that every run says beside each figure whether it does."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

K1, K10, K100 = 1_000, 10_000, 100_000
Quantity = Literal["MB/s", "s", "MB", "kB/article", "page MB"]

# Times faster than a peer, at each size: (stage, ours, peer).
RATIOS: Mapping[tuple[str, str, str], Mapping[int, float]] = MappingProxyType(
    {
        ("whole job", "same work", "plain script"): {K1: 5, K10: 8, K100: 12},
        ("whole job", "same work", "tuned script"): {K1: 3, K10: 3, K100: 4},
        ("whole job", "everything", "plain script"): {K10: 3},
        ("whole job", "same work", "quanteda"): {K1: 5, K10: 5, K100: 5},
        ("tokens", "tokens and counts", "CountVectorizer"): {K1: 2, K10: 2, K100: 2},
        ("tone of sentences", "vader", "vaderSentiment"): {K1: 5, K10: 5, K100: 5},
        ("frames", "600 patterns", "a regex a frame"): {K1: 25, K10: 25, K100: 25},
        ("key formulas", "log odds and G2", "quanteda"): {K1: 10, K10: 10, K100: 10},
        ("factorisation", "20 topics of articles", "scikit-learn's NMF"): {K10: 2.5, K100: 2.5},
        ("replicates", "1,000 replicates", "pandas loop"): {K10: 100},
        ("engines", "two Dask workers", "two processes"): {K1: 1 / 1.15, K10: 1 / 1.15, K100: 1 / 1.15},
        ("cache", "another codebook", "first run"): {K1: 5, K10: 5, K100: 5},
        ("start-up", "analyzer --help", "a bare argparse program"): {0: 1 / 1.5},
    }
)


class Goal(NamedTuple):
    """A figure of one method by itself, at one size (0: at every size)."""

    stage: str
    method: str
    quantity: Quantity
    limit: float
    at_least: bool
    articles: int = 0


GOALS: tuple[Goal, ...] = (
    Goal("featurize", "marked", "MB/s", 9, True),
    Goal("featurize", "attributed", "MB/s", 5, True),
    Goal("shipped texts", "whole report", "s", 6, False),
    Goal("shipped texts", "outside imports", "s", 2, False),
    Goal("archive", "measure", "kB/article", 12, False),
    Goal("report", "page", "page MB", 2, False),
    Goal("whole job", "everything", "s", 150, False, 37_000),
    Goal("whole job", "everything", "MB", 3_072, False, 37_000),
)
EXPONENT = 1.05  # of every stage, at most, from 10,000 articles on
