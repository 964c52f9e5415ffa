"""VADER, a call a sentence: the original package and NLTK's copy, both with the lexicon of the original."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.job import Job


def original(job: Job) -> Any:
    """``vaderSentiment``."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    given, score = job.sentences(), SentimentIntensityAnalyzer().polarity_scores
    yield
    scores = [score(sentence)["compound"] for sentence in given]
    yield
    return {"sentences": len(given), "mean": round(sum(scores) / len(scores), 6)}


def nltk(job: Job) -> Any:
    """``nltk.sentiment.vader``; its scores differ a little from the original's."""
    from nltk.sentiment.vader import SentimentIntensityAnalyzer

    given, score = job.sentences(), _analyzer(SentimentIntensityAnalyzer).polarity_scores
    yield
    scores = [score(sentence)["compound"] for sentence in given]
    yield
    return {"sentences": len(given), "mean": round(sum(scores) / len(scores), 6)}


def _analyzer(kind: Any) -> Any:
    """NLTK's class with the lexicon file that vaderSentiment ships: nothing is fetched."""
    found = find_spec("vaderSentiment")
    path = Path(found.submodule_search_locations[0]) / "vader_lexicon.txt"  # type: ignore[index, union-attr]
    made = kind.__new__(kind)
    from nltk.sentiment.vader import VaderConstants

    made.lexicon_file = path.read_text("utf-8")
    made.lexicon = made.make_lex_dict()
    made.constants = VaderConstants()
    return made
