"""How often is a term called key where articles differ by chance alone?

    python -m evaluation.null_keyness --data FOLDER [--shuffles 500]

Random articles take the place of the focal one, or of a group, so that nothing tells them from the others. Articles are
those of ``FOLDER/event_triples`` (of any event: a hard case, as each has a topic of its own) and ``FOLDER/copies``, and
made ones, whose words come in bursts (a gamma rate for each word and article, Poisson counts). For each design it
prints the share of terms with p <= .05; the share of shuffles with at least one term with p_max <= .05, and with p_fdr
<= .05; beside it that with G2 at .05 after Bonferroni, and with LRC not 0, both of which take words for independent.
Ends with 1 when p_max finds a term in more than .07 of the shuffles, with 3 when the folder is missing.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse, stats

from analyzer.article import Article
from analyzer.codebook import load_codebook
from analyzer.errors import UnreadableError
from analyzer.features import featurize
from analyzer.inference.exchange import Words, exchange
from analyzer.measures._candidates import find_candidates
from analyzer.measures._contingency import g2, lrc

DESIGNS = ((1, 10), (1, 40), (5, 20), (20, 20))
MOST = 0.07
_DRAWS = 199
_MIN_COUNT = 3

Draw = Callable[[int, np.random.Generator], Words]


class Row(NamedTuple):
    """Rates of one design on one set."""

    articles: str
    design: str
    shuffles: int
    terms: float
    p: float
    p_max: float
    p_fdr: float
    g2: float
    lrc: float


def made(n_articles: int, rng: np.random.Generator, *, n_terms: int = 1500) -> Words:
    """Articles of one bursty process: 300 to 900 words, frequencies falling as in texts, 100 words that are steady."""
    share = 1 / np.arange(1.0, n_terms + 1)
    steady = np.where(np.arange(n_terms) < 100, 20.0, 0.3)
    rates = rng.gamma(steady, 1 / steady, (n_articles, n_terms)) * share / share.sum()
    counts = rng.poisson(rates * rng.integers(300, 900, (n_articles, 1))).astype(np.float64)
    parts = np.where(counts > 0, 1 + rng.binomial(np.maximum(counts - 1, 0).astype(int), 0.7), 0)
    return Words(sparse.csr_array(counts), counts.sum(axis=1), sparse.csr_array(parts.astype(np.float64)))


def real(texts: Sequence[str]) -> Draw:
    """Random articles of these, counted as `keyness` counts them."""
    given = [Article(f"{at:05d}", "", text) for at, text in enumerate(texts) if text.strip()]
    found = find_candidates(featurize(given, load_codebook()), voice="all", min_count=_MIN_COUNT, collocations=True)
    every = Words(found.by_article, found.words, found.spread())
    return lambda n, rng: every.take(rng.choice(len(given), n, replace=False))


def rows(name: str, draw: Draw, *, shuffles: int, seed: int = 20240902) -> Iterator[Row]:
    """One row for each design."""
    for n1, n2 in DESIGNS:
        rng = np.random.default_rng([seed, n1, n2])
        labelled = np.arange(n1 + n2) < n1
        rates = np.array([_rates(draw(n1 + n2, rng), labelled, rng) for _ in range(shuffles)]).mean(axis=0)
        yield Row(name, f"{n1} v {n2}", shuffles, *rates.tolist())


def _rates(given: Words, labelled: NDArray[np.bool_], rng: np.random.Generator) -> tuple[float, ...]:
    """Terms compared, share with p <= .05, and whether any term is found by each way of looking."""
    tested = exchange(given, labelled, rng, min_count=_MIN_COUNT, draws=_DRAWS)
    fits = ~np.isnan(tested.p)
    n_terms = int(fits.sum())
    a, b = (given.counts[side].sum(axis=0)[fits] for side in (labelled, ~labelled))
    sizes = given.words[labelled].sum(), given.words[~labelled].sum()
    by_g2 = stats.chi2.sf(g2(a, b, *sizes), 1) * n_terms <= 0.05
    by_lrc = lrc(a, b, *sizes, n_terms=n_terms) != 0
    found = [(values[fits] <= 0.05).any() for values in (tested.p_max, tested.p_fdr)]
    return (n_terms, float((tested.p[fits] <= 0.05).mean()), *map(float, (*found, by_g2.any(), by_lrc.any())))


def triples(folder: Path) -> list[str]:
    """Articles of the event triples: their sentences, joined."""
    found: dict[str, list[str]] = {}
    for record in _records(folder / "event_triples" / "sentences.jsonl.gz"):
        found.setdefault(record["article_id"], []).append(record["text"])
    return [" ".join(sentences) for sentences in found.values()]


def copies(folder: Path) -> list[str]:
    """Articles of the set of copies."""
    return [record["text"] for record in _records(folder / "copies" / "docs.jsonl.gz")]


def _records(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)
    except OSError as error:
        raise UnreadableError(f"{path}: cannot be read.", fix="Name the folder of the evaluation sets.") from error


def written(row: Row) -> str:
    """A row as it is printed."""
    rates = "".join(f"{value:>8.3f}" for value in row[4:])
    return f"{row.articles:14}{row.design:>8}{row.terms:>8.0f}{rates}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Shuffle and print; return the exit code."""
    parser = argparse.ArgumentParser(prog="evaluation.null_keyness", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="folder of the evaluation sets")
    parser.add_argument("--shuffles", type=int, default=500, metavar="N", help="random sides for each design (500)")
    options = parser.parse_args(arguments)
    try:
        sets = {"made": made, "event_triples": real(triples(options.data)), "copies": real(copies(options.data))}
    except UnreadableError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    print(f"{'articles':14}{'design':>8}{'terms':>8}{'p':>8}{'p_max':>8}{'p_fdr':>8}{'G2':>8}{'LRC':>8}")
    worst = 0.0
    for name, draw in sets.items():
        for row in rows(name, draw, shuffles=options.shuffles):
            print(written(row), flush=True)
            worst = max(worst, row.p_max)
    return 0 if worst <= MOST else 1


if __name__ == "__main__":
    raise SystemExit(main())
