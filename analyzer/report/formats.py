"""How numbers, dates, names and addresses are written on the page; one way for each, everywhere."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import urlsplit

NONE = "–"  # stands where there is no number; the reason is written beside it
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY = re.compile(r"(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_SHOWN = "\ufffd"
# Signs that turn the direction of what stands around them: a name could make a sentence of ours read otherwise.
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSEEN = ("Cc", "Cs", "Co", "Cn")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_PILE = re.compile("([\u0300-\u036f]{4})[\u0300-\u036f]+")


def clean(text: object) -> str:
    r"""Text without a sign that cannot be seen or that turns the direction of writing; each is shown as U+FFFD.

    >>> clean("a\x00b\u202ec")
    'a�b�c'
    """
    shown = str(text)
    if not shown.isascii() or not shown.isprintable():
        shown = "".join(map(_sign, _PILE.sub(r"\1", shown)))
    return shown


def _sign(sign: str) -> str:
    if sign in "\n\t ":
        return sign
    if sign == "\r":
        return "\n"
    return _SHOWN if sign in _TURNING or unicodedata.category(sign) in _UNSEEN else sign


def line(text: object) -> str:
    """The cleaned text on one line.

    >>> line(" Daily\\n  Test ")
    'Daily Test'
    """
    return " ".join(clean(text).split())


def short(text: object, most: int) -> str:
    """The cleaned text on one line, cut where it is longer than `most` characters.

    >>> short("A long name of an outlet", 10)
    'A long nam…'
    """
    whole = line(text)
    return whole if len(whole) <= most else whole[:most].rstrip() + "…"


def count(n: int, noun: str, plural: str = "") -> str:
    """A number of things.

    >>> count(1, "article"), count(0, "article"), count(1200, "entry", "entries")
    ('1 article', '0 articles', '1,200 entries')
    """
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"


def per_100(share: float) -> str:
    """A share as a number in 100; below 1 with a decimal, as it would look like none at all.

    >>> per_100(0.344), per_100(0.0), per_100(0.004), per_100(0.0001), per_100(float("nan"))
    ('34', '0', '0.4', '<0.1', '–')
    """
    if math.isnan(share):
        return NONE
    if 0 < share < 0.0005:
        return "<0.1"
    return f"{100 * share:.1f}" if 0 < 100 * share < 0.95 else f"{100 * share:.0f}"


def points(difference: float) -> str:
    """A difference of shares in points of 100, with its sign; near 0 with a decimal, as its side of 0 matters.

    >>> points(0.142), points(-0.004), points(0.0), points(float("nan"))
    ('+14', '-0.4', '0', '–')
    """
    return number(100 * difference, 1 if abs(100 * difference) < 0.95 and difference else 0, sign=True)


def number(value: float, digits: int = 2, *, sign: bool = False) -> str:
    """A number with so many decimals.

    >>> number(0.1234), number(1.0, 1, sign=True), number(-0.001, 1, sign=True), number(float("inf"))
    ('0.12', '+1.0', '0.0', '∞')
    """
    if math.isnan(value):
        return NONE
    if math.isinf(value):
        return "∞" if value > 0 else "-∞"
    value = round(value, digits) + 0.0
    return f"{value:{'+' if sign and value else ''},.{digits}f}"


def interval(low: str, high: str) -> str:
    """Both ends of a range, or the sign for none.

    >>> interval("18", "25"), interval("–", "–")
    ('18 to 25', '–')
    """
    return NONE if NONE in (low, high) else f"{low} to {high}"


def day(iso: str) -> str:
    """A day of an ISO date, or the text itself where it is none.

    >>> day("2024-09-03T10:00Z"), day(""), day("autumn")
    ('3 Sep 2024', '', 'autumn')
    """
    found = _DAY.match(iso)
    return f"{int(found[3])} {_MONTHS[int(found[2]) - 1]} {found[1]}" if found else line(iso)


def days(dates: Iterable[str]) -> str:
    """From the first day to the last, said as briefly as possible; "" where no date is known.

    >>> days(["2024-09-01", "2024-09-26"]), days(["2024-08-30", "2024-09-02"]), days(["2024-09-01"])
    ('1–26 Sep 2024', '30 Aug – 2 Sep 2024', '1 Sep 2024')
    """
    known = sorted(date[:10] for date in dates if _DAY.match(date))
    if not known:
        return ""
    (first_day, first_month, first_year), (last_day, last_month, last_year) = (day(known[at]).split() for at in (0, -1))
    last = f"{last_day} {last_month} {last_year}"
    if known[0] == known[-1]:
        return last
    if first_year != last_year:
        return f"{first_day} {first_month} {first_year} – {last}"
    return f"{first_day} {first_month} – {last}" if first_month != last_month else f"{first_day}–{last}"


def series(names: Iterable[str]) -> str:
    """Names as they are listed in a sentence.

    >>> series(["a"]), series(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    *first, last = [*names] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def link(url: str) -> str:
    """The address if it is one that a page may lead to, else "".

    >>> link("https://example.org/a?b=1"), link("javascript:alert(1)"), link("https:///x")
    ('https://example.org/a?b=1', '', '')
    """
    url = url.strip()
    if not url.isprintable() or any(sign in url for sign in " \"'<>\\`{}|^"):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.hostname and not parts.username else ""


def language(code: str) -> str:
    """The code if it has the form of one, else "".

    >>> language("pt-BR"), language('en" onload="')
    ('pt-BR', '')
    """
    return code if _LANGUAGE.fullmatch(code) else ""


def anchor(prefix: str, key: str) -> str:
    """An id on the page for any key; different keys get different ids.

    >>> anchor("evidence", "legal_scrutiny"), anchor("evidence", "law & order")
    ('evidence-legal_scrutiny', 'evidence-law.20..26..20.order')
    """
    return f"{prefix}-" + "".join(s if s.isascii() and (s.isalnum() or s in "_-") else f".{ord(s):x}." for s in key)
