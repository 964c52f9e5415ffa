"""Exports as databases lay them out, with texts of our own; every maker gives the file as bytes or as lines."""

from __future__ import annotations

import textwrap
from typing import NamedTuple

WIDTH = 78


class Story(NamedTuple):
    """What is put into an export, and must be read out of it again."""

    title: str
    outlet: str
    date: str
    author: str
    text: str


FIRST = (
    "The harbour of the small town opened on Monday after nine years of work on its northern wall, and the "
    "first boats came in before the speeches had ended.\n\n"
    "Fishermen said that the well-known by-election promise had been kept late. They met at the market and "
    "spoke of the price of fuel, of the weather, and of the two bridges that are still closed."
)
SECOND = (
    "Ministers met in the capital and talked about grain. They agreed on little, and a second meeting was "
    "called for Friday.\n\nNo journalist was let in."
)
THIRD = "It rained on the square for the whole afternoon, and the band that had been hired played to nobody at all."
STORIES = (
    Story("Harbour opens to small boats", "Harbour Courier", "September 3, 2024 Tuesday", "Ann Writer", FIRST),
    Story("Ministers talk about grain", "Inland News", "September 4, 2024 Wednesday", "Bo Reporter", SECOND),
    Story("Rain on the square", "The Daily Field (London)", "September 5, 2024 Thursday 9:20 AM GMT", "", THIRD),
)
N_WORDS = [len(story.text.split()) for story in STORIES]


def nexis_lines(stories: tuple[Story, ...] = STORIES, *, announced: int | None = None, cover: bool = True) -> list[str]:
    """Paragraphs of a Nexis Uni document: the cover, then the articles."""
    lines: list[str] = []
    if cover:
        n = len(stories) if announced is None else announced
        lines += ["User Name: A Reader", "Date and Time: Friday, June 6, 2025 2:20:00 PM CEST", "Job Number: 123456789"]
        lines += ["", f"Documents ({n})", ""]
        lines += [f"{k}. {story.title}" for k, story in enumerate(stories, start=1)]
        lines += ["Client/Matter: -None-", "Search Terms: harbour", "Search Type: Natural Language", ""]
        lines += ["| About LexisNexis | Privacy Policy | Terms & Conditions", ""]
    for story in stories:
        lines += [story.title, story.outlet, story.date, "", "Copyright 2024 The Makers All Rights Reserved", ""]
        lines += ["Section: NEWS; Pg. 3", f"Length:\u00a0{len(story.text.split())} words"]
        lines += [f"Byline:\u00a0By {story.author}"] if story.author else []
        lines += ["Dateline:\u00a0BAYTOWN ", "", "Body", "", *story.text.split("\n\n"), "", "Graphic", "", "A boat."]
        lines += ["Load-Date: September 6, 2024", "", "Page 1 of 3", "End of Document", ""]
    return lines


WORDS = {
    "en": ("{} of {} DOCUMENTS", "BYLINE", "SECTION", "LENGTH", "words", "LOAD-DATE", "LANGUAGE", "ENGLISH"),
    "de": ("Dokument {} von {}", "AUTOR", "RUBRIK", "LÄNGE", "Wörter", "UPDATE", "SPRACHE", "GERMAN; DEUTSCH"),
    "fr": ("Document {} de {}", "AUTEUR", "RUBRIQUE", "LONGUEUR", "mots", "DATE-CHARGEMENT", "LANGUE", "FRENCH"),
}
DATES = {"en": "September {}, 2024 Monday", "de": "Montag {}. September 2024", "fr": "lundi {} septembre 2024"}


def lexisnexis(language: str = "en", stories: tuple[Story, ...] = STORIES, *, announced: int | None = None) -> str:
    """Plain text of the old LexisNexis: centred heads, wrapped lines."""
    mark, author, section, length, unit, load, spoken, name = WORDS[language]
    n = len(stories) if announced is None else announced
    pages = ["\n\n\nDownload Request: Select Items: 1-3\nTime Of Request: Friday, March 20, 2020  16:51:31\n\n\n"]
    for k, story in enumerate(stories, start=1):
        head = [mark.format(k, n), "", "", story.outlet, "", DATES[language].format(k), "Edition 1;", "Final"]
        lines = [line.center(WIDTH).rstrip() for line in head] + ["", *textwrap.wrap(story.title, 30), ""]
        lines += [f"{author}: {story.author}", ""] if story.author else []
        lines += [f"{section}: NEWS; Pg. 6", "", f"{length}: {len(story.text.split())} {unit}", "", ""]
        lines += "\n\n".join(textwrap.fill(piece, WIDTH) for piece in story.text.split("\n\n")).split("\n")
        lines += ["", f"{load}: September 6, 2024", "", f"{spoken}: {name}", "", "PUBLICATION-TYPE: Newspaper", "", ""]
        lines += ["Copyright 2024 The Makers".center(WIDTH).rstrip(), "All Rights Reserved".center(WIDTH).rstrip(), ""]
        pages.append("\n".join(lines))
    return "\n".join(pages)


