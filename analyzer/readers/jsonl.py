"""JSON lines, and JSON arrays of articles: one object, one article; keys named as the columns of a table.

A line that is not a JSON object is skipped with its number, and the others are read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from analyzer.errors import UnreadableError
from analyzer.readers.exports.lists import is_list, list_reading
from analyzer.readers.fields import ALIASES, match_columns, plain_name
from analyzer.readers.reading import File, Options, Pairs, Reading, skipped
from analyzer.readers.rows import as_text, require_text, row_reading
from analyzer.readers.text import plain_text

# Where the interfaces of databases keep their articles, the outermost first.
ENVELOPES = ("articles", "response", "results", "docs", "posts", "stories", "items")
_MOST_ENVELOPES = 3
_PIECES = ("name", "sentence", "text", "paragraph")
_TEXTS = frozenset(("text", *ALIASES["text"]))


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
        pairs = _pairs(value)
        reason = reason or _no_article(value, pairs, options)
        if not reason:
            yield row_reading(pairs, file, options, origin, name, decoded.encoding, notes)
        elif is_list([key for key, _ in pairs], options):
            yield list_reading(pairs, file, options, origin, name, notes)
        else:
            yield skipped(origin, name, reason)


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
    """The articles of a whole JSON file, which databases put into an envelope: {"response": {"results": [...]}}."""
    for _ in range(_MOST_ENVELOPES):
        inner = _inside(value)
        if inner is None:
            break
        value = inner
    items = value if isinstance(value, list) else [value]
    if not items:
        raise UnreadableError("an empty JSON array")
    return items


def _inside(value: object) -> object:
    """What an envelope holds, or None for anything that is not one."""
    if not isinstance(value, dict) or "text" in match_columns(list(value), {}):
        return None
    return next((value[key] for key in ENVELOPES if isinstance(value.get(key), list | dict)), None)


def _no_article(value: object, pairs: Pairs, options: Options) -> str:
    """Why a parsed value is no article, or ""."""
    if not isinstance(value, dict):
        return "not a JSON object"
    try:
        require_text([key for key, _ in pairs], options.columns)
    except UnreadableError as error:
        return error.what
    return ""


def _pairs(value: object) -> Pairs:
    """Keys and values of an object; of an object in it that has no name, each value as "outer.inner"."""
    if not isinstance(value, dict):
        return ()
    pairs: list[tuple[str, str]] = []
    for key, item in value.items():
        if isinstance(item, dict) and item and not isinstance(item.get("name"), str):
            pairs += [(f"{key}.{inner}", _as_text(thing)) for inner, thing in item.items()]
        else:
            pairs.append((key, _as_text(item, lines=plain_name(key) in _TEXTS)))
    return tuple(pairs)


def _as_text(value: object, *, lines: bool = False) -> str:
    """A JSON value as a field: names joined by semicolons, paragraphs by blank lines, an object by its name."""
    if isinstance(value, list) and (lines or not any(isinstance(item, list) for item in value)):
        pieces = [_piece(item) for item in value]
        if pieces and None not in pieces:
            sentences = any(isinstance(item, dict) and "sentence" in item for item in value)
            return (" " if sentences else "\n\n" if lines else "; ").join(filter(None, pieces))
    return as_text(value)


def _piece(item: object) -> str | None:
    """An item of a list: a string, the name or sentence of an object, or the sentences of a paragraph."""
    if isinstance(item, dict):
        item = next((item[key] for key in _PIECES if isinstance(item.get(key), str)), None)
    if isinstance(item, list) and all(isinstance(inner, str) for inner in item):
        return " ".join(item)
    return item if isinstance(item, str) else None
