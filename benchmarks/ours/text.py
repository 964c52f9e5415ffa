"""From a file to features: reading, units, attributions, tokens, frames, tone, and all of it together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy import sparse

from analyzer.features import Speech, featurize
from analyzer.features.frames import compile_patterns, match
from analyzer.features.stream import Stream, make_stream
from analyzer.features.tone import vader
from analyzer.readers import read_corpus
from analyzer.text.attribution import attributions_in
from analyzer.text.normalise import normalise
from analyzer.text.paragraphs import paragraphs
from analyzer.text.sentences import sentences
from analyzer.text.tokens import chunks, words
from analyzer.text.units import cut_text
from analyzer.text.voices import quotations
from benchmarks.job import ARTICLES, Job

Method = Iterator[None]
_BLOCK = 512  # texts, the fewest that the program reads at once


def read(job: Job) -> Any:
    """The file of articles, the language of each found out."""
    path = job.folder / ARTICLES
    yield
    corpus = read_corpus(path)
    yield
    return {"articles": len(corpus)}


def read_english(job: Job) -> Any:
    """The same, told that it is English."""
    path = job.folder / ARTICLES
    yield
    corpus = read_corpus(path, language="en")
    yield
    return {"articles": len(corpus)}


def normalised(job: Job) -> Any:
    """One spelling for signs, with the way back to the text."""
    texts = job.texts()
    yield
    found = [normalise(text) for text in texts]
    yield
    return {"characters": sum(len(one.text) for one in found)}


def sentence_spans(job: Job) -> Any:
    """Where sentences begin and end."""
    texts = [normalise(text).marked for text in job.texts()]
    yield
    found = [sentences(text) for text in texts]
    yield
    return {"sentences": sum(map(len, found))}


def units_marked(job: Job) -> Any:
    """Units cut at quotation marks: normalising, sentences, voices."""
    yield from _units(job, attribute=False)


def units_attributed(job: Job) -> Any:
    """Units with everybody who speaks."""
    yield from _units(job, attribute=True)


def _units(job: Job, *, attribute: bool) -> Method:
    articles = job.articles()
    yield
    for article in articles:
        cut_text(article, attribute=attribute)
    yield


def attributions(job: Job) -> Any:
    """Who says what, given paragraphs, sentences and quotations."""
    given = []
    for text in job.texts():
        parts = normalise(text)
        blocks, spans = paragraphs(parts.marked), sentences(parts.marked)
        given.append((parts.text, blocks, spans, quotations(parts.marked, blocks, spans)))
    yield
    found = [attributions_in(*parts) for parts in given]
    yield
    return {"attributions": sum(map(len, found))}


def tokens(job: Job) -> Any:
    """Chunks, the words in them, and how often each occurs in each article: a sparse matrix, as peers return it."""
    texts = [normalise(text).text + "\n\n" for text in job.texts()]
    yield
    counts = _counts(texts)
    yield
    return {"tokens": int(counts.sum()), "types": counts.shape[1], "cells": int(counts.nnz)}


def tokens_normalised(job: Job) -> Any:
    """The same from the text as it was read."""
    texts = job.texts()
    yield
    counts = _counts([normalise(text).text + "\n\n" for text in texts])
    yield
    return {"tokens": int(counts.sum()), "types": counts.shape[1], "cells": int(counts.nnz)}


def _stream(texts: list[str]) -> tuple[Stream, list[str]]:
    """Token ids of texts one behind the other, and the vocabulary."""
    pieces, bases = chunks(texts)
    held = words(pieces.types)
    first = np.searchsorted(pieces.starts, bases)
    return make_stream(pieces, held, first, np.append(first[1:], len(pieces.ids))), held.vocabulary


def _counts(texts: list[str]) -> Any:
    """Block by block, as the program reads; terms get the numbers of one vocabulary."""
    number: defaultdict[str, int] = defaultdict()
    number.default_factory = number.__len__
    tokens, lengths = [], []
    for at in range(0, len(texts), _BLOCK):
        stream, vocabulary = _stream(texts[at : at + _BLOCK])
        own = np.fromiter(map(number.__getitem__, vocabulary), np.int32, len(vocabulary))
        tokens.append(own[stream.tokens])
        lengths.append(np.diff(stream.offsets))
    terms, ends = np.concatenate(tokens), np.cumsum(np.concatenate(([0], *lengths)), dtype=np.int32)
    counts = sparse.csr_array((np.ones(len(terms), np.int32), terms, ends), shape=(len(texts), len(number)))
    counts.sum_duplicates()
    return counts


def frames(job: Job) -> Any:
    """Every pattern looked up on the vocabulary and matched on the token ids."""
    features, book = job.features("marked"), job.codebook()
    vocabulary = features.vocabulary.tolist()
    yield
    found = match(compile_patterns(book.patterns, vocabulary), features.tokens, features.barred)
    yield
    return {"hits": len(found.start), "patterns": len(book.patterns)}


def frames_from_text(job: Job) -> Any:
    """The same from the text as it was read: with normalising and tokens."""
    texts, book = job.texts(), job.codebook()
    yield
    stream, vocabulary = _stream([normalise(text).text + "\n\n" for text in texts])
    found = match(compile_patterns(book.patterns, vocabulary), stream.tokens, stream.barred)
    yield
    return {"hits": len(found.start), "patterns": len(book.patterns)}


def tone(job: Job) -> Any:
    """The score of every sentence, from its text."""
    given = job.sentences()
    yield
    scores = vader(given)
    yield
    return {"sentences": len(given), "mean": round(float(scores.mean()), 6)}


def featurize_marked(job: Job) -> Any:
    """Everything that is counted, voices by quotation marks alone."""
    return _featurize(job, "marked")


def featurize_attributed(job: Job) -> Any:
    """Everything that is counted, with everybody who speaks."""
    return _featurize(job, "attributed")


def _featurize(job: Job, speech: Speech) -> Any:
    articles, book = job.articles(), job.codebook()
    yield
    features = featurize(articles, book, focal=articles[0].id, speech=speech)
    yield
    return {"units": len(features.units), "tokens": len(features.tokens), "hits": len(features.hits)}
