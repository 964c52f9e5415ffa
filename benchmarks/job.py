"""What a method is given: one set of articles, ready made, so that only its own work stands within its marks."""

from __future__ import annotations

import copyreg
import json
import pickle
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analyzer.article import Article
    from analyzer.codebook import Codebook
    from analyzer.comparison import Comparison
    from analyzer.features import Features, Speech

ARTICLES, FOCAL = "articles.jsonl", "focal.jsonl"
CODEBOOK, FRAMES = "codebook.toml", "frames.json"
SENTENCES = 30_000  # of the tone stage at most: peers take minutes for more


class MissingError(Exception):
    """A method cannot run here; the message says why."""


@dataclass(frozen=True, slots=True)
class Job:
    """A folder with one set of articles, and what was made of it."""

    folder: Path

    def records(self) -> list[dict[str, str]]:
        """The articles as they stand in the file."""
        with (self.folder / ARTICLES).open(encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]

    def texts(self) -> list[str]:
        """The texts alone."""
        return [record["text"] for record in self.records()]

    def articles(self) -> list[Article]:
        """The articles as objects."""
        from analyzer.article import Article

        return [
            Article(r["id"], r["title"], r["text"], r["outlet"], r["group"], r["date"], "en") for r in self.records()
        ]

    def codebook(self) -> Codebook:
        """The codebook of this run."""
        from analyzer.codebook import load_codebook

        return load_codebook(self.folder.parent / CODEBOOK)

    def frames(self) -> dict[str, list[str]]:
        """The patterns of each frame, for methods that know no codebook."""
        found: dict[str, list[str]] = json.loads((self.folder.parent / FRAMES).read_text("utf-8"))
        return found

    def sentences(self) -> list[str]:
        """The sentences of the articles, up to a number that every method takes."""
        from analyzer.text.sentences import sentences

        found: list[str] = []
        for text in self.texts():
            found += [text[start:end] for start, end in sentences(text)]
            if len(found) >= SENTENCES:
                break
        return found[:SENTENCES]

    def features(self, speech: Speech = "attributed") -> Features:
        """The features of the articles, made before anything was timed."""
        features: Features = self._load(f"features-{speech}.pickle")
        return features

    def comparison(self) -> Comparison:
        """The comparison of the focal article with all others, made before anything was timed."""
        comparison: Comparison = self._load("comparison.pickle")
        return comparison

    def _load(self, name: str) -> Any:
        path = self.folder / name
        if not path.is_file():
            raise MissingError(f"{name} could not be made at this size")
        with path.open("rb") as file:
            return pickle.load(file)  # made by this run


def prepare(job: Job, what: str) -> None:
    """Make features ("features-marked", "features-attributed") or the comparison ("comparison") of a set."""
    made: Any
    if what == "comparison":
        from analyzer.comparison import compare

        made = compare(job.folder / FOCAL, job.folder / ARTICLES, codebook=job.codebook())
    else:
        from analyzer.features import featurize

        articles = job.articles()
        speech: Any = what.removeprefix("features-")
        made = featurize(articles, job.codebook(), focal=articles[0].id, speech=speech)
    copyreg.pickle(MappingProxyType, lambda held: (_read_only, (dict(held),)))
    with (job.folder / f"{what}.pickle").open("wb") as file:
        pickle.dump(made, file, protocol=5)


def _read_only(held: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(held)
