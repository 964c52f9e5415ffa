"""The design check before the analysis: articles are read and counted, and nothing is compared."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from analyzer.codebook import Codebook, load_codebook
from analyzer.counting import Progress, count
from analyzer.gather import gather
from analyzer.inference.design import design_check
from analyzer.progress import silent
from analyzer.settings import Settings, choose_settings
from analyzer.strings import plain_strings


@plain_strings
def check_design(
    article: Any = None,
    others: Any = None,
    *,
    codebook: str | Path | Codebook | None = None,
    columns: Mapping[str, str] | None = None,
    outlets: str | Path | None = None,
    settings: Settings | None = None,
    jobs: int = 1,
    cluster: str = "",
    cache: str | Path | None = None,
    progress: Progress | None = None,
    **options: Any,
) -> pd.DataFrame:
    """What these articles can bear, to be read before `compare`, which repeats it in the table "design".

    Takes what `compare` takes. Too few articles are no error here: they are a remark.

    Parameters
    ----------
    article : path, DataFrame of one row, Article or None
        The article under study; None together with `others` takes the shipped texts.
    others : path, paths, folder, DataFrame, Corpus or None
        The other coverage.
    codebook : path, name or Codebook, optional
    columns, outlets : optional
        Names of the columns of tables, and the table of outlets.
    settings : Settings, optional
        All settings at once; or single ones as `options`.
    jobs, cluster, cache, progress : optional
        How articles are read, as for `compare`; what was read here is not read again there if both have one cache.

    Returns
    -------
    DataFrame
        See `analyzer.inference.design.design_check`.

    Raises
    ------
    AnalyzerError
        One of its kinds, when input cannot be used; see `analyzer.errors`.

    Examples
    --------
    >>> import analyzer
    >>> table = analyzer.check_design()
    >>> table[table["severity"] != "note"]["check"].unique().tolist()
    ['detectable', 'dates']
    """
    chosen = choose_settings(settings, options)
    lenient = chosen.model_copy(update={"allow_small": True})
    focal, corpus = gather(article, others, settings=lenient, columns=columns, outlets=outlets)
    tell = progress or silent
    book = load_codebook(codebook)
    features = count(focal, corpus, book, chosen, jobs=jobs, cluster=cluster, cache=cache, tell=tell)
    return design_check(features, chosen)
