"""How well are the boundaries between sentences found?

    python -m evaluation.sentences --data FOLDER

Each case is a list of sentences; joined by a space they are the text that is cut again. A boundary is the place where a
sentence other than the first starts. Prints precision, recall and F1 over all boundaries of the cases in
``FOLDER/sentences/cases.json``, and of the project's own ones: those that were looked at while the rules were written
("development"), and those that were not ("held_out"). Ends with 3 when the folder is missing.

Every case is short and was chosen to be hard: on whole articles errors are rarer than here.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from analyzer.errors import UnreadableError
from analyzer.text.sentences import sentences

OWN = Path(__file__).parents[1] / "tests" / "text" / "sentence_cases.json"


class Score(NamedTuple):
    """Boundaries found rightly, found wrongly, and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of the found boundaries that are right; NaN when none was found."""
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Share of the boundaries that were found; NaN when there is none."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of both; NaN when there is nothing to find and nothing was found."""
        return _share(2 * self.right, 2 * self.right + self.wrong + self.missed)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")


def boundaries(case: Sequence[str]) -> set[int]:
    """Offsets where the sentences of a case start in its text, without the first.

    >>> boundaries(["One.", "Two.", "Three."])
    {10, 5}
    """
    starts = [len(" ".join(case[:number])) + 1 for number in range(1, len(case))]
    return set(starts)


def score(cases: Iterable[Sequence[str]]) -> Score:
    """Sums over all cases.

    >>> score([["He left the U.S.", "She stayed."]])
    Score(right=1, wrong=0, missed=0)
    """
    right = wrong = missed = 0
    for case in cases:
        gold, found = boundaries(case), {start for start, _ in sentences(" ".join(case))[1:]}
        right += len(gold & found)
        wrong += len(found - gold)
        missed += len(gold - found)
    return Score(right, wrong, missed)


def given_cases(folder: Path) -> list[list[str]]:
    """The cases of the evaluation folder.

    Raises
    ------
    UnreadableError
        When they are not there.
    """
    path = folder / "sentences" / "cases.json"
    if not path.is_file():
        raise UnreadableError(
            f"{path}: there is no such file.",
            why="The evaluation sets are not part of the project.",
            fix="Give the folder that holds them: --data FOLDER.",
        )
    cases: list[list[str]] = json.loads(path.read_text("utf-8"))
    return cases


def own_cases() -> dict[str, list[list[str]]]:
    """The project's own cases, by name of their part."""
    parts = json.loads(OWN.read_text("utf-8"))
    return {name: cases for name, cases in parts.items() if isinstance(cases, list)}


def report(sets: dict[str, list[list[str]]]) -> str:
    """One line for each set of cases."""
    lines = [f"{'cases':<14}{'n':>5}{'bounds':>8}{'precision':>11}{'recall':>8}{'F1':>8}"]
    for name, cases in sets.items():
        s = score(cases)
        bounds = s.right + s.missed
        lines.append(f"{name:<14}{len(cases):>5}{bounds:>8}{s.precision:>11.4f}{s.recall:>8.4f}{s.f1:>8.4f}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit code."""
    parser = argparse.ArgumentParser(prog="evaluation.sentences", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="folder of the evaluation sets")
    options = parser.parse_args(arguments)
    try:
        sets = {"given": given_cases(options.data), **own_cases()}
    except UnreadableError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    print(report(sets))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
