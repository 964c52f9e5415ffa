from __future__ import annotations

import pytest
from matplotlib.colors import to_rgb

from analyzer.charts import style
from analyzer.charts._heat import _FIRST_DARK, step


def _luminance(colour):
    """Relative luminance (WCAG 2.2)."""
    channels = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return sum(weight * channel for weight, channel in zip((0.2126, 0.7152, 0.0722), channels, strict=True))


def _contrast(a, b):
    low, high = sorted((_luminance(a), _luminance(b)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colour", [style.OTHERS, style.FOCAL])
def test_marks_stand_out(colour):
    """Marks have a contrast of 3 on paper at least, as WCAG asks of graphics."""
    assert _contrast(colour, style.PAPER) >= 3


def test_marks_stand_out_in_the_dark():
    """In dark mode marks and quiet text stand out as well."""
    for role in ("others", "focal", "muted"):
        assert _contrast(style.DARK[role], style.DARK["paper"]) >= 4.5
    assert set(style.DARK) == set(style.ROLES.values())


def test_text_stands_out():
    """Quiet text has a contrast of 4.5 at least."""
    assert _contrast(style.MUTED, style.PAPER) >= 4.5


def test_numbers_on_the_ramp():
    """The number on every step of the ramp has a contrast of 4.5 at least, and steps grow darker."""
    for number, colour in enumerate(style.RAMP):
        ink = style.ON_DARK if number >= _FIRST_DARK else style.ON_LIGHT
        assert _contrast(colour, ink) >= 4.5, number
    luminances = [_luminance(colour) for colour in style.RAMP]
    assert luminances == sorted(luminances, reverse=True)


def test_step():
    """The ramp is divided evenly between its bounds."""
    assert [step(value, 0.0, 9.0) for value in (0.0, 0.99, 1.0, 8.0, 9.0)] == [0, 0, 1, 8, 8]
