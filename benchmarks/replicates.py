"""How fast two thousand bootstrap replicates are: ``python -m benchmarks.replicates --data FOLDER``.

Reads ``copies/docs.jsonl.gz`` in the folder (one JSON object a line with the key "text"), counts everything once and
then draws, for framing, axis, tone and topics in one voice, replicates of the mean of all articles (articles drawn)
and of every article's own value (its sentences drawn). Beside them the same replicates as a pandas user writes them,
a loop of ``sample`` and ``groupby``: a few of them, scaled to as many. CPU seconds.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from analyzer.codebook import load_codebook
from analyzer.features import Features, featurize
from analyzer.inference.bootstrap import article_replicates, by_article, weights
from analyzer.inference.intervals import stream
from analyzer.measures import axis, framing, tone, topics
from analyzer.measures._statistic import Statistic
from analyzer.measures._topic_model import fit_topics
from benchmarks.featurize import _read


def main() -> int:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, help="folder with copies/docs.jsonl.gz")
    parser.add_argument("--limit", type=int, default=1000, help="articles (1000)")
    parser.add_argument("--replicates", type=int, default=2000, help="replicates (2000)")
    parser.add_argument("--peer", type=int, default=5, help="replicates of the loop, scaled to as many (5)")
    options = parser.parse_args()
    path = Path(options.data) / "copies" / "docs.jsonl.gz"
    if not path.is_file():
        print(f"{path} is missing: name the folder that holds copies/docs.jsonl.gz with --data.", file=sys.stderr)
        return 3
    features = featurize(_read(path, options.limit), load_codebook())
    statistics = _statistics(features)
    n = options.replicates
    print(f"{len(features.articles)} articles, {len(features.units)} units, {n} replicates, CPU seconds\n")
    print(
        f"{'measure':12}{'items':>6}{'articles':>10}{'pandas':>10}{'ratio':>8}{'sentences':>11}{'pandas':>10}{'ratio':>8}"
    )
    total = np.zeros(4)
    for name, made in statistics.items():
        found = np.array(_times(made, n, options.peer))
        total += found
        print(f"{name:12}{len(made.items):6d}{_columns(found)}")
    print(f"{'all':12}{sum(len(made.items) for made in statistics.values()):6d}{_columns(total)}")
    return 0


def _columns(seconds: np.ndarray) -> str:
    own, loop, rows, rows_loop = seconds
    return f"{own:10.2f}{loop:10.1f}{loop / own:8.0f}{rows:11.2f}{rows_loop:10.0f}{rows_loop / rows:8.0f}"


def _statistics(features: Features) -> dict[str, Statistic]:
    model = fit_topics(features, kind="guided", k=12)
    return {
        "framing": framing.statistic(features),
        "axis": axis.statistic(features),
        "tone": tone.statistic(features),
        "topics": topics.statistic(features, model=model),
    }


def _times(made: Statistic, n: int, peer: int) -> tuple[float, float, float, float]:
    """Articles drawn and sentences drawn, each followed by the loop."""
    values = made.by_article()
    sums = pd.DataFrame(made.sums.toarray()).assign(article=made.article)
    table = pd.DataFrame(values)

    def sentences() -> None:
        for _, replicates in by_article(made, lambda row: stream(1, str(row)), n=n):
            replicates.std(axis=0)

    def loop() -> None:
        for _ in range(peer):
            drawn = sums.groupby("article").sample(frac=1, replace=True)
            made.formula(drawn.groupby("article").sum().to_numpy())

    return (
        _seconds(lambda: article_replicates(values, weights(len(values), n, stream(1, "articles")))),
        _seconds(lambda: [table.sample(frac=1, replace=True).mean() for _ in range(20 * peer)]) * n / (20 * peer),
        _seconds(sentences),
        _seconds(loop) * n / peer,
    )


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
