"""From a date as people write it to ISO 8601: a ladder that never supplies a year, a month or a day.

The ladder: ISO 8601, RFC 822, stamps of 8, 12 or 14 digits, dates of three numbers, a day and year around the name of a
month (English, French, German, Spanish, Russian), then dateparser in its strict mode. A time is kept from the first
three; the later ones give the day. "May 2024", "yesterday" and "03/09/24" are not dates here: they lack a part.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

FIRST_YEAR, LAST_YEAR = 1600, 2199
_LONGEST = 120

# Names and abbreviations, one month a row, without accents (the text is stripped of them before it is searched).
MONTHS: tuple[str, ...] = (
    "january jan janvier janv januar janner janer enero ene январь января янв",
    "february feb fevrier fevr fev februar feber febrero февраль февраля февр фев",
    "march mar mars marz maerz mrz marzo март марта мар",
    "april apr avril avr abril abr апрель апреля апр",
    "may mai mayo маи мая",
    "june jun juin juni junio июнь июня июн",
    "july jul juillet juil juli julio июль июля июл",
    "august aug aout agosto ago август августа авг",
    "september sept sep septembre septiembre setiembre сентябрь сентября сент сен",
    "october oct octobre oktober okt octubre октябрь октября окт",
    "november nov novembre noviembre ноябрь ноября нояб ноя",
    "december dec decembre dezember dez diciembre dic декабрь декабря дек",
)
# Tried by dateparser when the language of the article is not known.
OTHER_LANGUAGES = ("it", "pt", "nl", "pl", "uk", "tr", "sv", "da", "cs", "ar", "fa", "ja", "ko", "zh")

_MONTH_OF = {name: number for number, names in enumerate(MONTHS, start=1) for name in names.split()}
_NAME = rf"(?P<month>{'|'.join(sorted(_MONTH_OF, key=len, reverse=True))})(?!\w)\.?"
_DAY = r"(?<![\d:])(?P<day>\d{1,2})(?:st|nd|rd|th|er|o|a)?(?![\d:])\.?"
_YEAR = r"(?<!\d)(?P<year>\d{4})(?!\d)"
_NAMED = (
    re.compile(rf"{_DAY}(?:\s*|-)(?:of\s+|de\s+)?{_NAME}(?:\s+|,\s*|-)(?:del?\s+)?{_YEAR}"),
    re.compile(rf"(?<!\w){_NAME}(?:\s+|-){_DAY}(?:\s+|,\s*|-){_YEAR}"),
    re.compile(rf"{_YEAR}(?:\s+|,\s*|-){_NAME}(?:\s+|-){_DAY}"),
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ].*)?|\d{8}T\d.*")
_RFC = re.compile(r"(?:[A-Za-z]{3},?\s+)?\d{1,2} [A-Za-z]{3} \d{4} \d{2}:\d{2}(?::\d{2})?(?: [-+A-Z]\S{0,5})?")
_STAMP = re.compile(r"\d{8}(?:\d{4}(?:\d{2})?)?")
_ZONE = r"(?:Z|[A-Z]{2,5}|[-+]\d{2}:?\d{2})"
_TIME = rf"(?:(?:,?\s+|T)\d{{1,2}}:\d{{2}}(?::\d{{2}}(?:\.\d+)?)?\s?(?:[AaPp]\.?[Mm]\.?)?\s?{_ZONE}?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})\s*[-/.年년]\s*(\d{{1,2}})\s*[-/.月월]\s*(\d{{1,2}})\s*[日일.]?{_TIME}")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/.])\s?(\d{{1,2}})\2\s?(\d{{4}}){_TIME}")


class Dated(NamedTuple):
    """An ISO date (with a time where one was given), or "", and a note on what had to be decided."""

    iso: str
    note: str = ""


def parse_date(text: str, *, language: str = "", day_first: bool = True) -> Dated:
    """The one date that `text` states in full.

    Parameters
    ----------
    text : str
        A date as it stood in a header or a column; surrounding words are allowed, a second date is not.
    language : str
        Code of the language it is written in, for dateparser; "" tries several.
    day_first : bool
        How 03/09/2024 is read; the note says that it was ambiguous. Dots are always day first.

    Returns
    -------
    Dated
        ``("YYYY-MM-DD", "")``, or with ``THH:MM:SS`` and the zone when given; midnight without a zone is left out.
        What is not understood gives ``("", "date not understood: ...")``.

    >>> parse_date("Tuesday, 3 September 2024").iso, parse_date("20240903T101500Z").iso
    ('2024-09-03', '2024-09-03T10:15:00+00:00')
    >>> parse_date("03/09/2024").iso, parse_date("03/09/2024", day_first=False).iso
    ('2024-09-03', '2024-03-09')
    >>> parse_date("May 2024")
    Dated(iso='', note="date not understood: 'May 2024'")
    """
    given = " ".join(text.split())
    found = _climb(_plain_digits(given), language, day_first) if given else Dated("")
    return found or Dated("", f"date not understood: {given[:_LONGEST]!r}")


@lru_cache(maxsize=4096)
def _climb(text: str, language: str, day_first: bool) -> Dated | None:
    # Without four digits in a row there is no year, and no rung may supply one.
    if len(text) > _LONGEST or not re.search(r"\d{4}", text):
        return None
    exact = _iso(text) or _rfc822(text) or _stamp(text) or _year_first(text)
    if exact:
        return Dated(exact)
    if _YEAR_LAST.fullmatch(text):
        return _year_last(text, day_first)
    days = _named(text)
    if days:
        return Dated(days.pop()) if len(days) == 1 and "" not in days else None
    return _strict_dateparser(text, language, day_first)


def _plain_digits(text: str) -> str:
    """Digits of every script as 0-9."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def _whole(year: int, month: int, day: int) -> str:
    """The ISO date, or "" when the calendar has no such day."""
    try:
        found = date(year, month, day)
    except ValueError:
        return ""
    return found.isoformat() if FIRST_YEAR <= year <= LAST_YEAR else ""


