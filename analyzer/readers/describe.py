"""What metadata.csv says, put to the files beside it and below it; the nearest table that names a file counts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace

from analyzer.errors import UnreadableError
from analyzer.readers.folder import Found
from analyzer.readers.loading import load
from analyzer.readers.metadata import FILE_NAME, Metadata, file_key, parse_metadata
from analyzer.readers.reading import File, Options

Tables = dict[str, Metadata]


def describe(found: list[Found], options: Options) -> list[Found]:
    """The files with what is known of them.

    A metadata.csv that describes files is left out where its folder was given, and marked where it was given by name.
    Its rows that describe no file are added, so that the ledger can show them.
    """
    tables = _tables(found, options)
    described = [_described(file, tables) for file in found if not (file.root and _is_table(file, tables))]
    return [*described, *_rows_without_file(found, tables)]


def _tables(found: list[Found], options: Options) -> Tables:
    """The metadata.csv of each folder that has one; a table that the walk refused (a link out of it) is not read."""
    refused = {file.path for file in found if file.reason}
    folders = {os.path.dirname(file.path) for file in found}
    tables = {}
    for folder in sorted(folders):
        path = os.path.join(folder, FILE_NAME)
        metadata = None if path in refused else _load(path, options)
        if metadata is not None:
            tables[folder] = metadata
    return tables


def _load(path: str, options: Options) -> Metadata | None:
    try:
        data = load(path, options.max_bytes)
    except UnreadableError:
        return None
    return parse_metadata(File(data, path, "metadata"), options)


def _is_table(file: Found, tables: Tables) -> bool:
    folder, name = os.path.split(file.path)
    return name == FILE_NAME and folder in tables


def _described(file: Found, tables: Tables) -> Found:
    if file.reason:
        return file
    if _is_table(file, tables):
        return replace(file, reason="it describes the files beside it, and holds no article")
    keys = _keys(file, tables)
    known = [tables[folder].files[key] for folder, key in keys if key in tables[folder].files]
    if known:
        return replace(file, known=known[0])
    return replace(file, notes=("not named in metadata.csv",)) if keys else file


def _keys(file: Found, tables: Tables) -> list[tuple[str, str]]:
    """Each folder whose table may name the file, the nearest first, and what the file is called there."""
    folders = [os.path.dirname(file.path)]
    while file.root and len(folders[-1]) > len(file.root):
        folders.append(os.path.dirname(folders[-1]))
    return [(folder, file_key(os.path.relpath(file.path, folder or "."))) for folder in folders if folder in tables]


def _rows_without_file(found: list[Found], tables: Tables) -> Iterator[Found]:
    walked = [file for file in found if file.root]
    named = {place for file in walked for place in _keys(file, tables)}
    for table in (file for file in walked if _is_table(file, tables)):
        folder = os.path.dirname(table.path)
        metadata = tables[folder]
        if not (metadata.files or metadata.problems):
            yield replace(table, reason="no rows below the header")
        for key in metadata.files:
            if (folder, key) not in named:
                yield Found(os.path.join(folder, key), table.root, "named in metadata.csv, but there is no such file")
        for row, problem in metadata.problems.items():
            yield Found(f"{table.path}, {row}", table.root, problem)
