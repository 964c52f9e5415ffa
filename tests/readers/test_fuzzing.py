"""Cases that once broke a reader, and some mutations of valid files of every format."""

import random

import pytest

from analyzer.errors import MissingPartError, UnreadableError
from analyzer.readers.reading import File, Options
from analyzer.readers.worker import Worker
from tests.fuzzing.__main__ import CASES
from tests.fuzzing.laws import FOREIGN, FORMATS, check, read
from tests.fuzzing.mutations import mutated
from tests.fuzzing.seeds import seeds


@pytest.mark.parametrize("kind", sorted({*FORMATS} - {"xls"}))  # nothing at hand writes the old format
def test_what_is_begun_with_is_read(kind: str) -> None:
    """The valid file of each format is read, so that what happens to it afterwards tells something."""
    with Worker() as worker:
        for data in seeds(kind):
            try:
                found = list(worker.reader(kind)(File(data, f"a.{kind}", "a"), Options()))
            except MissingPartError:
                pytest.skip("the parser is not installed")
            assert any(reading.article for reading in found)


@pytest.mark.parametrize("kind", FORMATS)
def test_mutated_files_keep_the_laws(kind: str) -> None:
    """Files of each format with some bytes changed end in rows or a reason, never in another error.

    Parsers of other projects work where the program lets them work: some end their process on broken files.
    """
    rng, own = random.Random(kind), list(seeds(kind))
    assert own, f"tests/fuzzing/seeds.py knows no file of the format {kind}"
    if kind in FOREIGN:
        with Worker() as worker:
            for _ in range(30):
                read_there(worker, kind, mutated(rng.choice(own), rng))
    else:
        for _ in range(60):
            read(kind, mutated(rng.choice(own), rng))


def read_there(worker: Worker, kind: str, data: bytes) -> None:
    try:
        check(list(worker.reader(kind)(File(data, f"a.{kind}", "a"), Options())))
    except MissingPartError:
        pytest.skip("the parser is not installed")
    except UnreadableError as error:
        if "seconds" in error.what:
            raise


@pytest.mark.parametrize(
    "case", sorted(CASES.glob("*-*")) or [None], ids=lambda path: path.name if path else "none yet"
)
def test_what_was_found_once_stays_mended(case) -> None:
    """Each case that the fuzzer kept is read or refused."""
    if case is None:
        pytest.skip("no case was found so far")
    read(case.name.partition("-")[0], case.read_bytes())
