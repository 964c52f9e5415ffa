"""Lists of articles without their texts, as Media Cloud and GDELT give them: what is known of each, kept to be matched.

A row of such a list is skipped, and what it says goes with it; `matching` gives that to the article it belongs to.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from analyzer.readers.fields import match_columns, slug, sort_out
from analyzer.readers.reading import File, Options, Pairs, Reading, skipped

NO_TEXT = "no text in this list; give the pages as files, or use analyzer ingest --fetch"


def is_list(names: Sequence[str], options: Options) -> bool:
    """Whether columns of these names describe articles without giving their texts: a title and an address.

    >>> is_list(["id", "title", "url", "media_name", "publish_date"], Options())
    True
    >>> is_list(["title", "url", "text"], Options())
    False
    """
    if "text" in options.columns:
        return False
    found = match_columns(names, options.columns)
    return "text" not in found and {"title", "url"} <= found.keys()


def list_reading(
    pairs: Pairs, file: File, options: Options, origin: str, name: str, notes: tuple[str, ...] = ()
) -> Reading:
    """One row of a list: skipped, with its values as JSON in `rejected`."""
    fields, extra = sort_out(pairs, options.columns)
    known = {key: value for key, value in file.known.items() if key not in ("id", "title", "text", "url")}
    filled = {"group": file.group, **known, **fields}
    told = {"fields": {key: value for key, value in filled.items() if value}, "extra": [*extra, *file.extra]}
    rejected = json.dumps(told, ensure_ascii=False)
    return skipped(origin, filled.get("id") or slug(name), NO_TEXT, notes, rejected=rejected)


def told_by(reading: Reading) -> tuple[dict[str, str], Pairs] | None:
    """Fields and other values of a row that `list_reading` skipped, or None for any other reading."""
    if reading.row.status != "skipped" or reading.row.reason != NO_TEXT:
        return None
    try:
        told = json.loads(reading.rejected)
        fields = {str(key): str(value) for key, value in told["fields"].items()}
        return fields, tuple((str(key), str(value)) for key, value in told["extra"])
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
