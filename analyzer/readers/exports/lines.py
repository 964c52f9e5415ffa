"""Exports of databases that come as Word or RTF documents: told by their lines, whatever file the lines stood in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analyzer.readers.exports.factiva_text import factiva, is_factiva
from analyzer.readers.exports.nexis_uni import is_nexis_uni, nexis_uni
from analyzer.readers.reading import File, Options, Reading


def articles_in(lines: Sequence[str], file: File, options: Options) -> Iterator[Reading] | None:
    """The articles of the export that these lines are, or None when they are a document of its own.

    Parameters
    ----------
    lines : sequence of str
        Paragraphs of a document; cells of a row of a table with a tab between them.
    file : File
    options : Options

    >>> articles_in(["Minutes", "They met."], File(b"", "a.docx", "a"), Options()) is None
    True
    """
    if is_nexis_uni(lines):
        return nexis_uni(lines, file, options)
    return factiva(lines, file, options) if is_factiva(lines) else None
