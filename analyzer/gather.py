"""Which articles are compared: one focal article and the others, everything else set aside with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from analyzer.article import Article
from analyzer.corpus import Corpus, LedgerRow
from analyzer.errors import StrictError, TooFewError, UnreadableError, UsageError
from analyzer.readers import read_corpus
from analyzer.settings import Settings
from analyzer.shipped import shipped_texts
from analyzer.text.tokens import WORD

_HEAD, _OPENING = 1000, 20  # characters, words


def gather(
    article: Any,
    others: Any,
    *,
    settings: Settings,
    columns: Mapping[str, str] | None = None,
    outlets: str | Path | None = None,
) -> tuple[Article, Corpus]:
    """The focal article, and a corpus of it and the others, sorted by id.

    Parameters
    ----------
    article, others : path, paths, frame, article or corpus
        Whatever `read_corpus` takes; without both, the shipped texts.
    settings : Settings
    columns, outlets : optional
        Names of columns in tables, and the table of outlets, as in `read_corpus`.

    Raises
    ------
    UsageError
        When `article` holds more than one article.
    UnreadableError
        When it holds none.
    TooFewError
        When fewer others are left than the settings ask for.
    StrictError
        When something was skipped and the settings forbid it.
    """
    if article is None and others is None:
        article, others = shipped_texts() / "article.txt", shipped_texts() / "coverage"
    if article is None or others is None:
        raise UsageError("compare needs an article and other coverage.", fix="analyzer compare ARTICLE COVERAGE...")
    own = read_corpus(article, columns=columns, outlets=outlets)
    focal = _only(own)
    rest = _set_aside(_renamed(read_corpus(others, columns=columns, outlets=outlets), focal.id), focal, settings)
    whole = own + rest
    if settings.strict and whole.skipped:
        row = whole.skipped[0]
        raise StrictError(
            f"{row.origin}: {row.reason}.", why=f"{len(whole.skipped)} things were skipped and --strict is on."
        )
    if len(rest) < settings.min_articles and not settings.allow_small:
        raise TooFewError(
            f"There are {len(rest)} other articles to compare with; at least {settings.min_articles} are needed.",
            why="With fewer, no range can be given for anything.",
            fix="Add coverage, or use --allow-small and read every number as a description of these texts.",
            more=f"Skipped: {len(whole.skipped)}. See: analyzer inspect PATH",
        )
    if not rest.articles:
        raise TooFewError("There is no other article to compare with.", fix="See what was read: analyzer inspect PATH")
    articles = (focal, *sorted(rest.articles, key=lambda a: a.id))
    return focal, Corpus(articles, (*whole.ledger, *_missing(articles, whole.ledger)))


def _missing(articles: tuple[Article, ...], ledger: tuple[LedgerRow, ...]) -> list[LedgerRow]:
    """Rows for articles that were given as objects and never read from anything."""
    known = {row.item for row in ledger}
    return [LedgerRow(a.origin or a.id, a.id, "read") for a in articles if a.id not in known]


def _only(corpus: Corpus) -> Article:
    if not corpus.articles:
        row = corpus.skipped[0] if corpus.skipped else None
        raise UnreadableError(
            f"{row.origin}: {row.reason}." if row else "The article holds no text.",
            fix="Save it as a text file with words in it.",
        )
    if len(corpus.articles) > 1:
        names = ", ".join(article.id for article in corpus.articles[:5])
        raise UsageError(
            f"The article under study must be one; {len(corpus.articles)} were given: {names}.",
            fix="Name a single file, or run compare once for each.",
        )
    return corpus.articles[0]


def _renamed(corpus: Corpus, taken: str) -> Corpus:
    """The others, none of them under the focal article's id."""
    ids = {article.id for article in corpus.articles}
    if taken not in ids:
        return corpus
    number = 2
    while f"{taken}-{number}" in ids:
        number += 1
    new = f"{taken}-{number}"
    return Corpus(
        tuple(replace(a, id=new) if a.id == taken else a for a in corpus.articles),
        tuple(
            LedgerRow(row.origin, new, row.status, row.reason, row.notes)
            if row.item == taken and row.status == "read"
            else row
            for row in corpus.ledger
        ),
    )


def _set_aside(others: Corpus, focal: Article, settings: Settings) -> Corpus:
    reasons: dict[str, str] = {}
    kept = []
    for article in sorted(others.articles, key=lambda a: a.id):
        if (article.origin == focal.origin and focal.origin) or article.text == focal.text:
            reasons[article.id] = "is the article under study"
        elif reason := why_not(article, settings):
            reasons[article.id] = reason
        else:
            kept.append(article)
    if not settings.keep_copies:
        for copy, first in _copies(kept):
            reasons[copy] = f"has the same words as {first!r} and counts once (--keep-copies)"
    return others.skip(reasons)


def _copies(articles: list[Article]) -> Iterator[tuple[str, str]]:
    """Each article with the words of one before it, and that one; only those that begin alike are compared whole."""
    alike: dict[str, list[Article]] = {}
    for article in articles:
        alike.setdefault(_opening(article.text), []).append(article)
    for group in alike.values():
        seen: dict[str, str] = {}
        for article in group if len(group) > 1 else ():
            if (first := seen.setdefault(_words(article.text), article.id)) != article.id:
                yield article.id, first


def _opening(text: str) -> str:
    """The first words of a text; of its beginning alone, where that holds enough of them."""
    found = [match.group() for match in islice(WORD.finditer(text[:_HEAD].casefold()), _OPENING + 1)]
    if len(found) <= _OPENING:  # the last one may have been cut
        found = _words(text).split(" ")
    return " ".join(found[:_OPENING])


def why_not(article: Article, settings: Settings) -> str:
    """Why an article is not asked for: its language or its day; "" when it is."""
    day = article.published[:10]
    if settings.language and article.language and article.language != settings.language:
        return f"language is {article.language!r}, compared is {settings.language!r} (--language)"
    if settings.since and day and day < settings.since:
        return f"published {day}, before {settings.since} (--since)"
    if settings.until and day > settings.until:
        return f"published {day}, after {settings.until} (--until)"
    return ""


def _words(text: str) -> str:
    """The words of a text, however it is punctuated, spaced or capitalised."""
    return " ".join(WORD.findall(text.casefold()))
