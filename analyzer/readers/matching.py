"""Rows of lists and the articles they describe, wherever each of them stood: matched by address, else by title.

A list knows outlet, date and language of what a saved page may not tell. What an article says of itself is never
replaced; only what it lacks, or what had been guessed, is taken from the list, and a note says so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit

from analyzer.article import Article
from analyzer.corpus import LedgerRow
from analyzer.readers.dates import parse_date
from analyzer.readers.exports.lists import told_by
from analyzer.readers.fields import to_reading
from analyzer.readers.language import language_code
from analyzer.readers.reading import Options, Pairs, Reading, skipped

# Parts of an address that say who followed it, not what it leads to.
TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|ref|cmpid|ocid|smid", re.IGNORECASE)
FEWEST_WORDS = 3  # of a title that is matched by; shorter ones ("Comment", "In brief") are shared by many articles
_GUESSED = "outlet taken from"
SEVERAL = "several articles have this title"


def matched(readings: Iterable[Reading], options: Options) -> list[Reading]:
    """The same readings, with the rows of lists given to the articles that they describe.

    Parameters
    ----------
    readings : iterable of Reading
        Of everything that is read together.
    options : Options
        With `headlines`, a row without its article becomes an article of its title.

    Returns
    -------
    list of Reading
        In the same order and number. A row that was matched is "opened": its article has a row of its own.
    """
    found = list(readings)
    rows = {place: told for place, reading in enumerate(found) if (told := told_by(reading))}
    if rows:
        urls, titles = _places(found)
        for place, told in rows.items():
            target, why_not = _target(told[0], urls, titles)
            if target is None:
                found[place] = _alone(found[place], told, options, why_not)
            else:
                found[target] = _completed(found[target], told[0], options, found[place].row.origin)
                found[place] = _given_away(found[place], found[target])
    return found


def url_key(url: str) -> str:
    """An address without what does not matter: scheme, www., trailing slash, fragment, tracking, order of parameters.

    >>> url_key("https://www.Example.org/rain/?utm_source=x&id=7#top")
    'example.org/rain?id=7'
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
        asked = sorted(pair for pair in parse_qsl(parts.query, max_num_fields=100) if not TRACKING.fullmatch(pair[0]))
    except ValueError:
        return ""
    query = f"?{urlencode(asked)}" if asked else ""
    return f"{host}{parts.path.rstrip('/')}{query}" if host else ""


def title_key(title: str) -> str:
    """The words of a title, or "" when there are too few to know an article by.

    >>> title_key("Harbour opens: small boats!"), title_key("Comment")
    ('harbour opens small boats', '')
    """
    words = re.findall(r"\w+", title.casefold())
    return " ".join(words) if len(words) >= FEWEST_WORDS else ""


def _places(readings: Sequence[Reading]) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    urls: dict[str, list[int]] = defaultdict(list)
    titles: dict[str, list[int]] = defaultdict(list)
    for place, reading in enumerate(readings):
        if reading.article:
            urls[url_key(reading.article.url)].append(place)
            titles[title_key(reading.article.title)].append(place)
    urls.pop("", None)
    titles.pop("", None)
    return urls, titles


def _target(
    fields: Mapping[str, str], urls: Mapping[str, list[int]], titles: Mapping[str, list[int]]
) -> tuple[int | None, str]:
    """Place of the article that a row describes; a title that several articles bear is not enough."""
    by_url = urls.get(url_key(fields.get("url", "")))
    if by_url:
        return by_url[0], ""
    by_title = titles.get(title_key(fields.get("title", "")), [])
    return (by_title[0], "") if len(by_title) == 1 else (None, SEVERAL if by_title else "")


def _alone(reading: Reading, told: tuple[dict[str, str], Pairs], options: Options, why_not: str) -> Reading:
    row = reading.row
    notes = row.notes + ((why_not,) if why_not else ())
    if options.headlines:
        return of_title(reading, told, options, notes)
    return skipped(row.origin, row.item, row.reason, notes, rejected=reading.rejected)


def of_title(
    reading: Reading, told: tuple[dict[str, str], Pairs], options: Options, notes: tuple[str, ...] = ()
) -> Reading:
    """A row of a list as an article whose text is its title, marked as incomplete."""
    fields, extra = told
    return to_reading(
        {**fields, "text": fields.get("title", "")},
        (*extra, ("incomplete", "headline only")),
        origin=reading.row.origin,
        name=reading.row.item,
        options=options,
        notes=(*notes, "headline only; the list holds no text"),
    )


def _completed(reading: Reading, fields: Mapping[str, str], options: Options, origin: str) -> Reading:
    """The article with what the list knows and it does not."""
    article = reading.article
    if article is None:
        return reading
    guessed = any(note.startswith(_GUESSED) for note in reading.row.notes)
    outlet = fields.get("outlet", "")
    language = language_code(fields.get("language", ""))
    published = parse_date(fields.get("date", ""), language=language, day_first=options.day_first).iso
    fuller: Article = replace(
        article,
        outlet=outlet if outlet and (guessed or not article.outlet) else article.outlet,
        published=article.published or published,
        language=article.language or language,
        title=article.title or fields.get("title", ""),
        url=article.url or fields.get("url", ""),
        author=article.author or fields.get("author", ""),
        group=article.group or fields.get("group", ""),
    )
    kept = tuple(note for note in reading.row.notes if not (outlet and note.startswith(_GUESSED)))
    return replace(reading, article=fuller, row=replace(reading.row, notes=(*kept, f"matched to {origin}")))


def _given_away(reading: Reading, target: Reading) -> Reading:
    row = reading.row
    notes = (*row.notes, f"matched to {target.row.origin}")
    return Reading(LedgerRow(row.origin, row.item, "opened", "", notes))
