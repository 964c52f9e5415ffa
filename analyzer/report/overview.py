"""Head of the page: which article, compared with what, and what the numbers bear."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.comparison import Comparison
from analyzer.inference.claims import STRENGTHS
from analyzer.inference.findings import Finding
from analyzer.report.formats import count, day, days, language, line, link, number, short
from analyzer.report.names import Names

_LONGEST = 300  # characters of a title
IN_VOICE = {
    "narrator": "the narrator's voice, that is of what nobody else is said to say",
    "quoted": "quoted speech, that is of what stands in quotation marks",
    "paraphrased": "paraphrased speech, that is of what others say in indirect speech",
    "all": "all voices together",
}


@dataclass(frozen=True, slots=True)
class Head:
    """Who is compared with whom."""

    title: str
    language: str
    outlet: str
    day: str
    url: str
    words: str
    compared: str
    codebook: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A finding as it is printed: a heading, the sentence, how sure it is, and where its evidence stands.

    `meaning` is the definition of the strength, given where the word comes up for the first time.
    """

    heading: str
    text: str
    strength: str
    meaning: str
    href: str
    where: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What the numbers bear, and the words needed to read it."""

    statements: tuple[Statement, ...]
    voice: str
    strengths: tuple[tuple[str, str], ...]
    confidence: str


def head(comparison: Comparison) -> Head:
    """The head of the page."""
    article, book = comparison.article, comparison.codebook
    table = comparison.articles
    n_words = int(table["n_words"][table["focal"].astype(bool)].sum())
    title = line(book.title) or line(book.name)
    return Head(
        title=short(article.title, _LONGEST) or short(article.id, _LONGEST) or "(no title)",
        language=language(article.language),
        outlet=short(article.outlet, _LONGEST),
        day=day(article.published),
        url=link(article.url),
        words=count(n_words, "word"),
        compared=compared_with(comparison),
        codebook=f"{title} ({line(book.name)}, version {line(book.version)})",
        warnings=tuple(line(warning) for warning in comparison.warnings),
    )


def compared_with(comparison: Comparison) -> str:
    """The other coverage in a few words.

    For example "30 articles from 25 outlets in 5 groups, 1–26 Sep 2024".
    """
    others = [article for article in comparison.corpus.articles if article.id != comparison.focal]
    outlets, groups = ({getattr(a, name) for a in others} - {""} for name in ("outlet", "group"))
    text = count(len(others), "article")
    text += f" from {count(len(outlets), 'outlet')}" if outlets else ""
    text += f" in {count(len(groups), 'group')}" if groups else ""
    when = days(article.published for article in others)
    return f"{text}, {when}" if when else text


def findings(comparison: Comparison, names: Names) -> Findings:
    """The findings in their order, each with a way to its evidence."""
    told: set[str] = set()
    statements = []
    for finding in comparison.findings:
        heading, href, where = _place(finding, comparison, names)
        meaning = "" if finding.strength in told else STRENGTHS[finding.strength]
        strength = finding.strength if finding.item else ""
        if strength:
            told.add(strength)
        statements.append(Statement(heading, line(finding.text), strength, meaning if strength else "", href, where))
    return Findings(
        tuple(statements),
        IN_VOICE.get(comparison.settings.voice, comparison.settings.voice),
        tuple(STRENGTHS.items()),
        number(100 * comparison.settings.confidence, 0),
    )


def _place(finding: Finding, comparison: Comparison, names: Names) -> tuple[str, str, str]:
    """Heading, target and text of the link."""
    if finding.level == "group":
        heading = f"{names.frames.get(finding.item, '')}: {line(finding.name)}" if finding.item else "Between groups"
        return heading, "groups", "Group against group"
    if finding.item in names.evidence and finding.measure == "framing":
        return names.frames[finding.item], names.evidence[finding.item], "Sentences behind it"
    if finding.measure == "axis":
        where = names.axes.get(finding.item, "framing")
        return line(comparison.codebook.label(finding.item)), where, "All positions on the axis"
    if finding.measure in ("speech", "sourcing"):
        return names.categories.get(finding.item, "Words given to others"), "speaks", "Who speaks"
    if finding.measure == "tone":
        return "Lexical tone", "tone", "Tone and its limits"
    if not finding.item:
        return "What did not differ", "framing", "All frames"
    return line(comparison.codebook.label(finding.item)), "framing", "All frames"
