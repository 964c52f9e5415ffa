"""How many attributions of hand-coded articles are found, and with which spans?

    python -m evaluation.attributions --data FOLDER [--folds N] [--no-speed] [--parser MODEL]

Prints one column for each half of the evaluation set (`train`, on which the rules were made, and `dev`), never both
taken together, and with `--folds` the spread of the main figures over that many parts of the articles of each.

**Sentences.** Each sentence that touches a coded attribution is given to the finder alone, and its source, cue and
content spans are compared, role by role, with the coded spans that lie wholly in it: right is what has the same two
offsets. `all` says the same over all sentences, where every span found in a sentence without attribution is wrong.

**Articles.** Each article is given whole. A coded content is found when a prediction covers more than .3 of its
characters; pairs are made greedily in the order of the coded ones, each prediction once (as the GenderGapTracker does
it); the second line asks for an intersection over union of at least .5 instead.

**Direct, mixed, indirect.** Coded as direct: fully between quotation marks; indirect: no mark in it; mixed: the rest.
Precision of direct speech is the share of predictions of kind *direct* of which more than half the characters lie in
coded content. The right speaker is one whose span overlaps the coded one; where no source is coded, none must be given.

It says nothing of whether the coders would agree with each other: on these texts their own agreement is about .75.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

import pandas as pd

import analyzer
from analyzer.errors import UnreadableError
from evaluation.articles import lines, read_set

HALVES = ("train", "dev")
ROLES = ("source", "cue", "content")
Spans = tuple[tuple[int, int], ...]


class Attribution(NamedTuple):
    """Spans of one attribution; `kind` and `rule` are empty where coders made it."""

    source: Spans
    cue: Spans
    content: Spans
    kind: str
    rule: str = ""


class Coded(NamedTuple):
    """An article and what coders found in it."""

    text: str
    gold: list[Attribution]


def read_half(folder: Path, half: str) -> list[Coded]:
    """The articles of one half, in the order of the file.

    Raises
    ------
    UnreadableError
        When a file is missing.
    """
    gold: dict[str, list[Attribution]] = defaultdict(list)
    for row in lines(folder / "attributions" / f"{half}_attributions.jsonl.gz"):
        kind = "direct" if row["fully_quoted"] else "mixed" if row["has_quote_marks"] else "indirect"
        spans = (tuple(sorted(map(tuple, row[role]))) for role in ROLES)
        gold[row["article_id"]].append(Attribution(*spans, kind))
    articles = lines(folder / "attributions" / f"{half}_articles.jsonl.gz")
    return [Coded(row["text"], gold[row["article_id"]]) for row in articles]


def found(text: str, parser: str | None = None) -> list[Attribution]:
    """What `analyzer.attributions` finds, one entry for each attribution."""
    table = analyzer.attributions(text, parser=parser)
    parts: dict[int, dict[str, Any]] = {}
    columns = [table[f"{role}_{edge}"].astype(object).tolist() for role in ROLES for edge in ("start", "end")]
    for number, kind, rule, *spans in zip(table["attribution"], table["kind"], table["rule"], *columns, strict=True):
        part = parts.setdefault(number, {"kind": kind, "rule": rule, **{role: set() for role in ROLES}})
        for role, start, end in zip(ROLES, spans[::2], spans[1::2], strict=True):
            if start is not pd.NA:
                part[role].add((start, end))
    return [
        Attribution(*(tuple(sorted(part[role])) for role in ROLES), part["kind"], part["rule"])
        for part in parts.values()
    ]


class Score:
    """Right, found and wanted; precision, recall and F1 of them."""

    def __init__(self) -> None:
        self.right = self.found = self.wanted = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / max(1, self.found + self.wanted)

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.found), self.right / max(1, self.wanted)
        return f"P {precision:.3f}  R {recall:.3f}  F1 {self.f1:.3f}  (found {self.found}, coded {self.wanted})"


def in_sentences(articles: Sequence[Coded], parser: str | None = None) -> dict[str, Score]:
    """Exact spans, by role, over sentences with attributions, and over all."""
    scores = {f"{role}{more}": Score() for more in ("", ", all") for role in ROLES}
    for article in articles:
        for start, end in analyzer.sentences(article.text):
            predicted = found(article.text[start:end], parser)
            touched = any(low < end and start < high for a in article.gold for r in ROLES for low, high in _of(a, r))
            for role in ROLES:
                inside = {
                    (low - start, high - start)
                    for a in article.gold
                    for low, high in _of(a, role)
                    if start <= low and high <= end
                }
                got = {span for a in predicted for span in _of(a, role)}
                for name in (role, f"{role}, all")[0 if touched else 1 :]:
                    scores[name].right += len(inside & got)
                    scores[name].found += len(got)
                    scores[name].wanted += len(inside)
    return scores


def _of(attribution: Attribution, role: str) -> Spans:
    spans: Spans = getattr(attribution, role)
    return spans


def _shared(one: Spans, other: Spans) -> int:
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in other)


def _size(spans: Spans) -> int:
    return sum(end - start for start, end in spans)


def pairs(
    gold: Sequence[Attribution], predicted: Sequence[Attribution], *, iou: bool = False
) -> Iterator[tuple[int, int | None]]:
    """Each coded attribution with content, and the prediction that it is paired with."""
    used: set[int] = set()
    for number, wanted in enumerate(gold):
        best, highest = None, 0.0
        for at, given in enumerate(predicted):
            shared = 0 if at in used else _shared(wanted.content, given.content)
            whole = _size(wanted.content) + (_size(given.content) - shared if iou else 0)
            value = shared / whole if shared else 0.0
            if value > highest and (value >= 0.5 if iou else value > 0.3):
                best, highest = at, value
        if best is not None:
            used.add(best)
        yield number, best


class Report:
    """The figures of some articles, summed."""

    def __init__(self, parser: str | None = None) -> None:
        self.parser = parser
        self.scores: dict[str, Score] = defaultdict(Score)
        self.rules: dict[str, Score] = defaultdict(Score)
        self.speakers = {"direct": [0, 0], "all": [0, 0]}

    def add(self, article: Coded) -> None:
        """Add one article."""
        gold = [a for a in article.gold if a.content]
        predicted = [a for a in found(article.text, self.parser) if a.content]
        for name, iou in (("content > .3", False), ("content IoU >= .5", True)):
            paired = list(pairs(gold, predicted, iou=iou))
            score = self.scores[name]
            score.right += sum(best is not None for _, best in paired)
            score.found += len(predicted)
            score.wanted += len(gold)
            if not iou:
                self._kinds(gold, predicted, paired)
        self._direct(gold, predicted)

    def _kinds(
        self, gold: list[Attribution], predicted: list[Attribution], paired: list[tuple[int, int | None]]
    ) -> None:
        for given in predicted:
            self.rules[given.rule].found += 1
        for number, best in paired:
            wanted = gold[number]
            score = self.scores[f"recall {wanted.kind}"]
            score.wanted += 1
            if best is None:
                continue
            score.right += 1
            self.rules[predicted[best].rule].right += 1
            source = predicted[best].source
            right = _shared(wanted.source, source) > 0 if wanted.source else not source
            for name in ("all", "direct")[: 1 + (wanted.kind == "direct")]:
                self.speakers[name][0] += right
                self.speakers[name][1] += 1

    def _direct(self, gold: list[Attribution], predicted: list[Attribution]) -> None:
        """Direct speech as found: more than half of its characters lie in something coded."""
        coded = _union([span for a in gold for span in a.content])
        score = self.scores["precision direct"]
        for given in predicted:
            if given.kind == "direct":
                score.found += 1
                score.right += _shared(coded, given.content) > 0.5 * _size(given.content)

    def lines(self) -> list[str]:
        """One line for each figure."""
        rows = [f"{name:<20}{score}" for name, score in self.scores.items() if name.startswith("content")]
        for name in ("recall direct", "recall mixed", "recall indirect"):
            score = self.scores[name]
            rows.append(f"{name:<20}{score.right / max(1, score.wanted):.3f}  ({score.right} of {score.wanted})")
        direct = self.scores["precision direct"]
        rows.append(
            f"{'precision direct':<20}{direct.right / max(1, direct.found):.3f}  ({direct.right} of {direct.found})"
        )
        for name, (right, wanted) in self.speakers.items():
            rows.append(f"{'right speaker, ' + name:<20}{right / max(1, wanted):.3f}  ({right} of {wanted})")
        wanted = self.scores["content > .3"].wanted
        rows += [f"{'rule':<20}{'found':>7}{'precision':>11}{'recall':>8}"]
        for name, rule in sorted(self.rules.items(), key=lambda item: -item[1].found):
            rows.append(f"{name:<20}{rule.found:>7}{rule.right / max(1, rule.found):>11.3f}{rule.right / wanted:>8.3f}")
        return rows


def _union(spans: list[tuple[int, int]]) -> Spans:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def report(articles: Sequence[Coded], parser: str | None = None) -> Report:
    """The figures of whole articles."""
    whole = Report(parser)
    for article in articles:
        whole.add(article)
    return whole


def spread(articles: Sequence[Coded], folds: int, parser: str | None = None) -> list[str]:
    """The main figures of each of so many parts of the articles."""
    return [f"fold {fold}: {_main(report(articles[fold::folds], parser))}" for fold in range(folds)]


def _main(part: Report) -> str:
    f1 = [f"{name} F1 {part.scores[name].f1:.3f}" for name in ("content > .3", "content IoU >= .5")]
    shares = [
        f"{name} {part.scores[name].right / max(1, whole):.3f}"
        for name in ("precision direct", "recall direct", "recall indirect")
        if (whole := part.scores[name].found or part.scores[name].wanted)
    ]
    right, wanted = part.speakers["direct"]
    return "; ".join([*f1, *shares, f"right speaker, direct {right / max(1, wanted):.3f}"])


def speed(folder: Path, parser: str | None = None, limit: int = 1000) -> float:
    """Megabytes a second of `analyzer.attributions` on one core, the first call left out."""
    texts = [article.text for article in read_set(folder, "copies")[:limit]]
    analyzer.attributions(texts[0], parser=parser)
    before = process_time()
    for text in texts:
        analyzer.attributions(text, parser=parser)
    return sum(len(text.encode()) for text in texts) / 1e6 / (process_time() - before)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit code."""
    parser = argparse.ArgumentParser(prog="evaluation.attributions", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="folder of the evaluation sets")
    parser.add_argument("--halves", nargs="+", choices=HALVES, default=HALVES, help="which halves to measure")
    parser.add_argument("--folds", type=int, default=0, metavar="N", help="also each of N parts of the articles")
    parser.add_argument("--no-speed", action="store_true", help="leave the speed out")
    parser.add_argument("--parser", metavar="MODEL", help="name of a spaCy model to add attributions with")
    options = parser.parse_args(arguments)
    try:
        halves = {half: read_half(options.data, half) for half in options.halves}
        pace = None if options.no_speed else speed(options.data, options.parser)
    except UnreadableError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    for half, articles in halves.items():
        print(f"== {half}: {len(articles)} articles")
        for name, score in in_sentences(articles, options.parser).items():
            print(f"exact {name:<14}{score}")
        folds = spread(articles, options.folds, options.parser) if options.folds else []
        print("\n".join([*report(articles, options.parser).lines(), *folds]))
    if pace is not None:
        print(f"speed: {pace:.2f} MB/s")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
