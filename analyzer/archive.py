"""Every article of an archive measured, block by block: a folder of Parquet files that no memory has to hold.

For collections that are too large to compare at once: texts are read file by file, each block of articles becomes one
row an article and is written, and nothing of it is kept. A folder that was begun is gone on with: blocks with the same
articles, codebook, settings and program are not measured again.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analyzer import __version__
from analyzer.article import Article
from analyzer.codebook import Codebook, load_codebook
from analyzer.counting import Progress
from analyzer.engines import Run, cores, in_order, open_engine
from analyzer.errors import MissingPartError, UnreadableError, UsageError
from analyzer.features import assemble
from analyzer.features.kept import in_blocks
from analyzer.features.running import coded_blocks
from analyzer.fingerprint import fingerprint
from analyzer.gather import why_not
from analyzer.measures import MEASURES
from analyzer.progress import counted, silent
from analyzer.readers import read_stream
from analyzer.readers.reading import Reading
from analyzer.settings import Settings, choose_settings
from analyzer.spreadsheet import escape
from analyzer.strings import plain_strings
from analyzer.tables import additive

SKIPPED, SUMMARY = "_skipped.csv", "_about.json"  # readers of Parquet pass over files with such names
_ABOUT = ("id", "outlet", "group", "title", "published", "language", "origin", "agency")
_COUNTS = ("n_words", "n_sentences", "dropped")


class _Part(NamedTuple):
    """A file of the folder, how many articles it holds, and what to make it of: nothing if it is there already."""

    path: Path
    n_articles: int
    articles: list[Article]
    table: pd.DataFrame | None = None


@plain_strings
def measure(
    source: Any,
    folder: str | Path,
    *,
    codebook: str | Path | Codebook | None = None,
    columns: Mapping[str, str] | None = None,
    outlets: str | Path | None = None,
    settings: Settings | None = None,
    jobs: int = 1,
    cluster: str = "",
    cache: str | Path | None = None,
    progress: Progress | None = None,
    **options: Any,
) -> Path:
    """Measure every article by itself, however many there are: one row an article, in Parquet files.

    Parameters
    ----------
    source : path or paths
        Files and folders, read one file after the other; a file is held in memory while it is read.
    folder : path
        Where the parts go: empty, new, or begun by an earlier call.
    codebook : path, name or Codebook, optional
    columns, outlets : optional
        Names of the columns of tables, and the table of outlets.
    settings : Settings, optional
        All settings at once; or single ones as `options`.
    jobs, cluster, cache, progress : optional
        As for `compare`; 0 jobs are one a core. Without a cache, too, a folder that was begun is gone on with.

    Returns
    -------
    Path
        The folder; ``pandas.read_parquet(folder, columns=[...])`` reads it. Columns: what is known of the article, its
        words and sentences, and for each measure, voice and item the value, such as "framing.narrator.legal_scrutiny"
        (NaN where it is not defined), and the number of rows it rests on, "framing.narrator.n". `_about.json` says what
        it was made with, `_skipped.csv` what could not be read and why.

    Raises
    ------
    AnalyzerError
        When pyarrow is missing, the folder holds other things or cannot be written, no article could be read, or
        workers were lost. The same call then goes on where it was.

    Notes
    -----
    A value says where one article stands, without a range: for a range of an outlet or a month, take articles as rows.
    Copies are counted as they come.
    """
    _need_parquet()
    chosen, book = choose_settings(settings, options), load_codebook(codebook)
    target = _begun(Path(folder))
    work = partial(_measured, codebook=book, settings=chosen, cache=Path(cache) if cache else None)
    with _Skipped(target / SKIPPED, chosen) as skipped, open_engine(jobs=jobs or cores(), cluster=cluster) as engine:
        blocks = in_blocks(skipped.left_out(read_stream(source, columns=columns, outlets=outlets)))
        done = in_order(work, _parts(blocks, target, book, chosen), engine)
        told = counted(((part.n_articles, part) for part in done), 0, progress or silent, step="measuring articles")
        parts = [_written(part) for part in told]
    _finish(target, parts, skipped.n, book, chosen)
    return target


def _need_parquet() -> None:
    if find_spec("pyarrow") is None:
        raise MissingPartError(
            "measure: pyarrow, which writes Parquet, is not installed.",
            fix='Run: pip install "media-coverage-analyzer[parquet]"',
        )


def _parts(blocks: Iterable[list[Article]], target: Path, codebook: Codebook, settings: Settings) -> Iterator[_Part]:
    for number, block in enumerate(blocks):
        path = target / f"part-{number:06d}-{_key(block, codebook, settings)[:16]}.parquet"
        yield _Part(path, len(block), [] if path.exists() else block)


def _key(articles: list[Article], codebook: Codebook, settings: Settings) -> str:
    """What the values of a block depend on: program, codebook, settings, and everything known of the articles."""
    digest = hashlib.sha256(f"{__version__} {fingerprint()}".encode())
    for text in (codebook.model_dump_json(), settings.model_dump_json(), *map(repr, articles)):
        data = text.encode("utf-8", "surrogatepass")
        digest.update(b" %d " % len(data))
        digest.update(data)
    return digest.hexdigest()


@plain_strings
def _measured(part: _Part, *, codebook: Codebook, settings: Settings, cache: Path | None) -> _Part:
    """What a worker does: the part with its values, and without its articles."""
    if not part.articles:
        return part
    attribute = settings.speech == "attributed"
    coded = coded_blocks(part.articles, codebook, scope=settings.scope, attribute=attribute, run=Run(cache=cache))
    features = assemble(part.articles, coded, codebook)
    table = features.articles[[*_ABOUT, *_COUNTS]].copy()
    columns: dict[str, Any] = {}
    for name, measured in additive(settings):
        for voice in MEASURES[name].voices:
            made = measured(features, voice=voice).statistic
            values = zip(made.items, made.by_article().T, strict=True)
            columns |= {f"{name}.{voice}.{item}": value for item, value in values}
            columns[f"{name}.{voice}.n"] = made.rows()
    return part._replace(articles=[], table=pd.concat([table, pd.DataFrame(columns)], axis=1))


def _written(part: _Part) -> _Part:
    """Written beside its place and then put there, so that a part is whole or not there."""
    if part.table is None:
        return part
    new = part.path.with_suffix(".new")
    try:
        part.table.to_parquet(new, index=False)
        os.replace(new, part.path)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise _unwritable(part.path.parent, error) from error
    return part._replace(table=None)


class _Skipped:
    """Everything given that is no article, written down as it comes with the reason."""

    def __init__(self, path: Path, settings: Settings) -> None:
        self._path, self._settings, self.n = path, settings, 0

    def __enter__(self) -> _Skipped:
        self._file = self._path.open("w", encoding="utf-8-sig", newline="", errors="backslashreplace")
        self._rows = csv.writer(self._file, lineterminator="\n")
        self._rows.writerow(("origin", "item", "reason"))
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def left_out(self, readings: Iterable[Reading]) -> Iterator[Article]:
        """The articles among the readings that are asked for."""
        for reading in readings:
            if reading.row.status == "opened":  # what it holds has rows of its own
                continue
            reason = why_not(reading.article, self._settings) if reading.article else reading.row.reason
            if reading.article is not None and not reason:
                yield reading.article
                continue
            self.n += 1
            self._rows.writerow([escape(cell) for cell in (reading.row.origin, reading.row.item, reason)])


def _begun(folder: Path) -> Path:
    """The folder, if parts may go there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        foreign = sorted(entry.name for entry in folder.iterdir() if not _ours(entry))
    except OSError as error:
        raise _unwritable(folder, error) from error
    if foreign:
        raise UsageError(f"{folder}: holds other things: {foreign[0]}.", fix="Choose a new or an empty folder.")
    return folder


