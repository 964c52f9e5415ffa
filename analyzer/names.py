"""What articles and categories of speakers are called in charts and on the page."""

from __future__ import annotations

from collections import Counter

from analyzer.article import Article
from analyzer.comparison import Comparison
from analyzer.features.speaking import OTHER, UNKNOWN
from analyzer.text.voices import NARRATOR

FOCAL = "This article"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def article_names(comparison: Comparison) -> dict[str, str]:
    """By id: the outlet, with the day where an outlet has several articles; the title where there is no outlet.

    >>> import analyzer
    >>> article_names(analyzer.compare())["harbour-courier-finding"]
    'Harbour Courier, 24 Oct'
    """
    others = [article for article in comparison.corpus.articles if article.id != comparison.focal]
    outlets = Counter(_plain(article) for article in others)
    seen: Counter[str] = Counter()
    names = {comparison.focal: FOCAL}
    for article in others:
        name = _plain(article) if outlets[_plain(article)] == 1 else _dated(article)
        seen[name] += 1
        names[article.id] = name if seen[name] == 1 else f"{name} ({seen[name]})"
    return names


def category_labels(comparison: Comparison) -> dict[str, str]:
    """By key the label of each category of the codebook, of those without one, and of the narrator."""
    named = {key: category.label or key for key, category in comparison.codebook.speakers.items()}
    return {NARRATOR: "Narrator"} | named | {OTHER: "Other speakers", UNKNOWN: "Speaker not known"}


def _plain(article: Article) -> str:
    return article.outlet.strip() or article.title.strip() or article.id


def _dated(article: Article) -> str:
    day, month = article.published[8:10], article.published[5:7]
    if not (day.isdecimal() and month.isdecimal() and 1 <= int(month) <= 12):
        return _plain(article)
    return f"{_plain(article)}, {int(day)} {_MONTHS[int(month) - 1]}"
