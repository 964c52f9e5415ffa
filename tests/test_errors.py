"""Every deliberate error says what happened and what to do."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analyzer import errors
from analyzer.errors import AnalyzerError, UsageError, one_of

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, AnalyzerError)]


def test_a_message_holds_its_parts_in_order() -> None:
    """What, why, fix and more stand in lines of their own, and empty ones leave no line."""
    error = AnalyzerError("scan.pdf: 0 words.", why="It is a picture.", fix="Run OCR.", more="docs/reading.md")
    assert str(error).splitlines() == ["scan.pdf: 0 words.", "It is a picture.", "Run OCR.", "docs/reading.md"]
    assert str(AnalyzerError("Nothing.")) == "Nothing."
    assert str(AnalyzerError("Nothing.", fix="Try again.")) == "Nothing.\nTry again."
    assert (error.what, error.why, error.fix, error.more) == tuple(str(error).splitlines())


def test_exit_codes() -> None:
    """Each kind has its exit code, 1 to 7; kinds of unreadable input share one; all are caught as one."""
    codes = {kind.__name__: kind.exit_code for kind in KINDS}
    assert codes == {
        "AnalyzerError": 1,
        "UsageError": 2,
        "UnreadableError": 3,
        "CodebookError": 3,
        "TooFewError": 4,
        "StrictError": 5,
        "MissingPartError": 6,
        "EngineError": 7,
        "CacheError": 1,
    }
    assert all(kind.__doc__ for kind in KINDS)


@settings(deadline=None, derandomize=True)
@given(st.lists(st.text(max_size=8), max_size=9, unique=True), st.text(max_size=8))
@example([], "")
@example(["all"], "al")
def test_one_of_returns_an_option_or_lists_them_all(options: list[str], value: str) -> None:
    """A value among the options comes back; any other is an error with the value and every option, in their order."""
    if value in options:
        assert one_of("voice", value, options) == value
    else:
        with pytest.raises(UsageError) as caught:
            one_of("voice", value, iter(options))
        assert repr(value) in caught.value.what
        assert "voice" in caught.value.what
        assert caught.value.fix.endswith(f"Use one of: {', '.join(options)}.")


@pytest.mark.parametrize("value", [None, 1, True, ["all"], b"all"])
def test_one_of_takes_nothing_but_text(value: object) -> None:
    """What is no text is no option, and the error shows it."""
    with pytest.raises(UsageError) as caught:
        one_of("voice", value, ("all", "narrator"))
    assert repr(value) in str(caught.value)


def test_one_of_names_what_may_have_been_meant() -> None:
    """A slip of the pen is answered with the nearest option."""
    with pytest.raises(UsageError, match="Did you mean 'narrator'"):
        one_of("voice", "narator", ("all", "narrator", "quoted"))
