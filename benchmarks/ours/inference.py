"""What may be claimed: ranges, contrasts and families, p-values of key terms, sensitivity, the design check."""

from __future__ import annotations

from typing import Any

from analyzer.inference.attach import with_intervals
from analyzer.inference.contrasts import contrasts
from analyzer.inference.design import design_check
from analyzer.inference.families import in_families
from analyzer.inference.keyness import with_p_values
from analyzer.inference.sides import sides
from analyzer.measures import BY, MEASURES
from analyzer.measures.keyness import keyness
from analyzer.sensitivity import sensitivity
from analyzer.settings import Settings
from analyzer.tables import additive
from benchmarks.job import Job

VOICE = "narrator"
_SETTINGS = Settings()


def _headline(job: Job) -> Any:
    """Features, and framing, axis and tone counted in one voice."""
    features = job.features()
    chosen = [(name, measure) for name, measure in additive(_SETTINGS) if name in ("framing", "axis", "tone")]
    return features, [(name, measure(features, voice=VOICE)) for name, measure in chosen]


def ranges(job: Job) -> Any:
    """Ranges of framing, axis and tone at every level."""
    features, made = _headline(job)
    plain = [(name, one.statistic, by, one.table(by)) for name, one in made for by in BY]
    yield
    for name, one, by, table in plain:
        with_intervals(table, one, features.articles, by, MEASURES[name].schema, _SETTINGS)
    yield
    return {"rows": sum(len(table) for *_, table in plain)}


def _tables(features: Any, made: Any) -> Any:
    for name, one in made:
        plain, schema = one.table("focal"), MEASURES[name].schema
        yield name, one.statistic, with_intervals(plain, one.statistic, features.articles, "focal", schema, _SETTINGS)


def differences(job: Job) -> Any:
    """Contrasts of framing, axis and tone on every pair of sides."""
    features, made = _headline(job)
    tables = list(_tables(features, made))
    yield
    found = [contrasts(n, VOICE, side, one, t, _SETTINGS) for n, one, t in tables for side in sides(features.articles)]
    yield
    return {"contrasts": sum(len(part.rows) for part in found)}


def families(job: Job) -> Any:
    """Their p-values: labels exchanged, corrected for all that stands side by side."""
    features, made = _headline(job)
    both = sides(features.articles)
    found = [contrasts(n, VOICE, side, one, t, _SETTINGS) for n, one, t in _tables(features, made) for side in both]
    yield
    table = in_families(found, features.articles, _SETTINGS)
    yield
    return {"rows": len(table)}


def key_p_values(job: Job) -> Any:
    """P-values of key terms of the article and of groups, in one voice."""
    import pandas as pd

    features = job.features()
    table = pd.concat([keyness(features, by=by, voice="all") for by in ("focal", "group")], ignore_index=True)
    yield
    tested = with_p_values(table, features)
    yield
    return {"terms": int(tested["p"].notna().sum())}


def ways(job: Job) -> Any:
    """Every headline difference under every combination of choices."""
    features = job.features()
    yield
    table = sensitivity(features, _SETTINGS)
    yield
    return {"rows": len(table)}


def design(job: Job) -> Any:
    """What the articles can bear."""
    features = job.features()
    yield
    table = design_check(features, _SETTINGS)
    yield
    return {"remarks": len(table)}
