"""Column layouts of research corpora and of the interfaces of news databases, read as they come."""

import json
from typing import Any

import pytest

from analyzer.article import Article
from analyzer.readers.jsonl import read_jsonl
from analyzer.readers.reading import File, Options, Reading
from analyzer.readers.table import read_table

TEXT = "They met on Tuesday and talked about grain."
WANTED = ("Rain", TEXT, "Harbour Courier", "2024-09-03", "https://harbour.example/rain")


def from_json(value: Any) -> list[Reading]:
    return list(read_jsonl(File(json.dumps(value).encode(), "a.json", "a"), Options()))


def the_article(readings: list[Reading]) -> Article:
    (article,) = [reading.article for reading in readings]
    assert article is not None
    return article


def summary(article: Article) -> tuple[str, ...]:
    return (article.title, article.text, article.outlet, article.published[:10], article.url)


URL = "https://harbour.example/rain"
LAYOUTS: dict[str, Any] = {
    "allsides": {
        "ID": "x1", "topic": "trade", "source": "Harbour Courier", "url": URL, "date": "2024-09-03",
        "authors": "Ann Writer",
        "title": "Rain", "content": TEXT, "source_url": "www.harbour.example", "bias_text": "center", "bias": 1,
    },
    "nela-gt": [
        {"id": "x1", "date": "2024-09-03", "source": "Harbour Courier", "title": "Rain", "content": TEXT, "url": URL,
         "author": "Ann Writer", "published": "Tue, 03 Sep 2024 10:00:00 GMT", "published_utc": 1725357600},
    ],
    "news-please": {
        "authors": ["Ann Writer"], "date_download": "2024-10-01 00:00:00", "date_publish": "2024-09-03 10:15:00",
        "description": None, "filename": "a.json", "language": "en", "title": "Rain", "maintext": TEXT, "url": URL,
        "source": "Harbour Courier", "source_domain": "harbour.example",
    },
    "webz": {
        "posts": [
            {"thread": {"uuid": "x", "url": URL, "site": "Harbour Courier", "title_full": "Rain - Harbour Courier"},
             "uuid": "x1", "url": URL, "author": "Ann Writer", "published": "2024-09-03T10:15:00.000+03:00",
             "title": "Rain", "text": TEXT, "language": "english"},
        ],
        "totalResults": 1,
    },
    "newsapi": {
        "status": "ok", "totalResults": 1,
        "articles": [
            {"source": {"id": None, "name": "Harbour Courier"}, "author": "Ann Writer", "title": "Rain", "url": URL,
             "description": "Of rain.", "publishedAt": "2024-09-03T10:15:00Z", "content": f"{TEXT}… [+1234 chars]"},
        ],
    },
    "guardian": {
        "response": {
            "status": "ok", "total": 1,
            "results": [
                {"id": "world/x1", "sectionName": "World", "webPublicationDate": "2024-09-03T10:15:00Z",
                 "webTitle": "Rain", "webUrl": URL,
                 "fields": {"headline": "Rain", "byline": "Ann Writer", "bodyText": TEXT},
                 "source": "Harbour Courier"},
            ],
        },
    },
    "nyt": {
        "response": {
            "docs": [
                {"web_url": URL, "lead_paragraph": TEXT, "source": "Harbour Courier",
                 "pub_date": "2024-09-03T10:15:04+0000",
                 "headline": {"main": "Rain", "kicker": None, "name": None}, "byline": {"original": "By Ann Writer"},
                 "abstract": "Of rain.", "_id": "x1"},
            ],
            "meta": {"hits": 1},
        },
    },
    "event registry": {
        "articles": {
            "results": [
                {"uri": "x1", "lang": "eng", "date": "2024-09-03", "dateTime": "2024-09-03T10:15:00Z",
                 "url": URL, "title": "Rain", "body": TEXT, "source": {"uri": "harbour.example", "dataType": "news",
                 "title": "Harbour Courier"}, "authors": [{"uri": "ann", "name": "Ann Writer", "type": "author"}]},
            ],
            "totalResults": 1,
        },
    },
    "basil": {
        "uuid": "x1", "title": "Rain", "source": "Harbour Courier", "date": "2024-09-03", "url": URL,
        "author": "Ann Writer",
        "body": [{"sentence-index": 0, "sentence": TEXT, "annotations": []}], "main-entities": ["Grain"],
    },
    "paragraphs": {
        "title": "Rain", "source": "Harbour Courier", "date": "2024-09-03", "url": URL, "author": "Ann Writer",
        "body-paragraphs": [["They met on Tuesday", "and talked about grain."]],
    },
}  # fmt: skip


@pytest.mark.parametrize("name", LAYOUTS)
def test_layouts_are_read_as_they_come(name: str) -> None:
    """Title, text, outlet, day, address and author, without any option."""
    article = the_article(from_json(LAYOUTS[name]))
    assert summary(article) == WANTED
    assert article.author.removeprefix("By ") == "Ann Writer"
    assert article.language in ("en", "")


@pytest.mark.parametrize(
    "header",
    [
        "id,title,publication,author,date,year,month,url,content",
        "id,date_publish,outlet,headline,body,authors,domain,url,political_leaning",
        "article_id,publish_date,article_source_link,title,source,author,text,url",
    ],
    ids=["all the news", "polusa", "plain"],
)
def test_layouts_of_tables_are_read_as_they_come(header: str) -> None:
    """CSV files of corpora by their own column names."""
    meaning = {
        "title": 0,
        "headline": 0,
        "content": 1,
        "body": 1,
        "text": 1,
        "publication": 2,
        "outlet": 2,
        "source": 2,
    }
    meaning |= {"date": 3, "date_publish": 3, "publish_date": 3, "url": 4}
    row = ",".join(f'"{WANTED[meaning[name]]}"' if name in meaning else "7" for name in header.split(","))
    table = File(f"{header}\n{row}\n".encode(), "a.csv", "a")
    assert summary(the_article(list(read_table(table, Options())))) == WANTED


def test_what_an_interface_has_cut_is_incomplete() -> None:
    """The mark of the cut goes, and it is said how much is missing."""
    (reading,) = from_json(LAYOUTS["newsapi"])
    assert reading.article is not None
    assert ("incomplete", "1234 characters cut off") in reading.article.extra
    assert "incomplete: 1234 characters cut off" in reading.row.notes


def test_a_first_paragraph_is_incomplete() -> None:
    """It is read where there is nothing more, and marked."""
    (reading,) = from_json(LAYOUTS["nyt"])
    assert reading.article is not None
    assert ("incomplete", "first paragraph only") in reading.article.extra
    whole = the_article(from_json([{"abstract": "Of rain.", "text": TEXT}]))
    assert whole.text == TEXT
    assert whole.extra == (("abstract", "Of rain."),)


def test_objects_are_flattened_one_level() -> None:
    """Each value of an object in an object is kept under both names, and deeper ones as they are written."""
    article = the_article(from_json([{"text": TEXT, "place": {"town": "Baytown", "at": {"x": 1}}, "empty": {}}]))
    assert article.extra == (("place.town", "Baytown"), ("place.at", '{"x": "1"}'), ("empty", "{}"))


def test_an_envelope_with_a_text_is_an_article() -> None:
    """An object that has a text is never opened, whatever else is in it."""
    article = the_article(from_json({"text": TEXT, "items": [{"text": "other"}], "results": []}))
    assert article.text == TEXT