def factiva_html(language: str = "en", stories: tuple[Story, ...] = STORIES, *, coded: bool = True) -> str:
    """A saved page of Factiva."""
    make = _coded if coded else _displayed
    body = "\n".join(make(language, k, story) for k, story in enumerate(stories, start=1))
    styles = "<style>" + "p.x { margin: 0 } " * 700 + "</style>"
    return f"<!DOCTYPE html><html><head><title>Factiva</title>{styles}</head><body>{body}</body></html>"


def _paragraphs(language: str, text: str) -> str:
    return "".join(f'<p class="articleParagraph {language}articleParagraph">{p}</p>' for p in text.split("\n\n"))


def _coded(language: str, number: int, story: Story) -> str:
    lead, _, rest = story.text.partition("\n\n")
    cells = {
        "HD": f'<span class="{language}Headline">{story.title}</span>', "BY": f"By {story.author}",
        "WC": f"{len(story.text.split())} words", "PD": f"{number} September 2024", "ET": "10:15", "SN": story.outlet,
        "SC": "HARCO", "LA": {"en": "English", "de": "German", "fr": "French"}[language], "CY": "(c) 2024 The Makers",
        "LP": _paragraphs(language, lead), "TD": _paragraphs(language, rest),
        "NS": "gcat : Political News | npag : Page",
        "AN": f"Document HARCO0000202409{number:02d}ek93000{number}1",
    }  # fmt: skip
    rows = "".join(
        f'<tr><td class="index"><b>{code}</b>&nbsp;</td><td>{cell}</td></tr>' for code, cell in cells.items()
    )
    return f'<div class="article {language}Article"><table>{rows}</table></div>'


def _displayed(language: str, number: int, story: Story) -> str:
    lines = [f"{len(story.text.split())} words", f"{number} September 2024", "10:15", story.outlet, "HARCO", "English"]
    divs = "".join(f"<div>{line}</div>" for line in [*lines, "(c) 2024 The Makers"])
    head = f'<div id="hd"><span class="{language}Headline">{story.title}</span></div>'
    author = f'<div class="author">By {story.author}</div>' if story.author else ""
    end = f"<p>Document HARCO0000202409{number:02d}ek93000{number}1</p>"
    inner = f"{head}{author}{divs}{_paragraphs(language, story.text)}{end}"
    return f'<div class="article {language}Article">{inner}</div>'


def factiva_lines(stories: tuple[Story, ...] = STORIES) -> list[str]:
    """Lines of Factiva with indexing, each code in a line of its own."""
    lines: list[str] = []
    for k, story in enumerate(stories, start=1):
        lead, _, rest = story.text.partition("\n\n")
        lines += ["SE", "News", "HD", story.title, "BY", f"By {story.author}", "WC", f"{len(story.text.split())} words"]
        lines += ["PD", f"{k} September 2024", "SN", story.outlet, "SC", "HARCO", "LA", "English", "LP ", lead, ""]
        lines += ["TD ", *rest.split("\n\n"), "NS", "gcat : Political News", "AN", f"Document HARCO00002024090{k}ek931"]
        lines += [""]
    return [*lines, "Search Summary", "Text: harbour", "Date: Last 3 months"]


