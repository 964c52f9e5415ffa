"""Makes the sets, and runs every method of every stage at every size, round after round, each in its own process."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.corpus import WORDS
from benchmarks.harness import Run, python, run
from benchmarks.machine import instructions, machine, versions
from benchmarks.stages import CHECKS, STAGES, Need

_ONCE = 60.0  # seconds; a method that takes longer is not repeated
_SETS = 3600.0  # seconds that the sets may take: they are no method, and their time is not counted
_LAST = 60.0  # seconds that a method has at least, when the budget comes to its end


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be run.

    Attributes
    ----------
    data, folder : Path
        Where the real articles lie, and where the sets are made.
    sizes : sequence of int
        Articles, ascending.
    stages : sequence of str
    methods : frozenset of (str, str)
        Stages of which some methods alone are run, each with one of these.
    words : int
        About how many an article has.
    rounds : int
    budget : float
        Seconds after which nothing more is begun.
    seconds, megabytes : float
        Limits of each process.
    """

    data: Path
    folder: Path
    sizes: Sequence[int]
    stages: Sequence[str]
    rounds: int
    budget: float
    seconds: float
    megabytes: float
    methods: frozenset[tuple[str, str]] = frozenset()
    words: int = WORDS


@dataclass(slots=True)
class Runner:
    """Runs a plan; `runs` grows, so that what was found is there even when the rest is not."""

    plan: Plan
    tell: Callable[[str], None]
    runs: list[dict[str, Any]] = field(default_factory=list)
    checks: list[dict[str, Any]] = field(default_factory=list)
    sets: list[dict[str, Any]] = field(default_factory=list)
    machine: dict[str, object] = field(default_factory=machine)
    begun: float = field(default_factory=time.monotonic)
    closed: set[tuple[str, str, int]] = field(default_factory=set)  # methods not to be run again
    prepared: set[tuple[Need, int]] = field(default_factory=set)

    def everything(self) -> None:
        """Sets, checks, and all rounds."""
        self._make_sets()
        sized = [name for name in self.plan.stages if STAGES[name].sized]
        self._check(sized)
        for number in range(self.plan.rounds):
            for name in self.plan.stages:
                if not STAGES[name].sized:
                    self._stage(name, 0, number)
            for size in self.plan.sizes:
                for name in sized:
                    self._stage(name, size, number)

    def result(self) -> dict[str, Any]:
        """What goes into the file."""
        return {
            "made": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
            "clock": "cpu",
            "machine": self.machine,
            "versions": versions(),
            "instructions": self._instructions(),
            "minutes": round((time.monotonic() - self.begun) / 60, 1),
            "sets": self.sets,
            "checks": self.checks,
            "runs": self.runs,
        }

    def _instructions(self) -> dict[str, int]:
        """Instructions of the processor that start-up takes; nothing where they cannot be counted."""
        stage = STAGES["start-up"]
        counted = {name: instructions(self._command(c, 0)) for name, c in {**stage.ours, **stage.peers}.items()}
        return {name: number for name, number in counted.items() if number is not None}

    def _make_sets(self) -> None:
        if not any(STAGES[name].sized for name in self.plan.stages):
            return
        self.tell("making the sets")
        sizes = [str(size) for size in self.plan.sizes]
        command = python("benchmarks.sets", self.plan.data, self.plan.folder, str(self.plan.words), *sizes)
        made = run(command, seconds=_SETS, megabytes=self.plan.megabytes)
        if made.status != "ok":
            raise SystemExit(f"The sets could not be made: {made.reason}")
        self.sets += made.facts["sets"]
        self.begun = time.monotonic()

    def _check(self, stages: Iterable[str]) -> None:
        if not {"tokens", "tone of sentences", "frames"} & set(stages):
            return
        self._prepare(("features-marked",), self.plan.sizes[0])
        for name, method in CHECKS.items():
            self.tell(f"check: {name}")
            found = self._run(python("benchmarks.child", method, self._folder(self.plan.sizes[0])))
            self.checks.append({"check": name, "articles": self.plan.sizes[0], **found.to_dict()})

    def _prepare(self, needs: Iterable[Need], size: int) -> None:
        for need in needs:
            if (need, size) not in self.prepared and self._left() > 0:
                self.prepared.add((need, size))
                self.tell(f"{size:>7} articles: {need}, for the stages that stand on it")
                made = self._run(python("benchmarks.child", f"prepare:{need}", self._folder(size)))
                if made.status != "ok":
                    self.tell(f"        {made.reason}")

    def _stage(self, name: str, size: int, number: int) -> None:
        stage = STAGES[name]
        self._prepare(stage.needs, size)
        for turn in range(stage.times):
            for method, command in self._wanted(name):
                self._method((name, method, size), command, warm=not (size or number or turn))

    def _wanted(self, name: str) -> list[tuple[str, str]]:
        methods = {**STAGES[name].ours, **STAGES[name].peers}
        some = {method for stage, method in self.plan.methods if stage == name}
        return [(method, command) for method, command in methods.items() if not some or method in some]

    def _method(self, key: tuple[str, str, int], command: str, *, warm: bool) -> None:
        stage, method, size = key
        if key in self.closed:
            return
        if self._left() <= 0:
            self._close(key, Run("skipped", reason="the time that all may take together was over"))
            return
        full = self._command(command, size)
        if warm:
            self._run(full)  # what is run for the first time writes caches
        found = self._run(full)
        self.tell(f"{size or '':>7} {stage}: {method}: {_told(found)}")
        if found.status != "ok" or found.wall > _ONCE:
            self._close(key, found)
        else:
            self._note(key, found)

    def _close(self, key: tuple[str, str, int], found: Run) -> None:
        """Note a run and run the method no more: neither at this size nor, if it came to a limit, at a larger one."""
        if found.status != "skipped" or not any((r["stage"], r["method"], r["articles"]) == key for r in self.runs):
            self._note(key, found)
        self.closed.add(key)
        if found.status in ("time", "memory"):
            for size in (size for size in self.plan.sizes if size > key[2]):
                larger = (key[0], key[1], size)
                self.closed.add(larger)
                self._note(larger, Run("skipped", reason=f"with {key[2]} articles it {found.reason}"))

    def _note(self, key: tuple[str, str, int], found: Run) -> None:
        self.runs.append(dict(zip(("stage", "method", "articles"), key, strict=True)) | found.to_dict())

    def _command(self, command: str, size: int) -> list[str]:
        first, *rest = command.split(" ")
        if ":" in first:
            return python("benchmarks.child", first, self._folder(size))
        places = {"folder": str(self._folder(size)), "scratch": str(self.plan.folder)}
        return python(first, *(part.format(**places) for part in rest))

    def _run(self, command: list[str]) -> Run:
        seconds = min(self.plan.seconds, max(_LAST, self._left()))
        return run(command, seconds=seconds, megabytes=self.plan.megabytes)

    def _folder(self, size: int) -> Path:
        return self.plan.folder / f"articles-{size}"

    def _left(self) -> float:
        return self.plan.budget - (time.monotonic() - self.begun)


def _told(found: Run) -> str:
    if found.status != "ok":
        return f"{found.status}, {found.reason}"
    return f"{found.cpu:.2f} s of processor, {found.wall:.2f} s, {found.peak:.0f} MB"
