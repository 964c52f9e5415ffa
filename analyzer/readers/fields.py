"""From named values, wherever they stood, to an Article: which column is which field, and what has to be decided.

The same names are understood in a text header, in metadata.csv, in a CSV or JSONL file and in a DataFrame.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from analyzer.article import Article
from analyzer.errors import one_of
from analyzer.readers.characters import cut_blank_lines, has_words, plain_lines, whole_characters
from analyzer.readers.dates import parse_date
from analyzer.readers.interchange import unfolded
from analyzer.readers.language import detect_language, language_code
from analyzer.readers.reading import Options, Pairs, Reading, skipped, taken

FIELDS = ("id", "title", "text", "outlet", "group", "date", "language", "url", "author", "note")

# Other names that a field goes by, the first that is present counts; upper case, spaces, "-" and "." do not matter.
ALIASES: dict[str, tuple[str, ...]] = {
    "id": ("article_id", "uid", "uuid", "stories_id"),
    "title": ("headline", "head", "webtitle", "headline_main"),
    "text": (
        *("body", "content", "full_text", "fulltext", "article_text", "article_body", "articlebody", "maintext"),
        *("bodytext", "fields_bodytext", "body_paragraphs", "lead_paragraph", "abstract"),
    ),
    "outlet": (
        *("source", "publisher", "publication", "newspaper", "medium", "media_name", "source_name", "source_title"),
        *("source_domain", "thread_site", "domain", "source_uri"),
    ),
    "group": ("outlet_group",),
    "date": (
        "published",
        "publication_date",
        "publish_date",
        "published_at",
        "publishedat",
        "date_published",
        "datepublished",
        "pub_date",
        "pubdate",
        "date_publish",
        "webpublicationdate",
        "seendate",
    ),
    "language": ("lang", "language_code"),
    "url": ("link", "web_url", "weburl", "href"),
    "author": ("byline", "authors", "creator", "byline_original", "fields_byline"),
    "note": ("notes", "comment"),
}

# Columns that hold a part of the text, and which; they are taken where there is no other.
PARTS = {"lead_paragraph": "first paragraph only", "abstract": "abstract only"}

_LINES_KEPT = ("text", "note")


def check_columns(columns: Mapping[str, str]) -> dict[str, str]:
    """`columns` as a dict; `UsageError` when a key is not a field.

    >>> check_columns({"text": "Volltext"})
    {'text': 'Volltext'}
    """
    return {one_of("columns", field, FIELDS): str(name) for field, name in columns.items()}


def plain_name(name: str) -> str:
    """A column name without what does not matter.

    >>> plain_name(" Publication-Date ")
    'publication_date'
    """
    return re.sub(r"[\s\-._]+", "_", name.strip().casefold())


def match_columns(names: Sequence[str], columns: Mapping[str, str]) -> dict[str, int]:
    """Position of the column that holds each field; a field without a column is left out.

    Parameters
    ----------
    names : sequence of str
    columns : mapping of str to str
        The user's choice; it goes before every other name.

    >>> match_columns(["Headline", "Volltext", "Score"], {"text": "volltext"})
    {'text': 1, 'title': 0}
    """
    return dict(_match(tuple(names), tuple(columns.items())))


@lru_cache(maxsize=256)
def _match(names: tuple[str, ...], columns: Pairs) -> tuple[tuple[str, int], ...]:
    where: dict[str, int] = {}
    for position, name in reversed(list(enumerate(names))):
        where[plain_name(name)] = position
    wished = [(field, [name]) for field, name in columns]
    usual = [(field, [field, *ALIASES[field]]) for field in FIELDS]
    found: dict[str, int] = {}
    for field, candidates in [*wished, *usual]:
        free = [where[plain_name(n)] for n in candidates if where.get(plain_name(n), -1) not in (-1, *found.values())]
        if free and field not in found:
            found[field] = free[0]
    return tuple(found.items())


def sort_out(pairs: Iterable[tuple[str, str]], columns: Mapping[str, str]) -> tuple[dict[str, str], Pairs]:
    """Fields that have a value, and every other value with its own name.

    >>> sort_out([("Source", "Harbour Courier"), ("score", "7"), ("title", "")], {})
    ({'outlet': 'Harbour Courier'}, (('score', '7'),))
    """
    listed = list(pairs)
    found = match_columns([name for name, _ in listed], columns)
    fields = {field: listed[position][1] for field, position in found.items() if listed[position][1].strip()}
    rest = [pair for position, pair in enumerate(listed) if position not in found.values() and pair[1].strip()]
    return fields, unfolded(tuple((name.strip(), value) for name, value in rest))


def to_reading(
    fields: Mapping[str, str],
    extra: Pairs = (),
    *,
    origin: str,
    name: str,
    options: Options,
    outlet: str = "",
    encoding: str = "",
    notes: tuple[str, ...] = (),
) -> Reading:
    """The article that these fields describe, or the reason why they describe none.

    Parameters
    ----------
    fields : mapping of str to str
        By the names in `FIELDS`.
    extra : tuple of (str, str)
    origin : str
    name : str
        Becomes the id when the fields have none.
    options : Options
    outlet : str
        Used when neither the fields nor the host of the URL say who published it.
    encoding : str
    notes : tuple of str
    """
    clean = {field: _clean(field, value) for field, value in fields.items()}
    if any(whole_characters(value) != value for value in fields.values()):
        notes += ("NUL or half a character of two parts was read as U+FFFD",)
    item, text = clean.get("id") or slug(name), clean.get("text", "")
    if not has_words(text):
        return skipped(origin, item, "no words in the text", notes)
    language, language_notes = _language(clean.get("language", ""), f"{clean.get('title', '')}\n{text}", options)
    published = parse_date(clean.get("date", ""), language=language, day_first=options.day_first)
    outlet, outlet_notes = _outlet(clean.get("outlet", ""), clean.get("url", ""), outlet)
    article = Article(
        id=item,
        title=clean.get("title", ""),
        text=text,
        outlet=outlet,
        group=clean.get("group", ""),
        published=published.iso,
        language=language,
        url=clean.get("url", ""),
        author=clean.get("author", ""),
        note=clean.get("note", ""),
        origin=origin,
        encoding=encoding,
        extra=tuple((whole_characters(key), whole_characters(value)) for key, value in extra),
    )
    date_notes = (published.note,) if published.note else ()
    return taken(article, notes + outlet_notes + date_notes + language_notes)


def _clean(field: str, value: str) -> str:
    """Text and note with their lines, every other field on one line."""
    whole = whole_characters(value)
    return cut_blank_lines(plain_lines(whole)) if field in _LINES_KEPT else " ".join(whole.split())


def slug(name: str) -> str:
    """A short id from a file name: letters and digits of any script in lower case, everything else a hyphen.

    >>> slug("Agency A (3 Sept).v2")
    'agency-a-3-sept-v2'
    """
    return re.sub(r"[\W_]+", "-", name.casefold()).strip("-") or "article"


def _language(declared: str, text: str, options: Options) -> tuple[str, tuple[str, ...]]:
    code = language_code(declared)
    notes = (f"language not understood: {declared!r}",) if declared and not code else ()
    return code or options.language or detect_language(text), notes


def _outlet(declared: str, url: str, fallback: str) -> tuple[str, tuple[str, ...]]:
    if declared:
        return declared, ()
    host = _host(url)
    if host:
        return host, (f"outlet taken from the URL: {host}",)
    return fallback, ("outlet taken from the file name" if fallback else "no outlet given",)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