def factiva_xml(stories: tuple[Story, ...] = STORIES) -> str:
    """Factiva's XML."""
    pages = []
    for k, story in enumerate(stories, start=1):
        lead, *rest = story.text.split("\n\n")
        tail = "".join(f"<paragraph display='Proportional'>{piece}</paragraph>" for piece in rest)
        pages.append(
            f"<article><reference>distdoc:archive/ArchiveDoc::Article/HARCO0000202409{k:02d}ek93</reference>"
            f"<headline><paragraph>{story.title}</paragraph></headline><byline>By {story.author}</byline>"
            f"<publicationDate><date>2024-09-0{k}</date></publicationDate><sourceName>{story.outlet}</sourceName>"
            f"<baseLanguage>en</baseLanguage><wordCount>{len(story.text.split())}</wordCount>"
            f"<leadParagraph><paragraph>{lead}</paragraph></leadParagraph><tailParagraphs>{tail}</tailParagraphs></article>"
        )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<ppsArticles>{"".join(pages)}</ppsArticles>'


# Author, text, subject, title, outlet, date, language, number, address; then a date and the name of the language.
PROQUEST = {
    "en": "Author|Full text|Subject|Title|Publication title|Publication date|Language of publication|"
    "ProQuest document ID|Document URL|Sep {}, 2024|English",
    "fr": "Auteur|Texte intégral|Sujet|Titre|Titre de la publication|Date de publication|Langue de la publication|"
    "Identificateur de document ProQuest|URL du document|{} sept. 2024|French",
    "de": "Autor|Volltext|Thema|Titel|Titel der Publikation|Erscheinungsdatum|Publikationssprache|"
    "ProQuest-Dokument-ID|Dokument-URL|{}. September 2024|German",
    "es": "Autor|Texto completo|Materia|Título|Título de publicación|Fecha de publicación|Idioma de la publicación|"
    "ID del documento de ProQuest|URL del documento|{} de septiembre de 2024|Spanish",
}


def proquest(language: str = "en", stories: tuple[Story, ...] = STORIES) -> str:
    """ProQuest's plain text, with its imprint at the end."""
    author, text, subject, title, outlet, date, spoken, number, url, form, name = PROQUEST[language].split("|")
    rule = "_" * 60
    pages = [""]
    for k, story in enumerate(stories, start=1):
        fields = [story.title, "", f"{author}: {story.author}", "", f"Links: http://resolver.example.org/?id={k}", ""]
        fields += [f"{text}: {story.text}", "", f"{subject}: Harbours; Boats", "", f"{title}: {story.title}", ""]
        fields += [f"{outlet}: {story.outlet}", "", f"{date}: {form.format(k)}", "", f"{spoken}: {name}", ""]
        fields += [f"{number}: 100{k}", "", f"{url}: https://example.org/docview/100{k}", ""]
        pages.append("\n" + "\n".join(fields) + "\n")
    imprint = "\nContact us at: http://www.example.org/go/contact\n\nCopyright (c) 2024 The Makers.\n"
    return rule.join([*pages, imprint])


def ris(stories: tuple[Story, ...] = STORIES) -> str:
    """RIS records, the last one without an end."""
    records = [
        f"TY  - NEWS\nT1  - {story.title}\nAU  - {story.author}\nJF  - {story.outlet}\nDA  - 2024/09/0{k}/\n"
        f"PY  - 2024\nN2  - {story.text.partition(chr(10))[0]}\nKW  - harbour\nKW  - boats\n"
        f"UR  - https://example.org/{k}\nLA  - English\n"
        for k, story in enumerate(stories, start=1)
    ]
    return "ER  - \n\n".join(records)


def europresse(stories: tuple[Story, ...] = STORIES) -> str:
    """A page of Europresse."""
    pages = "".join(
        f'<article><header><div><span class="DocPublicationName">{story.outlet}, no. 24{k}</span></div>'
        f'<div><span class="DocHeader">International, mardi {k} septembre 2024 1020 mots, p. 4</span></div>'
        f'<div class="titreArticle"><p class="titreArticleVisu rdp__articletitle">{story.title}</p></div>'
        f'<div class="docAuthors">{story.author}</div></header><section><div class="DocText clearfix">'
        f'<div class="docOcurrContainer">{_plain(story.text)}</div></div></section>'
        f'<footer><div class="publiC-lblNodoc">news·2024090{k}·HC·10670{k}</div></footer></article>'
        for k, story in enumerate(stories, start=1)
    )
    return f"<!DOCTYPE html><html><head><meta charset='iso-8859-1'></head><body>{pages}</body></html>"


def _plain(text: str) -> str:
    return "".join(f"<p>{piece}</p>" for piece in text.split("\n\n"))
