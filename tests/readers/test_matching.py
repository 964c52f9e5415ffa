"""Lists without texts: each row is given to the article that it describes, and to no other."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.article import Article
from analyzer.readers.exports.lists import NO_TEXT, is_list, told_by
from analyzer.readers.jsonl import read_jsonl
from analyzer.readers.matching import SEVERAL, matched, title_key, url_key
from analyzer.readers.reading import File, Options, Reading, taken
from analyzer.readers.table import read_table

MEDIA_CLOUD = (
    "id,indexed_date,language,media_name,media_url,publish_date,title,url\n"
    "9a,2024-09-04 01:00:00,en,Harbour Courier,harbour.example,2024-09-03,Harbour opens to small boats,"
    "https://www.harbour.example/boats/?utm_source=feed\n"
    "9b,2024-09-05 01:00:00,en,Inland News,inland.example,2024-09-04,Ministers talk about grain,https://inland.example/7\n"
    "9c,2024-09-05 01:00:00,de,Feldblatt,feld.example,2024-09-05,Comment,https://feld.example/9\n"
)
GDELT = {
    "articles": [
        {
            "url": "https://inland.example/7",
            "url_mobile": "",
            "title": "Ministers talk about grain",
            "seendate": "20140814T192300Z",
            "socialimage": "",
            "domain": "inland.example",
            "language": "English",
            "sourcecountry": "Ireland",
        }
    ]
}


def listed(text: str = MEDIA_CLOUD) -> list[Reading]:
    return list(read_table(File(text.encode(), "media-cloud.csv", "media-cloud"), Options()))


def page(name: str, *, notes: tuple[str, ...] = ("outlet taken from the file name",), **known: str) -> Reading:
    article = Article(name, known.pop("title", ""), "They met.", origin=f"{name}.html", **known)  # type: ignore[arg-type]
    return taken(article, notes)


def test_a_list_without_text_is_rows_that_are_skipped() -> None:
    """Nothing is read from Media Cloud's list alone; what each row says is kept with it."""
    rows = listed()
    assert [reading.row.reason for reading in rows] == [NO_TEXT] * 3
    assert [reading.row.item for reading in rows] == ["9a", "9b", "9c"]
    told = told_by(rows[0])
    assert told is not None
    assert (told[0]["outlet"], told[0]["date"]) == ("Harbour Courier", "2024-09-03")
    assert ("media_url", "harbour.example") in told[1]


def test_gdelt_lists_are_rows_too() -> None:
    """The answer of the interface, with its stamp of time."""
    (reading,) = read_jsonl(File(json.dumps(GDELT).encode(), "gdelt.json", "gdelt"), Options())
    assert reading.row.reason == NO_TEXT
    (article,) = [r.article for r in matched([reading], Options(headlines=True))]
    assert article is not None
    assert (article.published, article.outlet) == ("2014-08-14T19:23:00+00:00", "inland.example")


def test_rows_are_matched_by_address_and_by_title() -> None:
    """What the article lacks comes from the list; the row is opened, and its article says where that came from."""
    pages = [page("a", url="http://harbour.example/boats", outlet="a"), page("b", title="MINISTERS talk about grain!")]
    found = matched([*listed(), *pages], Options())
    first, second = (reading.article for reading in found[3:])
    assert first is not None
    assert second is not None
    assert (first.outlet, first.published, first.language) == ("Harbour Courier", "2024-09-03", "en")
    assert (first.title, second.url) == ("Harbour opens to small boats", "https://inland.example/7")
    assert found[3].row.notes == ("matched to media-cloud.csv, row 1",)
    assert [reading.row.status for reading in found] == ["opened", "opened", "skipped", "read", "read"]


def test_what_an_article_says_of_itself_is_not_replaced() -> None:
    """A list fills gaps and guesses only."""
    said = page("a", notes=(), url="https://harbour.example/boats", outlet="Own Name", published="2020-01-01")
    (article,) = [r.article for r in matched([*listed(), said], Options()) if r.article]
    assert (article.outlet, article.published) == ("Own Name", "2020-01-01")


def test_a_title_of_several_articles_matches_none() -> None:
    """Which one is meant cannot be known, and it is said; short titles are not matched at all."""
    twins = [page("a", title="Ministers talk about grain"), page("b", title="Ministers talk about grain")]
    found = matched([*listed(), *twins, page("c", title="Comment")], Options())
    assert [reading.row.status for reading in found[:3]] == ["skipped"] * 3
    assert SEVERAL in found[1].row.notes
    assert found[2].row.notes == ()


def test_headlines_become_articles_on_request_only() -> None:
    """A row without its article is an article of its title, marked as incomplete."""
    found = matched([*listed(), page("a", url="https://harbour.example/boats")], Options(headlines=True))
    assert [reading.row.status for reading in found] == ["opened", "read", "read", "read"]
    article = found[1].article
    assert article is not None
    assert article.text == article.title == "Ministers talk about grain"
    assert ("incomplete", "headline only") in article.extra
    assert "headline only; the list holds no text" in found[1].row.notes


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://www.a.example/x/", "a.example/x"),
        ("HTTPS://A.example/x?b=2&a=1&utm_campaign=z", "a.example/x?a=1&b=2"),
        ("//a.example/x#c", "a.example/x"),
        ("http://[broken", ""),
        ("", ""),
        ("no address", ""),
    ],
)
def test_addresses_are_compared_without_what_does_not_matter(url: str, key: str) -> None:
    """Scheme, www., trailing slash, fragment, tracking and the order of parameters."""
    assert url_key(url) == key


def test_tables_with_texts_are_no_lists() -> None:
    """A list has a title and an address and no text; a wish for a column of text is a wish for a text."""
    assert is_list(["title", "url", "seendate", "domain"], Options())
    assert not is_list(["title", "url", "content"], Options())
    assert not is_list(["title", "outlet"], Options())
    assert not is_list(["title", "url"], Options(columns={"text": "body"}))


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), max_size=6), st.booleans())
def test_matching_keeps_every_reading(rows: list[tuple[str, str]], headlines: bool) -> None:
    """Whatever the titles and addresses are: as many readings as before, and no article is lost."""
    text = "\n".join(json.dumps({"title": title, "url": url}) for title, url in rows)
    readings = list(read_jsonl(File(text.encode(), "a.jsonl", "a", line=1), Options())) if rows else []
    pages = [page(f"p{n}", title=title, url=url) for n, (title, url) in enumerate(rows) if url.isprintable()]
    found = matched([*readings, *pages], Options(headlines=headlines))
    assert len(found) == len(readings) + len(pages)
    assert sum(reading.article is not None for reading in found) >= len(pages)


def test_keys_of_titles_need_three_words() -> None:
    """Case and punctuation do not matter."""
    assert title_key("“Rain”, again: TODAY") == "rain again today"
    assert title_key("In brief") == ""
