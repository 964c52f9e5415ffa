"""Readings are kept by everything they depend on, and by nothing else."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from analyzer import fingerprint as program
from analyzer.article import Article
from analyzer.codebook import load_codebook, parse_codebook
from analyzer.engines import Run
from analyzer.errors import CacheWarning
from analyzer.features import Features, featurize, kept
from analyzer.settings import Settings
from tests.helpers import articles

SMALL = 'name = "small"\nversion = "1"\n[frames.talk]\nlabel = "Talk"\ndefinition = "Talk."\npatterns = ["visit*"]\n'


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many articles were read, block by block."""
    read: list[int] = []
    original = kept.read_articles

    def counted(block: list[Article], *, attribute: bool) -> object:
        read.append(len(block))
        return original(block, attribute=attribute)

    monkeypatch.setattr(kept, "read_articles", counted)
    return read


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_FEWEST", 2)
    monkeypatch.setattr(kept, "_ONE_IN", 3)
    monkeypatch.setattr(kept, "_MOST", 3)


def equal(a: Features, b: Features) -> None:
    for name in ("articles", "units", "hits", "mentions", "loaded", "attributions"):
        assert getattr(a, name).equals(getattr(b, name)), name
    for name in ("tokens", "barred", "offsets", "vocabulary"):
        np.testing.assert_array_equal(getattr(a, name), getattr(b, name))


def run(path: Path) -> Run:
    return Run(cache=path / "kept.sqlite")


@pytest.mark.usefixtures("small_blocks")
def test_a_second_run_reads_nothing_and_finds_the_same(tmp_path: Path, counting: list[int]) -> None:
    """Every array and table is that of a run without a cache."""
    texts, book = articles(), load_codebook()
    plain = featurize(texts, book)
    counting.clear()
    equal(plain, featurize(texts, book, run=run(tmp_path)))
    assert sum(counting) == len(texts)
    counting.clear()
    equal(plain, featurize(texts, book, run=run(tmp_path)))
    assert counting == []


def test_another_codebook_reads_nothing(tmp_path: Path, counting: list[int]) -> None:
    """Frames, actors and speakers of a codebook are looked up in what was read; numbers are those of a fresh run."""
    texts, book = articles(), parse_codebook(SMALL, "small")
    featurize(texts, load_codebook(), run=run(tmp_path))
    counting.clear()
    again = featurize(texts, book, run=run(tmp_path))
    assert counting == []
    equal(again, featurize(texts, book))


@pytest.mark.usefixtures("small_blocks")
def test_a_changed_article_redoes_its_block_alone(tmp_path: Path, counting: list[int]) -> None:
    """One more word in one article: the blocks without it are not read again."""
    texts, book = articles(), load_codebook()
    featurize(texts, book, run=run(tmp_path))
    assert len(counting) > 2
    counting.clear()
    texts[3] = replace(texts[3], text=texts[3].text + " More.")
    again = featurize(texts, book, run=run(tmp_path))
    assert len(counting) == 1
    equal(again, featurize(texts, book))


def test_an_article_more_moves_one_border_only() -> None:
    """Borders lie where ids say so: blocks before it are the same, and so are those behind the next border."""
    many = [Article(f"a{n:05d}", "", "Yes.") for n in range(20_000)]
    before = [[a.id for a in block] for block in kept.in_blocks(many)]
    more = sorted([*many, Article("a10000x", "", "No.")], key=lambda a: a.id)
    after = [[a.id for a in block] for block in kept.in_blocks(more)]
    assert sum(block not in before for block in after) <= 2
    assert len(before) > 8
    assert [name for block in after for name in block] == [a.id for a in more]


# What a reading depends on: the two texts, the speech asked for, and the program. Every other setting must not matter.
CHANGES: dict[str, Callable[[Article], Article]] = {
    "title": lambda a: replace(a, title=a.title + "."),
    "text": lambda a: replace(a, text=a.text + " "),
    "moved": lambda a: replace(a, title=a.title + a.text[:1], text=a.text[1:]),
}


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_of_a_text_is_another_key(change: str) -> None:
    """One character in title or text, or one moved from one to the other."""
    texts = articles()
    other = [CHANGES[change](texts[0]), *texts[1:]]
    assert kept.key_of(texts, attribute=True) != kept.key_of(other, attribute=True)


def test_order_speech_and_program_are_parts_of_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Articles in another order, units at marks alone, or an edit of the code that reads: none is taken for another."""
    texts = articles()
    keys = {kept.key_of(texts, attribute=True), kept.key_of(texts[::-1], attribute=True)}
    keys.add(kept.key_of(texts, attribute=False))
    monkeypatch.setattr(kept, "fingerprint", lambda: "another program")
    keys.add(kept.key_of(texts, attribute=True))
    assert len(keys) == 4


def test_the_program_is_known_by_its_code_and_lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed rule or word list is another program; a picture beside them is not."""
    for room in ("text", "features", "lexicons"):
        (tmp_path / room).mkdir()
        (tmp_path / room / "rules.py").write_text("A = 1")
    monkeypatch.setattr(program, "files", lambda package: tmp_path)
    first = program.fingerprint.__wrapped__()
    (tmp_path / "text" / "picture.png").write_bytes(b"1")
    assert program.fingerprint.__wrapped__() == first
    (tmp_path / "lexicons" / "rules.py").write_text("A = 2")
    assert program.fingerprint.__wrapped__() != first


@pytest.mark.parametrize("speech", ["attributed", "marked"])
@pytest.mark.parametrize("scope", ["dictionary", "key"])
def test_each_setting_of_reading_gives_what_a_fresh_run_gives(tmp_path: Path, speech: str, scope: str) -> None:
    """After runs with every other setting have filled the cache."""
    texts, book = articles(), load_codebook()
    for other in ("attributed", "marked"):
        featurize(texts, book, speech=other, run=run(tmp_path))
    again = featurize(texts, book, speech=speech, scope=scope, run=run(tmp_path))
    equal(again, featurize(texts, book, speech=speech, scope=scope))


def test_settings_that_reach_the_features_are_these() -> None:
    """A new setting that changes what is read must become a part of the key: this list is where to think of it."""
    import inspect

    from analyzer import counting as counts

    source = inspect.getsource(counts.count)
    used = {name for name in Settings.model_fields if f"settings.{name}" in source}
    assert used == {"scope", "speech"}


def test_trouble_with_the_cache_costs_no_result(tmp_path: Path) -> None:
    """A file that is no cache: told once, in words that name it; the numbers are there."""
    (tmp_path / "kept.sqlite").write_bytes(b"no database" * 500)
    texts, book = articles(), load_codebook()
    with pytest.warns(CacheWarning, match=r"kept\.sqlite") as caught:
        again = featurize(texts, book, run=run(tmp_path))
    assert len(caught) == 1
    equal(again, featurize(texts, book))


def test_a_damaged_value_is_read_again(tmp_path: Path, counting: list[int]) -> None:
    """And put in its place, so that the next run finds it."""
    from analyzer import cache

    texts, book = articles(), load_codebook()
    key = kept.key_of(texts, attribute=True)
    cache.put(tmp_path / "kept.sqlite", key, b"damaged")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        featurize(texts, book, run=run(tmp_path))
        featurize(texts, book, run=run(tmp_path))
    assert len(counting) == 1
