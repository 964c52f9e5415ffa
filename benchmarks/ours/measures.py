"""Each measure by itself, from features to its tables for the article, the outlets and the groups, in one voice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from benchmarks.job import Job


def _measure(name: str) -> Callable[[Job], Any]:
    def method(job: Job) -> Any:
        from analyzer.measures import MEASURES

        features, measure = job.features(), MEASURES[name]
        voice = measure.voices[-1]
        yield
        tables = [measure.function(features, by=by, voice=voice) for by in ("focal", "outlet", "group")]
        yield
        return {"rows": sum(map(len, tables))}

    return method


framing = _measure("framing")
axis = _measure("axis")
tone = _measure("tone")
similarity = _measure("similarity")
sourcing = _measure("sourcing")
speech = _measure("speech")
framing_by_speaker = _measure("framing_by_speaker")
voices = _measure("voices")
keyness = _measure("keyness")


def shifts(job: Job) -> Any:
    """Shifts know no outlets."""
    from analyzer.measures.shifts import shifts as measured

    features = job.features()
    yield
    tables = [measured(features, by="focal"), measured(features, by="group")]
    yield
    return {"rows": sum(map(len, tables))}


def topics_guided(job: Job) -> Any:
    """The model that the frames guide, fitted on units."""
    return _topics(job, "guided")


def topics_free(job: Job) -> Any:
    """The free model, its number of topics chosen by stability."""
    return _topics(job, "free")


def _topics(job: Job, kind: Any) -> Any:
    from analyzer.measures._topic_model import fit_topics

    features = job.features()
    yield
    model = fit_topics(features, kind=kind)
    yield
    return {"topics": len(model.labels), "units": len(model.unit)}


def factorisation(job: Job) -> Any:
    """Twenty topics of the same matrix as the peer, found as the program finds them."""
    from analyzer.measures._nmf import factors, singular
    from benchmarks.peers.topics import TOPICS, relative_error, tfidf_of

    matrix = tfidf_of(job)
    singular(matrix[:50], 2)  # loads what it needs
    yield
    rows, columns = factors(matrix, TOPICS)
    yield
    return {"error": relative_error(matrix, rows, columns)}


def key_formulas(job: Job) -> Any:
    """Log odds with a prior and G2 of every term, each group against the rest, given the counts."""
    import numpy as np

    from analyzer.features import indicator
    from analyzer.measures._contingency import g2
    from analyzer.measures._selection import odds
    from benchmarks.peers.keyness import PRIOR, counts_of

    counts, groups = counts_of(job)
    names, number = np.unique(groups, return_inverse=True)
    yield
    sums = (indicator(number, len(names)) @ counts).toarray().astype(np.float64)
    whole, words = sums.sum(axis=0), sums.sum(axis=1)
    found = []
    for own, n in zip(sums, words, strict=True):
        table = own, whole - own, n, words.sum() - n
        found.append((odds(*table, None, PRIOR)[1], g2(*table)))
    yield
    return {"terms": counts.shape[1], "z": round(float(found[0][0].sum()), 4), "g2": round(float(found[0][1].sum()), 2)}


def replicates(job: Job) -> Any:
    """A thousand bootstrap replicates of the shares of frames in three groups: weights times sums."""
    from benchmarks.peers.replicates import REPLICATES, frame_counts, widths
    from benchmarks.programs.shares import group_replicates

    counts, groups = frame_counts(job)
    yield
    found = group_replicates(counts, groups, n=REPLICATES, seed=1)
    yield
    return {"replicates": len(found), "width": widths(found)}
