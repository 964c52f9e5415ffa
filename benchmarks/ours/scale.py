"""The same blocks elsewhere, kept, or never held: processes, a cluster, the cache, an archive in Parquet files."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.job import ARTICLES, Job, MissingError

_WORKERS = 2


def two_processes(job: Job) -> Any:
    """Features by two processes, which are ready."""
    from analyzer.engines import open_engine

    with open_engine(jobs=_WORKERS) as engine:
        yield from _timed(job, engine)


def two_dask_workers(job: Job) -> Any:
    """Features by two workers of a cluster on this machine, which are ready."""
    from analyzer.engines import open_engine

    with _cluster() as address, open_engine(cluster=address) as engine:
        yield from _timed(job, engine)


def _timed(job: Job, engine: Any) -> Iterator[None]:
    from analyzer.engines import Run, in_order
    from analyzer.features import featurize

    articles, book = job.articles(), job.codebook()
    few = articles[:50]
    list(in_order(_ready, [few] * (4 * _WORKERS), engine))
    yield
    featurize(articles, book, run=Run(engine))
    yield


def _ready(articles: Any) -> int:
    """Loads what a worker needs."""
    from analyzer.features.reading import read_articles

    return len(read_articles(articles).units)


@contextmanager
def _cluster() -> Iterator[str]:
    try:
        from distributed import LocalCluster
    except ImportError as error:
        raise MissingError("Dask is not installed") from error
    with LocalCluster(n_workers=_WORKERS, threads_per_worker=1, dashboard_address=None, silence_logs=50) as cluster:
        yield cluster.scheduler_address


def first_run(job: Job) -> Any:
    """Features of texts that were never read, kept in a new cache."""
    articles, book = job.articles(), job.codebook()
    with tempfile.TemporaryDirectory() as folder:
        yield
        _featurize(articles, book, Path(folder) / "kept.sqlite")
        yield
        size = (Path(folder) / "kept.sqlite").stat().st_size
    return {"megabytes": round(size / 1e6, 1)}


def another_codebook(job: Job) -> Any:
    """Features of the same texts once more, with a codebook that was changed."""
    from analyzer.codebook import load_codebook

    articles = job.articles()
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "kept.sqlite"
        _featurize(articles, job.codebook(), kept)
        other = load_codebook()
        yield
        _featurize(articles, other, kept)
        yield


def _featurize(articles: Any, codebook: Any, cache: Path) -> None:
    from analyzer.engines import Run
    from analyzer.features import featurize

    featurize(articles, codebook, run=Run(cache=cache))


def archive(job: Job) -> Any:
    """Every article by itself into Parquet files, read from its file block by block."""
    from analyzer.archive import measure

    book = job.codebook()
    with tempfile.TemporaryDirectory() as folder:
        yield
        measure(job.folder / ARTICLES, Path(folder) / "values", codebook=book, speech="marked")
        yield
        size = sum(file.stat().st_size for file in Path(folder).rglob("*.parquet"))
    return {"megabytes": round(size / 1e6, 1)}
