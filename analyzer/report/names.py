"""What articles, frames and sets of articles are called on the page, and under which id they are found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from analyzer.comparison import Comparison
from analyzer.features.speaking import OTHER, UNKNOWN
from analyzer.names import FOCAL, article_names, category_labels
from analyzer.report.formats import anchor, short
from analyzer.report.grid import MOST
from analyzer.report.marking import abbreviations

OTHERS = "Other coverage"
NOBODY = "speaker not known"
_LONGEST = 60  # characters of a name


@dataclass(frozen=True, slots=True)
class Names:
    """Names of one comparison.

    Attributes
    ----------
    articles : mapping of str to str
        By id: the outlet, with the day where an outlet has several articles; the title where there is no outlet.
    rows : mapping of str to str
        By id: the id of the article's row in the table of headlines, as far as that table has room.
    frames, short : mapping of str to str
        By key: the label, and the abbreviation that stands at a mark.
    evidence, axes : mapping of str to str
        By key: the id of the frame's evidence, of the axis' chart.
    categories : mapping of str to str
        By key: the label of a category of speakers, those without one and the narrator among them.
    """

    articles: Mapping[str, str]
    rows: Mapping[str, str]
    frames: Mapping[str, str]
    short: Mapping[str, str]
    evidence: Mapping[str, str]
    axes: Mapping[str, str]
    categories: Mapping[str, str]

    def of(self, level: str, name: str) -> str:
        """The name of a row of a result table."""
        if level == "focal":
            return FOCAL
        if level == "others":
            return OTHERS
        plain = short(name, _LONGEST) or "(no name)"
        return f"{plain} (group)" if level == "group" else self.articles.get(name, plain)

    def speaker(self, name: object) -> str:
        """What somebody who speaks is called; without a name nobody knows who it is."""
        return short(name, _LONGEST) if name else NOBODY

    def who(self, name: object, category: object) -> str:
        """A speaker with the category, where one fits."""
        label = "" if category in ("", OTHER, UNKNOWN) else self.categories.get(str(category), "")
        return f"{self.speaker(name)} ({label})" if label else self.speaker(name)


def make_names(comparison: Comparison) -> Names:
    """The names of everything that a comparison speaks of."""
    frames = {
        key: short(frame.label, _LONGEST) or short(key, _LONGEST) for key, frame in comparison.codebook.frames.items()
    }
    return Names(
        articles={key: short(name, _LONGEST) or "(no name)" for key, name in article_names(comparison).items()},
        rows={article.id: f"text-{at}" for at, article in enumerate(comparison.corpus.articles[:MOST])},
        frames=frames,
        short=dict(zip(frames, abbreviations(frames.values()), strict=True)),
        evidence={key: anchor("evidence", key) for key in frames},
        axes={key: anchor("axis", key) for key in comparison.codebook.axes},
        categories={key: short(label, _LONGEST) for key, label in category_labels(comparison).items()},
    )
