"""From the blocks of a document to its article: what all documents have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from analyzer.errors import UnreadableError
from analyzer.readers.characters import has_words
from analyzer.readers.documents.flow import Block
from analyzer.readers.exports.lines import articles_in
from analyzer.readers.fields import to_reading
from analyzer.readers.reading import File, Options, Reading
from analyzer.readers.text import LONGEST_TITLE, split_title, without_title

SOFT_HYPHEN = "\u00ad"


def document_readings(
    blocks: Iterable[Block], file: File, options: Options, *, notes: tuple[str, ...] = ()
) -> Iterator[Reading]:
    """The articles of the export that a document is, or else the one article that it holds.

    Parameters are those of `document_reading`.
    """
    given = list(blocks)
    exported = articles_in(lines_of(given), file, options)
    if exported is None:
        yield document_reading(given, file, options, notes=notes)
    else:
        yield from exported


def lines_of(blocks: Iterable[Block]) -> list[str]:
    """The lines of a document, one or more a paragraph; cells of a table have a tab between them.

    >>> lines_of([Block("Length: 523 words\\nByline: A. Writer")])
    ['Length: 523 words', 'Byline: A. Writer']
    """
    return [line for block in blocks for line in block.text.split("\n")]


def document_reading(
    blocks: Iterable[Block],
    file: File,
    options: Options,
    *,
    fields: Mapping[str, str] | None = None,
    notes: tuple[str, ...] = (),
) -> Reading:
    """The article that these blocks are.

    Parameters
    ----------
    blocks : iterable of Block
        They become paragraphs with a blank line between them.
    file : File
    options : Options
    fields : mapping of str to str, optional
        What the document says of itself and can be relied on; what metadata.csv says goes before it.
    notes : tuple of str

    Raises
    ------
    UnreadableError
        When no block holds a word.

    >>> block = Block("Leaders meet", "heading"), Block("They talked of peace and of trade.")
    >>> document_reading(block, File(b"", "a.docx", "a"), Options()).article.title
    'Leaders meet'
    """
    given = list(blocks)
    n_soft = sum(block.text.count(SOFT_HYPHEN) for block in given)
    given = [Block(block.text.replace(SOFT_HYPHEN, "").strip(), block.style) for block in given]
    given = [block for block in given if block.text]
    if not any(has_words(block.text) for block in given):
        raise UnreadableError("no words in it; if its pages are pictures, they need OCR")
    declared = {"group": file.group, **(fields or {}), **file.known}
    title, text, title_note = _titled(given, declared.get("title", ""))
    soft = (f"{n_soft} soft hyphens left out",) if n_soft else ()
    return to_reading(
        {**declared, "title": title, "text": text},
        file.extra,
        origin=file.origin,
        name=file.name,
        outlet=file.outlet,
        options=options,
        notes=(*file.notes, *notes, *soft, *title_note),
    )


def _titled(blocks: Sequence[Block], declared: str) -> tuple[str, str, tuple[str, ...]]:
    """Title, text and a note: the title declared, a block of that style, or a first line that looks like one."""
    if declared:
        return declared, without_title(_joined(blocks), declared), ()
    styles = [block.style for block in blocks]
    first = styles.index("title") if "title" in styles else 0
    rest = [*blocks[:first], *blocks[first + 1 :]]
    title = " ".join(blocks[first].text.split())
    if styles[first] and len(title) <= LONGEST_TITLE and has_words(title) and any(has_words(b.text) for b in rest):
        return title, _joined(rest), (f"title taken from the {styles[first]}",)
    title, text = split_title(_joined(blocks))
    return title, text, ("title taken from the first line" if title else "no title found",)


def _joined(blocks: Sequence[Block]) -> str:
    return "\n\n".join(block.text for block in blocks)


def said_of_itself(**values: str | None) -> tuple[str, ...]:
    """A note of what a document says of itself that is not relied on: these fields are filled by programs.

    >>> said_of_itself(author="admin", created=" ")
    ("not relied on, the file's own author: 'admin'",)
    """
    said = {key: " ".join((value or "").split()) for key, value in values.items()}
    listed = ", ".join(f"{key}: {value[:100]!r}" for key, value in said.items() if value)
    return (f"not relied on, the file's own {listed}",) if listed else ()
