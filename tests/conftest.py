from __future__ import annotations

from collections.abc import Iterator

import pytest

import analyzer
from analyzer import Comparison


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes the cache of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANALYZER_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def shipped() -> Comparison:
    """The comparison of the shipped texts, made once."""
    return analyzer.compare()
