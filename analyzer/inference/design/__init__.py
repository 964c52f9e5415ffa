"""The design check: what these articles can bear, before anybody looks at how they differ.

It counts articles, words, days, outlets and quotation marks, and measures how much articles vary. It does not compare
what the focal article says with what others say, so it can be read first, and its remarks hold whatever comes out.
"""

from __future__ import annotations

import pandas as pd

from analyzer.errors import UsageError
from analyzer.features import Features
from analyzer.inference.design import power, precision, sample, texts
from analyzer.inference.design.remarks import CHECKS, OVERALL, SEVERITIES, Remark, Severity
from analyzer.measures._topic_units import TopicUnits, topic_units
from analyzer.settings import Settings

__all__ = ["CHECKS", "COLUMNS", "OVERALL", "SEVERITIES", "Severity", "design_check", "headlines"]
COLUMNS = Remark._fields
_DIGITS = 10


def design_check(features: Features, settings: Settings, *, units: TopicUnits | None = None) -> pd.DataFrame:
    """Everything that a reader should know of the material, one row a remark.

    Parameters
    ----------
    features : Features
        Of the focal article and the others.
    settings : Settings
        Of the comparison that is to be made.
    units : TopicUnits, optional
        What topics are fitted on, where it is there already.

    Returns
    -------
    DataFrame
        `check` and `item` (`CHECKS` says what `value` is), `level` and `name` (whom it speaks of), `value`, `low`,
        `high`, `n_articles`, `severity` (one of `SEVERITIES`), `text` (a sentence: the number and what follows).

    Raises
    ------
    UsageError
        When no article is marked as the focal one.

    Examples
    --------
    >>> from analyzer import Article, load_codebook, featurize
    >>> given = [Article(name, "", "The court issued a warrant. He smiled.") for name in "abc"]
    >>> table = design_check(featurize(given, load_codebook(), focal="a"), Settings())
    >>> table.query("severity == 'obstacle'")["check"].tolist()
    ['others', 'rank', 'topics']
    """
    if not features.articles["focal"].any():
        raise UsageError("design_check: no article is the focal one.", fix="Use featurize(..., focal=ID).")
    found = [
        *precision.number_of_others(features, settings),
        *precision.rank_floor(features),
        *precision.effective_n(features, settings),
        *power.detectable(features, settings),
        *texts.length(features),
        *sample.dates(features),
        *sample.groups(features, settings),
        *sample.outlets(features),
        *texts.voice(features, settings),
        *texts.topics(units or topic_units(features), settings),
        *texts.codebook(features, settings),
    ]
    return pd.DataFrame(found, columns=list(COLUMNS)).round(_DIGITS)


def headlines(design: pd.DataFrame) -> pd.DataFrame:
    """The table without the rows on single frames and groups that other rows sum up."""
    return design[(design["check"] != "detectable") | ((design["item"] == OVERALL) & (design["level"] != "group"))]
