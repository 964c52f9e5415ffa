"""Factiva's field codes, which its pages and its texts share, and the articles that they describe."""

from __future__ import annotations

import re
from collections.abc import Mapping

from analyzer.readers.exports.parts import NO_DATE, Part

# Fields of an article, and what else is worth a name of its own.
FIELDS = {"HD": "title", "BY": "author", "PD": "date", "SN": "outlet", "LA": "language", "AN": "id"}
TEXT = ("LP", "TD")
NAMES = {
    "SE": "section", "CLM": "column", "ED": "edition", "ET": "time", "SC": "source code", "PG": "page", "VOL": "volume",
    "CY": "copyright", "CR": "credit", "CO": "companies", "IN": "industries", "NS": "subjects", "RE": "regions",
    "ART": "art", "PUB": "publisher", "IPC": "information provider codes", "IPD": "information provider descriptors",
    "RF": "reference", "CT": "contact", "WC": "length",
}  # fmt: skip
CODES = frozenset({*FIELDS, *TEXT, *NAMES})
_ID = re.compile(r"(?:Document|Dokument|Documento)\s+", re.IGNORECASE)


def coded(values: Mapping[str, str], *, block: str, language: str = "") -> Part:
    """The article with these values.

    Parameters
    ----------
    values : mapping of str to str
        By code; of "LP" and "TD" with an empty line between paragraphs.
    block : str
    language : str
        Where no code says it.

    >>> coded({"HD": "Rain", "TD": "It rained.", "AN": "Document HC00020240903ek93"}, block="").fields["id"]
    'HC00020240903ek93'
    """
    part = Part({field: values.get(code, "") for code, field in FIELDS.items()}, block=block)
    part.fields["id"] = _ID.sub("", part.fields["id"]).strip()
    part.fields["language"] = part.fields["language"] or language
    part.fields["text"] = "\n\n".join(filter(None, (values.get(code, "").strip() for code in TEXT)))
    part.length = values.get("WC", "")
    part.extra = [(NAMES[code], " ".join(value.split())) for code, value in values.items() if code in NAMES]
    part.extra = [pair for pair in part.extra if pair[0] != "length"]
    if not part.fields["date"]:
        part.notes.append(NO_DATE)
    return part
