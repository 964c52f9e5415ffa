"""From files, folders, tables and frames to a Corpus: `read_corpus`, which the package exports as `analyzer.read`.

Reading order: `reading` (what passes between the parts), `given` (which files), `sniff` and `encoding` (what is in
them), `formats` (which reader reads it) and `worker` (where), then one file a format, those of documents, containers,
exports of databases and tables in a folder each, and `fields` (from named values to an Article). A new format is a
function `read_x(file, options)` that yields readings, and its line in `formats`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping

from analyzer.article import Article
from analyzer.corpus import Corpus, LedgerRow
from analyzer.errors import MissingPartError, UnreadableError, UsageError
from analyzer.readers.characters import has_words
from analyzer.readers.encoding import check_encoding
from analyzer.readers.fields import check_columns
from analyzer.readers.folder import Found, shown
from analyzer.readers.formats import OPEN, SUFFIXES, format_of, reader_of, stem_of
from analyzer.readers.frame import Frame, read_frame
from analyzer.readers.given import find_files
from analyzer.readers.ids import distinct_names, ids_made_unique, with_unique_ids
from analyzer.readers.jsonl import read_jsonl
from analyzer.readers.language import language_code
from analyzer.readers.large_tables import is_large_table, table_pieces
from analyzer.readers.lines import is_large, pieces
from analyzer.readers.loading import STDIN, load
from analyzer.readers.matching import matched
from analyzer.readers.outlets import load_outlets, placed
from analyzer.readers.reading import MAX_BYTES, File, Options, Reading, reason_of, skipped, taken
from analyzer.readers.table import read_table
from analyzer.readers.worker import Worker

__all__ = ["SUFFIXES", "read_corpus", "read_stream"]

Given = str | os.PathLike[str] | Article | Corpus | Frame


def read_corpus(
    source: Given | Iterable[Given],
    *,
    columns: Mapping[str, str] | None = None,
    language: str | None = None,
    encoding: str | None = None,
    day_first: bool = True,
    max_bytes: int = MAX_BYTES,
    headlines: bool = False,
    outlets: str | os.PathLike[str] | None = None,
) -> Corpus:
    """Read articles, and keep a ledger of everything that was given.

    Parameters
    ----------
    source : path, Article, Corpus, DataFrame, or several of them
        A path is a file, a folder, a glob pattern, or "-" for a text on standard input. A Corpus alone is returned as
        it is.
    columns : mapping of str to str, optional
        Field (`fields.FIELDS`) to the column of a table that holds it, for names that are not known already.
    language : str, optional
        Language of the articles that declare none; it is detected when this is not given.
    encoding : str, optional
        Encoding of the files without a byte-order mark; it is found out when this is not given.
    day_first : bool
        Whether 03/09/2024 is the third of September (the default) or the ninth of March.
    max_bytes : int
        Files that are larger are skipped; of JSON lines and tables, read piece by piece, no line or row may be larger.
    headlines : bool
        Whether a row of a list that has titles and no texts becomes an article of its title, where no article that is
        read with it is the one that it describes.
    outlets : path, optional
        A table (`outlets.load_outlets`) that gives domains or outlets their name, group and country.

    Returns
    -------
    Corpus
        Files in natural order, rows in the order of their file, then frames, articles and corpora as they were given.
        The ledger has one row for each thing given: a file, a row of a table, an object of JSON. It does not say
        whether an article belongs to the subject; other languages, copies and short texts are all kept.

    Raises
    ------
    UnreadableError
        When a path does not exist, a pattern matches nothing, a folder is empty, or nothing was given. What exists
        and cannot be read is a row of the ledger instead.
    UsageError
        When `source` is of another type, or an option has a value that does not exist.

    >>> corpus = read_corpus(Article("a", "Rain", "It rained.", outlet="Harbour Courier"))
    >>> len(corpus), corpus.ledger[0].status
    (1, 'read')
    """
    if isinstance(source, Corpus) and not outlets:
        return source
    known, spoken = check_columns(columns or {}), _language(language)
    options = Options(known, spoken, check_encoding(encoding or ""), day_first, max_bytes, headlines)
    whole = with_unique_ids(matched(_readings(list(_things(source)), options), options))
    readings = list(placed(whole, load_outlets(outlets) if outlets else None))
    return Corpus(tuple(r.article for r in readings if r.article), tuple(r.row for r in readings))


def _readings(things: list[Given], options: Options) -> Iterator[Reading]:
    """Files first, then what is in memory."""
    yield from _from_files([os.fspath(thing) for thing in things if isinstance(thing, str | os.PathLike)], options)
    for thing in things:
        if not isinstance(thing, str | os.PathLike):
            yield from _from(thing, options)


def read_stream(
    source: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    columns: Mapping[str, str] | None = None,
    outlets: str | os.PathLike[str] | None = None,
) -> Iterator[Reading]:
    """Read paths file by file, for more articles than fit into memory: what `read_corpus` reads, in its order.

    An id that was met before gets a number behind it, as there.

    Raises
    ------
    UnreadableError
        When a path does not exist, a pattern matches nothing, or a folder is empty.
    """
    paths = [source] if isinstance(source, str | os.PathLike) else list(source)
    if not paths:
        raise UnreadableError("Nothing to read: the list is empty.", fix="Give a file, a folder or a pattern.")
    options = Options(check_columns(columns or {}), "", "", True, MAX_BYTES)
    readings = ids_made_unique(_from_files([os.fspath(path) for path in paths], options))
    return placed(readings, load_outlets(outlets) if outlets else None)


def _language(language: str | None) -> str:
    code = language_code(language or "")
    if language and not code:
        raise UsageError(f"language: {language!r} is not known.", fix="Use an ISO 639-1 code such as en, de or ru.")
    return code


def _things(source: Given | Iterable[Given]) -> Iterator[Given]:
    """What was given, one by one."""
    if isinstance(source, str | os.PathLike | Article | Corpus | Frame):
        yield source
        return
    if isinstance(source, bytes | Mapping) or not isinstance(source, Iterable):
        raise _wrong_type(source)
    things = list(source)
    if not things:
        raise UnreadableError("Nothing to read: the list is empty.", fix="Give a file, a folder or a pattern.")
    for thing in things:
        if not isinstance(thing, str | os.PathLike | Article | Corpus | Frame):
            raise _wrong_type(thing)
        yield thing


def _wrong_type(thing: object) -> UsageError:
    fix = "Give a path, an Article, a Corpus, a pandas DataFrame, or a list of those."
    return UsageError(f"source: cannot read a {type(thing).__name__}.", fix=fix)


def _from_files(paths: list[str], options: Options) -> Iterator[Reading]:
    found = find_files(paths, options) if paths else []
    stems = [stem_of(os.path.basename(file.path)) for file in found]
    folders = [file.folder or os.path.basename(os.path.dirname(file.path)) * (not file.root) for file in found]
    with Worker() as worker:
        for file, stem, name in zip(found, stems, distinct_names(stems, folders), strict=True):
            try:
                yield from _read_file(file, stem, name, options, worker)
            except (UnreadableError, MissingPartError) as error:
                yield skipped(file.origin, shown(os.path.basename(file.path)), reason_of(error), file.notes)


def _read_file(file: Found, stem: str, name: str, options: Options, worker: Worker) -> Iterator[Reading]:
    if file.reason:
        raise UnreadableError(file.reason)
    if is_large(file.path):
        for line, data in pieces(file.path, options.max_bytes):
            yield from read_jsonl(_given(file, data, stem, name, line=line), options)
        return
    if is_large_table(file.path, options.max_bytes):
        before = 0
        for data in table_pieces(file.path, options.max_bytes):
            for reading in read_table(_given(file, data, stem, name, line=before), options):
                before += 1
                yield reading
        return
    data = load(file.path, options.max_bytes)
    kind, notes = format_of(os.path.basename(file.path), data, given=not file.root)
    read = reader_of(kind) if kind in OPEN else worker.reader(kind)
    yield from read(_given(file, data, stem, name, notes), options)


def _given(file: Found, data: bytes, stem: str, name: str, notes: tuple[str, ...] = (), *, line: int = 0) -> File:
    piped = file.path == STDIN
    return File(
        data,
        origin="standard input" if piped else file.origin,
        name="stdin" if piped else name,
        outlet="" if piped else shown(stem),
        group=file.folder,
        known=file.known.fields,
        extra=file.known.extra,
        notes=file.notes + notes,
        line=line,
    )


def _from(thing: Given, options: Options) -> Iterator[Reading]:
    if isinstance(thing, Article):
        yield _from_article(thing)
    elif isinstance(thing, Corpus):
        yield from _from_corpus(thing)
    elif isinstance(thing, Frame):
        yield from read_frame(thing, options)


def _from_article(article: Article) -> Reading:
    if has_words(article.text):
        return taken(article)
    return skipped(article.origin, article.id, "no words in the text")


def _from_corpus(corpus: Corpus) -> Iterator[Reading]:
    """The readings that the corpus was made of; an article without a row in its ledger gets one."""
    articles = {article.id: article for article in corpus}
    for row in corpus.ledger:
        article = articles.pop(row.item, None) if row.status == "read" else None
        yield Reading(row, article)
    for article in articles.values():
        yield Reading(LedgerRow(article.origin, article.id, "read"), article)
