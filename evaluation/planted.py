"""Is a difference that was planted found, and does its range hold its size?

    python -m evaluation.planted --data FOLDER [--runs 200]

Articles are dealt out at random to two sides; into some narrator sentences of one side a word of one frame is written.
How many sentences carry the frame then is counted with and without the word, so the size of the planted difference is
known. Prints, for each design and size, how often it is called likely or clear (power), how often the range of the
difference holds the planted size (coverage), and the mean difference found beside it.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from analyzer.article import Article
from analyzer.codebook import load_codebook
from analyzer.errors import UnreadableError
from analyzer.features import Features, featurize
from analyzer.measures.framing import statistic
from analyzer.settings import Settings
from evaluation.articles import read_set
from evaluation.null_contrasts import VOICE, compared

FRAME, WORD = "legal_scrutiny", " warrants"
DESIGNS = ((1, 30), (5, 20), (10, 10), (20, 20))
SIZES = (0.1, 0.2, 0.4)
POOL, FEWEST = 300, 5  # articles that are drawn from, if they have so many narrator sentences


class Planted(NamedTuple):
    """One design and one share of sentences that the word was written into."""

    design: tuple[int, int]
    written: float
    planted: float
    found: float
    power: float
    coverage: float
    runs: int


def plant(article: Article, features: Features, row: int, share: float, rng: np.random.Generator) -> Article:
    """The article with the word after the first word of some narrator sentences."""
    units = features.units
    own = units[(units["article"] == row) & (units["voice"] == VOICE) & (units["place"] != "title")]
    firsts = own.drop_duplicates("sentence")["start"].to_numpy()
    text = article.text
    for start in firsts[rng.random(len(firsts)) < share][::-1].tolist():
        end = start + len(re.match(r"\S*?\w+|\S+", text[start:]).group())  # type: ignore[union-attr]
        text = text[:end] + WORD + text[end:]
    return replace(article, text=text)


def one(
    articles: Sequence[Article], features: Features, design: tuple[int, int], share: float, rng: np.random.Generator
) -> tuple[float, float, bool, bool]:
    """Planted size, difference found, whether it was found, whether its range holds the planted size."""
    own, others = design
    rows = rng.choice(len(articles), own + others, replace=False)
    changed = [plant(articles[row], features, row, share, rng) for row in rows[:own]]
    group = [("A" if at < own else "B") if own > 1 else "" for at in range(own + others)]
    given = [
        replace(a, group=g) for a, g in zip([*changed, *(articles[row] for row in rows[own:])], group, strict=True)
    ]
    taken = featurize(given, load_codebook(), focal=given[0].id if own == 1 else None)
    after = statistic(taken, voice=VOICE).by_article()[:own]
    before = statistic(features, voice=VOICE).by_article()[rows[:own]]
    at = list(taken.codebook.frames).index(FRAME)
    planted = float(np.nanmean(after[:, at] - before[:, at]))
    table = compared(taken, Settings(bootstrap=500, permutations=999))
    row = table[(table["item"] == FRAME)].iloc[0]
    return planted, row["difference"], row["strength"] in ("likely", "clear"), row["low"] <= planted <= row["high"]


def rows(folder: Path, runs: int) -> Iterator[Planted]:
    """Every design and size."""
    articles = read_set(folder, "copies")[:POOL]
    spoken = statistic(featurize(articles, load_codebook()), voice=VOICE).rows() >= FEWEST
    articles = [article for article, enough in zip(articles, spoken, strict=True) if enough]
    features = featurize(articles, load_codebook())
    for design in DESIGNS:
        for share in SIZES:
            rng = np.random.default_rng([*design, int(100 * share)])
            found = np.array([one(articles, features, design, share, rng) for _ in range(runs)])
            planted, difference, power, coverage = found.mean(axis=0).tolist()
            yield Planted(design, share, planted, difference, power, coverage, runs)


def main(arguments: Sequence[str] | None = None) -> int:
    """Plant, compare and print; return the exit code."""
    parser = argparse.ArgumentParser(prog="evaluation.planted", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="folder of the evaluation sets")
    parser.add_argument("--runs", type=int, default=200, metavar="N", help="runs of each design and size (200)")
    options = parser.parse_args(arguments)
    print(f"{'design':>9}{'written':>9}{'planted':>9}{'found':>9}{'power':>9}{'coverage':>10}{'runs':>7}")
    try:
        for row in rows(options.data, options.runs):
            numbers = f"{row.written:9.2f}{row.planted:9.3f}{row.found:9.3f}{row.power:9.2f}{row.coverage:10.3f}"
            print(f"{'{} v {}'.format(*row.design):>9}{numbers}{row.runs:7}", flush=True)
    except UnreadableError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
