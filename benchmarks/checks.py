"""Whether the fast way gives the same: counts, tone and frames against slow and independent ones, in the same run."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from typing import Any

import numpy as np

from benchmarks.job import Job

SAMPLE = 100  # articles of which every frame is looked up slowly
COUNTED = 1000  # articles whose words are compared cell by cell, all zeros held as well


def counts(job: Job) -> Any:
    """Every cell of the matrix of articles and words, CountVectorizer being given our rule of words."""
    from sklearn.feature_extraction.text import CountVectorizer

    from analyzer.text.normalise import normalise
    from analyzer.text.tokens import WORD, chunks, words

    texts = [normalise(text).text for text in job.texts()[:COUNTED]]

    def by_rule(text: str) -> list[str]:
        found = WORD.findall(text)
        return [(w[:-2] if w.endswith(("'s", "'S")) and len(w) > 2 else w).lower() for w in found]

    yield
    pieces, bases = chunks([text + "\n\n" for text in texts])
    yield
    held = words(pieces.types)
    peer = CountVectorizer(tokenizer=by_rule, token_pattern=None, lowercase=False)
    theirs = peer.fit_transform(texts)
    number = np.array([peer.vocabulary_.get(term, -1) for term in held.vocabulary])
    lengths = np.diff(held.offsets)[pieces.ids]
    article = np.repeat(np.searchsorted(bases, pieces.starts, side="right") - 1, lengths)
    at = np.repeat(held.offsets[pieces.ids], lengths) + _within(lengths)
    terms = number[held.terms[at]]
    ours = np.bincount(article[terms >= 0] * theirs.shape[1] + terms[terms >= 0], minlength=0)
    cells = theirs.tocoo()
    keys = cells.row.astype(np.int64) * theirs.shape[1] + cells.col
    ours = np.pad(ours, (0, max(0, int(keys.max()) + 1 - len(ours))))
    different = int((ours[keys] != cells.data).sum() + ours.sum() - ours[keys].sum() + (terms < 0).sum())
    return {"compared": int(theirs.nnz), "different": different + abs(theirs.shape[1] - len(held.vocabulary))}


def _within(lengths: Any) -> Any:
    """0, 1, ... for each of the lengths."""
    return np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)


def tone(job: Job) -> Any:
    """The score of each sentence."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    from analyzer.features.tone import vader

    given, score = job.sentences(), SentimentIntensityAnalyzer().polarity_scores
    yield
    ours = vader(given)
    yield
    theirs = np.array([score(sentence)["compound"] for sentence in given])
    return {"compared": len(given), "different": int((ours != theirs).sum())}


def frames(job: Job) -> Any:
    """Hits in the first articles, against the definition in docs/codebook.md followed word by word."""
    features, book = job.features("marked"), job.codebook()
    yield
    yield
    taken = features.take(range(min(SAMPLE, len(features.articles))))
    vocabulary = taken.vocabulary.tolist()
    ours = list(zip(taken.hits["unit"].tolist(), taken.hits["pattern"].tolist(), strict=True))
    looked = {id(p): {n for n, term in enumerate(vocabulary) if fnmatchcase(term, p)} for p in _globs(book)}
    theirs: list[tuple[int, int]] = []
    known = [[looked[id(word)] for word in words] for words in _interned(book)]
    for unit, (low, high) in enumerate(zip(taken.offsets[:-1].tolist(), taken.offsets[1:].tolist(), strict=True)):
        found = slow_matches(taken.tokens[low:high].tolist(), taken.barred[low:high].tolist(), known)
        theirs += [(unit, pattern) for _, pattern in found]
    different = set(ours).symmetric_difference(theirs)
    return {"compared": len(theirs), "different": len(different) + abs(len(ours) - len(theirs))}


_WORDS: dict[str, str] = {}


def _interned(book: Any) -> list[list[str]]:
    return [[_WORDS.setdefault(word, word) for word in pattern.words] for pattern in book.patterns]


def _globs(book: Any) -> list[str]:
    return list({id(word): word for words in _interned(book) for word in words}.values())


def slow_matches(
    ids: Sequence[int], barred: Sequence[bool], patterns: Sequence[Sequence[set[int]]]
) -> list[tuple[int, int]]:
    """First token and number of each match: the longest first, then the leftmost, then the first pattern.

    A token belongs to one match; no match reaches across punctuation.
    """
    fits = [
        (-len(words), start, number)
        for number, words in enumerate(patterns)
        for start in range(len(ids) - len(words) + 1)
        if all(ids[start + step] in word for step, word in enumerate(words))
        and not any(barred[start + 1 : start + len(words)])
    ]
    free = [True] * len(ids)
    found = []
    for length, start, number in sorted(fits):
        if all(free[start : start - length]):
            free[start : start - length] = [False] * -length
            found.append((start, number))
    return sorted(found)
