"""Every default holds, and every mistake is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from analyzer.errors import UsageError
from analyzer.settings import FILE, Settings, make_settings, read_inputs, read_settings


def test_defaults() -> None:
    """The defaults are those that the methods were tried with, and they pass their own checks."""
    assert Settings().model_dump() == {
        "seed": 20240902,
        "language": "en",
        "scope": "dictionary",
        "speech": "attributed",
        "ambiguous_weight": 0.5,
        "axis_smoothing": 0.5,
        "voice": "narrator",
        "confidence": 0.95,
        "bootstrap": 2000,
        "permutations": 9999,
        "strata": "",
        "min_articles": 3,
        "allow_small": False,
        "min_group": 5,
        "min_sentences": 5,
        "keyness_prior": 100.0,
        "background": "",
        "min_count": 3,
        "topic_units": 150,
        "topics": 0,
        "evidence": 5,
        "since": "",
        "until": "",
        "keep_copies": False,
        "strict": False,
        "keep_text": True,
    }
    assert make_settings(Settings().model_dump()) == Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("seed", 0),
        ("ambiguous_weight", 0),
        ("ambiguous_weight", 1),
        ("axis_smoothing", 0.01),
        ("confidence", 0.51),
        ("confidence", 0.999),
        ("bootstrap", 100),
        ("bootstrap", 100_000),
        ("min_articles", 1),
        ("min_group", 2),
        ("min_sentences", 2),
        ("keyness_prior", 0.1),
        ("min_count", 1),
        ("topic_units", 20),
        ("topics", 50),
        ("evidence", 0),
        ("voice", "quoted"),
        ("scope", "key"),
        ("language", ""),
    ],
)
def test_values_at_the_edge_of_their_range_are_taken(name: str, value: Any) -> None:
    """The smallest and largest values that make sense are no mistakes."""
    assert getattr(make_settings({name: value}), name) == value


def test_settings_are_frozen() -> None:
    """A setting cannot be changed once a run has it."""
    with pytest.raises(ValidationError):
        Settings().seed = 1  # type: ignore[misc]


def test_every_setting_is_described() -> None:
    """Each field stands in the list of attributes of the docstring, and no other does."""
    assert Settings.__doc__ is not None
    lines = [line for line in Settings.__doc__.splitlines() if line.startswith("    ") and " : " in line]
    named = [name.strip() for line in lines for name in line.split(" : ")[0].split(",")]
    assert named == list(Settings.model_fields)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("seed", -1),
        ("seed", "soon"),
        ("seed", 1.5),
        ("scope", "word"),
        ("voice", "loud"),
        ("ambiguous_weight", 1.1),
        ("ambiguous_weight", -0.1),
        ("axis_smoothing", 0),
        ("axis_smoothing", float("inf")),
        ("confidence", 1),
        ("confidence", 0.5),
        ("confidence", 95),
        ("confidence", float("nan")),
        ("bootstrap", 99),
        ("bootstrap", 100_001),
        ("min_articles", 0),
        ("min_group", 1),
        ("min_sentences", 1),
        ("keyness_prior", 0),
        ("min_count", 0),
        ("topic_units", 19),
        ("topics", 51),
        ("evidence", -1),
        ("since", "yesterday"),
        ("since", "2024-9-2"),
        ("until", "2024-13-01"),
        ("until", "2024-02-30"),
        ("until", "20240902"),
        ("strict", "perhaps"),
        ("language", None),
    ],
)
def test_a_value_out_of_its_range_is_named(name: str, value: Any) -> None:
    """The error names the origin, the setting and the value that was given."""
    with pytest.raises(UsageError) as caught:
        make_settings({name: value}, origin="analyzer.toml")
    assert caught.value.what.startswith(f"analyzer.toml: {name}: ")
    assert repr(value) in caught.value.what


@pytest.mark.parametrize("day", ["", "2024-09-02", "2024-02-29"])
def test_days(day: str) -> None:
    """A day is written YYYY-MM-DD and exists; nothing sets no limit."""
    assert make_settings({"since": day, "until": day}).since == day


def test_an_unknown_setting_is_an_error_that_lists_all() -> None:
    """A name that is no setting is named, with every setting that there is."""
    with pytest.raises(UsageError) as caught:
        make_settings({"sed": 7})
    assert "sed" in caught.value.what
    assert all(name in caught.value.fix for name in Settings.model_fields)


def test_settings_are_read_from_a_file_or_a_manifest(tmp_path: Path) -> None:
    """A plain file, a file with a [settings] table and a manifest all give the settings; inputs are kept apart."""
    file = tmp_path / FILE
    file.write_text("seed = 7\n", "utf-8")
    assert (read_settings(file), read_inputs(file)) == ({"seed": 7}, {})
    file.write_text("[settings]\nseed = 8\n", "utf-8-sig")
    assert (read_settings(str(file)), read_inputs(file)) == ({"seed": 8}, {})
    file.write_text('[settings]\nseed = 9\n[inputs]\narticle = "a.txt"\n', "utf-8")
    assert (read_settings(file), read_inputs(file)) == ({"seed": 9}, {"article": "a.txt"})
    file.write_text('[inputs]\narticle = "a.txt"\n', "utf-8")
    assert (read_settings(file), read_inputs(file)) == ({}, {"article": "a.txt"})
    file.write_text("", "utf-8")
    assert (read_settings(file), read_inputs(file)) == ({}, {})


@pytest.mark.parametrize("content", [b"seed = ", b"\xff\xfe\x00", b"seed = 1\nseed = 2\n", None])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    """What is no TOML, no UTF-8, twice the same key or not there is an error with the path and the reason."""
    file = tmp_path / FILE
    if content is not None:
        file.write_bytes(content)
    for read in (read_settings, read_inputs):
        with pytest.raises(UsageError) as caught:
            read(file)
        assert str(file) in caught.value.what
        assert caught.value.why
    with pytest.raises(UsageError, match="cannot be read"):
        read_settings(tmp_path)
