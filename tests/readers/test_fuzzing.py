"""Cases that once broke a reader, and some mutations of valid files of every format."""

import random

import pytest

from tests.fuzzing.__main__ import CASES
from tests.fuzzing.laws import FORMATS, read
from tests.fuzzing.mutations import mutated
from tests.fuzzing.seeds import seeds


@pytest.mark.parametrize("kind", FORMATS)
def test_mutated_files_keep_the_laws(kind: str) -> None:
    """Files of each format with some bytes changed end in rows or a reason, never in another error."""
    rng, own = random.Random(kind), list(seeds(kind))
    assert own, f"tests/fuzzing/seeds.py knows no file of the format {kind}"
    for _ in range(60):
        read(kind, mutated(rng.choice(own), rng))


@pytest.mark.parametrize(
    "case", sorted(CASES.glob("*-*")) or [None], ids=lambda path: path.name if path else "none yet"
)
def test_what_was_found_once_stays_mended(case) -> None:
    """Each case that the fuzzer kept is read or refused."""
    if case is None:
        pytest.skip("no case was found so far")
    read(case.name.partition("-")[0], case.read_bytes())
