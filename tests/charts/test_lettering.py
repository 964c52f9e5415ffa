from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.charts._lettering import clean, fit, width, wrap

any_text = st.text(st.characters(), max_size=80)


@given(any_text)
def test_clean_is_harmless(text):
    """What is printed is one line without control, format or unassigned characters."""
    line = clean(text)
    assert line
    assert line == line.strip()
    assert "  " not in line
    assert not {unicodedata.category(sign) for sign in line} & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    line.encode("utf-8")


@given(any_text)
def test_clean_twice(text):
    """Cleaning what is clean changes nothing."""
    assert clean(clean(text)) == clean(text)


@given(any_text, st.floats(20, 300))
@settings(max_examples=60)
def test_fit(text, room):
    """A fitted line is no longer than its room, and is the text itself where that fits."""
    line = fit(text, room, 9.0)
    assert width(line, 9.0) <= room or line == "…"
    if width(clean(text), 9.0) <= room:
        assert line == clean(text)


@given(any_text, st.integers(1, 4))
@settings(max_examples=60)
def test_wrap(text, lines):
    """A wrapped text has so many lines at most, none of them too long, and loses no word that fits."""
    found = wrap(text, 120.0, 9.0, lines=lines)
    assert 1 <= len(found) <= lines
    assert all(width(line, 9.0) <= 120.0 for line in found)
    if not any("…" in line for line in found):
        assert " ".join(found) == clean(text)


def test_accents():
    """A pile of accents is cut, a letter with its own accents is not."""
    assert clean("z" + "\u0301" * 500) == "\u017a" + "\u0301" * 3
    assert clean("Việt Nam") == "Việt Nam"


def test_width():
    """Chinese characters are a full em wide, accents take no room."""
    assert width("新华社", 10.0) == 30.0
    assert width("e\u0323", 10.0) == width("e", 10.0)
