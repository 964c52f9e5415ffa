"""Articles that were read, and a ledger of everything that was given: nothing is silently lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Literal

from analyzer.article import Article
from analyzer.errors import one_of

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """What became of one thing that was given.

    Attributes
    ----------
    origin : str
        File, or file and row.
    item : str
        Id of the article when it was read, else a short name of the thing.
    status : {"read", "skipped", "opened"}
        An archive or export was opened: what it holds has rows of its own, and the notes say how many.
    reason : str
        Why it was skipped; "" otherwise.
    notes : tuple of str
        What a reader had to decide (encoding, date, title) and the user may want to know.
    """

    origin: str
    item: str
    status: Literal["read", "skipped", "opened"]
    reason: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Corpus:
    """Articles in a fixed order, and the ledger of what was given.

    The ledger has one row for each thing given, and one for each archive or export that such things stood in; as long
    as no filter left articles out, the rows with status "read" are as many as the articles.

    >>> corpus = Corpus((Article("a", "T", "One.", outlet="X"), Article("b", "T", "Two.", outlet="Y")))
    >>> [article.id for article in corpus.filter(outlet="Y")]
    ['b']
    """

    articles: tuple[Article, ...] = ()
    ledger: tuple[LedgerRow, ...] = ()

    def __len__(self) -> int:
        return len(self.articles)

    def __iter__(self) -> Iterator[Article]:
        return iter(self.articles)

    def __add__(self, other: Corpus) -> Corpus:
        return Corpus(self.articles + other.articles, self.ledger + other.ledger)

    @property
    def n_given(self) -> int:
        """How many things were given: those that were read and those that were skipped."""
        return sum(row.status != "opened" for row in self.ledger)

    @property
    def skipped(self) -> tuple[LedgerRow, ...]:
        """The rows of the ledger that did not become articles."""
        return tuple(row for row in self.ledger if row.status == "skipped")

    def filter(self, keep: Callable[[Article], bool] | None = None, **fields_: str) -> Corpus:
        """The corpus with those articles only that pass `keep` and have the given field values.

        The ledger is kept whole: what was read stays on record.

        Raises
        ------
        UsageError
            When a field is not a field of an article.
        """
        for name in fields_:
            one_of("field", name, [f.name for f in fields(Article)])
        return Corpus(
            tuple(
                a
                for a in self.articles
                if (keep is None or keep(a)) and all(getattr(a, k) == v for k, v in fields_.items())
            ),
            self.ledger,
        )

    def skip(self, ids: dict[str, str]) -> Corpus:
        """The corpus without the articles whose id is a key; their ledger rows carry the reason given."""
        rows = tuple(
            LedgerRow(row.origin, row.item, "skipped", ids[row.item], row.notes)
            if row.status == "read" and row.item in ids
            else row
            for row in self.ledger
        )
        known = {row.item for row in rows}
        made = (a for a in self.articles if a.id in ids and a.id not in known)  # given as objects, never read
        rows += tuple(LedgerRow(a.origin or a.id, a.id, "skipped", ids[a.id]) for a in made)
        return Corpus(tuple(a for a in self.articles if a.id not in ids), rows)

    def to_frame(self) -> pd.DataFrame:
        """One row an article, one column a field (without `extra`, whose keys differ)."""
        import pandas as pd

        columns = [f.name for f in fields(Article) if f.name != "extra"]
        return pd.DataFrame([asdict(a) for a in self.articles], columns=columns)
