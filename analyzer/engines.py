"""Where blocks are worked on: here, in processes, or on a Dask cluster; which of them changes no result.

Nothing but `in_order` knows of engines: a pure function is mapped over blocks, and the results come back in the order
of the blocks, whoever finished first.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from analyzer.errors import EngineError, MissingPartError, UsageError
from analyzer.fingerprint import fingerprint
from analyzer.progress import silent

Block = TypeVar("Block")
Result = TypeVar("Result")
_AHEAD = 2  # blocks a worker: one in work, one at hand
_PATIENCE = 60  # seconds to find a cluster, and to notice that it is gone


@dataclass(frozen=True, slots=True, eq=False)
class Engine:
    """Workers and how many they are; without an executor the work is done here."""

    executor: Executor | None = None
    workers: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """How a long job is done. None of it changes a result.

    Attributes
    ----------
    engine : Engine
    cache : Path, optional
        The file that keeps what was read; see `analyzer.cache`.
    tell : callable
        Is told what is being done.
    """

    engine: Engine = Engine()
    cache: Path | None = None
    tell: Callable[[str], None] = silent


@contextmanager
def open_engine(*, jobs: int = 1, cluster: str = "") -> Iterator[Engine]:
    """An engine for the time of a job.

    Parameters
    ----------
    jobs : int
        Processes on this machine; 1 does the work in this one.
    cluster : str
        Address of a Dask scheduler, such as tcp://host:8786; goes before `jobs`.

    Raises
    ------
    UsageError
        When there are no jobs, or no cluster at that address.
    MissingPartError
        When a cluster is named and Dask is not installed.
    EngineError
        When the workers of the cluster have another version of this program.

    >>> with open_engine() as engine:
    ...     list(in_order(abs, [-2, -1], engine))
    [2, 1]
    """
    if jobs < 1:
        raise UsageError(f"jobs: {jobs} is no number of processes.", fix="Give 1 or more.")
    if cluster:
        with _dask(cluster) as engine:
            yield engine
    elif jobs == 1:
        yield Engine()
    else:
        with _processes(jobs) as engine:
            yield engine


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _processes(jobs: int) -> Iterator[Engine]:
    executor = import_module("loky").ProcessPoolExecutor(jobs)
    try:
        yield Engine(executor, jobs)
    finally:
        executor.shutdown(kill_workers=True)  # at the end all are idle; when interrupted none shall go on


@contextmanager
def _dask(address: str) -> Iterator[Engine]:
    client = _client(address)
    try:
        workers = client.run(fingerprint)
        if other := [name for name, known in workers.items() if known != fingerprint()]:
            raise EngineError(
                f"cluster: {len(other)} of {len(workers)} workers have another version of this program: {other[0]}.",
                why="Their numbers could be others than those of this machine.",
                fix="Install the same version on all of them.",
            )
        yield Engine(client.get_executor(), sum(client.nthreads().values()))
    finally:
        client.close(timeout=_PATIENCE)


def _client(address: str) -> Any:
    try:
        distributed = import_module("distributed")
    except ImportError as error:
        raise MissingPartError(
            "cluster: Dask is not installed.",
            why=str(error),
            fix='Run: pip install "media-coverage-analyzer[cluster]"',
            more="Without it, --jobs works in processes on this machine.",
        ) from error
    client = None
    try:
        client = distributed.Client(address, timeout=_PATIENCE, set_as_default=False)
        client.wait_for_workers(1, timeout=_PATIENCE)
    except (OSError, ValueError, TimeoutError) as error:
        if client is not None:
            client.close(timeout=1)
        raise UsageError(
            f"cluster: {address}: no scheduler with a worker answers.",
            why=str(error),
            fix=f"Start them: dask scheduler --port 8786, and: dask worker {address}",
        ) from error
    return client


def in_order(work: Callable[[Block], Result], blocks: Iterable[Block], engine: Engine) -> Iterator[Result]:
    """The results of a pure function on each block, in their order; only a few blocks are under way at once.

    Raises
    ------
    EngineError
        When a worker died or the cluster is gone. Errors of the function come as they are.
    """
    if engine.executor is None:
        yield from map(work, blocks)
        return
    pending: deque[Future[Result]] = deque()
    try:
        for block in blocks:
            pending.append(_submitted(engine.executor, work, block))
            if len(pending) > _AHEAD * engine.workers:
                yield _result(pending.popleft())
        while pending:
            yield _result(pending.popleft())
    finally:
        for future in pending:
            future.cancel()


def _submitted(executor: Executor, work: Callable[[Block], Result], block: Block) -> Future[Result]:
    try:
        return executor.submit(work, block)
    except (BrokenExecutor, RuntimeError) as error:
        raise _lost(error) from error


def _result(future: Future[Result]) -> Result:
    try:
        return future.result()
    except (BrokenExecutor, CancelledError) as error:
        raise _lost(error) from error
    except Exception as error:
        if type(error).__module__.partition(".")[0] == "distributed":  # such as a worker that died again and again
            raise _lost(error) from error
        raise


def _lost(error: BaseException) -> EngineError:
    why = " ".join(str(error).split()) or type(error).__name__
    return EngineError(
        "A worker was lost, or the cluster is gone.",
        why=why,
        fix="Run the same command again: what was read is in the cache, unless it is off. "
        "If memory ran out, use fewer workers.",
    )
