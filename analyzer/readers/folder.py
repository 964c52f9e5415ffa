"""A folder, walked to its last file: nothing hidden, nothing through a link that leads elsewhere, all of it on record.

The files come in natural order (2.txt before 10.txt). `metadata.csv` says more about the files beside it and below it,
and is no file of its own; README and licence files are documentation.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.readers.metadata import Known

_DOCUMENTATION = re.compile(r"(?:readme(?![a-z]).*|licen[cs]e|copying)(?:\.\w+)?", re.IGNORECASE | re.DOTALL)
_BY_THE_SYSTEM = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


_NOTHING = Known()


@dataclass(frozen=True, slots=True)
class Found:
    """One file (or folder that is not entered), and why it is not to be opened ("" when it is).

    Attributes
    ----------
    path : str
        To open it.
    root : str
        The folder that was given; for a file given by name, "".
    reason : str
    link : bool
    known : Known
        What metadata.csv says about it.
    notes : tuple of str
    """

    path: str
    root: str = ""
    reason: str = ""
    link: bool = False
    known: Known = _NOTHING
    notes: tuple[str, ...] = ()

    @property
    def origin(self) -> str:
        """The path as it is shown."""
        return shown(self.path)

    @property
    def folder(self) -> str:
        """Its folder below the one that was given, with "/" between the parts; "" for a file directly in it."""
        return shown(os.path.dirname(self.path)[len(self.root) :]).strip("/") if self.root else ""


def walk(root: str) -> Iterator[Found]:
    """Every file below `root`, and every folder or link in it that is not entered; in no order."""
    inside = os.path.join(os.path.realpath(root), "")
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError as error:
            yield Found(folder, root, f"cannot be opened: {error.strerror}")
            continue
        for entry in entries:
            reason = why_not(entry.name) or (_bad_link(entry, inside) if entry.is_symlink() else "")
            if entry.is_dir(follow_symlinks=False) and not reason:
                waiting.append(entry.path)
            else:
                yield Found(entry.path, root, reason, link=entry.is_symlink())


def why_not(name: str) -> str:
    """Why a file or folder of this name holds no article, or "".

    >>> why_not("README.md"), why_not(".git"), why_not("readmission.txt")
    ('documentation, not an article; rename it to have it read', 'hidden', '')
    """
    if name.startswith("."):
        return "hidden"
    if name.casefold() in _BY_THE_SYSTEM:
        return "made by the operating system"
    return "documentation, not an article; rename it to have it read" if _DOCUMENTATION.fullmatch(name) else ""


def _bad_link(entry: os.DirEntry[str], inside: str) -> str:
    target = os.path.realpath(entry.path)
    if not os.path.exists(target):
        return "a link that leads nowhere"
    if not os.path.join(target, "").startswith(inside):
        return "a link that leads out of the folder"
    return "a link to a folder that is read itself" if os.path.isdir(target) else ""


def shown(path: str) -> str:
    """`path` on one line, with "/", in characters that can be written in any encoding of Unicode.

    >>> shown("a\\nb.txt")
    'a\\\\nb.txt'
    """
    plain = path.replace(os.sep, "/")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in plain)


NaturalKey = tuple[tuple[tuple[tuple[str, int, str], ...], ...], str]


def natural_key(path: str) -> NaturalKey:
    """Sort key that takes numbers in a path as numbers, and keeps the files of a folder together.

    >>> sorted(["b/1.txt", "a10.txt", "a2.txt"], key=natural_key)
    ['a2.txt', 'a10.txt', 'b/1.txt']
    """
    parts = tuple(_natural_part(part) for part in path.casefold().split("/"))
    return parts, path


def _natural_part(part: str) -> tuple[tuple[str, int, str], ...]:
    runs = [(word, digits.lstrip("0")) for word, digits in re.findall(r"([^0-9]*)([0-9]*)", part)]
    # Numbers by their length, then digit by digit, which needs no int() of a number of any size.
    return tuple((word, len(digits), digits) for word, digits in runs)
