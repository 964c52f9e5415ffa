"""JSON lines, and JSON arrays of articles: one object, one article; keys named as the columns of a table.

A line that is not a JSON object is skipped with its number, and the others are read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from analyzer.errors import UnreadableError
from analyzer.readers.reading import File, Options, Pairs, Reading, skipped
from analyzer.readers.rows import as_text, require_text, row_reading
from analyzer.readers.text import plain_text


class Value(NamedTuple):
    """What stood in one place of the file ("line 3", "item 3"), or why it could not be parsed."""

    place: str
    value: object
    reason: str = ""


def read_jsonl(file: File, options: Options) -> Iterator[Reading]:
    """The articles in a file of JSON lines, in a JSON array, or under the key "articles" of a JSON object.

    Raises
    ------
    UnreadableError
        When the bytes are no text, or nothing in it is JSON.
    """
    decoded = plain_text(file, options)
    notes = tuple(filter(None, (*file.notes, decoded.note)))
    values = parse_lines(decoded.text, file.line) if file.line else parse_json(decoded.text)
    for place, value, reason in values:
        origin, name = f"{file.origin}, {place}", f"{file.name}-row{place.split()[1]}"
        reason = reason or _no_article(value, options)
        if reason:
            yield skipped(origin, name, reason)
        else:
            yield row_reading(_pairs(value), file, options, origin, name, decoded.encoding, notes)


def parse_json(text: str) -> list[Value]:
    """The values in `text`: the items of an array, or one a line; numbers stay as they are written.

    Raises
    ------
    UnreadableError
        When the whole is broken, or no line is JSON.

    >>> parse_json('{"id": 7}\\n{"id"')[0]
    Value(place='line 1', value={'id': '7'}, reason='')
    """
    if not text.strip():
        raise UnreadableError("an empty file")
    whole = _loads("file 1", text)
    if not whole.reason:
        return [Value(f"item {n}", value) for n, value in enumerate(_items(whole.value), start=1)]
    if text.lstrip().startswith("["):
        raise UnreadableError(whole.reason)
    values = list(parse_lines(text, 1))
    if all(value.reason for value in values):
        raise UnreadableError(f"no line holds JSON ({values[0].place}: {values[0].reason})")
    return values


def parse_lines(text: str, first: int) -> Iterator[Value]:
    """The value of each line that is not blank; the first has the number `first`."""
    for number, line in enumerate(text.split("\n"), start=first):
        if line.strip():
            yield _loads(f"line {number}", line)


def _loads(place: str, text: str) -> Value:
    try:
        # Numbers as strings: an id keeps its digits, and one of ten thousand digits does no harm.
        return Value(place, json.loads(text, parse_int=str, parse_float=str, parse_constant=lambda _: None))
    except RecursionError:
        return Value(place, None, "JSON nested too deeply")
    except ValueError as error:
        return Value(place, None, f"not JSON ({error})")


def _items(value: object) -> list[object]:
    """The articles of a whole JSON file."""
    if isinstance(value, dict) and isinstance(value.get("articles"), list):
        value = value["articles"]
    items = value if isinstance(value, list) else [value]
    if not items:
        raise UnreadableError("an empty JSON array")
    return items


def _no_article(value: object, options: Options) -> str:
    """Why a parsed value is no article, or ""."""
    if not isinstance(value, dict):
        return "not a JSON object"
    try:
        require_text(list(value), options.columns)
    except UnreadableError as error:
        return error.what
    return ""


def _pairs(value: object) -> Pairs:
    return tuple((key, as_text(item)) for key, item in value.items()) if isinstance(value, dict) else ()
