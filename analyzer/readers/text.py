"""Plain text and Markdown: one file, one article, with a fenced header or without one.

The text is kept as it was decoded; only the ends of lines are made alike, and blank lines at both ends cut off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.errors import UnreadableError
from analyzer.readers.characters import cut_blank_lines, has_words, plain_lines
from analyzer.readers.encoding import Decoded, decode
from analyzer.readers.fields import plain_name, sort_out, to_reading
from analyzer.readers.header import split_header
from analyzer.readers.reading import File, Options, Reading
from analyzer.readers.sniff import REFUSALS, binary_reason, kind_of_text

LONGEST_TITLE = 150
_AFTER_FULL_STOP = "\"'”’»)]*_ \t"
_HEADING = re.compile(r"#{1,6}[ \t]+")


def read_text(file: File, options: Options) -> Iterator[Reading]:
    """The article in a plain text file.

    Raises
    ------
    UnreadableError
        When the bytes are no text.
    """
    yield _read(file, options, markdown=False)


def read_markdown(file: File, options: Options) -> Iterator[Reading]:
    """The article in a Markdown file: as `read_text`, and the marks of a heading are cut from the title.

    Raises
    ------
    UnreadableError
        When the bytes are no text.
    """
    yield _read(file, options, markdown=True)


def plain_text(file: File, options: Options) -> Decoded:
    """The file as text with newlines only, for every reader of text.

    Raises
    ------
    UnreadableError
        When it holds NUL or many control characters, or is a page of HTML or XML.
    """
    decoded = decode(file.data, encoding=options.encoding)
    reason = binary_reason(decoded.text) or REFUSALS.get(kind_of_text(decoded.text), "")
    if reason:
        raise UnreadableError(reason)
    return decoded._replace(text=plain_lines(decoded.text))


def _read(file: File, options: Options, *, markdown: bool) -> Reading:
    decoded = plain_text(file, options)
    header = split_header(decoded.text)
    declared, extra = sort_out(header.pairs, {})
    # A text is what stands below the header; a key of that name is one more value, not the article.
    extra += tuple((field, declared.pop(field)) for field in ("text",) if field in declared)
    fields = {**declared, **file.known}
    none = {plain_name(key) for key, value in header.pairs if not value}  # said to be empty, so not guessed
    notes = [*file.notes, decoded.note, header.note]
    body = cut_blank_lines(header.body)
    if fields.get("title"):
        fields["text"] = without_title(body, fields["title"], markdown=markdown)
    elif "title" in none:
        fields["text"] = body
    else:
        fields["title"], fields["text"] = split_title(body, markdown=markdown)
        notes.append("title taken from the first line" if fields["title"] else "no title found")
    fields.setdefault("group", file.group)
    return to_reading(
        fields,
        extra + file.extra,
        origin=file.origin,
        name=file.name,
        outlet="" if "outlet" in none else file.outlet,
        options=options,
        encoding=decoded.encoding,
        notes=tuple(filter(None, notes)),
    )


def split_title(body: str, *, markdown: bool = False) -> tuple[str, str]:
    """Title and text, where the first line looks like a title; else "" and the body.

    A title is at most 150 characters long, does not end in a full stop, and has text with words below it that does
    not go on in lower case (which is what a wrapped paragraph does).

    >>> split_title("Leaders meet\\n\\nThey talked.")
    ('Leaders meet', 'They talked.')
    >>> split_title("They talked.\\nThen they left.")
    ('', 'They talked.\\nThen they left.')
    """
    line, _, rest = body.partition("\n")
    title, wrapped = _bare(line, markdown=markdown), rest[:1].islower()
    ends = title.rstrip(_AFTER_FULL_STOP).endswith((".", "。", "।")) and not title.endswith("...")
    if len(title) > LONGEST_TITLE or ends or wrapped or not has_words(title) or not has_words(rest):
        return "", body
    return title, cut_blank_lines(rest)


def without_title(body: str, title: str, *, markdown: bool = False) -> str:
    """The text without its first line, where that repeats the title.

    >>> without_title("Leaders  meet\\n\\nThey talked.", "Leaders meet")
    'They talked.'
    """
    line, _, rest = body.partition("\n")
    same = _alike(_bare(line, markdown=markdown)) == _alike(title)
    return cut_blank_lines(rest) if same else body


def _bare(line: str, *, markdown: bool) -> str:
    return (_HEADING.sub("", line.strip(), count=1) if markdown else line).strip()


def _alike(title: str) -> str:
    return " ".join(title.casefold().split())
