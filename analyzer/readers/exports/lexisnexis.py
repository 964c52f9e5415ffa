"""The old LexisNexis: plain text, each article below its centred "n of N DOCUMENTS", in English, German and French.

An article whose mark is missing is found by its labels, so that the first of a file is not lost when its mark was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analyzer.readers.exports.parts import NO_DATE, Part, date_line, paragraphs, part_readings, unwrapped
from analyzer.readers.reading import File, Options, Reading
from analyzer.readers.text import plain_text

MARK = re.compile(
    r"[ \t]*(?:(?P<n>\d{1,6}) (?:of|von|de|van) (?P<all>\d{1,6}) (?:DOCUMENTS?|DOKUMENTEN?|DOCUMENTOS?|DOCUMENTEN)"
    r"|(?:Dokument|Document|Documento) (?P<m>\d{1,6}) (?:von|of|de|van) (?P<every>\d{1,6}))[ \t]*",
    re.IGNORECASE,
)
_LABEL = re.compile(r"([A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ-]{2,24}):(?:[ \u00a0]+|$)")
# What a label means, as the interface writes it in English, German and French.
_MEANING = {
    **dict.fromkeys(("HEADLINE", "ÜBERSCHRIFT", "TITRE"), "title"),
    **dict.fromkeys(("BYLINE", "AUTOR", "AUTEUR"), "author"),
    **dict.fromkeys(("LENGTH", "LÄNGE", "LONGUEUR"), "length"),
    **dict.fromkeys(("LANGUAGE", "SPRACHE", "LANGUE"), "language"),
    **dict.fromkeys(("BODY", "TEXT", "TEXTE"), "text"),
    "URL": "url",
}
_ABOVE = frozenset(
    {"SECTION", "RUBRIK", "RUBRIQUE", "DATELINE", "HIGHLIGHT", "ENCART", "SERIES", "EDITION", "DATE", "SOURCE"}
    | {name for name, meaning in _MEANING.items() if meaning in ("title", "author", "length")}
)
_BELOW = frozenset(
    {"LOAD-DATE", "UPDATE", "DATE-CHARGEMENT", "PUBLICATION-TYPE", "TYPE-PUBLICATION", "PUBLIKATIONSTYP", "GRAPHIC"}
    | {"GRAFIK", "GRAPHIQUE", "JOURNAL-CODE", "ZEITUNGS-CODE", "CODE-JOURNAL", "DOCUMENT-TYPE", "NOTES", "CORRECTION"}
    | {"SUBJECT", "URL"}
    | {name for name, meaning in _MEANING.items() if meaning == "language"}
)
_COPYRIGHT = re.compile(r"(?:Copyright|©|All Rights Reserved|Alle Rechte|Tous droits)", re.IGNORECASE)
_WRAPPED = 100  # characters; longer lines were not wrapped by the database, so that each is a paragraph


def read_lexisnexis(file: File, options: Options) -> Iterator[Reading]:
    """The articles in a plain text export of the old LexisNexis.

    Raises
    ------
    UnreadableError
        When the bytes are no text.
    """
    decoded = plain_text(file, options)
    lines = decoded.text.replace("\ufeff", "").replace("\f", "\n").split("\n")
    announced = announced_in(lines)
    parts = map(_part, _blocks(lines))
    yield from part_readings(
        parts, file, options, announced=announced, encoding=decoded.encoding, notes=(decoded.note,)
    )


def announced_in(lines: Sequence[str]) -> int | None:
    """The N of "n of N", of each export where several were joined in one file; None where there is no such line.

    >>> announced_in(["1 of 2 DOCUMENTS", "2 of 2 DOCUMENTS", "Dokument 1 von 5"])
    7
    """
    total, before = 0, 0
    for match in filter(None, map(MARK.fullmatch, lines)):
        number, announced = int(match["n"] or match["m"]), int(match["all"] or match["every"])
        total += announced if number <= before or not before else 0
        before = number
    return total if before else None


def _blocks(lines: Sequence[str]) -> Iterator[list[str]]:
    """The lines of each article without its mark; those above the first mark only if they hold an article."""
    block: list[str] = []
    cover = True
    for line in lines:
        if MARK.fullmatch(line):
            if not cover or _has_labels(block):
                yield block
            block, cover = [], False
        else:
            block.append(line)
    if not cover or _has_labels(block):
        yield block


def _has_labels(lines: Sequence[str]) -> bool:
    names = {match[1] for line in lines if (match := _LABEL.match(line.strip()))}
    return any(_MEANING.get(name) in ("length", "language") for name in names)


def _part(lines: Sequence[str]) -> Part:
    part = Part(block="\n".join(lines).strip("\n"))
    found = paragraphs(lines)
    first = next((n for n, lines in enumerate(found) if _name(lines) in _ABOVE), None)
    if first is None:
        first = _guessed_head(found)
        part.notes.append("no line with the length; where the text begins was guessed")
    _read_head(found[:first], part)
    start = first
    while start < len(found) and _name(found[start]) in _ABOVE:
        _say(part, found[start])
        start += 1
    end = next((n for n in range(start, len(found)) if _name(found[n]) in _BELOW), len(found))
    part.fields["text"] = _text(found[start:end])
    for lines in found[end:]:
        if _name(lines):
            _say(part, lines)
    return part


def _name(lines: Sequence[str]) -> str:
    match = _LABEL.match(lines[0].strip())
    return match[1] if match else ""


def _guessed_head(found: Sequence[Sequence[str]]) -> int:
    """Paragraphs down to the headline, which stands below the date."""
    at = date_line([lines[0].strip() for lines in found])
    return min(at + 2, len(found)) if at >= 0 else 0


def _read_head(found: Sequence[Sequence[str]], part: Part) -> None:
    """Outlet, date, edition and headline, which bear no labels."""
    lines = [line.strip() for lines in found for line in lines]
    last_of = [n for n, lines in enumerate(found) for _ in lines]
    kept = [n for n, line in enumerate(lines) if not _COPYRIGHT.match(line)]
    lines, last_of = [lines[n] for n in kept], [last_of[n] for n in kept]
    at = date_line(lines, 1)
    if at < 0:
        part.notes.append(NO_DATE)
        part.fields |= {"outlet": lines[0] if lines else "", "title": unwrapped(lines[1:])}
        return
    below = [n for n in range(at + 1, len(lines)) if last_of[n] > last_of[at]]
    part.fields |= {"outlet": lines[0], "date": lines[at], "title": unwrapped(lines[n] for n in below)}
    edition = [lines[n] for n in range(1, len(lines)) if n != at and n not in below]
    part.extra.append(("edition", " ".join(edition)))


def _say(part: Part, lines: Sequence[str]) -> None:
    """What stands behind the labels of a paragraph; a line without one goes on with the value above it."""
    pairs: list[tuple[str, list[str]]] = []
    for line in map(str.strip, lines):
        match = _LABEL.match(line)
        if match:
            pairs.append((match[1], [line[match.end() :]]))
        else:
            pairs[-1][1].append(line)
    for name, values in pairs:
        meaning, value = _MEANING.get(name), unwrapped(values)
        if meaning == "length":
            part.length = value
        elif meaning and (meaning == "title" or not part.fields.get(meaning)):
            part.fields[meaning] = value
        else:
            part.extra.append((name.casefold(), value))


def _text(found: Sequence[Sequence[str]]) -> str:
    text = []
    for lines in found:
        if _MEANING.get(_name(lines)) == "text":
            rest = lines[0].strip().partition(":")[2]
            lines = [rest, *lines[1:]]
        wrapped = max(map(len, lines)) <= _WRAPPED
        text.append(unwrapped(lines) if wrapped else "\n".join(map(str.strip, lines)))
    return "\n\n".join(filter(None, text))
