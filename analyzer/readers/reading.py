"""What a reader is given and what it gives back: a `File`, the `Options`, and one `Reading` for each thing found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from analyzer.article import Article
from analyzer.corpus import LedgerRow
from analyzer.errors import MissingPartError, UnreadableError

MAX_BYTES = 64 * 2**20
MOST_ANNOUNCED = 10_000  # articles that are believed to be missing, and get a row each

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Options:
    """What the user decided about reading; every value has a default.

    Attributes
    ----------
    columns : mapping of str to str
        Field of an article to the name of the column that holds it.
    language : str
        Code for the articles that declare none, or "" to detect it.
    encoding : str
        Encoding of the files without a byte-order mark, or "" to find it out.
    day_first : bool
        Whether 03/09/2024 is the third of September.
    max_bytes : int
        Larger files are skipped, but for JSON lines and tables, of which no line or row may be larger.
    headlines : bool
        Whether what has a title and no text (a row of a list, a record) becomes an article of its title alone.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    encoding: str = ""
    day_first: bool = True
    max_bytes: int = MAX_BYTES
    headlines: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """One file, or a piece of it, whose bytes are in memory and not yet understood.

    Attributes
    ----------
    data : bytes
    origin : str
        The path as it is shown to the user.
    name : str
        What the id of an article is made from when it has none of its own.
    outlet, group : str
        Used where the text names none.
    known : mapping of str to str
        Fields that metadata.csv gives for this file.
    extra : tuple of (str, str)
        Its other columns.
    notes : tuple of str
    line : int
        Of a piece of JSON lines the number of the first, of a piece of a table how many rows stand before it; 0 for a
        whole file.
    depth : int
        How many archives it stands in.
    """

    data: bytes
    origin: str
    name: str
    outlet: str = ""
    group: str = ""
    known: Mapping[str, str] = field(default_factory=dict)
    extra: Pairs = ()
    notes: tuple[str, ...] = ()
    line: int = 0
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """One row of the ledger, and the article if there is one.

    Attributes
    ----------
    row : LedgerRow
    article : Article or None
    rejected : str
        Of a part of an export that could not be read, what stood there.
    """

    row: LedgerRow
    article: Article | None = None
    rejected: str = ""


Reader = Callable[[File, Options], Iterator[Reading]]


def skipped(origin: str, item: str, reason: str, notes: tuple[str, ...] = (), *, rejected: str = "") -> Reading:
    """A reading that did not become an article.

    >>> skipped("a.csv, row 3", "row 3", "no words in the text").row.status
    'skipped'
    """
    return Reading(LedgerRow(origin, item, "skipped", reason, notes), rejected=rejected)


def reason_of(error: UnreadableError | MissingPartError) -> str:
    """An error as the reason of a row: what it is, and the line that installs what is missing.

    >>> reason_of(MissingPartError("PDF files need more.", fix="pip install ..."))
    'PDF files need more; pip install ...'
    """
    return "; ".join(filter(None, (error.what.rstrip("."), error.fix))) if error.fix else error.what


def taken(article: Article, notes: tuple[str, ...] = ()) -> Reading:
    """A reading that became an article.

    >>> taken(Article("a1", "", "They met.", origin="a1.txt")).row.item
    'a1'
    """
    return Reading(LedgerRow(article.origin, article.id, "read", "", notes), article)


def accounted(file: File, readings: Iterable[Reading], *, announced: int | None = None) -> Iterator[Reading]:
    """What stands in an archive or export, and behind it the row that says how many of its articles were read.

    Parameters
    ----------
    file : File
    readings : iterable of Reading
    announced : int, optional
        How many articles the file says that it holds. For each that was not found there is a row that was skipped, so
        that read and skipped add up to this number; more than announced are a note.

    >>> file = File(b"", "export.txt", "export")
    >>> [reading.row.status for reading in accounted(file, [], announced=1)]
    ['skipped', 'opened']
    """
    n_read = n_skipped = 0
    for reading in readings:
        n_read += reading.row.status == "read"
        n_skipped += reading.row.status == "skipped"
        yield reading
    found = n_read + n_skipped
    n_missing = max(0, min(announced or 0, MOST_ANNOUNCED) - found)
    for number in range(found, found + n_missing):
        yield skipped(file.origin, f"{file.name}-missing{number + 1}", "announced by the file, and not found in it")
    notes = [f"{n_read} read, {n_skipped + n_missing} skipped"]
    if announced is not None:
        notes.insert(0, f"{announced} announced")
        if announced != found:
            notes.append(f"{abs(announced - found)} {'missing' if announced > found else 'more than announced'}")
    yield Reading(LedgerRow(file.origin, file.name, "opened", notes=tuple(notes)))
