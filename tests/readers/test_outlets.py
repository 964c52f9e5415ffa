"""What a table says of outlets, and how an article finds its row."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import analyzer
from analyzer.article import Article
from analyzer.errors import UnreadableError
from analyzer.readers.characters import plain_lines
from analyzer.readers.outlets import Known, Outlets, load_outlets, parse_outlets
from analyzer.readers.table import parse_table

TABLE = """\ufeffDomain;Medium;Outlet group;Country
example.com;The Example;coast;NO
;Harbour Courier;inland;
b.test;;;IT
"""


def table(tmp_path: Path, text: str = TABLE) -> Outlets:
    (tmp_path / "o.csv").write_text(text, "utf-8")
    return load_outlets(tmp_path / "o.csv")


def of(outlets: Outlets, outlet: str = "", url: str = "") -> Known | None:
    return outlets.of(Article("a", "", "They met.", outlet=outlet, url=url))


def test_an_outlet_is_found_by_name_host_or_parent_domain(tmp_path: Path) -> None:
    """The name goes first; semicolons, a byte-order mark and other names of columns do not matter."""
    outlets = table(tmp_path)
    example, courier = Known("The Example", "coast", "NO"), Known("Harbour Courier", "inland", "")
    assert of(outlets, "example") == of(outlets, "THE  EXAMPLE") == example
    assert (
        of(outlets, url="https://www.example.com:8080/a") == of(outlets, url="http://edition.example.com/") == example
    )
    assert of(outlets, "edition.example.com") == example
    assert of(outlets, "the harbour courier", "https://example.com/copy") == courier
    assert of(outlets, "Somebody", "https://b.test/a") == Known("", "", "IT")


@pytest.mark.parametrize(
    "url", ["https://notexample.com/", "https://example.com.evil.test/", "https://com/", "nonsense", ""]
)
def test_a_host_that_only_looks_alike_is_another_one(tmp_path: Path, url: str) -> None:
    """Parts of a name count between its dots, from the end."""
    assert of(table(tmp_path), url=url) is None


def test_rows_that_contradict_each_other_are_an_error_with_their_numbers(tmp_path: Path) -> None:
    """The same twice is none; an outlet with two domains is none either."""
    assert table(tmp_path, "domain,outlet,group\na.test,A,x\nwww.a.test,A,x\nb.test,A,x\n").by_name["a"].group == "x"
    for rows in ("a.test,A,x\nA.TEST,A,y\n", "a.test,A,x\nb.test,The a,y\n"):
        with pytest.raises(UnreadableError, match="rows 1 and 2"):
            table(tmp_path, f"domain,outlet,group\n{rows}")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("group\nx\n", "no column"),
        ("domain,group\n,x\n", "row 1"),
        ("domain,group\na.test,x,y\n", "row 1"),
        ("", "empty"),
    ],
)
def test_a_table_that_says_nothing_of_outlets_is_an_error(tmp_path: Path, text: str, reason: str) -> None:
    """With the file, the row and what to do."""
    with pytest.raises(UnreadableError, match=reason) as caught:
        table(tmp_path, text)
    assert "o.csv" in caught.value.what


@given(st.text(max_size=200), st.sampled_from(["", "domain,outlet\n", "outlet;group\n", "url\n"]), st.text(max_size=40))
def test_any_table_is_read_or_refused(rows: str, header: str, name: str) -> None:
    """And any article is looked up in it; what is found is a row of the table."""
    try:
        outlets = parse_outlets(parse_table(plain_lines(header + rows)), "o.csv")
    except UnreadableError:
        return
    for given_name, url in ((name, ""), ("", name), ("", f"http://{name}/")):
        found = of(outlets, given_name, url)
        assert found is None or " ".join(found.outlet.split()) in " ".join(rows.split())


def test_reading_places_articles_and_says_what_it_changed(tmp_path: Path) -> None:
    """What the table says goes before what stood with the article; an outlet that it does not have is noted."""
    table(tmp_path)
    (tmp_path / "in.csv").write_text("text,outlet,group,country\nOne met.,example,old,SE\nTwo met.,Nobody,,\n")
    corpus = analyzer.read(tmp_path / "in.csv", outlets=tmp_path / "o.csv")
    first, second = corpus
    assert (first.outlet, first.group, first.extra) == ("The Example", "coast", (("country", "NO"),))
    assert (second.outlet, second.group) == ("Nobody", "")
    assert any("group 'old' is 'coast'" in note for note in corpus.ledger[0].notes)
    assert any("not in" in note and "Nobody" in note for note in corpus.ledger[1].notes)
