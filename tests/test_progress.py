from __future__ import annotations

from analyzer.progress import counted


def test_rate_and_remaining_time_follow_from_what_is_done() -> None:
    """30 of 100 in 3 seconds are 10 a second, so that 7 seconds are left; at the end nothing is."""
    told: list[str] = []
    clock = iter([0.0, 3.0, 10.0]).__next__
    assert list(counted([(30, "a"), (70, "b")], 100, told.append, step="reading", clock=clock)) == ["a", "b"]
    assert told == ["reading: 30 of 100, 10 a second, 7 s left", "reading: 100 of 100, 10 a second"]


def test_without_a_total_nothing_is_said_of_the_end() -> None:
    """Of a stream nobody knows how much is left."""
    told: list[str] = []
    list(counted([(500, None)], 0, told.append, step="measuring", clock=iter([0.0, 1.0]).__next__))
    assert told == ["measuring: 500, 500 a second"]


def test_a_clock_that_stands_still_is_no_error() -> None:
    """No rate is told before any time has passed."""
    told: list[str] = []
    list(counted([(1, None)], 2, told.append, step="reading", clock=lambda: 5.0))
    assert told == ["reading: 1 of 2"]
