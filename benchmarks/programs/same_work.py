"""The work of the plain script done with the analyzer: the same kinds of numbers, six charts and a page.

``python -m benchmarks.programs.same_work FOLDER``: twenty topics, tone by sentence, frames, key words, bootstrap ranges
by group and outlet, cosines of outlets. Every function is one that users have; none is faster here than there, and it
reads with one process or with all cores by the rule of the command line.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analyzer.codebook import load_codebook
from analyzer.counting import count
from analyzer.features import Features
from analyzer.measures.axis import axis
from analyzer.measures.framing import framing
from analyzer.measures.keyness import keyness
from analyzer.measures.similarity import similarity
from analyzer.measures.tone import tone
from analyzer.measures.topics import fit_topics, topics
from analyzer.readers import read_corpus
from analyzer.settings import Settings
from benchmarks.programs.shares import group_replicates

if TYPE_CHECKING:
    from analyzer.measures._levels import By

CHARTS = ("framing", "outlets", "tone", "keyness", "topics", "axis")
TOPICS, REPLICATES, OUTLETS, TERMS, DPI = 20, 1000, 30, 30, 110
_LEVELS: tuple[By, ...] = ("focal", "group", "outlet")


def main() -> None:
    """Read, count, draw, write."""
    given = Path(sys.argv[1])
    corpus = read_corpus(given / "articles.jsonl", language="en")
    book = load_codebook(given.parent / "codebook.toml")
    features = count(corpus.articles[0], corpus, book, Settings(speech="marked"), jobs=0)
    tables = measure(features)
    with tempfile.TemporaryDirectory() as out:
        draw(tables, Path(out))
        write(tables, Path(out))


def measure(features: Features) -> dict[str, pd.DataFrame]:
    """Every table."""
    model = fit_topics(features, kind="free", k=TOPICS, draws=0)  # the plain script does not try them
    tables = {
        "framing": _each(framing, features, voice="all"),
        "axis": _each(axis, features, voice="all"),
        "tone": _each(tone, features, voice="all"),
        "topics": _each(topics, features, voice="all", model=model),
        "keyness": pd.concat([keyness(features, by=by, voice="all") for by in _LEVELS[:2]], ignore_index=True),
        "similarity": similarity(_largest(features), by="outlet", voice="all", bootstrap=0),
        "terms of topics": pd.DataFrame(model.terms),
    }
    return tables | {f"ranges by {by}": ranges(features, by) for by in ("group", "outlet")}


def _each(measured: Any, features: Features, **options: Any) -> pd.DataFrame:
    return pd.concat([measured(features, by=by, **options) for by in _LEVELS], ignore_index=True)


def _largest(features: Features) -> Features:
    """The articles of the outlets that the plain script compares: the thirty with the most articles."""
    outlets = features.articles["outlet"].astype(str)
    return features.take(np.flatnonzero(outlets.isin(outlets.value_counts().index[:OUTLETS])).tolist())


def ranges(features: Features, by: str) -> pd.DataFrame:
    """Ranges of the share of each frame in each group or outlet, by a thousand draws of the articles."""
    counts, frames = frame_counts(features)
    groups = features.articles[by].astype(str).to_numpy()
    found = group_replicates(counts, groups, n=REPLICATES, seed=20240902)
    low, high = np.quantile(found, [0.025, 0.975], axis=0)
    names = np.unique(groups)
    return pd.concat([pd.DataFrame(part, names, frames) for part in (low, high)], keys=["low", "high"])


def frame_counts(features: Features) -> tuple[Any, list[str]]:
    """Hits of each frame in each article."""
    frames = list(features.codebook.frames)
    article = features.units["article"].to_numpy()[features.hits["unit"].to_numpy()]
    frame = features.hits["frame"].astype(pd.CategoricalDtype(frames)).cat.codes.to_numpy()
    shape = (len(features.articles), len(frames))
    cells = np.bincount(article.astype(np.int64) * len(frames) + frame, minlength=shape[0] * shape[1])
    return cells.reshape(shape).astype(np.float64), frames


def draw(tables: dict[str, pd.DataFrame], out: Path) -> None:
    """Six charts as PNG."""
    from analyzer.charts import CHARTS as DRAWN
    from analyzer.charts.export import save_png

    given = {**tables, "outlets": tables["framing"], "keyness": tables["keyness"].query("level == 'focal'")}
    for name in CHARTS:
        options: Any = {"voices": ("all",)} if name == "tone" else {"voice": "all"}
        save_png(DRAWN[name](given[name], **options), out / f"{name}.png", dpi=DPI)


def write(tables: dict[str, pd.DataFrame], out: Path) -> None:
    """The page: what stands on that of the plain script, and every chart."""
    by_group = {name: tables[name].query("level == 'group'") for name in ("tone", "keyness")}
    shown = {
        "tone": by_group["tone"],
        "key terms": by_group["keyness"].groupby("name").head(TERMS)[["name", "item", "value"]],
        **{name: table for name, table in tables.items() if name.startswith(("terms", "ranges"))},
    }
    parts = ["<h1>Report</h1>"]
    parts += [f"<h2>{name}</h2>{table.to_html()}" for name, table in shown.items()]
    parts += [f'<img src="{path.name}">' for path in sorted(out.glob("*.png"))]
    (out / "report.html").write_text("\n".join(parts), "utf-8")


if __name__ == "__main__":
    main()
