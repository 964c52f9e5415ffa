"""A codebook with speakers, and articles in which somebody speaks, for the measures of who does."""

from __future__ import annotations

from analyzer.article import Article
from analyzer.codebook import Codebook, parse_codebook
from analyzer.features import Features, featurize

BOOK: Codebook = parse_codebook(
    """
name = "speakers"
version = "1"
[frames.law]
label = "Law"
definition = "d"
patterns = ["court*", "warrant*"]
[frames.trade]
label = "Trade"
definition = "d"
patterns = ["gas", "trade"]
ambiguous = ["pipe*"]
[axes.scale]
label = "Scale"
positive = {label = "Law", frames = ["law"]}
negative = {label = "Trade", frames = ["trade"]}
[speakers.official]
label = "Officials"
patterns = ["minister", "spokesman", "president"]
[speakers.expert]
label = "Experts"
patterns = ["professor", "analyst*"]
""",
    "speakers",
)

# Lee, an expert, 6 words paraphrased; the minister, 4 words quoted; somebody unknown, 8 words quoted.
MIXED = (
    "Professor Ann Lee said the court would issue a warrant.\n\n"
    "“Gas is the point,” the minister insisted.\n\n"
    "Rain fell on the “wide and empty square of the old town”."
)
ONE = "President Jan Roth said gas was cheap. “Trade goes on as ever,” Roth added. The court was closed."
NONE = "The weather was mild. People walked in the park. A court sat."


def articles() -> list[Article]:
    """Twelve articles of three outlets in two groups; the first is the focal one."""
    texts = [MIXED, ONE, NONE, f"{ONE}\n\n{MIXED}", MIXED, ONE, NONE, ONE, f"{MIXED}\n\n{NONE}", ONE, NONE, MIXED]
    return [
        Article(f"a{at:02}", "A court speaks", text, outlet=f"Outlet {at % 3}", group="North" if at % 2 else "South")
        for at, text in enumerate(texts)
    ]


def features(given: list[Article] | None = None, focal: str = "a00") -> Features:
    """Features of the small corpus."""
    return featurize(given or articles(), BOOK, focal=focal)
