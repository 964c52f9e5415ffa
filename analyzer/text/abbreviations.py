"""The abbreviations that the sentence splitter knows: read once from the package, extended by a user's own file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from analyzer.errors import UnreadableError

SECTIONS = (
    "title", "initial", "latin", "number", "month", "time", "company", "street", "place", "state", "junior", "unit",
    "ends", "word", "journal", "exclaim",
)  # fmt: skip
WORDS = ("opens", "follows", "acts", "verbs", "governs", "said", "function", "days", "zones", "named", "labels")


@dataclass(frozen=True, slots=True, eq=False)
class Abbreviations:
    """Abbreviations by the rule that reads the full stop behind them.

    Attributes
    ----------
    sections : mapping of str to str
        Every form of an abbreviation, without its last full stop, and its section.
    words : mapping of str to frozenset of str
        Lower-case words that tell what a capital behind an abbreviation means, by what they do ("opens", "said").
    """

    sections: Mapping[str, str]
    words: Mapping[str, frozenset[str]]


@cache
def load_abbreviations(path: str | Path | None = None) -> Abbreviations:
    """The abbreviations of the package, and those of the file `path` before them.

    A file has the form of the package's ``lexicons/abbreviations.txt``: a line ``[section]``, then entries parted by
    white space, without their last full stop; ``#`` starts a comment.

    Raises
    ------
    UnreadableError
        When the file cannot be read, or names a section that does not exist.

    Examples
    --------
    >>> load_abbreviations().sections["Gov"]
    'title'
    """
    shipped = (files("analyzer") / "lexicons" / "abbreviations.txt").read_text("utf-8")
    rows = [*(_rows(_read(path), str(path)) if path is not None else ()), *_rows(shipped, "abbreviations.txt")]
    words = {name: frozenset(word.lower() for word, section in rows if section == name) for name in WORDS}
    return Abbreviations(_forms(rows), words)


def _read(path: str | Path) -> str:
    try:
        return Path(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        fix = "Give a text file in UTF-8 with sections such as [title]."
        raise UnreadableError(f"{path}: cannot read the abbreviations.", why=str(error), fix=fix) from error


def _rows(text: str, origin: str) -> Iterator[tuple[str, str]]:
    section = ""
    for number, line in enumerate(text.splitlines(), 1):
        content = line.partition("#")[0].strip()
        if content.startswith("["):
            section = content.strip("[] ")
        if content and section not in (*SECTIONS, *WORDS):
            raise UnreadableError(
                f"{origin}, line {number}: {section or content!r} is no section of abbreviations.",
                fix=f"Put entries below one of: {', '.join(f'[{name}]' for name in (*SECTIONS, *WORDS))}.",
            )
        if not content.startswith("["):
            yield from ((entry.removesuffix("."), section) for entry in content.split())


def _forms(rows: list[tuple[str, str]]) -> dict[str, str]:
    """Every entry as written, then with a capital and in capitals; the first to claim a form keeps it."""
    entries = [(entry, section) for entry, section in rows if section in SECTIONS]
    forms: dict[str, str] = {}
    for entry, section in entries:
        forms.setdefault(entry, section)
    for entry, section in entries:
        if len(entry) > 1:
            forms.setdefault(entry[0].upper() + entry[1:], section)
            forms.setdefault(entry.upper(), section)
    return forms
