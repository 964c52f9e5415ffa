from __future__ import annotations

import math
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.report import formats


@given(st.text(st.characters(categories=("Cs", "Cc", "Cf", "Cn", "Co", "L", "M"))))
def test_cleaned_text_can_be_written_and_hides_nothing(text):
    """No control, no surrogate, no sign that turns the direction of writing is left."""
    cleaned = formats.clean(text)
    cleaned.encode("utf-8")
    left = {unicodedata.category(sign) for sign in cleaned if sign not in "\n\t\ufffd"}
    assert not left & {"Cc", "Cs", "Cn", "Co"}
    assert not set(cleaned) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


@given(st.text(st.characters(categories=("L", "N", "P", "Zs"))))
def test_what_can_be_seen_stays(text):
    """Letters, digits and punctuation of any script are left as they are."""
    assert formats.clean(text) == text


@given(st.text(max_size=8), st.text(max_size=8))
def test_different_keys_have_different_ids(one, other):
    """An id is made of harmless signs and tells its key."""
    first, second = formats.anchor("x", one), formats.anchor("x", other)
    assert (first == second) == (one == other)
    assert all(sign.isascii() and (sign.isalnum() or sign in "-_.") for sign in first)


@given(st.floats(allow_nan=True, allow_infinity=True), st.integers(0, 3))
def test_numbers_never_show_a_negative_zero_or_nan(value, digits):
    """What is no number is a dash; what rounds to zero has no sign."""
    written = formats.number(value, digits, sign=True)
    assert "nan" not in written
    assert "inf" not in written
    if not math.isnan(value) and not math.isinf(value) and round(value, digits) == 0:
        assert set(written) <= set("0.")


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ([], ""),
        (["", "soon"], ""),
        (["2024-09-03", ""], "3 Sep 2024"),
        (["2024-12-30", "2025-01-02"], "30 Dec 2024 – 2 Jan 2025"),
        (["2024-09-01T08:00Z", "2024-09-26"], "1–26 Sep 2024"),
    ],
)
def test_a_span_of_days_is_said_briefly(dates, said):
    """Months and years that both ends share are said once."""
    assert formats.days(dates) == said


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JavaScript:alert(1)", " javascript:x", "java\nscript:x", "data:text/html,x",
        "vbscript:x", "http://", "https:example.org", "http://user:pw@example.org", "https://x.org/\" onclick=\"y",
        "https://x.org/\x00", "http://[", "ftp://example.org", "\u202ehttps://example.org", "https://a b",
    ],
)  # fmt: skip
def test_addresses_that_may_do_harm_are_no_links(url):
    """Only plain addresses of the web pass."""
    assert formats.link(url) == ""
