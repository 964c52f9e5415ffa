"""Rules of the sentence splitter behind an abbreviation: one function for each section of the list, True for an end."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from analyzer.text._sentence_rules import QUOTES, TRAILING, Candidate

# Sections whose full stop never ends a sentence, not even at the end of a line.
NEVER = frozenset({"title", "initial", "latin"})
ALWAYS_INSIDE = frozenset({"title", "latin"})  # and never before anything else either
_SYMBOLS = frozenset("$€£¥₮₽@#")  # what a sentence may start with, beside letters and digits
_COMPASS = re.compile(r"[NS]\.?[EW]?\.?[,;]?|[EW]\.?[,;]?")
_ROMAN_OR_LETTER = re.compile(r"[IVXLC]+\W*|[A-Z]\W*|[ivx]+\W*")


def ends_behind_abbreviation(c: Candidate) -> bool:
    """Whether the full stop of the abbreviation `c.word` ends the sentence as well."""
    if c.section not in NEVER:
        if set(c.closers) & {'"', "”", "»"} and c.chunk[:1] not in QUOTES:
            return True  # "... at 5 p.m." Police came; but "W.W." Howe
        if ")" in c.closers or "(" in c.opener:
            return c.opens  # (D-Vt.) Tuesday; Acme Inc. (NYSE)
        if not QUOTES.isdisjoint(c.opener):
            return len(c.before) > 1  # said Ms. Lund, D-Vt. "We; but The U.S. "Navy
        if (not c.first[0].isalnum() and c.first[0] not in _SYMBOLS) or _title_case(c):
            return False
    return RULES[c.section](c)


def _title_case(c: Candidate) -> bool:
    """In a Headline With Capitals, the capital that follows says nothing."""
    if not c.second[:1].isupper():
        return False
    so_far = c.text[max(c.start, c.stop - 200) : c.stop].split()
    return not any(chunk[0].islower() for chunk in so_far) and not "".join(so_far).isupper()


def _always(c: Candidate) -> bool:
    """Plants, etc. Nothing has to follow."""
    return True


def _never(c: Candidate) -> bool:
    """Mr. Smith, vs. them: a name or a word belongs to it."""
    return False


def _initial(c: Candidate) -> bool:
    """V. Putin goes on; Plan B. and 30 C. end; so does a letter before a word that opens sentences."""
    if c.opener or (c.first.endswith(".") and len(c.next) <= 2):
        return False
    if (
        c.previous[-1:].isdigit()
        or c.previous.lower() in c.known.words["labels"]
        or (c.word == "I" and c.previous[:1].islower())
    ):
        return True
    return c.opens


def _acronym(c: Candidate) -> bool:
    """U.S. before a capital is part of a name; it ends before opening words, or where "in the U.S." meets a verb."""
    if c.digit or len(c.before) < 2:
        return False
    if c.opens:
        return True
    governs, verb = c.known.words["governs"], c.second.strip(TRAILING)
    governed = c.previous.lower() in governs or (c.previous == "the" and c.before[0].lower() in governs)
    if not governed or c.follows_in("follows"):
        return False
    return verb in c.known.words["verbs"] or verb.endswith("ed") or (c.follows_in("acts") and verb[:1].islower())


def _time(c: Candidate) -> bool:
    """7 p.m. Saturday, 7 a.m. EST, 2 p.m. Moscow time."""
    if c.digit:
        return c.second[:1].islower()
    return (
        not c.follows_in("days")
        and c.next.replace(".", "") not in c.known.words["zones"]
        and c.second.strip(TRAILING) != "time"
    )


def _company(c: Candidate) -> bool:
    """Acme Inc. Chief Executive goes on; Co. Kerry is a county."""
    county = c.word == "Co" and c.previous != "&" and not c.previous[:1].isupper()
    return not county and not c.follows_in("follows")


def _street(c: Candidate) -> bool:
    """Pennsylvania Ave. NW."""
    return not _COMPASS.fullmatch(c.first)


def _place(c: Candidate) -> bool:
    """St. Louis goes on; 5th St. and Sunset Dr. end before a word that opens sentences."""
    return c.opens and len(c.next) > 2 and (c.previous[:1].isupper() or c.previous[:1].isdigit())


def _state(c: Candidate) -> bool:
    """Salem, Ore. and D-Vt. end; the Ore. State Police goes on."""
    if c.digit or c.follows_in("follows"):
        return False
    return c.opens or c.previous.endswith(",") or "-" in c.chunk


def _junior(c: Candidate) -> bool:
    """John Smith Jr. Boulevard, John Smith Jr. Monday signed, Sr. Lopez."""
    return c.previous[:1].isupper() and not c.digit and not c.follows_in("named") and not c.follows_in("days")


def _unit(c: Candidate) -> bool:
    """6 ft. 4 in.; without a number before it, it is an ordinary word or an initial."""
    if c.previous[-1:].isdigit():
        return not c.digit
    return _initial(c) if len(c.word) == 1 else True


def _number(c: Candidate) -> bool:
    """No. 10, vol. II; else the word no."""
    if c.digit:
        return False
    return c.word.lower() in ("no", "nos") or not _ROMAN_OR_LETTER.fullmatch(c.first)


def _month(c: Candidate) -> bool:
    """Sept. 3; Tues. Sept. 3."""
    return not c.digit and not c.follows_in("days")


def _word(c: Candidate) -> bool:
    """Justice Dept. Inquiry goes on; it ends before a word that opens sentences."""
    return c.opens


def _journal(c: Candidate) -> bool:
    """J. Am. Med. Assn.: another short word with a stop goes on."""
    return not (c.first.endswith(".") and c.first[:-1] in c.known.sections) and not c.first.isupper()


RULES: Mapping[str, Callable[[Candidate], bool]] = {
    "title": _never,
    "latin": _never,
    "initial": _initial,
    "acronym": _acronym,
    "time": _time,
    "company": _company,
    "street": _street,
    "place": _place,
    "state": _state,
    "junior": _junior,
    "unit": _unit,
    "number": _number,
    "month": _month,
    "word": _word,
    "journal": _journal,
    "ends": _always,
    "exclaim": _always,
}
