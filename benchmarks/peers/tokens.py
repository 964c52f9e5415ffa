"""scikit-learn's vectorisers and NLTK's sentence splitter's like: a regular expression."""

from __future__ import annotations

import re
from typing import Any

from benchmarks.job import Job

SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


def count_vectorizer(job: Job) -> Any:
    """Its own rule of tokens: two letters or more."""
    from sklearn.feature_extraction.text import CountVectorizer

    texts = job.texts()
    yield
    counts = CountVectorizer().fit_transform(texts)
    yield
    return {"tokens": int(counts.sum()), "types": counts.shape[1], "cells": int(counts.nnz)}


def tfidf_vectorizer(job: Job) -> Any:
    """Counts, weighted."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = job.texts()
    yield
    weights = TfidfVectorizer().fit_transform(texts)
    yield
    return {"types": weights.shape[1], "cells": int(weights.nnz)}


def split_sentences(job: Job) -> Any:
    """Sentences by one regular expression, which knows no abbreviation."""
    texts = job.texts()
    yield
    found = [SENTENCE.split(text) for text in texts]
    yield
    return {"sentences": sum(map(len, found))}
