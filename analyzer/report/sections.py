"""Sections of the page in the order in which a busy editor reads: answer, evidence, method."""

from __future__ import annotations

from typing import Any

from analyzer.comparison import Comparison
from analyzer.report.design import design
from analyzer.report.evidence import frame_evidence
from analyzer.report.framing_map import framing_map
from analyzer.report.marked_article import marked_article
from analyzer.report.method import method
from analyzer.report.names import Names
from analyzer.report.not_read import not_read
from analyzer.report.overview import findings
from analyzer.report.robustness import robustness
from analyzer.report.side_by_side import side_by_side
from analyzer.report.similarity import similarity
from analyzer.report.tone import tone
from analyzer.report.topics import topics
from analyzer.report.who_speaks import who_speaks
from analyzer.report.words import words

# Id, which is also the name of the template, and title.
CONTENTS = (
    ("findings", "Findings"),
    ("framing", "Framing map"),
    ("article", "The article, marked up"),
    ("evidence", "Evidence, frame by frame"),
    ("speaks", "Who speaks"),
    ("beside", "Side by side"),
    ("words", "Words"),
    ("topics", "Topics"),
    ("tone", "Lexical tone"),
    ("similarity", "Similarity"),
    ("robustness", "How much hangs on a choice"),
    ("unread", "What was not read"),
    ("design", "What these articles can bear"),
    ("method", "Method and settings"),
)


def make_sections(comparison: Comparison, names: Names) -> dict[str, Any]:
    """What each section shows, by its id."""
    marked = marked_article(comparison, names)
    return {
        "findings": findings(comparison, names),
        "framing": framing_map(comparison, names),
        "article": marked,
        "evidence": frame_evidence(comparison, names),
        "speaks": who_speaks(comparison, names, marked.speakers),
        "beside": side_by_side(comparison, names),
        "words": words(comparison, names),
        "topics": topics(comparison, names),
        "tone": tone(comparison, names),
        "similarity": similarity(comparison, names),
        "robustness": robustness(comparison, names),
        "unread": not_read(comparison),
        "design": design(comparison),
        "method": method(comparison),
    }
