"""Which terms distinguish articles from other coverage: the conservative log2 ratio of their frequencies (0 = not key).

A positive number says that the term is at least that many doublings more frequent here than in the articles compared
with, a negative one that it is less frequent. It does not say what is said with the term, nor that an outlet prefers
it: a long article on one aspect repeats the words of that aspect. Words come in bursts, so the interval, which takes
them for independent draws, is too narrow for claims about other articles; `range` and `dispersion` tell how many
articles (paragraphs of a single one) carry the term, and a term that only one of them carries gets no value. Whether a
term reaches past these texts is tested by exchanging whole articles (`p_max`); what does not reach is descriptive.

Sources: Evert (2022), Measuring keyness, DH2022; Monroe, Colaresi and Quinn (2008), Fightin' words, Political Analysis
16; Dunning (1993); Gries (2008).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analyzer.errors import UsageError
from analyzer.features import Features
from analyzer.measures._candidates import Candidates, Numbers, Parts, Side, find_candidates
from analyzer.measures._contingency import direction, dispersion, g2, log_ratio, lrc, ratio_interval
from analyzer.measures._levels import By, Level
from analyzer.measures._schema import Schema, make_table
from analyzer.measures._selection import (
    Options,
    Pool,
    carriers,
    frequencies,
    make_pool,
    odds,
    reference,
    select,
    uses_less,
)
from analyzer.measures._sides import Against, Sides, comparisons

SCHEMA = Schema(
    item="term: a word, or two words that form a collocation",
    unit="log2 ratio of frequencies, the bound of its interval nearer to 0 (LRC)",
    lowest=-np.inf,
    highest=np.inf,
    units="words of the row's articles in this voice",
    interval="exact interval of the log ratio (Clopper-Pearson) at a level that holds for all terms compared "
    "(Bonferroni); infinite where one side lacks the term; takes words for independent draws",
    extra=(
        ("against", "what is compared with: the others, the rest of them, or the outlet or group of this name"),
        ("count", "occurrences in the row's articles"),
        ("reference_count", "occurrences in the articles compared with"),
        ("per_1000", "occurrences in 1,000 words of the row's articles"),
        ("reference_per_1000", "occurrences in 1,000 words of the articles compared with"),
        ("log_ratio", "log2 ratio of the two frequencies as observed; 0 occurrences count one half"),
        ("log_odds", "log odds ratio (natural logarithm) with the prior"),
        ("z", "the same over its standard error"),
        ("g2", "log-likelihood ratio of four cells, negative where the row's articles use the term less; descriptive"),
        ("range", "articles of the row that have the term; for one article its paragraphs (sentences if it has one)"),
        ("reference_range", "the same for the articles compared with"),
        ("dispersion", "DP_norm over the same parts of the row: 0 spread as the words are, 1 all in one small part"),
        ("reference_articles", "articles compared with that have words in this voice"),
        ("n_terms", "terms compared, shown or not"),
        ("p", "share of the ways to deal out the articles in which the term's z is at least as large, either way"),
        (
            "p_max",
            "the same against the largest z of all terms compared; of sets, times their number",
        ),
        ("p_fdr", "p corrected for the share of terms found wrongly among those found (Benjamini and Hochberg)"),
        ("floor", "the smallest p that so many articles, dealt out in so many ways, allow"),
    ),
)


def keyness(
    features: Features,
    *,
    by: By = "focal",
    against: Against = "rest",
    voice: str = "all",
    prior: float = 100.0,
    min_count: int = 3,
    min_range: int = 2,
    most: int = 50,
    background: Mapping[str, float] | None = None,
    collocations: bool = True,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Terms that a set of articles uses more or less than the other coverage.

    Parameters
    ----------
    features : Features
    by : {"focal", "article", "outlet", "group"}
    against : {"rest", "each"}
        The focal article is compared with all others, any other set with the rest of them or with each such set.
    voice : {"narrator", "quoted", "paraphrased", "attributed", "unquoted", "all"}
        Words in this voice alone, on both sides.
    prior : float
        Sum of the prior counts of the log odds: the larger, the nearer to 0 are rare terms.
    min_count : int
        Fewer occurrences on both sides together make a term (or pair) no candidate.
    min_range : int
        Fewer articles (paragraphs of a single one) on the side that uses a term more give it no value.
    most : int
        Terms shown each way by size of `z`; half of them but for the focal article, whose key terms are all shown.
    background : mapping of str to float, optional
        Relative frequency of terms elsewhere, for the prior; else that in both sides, which shrinks but informs not.
    collocations, confidence : bool, float
        Whether pairs of words count; level of the interval, for all candidates together.

    Returns
    -------
    DataFrame
        Columns of `SCHEMA`, by value, falling; one row with a reason where nothing can be compared.

    Raises
    ------
    UsageError
        When an option is out of its range.

    Examples
    --------
    >>> from analyzer import Article, featurize, load_codebook
    >>> given = [Article("a", "", "The warrant stood.\\n\\n" * 9), Article("b", "", "The train left.\\n\\n" * 9)]
    >>> features = featurize(given, load_codebook(), focal="a")
    >>> keyness(features, collocations=False)[["item", "value"]].round(2).values.tolist()
    [['stood', 0.4], ['warrant', 0.4], ['left', -0.4], ['train', -0.4]]
    """
    _check(prior, min_count, min_range, most, confidence)
    found = find_candidates(features, voice=voice, min_count=min_count, collocations=collocations)
    options = Options(voice, prior, min_count, min_range, most, confidence, frequencies(background, found.labels))
    return table_of(found, features.articles, options, by=by, against=against)


