"""scattertext, where it is installed: an explorer of the words of two groups, as one page."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from benchmarks.job import Job, MissingError


def scattertext(job: Job) -> Any:
    """The page of its documentation, on two of the groups."""
    if find_spec("scattertext") is None:
        raise MissingError("scattertext is not installed")
    import pandas as pd
    import scattertext

    table = pd.DataFrame(job.records())
    first, second = sorted(table["group"].unique())[:2]
    table = table[table["group"].isin((first, second))].reset_index(drop=True)
    yield
    parsed = table.assign(parse=table["text"].apply(scattertext.whitespace_nlp_with_sentences))
    corpus = scattertext.CorpusFromParsedDocuments(parsed, category_col="group", parsed_col="parse").build()
    page = scattertext.produce_scattertext_explorer(
        corpus, category=first, category_name=first, not_category_name=second, metadata=table["outlet"]
    )
    yield
    return {"articles": len(table), "megabytes": round(len(page.encode()) / 1e6, 2)}
