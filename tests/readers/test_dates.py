from datetime import UTC, date, datetime
from email.utils import format_datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.readers.dates import parse_date

DAYS = st.dates(date(1600, 1, 1), date(2199, 12, 31))
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}
PATTERN = {
    "en": "{m} {d}, {y}",
    "fr": "le {d} {m} {y}",
    "de": "{d}. {m} {y}",
    "es": "{d} de {m} de {y}",
    "ru": "{d} {m} {y} г.",
}


@given(DAYS)
def test_numbers_in_a_fixed_order_come_back(day: date) -> None:
    """ISO dates, stamps and dates with the year first or with dots mean one day only."""
    for pattern in ("%Y-%m-%d", "%Y%m%d", "%Y/%m/%d", "%Y.%m.%d", "%d.%m.%Y", "%Y年%m月%d日"):
        written = (
            pattern.replace("%Y", f"{day.year:04}").replace("%m", f"{day.month:02}").replace("%d", f"{day.day:02}")
        )
        assert parse_date(written) == (day.isoformat(), "")


@given(DAYS, st.sampled_from(sorted(MONTHS)))
def test_month_names_of_five_languages_come_back(day: date, language: str) -> None:
    """A day beside the name of a month is read in each of the five languages, without being told which."""
    month = MONTHS[language].split()[day.month - 1]
    written = PATTERN[language].format(d=day.day, m=month, y=day.year)
    for text in (written, written.upper(), f"{written}, 14:30"):
        assert parse_date(text) == (day.isoformat(), "")


@given(st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1)).map(lambda t: t.replace(microsecond=0, tzinfo=UTC)))
def test_times_with_a_zone_come_back(moment: datetime) -> None:
    """RFC 822 and ISO 8601 keep the time and the zone."""
    assert parse_date(format_datetime(moment)).iso == moment.isoformat()
    assert parse_date(moment.isoformat()).iso == moment.isoformat()
    assert parse_date(moment.strftime("%Y%m%dT%H%M%SZ")).iso == moment.isoformat()


@given(DAYS)
def test_day_or_month_first(day: date) -> None:
    """A slash date is read day first or month first as asked, and a note tells when both were possible."""
    ambiguous = day.day <= 12 and day.day != day.month
    european, american = f"{day.day}/{day.month}/{day.year}", f"{day.month}/{day.day}/{day.year}"
    assert parse_date(european).iso == parse_date(american, day_first=False).iso == day.isoformat()
    assert ("ambiguous" in parse_date(european).note) == ambiguous
    if day.day > 12:
        assert parse_date(american).iso == parse_date(european, day_first=False).iso == day.isoformat()
        assert "month first" in parse_date(american).note


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("20240903101500", "2024-09-03T10:15:00"),
        ("202409031015", "2024-09-03T10:15:00"),
        ("2024-09-03 00:00:00", "2024-09-03"),
        ("2024-09-03 10:15:00 GMT", "2024-09-03"),
        ("Tue, 03 Sep 2024 10:15:00 +0200", "2024-09-03T10:15:00+02:00"),
        ("July 1, 2019 Monday 9:20 AM GMT", "2019-07-01"),
        ("Dienstag, den 3. März 2024, 14.30 Uhr", "2024-03-03"),
        ("mar. 3 sept. 2024", "2024-09-03"),
        ("3rd of September 2024", "2024-09-03"),
        ("03-Sep-2024", "2024-09-03"),
        ("3/13/2024 10:30 PM", "2024-03-13"),
        ("3 September 2024 (corrected 3 Sept. 2024)", "2024-09-03"),
        ("3 settembre 2024", "2024-09-03"),
        ("3 września 2024", "2024-09-03"),
        ("٣ سبتمبر ٢٠٢٤", "2024-09-03"),
    ],
)
def test_dates_as_databases_write_them(text: str, iso: str) -> None:
    """Formats met in exports and on pages give the day a person would read."""
    assert parse_date(text).iso == iso


@pytest.mark.parametrize(
    "text",
    [
        "2024",
        "2024-09",
        "2024-W36",
        "May 2024",
        "May",
        "3 May",
        "3 May 24",
        "03/09/24",
        "yesterday",
        "2 days ago",
        "12:30",
        "355 words",
        "2024 yesterday",
        "12 2024 5",
        "14:03 September 2024",
        "31 September 2024",
        "2024-02-30",
        "31/02/2024",
        "3 May 2024, updated 4 May 2024",
        "1725358500",
        "20241350",
        "99999999999999",
        "0999-01-01",
        "Monday 2024",
        "x" * 300,
    ],
)
def test_nothing_is_supplied(text: str) -> None:
    """What lacks a year, a month or a day, or holds two dates, is not a date; the note quotes it."""
    iso, note = parse_date(text)
    assert iso == ""
    assert note.startswith("date not understood: ")
    assert text[:50] in note


def test_no_date_needs_no_note() -> None:
    """An empty value is not a date that was misunderstood."""
    assert parse_date("  ") == ("", "")


@settings(deadline=None)
@given(st.one_of(st.text(), st.from_regex(r"[0-9A-Za-zäé ,./:-]{0,20}(19|20)[0-9]{2}[0-9A-Za-z ,./:-]{0,20}")))
def test_any_text_gives_a_day_or_a_note(text: str) -> None:
    """Whatever stands in the column, the result is a day that the calendar has, whose year stands in the text."""
    iso, note = parse_date(text)
    assert bool(iso) or bool(note) == bool(text.strip())
    if iso:
        datetime.fromisoformat(iso)
        assert iso[:4] in text or not text.isascii()
