"""One remark on the design of a comparison: a number, how grave it is, and a sentence that says what follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

Severity = Literal["obstacle", "caution", "note"]
SEVERITIES: Mapping[Severity, str] = {
    "obstacle": "a question that these articles cannot answer, however large a difference is",
    "caution": "a difference may go unnoticed, or have another reason than the way the event is told",
    "note": "how things stand; no number need be read otherwise",
}
CHECKS: Mapping[str, str] = {
    "others": "number of other articles",
    "rank": "the smallest p that a rank among the others can have",
    "effective n": "independent sentences that the sentences of the others weigh like",
    "detectable": "the smallest difference that is found in 8 of 10 cases",
    "length": "words, as a multiple of the median of the others; of groups, the longest median over the shortest",
    "dates": "days from first to last; articles without a date; share of the others published on an earlier day",
    "groups": "number of groups, outlets or articles that it is so for",
    "outlets": "share of the others that is of the largest outlet; articles without an outlet",
    "voice": "share of words in quotation marks; articles without a sentence",
    "topics": "sentences long enough for topics",
    "codebook": "share of sentences that carry any frame; number of frames",
}
OVERALL = "all frames"  # the item of a remark that sums the frames up
_NONE = float("nan")
_LISTED = 5


class Remark(NamedTuple):
    """A row of the design table; its fields are the columns.

    Attributes
    ----------
    check : str
        One of `CHECKS`, which say what `value` is.
    level, name : str
        Whom it speaks of, as in every table.
    item : str
        What it speaks of, within the check.
    value, low, high : float
        A number and the range it is seen in, such as the middle half of the others; NaN where there is none.
    n_articles : int
        Articles that it rests on.
    severity : {"obstacle", "caution", "note"}
        Defined in `SEVERITIES`.
    text : str
        One plain sentence: the number and what follows from it.
    """

    check: str
    level: str
    name: str
    item: str
    value: float
    low: float
    high: float
    n_articles: int
    severity: Severity
    text: str


def remark(
    check: str,
    item: str,
    text: str,
    value: float = _NONE,
    *,
    low: float = _NONE,
    high: float = _NONE,
    n: int,
    severity: Severity = "note",
    level: str = "others",
    name: str = "others",
) -> Remark:
    """A remark on the others together, unless a level and a name say otherwise."""
    return Remark(check, level, name, item, float(value), float(low), float(high), int(n), severity, text)


def worse(is_so: bool, severity: Severity = "caution") -> Severity:
    """The severity if it is so, else a note."""
    return severity if is_so else "note"


def plural(n: int, noun: str) -> str:
    """A number of things.

    >>> plural(1, "article"), plural(1200, "sentence")
    ('1 article', '1,200 sentences')
    """
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def listed(names: Iterable[str]) -> str:
    """Names in a row, the first five of them.

    >>> listed(["a", "b"]), listed("abcdefg")
    ('a, b', 'a, b, c, d, e and 2 more')
    """
    whole = list(names)
    more = f" and {len(whole) - _LISTED} more" if len(whole) > _LISTED else ""
    return f"{', '.join(whole[:_LISTED])}{more}"
