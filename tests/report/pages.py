"""Pages as a strict reader sees them, and comparisons to make pages of."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import analyzer
from analyzer import Comparison, Settings
from analyzer.article import Article
from analyzer.corpus import Corpus
from tests.helpers import LAW, PLAIN, TRADE

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
QUOTE = ' "The court is a joke," he said. The talks were not a summit.'


class Page(HTMLParser):
    """Tags, ids, links and text of a page; fails on tags that do not close in their order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == [], f"left open: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep it, and wait for its end."""
        self.tags.append((tag, dict(attrs)))
        assert len(dict(attrs)) == len(attrs), f"an attribute twice: {attrs}"
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep it."""
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that was opened last, and no other."""
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep what is read, but no script and no style."""
        if not {"script", "style"} & set(self.open):
            self.words.append(data)

    @property
    def text(self) -> str:
        """All words of the page on one line."""
        return " ".join("".join(self.words).split())

    def all(self, name: str) -> list[str]:
        """Every value of an attribute."""
        return [attrs[name] or "" for _, attrs in self.tags if name in attrs]

    def count(self, tag: str) -> int:
        """How many tags of a name there are."""
        return sum(found == tag for found, _ in self.tags)


def articles(**fields: Any) -> list[Article]:
    """Eight articles; the first one is the focal one. `fields` replace those of every article."""
    texts = [LAW + "\n\n" + TRADE + QUOTE, LAW, TRADE, LAW + " " + TRADE, TRADE + QUOTE, PLAIN, TRADE, LAW]
    own = [
        {"outlet": f"Outlet {at % 3}", "group": "North" if at % 2 else "South", "published": f"2024-09-0{at + 1}"}
        for at in range(len(texts))
    ]
    return [Article(f"a{at}", f"Title {at}", text, **(own[at] | fields)) for at, text in enumerate(texts)]


def compare(given: list[Article] | None = None, **options: Any) -> Comparison:
    """The first article with the others, copies too; few replicates, as no number matters here."""
    known = given or articles()
    codebook = options.pop("codebook", None)
    settings = Settings(**({"bootstrap": 100, "allow_small": True, "keep_copies": True} | options))
    return analyzer.compare(Corpus((known[0],)), Corpus(tuple(known[1:])), codebook=codebook, settings=settings)
