"""The page takes apart the differences that the ranges bear, and no others."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from analyzer import Comparison
from analyzer.report.names import make_names
from analyzer.report.shifts import frame_shifts, tone_shift


def test_the_frames_that_differ_most(shipped: Comparison) -> None:
    """Two frames at most, each at L1 or above, the largest difference first; rows lead to the frame's evidence."""
    names = make_names(shipped)
    figures = frame_shifts(shipped, names)
    rows = shipped.contrasts.query("level == 'focal' and measure == 'framing' and voice == 'narrator'")
    rows = rows[rows["claim"] != "L0"]
    largest = rows.loc[rows["difference"].abs().sort_values(ascending=False).index, "item"].head(2)
    assert [figure.id for figure in figures] == [f"chart-shift-{list(names.frames).index(item)}" for item in largest]
    for figure, item in zip(figures, largest, strict=True):
        assert f"#{names.evidence[item]}" in figure.svg
        assert {cells[0].href for cells in figure.data[0].rows} == {f"#{names.evidence[item]}"}
        assert figure.data[0].file == "data/shifts.csv"


def test_tone_by_words(shipped: Comparison) -> None:
    """Words of the tone stand in the table with their parts, the largest first."""
    figure = tone_shift(shipped, make_names(shipped))
    assert figure is not None
    own = shipped.shifts.query("level == 'focal' and measure == 'tone' and voice == 'narrator'")
    first = own.loc[own["value"].abs().idxmax(), "item"]
    assert figure.data[0].rows[0][0].text == first
    assert first in figure.svg


def test_what_does_not_differ_is_not_taken_apart(shipped: Comparison) -> None:
    """Without a range that leaves out zero there is no chart: its bars would be read as a difference."""
    flat = shipped.tables | {"contrasts": shipped.contrasts.assign(claim="L0")}
    without = replace(shipped, tables=MappingProxyType(flat))
    assert frame_shifts(without, make_names(without)) == ()
    assert tone_shift(without, make_names(without)) is None
