"""ProQuest: plain text, articles between lines of sixty underscores or numbered, each a list of "Name: value".

The names are those of the language of the interface. A line of the text may look like one; only a name that is listed
here ends the text, and only behind a blank line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analyzer.readers.characters import has_words
from analyzer.readers.exports.lexisnexis import MARK, announced_in
from analyzer.readers.exports.parts import NO_DATE, Part, part_readings
from analyzer.readers.reading import File, Options, Reading
from analyzer.readers.text import plain_text

RULE = re.compile(r"[ \t]*_{50,}[ \t]*")
# The fields of an article, as the interface writes them in English, French, German and Spanish.
NAMES: dict[str, tuple[str, ...]] = {
    "title": ("title", "titre", "titel", "título"),
    "author": ("author", "auteur", "autor"),
    "outlet": (
        *("publication title", "titre de la publication", "titre de publication"),
        *("titel der publikation", "publikationstitel", "título de publicación", "título de la publicación"),
    ),
    "date": (
        *("publication date", "date de publication", "erscheinungsdatum", "veröffentlichungsdatum"),
        *("publikationsdatum", "fecha de publicación"),
    ),
    "text": ("full text", "texte intégral", "volltext", "texto completo"),
    "abstract": ("abstract", "résumé", "zusammenfassung", "resumen"),
    "language": (
        *("language of publication", "langue de la publication", "langue de publication"),
        *("publikationssprache", "sprache der publikation", "idioma de la publicación", "idioma de publicación"),
    ),
    "id": (
        *("proquest document id", "identificateur de document proquest", "proquest-dokument-id"),
        "id del documento de proquest",
    ),
    "url": ("document url", "url du document", "dokument-url", "url del documento"),
}
# Other names, which end a text as well.
OTHERS = frozenset(
    (
        "publication info", "links", "subject", "location", "people", "company / organization",
        "identifier / keyword", "pages", "section", "volume", "issue", "publication year", "year", "publisher",
        "place of publication", "country of publication", "publication subject", "issn", "e-issn", "source type",
        "document type", "document feature", "copyright", "last updated", "database", "supplement", "credit",
        "edition", "dateline", "first page", "number of pages", "accession number", "classification", "company",
        "liens", "sujet", "lieu", "personnes", "année de publication", "éditeur", "pays de publication",
        "type de source", "type de document", "dernière mise à jour", "base de données", "thema", "ort",
        "erscheinungsjahr", "verlag", "land der publikation", "quellentyp", "dokumenttyp", "letzte aktualisierung",
        "datenbank", "enlaces", "materia", "lugar", "año de publicación", "editorial", "país de publicación",
        "tipo de fuente", "tipo de documento", "última actualización", "base de datos",
    )
)  # fmt: skip
_FIELD_OF = {name: field for field, names in NAMES.items() for name in names}
_NAMED = re.compile(r"([^\W\d_][^:\n]{1,40}?)[ \u00a0]?:(?:[ \u00a0\t]+(.*)|)")
_HIDDEN = frozenset({"links", "liens", "enlaces"})
_LONGEST_TITLE = 300


def read_proquest(file: File, options: Options) -> Iterator[Reading]:
    """The articles in a plain text export of ProQuest.

    Raises
    ------
    UnreadableError
        When the bytes are no text.
    """
    decoded = plain_text(file, options)
    lines = decoded.text.replace("\ufeff", "").split("\n")
    parts, announced = map(_part, _blocks(lines)), announced_in(lines)
    yield from part_readings(
        parts, file, options, announced=announced, encoding=decoded.encoding, notes=(decoded.note,)
    )


def _blocks(lines: Sequence[str]) -> Iterator[list[str]]:
    """What stands between the lines of underscores, but for the address and the rights of the database."""
    block: list[str] = []
    for line in [*lines, "_" * 60]:
        if not (RULE.fullmatch(line) or MARK.fullmatch(line)):
            block.append(line)
            continue
        if has_words(" ".join(block)) and (len(block) > 200 or not _is_imprint(block)):
            yield block
        block = []


def _is_imprint(lines: Sequence[str]) -> bool:
    return not any(_field(line)[0] in _FIELD_OF.values() for line in lines)


def _field(line: str) -> tuple[str, str]:
    """The field that a line begins, by its name here or as it stands, and its value; ("", line) when it begins none."""
    match = _NAMED.fullmatch(line.strip())
    name = " ".join(match[1].casefold().split()) if match else ""
    if match and (name in _FIELD_OF or name in OTHERS):
        return _FIELD_OF.get(name, name), match[2] or ""
    return "", line


def _part(lines: Sequence[str]) -> Part:
    part = Part(block="\n".join(lines).strip("\n"))
    values = _values(lines)
    first = values.pop("", "")
    for name, value in values.items():
        if name in NAMES and name != "abstract":
            part.fields[name] = value
        elif name not in _HIDDEN:
            part.extra.append((name, " ".join(value.split())))
    if not part.fields.get("title") and len(first) <= _LONGEST_TITLE:
        part.fields["title"] = first
    _complete(part, values.get("abstract", ""))
    if not part.fields.get("date"):
        part.notes.append(NO_DATE)
    return part


def _values(lines: Sequence[str]) -> dict[str, str]:
    """The first value of each field, with its lines; what stands above all names has the name ""."""
    values: dict[str, list[str]] = {}
    current, blank = "", True
    for line in lines:
        name, value = _field(line)
        # The text is left only behind a blank line: "Location: ..." in the middle of a paragraph is text.
        if name and (blank or current != "text") and name not in values:
            current = name
            values[name] = [value]
        else:
            values.setdefault(current, []).append(line)
        blank = not line.strip()
    return {name: "\n".join(found).strip() for name, found in values.items()}


def _complete(part: Part, abstract: str) -> None:
    """An abstract stands in for a text that is not there, and it is said."""
    if not part.fields.get("text") and abstract:
        part.fields["text"] = abstract
        part.extra.append(("incomplete", "abstract only"))
        part.notes.append("no full text in the export; the abstract was read")