def _ours(entry: Path) -> bool:
    return entry.name in (SKIPPED, SUMMARY) or entry.match("part-*.parquet") or entry.match("part-*.new")


def _unwritable(folder: Path, error: OSError) -> UsageError:
    return UsageError(
        f"{folder}: cannot be written.",
        why=error.strerror or str(error),
        fix="Make room or choose another folder; the same call goes on with what is there.",
    )


def _finish(folder: Path, parts: list[_Part], n_skipped: int, codebook: Codebook, settings: Settings) -> None:
    """Parts of other texts or settings go, and a summary says what the rest was made with."""
    names = {part.path.name for part in parts}
    for entry in folder.iterdir():
        if entry.name not in names and (entry.match("part-*.parquet") or entry.match("part-*.new")):
            entry.unlink()
    n_articles = sum(part.n_articles for part in parts)
    if not n_articles:
        raise UnreadableError(
            "There is no article to measure.", why=f"Skipped: {n_skipped}.", fix=f"See {folder / SKIPPED}"
        )
    made_with = {
        "version": __version__,
        "codebook": {"name": codebook.name, "version": codebook.version, "sha256": codebook.sha256},
        "settings": settings.model_dump(),
        "articles": n_articles,
        "skipped": n_skipped,
        "parts": [part.path.name for part in parts],
    }
    (folder / SUMMARY).write_text(json.dumps(made_with, indent=1, ensure_ascii=False) + "\n", "utf-8")
