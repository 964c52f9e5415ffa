"""Nexis Uni: what was saved as DOCX or RTF, as lines; a cover page, then articles that end in "End of Document".

The first article stands behind the cover page without a mark between them. It is found from its date line upwards, so
that it is neither lost nor begins with the cover.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analyzer.readers.characters import has_words
from analyzer.readers.exports.parts import MOST_LINES, NO_DATE, Part, date_line, part_readings
from analyzer.readers.reading import File, Options, Reading
from analyzer.readers.text import plain_text

# The last line of an article and the line above its text, in the languages of the interface.
ENDS = frozenset(
    {"end of document", "ende des dokuments", "fin du document", "fin del documento", "einde van document"}
)
BODIES = frozenset({"body", "text", "full text", "textkörper", "corps", "cuerpo"})
# Lines of their own below the text, each with values below it.
BELOW = frozenset({"graphic", "classification", "notes", "correction", "correction-date"})
_LABEL = re.compile(r"([^\W\d][\w/ -]{1,28}):(?:[ \u00a0\t]+(.*)|)$")
_HEAD_LABELS = frozenset(
    {"section", "length", "byline", "dateline", "highlight", "series", "edition", "rubrik", "länge", "autor"}
    | {"rubrique", "longueur", "auteur", "sección", "longitud", "autor"}
)
_COVER = re.compile(
    r"(?:(?:Job Number|User Name|Date and Time|Search Terms|Search Type|Narrowed by|Client/Matter|Content Type)\b"
    r"|(?:Documents?|Dokumente?|Documentos?) \(\d+\)$)",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(r"(?:Documents?|Dokumente?|Documentos?) \((\d{1,6})\)", re.IGNORECASE)
_NOISE = re.compile(r"Page \d+ of \d+|\|? ?About LexisNexis\b.*|Link to (?:Image|PDF)", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?:Copyright|©|All rights reserved)", re.IGNORECASE)
_FIRST = re.compile(r"1\.\s+(\S.*)")
_MEANING = {
    **dict.fromkeys(("byline", "autor", "auteur"), "author"),
    **dict.fromkeys(("length", "länge", "longueur", "longitud"), "length"),
    **dict.fromkeys(("language", "sprache", "langue", "idioma"), "language"),
    "url": "url",
}


def is_nexis_uni(lines: Sequence[str]) -> bool:
    """Whether these lines are an export of Nexis Uni: an end of a document, and a line above a text or a length.

    >>> is_nexis_uni(["Rain", "Harbour Courier", "Length:\\u00a02 words", "Body", "It rained.", "End of Document"])
    True
    """
    plain = {line.strip().casefold() for line in lines}
    signs = plain & BODIES or any(line.startswith(("length:", "load-date:", "länge:", "longueur:")) for line in plain)
    return bool(plain & ENDS and signs)


def read_nexis_uni(file: File, options: Options) -> Iterator[Reading]:
    """The articles in an export of Nexis Uni that was saved as plain text.

    Raises
    ------
    UnreadableError
        When the bytes are no text.
    """
    decoded = plain_text(file, options)
    yield from nexis_uni(decoded.text.split("\n"), file, options, encoding=decoded.encoding, note=decoded.note)


def nexis_uni(
    lines: Sequence[str], file: File, options: Options, *, encoding: str = "", note: str = ""
) -> Iterator[Reading]:
    """The articles in the lines of an export of Nexis Uni, whatever file they stood in.

    Parameters
    ----------
    lines : sequence of str
        Paragraphs of a word processor, or lines.
    file : File
    options : Options
    encoding, note : str
        How the lines were decoded.
    """
    clean = [line.strip() for line in "\n".join(lines).replace("\ufeff", "").split("\n")]
    said = [match for line in clean if (match := _ANNOUNCED.fullmatch(line))]
    announced = int(said[0][1]) if said else None
    blocks = _blocks(clean)
    yield from part_readings(map(_part, blocks), file, options, announced=announced, encoding=encoding, notes=(note,))


def _blocks(lines: Sequence[str]) -> Iterator[list[str]]:
    """The lines of each article with its last line; what stands behind the last one, if it is more than furniture."""
    block: list[str] = []
    for line in lines:
        if not _NOISE.fullmatch(line):
            block.append(line)
        if line.casefold() in ENDS:
            yield block
            block = []
    if has_words(" ".join(block)):
        yield block


def _part(lines: Sequence[str]) -> Part:
    part = Part(block="\n".join(lines))
    whole = bool(lines) and lines[-1].casefold() in ENDS
    if not whole:
        part.notes.append("the export ends before the end of this article")
    lines = lines[:-1] if whole else lines
    head, body, guessed = _divided(lines)
    if guessed:
        part.notes.append("no line above the text; it was taken from below the last label")
    _read_head(head, part)
    text, tail = _without_tail(body)
    part.fields["text"] = "\n\n".join(filter(None, text))
    _read_tail(tail, part)
    return part


def _divided(lines: Sequence[str]) -> tuple[Sequence[str], Sequence[str], bool]:
    """Lines above and below the line "Body"; without one, below the last label, which is a guess."""
    labels = [n for n, line in enumerate(lines) if (found := _labelled(line)) and found[0] in _HEAD_LABELS]
    # A cover page may hold such a word, so the line counts that stands next below the labels.
    first = labels[0] if labels else 0
    body = next((n for n, line in enumerate(lines) if n >= first and line.casefold() in BODIES), None)
    if body is not None:
        return lines[:body], lines[body + 1 :], False
    last = labels[-1] + 1 if labels else len(lines)
    return lines[:last], lines[last:], True


def _labelled(line: str) -> tuple[str, str] | None:
    match = _LABEL.fullmatch(line)
    return (match[1].strip().casefold(), (match[2] or "").strip()) if match else None


def _read_head(lines: Sequence[str], part: Part) -> None:
    """Title, outlet and date, and what the labels say."""
    labels = [(n, found) for n, line in enumerate(lines) if (found := _labelled(line)) and found[0] in _HEAD_LABELS]
    above = [line for line in lines[: labels[0][0] if labels else len(lines)] if line]
    above, covered = _without_cover(above)
    rights = [line for line in above if _COPYRIGHT.match(line)]
    above = [line for line in above if line not in rights]
    above = above[-MOST_LINES:] if covered else above
    at = date_line(above, 1)
    if covered and at >= 0:
        while (later := date_line(above, at + 1)) > 0:
            at = later
        above, at = above[max(0, at - 2) :], min(at, 2)
    part.fields["date"] = above[at] if at > 0 else ""
    part.fields["outlet"] = above[at - 1] if at > 1 else (above[1] if at < 0 and len(above) > 1 else "")
    part.fields["title"] = " ".join(above[: at - 1] if at > 1 else above[:1])
    part.extra += [("copyright", " ".join(rights))] + [("edition", " ".join(above[at + 1 :]))] * (at > 0)
    if at < 0:
        part.notes.append(NO_DATE)
        part.extra.append(("below the outlet", " ".join(above[2:])))
    for _, (name, value) in labels:
        _say(part, name, value)


def _without_cover(lines: list[str]) -> tuple[list[str], bool]:
    """The lines below the cover page, and whether a part of it may still be above the title."""
    marks = [n for n, line in enumerate(lines) if _COVER.match(line)]
    if not marks:
        return lines, False
    below = lines[marks[-1] + 1 :]
    first = next((match[1].casefold() for line in lines if (match := _FIRST.fullmatch(line))), "")
    same = [n for n, line in enumerate(below) if line.casefold() == first]
    return (below[same[-1] :], False) if same else (below, True)


def _without_tail(lines: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The text, and what the database says below it, which begins at the first label that is surely one."""
    for n, line in enumerate(lines):
        found = _labelled(line)
        if line.casefold() in BELOW or (found and found[0] in ("load-date", "publication-type")):
            return lines[:n], lines[n:]
    return lines, ()


def _read_tail(lines: Sequence[str], part: Part) -> None:
    heading = ""
    for line in filter(None, lines):
        found = _labelled(line)
        if line.casefold() in BELOW:
            heading = line.casefold()
        elif found and heading != "graphic":
            _say(part, *found)
        elif found and found[0] in ("load-date", "language"):
            heading = ""
            _say(part, *found)
        else:
            part.extra.append((heading or "below the text", line))


def _say(part: Part, name: str, value: str) -> None:
    meaning = _MEANING.get(name)
    if meaning == "length":
        part.length = value
    elif meaning and not part.fields.get(meaning):
        value, _, highlight = value.partition("Highlight:")  # which some versions put into the same paragraph
        part.fields[meaning] = value
        part.extra.append(("highlight", highlight.strip()))
    else:
        part.extra.append((name, value))
