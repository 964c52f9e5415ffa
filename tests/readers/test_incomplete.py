"""Signs that a text is not whole, and what is none."""

from __future__ import annotations

import time

import pytest

from analyzer.readers.incomplete import why_incomplete

PROSE = "The ministers met on Tuesday.\n\nThey spoke of trade and of gas."


@pytest.mark.parametrize(
    "end",
    [
        "… [+1234 chars]",
        " and... [+12 characters]",
        " and the\n\nContinue reading",
        "\n\nRead the full story at Harbour Courier",
        "\n\nRead more",
        "\n\nSubscribe to read the rest of this article",
        "\n\nSign in to continue reading\n\nAlready a subscriber? Log in",
        "\n\nTo continue reading, start your free trial.",
        "\n\nThis article is for subscribers only",
        "\n\nThis content is only available to our subscribers.",
        "\n\nYou have reached your limit of free articles",
        "\n\nDieser Artikel ist nur für Abonnenten.",
        "\n\nWeiterlesen",
        "\n\nCet article est réservé aux abonnés.",
        "\n\nIl vous reste 72% de cet article à lire.",
        "\n\nSuscríbete para seguir leyendo",
        "\n\nЧитать далее",
        " The court will…",
        " The court will [...]",
        " The court, ...",
    ],
)
def test_previews_say_so_at_their_end(end: str) -> None:
    """In the languages that databases and paywalls speak."""
    assert why_incomplete(PROSE + end) != ""


@pytest.mark.parametrize(
    "end",
    [
        "",
        "\n\nSubscribe to our newsletter",
        "\n\nRead more: Rain in the harbour",
        "\n\nSign up for our morning briefing",
        "\n\n© Harbour Courier",
        '\n\n"To continue reading the law this way is an error," the judge said.',
        "\n\nReaders continue reading on paper, a study found.",
        " Nobody knows why...?",
    ],
)
def test_what_invites_elsewhere_is_no_sign(end: str) -> None:
    """Newsletters, other stories, and prose that has the same words."""
    assert why_incomplete(PROSE + end) == ""


def test_only_the_end_counts() -> None:
    """An article that goes on is whole, and a long text takes no time."""
    assert why_incomplete(f"Continue reading\n\n{PROSE}\n\nThey left.\n\nNobody smiled.\n\nIt rained.") == ""
    started = time.monotonic()
    for text in ("(" * 200_000, "you have " * 50_000, "." * 300_000, " \n" * 300_000):
        why_incomplete(text)
    assert time.monotonic() - started < 1
