"""Nothing that was given is lost: read and skipped add up, whatever is filtered or set aside."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.article import Article
from analyzer.corpus import Corpus, LedgerRow
from analyzer.errors import UsageError

OUTLETS = ("Harbour Courier", "Northern Wire")


def corpus(size: int = 5, skipped: int = 1) -> Corpus:
    """Articles a0, a1, ... of two outlets in turn, and a ledger with some things that could not be read."""
    articles = tuple(
        Article(f"a{n}", f"T{n}", "One.", outlet=OUTLETS[n % 2], extra=(("k", str(n)),)) for n in range(size)
    )
    read = tuple(LedgerRow(f"{a.id}.txt", a.id, "read", notes=("utf-8",)) for a in articles)
    lost = tuple(LedgerRow(f"x{n}.pdf", f"x{n}", "skipped", "no text") for n in range(skipped))
    return Corpus(articles, read + lost)


def statuses(made: Corpus) -> tuple[int, int]:
    """Rows read and skipped."""
    return sum(row.status == "read" for row in made.ledger), len(made.skipped)


@settings(deadline=None, derandomize=True)
@given(st.integers(0, 8), st.integers(0, 3), st.sets(st.integers(0, 9)))
def test_read_and_skipped_are_what_was_given(size: int, lost: int, aside: set[int]) -> None:
    """Setting articles aside moves their rows from read to skipped, with the reason; the sum stays."""
    given_ = corpus(size, lost)
    left = given_.skip({f"a{n}": f"reason {n}" for n in aside})
    assert statuses(given_) == (size, lost)
    gone = {n for n in aside if n < size}
    assert statuses(left) == (size - len(gone), lost + len(gone))
    assert len(left) == len(left.articles) == size - len(gone)
    assert [row.item for row in left.ledger] == [row.item for row in given_.ledger]
    assert {row.item: row.reason for row in left.skipped if row.item.startswith("a")} == {
        f"a{n}": f"reason {n}" for n in gone
    }


def test_what_was_skipped_keeps_its_first_reason() -> None:
    """A thing that could not be read keeps its reason, and notes of what was read are kept when it is set aside."""
    left = corpus().skip({"x0": "too old", "a1": "too old"})
    assert {row.item: row.reason for row in left.skipped} == {"x0": "no text", "a1": "too old"}
    assert next(row for row in left.ledger if row.item == "a1").notes == ("utf-8",)


def test_articles_that_were_never_read_get_a_row_when_they_are_set_aside() -> None:
    """Articles given as objects have no row in the ledger; set aside, they have one, with their origin or their id."""
    made = Corpus((Article("a", "T", "One.", origin="a.txt"), Article("b", "T", "Two."), Article("c", "T", "Three.")))
    left = made.skip({"a": "too old", "b": "too long", "z": "not there"})
    assert [article.id for article in left] == ["c"]
    assert left.ledger == (LedgerRow("a.txt", "a", "skipped", "too old"), LedgerRow("b", "b", "skipped", "too long"))


def test_filter_keeps_the_ledger_whole() -> None:
    """Articles are picked by fields and by a function, in their order; what was read stays on record."""
    made = corpus()
    assert [a.id for a in made.filter(outlet="Northern Wire")] == ["a1", "a3"]
    assert [a.id for a in made.filter(lambda a: a.id > "a1")] == ["a2", "a3", "a4"]
    assert [a.id for a in made.filter(lambda a: a.id > "a1", outlet="Northern Wire", title="T3")] == ["a3"]
    assert made.filter(outlet="nobody").articles == ()
    assert made.filter() == made
    assert made.filter(outlet="Northern Wire").ledger == made.ledger


def test_an_unknown_field_is_an_error_that_lists_all() -> None:
    """Filtering by a field that articles do not have names every field that they have."""
    with pytest.raises(UsageError) as caught:
        corpus().filter(outlets="Northern Wire")
    assert "outlets" in caught.value.what
    assert all(field.name in caught.value.fix for field in fields(Article))


def test_corpora_add_up() -> None:
    """Two corpora together have the articles and the ledgers of both, in order, and neither changes."""
    one, two = corpus(2, 1), corpus(3, 2)
    both = one + two
    assert both.articles == one.articles + two.articles
    assert statuses(both) == (5, 3)
    assert len(one) == 2
    assert list(Corpus() + one) == list(one)


def test_to_frame() -> None:
    """One row an article and one column a field but `extra`; no article gives the same columns."""
    table = corpus(3).to_frame()
    columns = [field.name for field in fields(Article) if field.name != "extra"]
    assert list(table.columns) == list(Corpus().to_frame().columns) == columns
    assert table["id"].tolist() == ["a0", "a1", "a2"]
    assert len(Corpus().to_frame()) == 0
