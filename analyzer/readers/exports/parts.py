"""What the exports of all databases have in common: one `Part` for each article, and from parts to readings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from analyzer.readers.characters import has_words
from analyzer.readers.dates import parse_date
from analyzer.readers.fields import to_reading
from analyzer.readers.reading import File, Options, Reading, accounted

# Counts of words leave out captions and headlines or not; a text that lacks a page differs by more.
TOLERANCE = 0.15
LONGEST_DATE_LINE = 100
MOST_LINES = 40  # above the text of one article; a date is looked for in no more
MOST_ANNOUNCED = 50_000  # no database gives so many in one file, and each that is missing is a row
NO_DATE = "no date found in the export"
# Only words are counted here; Chinese and Japanese exports count characters.
_LENGTH = re.compile(r"(\d[\d.,\s]*)\s*(?:words?|w(?:ö|oe)rter|worte|mots?|palabras|palavras|parole|woorden)\b", re.I)
_DATE_PARTS = (re.compile(r"\d{4}"), re.compile(r"(?<!\d)\d{1,2}(?!\d)"))
_BY = re.compile(r"(?:by|von|par|por)\s+(?=\S)", re.IGNORECASE)


@dataclass(slots=True)
class Part:
    """One article as it stands in an export.

    Attributes
    ----------
    fields : dict of str to str
        By the names in `fields.FIELDS`.
    extra : list of (str, str)
    block : str
        All of it; kept where it cannot be read.
    length : str
        Its number of words as the export states it, such as "523 words".
    notes : list of str
    """

    fields: dict[str, str] = field(default_factory=dict)
    extra: list[tuple[str, str]] = field(default_factory=list)
    block: str = ""
    length: str = ""
    notes: list[str] = field(default_factory=list)


def part_readings(
    parts: Iterable[Part],
    file: File,
    options: Options,
    *,
    announced: int | None = None,
    encoding: str = "",
    notes: tuple[str, ...] = (),
) -> Iterator[Reading]:
    """The readings of all parts, and the row that accounts for them.

    Parameters
    ----------
    parts : iterable of Part
    file : File
        The export; what is known of it fills the gaps of every article.
    options : Options
    announced : int, optional
        How many articles the export says that it holds.
    encoding : str
    notes : tuple of str
        Of every article.
    """
    if announced is not None and announced > MOST_ANNOUNCED:
        announced, notes = None, (*notes, f"the export announces {announced} articles, which is not believed")
    common = (*file.notes, *filter(None, notes))
    readings = (_reading(part, number, file, options, encoding, common) for number, part in enumerate(parts, start=1))
    return accounted(file, readings, announced=announced)


def _reading(part: Part, number: int, file: File, options: Options, encoding: str, notes: tuple[str, ...]) -> Reading:
    known = {key: value for key, value in file.known.items() if key not in ("id", "title", "text")}
    found = {key: value.strip() for key, value in part.fields.items() if value and value.strip()}
    if "author" in found:
        found["author"] = _BY.sub("", found["author"], count=1)
    if "language" in found:
        found["language"] = re.split(r"[;,/|]", found["language"])[0]  # "GERMAN; DEUTSCH"
    said = [*part.notes, length_note(part.length, found.get("title", ""), found.get("text", ""))]
    reading = to_reading(
        {"group": file.group, **known, **found},
        tuple(pair for pair in part.extra if pair[1].strip()) + file.extra,
        origin=f"{file.origin}, article {number}",
        name=f"{file.name}-article{number}",
        options=options,
        encoding=encoding,
        notes=notes + tuple(filter(None, said)),
    )
    return reading if reading.article else replace(reading, rejected=part.block)


def length_note(stated: str, title: str, text: str) -> str:
    """What to say when a text has not the number of words that its export states.

    >>> length_note("Length: 10 words", "Rain", "It rained."), length_note("2 words", "Rain", "It rained.")
    ('the export says 10 words, the text has 2', '')
    """
    match = _LENGTH.search(stated[:200])
    digits = re.sub(r"\D", "", match[1])[:9] if match else ""
    if not digits or not int(digits):
        return ""
    said, read = int(digits), n_words(text)
    near = any(abs(count - said) <= TOLERANCE * said for count in (read, read + n_words(title)))
    return "" if near else f"the export says {said} words, the text has {read}"


def n_words(text: str) -> int:
    """Number of words between white space that hold a letter or digit.

    >>> n_words("They met - at last.")
    4
    """
    return sum(map(has_words, text.split()))


def date_line(lines: Sequence[str], start: int = 0) -> int:
    """Position of the first short line from `start` on that states a whole date, or -1.

    >>> date_line(["Rain in 2024", "Harbour Courier", "July 1, 2019 Monday 9:20 AM GMT"], 1)
    2
    """
    for position in range(start, min(len(lines), start + MOST_LINES)):
        line = lines[position]
        if len(line) <= LONGEST_DATE_LINE and all(part.search(line) for part in _DATE_PARTS) and parse_date(line).iso:
            return position
    return -1


def unwrapped(lines: Iterable[str]) -> str:
    """The lines of one paragraph as one line; a word that was divided at its own hyphen is whole again.

    >>> unwrapped(["the by-", "election in", "the north"])
    'the by-election in the north'
    """
    text = ""
    for line in filter(None, map(str.strip, lines)):
        divided = text.endswith("-") and text[-2:-1].isalpha() and line[0].isalpha()
        text += line if divided or not text else f" {line}"
    return text


def paragraphs(lines: Iterable[str]) -> list[list[str]]:
    """Lines between blank lines.

    >>> paragraphs(["a", "b", "", "c"])
    [['a', 'b'], ['c']]
    """
    found: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return found if found[-1] else found[:-1]
