from __future__ import annotations

import doctest
import json
import re
from importlib import import_module
from importlib.util import find_spec

import pytest

from benchmarks.__main__ import _sizes, main
from benchmarks.goals import GOALS, RATIOS
from benchmarks.stages import CHECKS, STAGES
from benchmarks.summary import exponents, goals, kilobytes, medians, ratios
from benchmarks.table import render
from tests.pages import DOCS


def row(stage, method, articles, cpu, **more):
    own = {"stage": stage, "method": method, "articles": articles, "status": "ok", "cpu": cpu, "wall": 2 * cpu}
    return own | {"peak": 100.0, "facts": {}, "reason": ""} | more


RUNS = [
    row("tokens", "tokens and counts", 1000, 0.1),
    row("tokens", "tokens and counts", 1000, 0.3),
    row("tokens", "tokens and counts", 1000, 0.2),
    row("tokens", "CountVectorizer", 1000, 0.3),
    row("tokens", "tokens and counts", 10000, 2.0),
    row("tokens", "CountVectorizer", 10000, 8.0),
    row("tokens", "quanteda", 1000, 0.0, status="skipped", reason="there is no Rscript"),
    row("featurize", "marked", 1000, 0.25),
]
DATA = {
    "made": "2026-01-01 00:00 UTC",
    "clock": "cpu",
    "machine": {"processor": "A", "cores": 2, "system": "Linux", "load": 0.1},
    "versions": {"Python": "3.11"},
    "instructions": {},
    "sets": [
        {"articles": 1000, "bytes": 3_000_000, "words": 500_000, "types": 20_000},
        {"articles": 10000, "bytes": 30_000_000, "words": 5_000_000, "types": 60_000, "exponent": 0.48},
    ],
    "checks": [{"check": "counts", "status": "ok", "reason": "", "facts": {"compared": 9, "different": 0}}],
    "runs": RUNS,
}


def test_a_ratio_is_the_median_of_the_peer_over_ours():
    """0.3 over the median of 0.1, 0.2 and 0.3; 8 over 2."""
    found = {(r.ours, r.peer): r.values for r in ratios(medians(RUNS))}
    assert found["tokens and counts", "CountVectorizer"] == pytest.approx({1000: 1.5, 10000: 4.0})
    assert ("tokens and counts", "quanteda") not in found


def test_growth_is_the_slope_between_two_sizes():
    """From 0.2 s to 2 s over ten times the articles: in proportion."""
    assert exponents(medians(RUNS))["tokens", "tokens and counts", 10000] == pytest.approx(1.0)


def test_memory_of_a_further_article_is_the_slope_of_the_peaks():
    """From 100 to 190 MB over 9,000 articles: 10.24 kB each."""
    runs = [row("read", "read", 1000, 1.0), row("read", "read", 10000, 9.0, peak=190.0)]
    assert kilobytes(medians(runs)) == {("read", "read", 10000): pytest.approx(10.24)}


def test_a_goal_is_met_or_not():
    """1.5 times is less than the two that are asked for, 4 times is more; 12 MB/s are more than nine."""
    met = {(one.what, one.articles): one.met for one in goals(DATA)}
    assert met["tokens: tokens and counts / CountVectorizer", 1000] is False
    assert met["tokens: tokens and counts / CountVectorizer", 10000] is True
    assert met["featurize: marked, MB/s", 1000] is True


def test_the_tables_are_made_of_the_file_alone():
    """Ratios come first, a goal that is missed is marked, and what has no figure says why."""
    text = render(json.loads(json.dumps(DATA)))
    assert re.search(r"tokens +tokens and counts +CountVectorizer +1\.50! +4\.00", text)
    assert text.index("CountVectorizer") < text.index("Seconds and memory")
    assert "there is no Rscript" in text
    assert re.search(r"tokens: tokens and counts / CountVectorizer +1k +>= 2 +1\.50 +NOT MET", text)


def test_every_goal_speaks_of_a_method_that_exists():
    """A name that is misspelt would never be missed."""
    for stage, ours, peer in RATIOS:
        assert ours in STAGES[stage].ours
        assert peer in STAGES[stage].peers
    for goal in GOALS:
        assert goal.method in STAGES[goal.stage].ours


COMMANDS = sorted({c for s in STAGES.values() for c in (*s.ours.values(), *s.peers.values())} | {*CHECKS.values()})


@pytest.mark.parametrize("command", COMMANDS)
def test_every_method_can_be_found(command):
    """Functions exist in their modules, and programs are modules."""
    first = command.split(" ")[0]
    if ":" in first:
        module, name = first.split(":")
        assert callable(getattr(import_module(module), name))
    else:
        assert find_spec(first) is not None


@pytest.mark.parametrize("name", ["__main__", "corpus", "table"])
def test_examples_give_what_stands_there(name):
    """Those in the docstrings of modules that the test run does not look into."""
    found = doctest.testmod(import_module(f"benchmarks.{name}"))
    assert found.attempted > 0
    assert found.failed == 0


def test_sizes_are_typed_as_people_type_them():
    """Thousands by a k, in any order; anything else is refused."""
    assert _sizes("10k,1000,250") == (250, 1000, 10000)
    with pytest.raises(Exception, match="numbers of articles"):
        _sizes("many")


def test_a_stage_that_does_not_exist_is_answered_with_those_that_do(capsys, tmp_path):
    """The message lists every one."""
    with pytest.raises(SystemExit) as ended:
        main(["--data", str(tmp_path), "--only", "tokenz"])
    assert ended.value.code == 2
    said = " ".join(capsys.readouterr().err.split())
    assert all(name in said for name in STAGES)


def test_a_folder_that_does_not_exist_is_named(capsys, tmp_path):
    """Nothing is run."""
    assert main(["--data", str(tmp_path / "nowhere")]) == 3
    assert "nowhere" in capsys.readouterr().err


def test_the_page_names_every_option_stage_and_program():
    """docs/benchmarks.md says what each is for."""
    from benchmarks.__main__ import _parser

    page = (DOCS / "benchmarks.md").read_text("utf-8")
    options = [option for action in _parser()._actions for option in action.option_strings if option.startswith("--")]
    code = set(re.findall(r"`([^`\n]+)`", page))
    assert [name for name in (*options, *STAGES) if name not in code and name != "--help"] == []
