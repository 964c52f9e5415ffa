from __future__ import annotations

import pytest

import analyzer
from analyzer import Comparison


@pytest.fixture(scope="session")
def shipped() -> Comparison:
    """The comparison of the shipped texts, made once."""
    return analyzer.compare()
