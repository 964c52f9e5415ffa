"""Datelines, bylines and invitations moved out of the text, into what is known of the article; nothing is lost."""

from __future__ import annotations

import re
from dataclasses import replace

from analyzer.article import Article
from analyzer.readers.characters import cut_blank_lines, has_words
from analyzer.text.boilerplate import boilerplate

REMOVED = "removed"
_BYLINE = re.compile(r"by\s+(?P<name>[^,\n]+)", re.IGNORECASE)
_GAP = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*){2,}")


def cleaned(article: Article) -> Article:
    """The article without what is no prose of it; itself where there is nothing of the kind.

    A byline becomes the author where none is known, the agency of a dateline the extra value `agency`, and every
    stretch that was taken out is kept as it stood in an extra value `removed`, in order.

    >>> article = cleaned(Article("a", "", "By Ada Writer\\n\\nLeaders met.\\n\\nRead more: Rain"))
    >>> article.text, article.author, article.extra
    ('Leaders met.', 'Ada Writer', (('removed', 'By Ada Writer'), ('removed', 'Read more: Rain')))
    """
    spans, agency = boilerplate(article.text)
    taken = [article.text[start:end].strip() for start, end in spans]
    text = cut_blank_lines(_GAP.sub("\n\n", _without(article.text, spans)))
    if not spans or not has_words(text):
        return article
    bylines = [match["name"].strip() for piece in taken if (match := _BYLINE.match(piece)) and _is_byline(piece)]
    return replace(
        article,
        text=text,
        author=article.author or "; ".join(bylines),
        extra=(
            *article.extra,
            *((("agency", agency),) if agency else ()),
            *((REMOVED, piece) for piece in taken if piece),
        ),
    )


def _is_byline(piece: str) -> bool:
    return not piece.casefold().startswith("by signing up")


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    kept, at = [], 0
    for start, end in spans:
        kept.append(text[at:start])
        at = end
    return "".join([*kept, text[at:]])
