"""Factiva: the page of articles, saved from the browser; with the codes of the indexing, or in the display without.

Each article is a `div` whose class names its language (`article enArticle`). The layout has changed before: a page in
which nothing is found is refused with what to do, never read as one long text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from analyzer.errors import UnreadableError
from analyzer.readers.exports.factiva_codes import CODES, TEXT, coded
from analyzer.readers.exports.parts import Part, date_line, part_readings
from analyzer.readers.exports.trees import html_tree, words_of
from analyzer.readers.reading import File, Options, Reading

_CLASS = re.compile(r"article ([a-z]{2})Article\b")
_WORDS = re.compile(r"[\d.,]+ \w+")
_TIME = re.compile(r"\d{1,2}:\d{2}(?: ?[AP]M)?(?: \w{2,4})?", re.IGNORECASE)
_ID = re.compile(r"(?:Document|Dokument|Documento) \w{15,40}", re.IGNORECASE)
_NONE = (
    "a Factiva page in which no article was found; save the page of the full articles again "
    "(display option 'Full Article/Report plus Indexing'), or export them as RTF"
)


def read_factiva_html(file: File, options: Options) -> Iterator[Reading]:
    """The articles in a saved page of Factiva.

    Raises
    ------
    MissingPartError
        When lxml is not installed.
    UnreadableError
        When there is no article in the page.
    """
    root, decoded = html_tree(file, options)
    nodes = [node for node in root.iter("div") if _language(node) and not _inside(node)]
    if not nodes:
        raise UnreadableError(_NONE)
    yield from part_readings(map(_part, nodes), file, options, encoding=decoded.encoding, notes=(decoded.note,))


def _language(node: Any) -> str:
    match = _CLASS.match(node.get("class") or "")
    return match[1] if match else ""


def _inside(node: Any) -> bool:
    return any(map(_language, node.iterancestors("div")))


def _part(node: Any) -> Part:
    values = _coded_cells(node) or _display(node)
    return coded(values, block=words_of(node), language=_language(node))


def _coded_cells(node: Any) -> dict[str, str]:
    """The values of the table rows that begin with a code, or {} in a display without codes."""
    values: dict[str, str] = {}
    for row in node.iter("tr"):
        cells = row.findall("td")
        code = words_of(cells[0]) if len(cells) > 1 else ""
        if code in CODES and code not in values:
            values[code] = _paragraphs(cells[1]) if code in TEXT else words_of(cells[1])
    return values if "HD" in values or any(code in values for code in TEXT) else {}


def _paragraphs(node: Any) -> str:
    found = [words_of(p) for p in node.iter("p", "pre")]
    return "\n\n".join(filter(None, found)) or words_of(node)


def _display(node: Any) -> dict[str, str]:
    """The same from the display without codes: lines in a fixed order above the paragraphs."""
    divs = [
        div for div in node.iter("div") if div.find(".//div") is None and div.find(".//p") is None and div is not node
    ]
    values = {"TD": "\n\n".join(filter(None, (words_of(p) for p in node.iter("p") if "articleParagraph" in _class(p))))}
    values["HD"] = next((words_of(div) for div in divs if div.get("id") == "hd" or "Headline" in _inner(div)), "")
    values["BY"] = next((words_of(div) for div in divs if _class(div) == "author"), "")
    lines = [words_of(div) for div in divs if not _class(div) and div.get("id") != "hd"]
    lines = [line for line in lines if line and line not in (values["HD"], values["BY"])]
    at = date_line(lines)
    if at >= 0:
        values["PD"] = lines[at]
        below = [line for line in lines[at + 1 :] if not _TIME.fullmatch(line)]
        values |= dict(zip(("SN", "SC"), below, strict=False))
        values["CY"] = below[-1] if len(below) > 2 else ""
        values["WC"] = next((line for line in lines[:at] if _WORDS.fullmatch(line)), "")
    values["AN"] = next((line for p in node.iter("p") if _ID.fullmatch(line := words_of(p))), "")
    return values


def _class(node: Any) -> str:
    return str(node.get("class") or "")


def _inner(node: Any) -> str:
    return " ".join(_class(span) for span in node.iter("span"))
