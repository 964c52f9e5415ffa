"""One row of a table of any kind or of a JSONL file, as an article: what all of them have in common."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time

from analyzer.errors import UnreadableError
from analyzer.readers.fields import PARTS, match_columns, plain_name, sort_out, to_reading
from analyzer.readers.reading import File, Options, Pairs, Reading

_SHOWN = 20
_CUT = re.compile(r"\[\+(\d{1,9}) chars\]\s*$")


def row_reading(
    pairs: Pairs, file: File, options: Options, origin: str, name: str, encoding: str, notes: tuple[str, ...]
) -> Reading:
    """One row as an article; what metadata.csv says of the whole file fills the gaps of the row."""
    fields, extra = sort_out(pairs, options.columns)
    whole_file = {key: value for key, value in file.known.items() if key not in ("id", "title", "text")}
    lacking = _incomplete([name for name, _ in pairs], fields, options)
    if lacking:
        extra += (("incomplete", lacking),)
        notes += (f"incomplete: {lacking}",)
    filled = {"group": file.group, **whole_file, **fields}
    return to_reading(
        filled, extra + file.extra, origin=origin, name=name, options=options, encoding=encoding, notes=notes
    )


def _incomplete(names: Sequence[str], fields: dict[str, str], options: Options) -> str:
    """What the text of a row lacks: its column holds a part of it, or an interface has cut it; the mark goes."""
    cut = _CUT.search(fields.get("text", ""))
    if cut:
        fields["text"] = fields["text"][: cut.start()].rstrip(" …\r\n")
        return f"{cut[1]} characters cut off"
    where = match_columns(names, options.columns).get("text", -1)
    return PARTS.get(plain_name(names[where]), "") if where >= 0 and "text" in fields else ""


def require_text(names: Sequence[str], columns: Mapping[str, str]) -> None:
    """Raise `UnreadableError`, listing the columns found, when none of them holds the text."""
    if "text" in match_columns(names, columns):
        return
    shown = ", ".join(repr(name[:50]) for name in names[:_SHOWN]) + (", ..." if len(names) > _SHOWN else "")
    wished = f"no column {columns['text']!r}" if "text" in columns else "no column with the text of the articles"
    raise UnreadableError(f"{wished}; columns found: {shown or 'none'}; set columns={{'text': <name of the column>}}")


def missing_columns(names: Sequence[str], columns: Mapping[str, str]) -> tuple[str, ...]:
    """A note for each column of the option that is not there.

    >>> missing_columns(["Text"], {"text": "text", "outlet": "Medium"})
    ("no column 'Medium' for outlet",)
    """
    present = set(map(plain_name, names))
    return tuple(f"no column {name!r} for {key}" for key, name in columns.items() if plain_name(name) not in present)


def sheet_readings(
    names: Sequence[str], rows: Iterable[Sequence[object]], file: File, options: Options, *, sheet: str = ""
) -> Iterator[Reading]:
    """The articles in the rows of one sheet, whose cells have types; rows without any value are passed over.

    Parameters
    ----------
    names : sequence of str
        Of the columns.
    rows : iterable of sequence
    file : File
    options : Options
    sheet : str
        What it is called, where a file has several: "sheet 'News'".

    Raises
    ------
    UnreadableError
        When no column holds the text of the articles, or there are no rows.
    """
    require_text(names, options.columns)
    notes = file.notes + missing_columns(names, options.columns)
    called, row_of = all_named(names), f"{file.name}-{sheet}-row" if sheet else f"{file.name}-row"
    number = 0
    for row in rows:
        cells = [as_text(cell) for cell in row]
        if not any(cell.strip() for cell in cells):
            continue
        number += 1
        origin = ", ".join(filter(None, (file.origin, sheet, f"row {number}")))
        pairs = tuple(zip(called, cells, strict=False))
        yield row_reading(pairs, file, options, origin, f"{row_of}{number}", "", notes)
    if not number:
        raise UnreadableError("no rows below the header")


def all_named(names: Sequence[str]) -> list[str]:
    """Names of columns; one without a name is called by its position.

    >>> all_named(["text", ""])
    ['text', 'column 2']
    """
    return [name or f"column {position}" for position, name in enumerate(names, start=1)]


def as_text(value: object) -> str:
    """A value of any type as a field; strings of a list joined by semicolons, an object by its name where it has one.

    >>> [as_text(value) for value in (5.0, datetime(2024, 9, 3), None, ["A. Writer", "B. Writer"], {"n": [1]})]
    ['5', '2024-09-03', '', 'A. Writer; B. Writer', '{"n": [1]}']
    """
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, float):
        return "" if math.isnan(value) else f"{value:.15g}"
    if isinstance(value, datetime) and not value.tzinfo and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return f"({len(value):,} bytes)"
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "; ".join(value)
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        return str(value["name"])
    return _as_json(value)


def _as_json(value: object) -> str:
    if not isinstance(value, dict | list | tuple | bool | int):
        return str(value)
    try:
        return json.dumps(value, ensure_ascii=False, default=as_text)
    except (RecursionError, TypeError, ValueError):
        return "(nested too deeply)"
