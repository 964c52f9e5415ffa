"""The table of all ways: each headline difference under every combination of choices, and with one less in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analyzer.features import Features
from analyzer.features.frames import Scope
from analyzer.measures._statistic import Statistic
from analyzer.sensitivity.choices import COPIES_OUT, Option, Specification, specifications
from analyzer.sensitivity.leaving_out import KINDS, to_leave_out
from analyzer.sensitivity.readings import Reading, idle, readings, repeated
from analyzer.sensitivity.variants import Variant, compared, make_variant, measured, summed, without
from analyzer.settings import Settings

MEASURES = ("framing", "axis", "tone")
COLUMNS = (
    "measure", "item", "kind", "choice", "value", "low", "high", "same_sign", "default", "n_articles", "reason",
)  # fmt: skip
_DIGITS = 10  # beyond them a difference is rounding, and has no sign
_ROOM = 4_000_000  # numbers held at a time


class _Taking(NamedTuple):
    """One way of counting a measure: how sentences are read, and what is counted in them."""

    scope: Scope
    place: str
    voice: str
    measure: str
    rule: Option


def sensitivity(features: Features, settings: Settings) -> pd.DataFrame:
    """Every headline difference under choices that could as well have been made.

    It says whether a finding hangs on a choice or on one outlet or article. It does not say which choice is right, and
    combinations are no sample: a share of them is no probability.

    Parameters
    ----------
    features : Features
        Made with the scope of the settings; with a focal article and others.
    settings : Settings

    Returns
    -------
    DataFrame
        One row for each frame, axis and tone (`measure`, `item`) and each way of taking it: `kind` "choice" (every
        combination, see `choices.CHOICES`, the one of the settings first and marked `default`), "outlet" or "article"
        (left out in turn, on top of the settings); `choice` names it. `value` = focal - others with `low` and `high`;
        `same_sign` whether it has the sign of the default, which a difference of 0 and one that is missing do not;
        `n_articles` = others with a value; `reason` why something is missing.

    Source: Simonsohn, Simmons and Nelson (2020), Specification curve analysis, Nature Human Behaviour 4.

    Examples
    --------
    >>> from analyzer import Article, featurize, load_codebook
    >>> texts = "The court issued a warrant.", "Trade grew.", "It rained."
    >>> given = [Article(f"a{at}", "", text) for at, text in enumerate(texts)]
    >>> table = sensitivity(featurize(given, load_codebook(), focal="a0"), Settings())
    >>> table[table["item"] == "legal_scrutiny"][["kind", "choice", "value"]].to_numpy().tolist()[-1]
    ['article', 'a2', 1.0]
    """
    read, copies = readings(features, settings.scope), repeated(features)
    unused = idle(features, read, settings.voice, copies)
    articles = features.articles
    focal = int(np.flatnonzero(articles["focal"].to_numpy(bool))[0])

    ways = {measure: specifications(measure, settings, idle=unused) for measure in MEASURES}
    taken = _counted(read, {_taking(measure, one, settings) for measure in MEASURES for one in ways[measure]}, focal)

    def way(measure: str, spec: Specification) -> Variant:
        options: dict[str, Any] = dict(spec.options)
        made = make_variant(spec.label, taken[_taking(measure, spec, settings)], focal, options.get("smoothing"))
        return without(made, copies, spec.label) if options["copies"] == COPIES_OUT else made

    parts = []
    for measure in MEASURES:
        made = partial(way, measure)
        default = made(ways[measure][0])
        if not default.statistic.items:
            continue
        tables = [_combinations(measure, ways[measure], made, articles, settings)]
        for kind in KINDS:
            tables += _one_less(measure, default, articles, settings, kind)
        parts.append(_item_by_item(pd.concat(tables, ignore_index=True), default.statistic.items))
    return pd.concat(parts, ignore_index=True)[list(COLUMNS)]


def _taking(measure: str, spec: Specification, settings: Settings) -> _Taking:
    """What is counted for a combination; others of the same measure may share it."""
    given: dict[str, Any] = {"scope": settings.scope} | dict(spec.options)
    rule = given["lexicon" if measure == "tone" else "ambiguous"]
    return _Taking(given["scope"], given["place"], given["voice"], measure, rule)


def _counted(read: Reading, wanted: Iterable[_Taking], focal: int) -> dict[_Taking, Statistic]:
    """The statistics that are wanted, reading by reading: of very many articles, memory holds one reading at a time."""
    made: dict[_Taking, Statistic] = {}
    for (scope, place, voice), same in groupby(sorted(wanted, key=str), key=lambda one: one[:3]):
        reading = read(scope, place, voice)
        made |= {one: summed(measured(one.measure, reading, voice, one.rule), focal) for one in same}
    return made


def _sentences(spec: Specification) -> tuple[str, str]:
    """What a combination says of the sentences that it rests on."""
    return str(spec.options["place"]), str(spec.options["voice"])


def _combinations(
    measure: str,
    specs: list[Specification],
    made: Callable[[Specification], Variant],
    articles: pd.DataFrame,
    settings: Settings,
) -> pd.DataFrame:
    """Every combination, those on the same sentences in one go."""
    parts = []
    for (_, voice), same in groupby(sorted(specs, key=_sentences), key=_sentences):
        parts.append(compared(measure, [made(spec) for spec in same], articles, voice, settings))
    table = pd.concat(parts, ignore_index=True).assign(measure=measure, kind="choice")
    order = {spec.label: at for at, spec in enumerate(specs)}
    table = table.sort_values("choice", key=lambda labels: labels.map(order), kind="stable")
    return table.assign(default=table["choice"] == specs[0].label)


def _one_less(
    measure: str, variant: Variant, articles: pd.DataFrame, settings: Settings, kind: str
) -> list[pd.DataFrame]:
    """The default way with one outlet, or one article, left out in turn; as many at a time as there is room for."""
    made = variant.statistic
    left = to_leave_out(made.by_article(), articles, kind)
    step = max(1, _ROOM // max(1, made.sums.shape[0] * made.sums.shape[1]))
    parts = []
    for at in range(0, len(left), step):
        variants = [without(variant, rows, name) for name, rows in left[at : at + step]]
        part = compared(measure, variants, articles, settings.voice, settings)
        parts.append(part.assign(measure=measure, kind=kind, default=False))
    return parts


def _item_by_item(table: pd.DataFrame, items: tuple[str, ...]) -> pd.DataFrame:
    """Items one after the other, and whether each value lies on the side of 0 on which the default's lies."""
    order = {item: at for at, item in enumerate(items)}
    table = table.sort_values("item", key=lambda names: names.map(order), kind="stable", ignore_index=True)
    signs = np.sign(table["value"].round(_DIGITS))
    default = signs[table["default"]].set_axis(table.loc[table["default"], "item"])
    return table.assign(same_sign=(signs == table["item"].map(default)) & (signs != 0))
