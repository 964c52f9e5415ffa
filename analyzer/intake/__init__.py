"""Any mixture of files into one corpus in the interchange form, with an account of everything that was given.

Reading order: `writing` (the forms), `ledger` (the account), `cleaning` (what is moved out of a text), `targets` (where
it all goes).
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

from analyzer.article import Article
from analyzer.corpus import LedgerRow
from analyzer.errors import StrictError, UnreadableError
from analyzer.intake.cleaning import cleaned
from analyzer.intake.ledger import Container, Ledger
from analyzer.intake.targets import Target, beside, check_target, put, target_of
from analyzer.intake.writing import Form, form_of, open_form
from analyzer.progress import counted, silent
from analyzer.readers import read_stream
from analyzer.readers.ids import ids_made_unique
from analyzer.readers.incomplete import INCOMPLETE, why_incomplete
from analyzer.readers.matching import matched
from analyzer.readers.outlets import Outlets, load_outlets, placed
from analyzer.readers.reading import Options, Reading

_TOGETHER = 200_000_000  # characters
Path_ = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class Ingested:
    """What was written, and the sums.

    Attributes
    ----------
    output, ledger : Path
    rejected : Path or None
        The blocks of exports that could not be read, where there are any.
    n_read, n_skipped : int
        Together everything that was given.
    containers : tuple of Container
        Every archive and export, with what it announces.
    reasons : mapping of str to int
        How many things were skipped for each reason, most frequent first.
    incomplete : mapping of str to int
        How many articles are marked as cut off, by the reason.
    unknown : mapping of str to int
        Outlets that the table of outlets does not have, and their articles.
    n_cleaned : int
        Articles that something was moved out of.
    """

    output: Path
    ledger: Path
    rejected: Path | None
    n_read: int
    n_skipped: int
    containers: tuple[Container, ...]
    reasons: Mapping[str, int]
    incomplete: Mapping[str, int]
    unknown: Mapping[str, int]
    n_cleaned: int

    @property
    def n_given(self) -> int:
        """How many things were given."""
        return self.n_read + self.n_skipped


def ingest(
    sources: Path_ | Iterable[Path_],
    output: Path_,
    *,
    columns: Mapping[str, str] | None = None,
    outlets: Path_ | None = None,
    headlines: bool = False,
    clean: bool = False,
    force: bool = False,
    strict: bool = False,
    also: Iterable[Reading] = (),
    progress: Callable[[str], None] = silent,
) -> Ingested:
    """Read any mixture of files and write one corpus, which `analyzer.read` reads again.

    Parameters
    ----------
    sources : path or paths
        Files, folders, patterns, as for `analyzer.read`. Up to 200 million characters are held in memory, so that rows
        of lists meet the articles that they describe; more are read one after the other, and lists are not matched.
    output : path
        A file that ends in .jsonl or .parquet, or a folder of text files. Beside it stand the ledger
        (``corpus.jsonl.ledger.csv``) and what was rejected (``corpus.jsonl.rejected.jsonl``).
    columns, outlets : optional
        As for `analyzer.read`.
    headlines : bool
        As for `analyzer.read`.
    clean : bool
        Move datelines, bylines and invitations out of the text; they are kept in `extra`.
    force : bool
        Write over an earlier output.
    strict : bool
        Write no corpus when anything is skipped.
    also : iterable of Reading
        What is known already of other things that were given, such as pages that could not be fetched.
    progress : callable
        Hears what is being done.

    Raises
    ------
    UsageError
        When the output is there already, cannot be written, or lies in the sources.
    UnreadableError
        When a source does not exist, or holds no article at all.
    StrictError
        When something was skipped and `strict` is set; the ledger is written.
    MissingPartError
        When Parquet is asked for and pyarrow is not installed.
    """
    paths = [os.fspath(path) for path in ([sources] if isinstance(sources, str | os.PathLike) else sources)]
    target = target_of(Path(output))
    check_target(target, paths, force=force)
    table = load_outlets(outlets) if outlets else None
    known = list(also)
    read = read_stream(paths, columns=columns) if paths or not known else iter(())
    first = list(islice(read, 1))  # what does not exist is told before anything is made
    readings = counted(((1, reading) for reading in chain(known, first, read)), 0, progress, step="reading")
    return _written(readings, target, Options(headlines=headlines), table, clean=clean, strict=strict)


def _written(
    readings: Iterable[Reading], target: Target, options: Options, table: Outlets | None, *, clean: bool, strict: bool
) -> Ingested:
    """Write everything beside its place, and put it there when it is whole."""
    with beside(target) as new:
        with Ledger(new.ledger, new.rejected) as ledger:
            tally = _Tally(ledger, table, clean=clean)
            whole = ids_made_unique(_together(map(ledger.checked, readings), options))
            with closing(open_form(form_of(target.output), new.output)) as writer:
                for reading in placed(whole, table):
                    tally.take(reading, writer)
        _finish(ledger, new, target, strict=strict)
        return tally.ingested(target)


def _together(readings: Iterator[Reading], options: Options) -> Iterator[Reading]:
    """The readings, rows of lists matched with the articles that they describe where all of it fits into memory."""
    held, size = list[Reading](), 0
    for reading in readings:
        held.append(reading)
        size += len(reading.article.text) if reading.article else len(reading.rejected)
        if size > _TOGETHER:
            yield from chain(held, readings)
            return
    yield from matched(held, options)


def _finish(ledger: Ledger, new: Target, target: Target, *, strict: bool) -> None:
    """Put everything in its place, or the ledger alone."""
    fails = strict and ledger.n_skipped > 0
    put(new, target, articles=bool(ledger.n_read) and not fails)
    if fails:
        raise StrictError(
            f"{ledger.n_skipped:,} things were skipped and --strict is on: {next(iter(ledger.reasons))}.",
            why="No corpus was written" + ("; the one that is there is older." if target.output.exists() else "."),
            fix=f"See {target.ledger}",
        )
    if not ledger.n_read:
        raise UnreadableError(
            "There is no article in what was given.", why=f"Skipped: {ledger.n_skipped:,}.", fix=f"See {target.ledger}"
        )


class _Tally:
    """Takes readings, writes what becomes of them, and counts."""

    def __init__(self, ledger: Ledger, outlets: Outlets | None, *, clean: bool) -> None:
        self._ledger, self._outlets, self._clean = ledger, outlets, clean
        self._incomplete: Counter[str] = Counter()
        self._unknown: Counter[str] = Counter()
        self._n_cleaned = 0

    def take(self, reading: Reading, writer: Form) -> None:
        """Write an article and its row, or the row of what is none."""
        if reading.article is None:
            self._ledger.add(reading.row, reading.rejected)
            return
        article, notes = self._marked(reading.article)
        row = replace(reading.row, notes=reading.row.notes + notes)
        if reason := writer.write(article):
            self._ledger.add(LedgerRow(row.origin, row.item, "skipped", reason, row.notes), article.text)
            return
        self._ledger.add(row)
        self._count(article)

    def _marked(self, article: Article) -> tuple[Article, tuple[str, ...]]:
        """The article as it is written, and what was done to it."""
        notes = []
        reason = "" if INCOMPLETE in dict(article.extra) else why_incomplete(article.text)
        if reason:
            article = replace(article, extra=(*article.extra, (INCOMPLETE, reason)))
            notes.append(f"incomplete: {reason}")
        if self._clean and (new := cleaned(article)) is not article:
            n = len(new.extra) - len(article.extra)
            article = new
            self._n_cleaned += 1
            notes.append(f"moved out of the text: {n} {'value' if n == 1 else 'values'}")
        return article, tuple(notes)

    def _count(self, article: Article) -> None:
        if reason := dict(article.extra).get(INCOMPLETE):
            self._incomplete[reason.partition(":")[0]] += 1  # without the words of each text
        if self._outlets and self._outlets.of(article) is None:
            self._unknown[article.outlet or "none given"] += 1

    def ingested(self, target: Target) -> Ingested:
        """The sums."""
        ledger = self._ledger
        return Ingested(
            target.output,
            target.ledger,
            target.rejected if ledger.n_rejected else None,
            ledger.n_read,
            ledger.n_skipped,
            tuple(ledger.containers),
            dict(ledger.reasons.most_common()),
            dict(self._incomplete.most_common()),
            dict(self._unknown.most_common()),
            self._n_cleaned,
        )
