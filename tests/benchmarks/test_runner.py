from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import runner
from benchmarks.harness import Run
from benchmarks.runner import Plan, Runner

PLAN = Plan(
    data=Path("data"), folder=Path("sets"), sizes=(100, 1000), stages=("sentences",), rounds=3,
    budget=600.0, seconds=60.0, megabytes=1000.0,
)  # fmt: skip
SETS = {"sets": [{"articles": 100, "bytes": 1, "words": 1, "types": 1}]}


@pytest.fixture
def ran(monkeypatch):
    """Commands that were run; what they give is decided by `outcomes`, by a part of the command."""
    commands: list[str] = []
    outcomes: dict[str, Run] = {"benchmarks.sets": Run("ok", facts=SETS)}

    def instead(command, *, seconds, megabytes):
        commands.append(" ".join(command[2:]))
        return next((found for part, found in outcomes.items() if part in commands[-1]), Run("ok", 1.0, 1.0, 50.0))

    monkeypatch.setattr(runner, "run", instead)
    return commands, outcomes


def test_methods_take_turns(ran):
    """In each round and at each size ours is followed by its peer, before anything is run again."""
    commands, _ = ran
    Runner(PLAN, lambda _: None).everything()
    timed = [command.split()[1].split(":")[1] for command in commands if "child" in command]
    assert timed == ["sentence_spans", "split_sentences"] * 6


def test_a_method_at_its_limit_is_not_tried_with_more_articles(ran):
    """It is listed there with the reason, and its peer goes on."""
    commands, outcomes = ran
    outcomes["split_sentences"] = Run("time", reason="took more than 60 s")
    made = Runner(PLAN, lambda _: None)
    made.everything()
    assert sum("split_sentences" in command for command in commands) == 1
    assert sum("sentence_spans" in command for command in commands) == 6
    listed = {run["articles"]: run["reason"] for run in made.runs if run["status"] != "ok"}
    assert listed == {100: "took more than 60 s", 1000: "with 100 articles it took more than 60 s"}


def test_a_slow_method_is_run_once(ran):
    """A minute is enough to know."""
    commands, outcomes = ran
    outcomes["split_sentences"] = Run("ok", 61.0, 61.0, 50.0)
    Runner(PLAN, lambda _: None).everything()
    assert sum("split_sentences" in command for command in commands) == 2


def test_when_the_time_is_over_the_rest_is_listed(ran):
    """Nothing more is begun, and nothing is missing without a word."""
    commands, _ = ran
    made = Runner(replace(PLAN, budget=0.0), lambda _: None)
    made.everything()
    assert not any("child" in command for command in commands)
    assert {(run["method"], run["articles"]) for run in made.runs} == {
        (method, size) for method in ("sentences", "one regex, no abbreviations") for size in PLAN.sizes
    }
    assert {run["reason"] for run in made.runs} == {"the time that all may take together was over"}


def test_what_stages_stand_on_is_made_once_a_size(ran, tmp_path):
    """Features come before the stages that need them, and stages without a need make none."""
    commands, _ = ran
    Runner(replace(PLAN, stages=("replicates",), folder=tmp_path), lambda _: None).everything()
    assert [c.split()[1] for c in commands if "prepare" in c] == ["prepare:features-marked"] * 2
    assert "prepare" in commands[1]


def test_sets_that_cannot_be_made_end_the_run(ran):
    """With the reason."""
    ran[1]["benchmarks.sets"] = Run("failed", reason="no such folder")
    with pytest.raises(SystemExit, match="no such folder"):
        Runner(PLAN, lambda _: None).everything()
