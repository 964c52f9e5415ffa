"""What a reader is given and what it gives back: a `File`, the `Options`, and one `Reading` for each thing found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from analyzer.article import Article
from analyzer.corpus import LedgerRow

MAX_BYTES = 64 * 2**20

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
        Larger files are skipped, but for JSON lines, of which no line may be larger.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    encoding: str = ""
    day_first: bool = True
    max_bytes: int = MAX_BYTES


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
        Of a piece of JSON lines the number of the first; 0 for a whole file.
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


@dataclass(frozen=True, slots=True)
class Reading:
    """One row of the ledger, and the article if there is one."""

    row: LedgerRow
    article: Article | None = None


Reader = Callable[[File, Options], Iterator[Reading]]


def skipped(origin: str, item: str, reason: str, notes: tuple[str, ...] = ()) -> Reading:
    """A reading that did not become an article.

    >>> skipped("a.csv, row 3", "row 3", "no words in the text").row.status
    'skipped'
    """
    return Reading(LedgerRow(origin, item, "skipped", reason, notes))


def taken(article: Article, notes: tuple[str, ...] = ()) -> Reading:
    """A reading that became an article.

    >>> taken(Article("a1", "", "They met.", origin="a1.txt")).row.item
    'a1'
    """
    return Reading(LedgerRow(article.origin, article.id, "read", "", notes), article)
