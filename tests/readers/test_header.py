from hypothesis import given
from hypothesis import strategies as st

from analyzer.readers.header import split_header

KEYS = (
    st.text(st.characters(blacklist_characters=":\n", blacklist_categories=["Cs"]), min_size=1)
    .map(str.strip)
    .filter(bool)
)
VALUES = st.text(st.characters(blacklist_characters="\n", blacklist_categories=["Cs"])).map(str.strip)


@given(st.lists(st.tuples(KEYS.filter(lambda key: not key.startswith("---")), VALUES)), st.text())
def test_a_header_comes_back(pairs: list[tuple[str, str]], body: str) -> None:
    """Keys, values and the body below the fence are what was written, colons in values included."""
    text = "---\n" + "".join(f"{key}: {value}\n" for key, value in pairs) + "---\n" + body
    header = split_header(text)
    assert (header.pairs, header.body, header.note) == (tuple(pairs), body, "")


@given(st.text())
def test_without_a_whole_header_nothing_is_lost(text: str) -> None:
    """Text without a fence, or with an open one, is all body."""
    assert split_header(text).body == text or text.startswith("---")
    assert split_header("---\ntitle: a\n" + text.replace("---", "")).body.startswith("---\ntitle: a\n")


def test_an_unclosed_header_is_noted() -> None:
    """A header without an end is text, and the note says why."""
    header = split_header("---\ntitle: Rain\n\nIt rained.")
    assert (header.body, header.pairs) == ("---\ntitle: Rain\n\nIt rained.", ())
    assert "no closing line" in header.note


def test_a_line_without_a_colon_is_noted() -> None:
    """Three hyphens around prose are no header."""
    header = split_header("---\nIt rained.\n---\nIt stopped.")
    assert header.body == "---\nIt rained.\n---\nIt stopped."
    assert "no colon" in header.note
