"""What is no prose of an article is set aside, and prose that looks like it is not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.text.boilerplate import boilerplate

free = settings(deadline=None, derandomize=True, max_examples=200)
PARTS = (
    "By Ann Lee\n", "by train\n", "Advertisement\n", "Read more: x\n", "(c) 2020 A\n", "(c) they\n", "\n", " ",
    "HARBOUR CITY (Northern Wire) - ", "Prose stands here.", "© A", "Share this\n",
)  # fmt: skip


@free
@given(st.lists(st.sampled_from(PARTS)).map("".join) | st.text(alphabet="By Ab.()-–\n©,", max_size=50))
def test_spans_are_in_order_and_inside_the_text(text: str) -> None:
    """Spans lie in the text, are not empty, come in order and do not overlap."""
    bounds = [offset for span in boilerplate(text)[0] for offset in span]
    assert bounds == sorted(bounds)
    assert all(0 <= offset <= len(text) for offset in bounds)
    assert all(start < end for start, end in boilerplate(text)[0])


@pytest.mark.parametrize(
    "line",
    [
        "By Ann Lee",
        "By Ann Lee and Bo Ray, Foreign Desk",
        "BY ANN LEE",
        "By Ursula von der Aue",
        "By Élodie O’Roux",
        "  By Ann Lee  ",
        "Read more: The talks in pictures",
        "READ MORE",
        "See also: The talks in pictures",
        "Advertisement",
        "ADVERTISEMENT:",
        "Advertisement Continue reading the main story",
        "Sign up for our morning letter",
        "Subscribe to the Courier",
        "Image copyright Northern Wire Image caption The square",
        "Share this article",
        "© 2024 Harbour Courier",
        "Copyright 2024 Harbour Courier. All rights reserved.",
        "COPYRIGHT © HARBOUR COURIER",
        "(c) 2024 Harbour Courier",
    ],
)
def test_lines_that_are_no_prose(line: str) -> None:
    """Bylines, invitations to read on, advertisement marks and notices of copyright are spans of their own."""
    text = f"The talks began.\n{line}\nThey ended at noon."
    spans, agency = boilerplate(text)
    assert [text[start:end].strip() for start, end in spans] == [line.strip()]
    assert agency == ""


@pytest.mark.parametrize(
    "line",
    [
        "by train or bus",
        "by signing a treaty today",
        "By the numbers",
        "By Monday",
        "By Monday evening all had gone",
        "By Monday the talks had ended.",
        "(c) the parties shall meet once a year;",
        "Copyright law was changed in 2001.",
        "Advertisement revenue fell by a tenth.",
        "See more than twenty wagons pass.",
        "Share this view with them, he asked.",
        "He read more books.",
        "Readers wrote.",
    ],
)
def test_prose_that_looks_like_it(line: str) -> None:
    """Wrapped lines, list items and sentences that begin like boilerplate stay."""
    assert boilerplate(f"They went home\n{line}\nand slept.") == ([], "")


@pytest.mark.parametrize(
    ("text", "dropped", "agency"),
    [
        ("HARBOUR CITY (Northern Wire) - Talks began.", "HARBOUR CITY (Northern Wire) - ", "Northern Wire"),
        ("HARBOUR CITY, Sept 3 (Northern Wire) — Talks.", "HARBOUR CITY, Sept 3 (Northern Wire) — ", "Northern Wire"),
        ("  ST. ANNE'S (NW)  -  Talks began.", "  ST. ANNE'S (NW)  -  ", "NW"),
    ],
)
def test_a_dateline_names_its_agency(text: str, dropped: str, agency: str) -> None:
    """A dateline at the very beginning is cut up to the first word, and the agency in its brackets is kept."""
    assert boilerplate(text) == ([(0, len(dropped))], agency)


@pytest.mark.parametrize(
    "text",
    [
        "The court (ICC) - in short - met.",
        "Talks began. HARBOUR CITY (Northern Wire) - They ended.",
        "HARBOUR CITY (Northern Wire) reported.",
        "NATO (founded in 1949) - an alliance - met.",
    ],
)
def test_a_bracket_alone_makes_no_dateline(text: str) -> None:
    """A dateline stands first, in capitals, with a capitalised agency and a dash behind it."""
    assert boilerplate(text) == ([], "")


@pytest.mark.parametrize("piece", ["by ", "By A ", "A", "A (", "\n", "by A\n", " ", "©", "(c) "])
def test_time_is_linear(piece: str) -> None:
    """Two hundred thousand repetitions of anything take less than two seconds."""
    before = time.process_time()
    boilerplate(piece * 200_000)
    assert time.process_time() - before < 2
