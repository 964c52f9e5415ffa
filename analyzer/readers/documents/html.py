"""Pages of HTML: one page, one article. What the page says of itself in data for machines, and its main text.

The text is found by trafilatura; where it finds none, the text that the page repeats in its data for machines is
taken, and then every paragraph. Menus, comments, captions, banners and links to other articles are not the article.
Whether they were told apart rightly, nobody can see from the page alone: a note says which way was gone.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator

from analyzer.errors import UnreadableError
from analyzer.readers.characters import has_words
from analyzer.readers.declared import decode_declared
from analyzer.readers.documents._linked_data import LinkedData
from analyzer.readers.documents._metadata import alike, describe
from analyzer.readers.extras import needed
from analyzer.readers.fields import to_reading
from analyzer.readers.incomplete import INCOMPLETE, split_call
from analyzer.readers.language import detect_language, language_code
from analyzer.readers.markup import Element, lines_of, parse_markup
from analyzer.readers.reading import File, Options, Reading
from analyzer.readers.sniff import binary_reason
from analyzer.readers.text import LONGEST_TITLE

MOST_ELEMENTS = 30_000  # of a page whose main text is looked for; above, the time grows with their square
_MUCH_MORE = 1.5  # so much longer than what is seen, the text in the data for machines is the whole one
_NO_WORDS = ("script", "style", "svg", "iframe", "template", "noscript")
_FEW_NULS = 20  # browsers pass over them
_ABOVE = 3  # paragraphs among which the headline is looked for
_FEWEST = 40  # characters of a paragraph, where every paragraph is taken


def read_html(file: File, options: Options) -> Iterator[Reading]:
    """The article on a page.

    Raises
    ------
    UnreadableError
        When the bytes are no text, or there is no word in it.
    """
    decoded = decode_declared(file.data, encoding=options.encoding)
    page = decoded.text if decoded.text.count("\x00") > _FEW_NULS else decoded.text.replace("\x00", "")
    reason = binary_reason(page)
    if reason:
        raise UnreadableError(reason)
    tree = parse_markup(page)
    data = LinkedData(tree)
    told = describe(tree, data, page, day_first=options.day_first)
    text, way = _text(tree, data)
    fields = {**told.fields, **file.known}
    text, why = split_call(_without_title(text, fields.get("title", "")))
    if not why and data.is_locked():
        why = "the page says that it is for subscribers; its text may be cut"
    cut = f"not the whole article: {why}" if why else ""
    if not has_words(text):
        raise UnreadableError("an HTML page without words; if a script fills it, save it again from the browser")
    language, doubt = _believed(fields.get("language", ""), text)
    fields.update(text=text, language=language)
    fields.setdefault("group", file.group)
    yield to_reading(
        fields,
        told.extra + (((INCOMPLETE, why),) if why else ()) + file.extra,
        origin=file.origin,
        name=file.name,
        outlet=file.outlet,
        options=options,
        encoding=decoded.encoding,
        notes=tuple(filter(None, (*file.notes, decoded.note, *told.notes, way, doubt, cut))),
    )


def _text(tree: Element, data: LinkedData) -> tuple[str, str]:
    """The main text of a page, and a note where it was not found in the usual way."""
    text, body = main_text(tree), _body(data)
    if has_words(body) and (not has_words(text) or (data.is_locked() and len(body) > _MUCH_MORE * len(text))):
        return body, "text taken from the page's data for machines (articleBody)"
    if has_words(text):
        return text, ""
    paragraphs = [line for element in tree.iter("p") if len(line := lines_of(element)) >= _FEWEST]
    if paragraphs:
        return "\n\n".join(paragraphs), "no main text found; all paragraphs of the page taken"
    return lines_of(tree), "no main text and no paragraphs found; everything on the page taken"


def main_text(tree: Element) -> str:
    """The main text that trafilatura finds on a page, one paragraph a line with a blank line between them, or "".

    Scripts and what else has no words are cut from the tree.
    """
    core = needed("trafilatura.core", what="HTML pages")
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # that it finds nothing is a note here
    if tree.xpath("count(//*)") > MOST_ELEMENTS:
        return ""
    # No word of the article is in these, and the tree is copied several times.
    needed("lxml.etree", what="HTML pages").strip_elements(tree, *_NO_WORDS, with_tail=False)
    try:
        found = core.bare_extraction(tree, fast=True, include_comments=False, include_tables=True)
    except MemoryError:
        raise
    except Exception:  # it guesses, and what breaks it is not known; there are other ways
        return ""
    return "" if found is None else lines_of(found.body)


def _body(data: LinkedData) -> str:
    """The text in the data for machines, which some write as text and some as markup."""
    body = data.body()
    return lines_of(parse_markup(body.replace("\n", "<br>"))) if body.strip() else ""


def _without_title(text: str, title: str) -> str:
    """The text below the headline, where that stands among the first lines; above it are menus, if anything."""
    lines = text.split("\n", 2 * _ABOVE)
    for at, line in enumerate(lines[:-1]):
        if len(line) > LONGEST_TITLE:
            break
        rest = "\n".join(lines[at + 1 :]).lstrip("\n")
        if title and alike(line) == alike(title) and has_words(rest):
            return rest
    return text


def _believed(declared: str, text: str) -> tuple[str, str]:
    """The declared language, and a note where it is not believed: templates say English on pages of every language."""
    found = detect_language(text) if language_code(declared) == "en" else ""
    if found and found != "en":
        return found, f"declared as English, and is not; language detected: {found}"
    return declared, ""
