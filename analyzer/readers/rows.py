"""One row of a CSV or JSONL file or of a DataFrame, as an article: what the three have in common."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

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
