"""From the articles that are compared to features: once, in the way the settings and the user ask for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from analyzer.article import Article
from analyzer.codebook import Codebook
from analyzer.corpus import Corpus
from analyzer.engines import Run, cores, open_engine
from analyzer.features import Features, featurize
from analyzer.progress import silent
from analyzer.settings import Settings

Progress = Callable[[str], None]
_WORTH_STARTING = 30_000_000  # characters; for fewer, starting processes takes longer than they save


def count(
    focal: Article,
    corpus: Corpus,
    codebook: Codebook,
    settings: Settings,
    *,
    jobs: int = 1,
    cluster: str = "",
    cache: str | Path | None = None,
    tell: Progress = silent,
) -> Features:
    """The features of all articles. How they are read (`jobs`, `cluster`, `cache`) changes none of them.

    Parameters
    ----------
    jobs : int
        Processes that read; 0 takes one a core where there is enough to read.
    cluster : str
        Address of a Dask scheduler whose workers read; needs the extra "cluster".
    cache : path, optional
        A file that keeps what was read, so that another codebook, or the rest of an interrupted run, needs no second
        reading; see `analyzer.cache`. It holds the words of the articles.
    tell : callable
        Is told what is being done.
    """
    with open_engine(jobs=jobs or _fitting(corpus), cluster=cluster) as engine:
        return featurize(
            corpus.articles,
            codebook,
            focal=focal.id,
            scope=settings.scope,
            speech=settings.speech,
            run=Run(engine, Path(cache) if cache else None, tell),
        )


def _fitting(corpus: Corpus) -> int:
    return cores() if sum(len(article.text) for article in corpus) >= _WORTH_STARTING else 1