def _with_time(moment: datetime) -> str:
    day = _whole(moment.year, moment.month, moment.day)
    # Spreadsheets and data frames write midnight where no time was meant.
    if not day or (moment.tzinfo is None and not (moment.hour or moment.minute or moment.second)):
        return day
    return moment.isoformat(timespec="seconds")


def _iso(text: str) -> str:
    try:
        return _with_time(datetime.fromisoformat(text)) if _ISO.fullmatch(text) else ""
    except ValueError:
        return ""


def _rfc822(text: str) -> str:
    try:
        return _with_time(parsedate_to_datetime(text)) if _RFC.fullmatch(text) else ""
    except (ValueError, TypeError, IndexError):
        return ""


def _stamp(text: str) -> str:
    if not _STAMP.fullmatch(text):
        return ""
    try:
        return _with_time(datetime.strptime(text.ljust(14, "0"), "%Y%m%d%H%M%S"))
    except ValueError:
        return ""


def _year_first(text: str) -> str:
    match = _YEAR_FIRST.fullmatch(text)
    return _whole(*map(int, match.groups())) if match else ""


def _year_last(text: str, day_first: bool) -> Dated | None:
    match = _YEAR_LAST.fullmatch(text)
    if not match:
        return None
    a, mark, b, year = int(match[1]), match[2], int(match[3]), int(match[4])
    by_day, by_month = _whole(year, b, a), _whole(year, a, b)
    if mark == "." or not by_month or by_day == by_month:
        return Dated(by_day) if by_day else None
    if not by_day:
        return Dated(by_month, "" if not day_first else f"date {text!r} was read with the month first")
    taken = "day" if day_first else "month"
    note = f"date {text!r} is ambiguous; the first number was taken as the {taken} (see day_first)"
    return Dated(by_day if day_first else by_month, note)


def _named(text: str) -> set[str]:
    """Every date around the name of a month; "" stands for a day that the calendar does not have."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    matches = [match for pattern in _NAMED for match in pattern.finditer(bare)]
    return {_whole(int(m["year"]), _MONTH_OF[m["month"]], int(m["day"])) for m in matches}


def _strict_dateparser(text: str, language: str, day_first: bool) -> Dated | None:
    # Bare numbers in an unknown order are no date; a month name in another language is.
    if not any(map(str.isalpha, text)):
        return None
    found = _parser(language, day_first).get_date_data(text).date_obj
    # dateparser must not have supplied what the text does not say.
    if found is None or str(found.year) not in text or str(found.day) not in text:
        return None
    day = _whole(found.year, found.month, found.day)
    return Dated(day) if day else None


@cache
def _parser(language: str, day_first: bool) -> DateDataParser:
    from dateparser.data.languages_info import language_order
    from dateparser.date import DateDataParser

    tried = [language] if language in language_order else [*OTHER_LANGUAGES]
    order = "DMY" if day_first else "MDY"
    # Only absolute dates: "yesterday" would be counted from the day of the run.
    settings = {"STRICT_PARSING": True, "PARSERS": ["absolute-time"], "DATE_ORDER": order}
    return DateDataParser(languages=tried, settings=settings)
