"""From what the user gave (files, folders, patterns) to a sorted list of files, each of them once."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from dataclasses import replace

from analyzer.errors import UnreadableError
from analyzer.readers.describe import describe
from analyzer.readers.folder import Found, natural_key, shown, walk, why_not
from analyzer.readers.loading import STDIN
from analyzer.readers.reading import Options


def find_files(paths: list[str], options: Options) -> list[Found]:
    """Every file that the paths stand for, in natural order; what is given again is marked as such.

    Parameters
    ----------
    paths : list of str
        Files, folders, glob patterns, or "-" for standard input.
    options : Options

    Raises
    ------
    UnreadableError
        When a path does not exist, a pattern matches nothing, or a folder holds nothing.
    """
    found = describe([file for path in paths for file in _expand(path)], options)
    seen: set[str] = set()
    once: list[Found] = []
    # A file goes before a link to it, so that it is the link that is skipped.
    for file in sorted(found, key=lambda file: file.link):
        real = file.path if file.path == STDIN else os.path.realpath(file.path)
        once.append(replace(file, reason="given twice") if real in seen else file)
        seen.add(real)
    return sorted(once, key=lambda file: natural_key(file.origin))


def _expand(path: str) -> Iterator[Found]:
    path = os.path.expanduser(path)
    if path == STDIN:
        yield Found(STDIN)
    elif os.path.lexists(path):
        yield from _existing(path)
    elif glob.has_magic(path) and (matches := glob.glob(path, recursive=True)):
        for match in matches:
            yield from _existing(match)
    else:
        raise _missing(path)


def _existing(path: str) -> Iterator[Found]:
    if not os.path.isdir(path):
        # A hidden file that is named is wanted; a README is caught by a pattern like * more often than meant.
        yield Found(path, reason=why_not(os.path.basename(path).lstrip(".")), link=os.path.islink(path))
        return
    inside = list(walk(path.rstrip(os.sep) or os.sep))
    if not inside:
        raise UnreadableError(f"{shown(path)}: no files in this folder.", fix="Give a folder that holds articles.")
    yield from inside


def _missing(path: str) -> UnreadableError:
    name = shown(path[:200])
    if glob.has_magic(path):
        return UnreadableError(f"{name}: nothing matches this pattern.", fix="Check the folder and the ending.")
    if "\n" in path or len(path) > 255:
        what = f"{name[:60]} ...: this looks like a text, and not like the path of one."
        return UnreadableError(what, fix="Give the path, or analyzer.Article(id, title, text).")
    return UnreadableError(f"{name}: no such file or folder.", fix="Check the spelling, and the folder you are in.")
