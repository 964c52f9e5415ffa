"""One article as it was read: its words, who published it, and where it came from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """One article; every field but the first three may be empty.

    `text` is kept exactly as it was read (after decoding), so that every offset in a result leads back to it.
    The title is not part of the text.

    Attributes
    ----------
    id : str
        Unique within a corpus.
    title, text : str
        Headline, and everything below it.
    outlet, group : str
        Who published it; the group of outlets that the user put it into.
    published : str
        ISO date ``YYYY-MM-DD`` (or with a time), or "" when unknown.
    language : str
        ISO 639-1 code, or "" when unknown.
    url, author, note : str
        As given with the text.
    origin : str
        File (and row or member) that it was read from.
    encoding : str
        The encoding that the bytes were decoded with, or "".
    extra : tuple of (str, str)
        Every other field that came with the article.

    >>> Article("a1", "Leaders meet", "They talked.", outlet="Harbour Courier").outlet
    'Harbour Courier'
    """

    id: str
    title: str
    text: str
    outlet: str = ""
    group: str = ""
    published: str = ""
    language: str = ""
    url: str = ""
    author: str = ""
    note: str = ""
    origin: str = ""
    encoding: str = ""
    extra: tuple[tuple[str, str], ...] = ()
