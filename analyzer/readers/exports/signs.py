"""What the exports of databases begin with, so that they are told from other text and other pages."""

from __future__ import annotations

import re

_NUMBERED = re.compile(
    r"^[ \t]*(?:\d{1,6} (?:of|von|de|van) \d{1,6} (?:DOCUMENTS?|DOKUMENTEN?|DOCUMENTOS?|DOCUMENTEN)"
    r"|(?:Dokument|Document|Documento) \d{1,6} (?:von|of|de|van) \d{1,6})[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_NUMBERS = ("DOCUMENT", "DOKUMENT", "Document", "Dokument")
_CODES = ("HD", "SN", "LP|TD")
# Plain words that a text is searched for first, since most texts are no exports and looking at every line takes time.
_HINTS: dict[str, tuple[str, ...]] = {
    "ris": ("TY  -", "TY -"),
    "proquest": ("_" * 50, *_NUMBERS),
    "lexisnexis": _NUMBERS,
    "factiva": ("HD",),
    "nexis": ("Length:", "Load-Date:"),
}
# All the patterns of one format must be found, each in a line of its own; ProQuest numbers its articles as well.
_TEXTS: tuple[tuple[str, tuple[re.Pattern[str], ...]], ...] = (
    ("ris", (re.compile(r"\A[\s\ufeff]*TY  ?- [A-Z]"),)),
    (
        "proquest",
        (
            re.compile(rf"^[ \t]*_{{50,}}[ \t]*$|{_NUMBERED.pattern}", re.IGNORECASE | re.MULTILINE),
            re.compile(
                r"^(?:Full text|Publication title|Texte intégral|Titre de (?:la )?publication|Volltext"
                r"|Titel der Publikation|Publikationstitel|Texto completo|Título de (?:la )?publicación)[ \u00a0]?:",
                re.IGNORECASE | re.MULTILINE,
            ),
        ),
    ),
    ("lexisnexis", (_NUMBERED,)),
    (
        "factiva",
        tuple(re.compile(rf"^[ \t]*(?:{codes})[ \u00a0]*(?:[\t|].*)?$", re.MULTILINE) for codes in _CODES),
    ),
    (
        "nexis",
        (
            re.compile(r"^[ \t]*(?:Length|Load-Date):[ \u00a0\t]", re.MULTILINE),
            re.compile(r"^[ \t]*(?:Body|Text|Full Text)[ \t]*$", re.MULTILINE),
        ),
    ),
)
_PAGES = (
    ("factiva_html", re.compile(rb"""class\s*=\s*["']article [a-z]{2}Article\b""")),
    ("europresse", re.compile(rb"""class\s*=\s*["']DocPublicationName\b""")),
)
_ARTICLES = re.compile(r"<(?:\w+:)?article[\s>]")


def kind_of_export(text: str) -> str:
    """The format of an export that begins with this text, or "".

    >>> kind_of_export("\\n      1 of 10 DOCUMENTS\\n"), kind_of_export("They read one of ten documents.")
    ('lexisnexis', '')
    """
    for kind, signs in _TEXTS:
        if any(hint in text for hint in _HINTS[kind]) and all(sign.search(text) for sign in signs):
            return kind
    return ""


def kind_of_page(data: bytes) -> str:
    """The database that a page of HTML was saved from, or "".

    >>> kind_of_page(b'<html><div class="article enArticle">')
    'factiva_html'
    """
    return next((kind for kind, sign in _PAGES if sign.search(data)), "")


def holds_articles(start: str) -> bool:
    """Whether the beginning of an XML file holds an `article` element.

    >>> holds_articles('<?xml version="1.0"?><articles><article id="1">')
    True
    """
    return _ARTICLES.search(start) is not None
