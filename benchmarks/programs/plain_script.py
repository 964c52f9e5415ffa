"""The whole job as an ordinary analyst writes it: pandas, TfidfVectorizer, NMF, VADER a sentence, a regex a frame.

``python -m benchmarks.programs.plain_script FOLDER`` reads ``articles.jsonl`` there and ``frames.json`` beside the
folder, and writes six charts and a page into a folder that is thrown away.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from sklearn.decomposition import NMF
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.metrics.pairwise import cosine_similarity
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

matplotlib.use("Agg")
TOPICS, REPLICATES, OUTLETS = 20, 1000, 30
SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


def main() -> None:
    """Read, count, draw, write."""
    given = Path(sys.argv[1])
    table = pd.read_json(given / "articles.jsonl", lines=True)
    patterns = json.loads((given.parent / "frames.json").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as out:
        analyse(table, patterns, Path(out))


def analyse(table: pd.DataFrame, patterns: dict[str, list[str]], out: Path) -> None:
    """Everything between the articles and the page."""
    weights, topics = find_topics(table)
    score_tone(table)
    count_frames(table, patterns)
    keywords = find_keywords(table)
    frames = list(patterns)
    ranges = {by: bootstrap(table, frames, by) for by in ("group", "outlet")}
    draw(table, frames, compare_outlets(table, weights), out)
    write(table, topics, keywords, ranges, out)


def find_topics(table: pd.DataFrame) -> tuple[Any, list[list[str]]]:
    """Tf-idf of articles, and twenty topics."""
    vectorizer = TfidfVectorizer(stop_words="english", max_df=0.5, min_df=5, max_features=20_000)
    weights = vectorizer.fit_transform(table["text"])
    model = NMF(n_components=TOPICS, random_state=0)
    table["topic"] = model.fit_transform(weights).argmax(axis=1)
    terms = vectorizer.get_feature_names_out()
    return weights, [[terms[i] for i in topic.argsort()[::-1][:10]] for topic in model.components_]


def score_tone(table: pd.DataFrame) -> None:
    """The mean VADER score of the sentences of each article."""
    vader = SentimentIntensityAnalyzer()
    table["tone"] = [
        np.mean([vader.polarity_scores(s)["compound"] for s in SENTENCE.split(text) if s] or [0.0])
        for text in table["text"]
    ]


def count_frames(table: pd.DataFrame, patterns: dict[str, list[str]]) -> None:
    """Matches of each frame in each article."""
    for frame, listed in patterns.items():
        parts = [re.escape(p).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for p in listed]
        found = re.compile(r"\b(?:" + "|".join(parts) + r")\b", re.IGNORECASE)
        table[frame] = [len(found.findall(text)) for text in table["text"]]


def find_keywords(table: pd.DataFrame) -> dict[str, list[str]]:
    """The thirty words of each group with the highest log odds against the rest."""
    vectorizer = CountVectorizer(min_df=5)
    counts = vectorizer.fit_transform(table["text"])
    terms, groups, found = vectorizer.get_feature_names_out(), table["group"].to_numpy(), {}
    for name in sorted(table["group"].unique()):
        own, rest = (np.asarray(counts[mask].sum(axis=0)).ravel() + 0.01 for mask in (groups == name, groups != name))
        odds = np.log(own / (own.sum() - own)) - np.log(rest / (rest.sum() - rest))
        found[name] = terms[(odds / np.sqrt(1 / own + 1 / rest)).argsort()[::-1][:30]].tolist()
    return found


def bootstrap(table: pd.DataFrame, frames: list[str], by: str) -> pd.DataFrame:
    """Ranges of the share of each frame in each group: a thousand samples of the articles."""
    found = []
    for _ in range(REPLICATES):
        sums = table[[*frames, by]].sample(frac=1, replace=True).groupby(by)[frames].sum()
        found.append(sums.div(sums.sum(axis=1), axis=0))
    return pd.concat(found).groupby(level=0).quantile([0.025, 0.975])


def compare_outlets(table: pd.DataFrame, weights: Any) -> Any:
    """Cosines of the mean tf-idf of the largest outlets."""
    largest = table["outlet"].value_counts().index[:OUTLETS]
    means = [np.asarray(weights[(table["outlet"] == name).to_numpy()].mean(axis=0)) for name in largest]
    return cosine_similarity(np.vstack(means))


def draw(table: pd.DataFrame, frames: list[str], alike: Any, out: Path) -> None:
    """Six charts."""
    month = table["date"].astype(str).str[:7]
    charts = {
        "tone": lambda ax: table.groupby("group")["tone"].mean().plot.bar(ax=ax),
        "frames": lambda ax: table.groupby("group")[frames].mean().T.plot.barh(ax=ax),
        "topics": lambda ax: pd.crosstab(table["topic"], table["group"], normalize="columns").plot.barh(ax=ax),
        "similarity": lambda ax: ax.imshow(alike),
        "spread": lambda ax: table["tone"].hist(bins=50, ax=ax),
        "time": lambda ax: table.groupby(month)["tone"].mean().plot(ax=ax),
    }
    for name, chart in charts.items():
        figure, axes = plt.subplots(figsize=(8, 5))
        chart(axes)
        figure.savefig(out / f"{name}.png", dpi=100)
        plt.close(figure)


def write(table: pd.DataFrame, topics: Any, keywords: Any, ranges: dict[str, pd.DataFrame], out: Path) -> None:
    """The page."""
    parts = ["<h1>Report</h1>", table.groupby("group")["tone"].describe().to_html()]
    parts += [pd.DataFrame(keywords).to_html(), pd.DataFrame(topics).to_html()]
    parts += [found.to_html() for found in ranges.values()]
    parts += [f'<img src="{path.name}">' for path in sorted(out.glob("*.png"))]
    (out / "report.html").write_text("\n".join(parts), "utf-8")


if __name__ == "__main__":
    main()
