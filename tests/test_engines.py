"""The same blocks on every engine: the same tables to the byte, and a clear word when workers are lost."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from analyzer.codebook import load_codebook
from analyzer.engines import Engine, Run, in_order, open_engine
from analyzer.errors import EngineError, MissingPartError, UsageError
from analyzer.features import featurize, kept
from analyzer.features.running import coded_blocks
from tests.features.test_kept import equal
from tests.helpers import articles


def slow_first(number: int) -> int:
    time.sleep(0.2 if number == 0 else 0)
    return number * 10


def fails(number: int) -> int:
    raise ValueError(f"block {number}")


def dies(number: int) -> int:
    if number == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_MOST", 2)


def test_results_keep_the_order_of_the_blocks() -> None:
    """Also where the first takes longest."""
    with ThreadPoolExecutor(3) as executor:
        assert list(in_order(slow_first, range(6), Engine(executor, 3))) == [0, 10, 20, 30, 40, 50]
    assert list(in_order(slow_first, range(3), Engine())) == [0, 10, 20]


def test_only_a_few_blocks_are_under_way() -> None:
    """However many there are, blocks are made when workers are near them: memory does not grow with their number."""
    made: list[int] = []

    def blocks() -> Iterator[int]:
        for number in range(100):
            made.append(number)
            yield number

    with ThreadPoolExecutor(2) as executor:
        results = in_order(slow_first, blocks(), Engine(executor, 2))
        for number, _ in zip(range(10), results, strict=False):
            assert len(made) <= number + 1 + 2 * 2 + 1
        results.close()
    assert len(made) < 20


def test_an_error_of_the_work_comes_as_it_is() -> None:
    """The first block that fails names itself."""
    with ThreadPoolExecutor(2) as executor, pytest.raises(ValueError, match="block 0"):
        list(in_order(fails, range(4), Engine(executor, 2)))


@pytest.mark.usefixtures("small_blocks")
def test_processes_give_the_same_features() -> None:
    """Every array and table, in the order of the corpus."""
    texts, book = articles(), load_codebook()
    with open_engine(jobs=2) as engine:
        equal(featurize(texts, book, run=Run(engine)), featurize(texts, book))


@pytest.mark.skipif(os.name != "posix", reason="no such signal")
def test_a_worker_that_dies_is_told() -> None:
    """Not a wait without end and not a traceback of the pool: what happened and what to do."""
    with open_engine(jobs=2) as engine, pytest.raises(EngineError) as caught:
        list(in_order(dies, range(6), engine))
    assert caught.value.exit_code == 7
    assert "same command again" in caught.value.fix


@pytest.mark.usefixtures("small_blocks")
def test_a_run_that_was_cut_short_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks that were finished before the interruption are not read again, and the result is that of one run."""
    texts, book = articles(), load_codebook()
    run = Run(cache=tmp_path / "kept.sqlite")
    blocks = coded_blocks(texts, book, scope="dictionary", attribute=True, run=run)
    next(blocks)
    next(blocks)
    blocks.close()  # as an interruption does
    read: list[str] = []
    original = kept.read_articles
    monkeypatch.setattr(kept, "read_articles", lambda block, **how: read.append(block[0].id) or original(block, **how))
    again = featurize(texts, book, run=run)
    assert read == ["a4", "a6"]
    equal(again, featurize(texts, book))


def test_jobs_must_be_a_number_of_processes() -> None:
    """None at all is wrong usage."""
    with pytest.raises(UsageError, match="jobs"), open_engine(jobs=-1):
        pass


def test_without_dask_the_line_that_installs_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """And what serves without it."""
    import analyzer.engines as module

    def missing(name: str) -> object:
        raise ImportError(f"No module named {name!r}")

    monkeypatch.setattr(module, "import_module", missing)
    with pytest.raises(MissingPartError, match=r"\[cluster\]") as caught, open_engine(cluster="tcp://127.0.0.1:1"):
        pass
    assert "--jobs" in caught.value.more


@pytest.fixture(scope="module")
def cluster() -> Iterator[object]:
    distributed = pytest.importorskip("distributed", reason="Dask is not installed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, processes=True) as made:
        yield made


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.usefixtures("small_blocks")
def test_a_cluster_gives_the_same_features_and_outlives_a_worker(cluster: object) -> None:
    """Two workers on this machine; then one of them is killed, and the other does its blocks."""
    texts, book = articles(), load_codebook()
    plain = featurize(texts, book)
    with open_engine(cluster=cluster.scheduler_address) as engine:
        assert engine.workers >= 1
        equal(featurize(texts, book, run=Run(engine)), plain)
        victim = next(iter(cluster.workers.values()))
        os.kill(victim.pid, signal.SIGKILL)
        equal(featurize(texts, book, run=Run(engine)), plain)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_an_address_where_nobody_answers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the two commands that start a cluster."""
    pytest.importorskip("distributed", reason="Dask is not installed")
    import analyzer.engines as module

    monkeypatch.setattr(module, "_PATIENCE", 1)
    with pytest.raises(UsageError, match="no scheduler") as caught, open_engine(cluster="tcp://127.0.0.1:9"):
        pass
    assert "dask scheduler" in caught.value.fix
