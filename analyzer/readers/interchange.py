"""The interchange form: one article as named values, which the readers of tables, JSON lines and headers read back.

Nothing in it needs a reader of its own: fields have their names, and two columns that are no field (`read_from`,
`read_as`) keep where the article was first read and in which encoding. What came with it beyond that stands in one
value, `extra`, as a JSON list of pairs, so that a name which occurs twice, is empty or is that of a field is kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from itertools import chain

from analyzer.article import Article
from analyzer.readers.reading import Pairs

READ_FROM, READ_AS, EXTRA = "read_from", "read_as", "extra"
COLUMNS = (
    *("id", "title", "text", "outlet", "group", "date", "language", "url", "author", "note"),
    *(READ_FROM, READ_AS, EXTRA),
)

_KEY = re.compile(r"[^\W\d_][\w ]{0,60}")


def to_row(article: Article) -> dict[str, str]:
    """The article by the names in `COLUMNS`.

    An article that was read from this form keeps what it says there, so that writing it again gives the same row.

    >>> row = to_row(Article("a1", "", "It rained.", origin="a.txt", extra=(("desk", "city"),)))
    >>> row["read_from"], row["extra"]
    ('a.txt', '[["desk", "city"]]')
    """
    before = dict(article.extra)
    known = READ_FROM in before
    extra = [pair for pair in article.extra if not (known and pair[0] in (READ_FROM, READ_AS))]
    return {
        "id": article.id,
        "title": article.title,
        "text": article.text,
        "outlet": article.outlet,
        "group": article.group,
        "date": article.published,
        "language": article.language,
        "url": article.url,
        "author": article.author,
        "note": article.note,
        READ_FROM: before[READ_FROM] if known else article.origin,
        READ_AS: before.get(READ_AS, "") if known else article.encoding,
        EXTRA: json.dumps(extra, ensure_ascii=False) if extra else "",
    }


def unfolded(pairs: Pairs) -> Pairs:
    """The pairs, with those that an `extra` of this form holds in its place; any other `extra` stays as it is.

    >>> unfolded((("extra", '[["desk", "city"], ["desk", ""]]'),)), unfolded((("extra", "pages"),))
    ((('desk', 'city'), ('desk', '')), (('extra', 'pages'),))
    """
    return tuple(chain.from_iterable(_held(value) if name == EXTRA else ((name, value),) for name, value in pairs))


def _held(value: str) -> Pairs:
    same = ((EXTRA, value),)
    if not value.startswith("[["):
        return same
    try:
        listed = json.loads(value)
    except (ValueError, RecursionError):
        return same
    if not all(isinstance(pair, list) and len(pair) == 2 and all(isinstance(x, str) for x in pair) for pair in listed):
        return same
    return tuple((name, text) for name, text in listed)


def to_text(article: Article, known: Collection[str]) -> str:
    """The article as a text file with a header, in which the title stands once more above the text.

    Parameters
    ----------
    article : Article
    known : collection of str
        Names that a header understands as fields; other values with such a name go into `extra`.

    >>> print(to_text(Article("a1", "Rain", "It rained."), ()))
    ---
    id: a1
    title: Rain
    outlet:
    ---
    Rain
    <BLANKLINE>
    It rained.
    <BLANKLINE>
    """
    row = to_row(article)
    text, extra = row.pop("text"), row.pop(EXTRA)
    row["note"] = " ".join(row["note"].split())
    lines = [f"{name}: {value}".rstrip() for name, value in row.items() if value or name in ("title", "outlet")]
    rest = unfolded(((EXTRA, extra),)) if extra else ()
    if all(_fits(name, value, known) for name, value in rest):
        lines += [f"{name}: {value}" for name, value in rest]
    elif rest:
        lines.append(f"{EXTRA}: {extra}")
    title = f"{article.title}\n\n" if article.title else ""
    return "\n".join(["---", *lines, "---", f"{title}{text}", ""])


def _fits(name: str, value: str, known: Collection[str]) -> bool:
    """Whether a line of a header can hold this, so that it is read back as it is."""
    plain = name.strip() == name and _KEY.fullmatch(name) and re.sub(r"[\s_]+", "_", name.casefold()) not in known
    return bool(plain) and name not in (EXTRA, READ_FROM, READ_AS) and value != "" and value == " ".join(value.split())
