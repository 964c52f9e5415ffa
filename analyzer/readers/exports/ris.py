"""RIS, the form of reference managers: what ProQuest, Nexis Uni and Europresse give; a title and mostly an abstract.

A record begins with "TY" and ends with "ER". It holds no full text but where a database puts it into the abstract,
which cannot be told, so every article of it is marked as incomplete.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analyzer.readers.dates import parse_date
from analyzer.readers.exports.parts import NO_DATE, Part, part_readings
from analyzer.readers.reading import File, Options, Reading
from analyzer.readers.text import plain_text

_TAG = re.compile(r"([A-Z][A-Z0-9])  ?-(?: (.*))?")
# Tags of each field, the first that has a value counts.
TAGS: dict[str, tuple[str, ...]] = {
    "title": ("TI", "T1", "CT"),
    "text": ("AB", "N2"),
    "outlet": ("T2", "JO", "JF", "JA", "BT"),
    "language": ("LA",),
    "url": ("UR", "L2"),
    "id": ("AN", "ID"),
}
_DATES = ("DA", "Y1", "PY")
_AUTHORS = ("AU", "A1")
_KEPT = {"KW": "keywords", "SP": "page", "SN": "issn", "PB": "publisher", "CY": "place", "N1": "note of the database"}


def read_ris(file: File, options: Options) -> Iterator[Reading]:
    """The records in a RIS file.

    Raises
    ------
    UnreadableError
        When the bytes are no text.
    """
    decoded = plain_text(file, options)
    parts = map(_part, _records(decoded.text.replace("\ufeff", "").split("\n")))
    yield from part_readings(parts, file, options, encoding=decoded.encoding, notes=(decoded.note,))


def _records(lines: Sequence[str]) -> Iterator[list[str]]:
    """The lines of each record; one that is not ended ends where the next begins."""
    record: list[str] = []
    for line in lines:
        match = _TAG.fullmatch(line.strip())
        if match and match[1] in ("TY", "ER"):
            if any(map(str.strip, record)):
                yield record
            record = []
        if not match or match[1] != "ER":
            record.append(line)
    if any(map(str.strip, record)):
        yield record


def _part(lines: Sequence[str]) -> Part:
    part = Part(block="\n".join(lines))
    values = _values(lines)
    for field, tags in TAGS.items():
        part.fields[field] = next((values[tag][0] for tag in tags if values.get(tag)), "")
    part.fields["author"] = "; ".join(author for tag in _AUTHORS for author in values.get(tag, ()))
    part.fields["date"] = _date(values)
    part.extra += [(name, "; ".join(values[tag])) for tag, name in _KEPT.items() if tag in values]
    part.notes += [] if part.fields["date"] else [NO_DATE]
    if part.fields["text"]:
        part.extra.append(("incomplete", "abstract only"))
        part.notes.append("RIS holds no full text; the abstract was read")
    return part


def _values(lines: Sequence[str]) -> dict[str, list[str]]:
    """The values of each tag; a line without a tag goes on with the value above it."""
    values: dict[str, list[str]] = {}
    tag = ""
    for line in lines:
        match = _TAG.fullmatch(line.strip())
        if match:
            tag = match[1]
            values.setdefault(tag, []).append((match[2] or "").strip())
        elif tag and values[tag]:
            values[tag][-1] = f"{values[tag][-1]}\n{line.strip()}".strip()
    return {tag: [value for value in found if value] for tag, found in values.items() if any(found)}


def _date(values: dict[str, list[str]]) -> str:
    """The first whole date, written "2014/08/14/" or in words; else what there is."""
    given = [re.sub(r"/[^/\d]*$", "", value).rstrip("/ ") for tag in _DATES for value in values.get(tag, ())]
    return next((value for value in given if parse_date(value).iso), given[0] if given else "")