def table_of(
    found: Candidates, articles: pd.DataFrame, options: Options, *, by: By, against: Against = "rest"
) -> pd.DataFrame:
    """The table of `keyness` from candidates that are there already."""
    compared = comparisons(articles, by, against)
    return make_table([row for sides in compared for row in _of_sides(found, sides, options)], SCHEMA)


def _check(prior: float, min_count: int, min_range: int, most: int, confidence: float) -> None:
    limits = {
        "prior": (prior, 0 < prior < np.inf, "a number above 0"),
        "min_count": (min_count, min_count >= 1, "1 or more"),
        "min_range": (min_range, min_range >= 1, "1 or more"),
        "most": (most, most >= 0, "0 or more"),
        "confidence": (confidence, 0 < confidence < 1, "a number between 0 and 1"),
    }
    for name, (value, fits, limit) in limits.items():
        if not fits:
            raise UsageError(f"{name}: {value!r} is out of range.", fix=f"Give {limit}.")


def _of_sides(found: Candidates, sides: Sides, options: Options) -> list[dict[str, Any]]:
    pool = make_pool(found, sides.members, options.background)
    return [row for level, other in sides.compared for row in _rows(found, level, other, pool, options)]


def _rows(found: Candidates, level: Level, against: str, pool: Pool, options: Options) -> list[dict[str, Any]]:
    parts = found.parts(level.rows)
    own = parts.side()
    other = reference(found, level, own, pool)
    eligible = own.counts + other.counts >= options.min_count
    shared: dict[str, Any] = {
        "level": level.level,
        "name": level.name,
        "voice": options.voice,
        "n_articles": own.n_articles,
        "n_units": int(own.words),
        "against": against,
        "reference_articles": other.n_articles,
        "n_terms": int(eligible.sum()),
        **dict.fromkeys(("p", "p_max", "p_fdr", "floor"), np.nan),
    }
    reason = _unfit(own, other, eligible, options, alone=pool.members.sum() == pool.members[level.rows].sum())
    if not reason:
        chosen = select(own, other, eligible, pool, options, all_key=level.level == "focal")
        reason = "" if len(chosen) else "no term differs"
    if reason:
        counts = dict.fromkeys(("count", "reference_count", "range", "reference_range"), 0)
        return [shared | counts | {"reason": reason}]
    scores = _scores(own, other, parts, chosen, shared["n_terms"], options)
    return [shared | row for row in _sorted(found.labels[chosen], scores)]


def _unfit(own: Side, other: Side, eligible: NDArray[np.bool_], options: Options, *, alone: bool) -> str:
    """Why nothing can be compared; "" where something can."""
    if alone:
        return "no other article to compare with"
    if not own.words:
        return "no word in this voice"
    if not other.words:
        return "no word in this voice in the articles compared with"
    return "" if eligible.any() else f"no term occurs {options.min_count} times or more"


def _scores(
    own: Side, other: Side, parts: Parts, chosen: Numbers, n_terms: int, options: Options
) -> dict[str, list[Any]]:
    """The columns of the chosen terms."""
    table = a, b, n1, n2 = own.counts[chosen], other.counts[chosen], own.words, other.words
    sizes: dict[str, Any] = {"n_terms": n_terms, "confidence": options.confidence}
    low, high = ratio_interval(*table, **sizes)
    background = None if options.background is None else options.background[chosen]
    delta, z = odds(*table, background, options.prior)
    few = carriers(own, other, chosen) < options.min_range
    columns = {
        "value": np.where(few, np.nan, lrc(*table, **sizes)),
        "low": np.where(few, np.nan, low),
        "high": np.where(few, np.nan, high),
        "count": a.astype(np.int64),
        "reference_count": b.astype(np.int64),
        "per_1000": 1000 * a / n1,
        "reference_per_1000": 1000 * b / n2,
        "log_ratio": log_ratio(*table),
        "log_odds": delta,
        "z": z,
        "g2": g2(*table) * direction(*table),
        "range": own.range[chosen].astype(np.int64),
        "reference_range": other.range[chosen].astype(np.int64),
        "dispersion": dispersion(parts.counts[:, chosen], parts.words)[1],
    }
    less = uses_less(own, other, chosen)
    reasons = [
        _few(other if there else own, number, there=there) if without else ""
        for number, there, without in zip(chosen.tolist(), less.tolist(), few.tolist(), strict=True)
    ]
    return {name: values.tolist() for name, values in columns.items()} | {"reason": reasons}


def _few(side: Side, term: int, *, there: bool) -> str:
    """Why a term has no value, though it may differ."""
    n = int(side.range[term])
    where = ", among the articles compared with" if there else ""
    return f"found in {n} {side.part}{'' if n == 1 else 's'} only{where}"


def _sorted(labels: NDArray[np.object_], scores: dict[str, list[Any]]) -> list[dict[str, Any]]:
    """Rows by value, falling, then by G2 and in alphabetical order; those without a value last."""
    keys = zip(*(-np.nan_to_num(scores[name], nan=-np.inf) for name in ("value", "g2")), labels, strict=True)
    order = [number for *_, number in sorted((*key, number) for number, key in enumerate(keys))]
    return [{"item": labels[number]} | {name: values[number] for name, values in scores.items()} for number in order]
