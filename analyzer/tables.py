"""All tables of a comparison, measure by measure, each with its intervals and claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from analyzer import evidence as trace
from analyzer.background import read_background
from analyzer.corpus import Corpus
from analyzer.features import Features
from analyzer.features.lean import of_sentences, of_words
from analyzer.inference.attach import with_intervals
from analyzer.inference.chance import with_chance
from analyzer.inference.claims import mark, mark_terms, with_claims
from analyzer.inference.contrasts import Contrasts, contrasts
from analyzer.inference.design import design_check
from analyzer.inference.families import in_families, strata_of
from analyzer.inference.findings import Finding, findings
from analyzer.inference.keyness import with_p_values
from analyzer.inference.posterior import with_shares
from analyzer.inference.shifts import shifts_of
from analyzer.inference.sides import sides
from analyzer.inference.voices import mark_differences, voices_with_ranges
from analyzer.many import MOST_HITS, MOST_QUOTES, left_out, levels_of
from analyzer.measures import (
    MEASURES,
    VOICES,
    By,
    axis,
    framing,
    framing_by_speaker,
    keyness,
    similarity,
    sourcing,
    speech,
    tone,
    topics,
)
from analyzer.measures._article_terms import article_terms
from analyzer.measures._candidates import find_candidates
from analyzer.measures._nearest import nearest
from analyzer.measures._selection import Options, frequencies
from analyzer.measures._speakers import speakers
from analyzer.measures._statistic import Measured
from analyzer.measures._text_draws import Drawing
from analyzer.measures._topic_model import TopicModel, fit_topics
from analyzer.measures._topic_units import topic_units
from analyzer.measures.shifts import parts_of
from analyzer.memory import give_back
from analyzer.sensitivity import robustness, robustness_text, sensitivity
from analyzer.settings import Settings
from analyzer.warn import design_warnings

_DIGITS = 10  # kept in every table: enough for any use, few enough to be the same on every machine

Additive = tuple[str, Callable[..., Measured]]
_Counted = tuple[pd.DataFrame, list[Contrasts]]


def make_tables(
    features: Features, corpus: Corpus, settings: Settings, tell: Callable[[str], None]
) -> tuple[dict[str, pd.DataFrame], tuple[Finding, ...], tuple[str, ...]]:
    """Every measure by every level and voice."""
    background = read_background(settings.background) if settings.background else None  # a fault in it is told early
    step, words = partial(_step, tell), of_words(features)
    step("topics")
    models = [
        fit_topics(words, kind=kind, k=settings.topics, seed=settings.seed, min_units=settings.topic_units)
        for kind in ("guided", "free")
    ]
    sentences = of_sentences(features)
    design = design_check(sentences, settings, units=topic_units(words))
    topic_units.forget(words)
    of_topics = {"topic_k": models[1].k_table, "topic_terms": _topic_terms(models)}
    counted = [_with_inference("topics", words, partial(topics.measured, model=model), settings) for model in models]
    del models
    measured, compared = _measured(features, sentences, settings, counted, step)
    features.forget()
    tables = {"articles": features.articles, **measured}
    step("contrasts")
    tables["contrasts"] = with_claims(in_families(compared, features.articles, settings))
    for name in ("framing", "axis", "tone", "topics", "sourcing", "speech", "voices"):
        tables[name] = mark(tables[name], tables["contrasts"].query("measure == @name"))
    tables["voices"] = mark_differences(tables["voices"])
    step("keyness")
    tables["keyness"] = _keyness(words, settings, background)
    step("similarity")
    tables["similarity"] = _similarity(words, settings)
    step("shifts")
    tables["shifts"] = _shifts(of_sentences(features, loaded=True), settings)
    tables["nearest"] = nearest(words)
    del words
    tables |= of_topics
    step("sensitivity")
    tables["sensitivity"] = sensitivity(features, settings)
    tables["robustness"] = robustness(tables["sensitivity"])
    step("evidence")
    tables["evidence"] = trace.evidence(features, corpus.articles, keep_text=settings.keep_text, most=MOST_HITS)
    tables["quotes"] = trace.quotes(features, corpus.articles, keep_text=settings.keep_text, most=MOST_QUOTES)
    signs = {
        (row["measure"], row["item"]): robustness_text({str(name): value for name, value in row.items()})
        for row in tables["robustness"].to_dict("records")
    }
    said = findings(tables["contrasts"], features.codebook, settings.voice, signs)
    tables["design"] = design
    warnings = design_warnings(tables["design"], features, corpus, settings) + left_out(features, tables, settings)
    return {name: _rounded(table) for name, table in tables.items()}, said, warnings


def _step(tell: Callable[[str], None], name: str) -> None:
    give_back()
    tell(name)


def _measured(
    features: Features,
    sentences: Features,
    settings: Settings,
    of_topics: list[_Counted],
    tell: Callable[[str], None],
) -> tuple[dict[str, pd.DataFrame], list[Contrasts]]:
    """The measures that have contrasts, and what is read of speakers one by one."""
    parts: dict[str, list[_Counted]] = {"framing": [], "axis": [], "tone": [], "topics": of_topics}
    for name, measure in additive(settings):
        tell(name)
        if name not in parts:
            sentences.forget()
        parts[name] = [_with_inference(name, sentences if name in parts else features, measure, settings)]
    tell("speakers")
    tables = {name: _stacked([table for table, _ in own]) for name, own in parts.items()}
    compared = [one for own in parts.values() for _, contrasted in own for one in contrasted]
    chosen = levels_of("voices", "", len(features.articles), settings)
    tables["voices"], between = voices_with_ranges(features, settings, chosen)
    tables["framing_by_speaker"] = _by_speaker(features, settings)
    tables["speakers"] = speakers(features)
    return tables, compared + between


def additive(settings: Settings) -> list[Additive]:
    """The measures that are formulas of sums, but for topics: the name, and what counts it in one voice."""
    weight, smoothing = settings.ambiguous_weight, settings.axis_smoothing
    return [
        ("framing", partial(framing.measured, ambiguous_weight=weight)),
        ("axis", partial(axis.measured, ambiguous_weight=weight, smoothing=smoothing)),
        ("tone", tone.measured),
        ("sourcing", sourcing.measured),
        ("speech", speech.measured),
    ]


def _with_inference(name: str, features: Features, measure: Callable[..., Measured], settings: Settings) -> _Counted:
    """The table of an additive measure by every level and in the voices that it is made for, and its contrasts."""
    tables, compared = [], []
    for voice in MEASURES[name].voices:
        made = measure(features, voice=voice)
        for by in levels_of(name, voice, len(features.articles), settings):
            table = made.table(by)
            if not made.statistic.items:  # refused: the rows say why
                tables.append(table)
                continue
            table = with_intervals(table, made.statistic, features.articles, by, MEASURES[name].schema, settings)
            if name == "framing":
                hits = framing.composition(features, voice=voice, ambiguous_weight=settings.ambiguous_weight)
                table = with_shares(table, hits, features.articles, by, settings)
            tables.append(table)
            if by == "focal":
                pairs = sides(features.articles)
                compared += [contrasts(name, voice, side, made.statistic, table, settings) for side in pairs]
    return _stacked(tables), compared


def _by_speaker(features: Features, settings: Settings) -> pd.DataFrame:
    """Every frame in the words of every category; of a category that does not speak, the rows of the two sides alone.

    No contrasts: categories by frames would be a family too large for anything to hold in.
    """
    schema = MEASURES["framing_by_speaker"].schema
    made = framing_by_speaker.measured(features, ambiguous_weight=settings.ambiguous_weight)
    tables = [
        with_intervals(own.table(by), own.statistic, features.articles, by, schema, settings)
        for by in levels_of("framing_by_speaker", "", len(features.articles), settings)
        for _, own in made
    ]
    table = _stacked(tables)
    told = (table["n_articles"] > 0) | table["level"].isin(("focal", "others"))
    return mark(table[told].reset_index(drop=True), pd.DataFrame(columns=["level", "item", "voice", "claim"]))


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


def _keyness(features: Features, settings: Settings, background: Mapping[str, float] | None) -> pd.DataFrame:
    """Key terms with p-values and claims, from the candidates of each voice."""
    same: dict[str, Any] = {"prior": settings.keyness_prior, "min_count": settings.min_count}
    dealt: dict[str, Any] = {"strata": strata_of(features.articles, settings), "draws": settings.permutations}
    dealt |= {"seed": settings.seed, "background": background, "tables": len(VOICES)}
    tables = []
    for voice in VOICES:  # one after the other: of very many articles, candidates are large
        own = find_candidates(features, voice=voice, min_count=settings.min_count, collocations=True)
        options = Options(voice, background=frequencies(background, own.labels), confidence=settings.confidence, **same)
        chosen = levels_of("keyness", voice, len(features.articles), settings)
        made = _stacked([keyness.table_of(own, features.articles, options, by=by) for by in chosen])
        tables.append(with_p_values(made, features, candidates={voice: own}, **dealt, **same))
        features.body.forget()
        del own
        give_back()
    tested = _stacked(tables)
    return mark_terms(tested, settings)


def _similarity(features: Features, settings: Settings) -> pd.DataFrame:
    """Cosines and their chance levels, voice by voice from the same vectors."""
    chosen = levels_of("similarity", "", len(features.articles), settings)
    return _stacked([_similar(features, settings, voice, chosen) for voice in VOICES])


def _similar(features: Features, settings: Settings, voice: str, chosen: tuple[By, ...]) -> pd.DataFrame:
    """In one voice; its vectors, which are large, go when it is done, and so does the selection."""
    terms = article_terms(features, voice)
    drawing = Drawing(confidence=settings.confidence, min_sentences=settings.min_sentences, seed=settings.seed)
    own = [similarity.table_of(terms, features.articles, by=by, voice=voice, drawing=drawing) for by in chosen]
    features.body.forget()
    return with_chance(_stacked(own), features, seed=settings.seed, terms=terms)


def _shifts(features: Features, settings: Settings) -> pd.DataFrame:
    """The article in every voice, groups in the voice of the findings: words by groups by voices are many rows."""
    tables, by_group = [], []
    for voice in VOICES:
        parts = parts_of(features, voice=voice, ambiguous_weight=settings.ambiguous_weight)
        made = partial(shifts_of, parts, features.articles, voice=voice, settings=settings)
        tables.append(made(by="focal"))
        if voice == settings.voice:
            by_group.append(made(by="group"))
        features.body.forget()
    return _stacked(tables + by_group)


def _rounded(table: pd.DataFrame) -> pd.DataFrame:
    numbers = table.select_dtypes(np.floating).columns
    return table.assign(**{name: table[name].round(_DIGITS) + 0.0 for name in numbers})
