from __future__ import annotations

import json

import pandas as pd
import pytest

import analyzer
from analyzer import Article, Corpus
from analyzer.cli import run
from analyzer.errors import StrictError, UsageError
from analyzer.inference.design import SEVERITIES, headlines


def test_the_check_before_is_the_table_of_the_comparison(shipped):
    """What is read before the analysis stands in it afterwards, to the last digit."""
    pd.testing.assert_frame_equal(analyzer.check_design(), shipped.design)


def test_the_order_in_which_articles_are_given_changes_nothing():
    """A corpus turned around has the same remarks."""
    others = [Article(f"o{at}", "", f"The court spoke. Trade grew by {at}. It rained.", outlet="X") for at in range(8)]
    focal = Article("a", "", "The court issued a warrant.")
    one, two = (analyzer.check_design(focal, Corpus(tuple(given)), language="") for given in (others, reversed(others)))
    pd.testing.assert_frame_equal(one, two)


def test_too_few_articles_are_a_remark_and_no_error():
    """One other is compared with nothing, but the check says what that means."""
    table = analyzer.check_design(Article("a", "", "The court spoke."), Article("b", "", "Trade grew."))
    assert table.query("check == 'others'")["severity"].tolist() == ["obstacle"]


def test_settings_are_taken_as_compare_takes_them():
    """Single options or all at once, not both; --strict still ends the run."""
    with pytest.raises(UsageError, match="not both"):
        analyzer.check_design(settings=analyzer.Settings(), seed=1)
    with pytest.raises(StrictError):
        analyzer.check_design(
            Article("a", "", "The court spoke."), [Article("b", "", "Trade grew."), Article("c", "", "trade grew")],
            strict=True,
        )  # fmt: skip


def test_the_command_lists_remarks_by_severity(capsys):
    """Each severity has its heading with what it means and how many there are; every headline is printed once."""
    assert run(["design"]) == 0
    out = capsys.readouterr().out
    table = headlines(analyzer.check_design())
    for severity, meaning in SEVERITIES.items():
        assert f"{severity.capitalize()}s ({(table['severity'] == severity).sum()}): {meaning}" in out
    assert [out.count(text) for text in table["text"]] == [1] * len(table)


def test_the_command_prints_one_json_object(capsys):
    """All rows, numbers that are not there as null."""
    assert run(["design", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["design"]
    assert len(rows) == len(analyzer.check_design())
    assert rows[0] == {
        "check": "others", "level": "others", "name": "others", "item": "articles", "value": 30.0, "low": None,
        "high": None, "n_articles": 30, "severity": "note", "text": "30 other articles: ranges are given for them.",
    }  # fmt: skip


def test_the_command_takes_what_compare_takes(tmp_path, capsys):
    """Files, a file of settings, and its errors with their exit codes."""
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"The court spoke of {name}. Trade grew.", "utf-8")
    (tmp_path / "analyzer.toml").write_text("min_group = 2\n", "utf-8")
    files = [str(tmp_path / f"{name}.txt") for name in "abc"]
    assert run(["design", *files, "--config", str(tmp_path / "analyzer.toml"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["design"][0]["value"] == 2
    assert run(["design", str(tmp_path / "none.txt"), files[1]]) == 3
