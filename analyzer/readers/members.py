"""A file that stands in another one (an archive, an e-mail, a web archive), read as if it lay in a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace

from analyzer.errors import MissingPartError, UnreadableError
from analyzer.readers.folder import shown, why_not
from analyzer.readers.formats import format_of, reader_of, stem_of
from analyzer.readers.reading import File, Options, Reading, reason_of, skipped

DEEPEST = 4  # archives in archives


def read_member(
    path: str, data: bytes, holder: File, options: Options, *, known: Mapping[str, str] | None = None, kind: str = ""
) -> Iterator[Reading]:
    """The articles in one member of an archive.

    Parameters
    ----------
    path : str
        Of the member, with "/" between folders; it is shown and never opened.
    data : bytes
    holder : File
        What it stands in.
    options : Options
    known : mapping of str to str, optional
        What the archive says of it: fields by the names of `fields.FIELDS`.
    kind : str
        Its format, where the archive says; otherwise it is found out.
    """
    folder, name = os.path.split(path.strip("/"))
    origin = f"{holder.origin}/{shown(path.strip('/'))}"
    try:
        parts = path.strip("/").split("/")
        hidden = (
            "a path that leads out of the archive" if ".." in parts else next(filter(None, map(why_not, parts)), "")
        )
        if hidden or not data:
            raise UnreadableError(hidden or "an empty file")
        if holder.depth >= DEEPEST:
            raise UnreadableError(f"more than {DEEPEST} archives in one another; unpack the outer ones")
        found, notes = (kind, ()) if kind else format_of(name, data, given=False)
        file = replace(
            holder,
            data=data,
            origin=origin,
            name=stem_of(name),
            outlet=shown(stem_of(name)),
            group="/".join(filter(None, (holder.group, shown(folder)))),
            known={**holder.known, **(known or {})},
            notes=holder.notes + notes,
            depth=holder.depth + 1,
        )
        yield from reader_of(found)(file, options)
    except (UnreadableError, MissingPartError) as error:
        yield skipped(origin, shown(name), reason_of(error))
