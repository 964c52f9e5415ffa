"""How often do intervals of nominal 95 % hold the number they are of, when articles come as clusters of sentences?

    python -m evaluation.coverage [--runs 2000] [--seed 20240902]

Each run draws articles of 25 sentences; a sentence carries a frame with probability .3 on average, and articles differ
as they do at the intra-class correlation of the row (beta-binomial). Prints, for several numbers of articles, the share
of runs in which an interval holds the truth: t on the articles' shares; the same by bootstrap-t (20 articles and more);
sentences pooled and taken as independent; pooled sentences divided by their estimated design effect; the difference of
two sets of so many articles from both t intervals, and as of groups (the wider one of Welch's and Student's). With
2,000 runs a share of .95 is off by .01 at most in 19 of 20 cases. It needs no data and ends with 0.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analyzer.inference.bootstrap import t_bootstrap
from analyzer.inference.clustering import clustering
from analyzer.inference.intervals import NONE, Interval, difference, means_interval, stream, t_interval, wilson

ARTICLES = (5, 8, 12, 20, 50)
CORRELATIONS = (0.05, 0.1, 0.2)
SHARE, SENTENCES = 0.3, 25
KINDS = ("t", "bootstrap-t", "pooled", "pooled/deff", "difference", "two means")

Floats = NDArray[np.float64]


class Row(NamedTuple):
    """Coverage of every kind of interval, in the order of `KINDS`; NaN where it is not given for so few articles."""

    icc: float
    articles: int
    coverage: tuple[float, ...]


def rows(*, runs: int = 2000, seed: int = 20240902) -> Iterator[Row]:
    """One row for each correlation and number of articles."""
    for icc in CORRELATIONS:
        for articles in ARTICLES:
            rng = stream(seed, "coverage", str(icc), str(articles))
            held = [_holds(_hits(rng, icc, articles), _hits(rng, icc, articles), rng) for _ in range(runs)]
            yield Row(icc, articles, _means(np.array(held)))


def _means(held: Floats) -> tuple[float, ...]:
    """Of the runs that have an interval."""
    known = ~np.isnan(held)
    n = known.sum(axis=0)
    return tuple(np.divide(np.where(known, held, 0).sum(axis=0), n, out=np.full(len(n), np.nan), where=n > 0).tolist())


def _hits(rng: np.random.Generator, icc: float, articles: int) -> Floats:
    """Sentences with the frame in each article."""
    spread = 1 / icc - 1
    own = rng.beta(SHARE * spread, (1 - SHARE) * spread, articles)
    return rng.binomial(SENTENCES, own).astype(np.float64)


def _holds(hits: Floats, others: Floats, rng: np.random.Generator) -> list[float]:
    """1 where an interval holds the truth, 0 where it does not, NaN where there is none."""
    shares, rest = hits / SENTENCES, others / SENTENCES
    n, total = SENTENCES * len(hits), float(hits.sum())
    deff = clustering(hits, np.full(len(hits), SENTENCES)).deff[0]
    own, ends = t_interval(shares), t_interval(rest)
    return [
        _held(own, SHARE),
        _held(t_bootstrap(shares, rng, n=500), SHARE),
        _held(wilson(total, n), SHARE),
        _held(wilson(total / deff, n / deff) if np.isfinite(deff) else NONE, SHARE),
        _held(difference(shares.mean(), own, rest.mean(), ends), 0.0),
        _held(means_interval(shares, rest), 0.0),
    ]


def _held(interval: Interval, truth: float) -> float:
    return float("nan") if np.isnan(interval.low) else float(interval.low <= truth <= interval.high)


def main(arguments: Sequence[str] | None = None) -> int:
    """Simulate and print; return the exit code."""
    parser = argparse.ArgumentParser(prog="evaluation.coverage", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=2000, help="samples for each row (2000)")
    parser.add_argument("--seed", type=int, default=20240902, help="start of the random numbers")
    options = parser.parse_args(arguments)
    print(f"Coverage of 95 % intervals, {options.runs} runs, {SENTENCES} sentences an article, share {SHARE}\n")
    print(f"{'icc':>5}{'articles':>10}" + "".join(f"{kind:>13}" for kind in KINDS))
    for row in rows(runs=options.runs, seed=options.seed):
        print(f"{row.icc:5.2f}{row.articles:10d}" + "".join(_cell(share) for share in row.coverage))
    return 0


def _cell(share: float) -> str:
    return f"{'-':>13}" if np.isnan(share) else f"{share:13.3f}"


if __name__ == "__main__":
    raise SystemExit(main())
