"""All tables of a comparison, measure by measure, each with its intervals and claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from analyzer import evidence as trace
from analyzer.article import Article
from analyzer.codebook import Codebook
from analyzer.corpus import Corpus
from analyzer.features import Features, featurize
from analyzer.inference.attach import with_intervals
from analyzer.inference.claims import Finding, findings, mark, with_claims
from analyzer.inference.contrasts import contrasts, in_families
from analyzer.inference.shifts import shifts_with_ranges
from analyzer.measures import BY, MEASURES, axis, framing, keyness, similarity, tone, topics
from analyzer.measures._nearest import nearest
from analyzer.measures._statistic import Statistic
from analyzer.measures._topic_model import TopicModel, fit_topics
from analyzer.measures.shifts import ShiftBy
from analyzer.settings import Settings
from analyzer.warn import design_warnings

VOICES = ("narrator", "quoted", "all")
_MANY = 200  # articles
_DIGITS = 10  # kept in every table: enough for any use, few enough to be the same on every machine

Additive = tuple[str, Callable[..., pd.DataFrame], Callable[..., Statistic]]


def make_tables(
    focal: Article, corpus: Corpus, codebook: Codebook, settings: Settings, tell: Callable[[str], None]
) -> tuple[dict[str, pd.DataFrame], tuple[Finding, ...], tuple[str, ...]]:
    """Features once, then every measure by every level and voice."""
    tell("counting")
    features = featurize(corpus.articles, codebook, focal=focal.id, scope=settings.scope)
    tables: dict[str, pd.DataFrame] = {"articles": features.articles}
    compared: list[pd.DataFrame] = []
    tell("topics")
    models = [
        fit_topics(features, kind=kind, k=settings.topics, seed=settings.seed, min_units=settings.topic_units)
        for kind in ("guided", "free")
    ]
    for name, measure, statistic in _additive(settings, models):
        tell(name)
        table, contrast = _with_inference(name, features, measure, statistic, settings)
        tables[name] = _stacked([tables[name], table]) if name in tables else table
        compared.append(contrast)
    tables["contrasts"] = with_claims(in_families(_stacked(compared)))
    for name in ("framing", "axis", "tone", "topics"):
        tables[name] = mark(tables[name], tables["contrasts"].query("measure == @name"))
    tell("keyness")
    key = partial(
        keyness.keyness,
        prior=settings.keyness_prior,
        min_count=settings.min_count,
        confidence=settings.confidence,
    )
    tables["keyness"] = _all(features, key)
    tell("similarity")
    tables["similarity"] = _all(
        features,
        partial(
            similarity.similarity,
            confidence=settings.confidence,
            min_sentences=settings.min_sentences,
            seed=settings.seed,
        ),
    )
    tell("shifts")
    tables["shifts"] = _shifts(features, settings)
    tables["nearest"] = nearest(features)
    tables["topic_k"] = models[1].k_table
    tables["topic_terms"] = _topic_terms(models)
    tell("evidence")
    tables["evidence"] = trace.evidence(features, corpus.articles, keep_text=settings.keep_text)
    tables["quotes"] = trace.quotes(features, corpus.articles, keep_text=settings.keep_text)
    said = findings(tables["contrasts"], codebook, settings.voice)
    warnings = design_warnings(features, corpus, codebook, settings)
    return {name: _rounded(table) for name, table in tables.items()}, said, warnings


def _additive(settings: Settings, models: Iterable[TopicModel]) -> list[Additive]:
    weight, smoothing = settings.ambiguous_weight, settings.axis_smoothing
    on_axis: dict[str, Any] = {"ambiguous_weight": weight, "smoothing": smoothing}
    return [
        ("framing", partial(framing.framing, ambiguous_weight=weight), framing.statistic),
        ("axis", partial(axis.axis, **on_axis), partial(axis.statistic, **on_axis)),
        ("tone", tone.tone, tone.statistic),
        *(("topics", partial(topics.topics, model=model), partial(topics.statistic, model=model)) for model in models),
    ]


def _with_inference(
    name: str,
    features: Features,
    measure: Callable[..., pd.DataFrame],
    statistic: Callable[..., Statistic],
    settings: Settings,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The table of an additive measure by every level and voice, and its contrasts of focal and others."""
    tables, compared = [], []
    for voice in VOICES:
        made = statistic(features, voice=voice)
        for by in BY:
            plain = measure(features, by=by, voice=voice)
            if not made.items:  # refused: the rows say why
                tables.append(plain)
                continue
            table = with_intervals(plain, made, features.articles, by, MEASURES[name].schema, settings)
            if by == "focal":
                compared.append(contrasts(name, table, made, features.articles))
            tables.append(table)
    return _stacked(tables), _stacked(compared)


def _stacked(tables: list[pd.DataFrame]) -> pd.DataFrame:
    """Tables one below the other; an empty one would make numbers objects and is left out."""
    filled = [table for table in tables if len(table)] or tables[:1] or [pd.DataFrame()]
    return pd.concat(filled, ignore_index=True)


def _topic_terms(models: Iterable[TopicModel]) -> pd.DataFrame:
    """The heaviest terms of every topic: which of them the codebook seeded."""
    rows = [
        (model.kind, topic + 1, model.labels[topic], model.frames[topic], rank, term, term in model.seeds[topic])
        for model in models
        for topic in range(len(model.labels))
        for rank, term in enumerate(model.terms[topic], 1)
    ]
    return pd.DataFrame(rows, columns=["kind", "topic", "label", "frame", "rank", "term", "seed"])


def _all(features: Features, measure: Callable[..., pd.DataFrame]) -> pd.DataFrame:
    """A table with many rows for each article: beyond some articles, the level "article" is left out."""
    chosen = [by for by in BY if by != "article" or len(features.articles) <= _MANY]
    tables = [measure(features, by=by, voice=voice) for voice in VOICES for by in chosen]
    return _stacked(tables)


def _shifts(features: Features, settings: Settings) -> pd.DataFrame:
    """The article in every voice, groups in the voice of the findings: words by groups by voices are many rows."""
    asked: list[tuple[ShiftBy, str]] = [("focal", voice) for voice in VOICES] + [("group", settings.voice)]
    return _stacked([shifts_with_ranges(features, by=by, voice=voice, settings=settings) for by, voice in asked])


def _rounded(table: pd.DataFrame) -> pd.DataFrame:
    numbers = table.select_dtypes(np.floating).columns
    return table.assign(**{name: table[name].round(_DIGITS) + 0.0 for name in numbers})
