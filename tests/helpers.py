"""Small corpora that several tests share."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analyzer.article import Article
from analyzer.codebook import load_codebook
from analyzer.features import Features, featurize

LAW = "The court issued an arrest warrant. Judges spoke of a legal obligation. The minister smiled."
TRADE = "They signed a trade deal on gas. The pipeline needs investment. The minister smiled."
PLAIN = "The weather was mild. People walked in the park. A band played."


def articles() -> list[Article]:
    """Eight articles of four outlets in two groups; the first is the focal one."""
    texts = [LAW, LAW, TRADE, LAW + " " + TRADE, TRADE, PLAIN, TRADE + ' "The court is a joke," he said.', LAW]
    return [
        Article(f"a{at}", f"Title {at}", text, outlet=f"Outlet {at % 4}", group="North" if at % 2 else "South")
        for at, text in enumerate(texts)
    ]


def features(given: list[Article] | None = None, focal: str = "a0") -> Features:
    """Features of the small corpus."""
    return featurize(given or articles(), load_codebook(), focal=focal)


def value(table: pd.DataFrame, **where: str) -> float:
    """The one value of the row with these column values."""
    rows = table[np.logical_and.reduce([table[k] == v for k, v in where.items()])]
    assert len(rows) == 1, f"{len(rows)} rows with {where}"
    return float(rows["value"].iloc[0])
